// A till hears the keyboard as a whole. A code that a scanner has read is a code wherever the focus is: what it has already written into a field is taken back out, and its Enter or Tab presses
// nothing. It is known by what it is, twelve digits with the right check digit, or by the mark of its machine before it; only where words are written is it known by its pace, and pace is that of
// the keys (event.timeStamp), not of a page that is busy. Digits that a person types beside the fields go into the amount. Enter is the one next step, and no key of the till ever holds the focus.
import { plain, write } from './fields.js';
import { isTooNew } from './steps.js';

const codeLength = 12;
const fewest = 8;           // digits: no amount at a till has more
const burstMs = 400;        // in which nobody types so many; a scanner needs a tenth of it
const wordMs = 1500;        // in which nobody types a whole code among words
const runMs = 1000, markedMs = 10_000;   // a longer pause begins anew
const paceMs = 100, prefixMs = 30, longestPrefix = 4;
const quietMs = 200, stutterMs = 3000;  // a code without an Enter or Tab ends by itself; what is no code yet may still go on
const suffixMs = 2000, secondSuffixMs = 1000;   // an Enter or Tab so soon after a code is the scanner's, and so is a second one
const againMs = 1500;       // the same code again is the same customer, held to the scanner for too long
const mark = /\][a-z]\w(?=\d*$)/i;      // what many scanners send before a code, as "]C1": never a part of an amount, at whatever pace it comes
const isMarked = /\](?:[a-z](?:\w\d*)?)?$/i;    // or begins to be
const strays = /(?:(?![,.+\-krw])[!-/:-~]){1,3}$/i;     // signs that no amount has, sent before a code by others

const till = () => document.querySelector('shop-till');
const amountOf = till => till.querySelector('input[data-won]:enabled');
const codeOf = till => till.querySelector('[data-testid="code"]:enabled');
const isText = element => isEditable(element) && !element.matches('[data-won], [data-testid="code"]');
const isEditable = element => element?.matches?.('textarea, input:not([type="hidden"], [type="radio"], [type="checkbox"], [type="button"], [type="submit"], [type="range"])') || element?.isContentEditable;

let run = [];               // what has been typed in one go: { char, at, was: fields and their text before it }
let isBurst = false, codeAt = -1, hasMoved = false, ending, typesItself = false;
let heardAt = -Infinity, hasEnded = false;
let sent = { code: '', at: -Infinity };

// Answers whether what was typed is the scanner's, or else has no place where it was typed.
function hear(char, event) {
  const amount = amountOf(till()), at = event.timeStamp, focused = document.activeElement;
  if (!isBurst && at - run.at(-1)?.at > (isMarked.test(typed()) ? markedMs : runMs)) forget();
  heardAt = -Infinity;
  run.push({ char, at, hasMoved, was: [amount, isEditable(focused) ? focused : null].filter(Boolean).map(field => [field, field.value]) });
  hasMoved = false;
  const digits = digitsAtEnd(), code = digits.slice(-codeLength), isWhole = isCode(code), hasMark = mark.test(typed());
  const isAlone = digits.length === codeLength || digits === code + code;   // twelve of more digits may look like a code by chance
  const isInPlace = focused === codeOf(till()) && focused?.value + char === code;
  isBurst ||= tookMs(fewest) <= burstMs || isWhole && tookMs(codeLength) <= wordMs;
  isBurst ||= isText(focused) ? isWhole && hasMark : isWhole && isAlone && !isInPlace || hasMark;
  if (!isBurst) return focused === amount && strays.test(char);
  takeBack();
  endIn(isWhole ? quietMs : stutterMs);
  return true;
}

// Unless the page was too busy to hear what has been typed meanwhile.
function endIn(ms) {
  const due = performance.now() + ms;
  clearTimeout(ending);
  ending = setTimeout(() => performance.now() - due > paceMs ? endIn(quietMs) : finish(false), ms);
}

function forget() {
  [run, isBurst, codeAt] = [[], false, -1];
}

// A person is at work here.
function interrupt() {
  if (!isBurst) forget();
}

// Where in the run the scanner's part begins: at its mark; or at a code, with the few signs that some scanners send before it; else with all that came at its pace.
function scanned() {
  const text = typed(), marked = text.search(mark), digits = digitsAtEnd();
  if (marked >= 0) codeAt = marked;
  else if (isCode(digits.slice(-codeLength))) codeAt = withPrefix(text, text.length - (isReadTwice(digits) ? 2 : 1) * codeLength);
  if (codeAt >= 0) return codeAt;

  let first = run.length - 1;
  while (gapBefore(first) <= paceMs) first--;
  return first;
}

const isReadTwice = digits => digits.slice(-2 * codeLength, -codeLength) === digits.slice(-codeLength);

function withPrefix(text, first) {
  const byForm = isText(document.activeElement) ? 0 : strays.exec(text.slice(0, first))?.[0].length ?? 0;
  return first - Math.max(byForm, signsAtPace(first));
}

// How many signs before this place came in the same breath, where they are few enough to be a scanner's.
function signsAtPace(first) {
  let count = 0, slowest = 0;
  for (let gap = gapBefore(first); gap <= paceMs; gap = gapBefore(first - count)) [slowest, count] = [Math.max(slowest, gap), count + 1];
  const isLed = count > 0 && !isDigit(run[first - count].char);
  return count <= longestPrefix && isLed || count < longestPrefix && slowest <= prefixMs ? count : 0;
}

const isDigit = char => char >= '0' && char <= '9';
const typed = () => run.map(one => one.char).join('');
const digitsAtEnd = () => /\d*$/.exec(typed())[0];
const tookMs = count => digitsAtEnd().length >= count ? run.at(-1).at - run.at(-count).at : Infinity;
const gapBefore = place => place > 0 && !run[place].hasMoved ? run[place].at - run[place - 1].at : Infinity;

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
  takeBack();
  const digits = typed().slice(scanned()).replace(mark, '').replace(/\D/g, '');
  const code = isCode(digits.slice(-codeLength)) ? digits.slice(-codeLength) : digits;
  heardAt = run.at(-1).at;
  hasEnded = goesOn;
  forget();
  if (code) take(code, goesOn, heardAt);
}

function take(code, goesOn, at) {
  const desk = till();
  if (!desk || (code === sent.code && at - sent.at < againMs)) return;
  const field = codeOf(desk);
  if (field) {
    write(field, code);
    if (goesOn) nextStep(desk, code, at);
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
function nextStep(desk, code = '', at = -Infinity) {
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
  sent = { code, at };
  form.requestSubmit();
}

// An input method may keep the key to itself and tell only which one it was.
function charOf({ key, code }) {
  if (key?.length === 1 && plain(key).length === 1) return plain(key);
  return key === 'Process' || key === 'Unidentified' ? /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? null : null;
}

const corrections = ['Backspace', 'Delete', 'Escape', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'];

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

window.addEventListener('keydown', event => {
  const desk = till();
  if (!desk || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
  if (event.key === 'Enter' || event.key === 'Tab') return end(event, desk);
  if (corrections.includes(event.key)) interrupt();
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
    if (text.split('').filter(char => hear(char, event)).length > 0) event.preventDefault();
  } else if (event.target.matches('[data-won]') && isCode(text.replace(/[\s-]/g, ''))) {
    event.preventDefault();
    take(text.replace(/[\s-]/g, ''), false, event.timeStamp);
  }
}, true);

document.addEventListener('paste', event => {
  const text = plain(event.clipboardData?.getData('text') ?? '').replace(/[\s-]/g, '');
  if (!till() || !event.target.matches?.('input[data-won]') || !isCode(text)) return;
  event.preventDefault();
  take(text, false, event.timeStamp);
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

  forget();
  if (event.timeStamp - heardAt <= (hasEnded ? secondSuffixMs : suffixMs)) {
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

document.addEventListener('pointerdown', interrupt, true);

document.addEventListener('focusin', ({ target }) => {
  hasMoved = true;
  if (!target.matches('.pos-key')) return;
  const amount = matchMedia('(pointer: fine)').matches ? amountOf(till()) : null;
  if (amount) amount.focus({ preventScroll: true });
  else target.blur();
});
