// A browser that translates a page puts its own words in the place of our text nodes, and what is drawn into those later is seen by nobody. So the node of ours stays beside the words, empty,
// and takes their place again as soon as something new is written into it. What is no language at all is not to be translated in the first place.

const plain = 'code, kbd, samp, .won, [role="timer"]';
const words = new WeakMap();   // our text node → what stands in its place
const texts = new WeakMap();   // and back, with what it said
let isWatching = false;

const isWords = node => node?.nodeName === 'FONT';

function standBeside(text, font) {
  if (words.has(text) || text.data.trim() === '') return;
  words.set(text, font);
  texts.set(font, { text, said: text.data });
  text.data = '';
  font.after(text);
  if (isWatching) return;
  isWatching = true;
  changes.observe(document.body, { characterData: true, subtree: true });
}

// Written into by the page.
const changes = new MutationObserver(records => {
  for (const { target } of records) {
    const font = words.get(target);
    if (!font || target.data === '') continue;
    words.delete(target);
    texts.delete(font);
    font.remove();
  }
});

function lookAt({ removedNodes, addedNodes, previousSibling, nextSibling }) {
  for (const node of removedNodes) {
    if (node.nodeType === Node.TEXT_NODE) {
      const font = [...addedNodes, previousSibling, nextSibling].find(isWords);
      if (!node.isConnected && words.has(node)) words.get(node).remove();            // the page has taken it away: the words go along
      else if (!node.isConnected && font?.isConnected) standBeside(node, font);
    } else if (texts.has(node) && !node.isConnected) {
      const { text, said } = texts.get(node);                                         // shown in the original again
      const isBack = [...addedNodes].some(came => came.nodeType === Node.TEXT_NODE && came !== text && came.data.trim() !== '');
      words.delete(text);
      texts.delete(node);
      if (text.isConnected && text.data === '' && !isBack) text.data = said;
    }
  }

  for (const node of addedNodes) {
    if (node.nodeType !== Node.ELEMENT_NODE) continue;
    if (node.matches(plain)) node.translate = false;
    for (const each of node.querySelectorAll(plain)) each.translate = false;
  }
}

for (const each of document.querySelectorAll(plain)) each.translate = false;
new MutationObserver(records => records.forEach(lookAt)).observe(document.body, { childList: true, subtree: true });
