// While one fills in a form: a slider beside each scale's number, and questions that show when an answer asks for
// them, as soon as it is kept. All of it works without this file, by the buttons.

const form = document.querySelector("form.sheet");

for (const number of form.querySelectorAll("[data-scale]")) {
  const slider = document.createElement("input");
  Object.assign(slider, { type: "range", min: number.min, max: number.max, step: number.step, className: "slider" });
  slider.setAttribute("aria-label", number.labels[0].textContent);
  slider.value = number.value || (Number(number.min) + Number(number.max)) / 2;
  slider.addEventListener("input", () => { number.value = slider.value; form.dispatchEvent(new Event("input")); });
  number.addEventListener("input", () => { if (number.value) slider.value = number.value; });
  number.after(slider);
}

form.addEventListener("kept", ({ detail: answer }) => {
  const shown = new Set(answer.shown);
  for (const block of form.querySelectorAll("[data-path]")) {
    const inside = /\.\d+\./.test(block.dataset.path);
    if (!inside) block.hidden = !shown.has(block.dataset.path);
  }
  for (const [path, questions] of Object.entries(answer.asked)) ask(path, questions);
  if (answer.help) form.querySelector("[data-help]").hidden = false;
});

function ask(path, questions) {
  const place = form.querySelector(`[data-path="${path}"] [data-asks]`);
  if (!place) return;
  place.querySelector("ul").replaceChildren(...questions.map((words) => {
    const line = document.createElement("li");
    line.textContent = words;
    return line;
  }));
  place.hidden = questions.length === 0;
}
