// Puts the page together.

function prepareTheme() {
  const button = byId("theme");
  const names = ["auto", "light", "dark"];
  const titles = { auto: "◐ Auto", light: "☀ Light", dark: "☾ Dark" };
  let theme = "auto";
  try {
    theme = localStorage.getItem("dsnparse-theme") || "auto";
  } catch {
    // No storage: the choice lasts as long as the page.
  }
  const apply = () => {
    if (!names.includes(theme)) theme = "auto";
    document.documentElement.dataset.theme = theme;
    button.textContent = titles[theme];
    button.title = "Colours: " + theme;
  };
  button.addEventListener("click", () => {
    theme = names[(names.indexOf(theme) + 1) % names.length];
    try {
      localStorage.setItem("dsnparse-theme", theme);
    } catch {
      // As above.
    }
    apply();
  });
  apply();
}

function prepareHelp() {
  const keys = [["/", "Search"], ["↑ ↓ PgUp PgDn Home End", "Move in the table"], ["Enter", "Open the message"], ["j k", "Next and previous message"],
    ["m", "Next mark in the raw text"], ["Esc", "Close"], ["c", "Clear all choices"], ["?", "This help"]];
  const help = byId("help");
  help.append(el("h2", { id: "help-title" }, "Keys"),
    el("dl", {}, keys.map(([key, what]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, what)])),
    el("p", { class: "faint" }, "A click on a tile, bar, cell or reply chooses it; a second one takes that back. All figures count what is chosen."),
    el("button", { type: "button", click: () => help.close() }, "Close"));
  byId("keys").addEventListener("click", () => help.showModal());
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.matches?.("input, textarea, select")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key === "/") byId("search").focus();
    else if (event.key === "?") help.showModal();
    else if (event.key === "c") clearChoices();
    else return;
    event.preventDefault();
  });
}

function prepareSearch() {
  let timer = 0;
  byId("search").addEventListener("input", (event) => {
    clearTimeout(timer);
    timer = setTimeout(() => search(event.target.value), rows.length > 20000 ? 200 : 40);
  });
}

function preparePrint() {
  addEventListener("beforeprint", () => {
    drawRows(true);
    if (shown.length > printed) byId("table-note").append(el("span", { class: "onpaper" }, "; the first " + count(printed) + " on paper"));
  });
  addEventListener("afterprint", () => {
    document.querySelectorAll(".onpaper").forEach((node) => node.remove());
    drawRows();
  });
}

function tellSpan() {
  let first = Infinity;
  let last = -Infinity;
  for (const row of rows) {
    if (row.time === null) continue;
    first = Math.min(first, row.time);
    last = Math.max(last, row.time);
  }
  byId("span").textContent = plural(facts.messages, "message", "messages") + (first <= last ? ", " + dayText(first) + " to " + dayText(last) : "");
  const made = ["Made by dsnparse " + facts.version + (facts.made ? " on " + minuteText(facts.made) + " UTC" : "")];
  if (facts.left_out) made.push(plural(facts.left_out, "more message was", "more messages were") + " read and left out (--most)");
  if (facts.without_raw) made.push(plural(facts.without_raw, "message is", "messages are") + " shown without raw text: the page has as much as it may");
  byId("made").textContent = made.join(". ") + ".";
  if (facts.left_out)
    byId("status").replaceWith(el("p", { class: "notice", id: "status" }, plural(facts.left_out, "more message is", "more messages are") + " not in this page: it holds the first " + count(facts.messages) + "."));
}

async function start() {
  prepareTheme();
  const status = byId("status");
  if (typeof DecompressionStream === "undefined") {
    status.textContent = "This browser is too old for this page: it lacks DecompressionStream (Chrome 80, Firefox 113, Safari 16.4).";
    return;
  }
  rows = await loadRows((part) => { status.textContent = "Reading the messages… " + Math.round(100 * part) + "%"; });
  giveColours();
  makeAxis();
  prepareHelp();
  prepareSearch();
  prepareView();
  preparePrint();
  buildTable();
  byId("copy-suppress").replaceWith(copyButton("Copy addresses to suppress", suppressList, { id: "copy-suppress", class: "copy" }));
  let days = [];
  listeners.push(({ counts, forDays }) => {
    days = forDays;
    drawTiles();
    drawDays(days);
    drawLegend(counts.category);
    drawRanked("causes", "category", counts.category, 9, true);
    drawRanked("providers", "provider", counts.provider, 9);
    drawRanked("hosts", "rejecting_host", counts.rejecting_host, 9);
    drawRanked("domains", "recipient_domain", counts.recipient_domain, 9);
    drawHeat();
    drawTemplates(counts.template);
    fillTable();
  });
  status.hidden = true;
  tellSpan();
  select();
  let last = byId("days").clientWidth;
  new ResizeObserver(() => {
    const width = byId("days").clientWidth;
    if (width === last) return;
    last = width;
    drawDays(days);
  }).observe(byId("days"));
  document.documentElement.dataset.ready = "1";
  await followHash();
}

start().catch((error) => { byId("status").textContent = "This page cannot be shown: " + error; });
