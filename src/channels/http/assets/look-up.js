// Looks up while somebody types. The passages follow every stroke, the answer comes when the typing pauses; newer
// requests end older ones, and what comes late is thrown away. What the caller said is only ever posted.

import { fields, find, guarded, post, say } from './look-up-common.js';

const form = find('#look-up');
const box = find('#q');

/** Milliseconds between two searches while typing, and after the last stroke before the answer is asked for. */
const searchEvery = 30;
const answerAfter = 250;

/** Searches on their way, oldest first: on a busy machine all but the last two are given up. */
let searches = [];
let searchNumber = 0;
let shownNumber = 0;
let answering = null;
let searchTimer = 0;
let answerTimer = 0;
let searchedAt = 0;
/** The fields that the shown answer belongs to. */
let answered = '';

form.addEventListener('submit', (event) => {
  const { submitter } = event;
  event.preventDefault();
  if (submitter?.matches('.opens')) void open(submitter);
  else void lookUpNow();
});
// While a Chinese input method is open the letters are not the caller's words.
box.addEventListener('input', (event) => event.isComposing || typed());
box.addEventListener('compositionend', typed);
box.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  void lookUpNow();
});
find('#filters').addEventListener('change', () => {
  keepFilters();
  typed();
});
find('#clear-filters').addEventListener('click', () => {
  clearFilters();
  typed();
  box.focus();
});
document.addEventListener('submit', (event) => {
  if (!event.submitter?.matches('.again')) return;
  event.preventDefault();
  box.value = event.submitter.value;
  void lookUpNow();
});
document.addEventListener('click', (event) => {
  if (event.target.closest('#clear-earlier')) void forget();
  const entry = event.target.closest('#outline a');
  if (!entry) return;
  // The fragment of the address holds the filters.
  event.preventDefault();
  show(find(entry.hash));
});
document.addEventListener('new-call', () => {
  box.value = '';
  clearFilters();
  typed();
  find('#document').replaceChildren(paragraph('选一条结果，原文在这里打开。'));
  window.scrollTo(0, 0);
  box.focus();
});

readFilters();
if (box.value.trim() !== '') answered = fields();

/** The first stroke is searched for at once, the next ones in turn. */
function typed() {
  clearTimeout(searchTimer);
  clearTimeout(answerTimer);
  answering?.abort();
  const isStale = answered !== fields();
  find('#answer').toggleAttribute('data-stale', isStale);
  find('#why').toggleAttribute('data-stale', isStale);
  if (box.value.trim() === '') return empty();
  const wait = Math.max(0, searchedAt + searchEvery - performance.now());
  if (wait === 0) void searchNow();
  else searchTimer = setTimeout(searchNow, wait);
  answerTimer = setTimeout(answerNow, answerAfter);
}

function empty() {
  for (const each of searches) each.abort();
  answered = '';
  for (const part of ['#answer', '#passages', '#why']) {
    find(part).replaceChildren();
    find(part).removeAttribute('data-stale');
  }
  say('');
}

async function searchNow() {
  searchedAt = performance.now();
  const number = (searchNumber += 1);
  const control = new AbortController();
  searches.push(control);
  if (searches.length > 2) searches.shift().abort();
  await guarded(control, async () => {
    const { passages } = await post('search', fields(), control.signal);
    // Results of fewer words than those that are shown already come too late.
    if (control.signal.aborted || number < shownNumber) return;
    shownNumber = number;
    fill('#passages', passages);
  });
  searches = searches.filter((each) => each !== control);
}

async function answerNow() {
  answering?.abort();
  const control = (answering = new AbortController());
  const asked = fields();
  await guarded(control, async () => {
    const { answer, why, earlier } = await post('answer', asked, control.signal);
    if (control.signal.aborted || asked !== fields()) return;
    fill('#answer', answer);
    const wasOpen = find('#near-misses')?.open === true;
    fill('#why', why);
    if (wasOpen && why !== '') find('#near-misses').open = true;
    answered = asked;
    for (const part of ['#answer', '#why']) find(part).removeAttribute('data-stale');
    if (earlier !== null) replaceEarlier(earlier);
    const head = find('#answer .answer-head')?.innerText ?? '';
    say(`${head}。${document.querySelectorAll('#passages > .passages > li').length}条相近的条文。`);
  });
}

/** What Enter does: no waiting, and to what is read out. */
async function lookUpNow() {
  clearTimeout(searchTimer);
  clearTimeout(answerTimer);
  if (box.value.trim() === '') return empty();
  const isThere = answered === fields() && find('#answer-read-out') !== null;
  if (!isThere) await Promise.all([searchNow(), answerNow()]);
  if (answered === fields()) find('#answer-read-out')?.focus();
}

async function open(button) {
  await guarded(new AbortController(), async () => {
    const { document: shown } = await post('document', fields({ open: button.value }));
    fill('#document', shown);
    for (const other of document.querySelectorAll('.opens[aria-current]'))
      other.removeAttribute('aria-current');
    const isMove = button.closest('#document') !== null;
    if (!isMove) button.setAttribute('aria-current', 'true');
    find('#opened-title').focus({ preventScroll: true });
    bringIntoView(isMove ? null : find('#document .is-cited'));
  });
}

/** Beside the results the document scrolls by itself, and what is read out stays where it is. */
function bringIntoView(cited) {
  const beside = find('.beside');
  const target = cited ?? find('#document');
  if (getComputedStyle(beside).overflowY === 'auto') {
    const above = cited === null ? 0 : beside.clientHeight / 3;
    beside.scrollTop += target.getBoundingClientRect().top - beside.getBoundingClientRect().top - above;
  } else target.scrollIntoView({ block: cited === null ? 'start' : 'center' });
}

async function forget() {
  await guarded(new AbortController(), async () => {
    replaceEarlier((await post('forget', '')).earlier);
    find('#earlier summary').focus();
  });
}

function replaceEarlier(markup) {
  const wasOpen = find('#earlier').open;
  find('#earlier').outerHTML = markup;
  find('#earlier').open = wasOpen;
}

/** Markup of this server, in which every text is escaped. The focus stays where it was in the list. */
function fill(selector, markup) {
  const place = find(selector);
  const { activeElement } = document;
  const focused = place.contains(activeElement) ? activeElement.value : undefined;
  place.innerHTML = markup;
  if (focused !== undefined)
    [...place.querySelectorAll('.opens')].find(({ value }) => value === focused)?.focus();
}

function show(element) {
  element?.scrollIntoView({ block: 'start' });
  element?.setAttribute('tabindex', '-1');
  element?.focus({ preventScroll: true });
}

function paragraph(text) {
  return Object.assign(document.createElement('p'), { className: 'nothing', textContent: text });
}

/** The names of filters tell nothing of a caller: they may stand in the address, so that going back finds them again. */
function keepFilters() {
  const kept = [...new FormData(form)].filter(
    ([name, value]) => value !== '' && !['csrf', 'q'].includes(name),
  );
  history.replaceState(
    null,
    '',
    `${location.pathname}${kept.length === 0 ? '' : `#${new URLSearchParams(kept)}`}`,
  );
  showActive();
}

function readFilters() {
  for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
    const field = form.elements.namedItem(name);
    if (field?.closest?.('#filters')) field.value = value;
  }
  showActive();
}

function clearFilters() {
  for (const field of find('#filters').querySelectorAll('select, input')) field.value = '';
  keepFilters();
}

/** A filter that was forgotten gives wrong answers to the next caller: it is always in sight. */
function showActive() {
  const fieldsOf = [...find('#filters').querySelectorAll('select, input')].filter(
    ({ value }) => value !== '',
  );
  const names = fieldsOf.map((field) => field.selectedOptions?.[0]?.textContent ?? `按${field.value}`);
  find('#active-filters').textContent = names.length === 0 ? '' : `：${names.join('，')}`;
}
