// Sends what the operator writes, one after the other in the order of writing. Each text has a key that the server knows it
// by, and stays in this tab's storage until the server has it: through a broken connection, a restart of the server or
// another page it is sent in the end, and recorded once.

const find = (selector) => document.querySelector(selector);
const openNumber = () => find('#conversation').dataset.number;
const { account } = find('#chat-desk').dataset;
const storageName = `wenzheng-unsent-${account}`;
const patience = 20_000;
const longestPause = 8000;

/** @type {{ key: string, number: string, field: 'reply' | 'note', text: string, fault?: string }[]} */
let unsent = JSON.parse(sessionStorage.getItem(storageName) ?? '[]');
let isSending = false;
let isLeaving = false;
let isSignedOut = false;
/** @type {HTMLFormElement | null} To be submitted when everything is sent. */
let afterSending = null;
let pause = 0;
let timer = 0;

function keep(texts) {
  unsent = texts;
  if (texts.length === 0) sessionStorage.removeItem(storageName);
  else sessionStorage.setItem(storageName, JSON.stringify(texts));
}

const waiting = () => unsent.filter(({ fault }) => fault === undefined);

document.addEventListener('submit', (event) => {
  const { target: form } = event;
  isLeaving = true;
  if (form.matches('#reply-form, #note-form')) {
    isLeaving = false;
    event.preventDefault();
    write(form);
  } else if (form.matches('#close form, #transfer form')) {
    const count = waiting().filter(({ number }) => number === openNumber()).length;
    if (count === 0) return;
    isLeaving = false;
    event.preventDefault();
    // What is just on its way is waited for; a connection that is down may be so for long.
    if (isSending && pause === 0) afterSending = form;
    else showFault(`还有${count}条没有发出，发出以后再办。`);
  }
});

document.addEventListener('click', ({ target }) => {
  if (target.closest('a[href]')) isLeaving = true;
});

document.addEventListener('keydown', (event) => {
  const { target, key, shiftKey } = event;
  if (key !== 'Enter' || shiftKey || !target.matches('#reply, #note')) return;
  // Enter also picks a word in a Chinese input method; Safari reports that one only by the code 229.
  if (event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  target.form.requestSubmit();
});

function write(form) {
  const box = form.querySelector('textarea');
  const text = box.value.trim();
  if (text === '') return;
  keep([...unsent, { key: newKey(), number: openNumber(), field: box.id, text }]);
  box.value = '';
  forgetDraft(box);
  box.focus();
  showFault('');
  show();
  void send();
}

/** Random without crypto.randomUUID, which browsers keep from pages over plain http. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}

async function send() {
  if (isSending) return;
  isSending = true;
  clearTimeout(timer);
  try {
    for (let text = waiting()[0]; text !== undefined; text = waiting()[0]) {
      if (!(await deliver(text))) {
        pause = Math.min(Math.max(500, pause * 2), longestPause);
        timer = setTimeout(send, pause);
        return;
      }
      pause = 0;
    }
  } finally {
    isSending = false;
    show();
    const form = afterSending;
    afterSending = null;
    if (form?.isConnected) form.requestSubmit();
  }
}

/** @returns false when it is to be tried again. */
async function deliver(item) {
  const { key, number, field, text } = item;
  let response;
  let body;
  try {
    response = await fetch(`/desk/chats/${number}/${field}`, {
      method: 'POST',
      headers: { Accept: 'application/json', 'X-CSRF-Token': find('meta[name="csrf-token"]').content },
      body: new URLSearchParams({ text, key }),
      signal: AbortSignal.timeout(patience),
    });
    body = await response.json();
  } catch {
    return false;
  }
  isSignedOut = response.status === 401;
  if (isSignedOut) return false;
  if (response.ok) {
    keep(unsent.filter((each) => each.key !== key));
    if (number === openNumber())
      document.dispatchEvent(new CustomEvent('desk:said', { detail: body.markup }));
    return true;
  }
  if (response.status === 429 || response.status >= 500) return false;
  // Somebody signed in anew in another tab: the token is another one.
  if (response.status === 403 && (await renewToken())) return false;
  const fault = body.error?.message ?? '没有发出，请再试一次。';
  keep(unsent.map((each) => (each.key === key ? { ...each, fault } : each)));
  return true;
}

/** @returns whether it is worth trying again. */
async function renewToken() {
  const meta = find('meta[name="csrf-token"]');
  let text;
  try {
    text = await (await fetch('/desk/chats', { headers: { Accept: 'text/html' } })).text();
  } catch {
    return true;
  }
  const page = new DOMParser().parseFromString(text, 'text/html');
  const token = page.querySelector('meta[name="csrf-token"]')?.content;
  // Another person's session must not send what this one wrote.
  if (page.querySelector('#chat-desk')?.dataset.account !== account || token === meta.content) return false;
  meta.content = token;
  return true;
}

function signInLink() {
  const link = document.createElement('a');
  link.href = `/desk/sign-in?next=${encodeURIComponent(location.pathname)}`;
  link.textContent = '重新登录';
  return link;
}

/** What waits stands below what was said; what was refused says why, and can be taken back into the box. */
function show() {
  const list = find('#unsent');
  list?.replaceChildren(...unsent.filter(({ number }) => number === openNumber()).map(entryOf));
  if (list?.lastElementChild) find('#transcript').scrollTop = find('#transcript').scrollHeight;
  showConnection(...standing());
}

/** What stands between what was written and the resident; nothing where all is well. */
function standing() {
  const count = waiting().length;
  const others = [...new Set(unsent.map(({ number }) => number))].filter((number) => number !== openNumber());
  if (isSignedOut) return ['登录已经过期，写好的话还在，请', signInLink(), '。'];
  if (count > 0 && pause > 0) return [`连不上服务器，${count}条等着发出，连上以后会自动发。`];
  return others.length === 0 ? [] : [`给${others.join('、')}号的话还没有发出。`];
}

function entryOf(item) {
  const entry = document.createElement('li');
  entry.className = `said said-${item.field === 'note' ? 'note' : 'operator'} is-unsent`;
  const head = document.createElement('p');
  head.className = 'said-head';
  head.textContent = item.fault === undefined ? '等着发出…' : item.fault;
  const words = document.createElement('p');
  words.className = 'said-text';
  words.textContent = item.text;
  entry.append(head, words);
  if (item.fault !== undefined) {
    entry.classList.add('is-refused');
    head.setAttribute('role', 'alert');
    entry.append(
      button('改一改', () => takeBack(item)),
      button('删掉', () => drop(item)),
    );
  }
  return entry;
}

function button(text, work) {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = 'quiet';
  element.textContent = text;
  element.addEventListener('click', work);
  return element;
}

function drop({ key }) {
  keep(unsent.filter((each) => each.key !== key));
  show();
}

function takeBack(item) {
  const box = document.getElementById(item.field);
  if (box === null) return;
  box.value = box.value === '' ? item.text : `${item.text}\n${box.value}`;
  keepDraft(box);
  drop(item);
  box.focus();
}

function showConnection(...parts) {
  const line = find('#connection');
  line.replaceChildren(...parts);
  line.hidden = line.textContent === '';
}

function showFault(text) {
  const line = find('#chat-fault');
  if (line === null) return;
  line.textContent = text;
  line.hidden = text === '';
}

// What is being written is there again when the operator comes back to the conversation

const draftName = (box) => `wenzheng-draft-${account}-${openNumber()}-${box.id}`;
const forgetDraft = (box) => sessionStorage.removeItem(draftName(box));
const boxes = () => document.querySelectorAll('#reply, #note');

function keepDraft(box) {
  if (box.value === '') forgetDraft(box);
  else sessionStorage.setItem(draftName(box), box.value);
}

function restoreDrafts() {
  for (const box of boxes()) if (box.value === '') box.value = sessionStorage.getItem(draftName(box)) ?? '';
}

document.addEventListener('input', ({ target }) => {
  if (target.matches('#reply, #note')) keepDraft(target);
});

/** Canned replies and the suggestion go where the cursor is. */
document.addEventListener('click', (event) => {
  const link = event.target.closest('a.insert');
  const box = find('#reply');
  if (link === null || box === null) return;
  event.preventDefault();
  isLeaving = false;
  const { selectionStart: start, selectionEnd: end, value } = box;
  const isAfterText = start > 0 && value[start - 1] !== '\n';
  box.setRangeText(`${isAfterText ? '\n' : ''}${link.dataset.text}`, start, end, 'end');
  keepDraft(box);
  find('#canned').open = false;
  box.focus();
});

document.addEventListener('desk:shown', () => {
  restoreDrafts();
  show();
});
document.addEventListener('desk:live', () => {
  isSignedOut = false;
  show();
  void send();
});
document.addEventListener('desk:signed-out', () => {
  isSignedOut = true;
  show();
});
document.addEventListener('desk:gone', ({ detail }) => {
  keep(unsent.filter(({ number }) => number !== detail));
  for (const field of ['reply', 'note'])
    sessionStorage.removeItem(`wenzheng-draft-${account}-${detail}-${field}`);
  show();
});
window.addEventListener('online', () => void send());
window.addEventListener('beforeunload', (event) => {
  // Closing the tab loses it; going to another page of the desk does not.
  if (waiting().length > 0 && !isLeaving) event.preventDefault();
});

restoreDrafts();
show();
void send();
