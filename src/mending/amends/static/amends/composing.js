// While one writes a letter: kept a moment after typing stops, and read along by the coach. All of it works without
// this file, by the buttons.

const form = document.querySelector("form.composer");
const panel = form.querySelector("[data-panel]");
const state = form.querySelector("[data-state]");
const words = form.elements.text;
const WAIT = 700;
let timer = 0;
let sending = false;
let again = false;

function changed() {
  state.textContent = form.dataset.unkept;
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
  if (answer.version) form.elements.version.value = answer.version;
  if (answer.panel && !panel.contains(document.activeElement)) { panel.innerHTML = answer.panel; ready(); }
  if (answer.kept) state.textContent = form.dataset.kept;
  if (answer.conflict) state.textContent = form.dataset.elsewhere;
}

// A mark's place is shown by choosing its words in the letter, so that it can be typed over at once.
function ready() {
  for (const button of panel.querySelectorAll("[data-start]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      // The server counts characters, the browser halves of them: a face or a heart is two here.
      const before = (count) => [...words.value].slice(0, count).join("").length;
      words.focus();
      words.setSelectionRange(before(Number(button.dataset.start)), before(Number(button.dataset.end)));
    });
  }
}

ready();
form.addEventListener("input", changed);
form.addEventListener("submit", () => clearTimeout(timer));
