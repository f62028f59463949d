// A till hears the keyboard as a whole. Digits that come faster than anybody types are a code that a scanner has read, wherever the focus is: what they have already written into a field is
// taken back out, and their Enter or Tab presses nothing. Digits that a person types beside the fields go into the amount. Enter is the one next step, and no key of the till ever holds the focus.
import { plain, write } from './fields.js';
import { isTooNew } from './steps.js';

const codeLength = 12;
const fewest = 8;           // digits: no amount at a till has more
const burstMs = 400;        // in which nobody types so many; a scanner needs a tenth of it
const runMs = 1000;         // a longer pause begins anew
const codeMs = 3000;        // a whole code beside the text fields is a code even where the machine stutters
const paceMs = 100, prefixMs = 30, longestPrefix = 4;
const quietMs = 120, stutterMs = 700;   // a code without an Enter or Tab ends by itself; what is no code yet may still go on
const suffixMs = 1000;      // an Enter or Tab so soon after a code is the scanner's
const againMs = 1500;       // the same code again is the same customer, held to the scanner for too long

const till = () => document.querySelector('shop-till');
const amountOf = till => till.querySelector('input[data-won]:enabled');
const codeOf = till => till.querySelector('[data-testid="code"]:enabled');
const isDigit = char => char >= '0' && char <= '9';
const isText = element => isEditable(element) && !element.matches('[data-won], [data-testid="code"]');
const isEditable = element => element?.matches?.('textarea, input:not([type="hidden"], [type="radio"], [type="checkbox"], [type="button"], [type="submit"], [type="range"])') || element?.isContentEditable;

let run = [];               // what has been typed without a pause: { char, at, was: fields and their text before it }
let isBurst = false, hasMoved = false, ending, typesItself = false;
let heardAt = -Infinity, hasEnded = false;
let sent = { code: '', at: -Infinity };

function hear(char, event) {
  const desk = till(), at = event.timeStamp;
  if (run.length > 0 && at - run.at(-1).at > runMs) begin();
  heardAt = -Infinity;
  run.push({ char, at, hasMoved, was: [amountOf(desk), isEditable(document.activeElement) ? document.activeElement : null].filter(Boolean).map(field => [field, field.value]) });
  hasMoved = false;
  const digits = run.filter(one => isDigit(one.char));
  const fast = digits.slice(-fewest), whole = digits.slice(-codeLength);
  const isWhole = isCode(whole.map(one => one.char).join(''));
  isBurst ||= fast.length === fewest && at - fast[0].at <= burstMs;
  isBurst ||= isWhole && at - whole[0].at <= codeMs && !isText(document.activeElement);
  if (!isBurst) return false;
  takeBack();
  clearTimeout(ending);
  ending = setTimeout(() => finish(false), isWhole ? quietMs : stutterMs);
  return true;
}

function begin() {
  if (isBurst) finish(false);
  run = [];
}

// The scanner's part of what was typed: the last twelve digits where they are a code, with the few signs that some scanners send before it; else all that came at its pace.
function scanned() {
  const places = run.flatMap((one, place) => isDigit(one.char) ? [place] : []);
  let first = places.at(-codeLength) ?? places[0];
  if (!isCode(digitsFrom(first))) {
    first = run.length - 1;
    while (gapBefore(first) <= paceMs) first--;
    return first;
  }

  // Read twice in one go.
  const earlier = places.at(-2 * codeLength);
  if (earlier !== undefined && digitsFrom(earlier).slice(0, codeLength) === digitsFrom(first)) first = earlier;
  let before = first, slowest = 0;
  for (let gap = gapBefore(first); gap <= paceMs; gap = gapBefore(before)) [slowest, before] = [Math.max(slowest, gap), before - 1];
  const signs = run.slice(before, first).map(one => one.char).join('');
  if (signs.length <= longestPrefix && (slowest <= prefixMs && signs.length < longestPrefix || /^\D/.test(signs))) return before;
  // Where no words are written, the signs before a code are the scanner's, even where the machine stutters between them.
  const close = isText(document.activeElement) ? signs : run.slice(Math.max(0, first - longestPrefix), first).map(one => one.char).join('');
  return first - (/(?:\][a-z]\d|\D{1,3})$/i.exec(close)?.[0].length ?? 0);
}

const gapBefore = place => place > 0 && !run[place].hasMoved ? run[place].at - run[place - 1].at : Infinity;
const digitsFrom = place => run.slice(place).map(one => one.char).filter(isDigit).join('');

// The check digit of a pay code (Luhn).
function isCode(digits) {
  const sum = [...digits].reverse().reduce((sum, digit, place) => {
    const value = place % 2 === 1 ? digit * 2 : +digit;
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
  return digits.length === codeLength && sum % 10 === 0;
}

function takeBack() {
  for (const [field, text] of run[scanned()].was) if (field.isConnected && field.value !== text) write(field, text);
}

function finish(goesOn) {
  clearTimeout(ending);
  const all = digitsFrom(scanned());
  const code = isCode(all.slice(-codeLength)) ? all.slice(-codeLength) : all;
  takeBack();
  heardAt = run.at(-1).at;
  [run, isBurst, hasEnded] = [[], false, goesOn];
  take(code, goesOn);
}

function take(code, goesOn) {
  const desk = till();
  if (!desk || (code === sent.code && performance.now() - sent.at < againMs)) return;
  const field = codeOf(desk);
  if (field) {
    write(field, code);
    if (goesOn) nextStep(desk, code);
  } else if (!desk.querySelector('form') && isCode(code)) {
    const heard = desk.querySelector('[data-heard]');   // no field is there to write into: the page decides what the code means
    if (!heard) return carry(code, desk.querySelector('[data-next]'));
    heard.value = code;
    heard.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

// Read on the shop's first page: the till opens with the code in its place.
function carry(code, way) {
  if (!way) return;
  const arrival = new MutationObserver(() => {
    const desk = till(), field = desk && codeOf(desk);
    if (!field) return;
    arrival.disconnect();
    write(field, code);
  });
  arrival.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  way.click();
}

// What is missing, else the button: never a key of the till.
function nextStep(desk, code = '') {
  const form = desk.querySelector('form');
  if (!form) {
    const next = desk.querySelector('[data-next]:enabled');
    if (next && !code && !isTooNew(next)) next.click();
    return;
  }

  for (const field of [amountOf(desk), codeOf(desk)]) {
    if (field && field.value.trim() === '' && field !== document.activeElement) return field.focus();
  }

  const button = form.querySelector('[data-testid="submit"]');
  if (!button || button.disabled || isTooNew(form)) return;
  sent = { code, at: code ? performance.now() : -Infinity };
  form.requestSubmit();
}

// An input method may keep the key to itself and tell only which one it was.
function charOf({ key, code }) {
  if (key?.length === 1) return plain(key);
  return key === 'Process' || key === 'Unidentified' ? /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? null : null;
}

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

window.addEventListener('keydown', event => {
  const desk = till();
  if (!desk || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
  if (event.key === 'Enter' || event.key === 'Tab') return end(event, desk);
  if (event.key === 'Backspace' && !isEditable(event.target)) return press(desk, 'back', event);
  const char = charOf(event);
  if (char === null) return;
  if (hear(char, event)) stop(event);
  else if (isEditable(event.target)) typesItself = true;
  else if (isDigit(char)) press(desk, char, event);
}, true);

window.addEventListener('keyup', () => { typesItself = false; }, true);

// Text that came without a key: full-width digits, another alphabet, a paste.
document.addEventListener('beforeinput', event => {
  if (!till() || !event.data || event.isComposing) return;
  if (typesItself) {
    typesItself = false;
    return;
  }

  const text = plain(event.data);
  if (text.length <= 2) {
    if ([...text].filter(char => hear(char, event)).length > 0) event.preventDefault();
  } else if (event.target.matches('[data-won]') && isCode(text.replace(/[\s-]/g, ''))) {
    event.preventDefault();
    take(text.replace(/[\s-]/g, ''), false);
  }
}, true);

document.addEventListener('paste', event => {
  const text = plain(event.clipboardData?.getData('text') ?? '').replace(/[\s-]/g, '');
  if (!till() || !event.target.matches?.('input[data-won]') || !isCode(text)) return;
  event.preventDefault();
  take(text, false);
}, true);

function press(desk, key, event) {
  if (!amountOf(desk)) return;
  event.preventDefault();
  desk.querySelector(`[data-key="${key}"]:enabled`)?.click();
}

function end(event, desk) {
  const isEnter = event.key === 'Enter';
  if (isBurst) {
    stop(event);
    return finish(isEnter);
  }

  run = [];
  if (event.timeStamp - heardAt <= suffixMs) {
    stop(event);
    if (isEnter && !hasEnded) nextStep(desk);
    hasEnded = true;
    return;
  }

  if (!isEnter || event.repeat || event.isComposing || !desk.querySelector('[data-heard]')) return;
  const target = event.target;
  if (target.closest?.('a, button:not(.pos-key), summary, textarea') || (target !== document.body && !desk.contains(target))) return;
  stop(event);
  nextStep(desk);
}

document.addEventListener('pointerdown', () => { if (!isBurst) run = []; }, true);

document.addEventListener('focusin', ({ target }) => {
  hasMoved = true;
  if (!target.matches('.pos-key')) return;
  const amount = matchMedia('(pointer: fine)').matches ? amountOf(till()) : null;
  if (amount) amount.focus({ preventScroll: true });
  else target.blur();
});
