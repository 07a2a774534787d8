// What the scripts of the look-up share: asking the server, telling the operator, copying.

export const find = (selector) => document.querySelector(selector);

/** The form of the look-up without its token, which goes in a header. */
export function fields(more = {}) {
  const all = [...new FormData(find('#look-up'))].filter(([name, value]) => name !== 'csrf' && value !== '');
  return new URLSearchParams([...all, ...Object.entries(more)]).toString();
}

/** @returns what the server answers; its own sentence is thrown where it refuses. */
export async function post(path, body, signal) {
  const headers = {
    Accept: 'application/json',
    'Content-Type': 'application/x-www-form-urlencoded',
    'X-CSRF-Token': find('meta[name="csrf-token"]').content,
  };
  const response = await fetch(`/desk/look-up/${path}`, { method: 'POST', headers, body, signal });
  const result = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(result.error?.message ?? '暂时查不了，请过一会儿再试。');
  return result;
}

/** What goes wrong is said where the operator looks; what was given up says nothing. */
export async function guarded(control, work) {
  try {
    await work();
    warn('');
  } catch (error) {
    if (!control.signal.aborted)
      warn(error instanceof TypeError ? '连不上服务器，请再试一次。' : error.message);
  }
}

/** Shown until the next thing works. */
function warn(text) {
  const remark = find('#look-up-remark');
  remark.textContent = text;
  remark.hidden = text === '';
}

/** Heard, not seen. */
export function say(text) {
  find('#look-up-status').textContent = text;
}

let toastTimer = 0;

/** Heard, and seen for a moment. */
export function tell(text) {
  say(text);
  const toast = find('#toast');
  toast.textContent = text;
  toast.classList.add('shown');
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => toast.classList.remove('shown'), 2500);
}

/** @returns whether it is in the clipboard. */
export async function copy(text, done) {
  // Over plain http, as in many office networks, a page has no clipboard but the old one.
  const isCopied = navigator.clipboard
    ? await navigator.clipboard.writeText(text).then(
        () => true,
        () => copyOldWay(text),
      )
    : copyOldWay(text);
  tell(isCopied ? done : '浏览器不让复制，请打开“复制用的文字”，选中后按 Ctrl+C。');
  return isCopied;
}

function copyOldWay(text) {
  const { activeElement } = document;
  const area = Object.assign(document.createElement('textarea'), {
    value: text,
    className: 'visually-hidden',
  });
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  activeElement?.focus({ preventScroll: true });
  return isCopied;
}
