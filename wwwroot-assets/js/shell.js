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
});

document.addEventListener('click', async event => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  const words = button.textContent;
  button.textContent = button.dataset.copied;
  setTimeout(() => { button.textContent = words; }, 2000);
});

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
});
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-once="sent"]')) {
    form.dataset.once = '';
    form.querySelector('[type="submit"]')?.removeAttribute('aria-busy');
  }
});

// Installable, and one page for the time without a network; sw.js says what it keeps, and that it keeps nothing of anybody.
navigator.serviceWorker?.register('/sw.js', { updateViaCache: 'none' }).catch(() => { /* a browser that forbids it works as before */ });
