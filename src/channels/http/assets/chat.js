// Makes the residents' page answer in place, and shows what the staff write as soon as it is there. Without this script
// the same forms work by loading the page anew. Parts of the page are exchanged for newer ones of the server, so
// nothing is held on to here: elements are looked up when they are needed, and events are heard at the document.

const find = (selector) => document.querySelector(selector);
const box = () => find('#question');

const remembered = 5;
const patience = 60_000;
let asking = false;

document.addEventListener('submit', (event) => {
  const { target: form, submitter } = event;
  const action = submitter?.getAttribute('formaction');
  if (form.id === 'composer' && action) run(event, () => change(action));
  else if (form.id === 'composer') run(event, () => ask(box().value, box()));
  else if (form.matches('.samples')) run(event, () => ask(submitter.value, submitter));
  else if (form.matches('.feedback')) run(event, () => judge(form, submitter));
});

document.addEventListener('keydown', (event) => {
  if (event.target !== box() || event.key !== 'Enter' || event.shiftKey) return;
  // Enter also picks a word in a Chinese input method; Safari reports that one only by the code 229.
  if (event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  find('#composer').requestSubmit();
});

// The question whether it is meant opens at the end of the page, half behind the box. This event does not bubble.
document.addEventListener(
  'toggle',
  ({ target }) => target.matches?.('.records details') && target.scrollIntoView({ block: 'nearest' }),
  true,
);

function run(event, work) {
  event.preventDefault();
  void work();
}

/** Asks, and adds the turn; when that fails, the text stays in the box beside a sentence and a button to retry. */
async function ask(text, origin) {
  const question = text.trim();
  if (asking || question === '') return;
  const isTyped = origin === box();
  setAsking(true);
  showFailure('');
  const pending = addPending(question);
  try {
    const wait = createWait();
    const response = await post('/chat/ask', formOf(question), wait.signal);
    const { markup, kept, handover, topic } = await readAdded(response, pending, wait);
    const entries = parse(markup);
    const read = pending.querySelector('.draft').textContent;
    pending.remove();
    entries.forEach(addEntry);
    find('#composer [name="message"]').value = newKey();
    if (isTyped) box().value = '';
    find('#ways-on').hidden = find('#handover') !== null;
    const turn = entries.findLast((entry) => entry.matches('.turn'));
    if (!kept) remember(turn);
    else if (find('#records') !== null) find('#records').hidden = false;
    await followChange(handover, topic);
    const shown = turn && document.getElementById(turn.id);
    setStatus(shown ? spokenSummary(shown, read) : '已经发给工作人员。');
    if (shown) showTurn(shown, isTyped);
    else focusBox();
  } catch (error) {
    pending.remove();
    // After a sample the box may hold something else that was being written.
    if (box().value.trim() === '') box().value = question;
    setStatus('');
    showFailure(sentenceOf(error, '网络不通或等得太久。问题还在框里，请检查网络后重试。'), true);
    box().focus();
  } finally {
    setAsking(false);
  }
}

/** What the form would send, with the question that is asked; the key is the same when it is sent again. */
function formOf(question) {
  const fields = [...new FormData(find('#composer'))].filter(([name]) => name !== 'q');
  return new URLSearchParams([...fields, ['q', question]]);
}

/** The server's own sentence on why something was not done. */
class RefusedError extends Error {}

function sentenceOf(error, otherwise) {
  return error instanceof RefusedError ? error.message : otherwise;
}

/** Gives up when nothing has been heard for so long. */
function createWait() {
  const control = new AbortController();
  let timer = 0;
  const renew = () => {
    clearTimeout(timer);
    timer = setTimeout(() => control.abort(), patience);
  };
  renew();
  return { signal: control.signal, renew };
}

async function post(path, body, signal = AbortSignal.timeout(patience)) {
  const headers = { Accept: 'text/event-stream, text/html' };
  const response = await fetch(path, { method: 'POST', body, headers, signal });
  if (response.ok) return response;
  const text = await response.text();
  throw new RefusedError(sentenceIn(text) || '暂时办不了，请过一会儿再试。');
}

/** What the page gets: at once, or after the sentences of an answer that is being written. */
async function readAdded(response, pending, wait) {
  const { headers } = response;
  if (!headers.get('Content-Type')?.startsWith('text/event-stream'))
    return {
      markup: await response.text(),
      kept: headers.get('Wenzheng-Kept') !== 'no',
      handover: headers.get('Wenzheng-Handover'),
      topic: headers.get('Wenzheng-Topic'),
    };
  for await (const { event, data } of eventsOf(response, wait)) {
    if (event === 'entries') return data;
    if (event === 'refused') throw new RefusedError(data.message);
    atEnd(() => showDraft(pending, data.text, event === 'replace'));
  }
  throw new Error('the answer was broken off');
}

async function* eventsOf(response, wait) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    wait.renew();
    const blocks = (text + value).split('\n\n');
    text = blocks.pop();
    for (const block of blocks) {
      const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
      if (event !== undefined) yield { event, data: JSON.parse(data) };
    }
  }
}

/** Each sentence is added by itself, so that it alone is read out. */
function showDraft(pending, text, replaces) {
  const draft = pending.querySelector('.draft');
  const sentence = document.createElement('span');
  sentence.textContent = text;
  if (replaces) draft.replaceChildren(sentence);
  else draft.append(sentence);
  pending.querySelector('.waiting').textContent = '还没有写完……（AI生成，仅供参考）';
}

/** A refusal is JSON, or a page that says it in its first paragraph. */
function sentenceIn(text) {
  if (!text.startsWith('{')) return parsePage(text).querySelector('.lead')?.textContent;
  const fault = JSON.parse(text);
  return fault.error?.message ?? fault.answer;
}

/** Written by this server, which escapes every text. */
function parse(markup) {
  const holder = document.createElement('template');
  holder.innerHTML = markup;
  return [...holder.content.children];
}

function parsePage(markup) {
  return new DOMParser().parseFromString(markup, 'text/html');
}

/** Random without crypto.randomUUID, which browsers keep from pages over plain http. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}

/** Adds a turn or a message where it belongs, unless the page has it. */
function addEntry(entry) {
  if (document.getElementById(entry.id)) return;
  const [handover, number] = placeOf(entry);
  const later = [...document.querySelectorAll('.message')].find((other) => {
    const [otherHandover, otherNumber] = placeOf(other);
    return otherHandover === handover && otherNumber > number;
  });
  find('#turns').insertBefore(entry, later ?? null);
}

/** message-12-3 */
function placeOf(entry) {
  return entry.id.split('-').slice(1).map(Number);
}

function addPending(question) {
  const pending = document.createElement('li');
  pending.className = 'turn pending';
  const asked = document.createElement('p');
  asked.className = 'question';
  asked.textContent = question;
  const wait = document.createElement('p');
  wait.className = 'waiting';
  wait.textContent = waitingText();
  // Empty at first: only what comes into a region that is there already is read out.
  const draft = document.createElement('p');
  draft.className = 'draft';
  draft.setAttribute('aria-live', 'polite');
  pending.append(asked, draft, wait);
  find('#turns').append(pending);
  pending.scrollIntoView({ block: 'nearest' });
  setTimeout(() => {
    if (wait.isConnected && wait.textContent === searching) wait.textContent = '还在查，请再等一会儿…';
  }, longWait);
  return pending;
}

const searching = '正在查公报…';
/** Milliseconds after which somebody may think that the page has stopped: a model can be slow. */
const longWait = 6000;

function waitingText() {
  return find('#handover') ? '正在发给工作人员…' : searching;
}

/** Where nothing is kept the page itself carries the question on, as the server shows it: without private numbers. */
function remember(turn) {
  const composer = find('#composer');
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = 'context';
  field.value = turn.querySelector('.question').lastChild.textContent;
  const earlier = [...composer.querySelectorAll('input[name="context"]')];
  if (earlier.length > 0) earlier.at(-1).after(field);
  else composer.prepend(field);
  if (earlier.length >= remembered) earlier[0].remove();
}

function setAsking(value) {
  asking = value;
  if (box() === null) return;
  find('.send').setAttribute('aria-disabled', String(value));
  find('#composer').setAttribute('aria-busy', String(value));
  box().readOnly = value;
  if (value) setStatus(waitingText());
}

function setStatus(text) {
  find('#ask-status').textContent = text;
}

function showFailure(message, canRetry = false) {
  const failure = find('#ask-error');
  failure.replaceChildren(message);
  failure.hidden = message === '';
  if (!canRetry) return;
  const retry = document.createElement('button');
  retry.type = 'submit';
  retry.textContent = '重试';
  failure.append(' ', retry);
}

const words = (text) => text.replaceAll(/[\s•·-]/g, '');

/**
 * What a screen reader says: the short answer and warnings, not every quotation, which can be read at leisure.
 * @param read Sentences that were read out as they came.
 */
function spokenSummary(turn, read) {
  const isRead = words(read) === words(turn.querySelector('.answer-text').textContent);
  const told = isRead ? '.status-title, .notices' : '.status-title, .answer-text, .notices';
  const parts = [...turn.querySelectorAll(told)].map((part) => part.textContent.trim());
  const sources = turn.querySelectorAll('.citation').length;
  if (sources > 0) parts.push(`附${sources}条原文。`);
  return parts.join(' ').replaceAll(/\s+/g, ' ');
}

const isTouched = () => matchMedia('(pointer: coarse)').matches;

/** Whoever types goes on typing; on a phone, or after a sample, the answer comes first and the keyboard goes away. */
function showTurn(turn, isTyped) {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (isTyped && !isTouched()) box().focus({ preventScroll: true });
  else turn.querySelector('.answer').focus({ preventScroll: true });
  turn.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
}

function focusBox() {
  box().focus({ preventScroll: true });
  find('#turns').lastElementChild?.scrollIntoView({ block: 'nearest' });
}

/** 有用 or 没用: the server's buttons take the place of those that were pressed. */
async function judge(form, button) {
  try {
    const body = new URLSearchParams(new FormData(form, button));
    body.append('part', '1');
    const [next] = parse(await (await post(form.action, body)).text());
    form.replaceWith(next);
    next.querySelector(`[value="${button.value}"]`).focus();
  } catch (error) {
    showFailure(sentenceOf(error, '没有记下您的评价，请检查网络后再点一次。'));
  }
}

/** 转人工, 不等了, 换个话题: does it and shows the page as it is then; what is in the box stays. */
async function change(action) {
  try {
    showFailure('');
    const response = await post(action, new URLSearchParams());
    showPage(await response.text());
    const title = find('#handover') ?? find('#turns').lastElementChild;
    setStatus(title?.textContent.trim().replaceAll(/\s+/g, ' ') ?? '');
    find('#turns').lastElementChild?.scrollIntoView({ block: 'nearest' });
    box().focus({ preventScroll: true });
  } catch (error) {
    showFailure(sentenceOf(error, '网络不通，请检查网络后再点一次。'));
  }
}

/** An answer can change more than it adds: a person takes over, another topic begins. */
async function followChange(handover, topic) {
  const { dataset } = find('#chat');
  if (handover === null) return;
  const isNew = handover !== dataset.handover || (dataset.topic !== '' && topic !== dataset.topic);
  dataset.topic = topic;
  if (isNew) await refresh();
}

async function refresh() {
  // With ?earlier the page shows more of the history, and goes on doing so.
  const path = location.pathname === '/' ? `/${location.search}` : '/';
  const response = await fetch(path, { signal: AbortSignal.timeout(patience) });
  const markup = await response.text();
  if (response.ok) atEnd(() => showPage(markup));
}

/** Whoever reads at the end of the conversation goes on reading at its end; whoever reads further up stays there. */
function atEnd(work) {
  const wasAtEnd = window.innerHeight + window.scrollY > document.documentElement.scrollHeight - 300;
  work();
  if (wasAtEnd) find('#turns').lastElementChild?.scrollIntoView({ block: 'nearest' });
}

function showPage(markup) {
  const next = parsePage(markup).querySelector('#chat');
  if (next === null) return;
  // While the office has closed the page there is no box.
  const written = box()?.value ?? '';
  const isWriting = box() !== null && document.activeElement === box();
  const key = find('#composer [name="message"]')?.value;
  find('#chat').replaceWith(document.adoptNode(next));
  // What is on its way, or failed and is tried again, stays the same message.
  if (box() !== null) {
    if (key !== undefined) find('#composer [name="message"]').value = key;
    if (written !== '') box().value = written;
    if (isWriting) box().focus({ preventScroll: true });
    if (asking) setAsking(true);
  }
  follow();
}

/** The stream of messages while a person has the conversation; the browser itself connects again when it breaks. */
let source = null;
let retry = 0;

function follow() {
  source?.close();
  source = null;
  clearTimeout(retry);
  const { handover, place } = find('#chat').dataset;
  if (handover === 'none') return;
  const stream = new EventSource(`/chat/events?after=${place}`);
  source = stream;
  // As long as messages come by themselves, nobody need look for them.
  const isLive = (value) => find('#refresh')?.toggleAttribute('hidden', value);
  stream.addEventListener('open', () => isLive(true));
  stream.addEventListener('message', ({ data, lastEventId }) => {
    find('#chat').dataset.place = lastEventId;
    parse(data).forEach(tell);
  });
  stream.addEventListener('state', ({ data }) => {
    if (data !== find('#chat').dataset.handover) void refreshUntilDone();
  });
  stream.addEventListener('ended', () => {
    stream.close();
    void refreshUntilDone();
  });
  stream.addEventListener('elsewhere', () => {
    stream.close();
    isLive(false);
  });
  stream.addEventListener('error', () => {
    isLive(false);
    // Refused, or not a stream: the browser gives up, this page does not.
    if (stream.readyState === EventSource.CLOSED && source === stream) retry = setTimeout(follow, 5000);
  });
}

async function refreshUntilDone() {
  try {
    await refresh();
  } catch {
    clearTimeout(retry);
    retry = setTimeout(refreshUntilDone, 3000);
  }
}

/** A message that came by itself. */
function tell(entry) {
  if (document.getElementById(entry.id)) return;
  atEnd(() => addEntry(entry));
  if (entry.matches('.message-resident')) return;
  setStatus(entry.textContent.trim().replaceAll(/\s+/g, ' '));
  if (document.hidden) document.title = `（新消息）${title}`;
}

const { title } = document;
document.addEventListener('visibilitychange', () => {
  if (document.hidden) return;
  document.title = title;
  // Another page of the same conversation took its place; now this one is looked at again.
  if (source?.readyState === EventSource.CLOSED) follow();
});
window.addEventListener('pagehide', () => source?.close());
window.addEventListener('pageshow', ({ persisted }) => {
  if (persisted && find('#records')) void refreshUntilDone();
});

follow();
if (location.hash === '') find('#latest')?.nextElementSibling?.scrollIntoView({ block: 'start' });
