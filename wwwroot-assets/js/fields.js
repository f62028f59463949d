// Fields whose help must happen in the browser, before a key press has travelled to the server.

// Live commas. On capture, so that the server hears the text as it stands after them and has no reason to write back.
document.addEventListener('input', event => {
  const input = event.target;
  if (!input.matches?.('input[data-won]')) return;
  const bare = input.value.normalize('NFKC').trim().replace(/^(₩|KRW)/i, '').replace(/원$/, '').replace(/[,\s]/g, '');
  if (!/^\d{1,13}$/.test(bare)) return;

  const digitsAfterCaret = input.value.slice(input.selectionStart).replace(/\D/g, '').length;
  input.value = BigInt(bare).toLocaleString('en-US');
  let caret = input.value.length;
  for (let left = digitsAfterCaret; left > 0 && caret > 0; caret--) if (/\d/.test(input.value[caret - 1])) left--;
  input.setSelectionRange(caret, caret);
}, true);

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
    setTimeout(() => {
      if (this.querySelector('pin-pad') || this.contains(document.activeElement)) return;
      const field = matchMedia('(pointer: fine)').matches ? this.querySelector('input:enabled:not([type="radio"], [type="checkbox"])') : null;
      const words = this.querySelector('h1[tabindex], h2') ?? document.querySelector('h1');
      words?.setAttribute('tabindex', '-1');
      (field ?? words)?.focus({ preventScroll: field !== null });
    }, 50);
  }
}
customElements.define('flow-step', FlowStep);
