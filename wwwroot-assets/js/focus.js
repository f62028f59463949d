// A keyboard never stands nowhere. Where the control that had the focus goes away (a question opens in its place, is taken back, an answer comes), the focus goes
// on to what came instead; one that was off while its work was done has it again. Escape takes a question back.

const fields = 'input:enabled:not([type="hidden"]), select:enabled, textarea:enabled';
const stops = `a[href], button:enabled, summary, ${fields}`;
let last, home = [];

document.addEventListener('focusin', ({ target }) => {
  last = target;
  home = [];
  for (let around = target.parentElement; around; around = around.parentElement) home.push(around);
});

// Leaving it on purpose, by a click beside it, is no loss.
document.addEventListener('pointerdown', event => { if (!event.target.closest(stops)) last = null; });

const isNowhere = () => !document.activeElement || document.activeElement === document.body;
const leadsItself = 'flow-step, pin-pad, pos-till';

// A page that comes alive draws itself anew: the same thing is there again. It has the focus before the next key can be pressed.
function isThereAgain() {
  const same = !last.isConnected && last.id && document.getElementById(last.id);
  if (same) same.focus({ preventScroll: true });
  return Boolean(same);
}

function heal(came) {
  if (!last || !isNowhere()) return;
  if (last.isConnected) {
    if (!last.matches(':disabled')) last.focus({ preventScroll: true });
    return;
  }

  if (isThereAgain()) return;
  const around = home.find(element => element.isConnected);
  came = came.filter(node => node.isConnected && around?.contains(node));
  if (!around || around === document.body || came.some(node => node.matches(leadsItself) || node.querySelector(leadsItself) || node.closest(leadsItself))) return;

  // An answer is read out before anything is pressed; a question is answered at its first field, or at the button that does no harm.
  const first = what => came.map(node => node.matches(what) ? node : node.querySelector(what)).find(Boolean);
  const next = first('[data-testid="result"]') ?? first(fields) ?? first('[data-escape]:enabled') ?? first(stops)
    ?? around.querySelector('h1, h2, h3') ?? around.closest('section, article, li, main') ?? around;
  if (!next.matches(stops)) next.setAttribute('tabindex', '-1');
  next.focus();
}

let gathered = [];
new MutationObserver(records => {
  if (!last || !isNowhere() || isThereAgain()) return;
  if (gathered.length === 0) setTimeout(() => {
    const came = gathered;
    gathered = [];
    heal(came.filter(node => node.nodeType === Node.ELEMENT_NODE));
  }, 80);
  gathered.push(...records.flatMap(record => [...record.addedNodes]), document);
}).observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });

document.addEventListener('keydown', event => {
  if (event.key !== 'Escape' || event.isComposing) return;
  for (let around = document.activeElement; around && around !== document.body; around = around.parentElement) {
    const back = around.querySelector('[data-escape]:enabled');
    if (back) return back.click();
    if (around.matches('main, tr, li, article')) return;
  }
});

// The skip link leads the keyboard to the content. Blazor, which takes a link within the page for itself, would only scroll.
document.addEventListener('click', event => {
  const main = event.target.closest('.skip') && document.getElementById('main');
  if (!main) return;
  event.preventDefault();
  main.focus();
}, { capture: true });
