// A table that is handed in: told at once when it is too large, then how far it is.

const find = (selector) => document.querySelector(selector);
const form = find('#upload-form');
const pauses = [500, 1000, 1000, 2000];

form?.addEventListener('submit', (event) => {
  const [file] = find('#file').files;
  const most = Number(form.dataset.mostBytes);
  const isTooLarge = file !== undefined && file.size > most;
  const fault = find('#file-fault');
  fault.hidden = !isTooLarge;
  fault.textContent = isTooLarge ? `文件超过 ${most / 1024 / 1024} MB，没有上传，请拆成小一些的文件。` : '';
  if (isTooLarge) {
    event.preventDefault();
    return;
  }
  const button = form.querySelector('button[type="submit"]');
  // Pressed twice it would be handed in twice. Not `disabled`: the focus would be lost.
  if (button.getAttribute('aria-disabled') === 'true') event.preventDefault();
  button.setAttribute('aria-disabled', 'true');
  button.textContent = '正在上传……';
});
// Back from the next page, the form can be used again.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) window.location.reload();
});

const job = find('#job');
if (job !== null && ['waiting', 'running'].includes(job.dataset.state)) void followTable();

async function followTable() {
  let state = job.dataset.state;
  for (let times = 0; ; times += 1) {
    await new Promise((resolve) => setTimeout(resolve, pauses[Math.min(times, pauses.length - 1)]));
    const answer = await ask();
    if (answer === null) continue;
    if (answer.state !== state || answer.isGone) find('#said').textContent = answer.said;
    state = answer.state;
    show(answer);
    if (!answer.isGoingOn) return;
  }
}

/** null: not now, the next time perhaps. */
async function ask() {
  try {
    const response = await fetch(`/desk/eligibility/batch/${job.dataset.job}/progress`, {
      headers: { Accept: 'application/json' },
    });
    const answer = await response.json();
    if (response.ok) return answer;
    if (response.status >= 500) return null;
    const { message } = answer.error;
    const fault = document.createElement('p');
    fault.className = 'desk-fault';
    fault.textContent = message;
    return { isGone: true, isGoingOn: false, state: 'gone', said: message, view: fault.outerHTML };
  } catch {
    return null;
  }
}

/** Somebody may be about to press the button to cancel: while only the figures change, it stays the same one. */
function show({ state, view, isGoingOn }) {
  const next = document.createElement('div');
  // Markup of this server, in which every text is escaped.
  next.innerHTML = view;
  job.dataset.state = state;
  const bar = job.querySelector('progress');
  if (!isGoingOn || bar === null) {
    const hadFocus = job.contains(document.activeElement);
    job.replaceChildren(...next.childNodes);
    if (hadFocus) job.querySelector('a, button')?.focus();
    return;
  }
  bar.value = next.querySelector('progress').value;
  job.querySelector('.batch-going').replaceWith(next.querySelector('.batch-going'));
}
