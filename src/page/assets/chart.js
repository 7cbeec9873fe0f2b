// Refusals over time, stacked by cause.

const mostColours = 7;
const day = 86400;
/** Colour class of a cause: given by its rank over all rows, so that choices do not change it. */
const colours = new Map();
const colourOf = (category) => colours.get(category) ?? "c-other";

function giveColours() {
  const totals = new Map();
  for (const row of rows) if (row.refused) totals.set(row.category, (totals.get(row.category) || 0) + 1);
  const ranked = [...totals.entries()].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  ranked.slice(0, mostColours).forEach(([category], i) => colours.set(category, "c" + i));
}

const startOfMonth = (seconds, months) => {
  const date = new Date(seconds * 1000);
  const month = Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / months) * months;
  return Date.UTC(Math.floor(month / 12), month % 12, 1) / 1000;
};
const addMonths = (seconds, months) => {
  const date = new Date(seconds * 1000);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / 1000;
};
/** Steps of the axis, finest first. Weeks begin on Monday. */
const steps = [
  { name: "day", days: 1, start: (t) => Math.floor(t / day) * day, next: (t) => t + day },
  { name: "week", days: 7, start: (t) => (Math.floor((t / day + 3) / 7) * 7 - 3) * day, next: (t) => t + 7 * day },
  ...[["month", 1], ["quarter", 3], ["year", 12], ["five years", 60]].map(([name, months]) => (
    { name, days: months * 30.4, start: (t) => startOfMonth(t, months), next: (t) => addMonths(t, months) })),
];

/** The axis for all rows that have a date. Few strays (wrong clocks) do not stretch it. */
let axis = null;
function makeAxis() {
  const times = Float64Array.from(rows.filter((row) => row.refused && row.time !== null), (row) => row.time).sort();
  if (!times.length) return;
  let first = times[0];
  let last = times[times.length - 1];
  const spare = Math.floor(times.length / 100);
  if ((last - first) / day > 62 && times.length > 100) {
    const inner = times[times.length - 1 - spare] - times[spare];
    if ((last - first) > 2.5 * inner) {
      first = times[spare];
      last = times[times.length - 1 - spare];
    }
  }
  const step = steps.find((one) => (last - first) / day / one.days <= 92) || steps[steps.length - 1];
  const bins = [];
  for (let at = step.start(first); at <= last && bins.length < 400; at = step.next(at)) bins.push([at, step.next(at)]);
  axis = { step, bins, outside: times.filter((t) => t < bins[0][0] || t >= bins[bins.length - 1][1]).length };
}

/** Round numbers up to `most` for the axis. */
function ticks(most) {
  const raw = Math.max(1, most / 4);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(1, [1, 2, 5, 10].find((factor) => factor * power >= raw) * power);
  const list = [];
  for (let at = 0; at < Math.max(1, most) + step; at += step) list.push(at);
  return list;
}

function binOf(time) {
  let low = 0;
  let high = axis.bins.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (axis.bins[middle][0] <= time) low = middle;
    else high = middle - 1;
  }
  return time >= axis.bins[low][0] && time < axis.bins[low][1] ? low : -1;
}

const binText = (bin) => (axis.step.name === "day" ? dayText(bin[0]) : dayText(bin[0]) + " to " + dayText(bin[1] - 1));

function axisText(bin) {
  const text = dayText(bin[0]);
  if (axis.step.name === "day" || axis.step.name === "week") return text.slice(5);
  return axis.step.name === "month" || axis.step.name === "quarter" ? text.slice(0, 7) : text.slice(0, 4);
}

function tip(shown, at) {
  let box = byId("tip");
  if (!box) document.body.append(box = el("div", { id: "tip", role: "presentation" }));
  box.hidden = !shown;
  if (!shown) return;
  box.replaceChildren(...shown);
  const width = box.offsetWidth;
  box.style.left = Math.max(8, Math.min(at.left + at.width / 2 - width / 2, innerWidth - width - 8)) + scrollX + "px";
  box.style.top = Math.max(scrollY + 4, at.top + scrollY - box.offsetHeight - 8) + "px";
}

function drawDays(forDays) {
  const place = byId("days");
  if (!axis) {
    place.replaceChildren(el("p", { class: "empty" }, "No refusal has a date."));
    return;
  }
  const stacks = axis.bins.map(() => new Map());
  let undated = 0;
  for (const row of forDays) {
    const bin = row.time === null ? -1 : binOf(row.time);
    if (bin < 0) {
      undated += row.time === null ? 1 : 0;
      continue;
    }
    stacks[bin].set(row.category, (stacks[bin].get(row.category) || 0) + 1);
  }
  const totals = stacks.map((stack) => [...stack.values()].reduce((a, b) => a + b, 0));
  const width = Math.max(320, place.clientWidth || 960);
  const height = 230;
  const [left, right, top, bottom] = [46, 8, 10, 24];
  const marks = ticks(Math.max(...totals));
  const most = marks[marks.length - 1];
  const y = (value) => top + (height - top - bottom) * (1 - value / most);
  const pitch = (width - left - right) / axis.bins.length;
  const bar = Math.max(1, Math.min(pitch * 0.82, 46));
  const ranks = [...colours.keys()];
  const rank = (category) => (colours.has(category) ? ranks.indexOf(category) : ranks.length);
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "chart", role: "group", "aria-label": "Refusals per " + axis.step.name });
  for (const mark of marks)
    picture.append(svg("line", { class: mark ? "rule" : "base", x1: left, x2: width - right, y1: y(mark), y2: y(mark) }),
      svg("text", { class: "tick", x: left - 8, y: y(mark) + 4, "text-anchor": "end" }, count(mark)));
  const every = Math.ceil(axis.bins.length / Math.max(2, Math.floor((width - left) / 78)));
  axis.bins.forEach((bin, i) => {
    const middle = left + pitch * (i + 0.5);
    if (i % every === 0)
      picture.append(svg("text", { class: "tick", x: middle, y: height - 6, "text-anchor": "middle" }, axisText(bin)));
    const parts = [...stacks[i].entries()].sort((a, b) => rank(a[0]) - rank(b[0]) || (a[0] < b[0] ? -1 : 1));
    const column = svg("g", { class: "column" + (choices.has("days") && !isChosen("days", bin) ? " dim" : ""), role: "button", tabindex: i === 0 ? 0 : -1,
      "aria-pressed": isChosen("days", bin) ? "true" : "false",
      "aria-label": binText(bin) + ": " + count(totals[i]) + (parts.length ? ", " + parts.map(([name, n]) => words(name) + " " + n).join(", ") : "") },
    svg("rect", { class: "hit", x: left + pitch * i, y: top, width: pitch, height: height - top - bottom }));
    let sum = 0;
    for (const [category, n] of parts) {
      column.append(svg("rect", { class: colourOf(category), x: middle - bar / 2, width: bar, y: y(sum + n), height: Math.max(0.5, y(sum) - y(sum + n)) }));
      sum += n;
    }
    const show = () => tip([el("b", {}, binText(bin)), el("div", {}, plural(totals[i], "refusal", "refusals")),
      ...parts.slice().sort((a, b) => b[1] - a[1]).slice(0, 8).map(([name, n]) =>
        el("div", { class: "line" }, el("i", { class: "dot " + colourOf(name) }), words(name), el("span", {}, count(n))))],
    column.getBoundingClientRect());
    const move = (by) => {
      const columns = picture.querySelectorAll(".column");
      const to = columns[Math.max(0, Math.min(columns.length - 1, i + by))];
      column.setAttribute("tabindex", -1);
      to.setAttribute("tabindex", 0);
      to.focus();
    };
    const events = {
      click: () => toggle(["days", bin]), pointerenter: show, focus: show, pointerleave: () => tip(null), blur: () => tip(null),
      keydown: (event) => {
        const by = { ArrowRight: 1, ArrowLeft: -1, Home: -1e6, End: 1e6 }[event.key];
        if (by) move(by);
        else if (event.key === "Enter" || event.key === " ") {
          toggle(["days", bin]);
          byId("days").querySelectorAll(".column")[i].focus();
        } else return;
        event.preventDefault();
      },
    };
    for (const [name, listener] of Object.entries(events)) column.addEventListener(name, listener);
    picture.append(column);
  });
  tip(null);
  place.replaceChildren(picture);
  const notes = ["per " + axis.step.name + ", by cause"];
  if (undated) notes.push(count(undated) + " without a date");
  if (axis.outside) notes.push(count(axis.outside) + " far off in time not drawn");
  byId("days-note").textContent = notes.join(" · ");
}

function drawLegend(counts) {
  const known = order(counts).filter(([category]) => colours.has(category));
  const others = order(counts).filter(([category]) => !colours.has(category)).reduce((sum, [, n]) => sum + n, 0);
  byId("legend").replaceChildren(
    ...known.map(([category, n]) => el("button", { type: "button", class: "plain" + (isChosen("category", category) ? " on" : ""),
      "aria-pressed": String(isChosen("category", category)), click: () => toggle(["category", category]) },
    el("i", { class: "dot " + colourOf(category) }), words(category), " ", el("span", { class: "faint" }, count(n)))),
    others ? el("span", { class: "plain" }, el("i", { class: "dot c-other" }), "other causes ", el("span", { class: "faint" }, count(others))) : "");
}

/** Entries of a Map of counts, the largest first. */
function order(counts) {
  return [...counts.entries()].sort((a, b) => b[1] - a[1] || (String(a[0]) < String(b[0]) ? -1 : 1));
}
