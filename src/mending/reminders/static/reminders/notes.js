// Notes in this browser: asks the browser for a place to send them to, puts it into the form, sends the form.
const form = document.querySelector("[data-notes]");
const button = form.querySelector("button");
const can = "PushManager" in window && "Notification" in window && navigator.serviceWorker;

if (can) {
  button.disabled = false;
  form.querySelector("[data-notes-cannot]").hidden = true;
}

const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

async function place() {
  if ((await Notification.requestPermission()) !== "granted") throw new Error("not allowed");
  const { pushManager } = await navigator.serviceWorker.ready;
  const options = { userVisibleOnly: true, applicationServerKey: toBytes(form.dataset.notes) };
  try {
    return (await pushManager.subscribe(options)).toJSON();
  } catch {
    // One made for an earlier key stands in the way.
    await (await pushManager.getSubscription())?.unsubscribe();
    return (await pushManager.subscribe(options)).toJSON();
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  button.disabled = true;
  try {
    const { endpoint, keys } = await place();
    form.elements.endpoint.value = endpoint;
    form.elements.p256dh.value = keys.p256dh;
    form.elements.auth.value = keys.auth;
    form.submit();
  } catch {
    button.disabled = false;
    form.querySelector("[data-notes-refused]").hidden = false;
  }
});
