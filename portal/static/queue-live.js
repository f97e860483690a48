// New and changed complaints come into the list by themselves. Ticks, focus, what is being typed and
// the place on the screen stay; what has left the list stays for a while, greyed, with a word.

const POLL_MS = 20_000;
const COUNTS_EVERY = 3;
const list = () => document.querySelector("[data-listed]");
const body = () => document.querySelector(".queue tbody");
const shown = () => [...(body()?.rows ?? [])].filter((row) => !row.classList.contains("gone"));
const known = () => new Map(shown().map((row) => [row.dataset.reference, row.dataset.version]));
let looks = 0;
let looking = false;

function moved(now) {
  const before = known();
  const same = ([reference, version]) => before.get(reference) === String(version);
  return now.length !== before.size || !now.every(same);
}

function mark(row, word) {
  row.querySelector(".lately")?.remove();
  const told = document.createElement("span");
  told.className = "lately";
  told.textContent = word;
  row.querySelector("th a").after(" ", told);
}

function renew(row, fresh) {
  row.dataset.version = fresh.dataset.version;
  for (const name of ["overdue", "fresh"]) {
    row.classList.toggle(name, fresh.classList.contains(name));
  }
  [...fresh.cells].forEach((cell, place) => {
    if (!cell.matches(".tick")) row.cells[place].innerHTML = cell.innerHTML;
  });
}

function leave(row) {
  if (!row.classList.contains("gone")) {
    row.classList.add("gone");
    mark(row, list().dataset.left);
    return 1;
  }
  const used = row.contains(document.activeElement) || row.querySelector(":checked");
  if (!used) row.remove();
  return 0;
}

function place(fresh) {
  const told = { new: 0, changed: 0, gone: 0 };
  const kept = new Map([...body().rows].map((row) => [row.dataset.reference, row]));
  const wanted = new Set(fresh.map((row) => row.dataset.reference));
  for (const [reference, row] of kept) if (!wanted.has(reference)) told.gone += leave(row);
  let next = body().firstElementChild;
  for (const row of fresh) {
    const old = kept.get(row.dataset.reference);
    const back = old?.classList.contains("gone");
    if (old && (back || old.dataset.version !== row.dataset.version)) {
      renew(old, row);
      old.classList.remove("gone");
      old.classList.add("altered");
      mark(old, list().dataset.altered);
      told.changed += 1;
    } else if (!old) {
      row.classList.add("arrived");
      mark(row, list().dataset.arrived);
      told.new += 1;
    }
    const address = row.querySelector("th a").getAttribute("href");
    old?.querySelector("th a").setAttribute("href", address);
    while (next?.classList.contains("gone")) next = next.nextElementSibling;
    if (old && old === next) next = next.nextElementSibling;
    else body().insertBefore(old ?? row, next);
  }
  return told;
}

// Whatever comes in above, what is looked at stays where it is.
function still(change) {
  const focus = document.activeElement;
  const row = focus.closest?.(".queue tbody tr");
  const inTop = (each) => each.getBoundingClientRect().bottom > 0;
  const anchor = row ?? (scrollY > 0 ? shown().find(inTop) : undefined);
  const before = anchor?.getBoundingClientRect().top;
  const told = change();
  if (anchor?.isConnected) {
    scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
  }
  if (row && !focus.isConnected) row.querySelector("th a").focus({ preventScroll: true });
  else if (row && document.activeElement !== focus) focus.focus({ preventScroll: true });
  return told;
}

function tell(told) {
  const live = document.querySelector("[data-live]");
  const words = Object.entries(told).filter(([, number]) => number > 0);
  if (!words.length) return;
  live.textContent = words.map(([what, n]) => live.dataset[what].replace("{n}", n)).join(" · ");
}

function recount(counts) {
  for (const link of document.querySelectorAll(".views a")) {
    const told = link.querySelector(".count");
    const number = counts[link.search.slice(1)];
    if (told && number !== undefined) told.textContent = number;
  }
}

function whole(fresh) {
  const number = fresh.querySelectorAll(".queue tbody tr").length;
  list().replaceWith(fresh);
  for (const row of shown()) {
    row.classList.add("arrived");
    mark(row, fresh.dataset.arrived);
  }
  return { new: number };
}

async function fetched() {
  const answer = await fetch(list().dataset.rows, { cache: "no-store" });
  if (!answer.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

async function renewed() {
  const page = await fetched();
  const fresh = page?.querySelector("[data-listed]");
  if (!fresh) return;
  const views = page.querySelectorAll(".views a");
  const counts = [...views].map((link) => [
    link.search.slice(1), link.querySelector(".count")?.textContent,
  ]);
  recount(Object.fromEntries(counts));
  if (!body()) {
    tell(whole(fresh));
  } else {
    tell(still(() => place([...fresh.querySelectorAll(".queue tbody tr")])));
    const where = fresh.querySelector(".place");
    if (where) list().querySelector(".place").textContent = where.textContent;
    const ways = list().querySelector(".starts");
    if (!ways.contains(document.activeElement)) ways.replaceWith(fresh.querySelector(".starts"));
  }
  document.dispatchEvent(new Event("listed"));
}

async function look() {
  if (document.hidden || looking) return;
  looking = true;
  try {
    const counted = looks % COUNTS_EVERY === COUNTS_EVERY - 1;
    looks += 1;
    const address = new URL(list().dataset.changes, location.href);
    if (counted) address.searchParams.set("counts", "1");
    const answer = await fetch(address, { cache: "no-cache" });
    if (!answer.ok || answer.redirected) return;
    const { rows, counts } = await answer.json();
    if (counts) recount(counts);
    if (moved(rows)) await renewed();
  } catch {
    // The next look will tell.
  } finally {
    looking = false;
  }
}

if (list()) {
  setInterval(look, POLL_MS);
  document.addEventListener("visibilitychange", look);
}
