// What somebody has typed outlives a reload, a lost circuit and a restart of the server: in this tab, for this person and this page, for an hour. Never a secret. It ends with the work it was
// for, and with signing out. A field is filled in again only where the server shows what it showed then, or nothing.

const bar = document.getElementById('components-reconnect-modal');
const person = document.body.dataset.person ?? '';
const shelf = 'draft:';
const hour = 60 * 60 * 1000;
const forms = 'form[data-live="yes"], form[data-draft]';
const fields = 'input, select, textarea, button[aria-pressed]';
const secrets = '[type="password"], [type="hidden"], [type="file"], [type="submit"], [data-pin], [data-testid="code"], [autocomplete="one-time-code"], [autocomplete^="cc-"], [data-secret]';

const was = new WeakMap();      // field → what the server showed
const mine = new WeakSet();     // fields that the person has touched since they came
const done = new WeakSet();     // fields that were filled in again
const ofForm = new WeakMap();   // form → the keys of its drafts
const results = new WeakSet();  // those that have been seen
let pressed = null;             // the form that was sent last, and from which page

const isChoice = field => field.type === 'radio' || field.type === 'checkbox';
const isSwitch = field => field.matches('button');
const read = field => isSwitch(field) ? field.getAttribute('aria-pressed') === 'true' : isChoice(field) ? field.checked : field.value;
const isDraft = field => field.matches?.(fields) && !field.matches(secrets) && field.closest(forms) !== null;
// A sale that was left is not the next customer's: a till has its drafts back when the page itself is loaded again, and at no other time.
const isOver = field => field.closest('shop-till') !== null && performance.getEntriesByType('navigation')[0]?.type !== 'reload';
const draftFields = () => [...document.querySelectorAll(forms)].flatMap(form => [...form.querySelectorAll(fields)]).filter(isDraft);

// The step of a flow is no page of its own.
function page() {
  const at = new URL(location.href);
  at.searchParams.delete('step');
  return `${shelf}${person}:${at.pathname}${at.search}`;
}

function load(key = page()) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key));
    if (kept && Date.now() - kept.at < hour) return kept.fields;
  } catch { /* not ours, or a browser that keeps nothing */ }
  return {};
}

function store(drafts, key = page()) {
  try {
    if (Object.keys(drafts).length === 0) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), fields: drafts }));
  } catch { /* full, or forbidden */ }
}

function forgetAll(which = () => true) {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(shelf) && which(key)) sessionStorage.removeItem(key);
}

// Names that are made anew with each page say nothing.
const lasting = name => name && !/-[0-9a-f]{8}$/.test(name) ? name : '';
const labelOf = field => (field.labels?.[0] ?? field).textContent.trim() || field.getAttribute('aria-label') || '';

function baseOf(field) {
  const name = field.dataset.testid || lasting(field.name) || lasting(field.id);
  const value = isChoice(field) && field.value !== 'on' ? field.value : '';
  return `${name || (value ? '' : labelOf(field))}=${value}${isSwitch(field) ? labelOf(field) : ''}`;
}

function keyOf(field) {
  const base = baseOf(field);
  return `${base}#${draftFields().filter(other => baseOf(other) === base).indexOf(field)}`;
}

const groupOf = field => field.type === 'radio' ? draftFields().filter(other => other.type === 'radio' && other.name === field.name && other.form === field.form)
  : isSwitch(field) ? [...field.parentElement.querySelectorAll('button[aria-pressed]')] : [field];

function keep(field, value = read(field)) {
  mine.add(field);
  const drafts = load();
  for (const other of groupOf(field)) if (other !== field) delete drafts[keyOf(other)];
  const key = keyOf(field);
  if (value === was.get(field)) delete drafts[key];
  else drafts[key] = { was: was.get(field) ?? null, is: value };
  store(drafts);
  const form = field.closest('form');
  ofForm.set(form, (ofForm.get(form) ?? new Set()).add(key));
}

let isFillingIn = false;
for (const type of ['input', 'change']) {
  window.addEventListener(type, ({ target }) => { if (!isFillingIn && isDraft(target)) queueMicrotask(() => { if (target.isConnected) keep(target); }); }, true);
}
window.addEventListener('click', ({ target, isTrusted }) => {
  const chosen = isTrusted && target.closest?.('button[aria-pressed]');
  if (chosen && isDraft(chosen)) keep(chosen, true);
}, true);
document.addEventListener('focusin', ({ target }) => { if (isDraft(target) && !mine.has(target)) was.set(target, read(target)); });

function fillIn(field, draft) {
  const now = read(field);
  done.add(field);
  if (!draft || now === draft.is || field.type === 'radio' && !draft.is || !(isChoice(field) || isSwitch(field) || now === '' || now === draft.was)) return false;
  isFillingIn = true;
  try {
    if (isSwitch(field)) {
      field.click();
    } else {
      if (isChoice(field)) field.checked = draft.is;
      else field.value = draft.is;
      for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
    }
  } finally {
    isFillingIn = false;
  }
  return true;
}

// What the server shows, as soon as it stands there: somebody may choose before it is looked at.
function note() {
  for (const field of draftFields()) if (!was.has(field)) was.set(field, read(field));
}

function look() {
  note();
  const drafts = load();
  const hasDrafts = Object.keys(drafts).length > 0;
  let filledIn = 0;
  for (const field of draftFields()) {
    if (hasDrafts && !done.has(field) && !mine.has(field) && !isOver(field) && !field.matches(':disabled') && fillIn(field, drafts[keyOf(field)])) filledIn++;
  }
  if (filledIn > 0 && bar && !bar.dataset.press) {
    bar.dataset.press = 'draft';
    setTimeout(() => { if (bar.dataset.press === 'draft') bar.removeAttribute('data-press'); }, 5000);
  }
}

// Done: the result stands there, the form was taken without a word against it, or the way led on. In a flow only the result counts: its earlier steps may be wanted again.
const isRefused = () => document.querySelector('main [data-testid="error"], main [aria-invalid="true"], main [data-testid="step-up"], main .problem') !== null;

function end() {
  const result = document.querySelector('main [data-testid="result"]');
  if (result && !results.has(result)) store({});
  if (result) results.add(result);
  if (!pressed) return;
  const { form, from, sent } = pressed;
  if (from !== page()) {
    store({}, from);
    pressed = null;
  } else if ((!form.isConnected || form.dataset.sent !== sent) && !isRefused()) {
    if (!document.querySelector('.flow-head, [data-steps]')) {
      const drafts = load();
      for (const key of ofForm.get(form) ?? []) delete drafts[key];
      store(drafts);
    }
    pressed = null;
  }
}

let soon = false;
new MutationObserver(() => {
  note();
  if (soon) return;
  soon = true;
  setTimeout(() => {
    soon = false;
    end();
    look();
  }, 30);
}).observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled', 'data-live', 'data-sent'] });

window.addEventListener('submit', ({ target: form }) => {
  if (form.getAttribute('action') === '/logout') {
    forgetAll();
    localStorage.setItem('signed-out', String(Date.now()));
  } else {
    pressed = { form, from: page(), sent: form.dataset.sent };
    if (form.matches('[data-draft]')) sessionStorage.setItem('sent', page());
  }
}, true);

// Signed out in one tab is signed out in all; somebody else who signs in finds nothing.
window.addEventListener('storage', ({ key }) => { if (key === 'signed-out') forgetAll(); });
try {
  if (person) forgetAll(key => !key.startsWith(`${shelf}${person}:`));
  // A plain form was taken when another page answers it; where the same one comes back, what it says against the fields stands there with them.
  const sent = sessionStorage.getItem('sent');
  if (sent && (sent !== page() || document.querySelector('main [data-testid="result"]'))) store({}, sent);
  sessionStorage.removeItem('sent');
} catch { /* a browser that keeps nothing */ }
look();
