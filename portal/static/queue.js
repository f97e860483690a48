// The queue by keyboard, and by many at once; what is new comes in through queue-live.js.

const rows = () => [...document.querySelectorAll(".queue tbody tr")];
const here = () => rows().findIndex((row) => row.classList.contains("here"));

function go(place) {
  const all = rows();
  const row = all[Math.max(0, Math.min(all.length - 1, place))];
  if (!row) return;
  all.forEach((other) => other.classList.toggle("here", other === row));
  row.querySelector("th a").focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

const KEYS = {
  j: () => go(here() + 1),
  k: () => go(here() - 1),
  o: () => rows()[here()]?.querySelector("th a").click(),
  x: () => rows()[here()]?.querySelector(".tick [type=checkbox]").click(),
  a: () => document.querySelector("#page")?.click(),
  n: () => document.querySelector("a[rel=next]")?.click(),
  p: () => document.querySelector("a[rel=prev]")?.click(),
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

// All on this page: without scripts the server reads it, with them every tick is seen.
const ticks = () => [...document.querySelectorAll(".queue .tick [type=checkbox]")];

function count() {
  const page = document.querySelector("#page");
  if (!page) return;
  const ticked = ticks().filter((tick) => tick.checked).length;
  page.checked = ticked > 0 && ticked === ticks().length;
  page.indeterminate = ticked > 0 && !page.checked;
  const told = document.querySelector("[data-ticked]");
  told.textContent = ticked ? told.dataset.ticked.replace("{n}", ticked) : "";
}

addEventListener("change", ({ target }) => {
  if (target.id === "page") for (const tick of ticks()) tick.checked = target.checked;
  if (target.matches("#page, .tick [type=checkbox]")) count();
});
addEventListener("pageshow", count);
document.addEventListener("listed", count);
