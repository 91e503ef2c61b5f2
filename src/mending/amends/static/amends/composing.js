// While one writes a letter the coach reads along: what it sees comes with each draft that is kept. All of it works
// without this file, by the buttons.

const form = document.querySelector("form.composer");
const panel = form.querySelector("[data-panel]");
const words = form.elements.text;

form.addEventListener("kept", ({ detail: answer }) => {
  if (answer.panel && !panel.contains(document.activeElement)) { panel.innerHTML = answer.panel; ready(); }
});

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
