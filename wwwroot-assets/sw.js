// The service worker of MyPay. It keeps one page for the time without a network, and nothing else: no page of a person, no balance, no answer of an API is ever stored.

const shelf = 'mypay-offline-1';   // a new number when a file below changes
const files = ['/offline.html', '/css/tokens.css', '/css/offline.css', '/img/logo.svg'];

self.addEventListener('install', event => {
  event.waitUntil(caches.open(shelf).then(cache => cache.addAll(files.map(file => new Request(file, { cache: 'reload' })))).then(() => self.skipWaiting()));
});

self.addEventListener('activate', event => {
  event.waitUntil(caches.keys().then(names => Promise.all(names.filter(name => name !== shelf).map(name => caches.delete(name)))).then(() => self.clients.claim()));
});

self.addEventListener('fetch', event => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  if (request.method !== 'GET') return;
  // Pages come from the network or not at all; only when there is none does the offline page stand in. What that page is made of comes along.
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => caches.match('/offline.html')));
  else if (files.includes(path) && new URL(request.url).origin === location.origin) event.respondWith(fetch(request).catch(() => caches.match(path)));
});
