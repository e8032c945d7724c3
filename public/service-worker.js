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
  if (!BUILD || url.origin !== self.location.origin) return;
  const isPage = request.mode === 'navigate';
  if (request.method === 'POST') {
    // A form on a stranger's page goes past here, so that it comes from there for the server too.
    if (isPage && isOurs(request.referrer) && !isOfFiles(request)) {
      event.respondWith(sent(request));
    }
    return;
  }
  if (request.method !== 'GET') return;
  if (isPage) event.respondWith(page(request));
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

// A plain form: to the server, or back to whoever filled it in.
async function sent(request) {
  const copy = request.clone();
  try {
    return await fetch(request);
  } catch {
    // Gone back to, a form is not sent again: the browser only looks for what answered it then.
    const why = request.isHistoryNavigation ? NOT_KEPT : NOT_SENT;
    return again(why, request.url, await cameFrom(request), [...(await copy.formData())]);
  }
}

const NOT_SENT = {
  status: 503,
  title: 'Not sent',
  problem:
    'Plumbline cannot be reached, so nothing was saved. Leave this page open, and send it again when there is a network.',
  back: 'Back, without sending it',
  hint: 'If the network went just while it was being sent, it may have arrived all the same: look in another tab before you send it again.',
};
const NOT_KEPT = {
  status: 200,
  title: 'Not kept',
  problem:
    'This page was the answer to a form, and such answers are not kept. What you sent then has arrived unless the page said otherwise.',
  back: 'To the page that the form is on',
  hint: 'To see the answer, send it again. What it records may then be recorded twice: look there first.',
};

// The page that a form is on, which is kept: when it is sent again from the page below, only its
// own address is said.
async function cameFrom({ url, referrer }) {
  const { pathname } = new URL(url);
  try {
    const cache = await caches.open(CACHE);
    const key = `/not-sent${pathname}`;
    if (new URL(referrer).pathname === pathname) {
      return (await (await cache.match(key))?.text()) ?? referrer;
    }
    await cache.put(key, new Response(referrer));
  } catch {
    // What was typed is worth more than where it was.
  }
  return referrer;
}

// What was to be sent, to read and to send again: the same fields to the same address. No
// program runs in it, and its styles are of the build that is kept.
function again({ status, title, problem, back, hint }, url, from, fields) {
  const texts = fields.filter(([name, value]) => typeof value === 'string' && !isSecret(name));
  const body = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<title>Problem: ${title} · Plumbline</title>
${BUILD.named.filter((path) => path.endsWith('.css')).map(styles).join('')}
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="masthead"><a class="brand" href="/">Plumbline</a></header>
<main id="main" tabindex="-1"><div class="page document">
<h1>${title}</h1>
<div class="problem" role="alert" tabindex="-1" autofocus>
<p>${problem}</p>
<a href="${escaped(from)}">${back}</a>
</div>
<form method="post" action="${escaped(url)}" class="record">
${texts.some(isShown) ? '<h2>What you typed</h2>' : ''}
${texts.map(field).join('\n')}
<button type="submit">Send again</button>
<p class="hint">${hint}</p>
</form>
</div></main>
</body>
</html>
`;
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    // The server asks where a form comes from.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  };
  return new Response(body, { status, headers });
}

function styles(path) {
  return `<link rel="stylesheet" href="${escaped(path)}">`;
}

// A field as it was sent. The line end before a text is the markup's: without it, one that the
// text begins with would be taken for that.
function field([name, value]) {
  if (!isShown([name, value])) {
    return `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`;
  }
  const lines = value.split('\n').length;
  const rows = Math.min(Math.max(lines, 1 + Math.ceil(value.length / 60)), 12);
  return `<label class="field"><span class="label">${escaped(called(name))}</span>
<textarea name="${escaped(name)}" rows="${rows}" readonly>
${escaped(value)}</textarea></label>`;
}

// What comes with a form or with the button that sent it, and was typed by nobody.
const COMES_WITH_FORM = ['as', 'away', 'back', 'next', 'place', 'question', 'resolved', 'step'];

function isShown([name, value]) {
  const comesWithForm = /[0-9a-f]{32}/.test(name) || COMES_WITH_FORM.includes(name);
  return !comesWithForm && value.trim() !== '' && !/^[0-9a-f-]{32,36}$/.test(value);
}

// What was chosen from a device is still there.
function isOfFiles({ headers }) {
  return headers.get('content-type')?.startsWith('multipart/') ?? false;
}

function isSecret(name) {
  return /pass(word|phrase)|secret/i.test(name);
}

function called(name) {
  if (name === 'text') return 'Comment';
  const row = (place) => ` ${Number(place) + 1}`;
  const words = name.replace(/(?<=[a-z])\d+$/, row).replace(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function isOurs(address) {
  return URL.canParse(address) && new URL(address).origin === self.location.origin;
}

function escaped(text) {
  const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (sign) => entities[sign]);
}
