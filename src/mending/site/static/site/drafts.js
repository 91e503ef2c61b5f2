// A long form that is kept a moment after typing stops. It says so in itself:
// <form data-draft="where to" data-wait="1200" data-counts="the field that counts changes"
//   data-kept="…" data-unkept="…" data-elsewhere="…">, with a place for these words: [data-state].
// What the answer holds besides goes to the form as the event "kept". Without this file the buttons keep everything.

const form = document.querySelector("form[data-draft]");
const state = form.querySelector("[data-state]");
const { draft, wait, counts, kept, unkept, elsewhere } = form.dataset;
const PATIENCE = 10_000;
let timer = 0;
let sending = null;
let again = false;

function changed() {
  state.textContent = unkept;
  clearTimeout(timer);
  timer = setTimeout(keep, Number(wait));
}

async function keep() {
  if (sending) { again = true; return; }
  sending = send();
  await sending;
  sending = null;
  if (again) { again = false; keep(); }
}

async function send() {
  const asked = { method: "POST", body: new FormData(form), redirect: "error", signal: AbortSignal.timeout(PATIENCE) };
  try {
    const answer = await fetch(draft, asked);
    if (answer.headers.get("Content-Type")?.includes("json")) told(await answer.json());
  } catch {
    // Without a network it stays on the page; the buttons still send it.
  }
}

function told(answer) {
  if (answer[counts]) form.elements[counts].value = answer[counts];
  if (answer.kept) state.textContent = kept;
  if (answer.conflict && elsewhere) state.textContent = elsewhere;
  form.dispatchEvent(new CustomEvent("kept", { detail: answer }));
}

form.addEventListener("input", changed);
form.addEventListener("submit", async (event) => {
  clearTimeout(timer);
  again = false;
  if (!sending) return;
  // A draft is on its way. Sent now, the form would look as if another tab had changed it.
  event.preventDefault();
  await sending;
  form.requestSubmit(event.submitter);
});
