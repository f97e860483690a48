// Who else has this complaint open: asked again while the page is looked at, and before one types.

const STAY_MS = 25_000;
const ASKED_MS = 5_000;
const note = document.querySelector("[data-presence]");
let asked = 0;

async function stay() {
  if (document.hidden) return;
  asked = Date.now();
  try {
    const answer = await fetch(note.dataset.presence, {
      method: "POST",
      headers: { "X-CSRFToken": note.dataset.token },
    });
    if (!answer.ok) return;
    const { others } = await answer.json();
    note.querySelector("[data-others]").textContent = others.join(", ");
    note.hidden = others.length === 0;
  } catch {
    // The next time will tell.
  }
}

if (note) {
  setInterval(stay, STAY_MS);
  document.addEventListener("visibilitychange", stay);
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches("input, textarea, select") && Date.now() - asked > ASKED_MS) stay();
  });
}
