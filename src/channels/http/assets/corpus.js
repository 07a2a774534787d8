// The gazettes at the desk: both sides of a clause are marked, a file is handed in, progress is shown.

import { find, followProgress } from './hand-in.js';

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

/* How far a work is. */
const work = find('#work');
if (work !== null && ['waiting', 'running'].includes(work.dataset.state))
  void followProgress(`/desk/corpus/work/${work.dataset.work}/progress`, [300, 500, 700, 1000], showWork);

function showWork({ view, goal, isGoingOn }) {
  // Going back must lead to what was before, not to a work that is done.
  if (goal !== null) {
    window.location.replace(goal);
    return;
  }
  const hadFocus = work.contains(document.activeElement);
  // Markup of this server, in which every text is escaped.
  work.innerHTML = view;
  if (hadFocus || !isGoingOn) work.querySelector('a')?.focus();
}
