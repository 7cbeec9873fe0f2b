// The data in the page: blocks of JSON, packed (zlib) and in base64, that lie in script elements which no browser runs.

function bytesOf(base64) {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; ++i) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

async function unpack(element) {
  const stream = new Blob([bytesOf(element.textContent)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

const facts = JSON.parse(byId("facts").textContent);

/** Columns with few different values: equal ones become the same string. */
const repeated = new Set(["template", "kind", "recipient_domain", "action", "status", "phase", "rejecting_host", "rejecting_ip",
  "edge_ip", "category", "permanence", "suppress", "responsible", "provider", "original_from"]);

/** All rows, as objects with the names of facts.columns, and what is worked out from them. */
async function loadRows(progress) {
  const blocks = document.querySelectorAll("script.rows");
  const texts = new Map();
  const same = (text) => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    texts.set(text, text);
    return text;
  };
  const names = facts.columns;
  const rows = [];
  for (let b = 0; b < blocks.length; ++b) {
    for (const cells of await unpack(blocks[b])) {
      const row = {};
      for (let i = 0; i < names.length; ++i)
        row[names[i]] = typeof cells[i] === "string" && repeated.has(names[i]) ? same(cells[i]) : cells[i];
      row.number = rows.length;
      row.rejecting_host = row.rejecting_host && same(row.rejecting_host.toLowerCase());
      row.side = sideOf(row.category, row.responsible, row.suppress);
      // What the charts count: a recipient that did not get the mail, or not yet.
      row.refused = (row.kind === "bounce" || row.kind === "delay")
        && row.action !== "delivered" && row.action !== "relayed" && row.action !== "expanded";
      row.by = row.provider || row.rejecting_host || (row.rejecting_ip ? "[" + row.rejecting_ip + "]" : null);
      row.haystack = null;
      rows.push(row);
    }
    blocks[b].remove();
    progress((b + 1) / blocks.length);
  }
  return rows;
}

/** What the search looks through; made when first needed. */
function haystack(row) {
  if (row.haystack === null)
    row.haystack = [row.recipient, row.rejecting_host, row.rejecting_ip, row.edge_ip, row.reply_text, row.original_subject,
      row.original_from, row.status, row.code, row.category, row.provider, row.input_id].join("\n").toLowerCase();
  return row.haystack;
}

const viewBlocks = [...document.querySelectorAll("script.views")];
const viewStarts = viewBlocks.map((element) => Number(element.dataset.first));
const unpacked = new Map();

/** {explanation, raw, result} of a message. The last few blocks are kept. */
async function loadView(message) {
  let low = 0;
  let high = viewStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (viewStarts[middle] <= message) low = middle;
    else high = middle - 1;
  }
  if (!unpacked.has(low)) {
    if (unpacked.size >= 4) unpacked.delete(unpacked.keys().next().value);
    unpacked.set(low, unpack(viewBlocks[low]));
  }
  return (await unpacked.get(low))[message - viewStarts[low]];
}
