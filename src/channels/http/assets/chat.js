// Makes the residents' page answer in place. Without this script the same form works by loading a new page;
// what the script keeps between questions is therefore kept in the form itself, in its hidden fields.

const composer = document.querySelector('#composer');
const samples = document.querySelector('.samples');
const box = document.querySelector('#question');
const send = composer.querySelector('.send');
const turns = document.querySelector('#turns');
const status = document.querySelector('#ask-status');
const failure = document.querySelector('#ask-error');
const restart = document.querySelector('#restart');

const remembered = 5;
const patience = 60_000;
let asking = false;

composer.addEventListener('submit', (event) => {
  event.preventDefault();
  void ask(box.value, box);
});

samples?.addEventListener('submit', (event) => {
  event.preventDefault();
  void ask(event.submitter.value, event.submitter);
});

box.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey) return;
  // Enter also picks a word in a Chinese input method; Safari reports that one only by the code 229.
  if (event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  composer.requestSubmit();
});

/** Asks, and adds the turn; when that fails, the text stays in the box beside a sentence and a button to retry. */
async function ask(text, origin) {
  const question = text.trim();
  if (asking || question === '') return;
  setAsking(true);
  showFailure('');
  const pending = addPending(question);
  try {
    const markup = await fetchTurn(question);
    const holder = document.createElement('template');
    holder.innerHTML = markup; // written by this server, which escapes every text
    const turn = holder.content.firstElementChild;
    pending.replaceWith(turn);
    // As the server shows it: cleaned, and without private numbers.
    remember(turn.querySelector('.question').lastChild.textContent);
    if (origin === box) box.value = '';
    restart.hidden = false;
    status.textContent = spokenSummary(turn);
    showTurn(turn, origin);
  } catch (error) {
    pending.remove();
    // After a sample the box may hold something else that was being written.
    if (box.value.trim() === '') box.value = question;
    status.textContent = '';
    showFailure(
      error instanceof RefusedError ? error.message : '网络不通或等得太久。问题还在框里，请检查网络后重试。',
    );
    box.focus();
  } finally {
    setAsking(false);
  }
}

/** The server's own sentence on why there is no answer. */
class RefusedError extends Error {}

async function fetchTurn(question) {
  const context = [...composer.querySelectorAll('input[name="context"]')].map((field) => field.value);
  const response = await fetch('/api/ask', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'text/html' },
    body: JSON.stringify({ q: question, context }),
    signal: AbortSignal.timeout(patience),
  });
  if (response.ok) return response.text();
  const fault = await response.json().catch(() => ({}));
  throw new RefusedError(
    fault.error?.message ?? fault.answer ?? '暂时答不了，问题还在框里，请过一会儿再试。',
  );
}

function addPending(question) {
  const pending = document.createElement('li');
  pending.className = 'turn pending';
  const asked = document.createElement('p');
  asked.className = 'question';
  asked.textContent = question;
  const wait = document.createElement('p');
  wait.className = 'waiting';
  wait.textContent = '正在查公报…';
  pending.append(asked, wait);
  turns.append(pending);
  pending.scrollIntoView({ block: 'nearest' });
  return pending;
}

function remember(question) {
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = 'context';
  field.value = question;
  const earlier = [...composer.querySelectorAll('input[name="context"]')];
  if (earlier.length > 0) earlier.at(-1).after(field);
  else composer.prepend(field);
  if (earlier.length >= remembered) earlier[0].remove();
}

function setAsking(value) {
  asking = value;
  send.setAttribute('aria-disabled', String(value));
  composer.setAttribute('aria-busy', String(value));
  box.readOnly = value;
  if (value) status.textContent = '正在查公报…';
}

function showFailure(message) {
  failure.replaceChildren();
  failure.hidden = message === '';
  if (message === '') return;
  const retry = document.createElement('button');
  retry.type = 'submit';
  retry.textContent = '重试';
  failure.append(message, ' ', retry);
}

/** What a screen reader says: the short answer and warnings, not every quotation, which can be read at leisure. */
function spokenSummary(turn) {
  const parts = [...turn.querySelectorAll('.status-title, .answer-text, .notices')].map((part) =>
    part.textContent.trim(),
  );
  const sources = turn.querySelectorAll('.citation').length;
  if (sources > 0) parts.push(`附${sources}条原文。`);
  return parts.join(' ').replaceAll(/\s+/g, ' ');
}

/** Whoever types goes on typing; on a phone, or after a sample, the answer comes first and the keyboard goes away. */
function showTurn(turn, origin) {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (origin === box && !matchMedia('(pointer: coarse)').matches) box.focus({ preventScroll: true });
  else turn.querySelector('.answer').focus({ preventScroll: true });
  turn.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
}
