// Single letters as commands, where nobody is typing: never within a field, with Ctrl, Alt or the Windows key, or within
// an open dialog. They can be switched off, for those who speak to their machine or have it read to them.

import { copy, find, tell } from './look-up-common.js';
import { openCalculation } from './look-up-calculation.js';
import { copyTicket, nextCall, note } from './look-up-note.js';

const setting = 'wenzheng-single-keys';
const isOn = find('#single-keys');

isOn.checked = localStorage.getItem(setting) !== 'off';
isOn.addEventListener('change', () => localStorage.setItem(setting, isOn.checked ? 'on' : 'off'));
find('#show-keys').addEventListener('click', showKeys);

const commands = {
  '/': focusBox,
  j: () => step(1),
  k: () => step(-1),
  c: () => void copyAnswer(),
  x: () => void copyPassage(),
  r: () => note(isInCalculation() ? 'calculation' : 'answer'),
  n: () => unfold('#note', '#note-asked'),
  t: () => void copyTicket(),
  N: nextCall,
  w: () => unfold('#near-misses', '#near-misses .misses .opens'),
  o: () => unfold('#outline', '#outline a'),
  f: () => unfold('#filters', '#validity'),
  d: () => unfold('#filters', '#asOf'),
  m: () => void openCalculation(),
  h: () => unfold('#earlier', '#earlier .again'),
  '?': showKeys,
};

document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  if (find('dialog[open]') !== null) return;
  if (event.key === 'Escape') leave(event);
  else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') arrow(event);
  else if (!isTyping(event.target) && isOn.checked && Object.hasOwn(commands, event.key)) {
    event.preventDefault();
    commands[event.key]();
  }
});

function isTyping(target) {
  return target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable]') !== null;
}

/** From the box down into the results, and along them; elsewhere the arrows scroll. */
function arrow(event) {
  const down = event.key === 'ArrowDown';
  const isBox = event.target === find('#q');
  if (!(isBox && down) && !event.target.matches?.('.opens')) return;
  if (event.target.closest('#document') !== null) return;
  event.preventDefault();
  step(down ? 1 : -1);
}

/** Results in the order in which they stand: what the answer cites, the passages, the near misses if they are open. */
function results() {
  return [...document.querySelectorAll('.found .opens')].filter((button) => button.checkVisibility());
}

function step(by) {
  const all = results();
  if (all.length === 0) return tell('还没有结果。');
  const at = all.indexOf(document.activeElement);
  const next = at === -1 ? 0 : at + by;
  if (next < 0) return focusBox();
  const button = all[Math.min(next, all.length - 1)];
  button.focus({ preventScroll: true });
  (button.closest('li') ?? button).scrollIntoView({ block: 'nearest' });
}

function focusBox() {
  find('#q').focus();
  find('#q').select();
}

/** Out of a field; from the document back to the result that opened it; from there to the box. */
function leave(event) {
  const { target } = event;
  if (target.closest('#document') !== null || target.closest('#note') !== null) {
    event.preventDefault();
    (document.querySelector('.opens[aria-current]') ?? results()[0] ?? find('#q')).focus();
  } else if (isTyping(target)) {
    // The browser would empty the box.
    event.preventDefault();
    find('#main').focus();
  } else focusBox();
}

function unfold(selector, focus) {
  const folded = find(selector);
  if (folded === null) return tell('现在没有这一项。');
  folded.open = true;
  (find(focus) ?? folded.querySelector('summary')).focus();
}

function showKeys() {
  find('#keys').showModal();
}

const isInCalculation = () => find('#calculation').contains(document.activeElement);

async function copyAnswer() {
  const text = find(isInCalculation() ? '#calculation-text' : '#answer-text');
  if (text === null || (!isInCalculation() && find('#answer').hasAttribute('data-stale')))
    return tell('回答还没有出来。');
  await copy(text.value, '已复制回答和引文。');
}

async function copyPassage() {
  const item = document.activeElement.closest('.passage');
  if (item === null) return tell('先用 j、k 选一条。');
  await copy(item.dataset.copy, '已复制这一条原文。');
}
