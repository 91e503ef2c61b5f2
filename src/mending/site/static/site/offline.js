// Without a network: a few pages of one's own, sealed on this device, and what is written meanwhile, sent later.
// The key cannot be taken out of the browser; signing out and quick exit delete it with everything it sealed.
const words = document.getElementById("offline").dataset;
const { owner, keep = "", lock = "0" } = document.body.dataset;
const isShell = document.body.classList.contains("is-shell");
const pages = keep.split(" ").filter(Boolean);
const AGAIN = 3000; // milliseconds between two tries to reach the page itself
const FRESH = 10 * 60_000; // milliseconds a kept page stays as it is
const LATER = [401, 403, 429]; // answers that may be others once signed in, unlocked or some minutes on
const main = document.getElementById("main");
let isTyped = false;

// The store: a box of single things, and the line of what waits.

function asked(request) {
  return new Promise((done, refuse) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => refuse(request.error);
  });
}

async function within(store, mode, work) {
  // Left by quick exit the page is blank (mending.js): what is deleted then must not come back by a late write.
  if (document.documentElement.hidden) throw new Error("left");
  const opening = indexedDB.open("kept", 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore("box");
    opening.result.createObjectStore("line", { autoIncrement: true });
  };
  const database = await asked(opening);
  try {
    return await asked(work(database.transaction(store, mode).objectStore(store)));
  } finally {
    database.close();
  }
}

const take = (name) => within("box", "readonly", (box) => box.get(name));
const put = (name, value) => within("box", "readwrite", (box) => box.put(value, name));
const waiting = () => within("line", "readonly", (line) => line.getAllKeys());
const drop = (place) => within("line", "readwrite", (line) => line.delete(place));

async function forget() {
  for (const store of ["box", "line"]) await within(store, "readwrite", (all) => all.clear());
}

async function key() {
  const found = await take("key");
  if (found) return found;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  // Another tab may have made one at the same moment: the first stays.
  await within("box", "readwrite", (box) => box.add(made, "key")).catch(() => {});
  return take("key");
}

async function seal(value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), plain) };
}

async function unseal({ iv, data }) {
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await key(), data);
  return JSON.parse(new TextDecoder().decode(plain));
}

// With a network: keep the pages, send what waits.

async function keepPages() {
  if (Date.now() - ((await take("kept at")) || 0) < FRESH && !pages.includes(location.pathname)) return;
  for (const address of pages) {
    const answer = await fetch(address, { headers: { "X-Kept": "1" }, cache: "no-store" });
    if (!answer.ok || answer.redirected) return;
    await put(`page ${address}`, await seal(await answer.text()));
  }
  await put("kept at", Date.now());
}

async function token(address) {
  const page = await fetch(address, { headers: { "X-Kept": "1" }, cache: "no-store" });
  const found = (await page.text()).match(/name="csrfmiddlewaretoken" value="([^"]+)"/);
  return page.redirected || !found ? "" : found[1];
}

// In order, each once: the server takes an id only one time. What it wants a person to look at stays.
async function send() {
  for (const place of await waiting()) {
    const kept = await within("line", "readonly", (line) => line.get(place));
    const { action, fields } = await unseal(kept);
    const csrfmiddlewaretoken = await token(action);
    if (!csrfmiddlewaretoken) return;
    const body = new URLSearchParams([...fields, ["csrfmiddlewaretoken", csrfmiddlewaretoken]]);
    const answer = await fetch(action, { method: "POST", body });
    if (answer.ok && answer.redirected && !answer.url.includes("/account/")) await drop(place);
    else if (answer.status < 500 && !LATER.includes(answer.status)) toLookAt(place, action, [...body]);
    else return;
  }
}

function notice(sentence, ...more) {
  const box = document.createElement("div");
  box.className = "notice";
  box.setAttribute("role", "status");
  const inner = document.createElement("div");
  const text = document.createElement("p");
  text.textContent = sentence;
  inner.append(text, ...more);
  box.append(inner);
  main.prepend(box);
}

function toLookAt(place, action, fields) {
  const form = Object.assign(document.createElement("form"), { method: "post", action });
  for (const [name, value] of fields) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  const button = Object.assign(document.createElement("button"), { className: "button small", textContent: words.see });
  form.append(button);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await drop(place);
    form.submit();
  });
  notice(words.look, form);
}

// Without one: what is written waits in line.

async function wait(form, button) {
  const fields = [...new FormData(form, button)].filter(([name]) => name !== "csrfmiddlewaretoken");
  const once = fields.map(([name, value]) => (name === "id" ? [name, crypto.randomUUID()] : [name, value]));
  const action = form.getAttribute("action") || location.pathname;
  const sealed = await seal({ action, fields: once });
  await within("line", "readwrite", (line) => line.add(sealed));
  form.reset();
  isTyped = false;
  notice(words.waits);
  scrollTo(0, 0);
}

async function alive() {
  try {
    return (await fetch("/alive/", { cache: "no-store", signal: AbortSignal.timeout(4000) })).ok;
  } catch {
    return false;
  }
}

function listen() {
  for (const form of main.querySelectorAll("form[data-offline]")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const button = event.submitter;
      if (!(await alive())) return wait(form, button);
      const { name, value } = button || {};
      if (name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
      form.submit();
    });
  }
}

// The page that stands for every other one without a network.

async function show() {
  const seen = (await take("seen")) || 0;
  const minutes = Number((await take("lock")) || 0);
  if (minutes && Date.now() - seen > minutes * 60_000) return notice(words.locked);
  const kept = await take(`page ${location.pathname}`);
  if (!kept) return list();
  const page = new DOMParser().parseFromString(await unseal(kept), "text/html");
  document.title = page.title;
  for (const sheet of page.head.querySelectorAll("link[rel=stylesheet]")) document.head.append(sheet);
  main.replaceChildren(...page.getElementById("main").childNodes);
  anew();
  notice(words.copy);
  listen();
}

// A browser may say "online" a moment too early: asked until the page itself comes, and never over what is half typed.
async function again() {
  if (navigator.onLine && !isTyped && (await alive())) location.reload();
}

// A kept check-in is for the day it is opened on, not for the day it was kept.
function anew() {
  const now = new Date();
  const today = new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  for (const on of main.querySelectorAll("form[data-offline] input[name=on]")) on.value = today;
  const day = main.querySelector("form[data-offline] input[name=day]");
  if (!day || day.value === today) return;
  day.value = today;
  for (const field of day.form.elements) {
    if (field.type === "radio") field.checked = false;
    if (field.name === "seen" || field.name === "note") field.value = "";
  }
}

async function list() {
  const names = await within("box", "readonly", (box) => box.getAllKeys());
  const there = names.filter((name) => name.startsWith("page ")).map((name) => name.slice(5));
  for (const link of main.querySelectorAll("[data-page]")) link.hidden = !there.includes(link.dataset.page);
}

async function start() {
  if (isShell) {
    addEventListener("input", () => { isTyped = true; });
    addEventListener("online", again);
    setInterval(again, AGAIN);
    return show();
  }
  listen();
  if ((await take("owner")) !== owner) {
    await forget();
    await put("owner", owner);
  }
  await put("lock", Number(lock));
  await put("seen", Date.now());
  await navigator.locks.request("kept", async () => {
    await send();
    await keepPages();
  });
}

if (!isShell) addEventListener("online", () => start().catch(() => {}));
start().catch(() => {}); // no store in this browser, or the line fell silent: the page itself works as it is
