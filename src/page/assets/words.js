// How values are shown.

const numberFormat = new Intl.NumberFormat("en");
const count = (value) => numberFormat.format(value);
const share = (part, whole) => {
  if (!whole) return "0%";
  const percent = (100 * part) / whole;
  return (percent > 0 && percent < 10 ? percent.toFixed(1) : Math.round(percent)) + "%";
};
const plural = (value, one, many) => count(value) + " " + (value === 1 ? one : many);
/** `mailbox_full` as a person writes it. */
const words = (name) => (name ? name.replaceAll("_", " ") : "unknown");

const two = (value) => String(value).padStart(2, "0");
/** Seconds since 1970 as a day or minute of UTC. */
function dayText(seconds) {
  const date = new Date(seconds * 1000);
  return isNaN(date) ? "" : date.getUTCFullYear() + "-" + two(date.getUTCMonth() + 1) + "-" + two(date.getUTCDate());
}
function minuteText(seconds) {
  const date = new Date(seconds * 1000);
  return isNaN(date) ? "" : dayText(seconds) + " " + two(date.getUTCHours()) + ":" + two(date.getUTCMinutes());
}

function delayText(seconds) {
  const size = Math.abs(seconds);
  const sign = seconds < 0 ? "−" : "+";
  if (size < 120) return sign + Math.round(size) + " s";
  if (size < 7200) return sign + Math.round(size / 60) + " min";
  if (size < 172800) return sign + Math.round(size / 3600) + " h";
  return sign + Math.round(size / 86400) + " days";
}

function bytesText(size) {
  if (size < 1024) return plural(size, "byte", "bytes");
  return size < 1048576 ? (size / 1024).toFixed(1) + " KiB" : (size / 1048576).toFixed(1) + " MiB";
}

/** On whose side the cause lies. An address that takes no mail any more is no fault of ours, whoever has to act on it. */
const sides = { ours: "Ours", theirs: "Theirs", open: "Open" };
function sideOf(category, responsible, suppress) {
  if (category === "undetermined") return "open";
  if (suppress !== "no" || responsible === "recipient" || responsible === "recipient_admin") return "theirs";
  return responsible === "sender" || responsible === "sender_admin" ? "ours" : "open";
}
const whoActs = {
  recipient: "The recipient",
  recipient_admin: "The recipient's mail administrators",
  sender: "The sender",
  sender_admin: "Our mail administrators",
  network: "The network between",
  nobody: "Nobody has to",
};
const suppressWords = { yes: "Suppress", after_repeat: "Suppress if repeated", no: "Keep" };
