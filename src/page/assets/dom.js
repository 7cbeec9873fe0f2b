// Elements are made by calls, and texts become text nodes: nothing that a mail says is ever read as HTML.

const byId = (id) => document.getElementById(id);

function fillNode(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : String(child));
  }
  return node;
}

/** el("p", {class: "note", click: f}, "text", other): functions become listeners, null children are left out. */
const el = (name, attributes, ...children) => fillNode(document.createElement(name), attributes, children);
const svg = (name, attributes, ...children) =>
  fillNode(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);

/** A link where `url` is one that is safe to follow; else its text. */
function link(url) {
  let address = null;
  try {
    address = new URL(url);
  } catch {
    return el("span", {}, url);
  }
  if (address.protocol !== "http:" && address.protocol !== "https:") return el("span", {}, url);
  return el("a", { href: address.href, target: "_blank", rel: "noopener noreferrer nofollow" }, url);
}

/** Puts `text` on the clipboard; pages of file:// may have no clipboard of their own. */
async function putOnClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = el("textarea", { class: "unseen", "aria-hidden": "true" });
    field.value = text;
    (document.querySelector("dialog[open]") || document.body).append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

/** A button that copies what `text` is or gives. */
function copyButton(label, text, extra) {
  const button = el("button", { type: "button", class: "copy", ...(extra || {}) }, label);
  button.addEventListener("click", async () => {
    const done = await putOnClipboard(typeof text === "function" ? text() : text);
    button.replaceChildren(done ? "Copied" : "Not copied");
    setTimeout(() => button.replaceChildren(label), 1400);
  });
  return button;
}

/** The same as a small picture. */
function copyIcon(text, what) {
  const picture = svg("svg", { viewBox: "0 0 16 16", width: 13, height: 13, "aria-hidden": "true" },
    svg("rect", { x: 5.5, y: 5.5, width: 8, height: 9, rx: 1.5 }), svg("path", { d: "M10.5 3.5v-1a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v8a1 1 0 0 0 1 1h1" }));
  return copyButton(picture, text, { class: "copy icon", title: "Copy " + what, "aria-label": "Copy " + what });
}
