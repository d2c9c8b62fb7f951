{% autoescape off %}// Keeps the app itself, so that it starts without a network. Never an answer with anybody's data.
const CACHE = "field-{{ version }}";
const SHELL = [{% for address in shell %}"{{ address }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
addEventListener("install", (event) => {
  const fresh = SHELL.map((address) => new Request(address, { cache: "reload", credentials: "omit" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)).then(() => skipWaiting()));
});
addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("field-") && name !== CACHE;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))).then(() => clients.claim()));
});
addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== location.origin || !SHELL.includes(address.pathname)) return;
  event.respondWith(caches.open(CACHE).then((cache) => cache.match(address.pathname)).then((kept) => kept || fetch(event.request)));
});
{% endautoescape %}
