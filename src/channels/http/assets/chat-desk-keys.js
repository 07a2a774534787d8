// Everything of the page by keys; the list of them is in the dialog that `?` opens.

const find = (selector) => document.querySelector(selector);
const settingName = 'wenzheng-keys';

const work = {
  j: () => goToNeighbour(1),
  k: () => goToNeighbour(-1),
  t: () => find('#take')?.click(),
  r: () => find('#reply')?.focus(),
  n: () => find('#note')?.focus(),
  c: openCanned,
  x: () => openPart('#transfer', '#receiver'),
  e: () => openPart('#close', '#reason'),
  l: () => find('#transcript')?.focus(),
  u: () => location.assign('/desk/chats'),
  '?': showKeys,
};

document.addEventListener('keydown', (event) => {
  const { key, target } = event;
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (find('#keys').open) return;
  const isTyping = target.matches('input, textarea, select');
  const done = (isTyping ? whileTyping(key, target) : otherwise(key, target)) || anywhere(key);
  if (done) event.preventDefault();
});

function anywhere(key) {
  if (key !== 'F2') return false;
  find('#insert-suggestion')?.click();
  return true;
}

function whileTyping(key, target) {
  if (key === 'Escape') {
    target.blur();
    find('#conversation-title')?.focus();
    return true;
  }
  if (key !== '/' || target.id !== 'reply' || target.value !== '') return false;
  openCanned();
  return true;
}

function otherwise(key, target) {
  const isUp = key === 'ArrowUp';
  if (isUp || key === 'ArrowDown') {
    const list = target.closest('#canned');
    if (list) return step([...list.querySelectorAll('a')], target, isUp ? -1 : 1);
    // In the transcript the arrows scroll.
    return target === document.body || target.closest('#queue') !== null
      ? goToNeighbour(isUp ? -1 : 1)
      : false;
  }
  if (key === 'Escape' && target.closest('details[open]')) {
    const part = target.closest('details');
    part.open = false;
    part.querySelector('summary').focus();
    return true;
  }
  // Whoever works with a screen reader or by speech can switch the letters off.
  if (localStorage.getItem(settingName) === 'off' && key !== '?') return false;
  if (!Object.hasOwn(work, key)) return false;
  work[key]();
  return true;
}

function goToNeighbour(by) {
  const rows = [...document.querySelectorAll('#queue a')];
  return step(rows, rows.find((row) => row === document.activeElement) ?? find('#queue [aria-current]'), by);
}

function step(items, from, by) {
  const at = items.indexOf(from);
  const next = at === -1 ? (by > 0 ? 0 : items.length - 1) : Math.min(Math.max(at + by, 0), items.length - 1);
  items[next]?.focus();
  return true;
}

function openCanned() {
  openPart('#canned', '#canned a');
}

function openPart(part, first) {
  const details = find(part);
  if (details === null) return;
  details.open = true;
  find(first)?.focus();
}

function showKeys() {
  find('#keys-on').checked = localStorage.getItem(settingName) !== 'off';
  find('#keys').showModal();
}

find('#keys-on').addEventListener('change', ({ target }) =>
  localStorage.setItem(settingName, target.checked ? 'on' : 'off'),
);
find('#show-keys').hidden = false;
find('#show-keys').addEventListener('click', showKeys);
