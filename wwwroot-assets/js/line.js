// A line that goes away for a while loses nothing of what a person does meanwhile, and does nothing twice. From the moment it is away until the server has read again every field that it may
// not have heard of, presses are kept instead of sent. Then the last of them is carried out, if the button is still there and still says what it said; else it is given back, with a word.

const bar = document.getElementById('components-reconnect-modal');
const ofTheBrowser = '[data-key], [data-add], [data-set], [data-copy], [data-print], [data-reconnect], theme-switch *';   // needs no server
const row = '[data-testid="row"], tr, li, article';
const calmMs = 150, lateMs = 3000, wordMs = 10_000, touchMs = 60_000;

let isAway = false, era = 0, count = 0;
let unsure = null;            // the press of which nobody knows whether the server heard it
let kept = null;              // the press that waits for the line
const touched = new Map();    // field → what kinds of event the server may not have heard, in the order in which they were touched last

const isEcho = element => element.id === 'line-echo' || element.id === 'line-touch';
const sleep = ms => new Promise(done => { setTimeout(done, ms); });

// The echo: what was sent before it has been heard, and what was said to that is drawn, once it comes back (LineEcho.razor).
const asked = [];
async function heard() {
  const mine = era;
  while (!document.getElementById('line-echo')) {
    await sleep(calmMs);
    if (mine !== era) return false;
  }
  const place = document.getElementById('line-echo');
  place.value = String(++count);
  return new Promise(done => {
    asked.push({ word: count, done });
    place.dispatchEvent(new Event('change', { bubbles: true }));
  });
}
new MutationObserver(() => {
  const said = Number(document.getElementById('line-echo')?.dataset.echo ?? 0);
  while (asked[0]?.word <= said) asked.shift().done(true);
}).observe(document.body, { attributeFilter: ['data-echo'], subtree: true });

let calm;
function settle(afterMs = calmMs) {
  clearTimeout(calm);
  calm = setTimeout(async () => {
    if (isAway) return;
    const upTo = count;
    const late = setTimeout(() => { if (!isAway && !bar.dataset.press) bar.dataset.press = 'late'; }, lateMs);
    const isHeard = await heard();
    clearTimeout(late);
    if (bar.dataset.press === 'late') bar.removeAttribute('data-press');
    if (!isHeard) return;
    for (const [field, { at }] of touched) if (at <= upTo) touched.delete(field);
    if (unsure?.at <= upTo) unsure = null;
  }, afterMs);
}

// Somebody is here: that alone keeps the session from going idle, and is told once a minute (LineEcho.razor).
let touchedAt = -touchMs;
function tellTouch({ isTrusted, timeStamp }) {
  const place = document.getElementById('line-touch');
  if (!isTrusted || !place || isAway || timeStamp - touchedAt < touchMs) return;
  touchedAt = timeStamp;
  place.dispatchEvent(new Event('change', { bubbles: true }));
}
for (const type of ['pointerdown', 'keydown', 'input', 'wheel']) window.addEventListener(type, tellTouch, { capture: true, passive: true });

// What is typed and chosen.
for (const type of ['input', 'change']) {
  window.addEventListener(type, event => {
    const field = event.target;
    if (isEcho(field) || !field.matches?.('input, select, textarea') || field.closest('theme-switch, form[method="post"]')) return;
    const kinds = touched.get(field)?.kinds ?? new Set();
    touched.delete(field);
    touched.set(field, { kinds: kinds.add(type), at: count });
    if (!isAway) return settle();
    if (kept) kept.isStale = true;
  }, true);

  // Blazor listens on the document: between the new connection and its circuit it would speak to nobody.
  document.body.addEventListener(type, event => { if (isAway && !isEcho(event.target) && !event.target.closest('theme-switch')) event.stopPropagation(); });
}

function readAgain() {
  for (const [field, { kinds }] of [...touched]) {
    const isThere = field.isConnected && !field.matches(':disabled') && (field.type !== 'radio' || field.checked);
    if (isThere) for (const type of kinds) tell(field, type);
  }
}

// Past the guard above: this is for the server.
function tell(field, type) {
  const event = new Event(type, { bubbles: true });
  isAway = false;
  try { field.dispatchEvent(event); } finally { isAway = true; }
}

// What is pressed. A form on a circuit is never sent by the browser itself.
window.addEventListener('submit', event => {
  const form = event.target;
  if (!isAway && (form.method === 'post' || form.hasAttribute('action'))) return;
  event.preventDefault();
  if (isAway || !event.submitter) press(event, event.submitter ?? form);   // else its click was heard already
}, true);

window.addEventListener('click', event => {
  const at = event.target.closest?.('button, a[href], [data-opens]');
  if (!at || at.matches(ofTheBrowser) || !isAway && at.form?.method === 'post') return;
  if (at.matches('a[href]') && (event.ctrlKey || event.metaKey || event.shiftKey || at.target || at.hasAttribute('download') || at.origin !== location.origin || at.hash)) return;
  press(event, at);
}, true);

function press(event, at) {
  if (event.isTrusted) bar.removeAttribute('data-press');
  const isStep = at.matches('form, [type="submit"], [data-testid="submit"]');
  if (!isAway && !(isStep && unsure?.on === at)) {
    unsure = { at: count, on: at, words: wordsOf(at) };
    return settle(isStep ? 0 : calmMs);
  }

  // Away, or on its way already: a step that the server may yet hear is not sent a second time.
  event.preventDefault();
  event.stopImmediatePropagation();
  if (isAway) keep({ on: at, words: wordsOf(at) });
}

function keep(wanted) {
  forget();
  kept = wanted;
  kept.on.setAttribute('data-kept', '');
  bar.dataset.press = 'kept';
}

function forget() {
  kept?.on.removeAttribute('data-kept');
  kept = null;
  bar.removeAttribute('data-press');
}

// A list may have moved on under the same button.
const wordsOf = at => [at.matches('form') ? at.querySelector('[type="submit"]') : at, at.closest(row)].map(place => place?.textContent.trim()).join('\n');

const isAsItWas = ({ on, words }) => on.isConnected && !on.matches(':disabled') && on.getAttribute('aria-busy') !== 'true' && wordsOf(on) === words;

function release() {
  const wanted = kept, before = unsure;
  forget();
  unsure = null;
  if (wanted && !wanted.isStale && isAsItWas(wanted)) return wanted.on.matches('form') ? wanted.on.requestSubmit() : wanted.on.click();
  if (wanted || before && isAsItWas(before)) giveBack();
}

function giveBack() {
  bar.dataset.press = 'again';
  setTimeout(() => { if (bar.dataset.press === 'again') bar.removeAttribute('data-press'); }, wordMs);
}

function goAway() {
  isAway = true;
  era++;
  for (const { done } of asked.splice(0)) done(false);
}

async function comeBack() {
  const mine = era;
  if (!await heard() || mine !== era) return;   // all that was said meanwhile is drawn here
  readAgain();
  if (!await heard() || mine !== era) return;   // and what is said to the fields
  touched.clear();
  isAway = false;
  release();
}

// A new circuit knows nothing of what stood on the page: it draws all anew, its echo too.
bar.addEventListener('circuit-closed', () => {
  for (const id of ['line-echo', 'line-touch']) document.getElementById(id)?.removeAttribute('id');
  touched.clear();
});

bar.addEventListener('components-reconnect-state-changed', ({ detail: { state } }) => {
  if (state === 'show') goAway();
  if (state === 'hide') comeBack();
});

// The person would rather not, after all.
document.addEventListener('click', event => { if (event.target.closest('[data-reconnect="forget"]')) forget(); });
