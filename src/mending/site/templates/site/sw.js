{% load i18n %}// Keeps the help pages for a time without network, and a page that stands for all others: none of a person's.
const KEPT = {% autoescape off %}{{ kept }}{% endautoescape %};
const NAME = "help-{{ version }}";
const PATIENCE = 2500; // milliseconds a help page may take before the kept copy is shown

self.addEventListener("install", (event) => {
  // Fetched without cookies, so that the copy is the one any visitor sees.
  const visits = KEPT.map((address) => new Request(address, { credentials: "omit", cache: "reload" }));
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(visits)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const forget = (names) => Promise.all(names.filter((name) => name !== NAME).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(forget).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (!KEPT.includes(pathname)) {
    if (event.request.mode === "navigate") event.respondWith(fetch(event.request).catch(() => caches.match("/offline/")));
    return;
  }
  event.respondWith(pathname.startsWith("/help/") ? fresh(event.request, pathname) : kept(event.request, pathname));
});

// A note without words of its own: what was pushed is only the token that stops it.
self.addEventListener("push", (event) => {
  const stop = event.data?.text() || "";
  const actions = stop ? [{ action: "stop", title: "{% filter escapejs %}{% translate 'Stop these' %}{% endfilter %}" }] : [];
  const title = "{% filter escapejs %}{% translate 'You have a reminder' %}{% endfilter %}";
  event.waitUntil(self.registration.showNotification(title, { tag: "reminder", data: stop, actions }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const stop = event.action === "stop" && /^[\w-]+$/.test(event.notification.data);
  event.waitUntil(clients.openWindow(stop ? `/reminders/stop/${event.notification.data}/` : "/today/"));
});

async function kept(request, address) {
  return (await caches.match(address)) || fetch(request);
}

async function fresh(request, address) {
  const late = new Promise((_, refuse) => setTimeout(refuse, PATIENCE));
  try {
    const answer = await Promise.race([fetch(request), late]);
    if (answer.status < 500) return answer;
  } catch {
    // No network, or too slow: the kept copy below.
  }
  return kept(request, address);
}
