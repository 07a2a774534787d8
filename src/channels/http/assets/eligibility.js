// The result follows every change of the form. What was filled in is only ever posted.

const find = (selector) => document.querySelector(selector);
const form = find('#facts');
const result = find('#result');
const calculateAfter = 200;
let timer = 0;
let asking = null;

for (const event of ['input', 'change'])
  form?.addEventListener(event, (happened) => {
    // While a Chinese input method is open the letters are not the words.
    if (happened.isComposing || happened.target.id === 'caseNumber') return;
    clearTimeout(timer);
    result.toggleAttribute('data-stale', true);
    timer = setTimeout(calculate, calculateAfter);
  });
form?.addEventListener('submit', (event) => {
  if (event.submitter?.hasAttribute('formaction')) return;
  event.preventDefault();
  clearTimeout(timer);
  void calculate();
});
result?.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="#fact-"]');
  if (link === null) return;
  event.preventDefault();
  goTo(link.hash.slice(1));
});

async function calculate() {
  asking?.abort();
  const control = (asking = new AbortController());
  try {
    const response = await fetch('/desk/eligibility/result', {
      method: 'POST',
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/x-www-form-urlencoded',
        'X-CSRF-Token': find('meta[name="csrf-token"]').content,
      },
      body: new URLSearchParams(new FormData(form)).toString(),
      signal: control.signal,
    });
    const answer = await response.json().catch(() => ({}));
    if (control.signal.aborted) return;
    if (!response.ok) throw new Error(answer.error?.message ?? '暂时算不了，请过一会儿再试。');
    // Markup of this server, in which every text is escaped.
    result.innerHTML = answer.result;
    result.removeAttribute('data-stale');
    markNext(find('#result .result').dataset);
    find('#said').textContent = find('#result .verdict').textContent;
    warn('');
  } catch (error) {
    if (!control.signal.aborted)
      warn(error instanceof TypeError ? '连不上服务器，请再试一次。' : error.message);
  }
}

/** What can change the result now leaves the folded part, and the question that would help most is marked. */
function markNext({ next, missing }) {
  const wanted = missing.split(' ');
  for (const fact of document.querySelectorAll('.case-fact')) {
    const { key } = fact.dataset;
    fact.classList.toggle('is-next', key === next);
    const folded = fact.closest('details');
    if (folded !== null && wanted.includes(key) && !folded.contains(document.activeElement))
      folded.before(fact);
  }
}

function goTo(id) {
  const field = document.getElementById(id);
  if (field === null) return;
  const folded = field.closest('details');
  if (folded !== null) folded.open = true;
  field.focus();
}

function warn(text) {
  const fault = find('#fault');
  fault.textContent = text;
  fault.hidden = text === '';
}
