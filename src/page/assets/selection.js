// What is chosen. A row is selected where it fits every choice; the list for one choice counts the rows that fit all others, so
// that its alternatives stay in sight.

let rows = [];
/** name -> value; null is a value: "not known". */
const choices = new Map();
let searched = [];
let selected = [];
const listeners = [];

const tests = {
  kind: (row, value) => row.kind === value,
  side: (row, value) => row.refused && row.side === value,
  category: (row, value) => row.refused && row.category === value,
  provider: (row, value) => row.refused && row.provider === value,
  rejecting_host: (row, value) => row.refused && row.rejecting_host === value,
  recipient_domain: (row, value) => row.refused && row.recipient_domain === value,
  edge_ip: (row, value) => row.refused && row.edge_ip === value,
  by: (row, value) => row.refused && row.by === value,
  template: (row, value) => row.refused && row.template === value,
  suppress: (row, value) => row.refused && row.suppress === value,
  days: (row, value) => row.time !== null && row.time >= value[0] && row.time < value[1],
};

const labels = {
  kind: "Kind", side: "Turn", category: "Cause", provider: "Provider", rejecting_host: "Host", recipient_domain: "Domain",
  edge_ip: "Sent from", by: "Refused by", template: "Reply", suppress: "Address", days: "Days",
};

function choiceText(name, value) {
  if (name === "days") {
    const last = dayText(value[1] - 1);
    return dayText(value[0]) === last ? last : dayText(value[0]) + " to " + last;
  }
  if (name === "side") return sides[value];
  if (name === "suppress") return suppressWords[value] || words(value);
  return name === "category" || name === "kind" || name === "provider" ? words(value) : String(value ?? "unknown");
}

const same = (a, b) => (Array.isArray(a) && Array.isArray(b) ? a[0] === b[0] && a[1] === b[1] : a === b);
const isChosen = (name, value) => choices.has(name) && same(choices.get(name), value);

/** Chooses a value, or takes the choice back where it is the one that stands. */
function toggle(...pairs) {
  const all = pairs.every(([name, value]) => isChosen(name, value));
  for (const [name, value] of pairs) {
    if (all) choices.delete(name);
    else choices.set(name, value);
  }
  select();
}

/** counts: name -> Map(value -> number) of the rows that fit all other choices. */
const counted = ["category", "provider", "rejecting_host", "recipient_domain", "template"];

function select() {
  const active = [...choices.entries()].map(([name, value]) => [name, tests[name], value]);
  const counts = Object.fromEntries(counted.map((name) => [name, new Map()]));
  const forDays = [];
  selected = [];
  const add = (name, row) => counts[name].set(row[name], (counts[name].get(row[name]) || 0) + 1);
  for (const row of rows) {
    if (searched.length && !searched.every((word) => haystack(row).includes(word))) continue;
    let failed = null;
    let failures = 0;
    for (const [name, test, value] of active) {
      if (test(row, value)) continue;
      failed = name;
      if (++failures > 1) break;
    }
    if (failures > 1) continue;
    if (failures === 0) {
      selected.push(row);
      if (row.refused) {
        forDays.push(row);
        for (const name of counted) add(name, row);
      }
    } else if (row.refused) {
      if (failed === "days") forDays.push(row);
      else if (counts[failed]) add(failed, row);
    }
  }
  showChoices();
  for (const listener of listeners) listener({ counts, forDays });
}

function search(text) {
  searched = text.toLowerCase().split(/\s+/).filter(Boolean);
  select();
}

function showChoices() {
  const bar = byId("chosen");
  bar.hidden = choices.size === 0;
  bar.replaceChildren(
    ...[...choices.entries()].map(([name, value]) =>
      el("button", { type: "button", class: "chip", "aria-label": "Take back: " + labels[name] + " " + choiceText(name, value),
        click: () => toggle([name, value]) },
      el("span", { class: "faint" }, labels[name]), " ", el("b", {}, choiceText(name, value)), " ",
      el("span", { "aria-hidden": "true" }, "×"))),
    choices.size > 1 ? el("button", { type: "button", class: "plain", click: clearChoices }, "Clear all") : "");
}

function clearChoices() {
  choices.clear();
  select();
}
