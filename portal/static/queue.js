// The queue by keyboard, and what is new in it: said, never moved under the pointer.

const POLL_MS = 20_000;
const rows = [...document.querySelectorAll(".queue tbody tr")];
const here = () => rows.findIndex((row) => row.classList.contains("here"));

function go(place) {
  const row = rows[Math.max(0, Math.min(rows.length - 1, place))];
  if (!row) return;
  rows.forEach((other) => other.classList.toggle("here", other === row));
  row.querySelector("th a").focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

const KEYS = {
  j: () => go(here() + 1),
  k: () => go(here() - 1),
  o: () => rows[here()]?.querySelector("th a").click(),
  x: () => rows[here()]?.querySelector(".tick input").click(),
  n: () => document.querySelector("a[rel=next]")?.click(),
  "/": () => document.querySelector("#q").select(),
  "?": () => {
    const keys = document.querySelector(".keys");
    keys.open = !keys.open;
    if (keys.open) keys.scrollIntoView({ block: "nearest" });
  },
};

const typing = (target) =>
  target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (typing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (!Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
});

// Fields left empty need not stand in the address.
document.querySelector("[data-search]")?.addEventListener("formdata", (event) => {
  for (const [name, value] of [...event.formData]) if (!value) event.formData.delete(name);
});

const table = document.querySelector(".queue[data-changes]:not([data-still])");
const live = document.querySelector("[data-live]");
const shown = new Map(rows.map((row) => [row.dataset.reference, Number(row.dataset.version)]));

function tell(fresh) {
  const link = live.querySelector("a");
  link.textContent = fresh === 1 ? link.dataset.one : link.dataset.many.replace("{n}", fresh);
  live.hidden = fresh === 0;
}

async function look() {
  if (document.hidden) return;
  try {
    const answer = await fetch(table.dataset.changes, { cache: "no-cache" });
    if (!answer.ok) return;
    const { rows: now } = await answer.json();
    tell(now.filter(([reference, version]) => shown.get(reference) !== version).length);
  } catch {
    // The next look will tell.
  }
}

if (table && live) {
  setInterval(look, POLL_MS);
  document.addEventListener("visibilitychange", look);
}
