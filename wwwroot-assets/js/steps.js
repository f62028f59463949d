// A step that has just come takes no press: the second half of a double press was meant for the step before. For half a second its buttons hear neither pointer nor key, and a press whose
// pointer or key went down before the step was there is never its own, however late it is let go. Typing into the step ends the wait: whoever types has seen it.

const calmMs = 500;
const steps = 'flow-step, form[data-live], [data-step]';
const wayBack = '[data-escape]';   // a question is what stands around its way back
const shownAt = new WeakMap();
let pointerDownAt = 0, keyDownAt = null;

function show(step) {
  shownAt.set(step, performance.now());
  step.dataset.calm = '';
  setTimeout(() => delete step.dataset.calm, calmMs);
}

new MutationObserver(records => {
  for (const node of records.flatMap(record => [...record.addedNodes])) {
    if (node.nodeType !== Node.ELEMENT_NODE) continue;
    for (const came of [node, ...node.querySelectorAll(`${steps}, ${wayBack}`)]) {
      if (came.matches(steps)) show(came);
      if (came.matches(wayBack)) show(came.parentElement);
    }
  }
}).observe(document.body, { childList: true, subtree: true });

/** Whether what was pressed, by a pointer or key that went down at this time, belongs to a step that is too new for it. */
export function isTooNew(target, downAt = performance.now()) {
  for (let step = target; step; step = step.parentElement) {
    if (shownAt.has(step) && ('calm' in step.dataset || downAt < shownAt.get(step))) return true;
  }
  return false;
}

document.addEventListener('input', ({ target }) => {
  for (let step = target; step; step = step.parentElement) delete step.dataset?.calm;
}, true);

window.addEventListener('pointerdown', event => { pointerDownAt = event.timeStamp; }, true);
window.addEventListener('keyup', () => { keyDownAt = null; }, true);
window.addEventListener('keydown', event => {
  // A key that is held down presses once.
  if (event.key !== 'Enter' && event.key !== ' ') return;
  if (event.repeat && event.key === 'Enter' && !event.target.matches?.('textarea')) refuse(event);
  else keyDownAt ??= event.timeStamp;
}, true);

// A press by key is a click without a pointer; so is one by a helper such as a screen reader, which has no key either.
window.addEventListener('click', event => {
  const downAt = event.detail > 0 ? pointerDownAt : keyDownAt ?? event.timeStamp;
  if (event.isTrusted && isTooNew(event.target, downAt)) refuse(event);
}, true);

function refuse(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}
