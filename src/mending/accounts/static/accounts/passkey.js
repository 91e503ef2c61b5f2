// Passkeys: asks the browser, puts its answer into the form, sends the form. The password way needs none of this.
const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");

function opened(options) {
  const open = { ...options, challenge: toBytes(options.challenge) };
  if (open.user) open.user = { ...open.user, id: toBytes(open.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (open[list]) open[list] = open[list].map((each) => ({ ...each, id: toBytes(each.id) }));
  }
  return open;
}

function told(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = toText(credential.response[part]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function ask(form) {
  const inside = form.querySelector("script[type='application/json']");
  if (inside) return JSON.parse(inside.textContent);
  const isNew = form.dataset.passkey === "create";
  const answer = await fetch(form.dataset.options, isNew ? { method: "POST", body: new FormData(form) } : {});
  return answer.json();
}

async function go(form) {
  const note = form.querySelector("[data-passkey-failed]");
  note.hidden = true;
  try {
    const options = await ask(form);
    // The server has something to say about the form: send it as it is, and the page says it.
    if (!options.publicKey) return form.submit();
    const publicKey = opened(options.publicKey);
    const isNew = form.dataset.passkey === "create";
    const credential = await navigator.credentials[isNew ? "create" : "get"]({ publicKey });
    form.elements.credential.value = told(credential);
    form.submit();
  } catch {
    note.hidden = false;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const button = form.querySelector("[data-passkey-button]");
  if (!window.PublicKeyCredential || !button) continue;
  for (const part of form.querySelectorAll("[data-passkey-part]")) part.hidden = false;
  button.addEventListener("click", () => go(form));
}
