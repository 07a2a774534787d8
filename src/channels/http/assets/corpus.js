// The gazettes at the desk: both sides of a clause are marked, a file that is too large is told at once, progress is shown.

const find = (selector) => document.querySelector(selector);
const pauses = [300, 500, 700, 1000];

/* Source and clauses: whichever side was followed, the other one is marked and shown too. */
const [source, clauses] = [find('#source'), find('#clauses')];
if (source !== null && clauses !== null) {
  window.addEventListener('hashchange', mark);
  mark();
}

function mark() {
  for (const marked of document.querySelectorAll('.is-marked')) marked.classList.remove('is-marked');
  const number = /^#(?:source|clause)-(\d+)$/.exec(window.location.hash)?.[1];
  if (number === undefined) return;
  const lines = [...source.querySelectorAll(`[data-clauses~="${number}"]`)];
  const clause = find(`#clause-${number}`);
  for (const each of [...lines, clause]) each?.classList.add('is-marked');
  show(source, lines[0]);
  show(clauses, clause);
}

/** Scrolls within the pane alone: the page stays where it is. */
function show(pane, element) {
  if (element === undefined || element === null) return;
  const [outer, inner] = [pane.getBoundingClientRect(), element.getBoundingClientRect()];
  if (inner.top < outer.top + 32 || inner.bottom > outer.bottom - 32)
    pane.scrollTop += inner.top - outer.top - Math.min(96, outer.height / 4);
}

/* A link to the form of a field opens it. */
const open = () => {
  const id = decodeURIComponent(window.location.hash.slice(1));
  const target = id === '' ? null : document.getElementById(id);
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
    target.querySelector('input:not([type="hidden"]), select')?.focus();
  }
};
window.addEventListener('hashchange', open);
open();

/* Handing in a file. */
const form = find('#upload-form');
form?.addEventListener('submit', (event) => {
  const [file] = find('#file').files;
  const most = Number(form.dataset.mostBytes);
  const isTooLarge = file !== undefined && file.size > most;
  const fault = find('#file-fault');
  fault.hidden = !isTooLarge;
  fault.textContent = isTooLarge ? `文件超过 ${most / 1024 / 1024} MB，没有上传，请拆成几个文件再上传。` : '';
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
window.addEventListener('pageshow', (event) => {
  if (event.persisted) window.location.reload();
});

/* How far a work is. */
const work = find('#work');
if (work !== null && ['waiting', 'running'].includes(work.dataset.state)) void followWork();

async function followWork() {
  let said = '';
  for (let times = 0; ; times += 1) {
    await new Promise((resolve) => setTimeout(resolve, pauses[Math.min(times, pauses.length - 1)]));
    const answer = await ask();
    if (answer === null) continue;
    if (answer.said !== said) find('#said').textContent = answer.said;
    said = answer.said;
    if (answer.goal !== null) {
      // Going back must lead to what was before, not to a work that is done.
      window.location.replace(answer.goal);
      return;
    }
    showWork(answer);
    if (!answer.isGoingOn) return;
  }
}

/** null: not now, the next time perhaps. */
async function ask() {
  try {
    const response = await fetch(`/desk/corpus/work/${work.dataset.work}/progress`, {
      headers: { Accept: 'application/json' },
    });
    const answer = await response.json();
    if (response.ok) return answer;
    if (response.status >= 500) return null;
    const { message } = answer.error;
    const fault = document.createElement('p');
    fault.className = 'desk-fault';
    fault.textContent = message;
    return { isGoingOn: false, said: message, goal: null, view: fault.outerHTML };
  } catch {
    return null;
  }
}

function showWork({ view, isGoingOn }) {
  const hadFocus = work.contains(document.activeElement);
  // Markup of this server, in which every text is escaped.
  work.innerHTML = view;
  if (hadFocus || !isGoingOn) work.querySelector('a')?.focus();
}
