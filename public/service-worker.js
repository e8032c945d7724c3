// Opens Plumbline without a network. What it keeps is one build's files, all of them
// or none: the page without content, and the program, script and styles which that page
// names. The build fills in the next line; without it the worker keeps nothing.
const BUILD = null;

const PREFIX = 'plumbline-';
const SHELL = '/offline';
const CACHE = BUILD && PREFIX + BUILD.version;
// The pages that the program is on. The others say themselves that they cannot be had now.
const OF_PROGRAM = /^\/((plans|interviews)\/[^/]+)?$/;

self.addEventListener('install', (event) => {
  if (BUILD) event.waitUntil(keepBuild());
});

// A browser activates a new worker when no tab of the one before is left, so files of
// the build before are removed only once every tab has moved on. The tab that brought
// the first worker counts as well: it is open before there is a worker to belong to.
self.addEventListener('activate', (event) => {
  event.waitUntil(BUILD ? takeOver() : self.registration.unregister());
});

// A page says by its script of which build it is. Where it is the only one, and of this build
// already, as after a reload, there is nothing to wait for.
self.addEventListener('message', (event) => {
  if (BUILD && BUILD.named.includes(event.data)) event.waitUntil(hurry());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (!BUILD || request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (BUILD.files.includes(url.pathname)) event.respondWith(file(request));
});

async function keepBuild() {
  const cache = await caches.open(CACHE);
  // Past the browser's own cache: a shell of another build would name other files.
  const wanted = [SHELL, ...BUILD.files].map((path) => new Request(path, { cache: 'reload' }));
  await cache.addAll(wanted);
  const shell = await (await cache.match(SHELL)).text();
  const named = BUILD.named.every((path) => shell.includes(path));
  if (!named) {
    await caches.delete(CACHE);
    throw new Error('the page without content is of another build');
  }
}

async function hurry() {
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (tabs.length <= 1) await self.skipWaiting();
}

async function takeOver() {
  await self.clients.claim();
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

// From the server wherever it answers; without it, the page that fills itself from what
// the device holds.
async function page(request) {
  try {
    const answer = await fetch(request);
    const isDown = [502, 503, 504].includes(answer.status);
    if (!isDown || !OF_PROGRAM.test(new URL(request.url).pathname)) return answer;
    return (await kept(SHELL)) ?? answer;
  } catch (error) {
    const shell = await kept(SHELL);
    if (shell) return shell;
    throw error;
  }
}

async function file(request) {
  return (await kept(new URL(request.url).pathname)) ?? fetch(request);
}

async function kept(path) {
  return (await caches.open(CACHE)).match(path);
}
