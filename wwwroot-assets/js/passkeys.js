// Passkeys: the browser's half of signing in, of proving oneself again, and of adding one. The press is heard here, because a browser only shows its passkey sheet right
// after a press; what came of it is handed to the page: to the form around it, or as the value of the element's hidden field.

async function ask(path, token, body) {
  const answer = await fetch(path, {
    method: 'POST', headers: { 'Content-Type': 'application/json', 'RequestVerificationToken': token }, body: JSON.stringify(body ?? {}),
  }).catch(() => null);
  return answer?.ok ? answer.json() : { code: 'passkey.failed' };
}

const isSupported = () => !!window.PublicKeyCredential?.parseRequestOptionsFromJSON && !!navigator.credentials;

function why(failure) {
  switch (failure.name) {
    case 'NotAllowedError': case 'AbortError': return { code: 'passkey.cancelled' };
    case 'SecurityError': return { code: 'passkey.wrong_address' };
    case 'InvalidStateError': return { code: 'passkey.exists' };
    case 'NotSupportedError': return { code: 'passkey.unsupported' };
    default: return { code: 'passkey.failed' };
  }
}

// Options from the server, through the browser's sheet, to a credential; or why not.
async function perform(path, token, sheet) {
  if (!isSupported()) return { code: 'passkey.unsupported' };
  const asked = await ask(path, token);
  if (asked.code) return asked;
  try {
    return { credential: JSON.stringify(await sheet(JSON.parse(asked.options))), state: asked.state };
  } catch (failure) {
    return why(failure);
  }
}

const find = more => options => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options), ...more });
const make = options => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });

class PasskeyButton extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', event => { if (event.target.closest('button')) this.press(); });
    if (this.dataset.offer) this.offer();
  }

  disconnectedCallback() { this.stopOffering(); }

  async press() {
    if (this.isBusy) return;
    this.isBusy = true;
    this.stopOffering();
    this.querySelector('button').setAttribute('aria-busy', 'true');
    try {
      await this[this.dataset.act.replace('-', '')]();
    } finally {
      this.isBusy = false;
      this.querySelector('button')?.removeAttribute('aria-busy');
    }
  }

  async signin() { this.send(await perform('/passkeys/sign-in', this.token, find())); }

  async proof() {
    const found = await perform('/passkeys/proof', this.token, find());
    this.tell(found.code ? found : await ask('/passkeys/proof/answer', this.token, found));
  }

  async new() {
    const made = await perform('/passkeys/new', this.token, make);
    this.tell(made.code ? made : await ask('/passkeys/new/answer', this.token, { ...made, name: this.dataset.name }));
  }

  // Passkeys among what the browser suggests for the e-mail field. The challenge is made anew before it is too old.
  async offer() {
    if (!isSupported() || !await window.PublicKeyCredential.isConditionalMediationAvailable?.()) return;
    while (this.isConnected && !this.isBusy) {
      const offering = this.offering = new AbortController();
      const renewal = setTimeout(() => offering.abort('renew'), 8 * 60 * 1000);
      const found = await perform('/passkeys/sign-in', this.token, find({ mediation: 'conditional', signal: offering.signal }));
      clearTimeout(renewal);
      if (found.credential) return this.send(found);
      if (offering.signal.reason !== 'renew') return;
    }
  }

  stopOffering() {
    this.offering?.abort('over');
    this.offering = null;
  }

  get token() { return this.dataset.token ?? this.form.querySelector('[name="__RequestVerificationToken"]').value; }

  get form() { return document.getElementById(this.dataset.form); }

  send(found) {
    const fields = this.form.elements;
    [fields['Passkey.Credential'].value, fields['Passkey.State'].value, fields['Passkey.Trouble'].value] = [found.credential ?? '', found.state ?? '', found.code ?? ''];
    this.form.requestSubmit();
  }

  tell(words) {
    const field = this.querySelector('input');
    field.value = JSON.stringify(words);
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }
}
customElements.define('passkey-button', PasskeyButton);
