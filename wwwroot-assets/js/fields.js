// Fields whose help must happen in the browser, before a key press has travelled to the server. What stands in a field is the browser's alone: keypads and chips write there too, each after
// what was pressed before it, and the server hears the text as it is then. On capture, so that it has no reason to write back.

/** Full-width digits and letters as plain ones. */
export const plain = text => text.normalize('NFKC');

// Digits, as TypedWon.cs reads them: commas anywhere, blanks only before three digits. Two numbers side by side are none.
function bareWon(text) {
  const bare = plain(text).replace(/\p{Cf}/gu, '').trim().replace(/^(₩|KRW)/i, '').replace(/원$/, '').trim();
  return /^\d{1,3}(\s\d{3})+$/.test(bare) ? bare.replace(/\s/g, '') : bare.replace(/,/g, '');
}

// The won that "1만 5천" says, for a chip that adds to it; nothing for what is no amount.
function wonIn(text) {
  const bare = bareWon(text);
  if (/^\d+$/.test(bare)) return bare;
  const [, ...counts] = /^(?:(\d+)억)?\s*(?:(\d+)만)?\s*(?:(\d)천)?\s*(?:(\d)백)?\s*(?:(\d)십)?\s*(\d{0,4})$/.exec(bare) ?? [];
  const units = [100000000n, 10000n, 1000n, 100n, 10n, 1n];
  return counts.some(Boolean) ? String(counts.reduce((sum, count, at) => sum + BigInt(count || 0) * units[at], 0n)) : '';
}

document.addEventListener('input', ({ target }) => {
  if (target.matches?.('input[data-won]')) putCommas(target);
  if (target.matches?.('input[data-pin]')) keepDigits(target);
}, true);

function putCommas(input) {
  const bare = bareWon(input.value);
  if (!/^\d{1,13}$/.test(bare)) return;
  const digitsAfterCaret = input.value.slice(input.selectionStart).replace(/\D/g, '').length;
  input.value = BigInt(bare).toLocaleString('en-US');
  let caret = input.value.length;
  for (let left = digitsAfterCaret; left > 0 && caret > 0; caret--) if (/\d/.test(input.value[caret - 1])) left--;
  input.setSelectionRange(caret, caret);
}

// "258 039" and full-width digits are six digits too.
function keepDigits(input) {
  const digits = plain(input.value).replace(/\D/g, '').slice(0, 6);
  if (digits !== input.value) input.value = digits;
  input.parentElement.querySelectorAll('.pin-dot').forEach((dot, place) => dot.toggleAttribute('data-full', place < digits.length));
}

/** Writes as a person would: whoever listens to the field hears it. */
export function write(field, text) {
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

// A key of a keypad (data-key), a chip that adds (data-add) or sets (data-set).
function after(field, { key, add, set }) {
  const isWon = field.matches('[data-won]');
  const bare = isWon ? wonIn(field.value) : field.value;
  if (set !== undefined) return set;
  if (add !== undefined) return String(BigInt(bare || 0) + BigInt(add));
  if (key === 'clear') return '';
  if (key === 'back') return bare.slice(0, -1);
  return isWon ? (bare + key).replace(/^0+/, '') : bare + key;
}

document.addEventListener('click', event => {
  const key = event.target.closest('[data-key], [data-add], [data-set]');
  const field = key && document.getElementById(key.closest('[data-keys-for]').dataset.keysFor);
  if (!field || field.disabled) return;
  const text = after(field, key.dataset);
  if (Number(text) <= Number(field.dataset.most ?? Infinity)) write(field, text);
});

// The focus stays where the person types: a key that held it would be pressed again by the next Enter.
document.addEventListener('mousedown', event => { if (event.target.closest('[data-keys-for]')) event.preventDefault(); });

// A PIN step that appears under a keyboard is ready to type; on a phone the keypad is there and no second keyboard should rise.
class PinPad extends HTMLElement {
  connectedCallback() {
    if (matchMedia('(pointer: fine)').matches) setTimeout(() => this.querySelector('input:enabled')?.focus(), 0);
  }
}
customElements.define('pin-pad', PinPad);

// A step of a flow that replaces another takes the focus along: into its first field under a keyboard, else onto what it says. A field that is already being
// filled in keeps it, and on a phone no keyboard rises unasked.
class FlowStep extends HTMLElement {
  connectedCallback() {
    setTimeout(() => this.leadOnceItIsThere(), 50);
  }

  disconnectedCallback() {
    this.waiting?.disconnect();
  }

  // What the step asks may still be loading: the focus goes there when it has come, unless the person has gone elsewhere meanwhile.
  leadOnceItIsThere() {
    const isLoading = () => this.querySelector('.skeleton') !== null;
    if (!isLoading()) return this.lead();
    const before = document.activeElement;
    this.waiting = new MutationObserver(() => {
      if (isLoading()) return;
      this.waiting.disconnect();
      if (document.activeElement === before || document.activeElement === document.body) this.lead();
    });
    this.waiting.observe(this, { childList: true, subtree: true });
  }

  lead() {
    if (this.querySelector('pin-pad') || this.contains(document.activeElement)) return;
    const field = matchMedia('(pointer: fine)').matches ? this.querySelector('input:enabled:not([type="radio"], [type="checkbox"])') : null;
    const words = this.querySelector('h1[tabindex], h2') ?? document.querySelector('h1');
    words?.setAttribute('tabindex', '-1');
    (field ?? words)?.focus({ preventScroll: field !== null });
  }
}
customElements.define('flow-step', FlowStep);
