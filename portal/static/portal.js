// What every page may use: dark mode that follows the system, printing, copying.

const dark = matchMedia("(prefers-color-scheme: dark)");
dark.addEventListener("change", () => {
  document.documentElement.dataset.bsTheme = dark.matches ? "dark" : "light";
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied;
  });
}

// Paper is white, whatever the screen is.
addEventListener("beforeprint", () => { document.documentElement.dataset.bsTheme = "light"; });
addEventListener("afterprint", () => { dark.dispatchEvent(new Event("change")); });

// A filed form must not come back filled when the next person at this device presses "back".
const sent = sessionStorage.getItem("sent");
if (sent && document.querySelector("[data-receipt-code]")) {
  sessionStorage.setItem("filed", `${sessionStorage.getItem("filed") ?? ""} ${sent}`);
}

// A refused form is asked for anew when one comes "back" to it; sending it again is not possible.
if (document.querySelector("[data-afresh]")) history.replaceState(null, "", location.href);
