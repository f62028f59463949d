// Tells a person about a lost connection: nothing for three seconds, then one calm line. A money step is never re-sent from here.

const bar = document.getElementById('components-reconnect-modal');
const errorLine = document.getElementById('blazor-error-ui');
const quietMs = 3000;
const restartMs = 30000;
let timer;
let lostAt = -Infinity;

// Most lines are back within seconds: asked often at first, then less, for some six minutes. Not all of those whom a server lost ask it in the same instant.
const pauses = [[2, 0], [22, 300], [80, 1000], [140, 5000]];
const pauseBefore = attempt => (pauses.find(([upTo]) => attempt < upTo)?.[1] ?? 5000) * (0.75 + Math.random() / 2);
document.addEventListener('DOMContentLoaded', () => Blazor.start({
  circuit: {
    reconnectionOptions: { maxRetries: 140, retryIntervalMilliseconds: pauseBefore },
    initializers: { beforeStart: [], afterStarted: [] },   // none: else Blazor would fetch their list first, once, and wait for ever if the line goes away meanwhile
    configureSignalR: connections => { connections.build = patiently(connections.build.bind(connections)); },
    circuitHandlers: [{
      onCircuitOpened: () => { hasOpened = true; },
      onCircuitClosed: () => bar.dispatchEvent(new Event('circuit-closed')),   // line.js: another circuit draws all anew
    }],
  },
}));

// Blazor asks again for a line that it had, but only once for its first: a page that opens while the line goes away would stay dead, and say nothing. So its first connection is asked for until it is there.
let hasOpened = false;
const goodMs = 240_000;   // the server starts a page that it has sent not much longer ago than that
function patiently(build) {
  return () => {
    const connection = build(), start = connection.start.bind(connection);
    connection.start = async () => {
      if (hasOpened) return start();
      const word = setTimeout(() => say('show'), quietMs);
      for (let attempt = 0; !await start().then(() => true, () => false); attempt++) await new Promise(done => { setTimeout(done, pauseBefore(Math.max(attempt, 2))); });
      if (performance.now() > goodMs) return location.reload();
      clearTimeout(word);
      if (bar.dataset.state === 'show') say('hide');
    };
    return connection;
  };
}

function say(state) {
  clearTimeout(timer);
  bar.dataset.state = state;
}

bar?.addEventListener('components-reconnect-state-changed', event => {
  switch (event.detail.state) {
    case 'show':
      lostAt = performance.now();
      clearTimeout(timer);
      timer = setTimeout(() => say('show'), quietMs);
      break;
    case 'hide': say('hide'); break;
    case 'failed':
      say('failed');
      document.addEventListener('visibilitychange', retryWhenSeen);
      break;
    case 'rejected':
    case 'resume-failed': startOver(); break;
  }
});

// In the middle of a step the person decides when to reload; anywhere else there is nothing to lose.
function startOver() {
  if (document.querySelector('[data-testid="submit"]')) say('rejected');
  else reloadWhenBack();
}

// Reloading against a server that is still away would trade our page for the browser's error page.
async function reloadWhenBack() {
  const answer = await fetch(location.href, { method: 'HEAD', cache: 'no-store' }).catch(() => null);
  if (answer && answer.status < 500) return location.reload();
  say('show');
  setTimeout(reloadWhenBack, 2000);
}

// A server that is being replaced may take the circuit back for a moment and then drop it as an error. That is a lost connection too.
if (errorLine) {
  new MutationObserver(() => {
    if (errorLine.style.display !== 'block' || performance.now() - lostAt > restartMs) return;
    errorLine.style.display = 'none';
    startOver();
  }).observe(errorLine, { attributeFilter: ['style'] });
}

async function retry() {
  document.removeEventListener('visibilitychange', retryWhenSeen);
  say('show');
  try {
    if (!await Blazor.reconnect() && !await Blazor.resumeCircuit()) startOver();
    else say('hide');
  } catch {
    say('failed');
    document.addEventListener('visibilitychange', retryWhenSeen);
  }
}

function retryWhenSeen() {
  if (document.visibilityState === 'visible') retry();
}

window.addEventListener('online', () => { if (bar?.dataset.state === 'failed') retry(); });

document.addEventListener('click', event => {
  const wish = event.target.closest('[data-reconnect]')?.dataset.reconnect;
  if (wish === 'retry') retry();
  if (wish === 'reload') reloadWhenBack();
});
