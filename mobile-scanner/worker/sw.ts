/// <reference lib="webworker" />
/* Keeps the scanner's own files, so that the page opens without a network. API calls are never answered from here. */
const worker = self as unknown as ServiceWorkerGlobalScope;
const version = "__VERSION__";
const files: string[] = ["__FILES__"];

worker.addEventListener("install", (event) => {
  event.waitUntil(caches.open(version).then((cache) => cache.addAll(files)).then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => Promise.all(names.filter((name) => name !== version).map((name) => caches.delete(name))));
  event.waitUntil(old.then(() => worker.clients.claim()));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  if (request.method !== "GET" || !path.startsWith("/scanner/")) return;
  event.respondWith(caches.match(request, { ignoreSearch: true }).then((kept) => kept ?? fetch(request)));
});
