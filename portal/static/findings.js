// What the table makes of the answers, while they are given; "Show the severity" does the same.

const PAUSE_MS = 300;
const form = document.getElementById("work");
const address = document.querySelector("[data-findings]").dataset.findings;
const places = [...form.querySelectorAll("[data-reading]")];
let waiting = 0;
let asked = 0;

async function read() {
  const number = ++asked;
  const answer = await fetch(address, { method: "POST", body: new FormData(form) }).catch(() => null);
  if (!answer?.ok || number !== asked) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const place of places) {
    const found = page.querySelector(`[data-reading-of="${place.dataset.reading}"]`);
    const open = place.querySelector("details")?.open;
    place.replaceChildren(...(found ? [...found.children] : []));
    if (open) place.querySelector("details")?.setAttribute("open", "");
  }
}

form.addEventListener("change", () => {
  clearTimeout(waiting);
  waiting = setTimeout(read, PAUSE_MS);
});
read();
