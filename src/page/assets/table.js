// The table: only the rows in sight exist as elements.

const columns = [
  { key: "time", label: "Date (UTC)", of: (row) => row.time },
  { key: "recipient", label: "Recipient", of: (row) => row.recipient },
  { key: "category", label: "Cause", of: (row) => (row.refused ? row.category : row.kind) },
  { key: "code", label: "Code", of: (row) => (row.code ? row.code + " " : "") + (row.status || "") || null },
  { key: "by", label: "Refused by", of: (row) => row.rejecting_host || row.by },
  { key: "reply", label: "Reply or subject", of: (row) => row.reply_text || row.original_subject },
  { key: "side", label: "Turn", of: (row) => (row.refused ? row.side : null) },
];

/** Browsers lay out no higher elements than some ten million pixels. */
const mostShown = 250000;
const printed = 300;
let sorting = { key: "time", down: true };
let shown = [];
let activeRow = 0;
let grid = null;

const collator = new Intl.Collator("en", { numeric: true });

/** In the order chosen; unknown values stand last whichever it is. */
function sortRows(list) {
  const { of } = columns.find((column) => column.key === sorting.key);
  const keyed = list.map((row) => [of(row), row]);
  const numeric = sorting.key === "time";
  const sign = sorting.down ? -1 : 1;
  const plain = (a, b) => (numeric ? a - b : a < b ? -1 : a > b ? 1 : 0);
  // A collator is slow on very many rows.
  const compare = numeric || list.length > 20000 ? plain : (a, b) => collator.compare(a, b);
  keyed.sort((a, b) => {
    if (a[0] === null || b[0] === null) return (a[0] === null) - (b[0] === null) || a[1].number - b[1].number;
    return sign * compare(a[0], b[0]) || a[1].number - b[1].number;
  });
  return keyed.map((pair) => pair[1]);
}

function rowElement(row, index) {
  const cells = {
    time: row.time === null ? el("span", { class: "faint" }, "no date") : minuteText(row.time),
    recipient: row.recipient || el("span", { class: "faint" }, "not told"),
    category: row.refused ? [el("i", { class: "dot " + colourOf(row.category) }), words(row.category)]
      : [el("i", { class: "dot c-none" }), el("span", { class: "faint" }, words(row.kind))],
    code: [row.code, " ", el("span", { class: "faint" }, row.status)],
    by: row.rejecting_host || row.by || el("span", { class: "faint" }, "–"),
    reply: row.reply_text || el("span", { class: "faint" }, row.original_subject || "–"),
    side: row.refused ? el("span", { class: "pill " + row.side }, sides[row.side]) : "",
  };
  const texts = { recipient: row.recipient, by: row.rejecting_host || row.by, reply: row.reply_text };
  return el("div", { role: "row", class: "row" + (index === activeRow ? " active" : ""), "aria-rowindex": index + 2, "data-index": index, "data-message": row.message },
    columns.map((column) => el("div", { role: "gridcell", class: "cell " + column.key, title: texts[column.key] || null }, cells[column.key])));
}

function buildTable() {
  const heads = columns.map((column) => el("div", { role: "columnheader", class: "cell " + column.key, "aria-sort": "none" },
    el("button", { type: "button", class: "plain", "data-sort": column.key, click: () => sortBy(column.key) }, column.label)));
  const spacer = el("div", { class: "spacer", role: "rowgroup" });
  const body = el("div", { class: "rows", tabindex: 0, "aria-label": "Messages; arrow keys move, Enter opens" }, spacer);
  grid = { heads, spacer, body, frame: el("div", { class: "table", role: "grid", "aria-colcount": columns.length },
    el("div", { role: "row", class: "row headrow", "aria-rowindex": 1 }, heads), body) };
  byId("table").append(grid.frame);
  body.addEventListener("scroll", () => drawRows());
  body.addEventListener("click", (event) => {
    const row = event.target.closest(".row");
    if (!row) return;
    activeRow = Number(row.dataset.index);
    drawRows();
    openMessage(shown[activeRow]);
  });
  body.addEventListener("keydown", (event) => {
    const page = Math.max(1, Math.floor(body.clientHeight / rowHeight()) - 1);
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -1e9, End: 1e9 }[event.key];
    if (by) moveTo(activeRow + by);
    else if (event.key === "Enter" && shown.length) openMessage(shown[activeRow]);
    else return;
    event.preventDefault();
  });
  addEventListener("resize", () => drawRows());
}

const rowHeight = () => (matchMedia("(max-width: 720px)").matches ? 62 : 36);

function moveTo(index) {
  if (!shown.length) return;
  activeRow = Math.max(0, Math.min(shown.length - 1, index));
  const height = rowHeight();
  const top = activeRow * height;
  if (top < grid.body.scrollTop) grid.body.scrollTop = top;
  else if (top + height > grid.body.scrollTop + grid.body.clientHeight) grid.body.scrollTop = top + height - grid.body.clientHeight;
  drawRows();
}

function sortBy(key) {
  sorting = { key, down: sorting.key === key ? !sorting.down : key === "time" };
  fillTable();
}

/** Draws what is in sight; all of the first rows where the page goes to paper. */
function drawRows(forPrint) {
  const height = rowHeight();
  const { body, spacer } = grid;
  const first = forPrint ? 0 : Math.max(0, Math.floor(body.scrollTop / height) - 6);
  const last = forPrint ? Math.min(shown.length, printed) : Math.min(shown.length, Math.ceil((body.scrollTop + body.clientHeight) / height) + 6);
  spacer.style.height = (forPrint ? last : shown.length) * height + "px";
  spacer.replaceChildren(...shown.slice(first, last).map((row, i) => {
    const element = rowElement(row, first + i);
    element.style.transform = `translateY(${(first + i) * height}px)`;
    return element;
  }));
  const active = spacer.querySelector(".active");
  if (active) active.id = "active-row";
  if (active) body.setAttribute("aria-activedescendant", "active-row");
  else body.removeAttribute("aria-activedescendant");
}

function fillTable() {
  const all = sortRows(selected);
  shown = all.slice(0, mostShown);
  activeRow = 0;
  grid.body.scrollTop = 0;
  grid.body.style.height = Math.min(620, Math.max(3, shown.length) * rowHeight()) + "px";
  grid.frame.setAttribute("aria-rowcount", shown.length + 1);
  columns.forEach((column, i) => grid.heads[i].setAttribute("aria-sort",
    column.key !== sorting.key ? "none" : sorting.down ? "descending" : "ascending"));
  byId("table-note").textContent = plural(selected.length, "row", "rows") + ", one per recipient"
    + (all.length > shown.length ? "; the first " + count(shown.length) + " are listed" : "");
  drawRows();
  if (!shown.length) grid.spacer.replaceChildren(el("p", { class: "empty" }, "Nothing fits this choice."));
}

function suppressList() {
  const list = new Set();
  for (const row of selected) if (row.refused && row.suppress === "yes" && row.recipient) list.add(row.recipient);
  return [...list].sort().join("\n") + "\n";
}
