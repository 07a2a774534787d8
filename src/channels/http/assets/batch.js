// A table that is handed in, then how far it is.

import { find, followProgress } from './hand-in.js';

const job = find('#job');
if (job !== null && ['waiting', 'running'].includes(job.dataset.state))
  void followProgress(`/desk/eligibility/batch/${job.dataset.job}/progress`, [500, 1000, 1000, 2000], show);

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
