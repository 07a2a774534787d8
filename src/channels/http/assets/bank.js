// An entry of the question bank: what is wrong is said while somebody types. Proposals: all that fit are chosen at once.
const form = document.getElementById('entry-form');
const pause = 500;

if (form) {
  let timer;
  let running = null;
  const check = async () => {
    running?.abort();
    running = new AbortController();
    const body = new FormData(form);
    body.set('do', 'check');
    try {
      const response = await fetch(form.action, {
        method: 'POST',
        body: new URLSearchParams(body),
        headers: { Accept: 'text/html' },
        signal: running.signal,
      });
      if (response.redirected || !response.headers.get('Content-Type')?.includes('html')) return;
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      for (const shown of form.querySelectorAll('[data-live]')) {
        const now = page.getElementById(shown.id);
        if (now && now.innerHTML !== shown.innerHTML) shown.replaceChildren(...now.childNodes);
      }
      form.dataset.checked = String(Number(form.dataset.checked ?? 0) + 1);
    } catch {
      // The next key tries again; publishing checks in any case.
    }
  };
  form.addEventListener('input', (event) => {
    if (!['ask', 'also', 'answer'].includes(event.target.name)) return;
    clearTimeout(timer);
    timer = setTimeout(check, pause);
  });
  form.addEventListener('submit', (event) => {
    const pressed = event.submitter?.value;
    if (pressed !== 'save' && pressed !== 'preview') return;
    event.submitter.setAttribute('aria-busy', 'true');
  });
  document.getElementById('trial')?.scrollIntoView({ block: 'center' });
}

const all = document.getElementById('select-all');
if (all) {
  all.closest('.select-all').hidden = false;
  all.addEventListener('change', () => {
    for (const box of document.querySelectorAll('#proposals-form [name="ids"][data-fit]'))
      box.checked = all.checked;
  });
}
