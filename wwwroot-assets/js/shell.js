// What every page needs of the browser: the theme switch, the copy buttons, plain forms. Works with and without a circuit.

const root = document.documentElement;
const aYear = 60 * 60 * 24 * 365;

class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    queueMicrotask(() => {
      for (const radio of this.querySelectorAll('input')) radio.checked = radio.value === root.dataset.theme;
    });
  }
}
customElements.define('theme-switch', ThemeSwitch);

document.addEventListener('change', event => {
  if (!event.target.closest('theme-switch')) return;
  root.dataset.theme = event.target.value;
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `mypay-theme=${event.target.value}; Path=/; Max-Age=${aYear}; SameSite=Lax${secure}`;
  for (const radio of document.querySelectorAll('theme-switch input')) radio.checked = radio.value === event.target.value;
  paintBars();
});

// The bars that the browser itself draws around the page: what is chosen goes before what the device would like.
function paintBars() {
  for (const bar of document.querySelectorAll('meta[name="theme-color"]')) {
    bar.content = document.querySelector(`meta[name="theme-color"][data-theme="${root.dataset.theme}"]`)?.dataset.colour ?? bar.dataset.colour;
  }
}
paintBars();

document.addEventListener('click', async event => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  if (!await copy(button.dataset.copy)) return copyByHand(button);
  const words = button.textContent;
  button.textContent = button.dataset.copied;
  setTimeout(() => { button.textContent = words; }, 2000);
});

// A page that came over plain http, or a browser that forbids it, has no clipboard.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

// Then the text stands there, marked, and says what to press.
function copyByHand(button) {
  if (button.nextElementSibling?.matches('.copy-by-hand')) return button.nextElementSibling.querySelector('input').select();
  const field = document.createElement('input');
  field.readOnly = true;
  field.value = button.dataset.copy;
  field.setAttribute('aria-label', document.body.dataset.copyByHand);
  const place = document.createElement('span');
  place.className = 'copy-by-hand';
  place.append(document.body.dataset.copyByHand, field);
  button.after(place);
  field.select();
  field.addEventListener('blur', () => place.remove());
}

// A table that is wider than its place can be scrolled by keyboard too; one that fits is no stop on the way.
const wide = new ResizeObserver(entries => {
  for (const { target } of entries) target.toggleAttribute('tabindex', target.scrollWidth > target.clientWidth + 1) && target.setAttribute('tabindex', '0');
});
const watchTables = () => { for (const wrap of document.querySelectorAll('.table-wrap:not([role])')) { wide.observe(wrap); if (wrap.firstElementChild) wide.observe(wrap.firstElementChild); } };
new MutationObserver(watchTables).observe(document.body, { childList: true, subtree: true });
watchTables();

document.addEventListener('click', event => {
  if (event.target.closest('[data-print]')) print();
});

// One box for all: the others follow it, and it follows them. Without scripts the server reads it the same way.
document.addEventListener('change', event => {
  const boxes = [...event.target.closest('[data-all-of]')?.querySelectorAll('input[type="checkbox"]') ?? []];
  const all = boxes.find(box => 'all' in box.dataset);
  if (!all) return;
  const others = boxes.filter(box => box !== all);
  if (event.target === all) for (const box of others) box.checked = all.checked;
  else all.checked = others.every(box => box.checked);
});

// A plain form is sent once, however often its button is pressed; a page that comes back from the cache may send again.
document.addEventListener('submit', event => {
  const form = event.target;
  if (!('once' in form.dataset)) return;
  if (form.dataset.once === 'sent') return event.preventDefault();
  form.dataset.once = 'sent';
  form.querySelector('[type="submit"]')?.setAttribute('aria-busy', 'true');
  if (!('patient' in form.dataset) || event.defaultPrevented) return;
  event.preventDefault();
  sendOnceThere(form);
});

// What was typed into a form, secrets too, would be lost with the browser's page for a line that is away: the form waits for it, and says so.
async function sendOnceThere(form) {
  const words = document.createElement('p');
  words.className = 'hint centered';
  words.setAttribute('role', 'status');
  form.append(words);
  while (!await isThere()) {
    words.textContent = document.body.dataset.waiting;
    await new Promise(done => { setTimeout(done, 500); });
  }
  words.remove();
  form.submit();
}

const isThere = () => fetch('/healthz/live', { cache: 'no-store', signal: AbortSignal.timeout(5000) }).then(answer => answer.status < 500, () => false);

window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-once="sent"]')) {
    form.dataset.once = '';
    form.querySelector('[type="submit"]')?.removeAttribute('aria-busy');
  }
});

// The demo phone: a tap on a message types its code where one is awaited.
document.addEventListener('click', ({ target }) => {
  const message = target.closest('[data-types]');
  const field = message && document.querySelector('input[autocomplete="one-time-code"]:enabled');
  if (!field) return;
  field.value = message.dataset.types;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
  field.focus();
});

// Installable, and one page for the time without a network; sw.js says what it keeps, and that it keeps nothing of anybody.
navigator.serviceWorker?.register('/sw.js', { updateViaCache: 'none' }).catch(() => { /* a browser that forbids it works as before */ });
