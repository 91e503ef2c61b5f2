// Leaving at once, coming back to nothing, and help without a network. Every page works without this file.
const page = document.documentElement;
const others = "BroadcastChannel" in window ? new BroadcastChannel("leave") : null;

function blank() {
  page.hidden = true;
}

// What offline.js keeps, and the key to it.
const forget = () => globalThis.indexedDB?.deleteDatabase("kept");

function leave(form, told) {
  blank();
  forget();
  if (!told) {
    others?.postMessage(1);
    fetch(form.action, { method: "POST", keepalive: true, redirect: "manual" }).catch(() => {});
  }
  location.replace(form.dataset.leave || form.action);
}

if (document.body.classList.contains("is-out")) forget();

const form = document.querySelector("[data-leave]");
if (form) {
  let presses = [];
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave(form);
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    presses = [...presses.slice(-2), Date.now()];
    if (presses.length === 3 && presses[2] - presses[0] < 2000) leave(form);
  });
  if (others) others.onmessage = () => leave(form, true);
  // Blank before the browser keeps a copy of the page, so that Back has nothing to show while it loads again.
  addEventListener("pagehide", blank);
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}

addEventListener("load", () => navigator.serviceWorker?.register("/sw.js").catch(() => {}));
