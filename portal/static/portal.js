// What every page may use: printing, copying, files that are checked before they are sent.

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

// Files that cannot be sent are named when they are chosen, and keep the form from being sent.
const megabytes = (file) => `${file.name} (${(file.size / 1024 / 1024).toFixed(1)} MB)`;
const faultOf = ({ files, dataset }) => {
  const large = [...files].filter((file) => file.size > Number(dataset.largest));
  if (files.length > Number(dataset.most)) {
    return dataset.tooMany.replace("{count}", files.length).replace("{limit}", dataset.most);
  }
  return large.length ? dataset.tooLarge.replace("{files}", large.map(megabytes).join(", ")) : "";
};

for (const input of document.querySelectorAll("input[data-largest]")) {
  const problem = input.parentElement.querySelector("[data-files-problem]");
  const check = () => {
    problem.textContent = faultOf(input);
    problem.hidden = !problem.textContent;
    return problem.hidden;
  };
  input.addEventListener("change", check);
  input.form.addEventListener("submit", (event) => {
    if (event.submitter?.formNoValidate || check()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    problem.focus();
  });
}

// A filed form must not come back filled when the next person at this device presses "back".
const sent = sessionStorage.getItem("sent");
if (sent && document.querySelector("[data-receipt-code]")) {
  sessionStorage.setItem("filed", `${sessionStorage.getItem("filed") ?? ""} ${sent}`);
}

// A refused form is asked for anew when one comes "back" to it; sending it again is not possible.
if (document.querySelector("[data-afresh]")) history.replaceState(null, "", location.href);
