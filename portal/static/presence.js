// Who else has this complaint open: asked again while the page is looked at.

const STAY_MS = 25_000;
const note = document.querySelector("[data-presence]");

async function stay() {
  if (document.hidden) return;
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
}
