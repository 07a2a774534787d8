// A calculator beside the call: filled in from what the caller says, worked out anew with every change.

import { fields, find, guarded, post, tell } from './look-up-common.js';

const section = find('#calculation');
const calculateAfter = 150;
let timer = 0;
let asking = null;

find('#show-calculation').addEventListener('click', () => openCalculation());
find('#close-calculation').addEventListener('click', closeCalculation);
find('#calculator').addEventListener('change', ({ target }) => void openCalculation(target.value, target));
for (const event of ['input', 'change'])
  section.addEventListener(event, ({ target }) => {
    if (target.closest('#facts') === null) return;
    clearTimeout(timer);
    timer = setTimeout(calculate, calculateAfter);
  });
section.addEventListener('submit', (event) => {
  event.preventDefault();
  void calculate();
});
section.addEventListener('click', ({ target }) => {
  const wanted = target.closest('.wanted')?.dataset.fact;
  const field = wanted === undefined ? null : document.getElementById(wanted);
  if (field === null) return;
  const folded = field.closest('details');
  if (folded !== null) folded.open = true;
  field.focus();
});
document.addEventListener('new-call', () => {
  section.hidden = true;
  find('#calculator-form').replaceChildren();
});

/** @param scheme '' for the one that the words in the box are about. @param focus what has the focus afterwards. */
export async function openCalculation(scheme = '', focus = null) {
  await guarded(new AbortController(), async () => {
    const { calculator } = await post('calculator', fields({ scheme }));
    find('#calculator-form').innerHTML = calculator;
    section.hidden = false;
    const shown = find('#calculator-form [data-scheme]')?.dataset.scheme;
    if (shown) find('#calculator').value = shown;
    section.scrollIntoView({ block: 'nearest' });
    (focus ?? find('#facts input:not([type="hidden"]), #facts select') ?? find('#calculator')).focus();
  });
}

export function closeCalculation() {
  section.hidden = true;
  find('#q').focus();
}

async function calculate() {
  asking?.abort();
  const control = (asking = new AbortController());
  const facts = new URLSearchParams(new FormData(find('#facts')));
  if (find('#asOf').value !== '') facts.set('asOf', find('#asOf').value);
  await guarded(control, async () => {
    const { result } = await post('calculation', facts.toString(), control.signal);
    if (!control.signal.aborted) find('#calculation-result').innerHTML = result;
  });
}

// The rules of another day are other rules.
find('#asOf').addEventListener('change', () => {
  if (section.hidden || find('#facts') === null) return;
  tell('按新的日期重新计算。');
  void calculate();
});
