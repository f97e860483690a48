// The filing page, a little easier: the form works the same without any of this.

const form = document.getElementById("filing");

// ---- the list of organs narrows while one types ----

const search = form.elements.organ_search;
const list = form.elements.organ;
const groups = [...list.querySelectorAll("optgroup")].map((group) => [group, [...group.children]]);
const none = document.getElementById("organ_search-none");

// In Chinese an abbreviation has the signs of the name in their order.
const shortFor = (word, part) => {
  let from = 0;
  return [...word].every((sign) => (from = part.indexOf(sign, from) + 1) > 0);
};
const standsIn = (word, part) =>
  part.includes(word) || (/[^\x00-\x7f]/.test(word) && shortFor(word, part));

function narrow() {
  const words = search.value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
  const known = (option) => option.dataset.names.split("|");
  const fits = (option) =>
    words.every((word) => known(option).some((part) => standsIn(word, part)));
  none.hidden = groups.some(([, options]) => options.some(fits));
  for (const [group, options] of groups) {
    const shown = options.filter((option) => !none.hidden || option.selected || fits(option));
    group.replaceChildren(...shown);
    group.hidden = group.disabled = shown.length === 0;
  }
}

search.addEventListener("input", narrow);
search.addEventListener("keydown", (event) => {
  if (event.key === "Enter") {
    event.preventDefault();
    list.focus();
  }
});

// ---- the organ's own commitments are offered where a broken promise is named ----

const offered = document.getElementById("commitments");
const promises = [...document.getElementById("commitments-of-all").content.children];

function offer() {
  const own = promises.filter((option) => option.dataset.organ === list.value);
  offered.replaceChildren(...own.map((option) => option.cloneNode()));
}

list.addEventListener("change", offer);
offer();

// ---- how many characters have been written ----

for (const counter of document.querySelectorAll("[data-counter-for]")) {
  const text = document.getElementById(counter.dataset.counterFor);
  const limit = Number(text.dataset.limit);
  const count = () => {
    const used = [...text.value].length;
    counter.textContent = counter.dataset.words.replace("{used}", used).replace("{limit}", limit);
    counter.classList.toggle("over", used > limit);
  };
  counter.hidden = false;
  text.addEventListener("input", count);
  count();
}

// ---- Enter in a field sends nothing: the form is long, and its button stands at its end ----

form.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key === "Enter" && field.matches("input:not([type=file])")) event.preventDefault();
});

// ---- one press sends once; leaving a written text asks first ----

let sending = false;
let written = false;
form.addEventListener("input", () => { written = true; });
form.addEventListener("submit", (event) => {
  if (sending) {
    event.preventDefault();
    return;
  }
  sending = true;
  const button = event.submitter;
  if (button && !button.name) {
    const key = form.elements.filing_key.value;
    sessionStorage.setItem("sent", key);
    history.replaceState({ sent: key }, "", location.href);
    button.setAttribute("aria-disabled", "true");
    button.textContent = form.dataset.sending;
  }
});
addEventListener("beforeunload", (event) => {
  if (written && !sending) event.preventDefault();
});

// ---- "back" after filing shows an empty form, whoever presses it ----

const leaveFiled = () => {
  const filed = sessionStorage.getItem("filed")?.split(" ") ?? [];
  if (filed.includes(history.state?.sent)) {
    sending = true; // nobody is asked about what the browser, perhaps later still, fills in again
    history.replaceState(null, "", location.href);
    location.replace(form.getAttribute("action"));
  }
};
addEventListener("pageshow", () => {
  leaveFiled();
  setTimeout(leaveFiled, 500); // the receipt may have lived in a process that tells ours later
});
