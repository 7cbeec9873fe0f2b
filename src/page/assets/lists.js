// Tiles, ranked lists, the heat map, the templates.

function drawTiles() {
  const messages = new Map();
  const refused = { ours: 0, theirs: 0, open: 0 };
  const suppress = new Set();
  let refusals = 0;
  let undetermined = 0;
  for (const row of selected) {
    messages.set(row.message, row.kind);
    if (!row.refused) continue;
    ++refusals;
    ++refused[row.side];
    if (row.suppress === "yes" && row.recipient) suppress.add(row.recipient);
    if (row.category === "undetermined") ++undetermined;
  }
  let bounces = 0;
  let delays = 0;
  for (const kind of messages.values()) {
    if (kind === "bounce") ++bounces;
    else if (kind === "delay") ++delays;
  }
  const tile = (id, value, label, note, choice, tone) => el(choice ? "button" : "div",
    { id: "tile-" + id, class: "tile " + (tone || ""), type: choice ? "button" : null, "data-value": value,
      "aria-pressed": choice ? String(isChosen(...choice)) : null, click: choice ? () => toggle(choice) : null },
    el("span", { class: "label" }, label), el("span", { class: "value" }, count(value)), el("span", { class: "note" }, note));
  byId("tiles").replaceChildren(
    tile("messages", messages.size, "Messages", plural(selected.length, "recipient", "recipients")),
    tile("bounces", bounces, "Bounces", share(bounces, messages.size) + " of messages", ["kind", "bounce"]),
    tile("delays", delays, "Delays", share(delays, messages.size) + " of messages", ["kind", "delay"]),
    tile("ours", refused.ours, "Ours to fix", share(refused.ours, refusals) + " of refusals", ["side", "ours"], "bad"),
    tile("theirs", refused.theirs, "Theirs", share(refused.theirs, refusals) + " of refusals", ["side", "theirs"]),
    tile("suppress", suppress.size, "To suppress", "different addresses", ["suppress", "yes"], "warn"),
    tile("unknown", undetermined, "Cause unknown", share(undetermined, refusals) + " of refusals", ["category", "undetermined"]));
}

/** A ranked list with bars; a click chooses. */
function drawRanked(id, name, counts, shown, dots) {
  const all = order(counts).filter(([value]) => value !== null);
  const none = counts.get(null) || 0;
  const most = all.length ? all[0][1] : 1;
  const total = [...counts.values()].reduce((a, b) => a + b, 0);
  const place = byId(id);
  const limit = place.dataset.more ? 60 : shown;
  const entry = ([value, n]) => {
    const bar = el("span", { class: "fill " + (dots ? colourOf(value) : "") });
    bar.style.width = Math.max(0.5, (100 * n) / most) + "%";
    const text = dots || name === "provider" ? words(value) : value;
    return el("li", {}, el("button", { type: "button", class: "rank" + (choices.has(name) && !isChosen(name, value) ? " dim" : ""), "data-count": n,
      "aria-pressed": String(isChosen(name, value)), title: text, click: () => toggle([name, value]) },
    el("span", { class: "what" }, dots ? el("i", { class: "dot " + colourOf(value) }) : null, el("span", {}, text)),
    el("span", { class: "many" }, count(n), el("small", {}, share(n, total))), el("span", { class: "track" }, bar)));
  };
  const more = all.length > shown
    ? el("button", { type: "button", class: "plain more", click: () => {
      place.dataset.more = place.dataset.more ? "" : "1";
      select();
    } }, place.dataset.more ? "Fewer" : count(Math.min(60, all.length) - shown) + " more")
    : null;
  place.replaceChildren(
    all.length ? el("ol", { class: "ranks" }, all.slice(0, limit).map(entry)) : el("p", { class: "empty" }, "None."),
    el("p", { class: "below" }, more, all.length > 60 && place.dataset.more ? el("span", { class: "faint" }, count(all.length - 60) + " not shown") : null,
      none ? el("span", { class: "faint" }, count(none) + " not told") : null));
}

function drawHeat() {
  const edges = new Map();
  const by = new Map();
  const cells = new Map();
  for (const row of selected) {
    if (!row.refused || row.edge_ip === null || row.by === null) continue;
    edges.set(row.edge_ip, (edges.get(row.edge_ip) || 0) + 1);
    by.set(row.by, (by.get(row.by) || 0) + 1);
    const key = row.edge_ip + "\n" + row.by;
    cells.set(key, (cells.get(key) || 0) + 1);
  }
  const place = byId("heat");
  const down = order(edges).slice(0, 14);
  const across = order(by).slice(0, 12);
  byId("heat-note").textContent = edges.size > down.length || by.size > across.length
    ? `the busiest ${down.length} of ${count(edges.size)} addresses, ${across.length} of ${count(by.size)} receivers` : "refusals";
  if (!down.length) {
    place.replaceChildren(el("p", { class: "empty" }, "No refusal tells both the sending address and who refused."));
    return;
  }
  const most = Math.max(...cells.values());
  const cell = ([edge], [who]) => {
    const n = cells.get(edge + "\n" + who) || 0;
    if (!n) return el("td", { class: "none" }, "");
    const chosen = isChosen("edge_ip", edge) && isChosen("by", who);
    const button = el("button", { type: "button", "aria-pressed": String(chosen), "data-count": n, title: `${edge} refused by ${words(who)}: ${count(n)}`,
      "aria-label": `${edge} refused by ${words(who)}: ${count(n)}`, click: () => toggle(["edge_ip", edge], ["by", who]) }, count(n));
    const strength = Math.sqrt(n / most);
    button.style.setProperty("--strength", (12 + 88 * strength).toFixed(0) + "%");
    if (strength > 0.55) button.className = "strong";
    return el("td", {}, button);
  };
  place.replaceChildren(el("table", { class: "heat" },
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Sent from"),
      across.map(([who]) => el("th", { scope: "col", title: who }, el("span", {}, words(who)))))),
    el("tbody", {}, down.map((edge) => el("tr", {}, el("th", { scope: "row" }, el("button", { type: "button", class: "plain",
      "aria-pressed": String(isChosen("edge_ip", edge[0])), click: () => toggle(["edge_ip", edge[0]]) }, edge[0])),
    across.map((who) => cell(edge, who)))))));
}

/** A masked reply, with its masks set off. */
function templateText(text) {
  return el("span", { class: "masked" }, text.split(/(<(?:address|ip|host|url|id|number)>)/).map((part, i) =>
    (i % 2 ? el("i", { class: "mask" }, part.slice(1, -1)) : part)));
}

/** The first row of each template: the cause, and an example. */
let examples = null;
function exampleOf(text) {
  if (!examples) {
    examples = new Map();
    for (const row of rows) if (row.refused && row.template !== null && !examples.has(row.template)) examples.set(row.template, row);
  }
  return examples.get(text);
}

function drawTemplates(counts) {
  const all = order(counts).filter(([value]) => value !== null);
  const place = byId("templates");
  const shown = place.dataset.more ? 100 : 10;
  place.replaceChildren(
    el("ol", { class: "templates" }, all.slice(0, shown).map(([text, n]) => el("li", {},
      el("span", { class: "many" }, count(n)),
      el("button", { type: "button", class: "rank", "aria-pressed": String(isChosen("template", text)), "data-count": n, click: () => toggle(["template", text]) }, templateText(text)),
      el("span", { class: "cause" }, el("i", { class: "dot " + colourOf(exampleOf(text).category) }), words(exampleOf(text).category)),
      el("button", { type: "button", class: "plain", click: () => openMessage(exampleOf(text)) }, "Example")))),
    all.length > 10 ? el("p", { class: "below" }, el("button", { type: "button", class: "plain more", click: () => {
      place.dataset.more = place.dataset.more ? "" : "1";
      select();
    } }, place.dataset.more ? "Fewer" : count(Math.min(100, all.length) - 10) + " more"),
    all.length > 100 && place.dataset.more ? el("span", { class: "faint" }, count(all.length - 100) + " not shown") : null) : "");
  if (!all.length) place.replaceChildren(el("p", { class: "empty" }, "No server said anything."));
}
