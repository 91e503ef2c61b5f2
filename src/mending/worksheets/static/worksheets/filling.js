// While one fills in a form: a slider beside each scale's number, drafts kept as one types, and questions that
// show when an answer asks for them. All of it works without this file, by the buttons.

const form = document.querySelector("form.sheet");
const state = form.querySelector("[data-state]");
const WAIT = 1200;
let timer = 0;
let sending = false;
let again = false;

for (const number of form.querySelectorAll("[data-scale]")) {
  const slider = document.createElement("input");
  Object.assign(slider, { type: "range", min: number.min, max: number.max, step: number.step, className: "slider" });
  slider.setAttribute("aria-label", number.labels[0].textContent);
  slider.value = number.value || (Number(number.min) + Number(number.max)) / 2;
  slider.addEventListener("input", () => { number.value = slider.value; changed(); });
  number.addEventListener("input", () => { if (number.value) slider.value = number.value; });
  number.after(slider);
}

function changed() {
  state.textContent = form.dataset.unsaved;
  clearTimeout(timer);
  timer = setTimeout(keep, WAIT);
}

async function keep() {
  if (sending) { again = true; return; }
  sending = true;
  try {
    const answer = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form), redirect: "error" });
    if (answer.headers.get("Content-Type")?.includes("json")) told(await answer.json());
  } catch {
    // Without a network it stays on the page; the buttons still send it.
  }
  sending = false;
  if (again) { again = false; keep(); }
}

function told(answer) {
  if (answer.edition) form.elements.edition.value = answer.edition;
  const shown = new Set(answer.shown);
  for (const block of form.querySelectorAll("[data-path]")) {
    const inside = /\.\d+\./.test(block.dataset.path);
    if (!inside) block.hidden = !shown.has(block.dataset.path);
  }
  if (answer.help) form.querySelector("[data-help]").hidden = false;
  if (answer.kept) state.textContent = form.dataset.saved;
}

form.addEventListener("input", changed);
form.addEventListener("submit", () => clearTimeout(timer));
