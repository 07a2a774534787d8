// The call note of this page, the text for the ticket, and copying. The note never leaves the page but by the clipboard;
// it outlives a reload in this tab, for the one who is signed in, until the next call.

import { copy, find, tell } from './look-up-common.js';

const parts = { asked: find('#note-asked'), told: find('#note-told'), citations: find('#note-citations') };
const ticket = find('#ticket-text');
const storage = 'wenzheng-call-note';
const owner = find('meta[name="csrf-token"]').content;
/** Milliseconds. The desk's times are China's, whatever the computer is set to. */
const chinaOffset = 8 * 3_600_000;

/** Changed by hand: it is not written anew unless somebody asks for it. */
let isEdited = false;
let copied = '';

for (const part of Object.values(parts)) part.addEventListener('input', changed);
ticket.addEventListener('input', () => {
  isEdited = true;
  changed();
});
find('#copy-ticket').addEventListener('click', copyTicket);
find('#renew-ticket').addEventListener('click', () => {
  isEdited = false;
  changed();
});
find('#new-call').addEventListener('click', nextCall);
find('#new-call-question').addEventListener('close', ({ target }) => void answerNextCall(target.returnValue));
find('#note').addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void copyTicket();
});
document.addEventListener('click', (event) => {
  const { copies, notes } = event.target.closest('[data-copies], [data-notes]')?.dataset ?? {};
  if (copies) void copy(find(`#${copies}`).value, '已复制回答和引文。');
  if (notes) note(notes);
});
window.addEventListener('beforeunload', (event) => {
  if (isUncopied()) event.preventDefault();
});
restore();

function isEmpty() {
  return Object.values(parts).every(({ value }) => value.trim() === '') && !isEdited;
}

export function isUncopied() {
  return !isEmpty() && ticket.value !== copied;
}

function changed() {
  if (!isEdited) ticket.value = isEmpty() ? '' : written();
  find('#renew-ticket').hidden = !isEdited;
  find('#note-state').textContent = isEmpty() ? '' : isUncopied() ? '：还没有复制' : '：已复制';
  keep();
}

function written() {
  const now = new Date(Date.now() + chinaOffset);
  const time = `${now.getUTCFullYear()}年${now.getUTCMonth() + 1}月${now.getUTCDate()}日 ${now.getUTCHours()}:${String(now.getUTCMinutes()).padStart(2, '0')}`;
  const values = {
    time,
    asked: parts.asked.value.trim(),
    told: parts.told.value.trim(),
    citations: parts.citations.value.trim(),
    by: ticket.dataset.by,
  };
  return ticket.dataset.template.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Adds what was asked, what was read out and its citations. @param from answer or calculation */
export function note(from) {
  const told = find(`#${from}-told`);
  if (told === null || (from === 'answer' && find('#answer').hasAttribute('data-stale')))
    return tell('回答还没有出来。');
  add(parts.asked, find('#q').value.trim());
  add(parts.told, told.value);
  add(parts.citations, find(`#${from}-cites`).value);
  changed();
  find('#note').open = true;
  tell('已记进来电记录。');
}

function add(part, text) {
  if (text === '' || part.value.includes(text)) return;
  part.value = part.value.trim() === '' ? text : `${part.value.trimEnd()}\n${text}`;
}

export async function copyTicket() {
  if (ticket.value.trim() === '') return tell('来电记录还是空的。');
  const text = ticket.value;
  if (!(await copy(text, '已复制工单文字。'))) return;
  copied = text;
  changed();
}

export function nextCall() {
  if (isUncopied()) find('#new-call-question').showModal();
  else clear();
}

async function answerNextCall(choice) {
  if (choice === 'copy') await copyTicket();
  if (choice === 'drop' || (choice === 'copy' && !isUncopied())) clear();
  find('#new-call-question').returnValue = '';
}

function clear() {
  for (const part of Object.values(parts)) part.value = '';
  isEdited = false;
  copied = '';
  changed();
  find('#note').open = false;
  document.dispatchEvent(new CustomEvent('new-call'));
  tell('已清空，可以接下一位。');
}

function keep() {
  const values = Object.fromEntries(Object.entries(parts).map(([name, { value }]) => [name, value]));
  if (isEmpty()) sessionStorage.removeItem(storage);
  else
    sessionStorage.setItem(
      storage,
      JSON.stringify({ owner, values, copied, edited: isEdited ? ticket.value : null }),
    );
}

function restore() {
  const kept = JSON.parse(sessionStorage.getItem(storage) ?? 'null');
  // Whoever signs in next on this machine gets nothing of it.
  if (kept?.owner !== owner) return sessionStorage.removeItem(storage);
  for (const [name, value] of Object.entries(kept.values)) parts[name].value = value;
  copied = kept.copied;
  isEdited = kept.edited !== null;
  if (isEdited) ticket.value = kept.edited;
  changed();
}
