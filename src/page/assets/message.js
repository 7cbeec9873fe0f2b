// One message: what happened, what was said, its way, the evidence, what to do.

let opened = null;
/** The row that was asked for: several recipients share a message, and so its address. */
let asked = null;

/** Address of a message in the page: the start of its digest, or its number where it has none. */
const hashOf = (row) => "#m=" + (row.input_id ? row.input_id.slice(0, 16) : "n" + row.message);

function rowOfHash(hash) {
  const match = /^#m=([0-9a-f]{16}|n\d{1,9})$/.exec(hash);
  if (!match) return null;
  if (asked && hashOf(asked) === hash) return asked;
  const fits = match[1][0] === "n" ? (row) => row.message === Number(match[1].slice(1))
    : (row) => row.input_id !== null && row.input_id.startsWith(match[1]);
  return rows.find(fits) || null;
}

function openMessage(row) {
  if (!row) return;
  asked = row;
  if (location.hash === hashOf(row)) followHash();
  else location.hash = hashOf(row);
}

/** Called when the address of the page changes, and at the start. */
async function followHash() {
  const row = rowOfHash(location.hash);
  asked = null;
  if (row) await showMessage(row);
  else if (byId("view").open) byId("view").close();
}

function section(title, ...children) {
  return el("section", {}, el("h3", {}, title), ...children);
}

function marked(text, mark) {
  // Offsets of the explanation count bytes of UTF-8.
  if (!mark) return text;
  const bytes = new TextEncoder().encode(text);
  const decode = (from, to) => new TextDecoder().decode(bytes.subarray(from, to));
  const end = mark.offset + mark.length;
  return [decode(0, mark.offset), el("mark", {}, decode(mark.offset, end)), decode(end, bytes.length)];
}

function saidPart(explanation) {
  if (!explanation.said.length) return null;
  return section("What was said", el("ul", { class: "said" }, explanation.said.map((said) =>
    el("li", { class: said.decided ? "decided" : "" },
      el("p", { class: "who" }, el("b", {}, said.who), said.when ? " " + said.when : "", said.decided ? el("span", { class: "badge" }, "the reason") : null),
      el("p", { class: "words" }, marked(said.words, said.mark), " ", copyIcon(said.words, "reply"))))),
  explanation.said_more ? el("p", { class: "faint" }, plural(explanation.said_more, "more reply", "more replies")) : null);
}

function conversationPart(result) {
  if (!result.transcript.length) return null;
  const most = 300;
  const arrow = { client: "→", server: "←", event: "·" };
  const who = { client: "we say", server: "they say", event: "event" };
  return section("Conversation", el("ol", { class: "talk" }, result.transcript.slice(0, most).map((step) =>
    el("li", { class: step.direction + (step.code >= 400 ? " refusal" : "") },
      el("span", { class: "arrow", title: who[step.direction] || step.direction }, arrow[step.direction] || "·"),
      el("code", {}, [step.command, step.code, step.enhanced, step.text].filter((part) => part !== null && part !== "").join(" ")),
      step.host && step.direction !== "client" ? el("span", { class: "faint" }, step.host) : null))),
  result.transcript.length > most ? el("p", { class: "faint" }, plural(result.transcript.length - most, "more line", "more lines")) : null);
}

const placeText = (host, ip) => [host, ip ? "[" + ip + "]" : null].filter(Boolean).join(" ") || "not told";

function hopElement(result, hop, index) {
  const best = result.edge.best === null ? null : result.edge.candidates[result.edge.best];
  const isEdge = best !== null && best.hop === index;
  const how = [hop.with, hop.tls].filter(Boolean).join(", ");
  return el("li", { class: "hop " + hop.trust + (isEdge ? " edge" : "") },
    el("p", {}, el("b", {}, placeText(hop.from_rdns || hop.from_helo, hop.from_ip)),
      hop.from_ip_scope && hop.from_ip_scope !== "public" && hop.from_ip_scope !== "unknown" ? el("span", { class: "faint" }, " " + words(hop.from_ip_scope)) : null,
      isEdge ? el("span", { class: "badge" }, "sending edge") : null),
    el("p", { class: "faint" }, "taken by ", hop.by || "not told", how ? " with " + how : "", hop.date ? ", " + hop.date : ""),
    hop.delay_s !== null ? el("span", { class: "delay" + (Math.abs(hop.delay_s) > 300 ? " long" : "") }, delayText(hop.delay_s)) : null,
    hop.anomalies.length ? el("p", { class: "odd" }, hop.anomalies.map(words).join(", ")) : null);
}

function pathPart(result) {
  if (!result.hops.length && result.edge.best === null) return null;
  const list = [];
  let message = null;
  const refusing = () => {
    for (const host of result.rejecting_hosts)
      list.push(el("li", { class: "hop refusing" }, el("p", {}, el("b", {}, placeText(host.host, host.ip)),
        el("span", { class: "badge bad" }, host.role === "unanswering" ? "did not answer" : "refused"))));
  };
  result.hops.forEach((hop, index) => {
    if (hop.message !== message) {
      if (message === "original") refusing();
      message = hop.message;
      list.push(el("li", { class: "leg" }, message === "original" ? "The message" : "The report on its way back"));
    }
    list.push(hopElement(result, hop, index));
    if (hop.trust === "boundary") list.push(el("li", { class: "border" }, "Trust ends here: the lines above are what others wrote"));
  });
  if (message !== "report" || !result.hops.some((hop) => hop.message === "original")) refusing();
  const best = result.edge.best === null ? null : result.edge.candidates[result.edge.best];
  return section("Path",
    best ? el("p", {}, "Handed over at ", el("b", {}, placeText(best.host, best.ip)), " ", copyIcon(best.ip, "address"),
      best.reasons.length ? el("span", { class: "faint" }, " " + best.reasons.map(words).join(", ")) : null) : null,
    el("ol", { class: "path" }, list));
}

function rawPart(raw) {
  if (!raw.length)
    return section("Raw text", el("p", { class: "faint" }, facts.raw === "none" ? "Not kept: the page was made with --raw none." : "Not kept: the page has as much raw text as it may."));
  const has = raw.some(([kind]) => kind === "evidence" || kind === "deciding");
  return section("Raw text",
    has ? el("p", { class: "faint" }, el("mark", { class: "deciding" }, "The reason"), " and ", el("mark", {}, "other evidence"), " are marked. ",
      el("button", { type: "button", class: "plain", click: () => showEvidence() }, "Go to the next mark")) : null,
    el("pre", { class: "raw", tabindex: 0 }, raw.map(([kind, text]) => {
      if (kind === "skipped") return el("span", { class: "gap" }, "\n… " + bytesText(text) + " not kept …\n");
      return kind === "plain" ? text : el("mark", { class: kind }, text);
    })));
}

let evidenceAt = 0;
function showEvidence() {
  const list = [...byId("view").querySelectorAll(".raw mark")];
  const first = list.findIndex((mark) => mark.className === "deciding");
  const index = (Math.max(0, first) + evidenceAt++) % list.length;
  list.forEach((mark, i) => mark.toggleAttribute("data-now", i === index));
  list[index].scrollIntoView({ block: "center" });
}

/** The explanation as text, for a ticket. */
function asText(explanation) {
  const lines = [explanation.headline, ""];
  for (const said of explanation.said) lines.push(said.who + (said.when ? " " + said.when : "") + ":", "    " + said.words);
  if (explanation.meaning) lines.push("", "What it means: " + explanation.meaning);
  if (explanation.who_can_act) lines.push("Who can act: " + explanation.who_can_act);
  if (explanation.address_advice) lines.push("The address: " + explanation.address_advice);
  if (explanation.steps.length) lines.push("", "What to do:", ...explanation.steps.map((step, i) => i + 1 + ". " + step));
  if (explanation.links.length) lines.push("", ...explanation.links);
  lines.push("", ...explanation.facts.map((fact) => fact.label + ": " + fact.text));
  return lines.join("\n") + "\n";
}

function badges(row, result) {
  const why = result.classification;
  const failure = result.kind === "bounce" || result.kind === "delay";
  const side = sideOf(why.category, why.responsible, why.suppress);
  return el("p", { class: "badges" }, el("span", { class: "badge kind" }, words(result.kind)),
    failure ? [el("span", { class: "badge" }, el("i", { class: "dot " + colourOf(why.category) }), words(why.category)),
      row.code || row.status ? el("span", { class: "badge" }, [row.code, row.status].filter(Boolean).join(" ")) : null,
      el("span", { class: "badge pill " + side }, whoActs[why.responsible] || "Nobody known"),
      el("span", { class: "badge" }, suppressWords[why.suppress] || words(why.suppress)),
      why.permanence ? el("span", { class: "badge" }, words(why.permanence)) : null,
      why.provider ? el("span", { class: "badge" }, words(why.provider)) : null] : null);
}

function items(list) {
  return el("dl", {}, list.map((item) => [el("dt", {}, item.label), el("dd", {}, item.text, " ", copyIcon(item.text, item.label))]));
}

async function showMessage(row) {
  const dialog = byId("view");
  opened = row;
  let view = null;
  try {
    view = await loadView(row.message);
  } catch (error) {
    dialog.replaceChildren(el("h2", { id: "view-title" }, "This message cannot be shown"), el("p", {}, String(error)));
  }
  if (opened !== row) return;
  if (view) {
    const { explanation, raw, result } = view;
    evidenceAt = 0;
    const step = (by, label, key) => el("button", { type: "button", class: "plain", disabled: neighbour(by) < 0, title: label + " (" + key + ")",
      click: () => stepMessage(by) }, label);
    dialog.replaceChildren(
      el("div", { class: "viewbar" }, step(-1, "Previous", "k"), step(1, "Next", "j"), el("span", { class: "fill" }),
        copyButton("Copy text", () => asText(explanation)), copyButton("Copy JSON", () => JSON.stringify(result, null, 2)),
        copyButton("Copy link", () => location.href.replace(/#.*$/, "") + hashOf(row)),
        el("button", { type: "button", class: "plain", id: "close", "aria-label": "Close", title: "Close (Esc)", click: () => dialog.close() }, "✕")),
      el("div", { class: "viewbody", tabindex: -1 },
        badges(row, result),
        el("h2", { id: "view-title" }, explanation.headline),
        explanation.meaning ? section("What it means", el("p", { class: "meaning" }, explanation.meaning),
          explanation.unsure ? el("p", { class: "odd" }, explanation.unsure) : null,
          el("p", {}, el("b", {}, "Who can act: "), explanation.who_can_act, " ", explanation.address_advice)) : null,
        explanation.steps.length ? section("What to do", el("ol", { class: "steps" }, explanation.steps.map((text) => el("li", {}, text))),
          explanation.links.length ? el("ul", { class: "links" }, explanation.links.map((url) => el("li", {}, link(url), " ", copyIcon(url, "link")))) : null) : null,
        saidPart(explanation), conversationPart(result), pathPart(result),
        explanation.recipients.length ? section("Recipients", items(explanation.recipients),
          explanation.recipients_more ? el("p", { class: "faint" }, plural(explanation.recipients_more, "more recipient", "more recipients")) : null) : null,
        section("Facts", items(explanation.facts), el("p", { class: "faint" }, "Read from ", result.input.source || "memory",
          result.input.index !== null ? ", message " + result.input.index : "", ", ", bytesText(result.input.size))),
        explanation.notes.length ? section("Notes", el("ul", {}, explanation.notes.map((text) => el("li", {}, text)))) : null,
        rawPart(raw)));
  }
  if (!dialog.open) dialog.showModal();
  dialog.querySelector(".viewbody")?.focus();
  dialog.dataset.message = row.message;
}

/** Place in the table of the next row that belongs to another message; -1: there is none. */
function neighbour(by) {
  let index = shown.indexOf(opened);
  if (index < 0) return -1;
  while (shown[index] && shown[index].message === opened.message) index += by;
  return shown[index] ? index : -1;
}

function stepMessage(by) {
  const index = neighbour(by);
  if (index < 0) return;
  moveTo(index);
  openMessage(shown[index]);
}

function prepareView() {
  const dialog = byId("view");
  dialog.addEventListener("close", () => {
    // Unless another message has been asked for meanwhile.
    if (opened === null || location.hash !== hashOf(opened)) return;
    opened = null;
    history.replaceState(null, "", location.pathname + location.search);
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") stepMessage(1);
    else if (event.key === "k") stepMessage(-1);
    else if (event.key === "m" && dialog.querySelector(".raw mark")) showEvidence();
  });
  addEventListener("hashchange", followHash);
}
