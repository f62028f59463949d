// What a till needs of the browser: a sound when it is paid, and the camera where it can read codes.

// Appears with the result of a payment, and is heard once. A browser that plays nothing before the first press stays silent.
class PaidSound extends HTMLElement {
  connectedCallback() {
    const Audio = window.AudioContext;
    if (!Audio) return;
    const audio = new Audio();
    const volume = audio.createGain();
    volume.connect(audio.destination);
    volume.gain.setValueAtTime(0.15, audio.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.45);
    for (const [pitch, after] of [[880, 0], [1320, 0.12]]) {
      const tone = audio.createOscillator();
      tone.frequency.value = pitch;
      tone.connect(volume);
      tone.start(audio.currentTime + after);
      tone.stop(audio.currentTime + 0.45);
    }
    setTimeout(() => audio.close(), 700);
  }
}
customElements.define('paid-sound', PaidSound);

// <code-scan data-for="…" hidden> holds a button; it shows only where the browser can read codes itself.
class CodeScan extends HTMLElement {
  connectedCallback() {
    if (!('BarcodeDetector' in window) || !navigator.mediaDevices) return;
    this.hidden = false;
    this.addEventListener('click', () => this.scan());
  }

  disconnectedCallback() { this.stop(); }

  async scan() {
    if (this.stream) return;
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    } catch {
      return;   // no camera, or not allowed: the digits can be typed
    }
    const box = this.box = document.createElement('dialog');
    const video = document.createElement('video');
    const close = document.createElement('button');
    box.className = 'scan-box';
    close.className = 'button';
    close.textContent = this.dataset.close;
    close.addEventListener('click', () => this.stop());
    box.addEventListener('close', () => this.stop());
    video.playsInline = video.muted = true;
    video.srcObject = this.stream;
    box.append(video, close);
    document.body.append(box);
    box.showModal();
    await video.play();
    const reader = new BarcodeDetector({ formats: ['qr_code', 'code_128'] });
    while (this.stream) {
      const found = await reader.detect(video).catch(() => []);
      const digits = found.map(code => code.rawValue.replace(/\D/g, '')).find(text => text.length >= 8);
      if (digits) {
        const field = document.querySelector(`[data-testid="${this.dataset.for}"]`);
        field.value = digits;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        return this.stop();
      }
      await new Promise(done => setTimeout(done, 150));
    }
  }

  stop() {
    this.stream?.getTracks().forEach(track => track.stop());
    this.stream = null;
    this.box?.remove();
    this.box = null;
  }
}
customElements.define('code-scan', CodeScan);
