// What pages share where a file is handed in: told at once when it is too large, sent once, then how far it is.

export const find = (selector) => document.querySelector(selector);

const form = find('#upload-form');
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

/**
 * Asks how far it is until it has ended.
 * @param path of the progress
 * @param pauses milliseconds before each time of asking; the last one goes on
 * @param show gets each answer: {isGoingOn, said, view, …}; one that is not there any more has ended with a sentence
 */
export async function followProgress(path, pauses, show) {
  let said = '';
  for (let times = 0; ; times += 1) {
    await new Promise((resolve) => setTimeout(resolve, pauses[Math.min(times, pauses.length - 1)]));
    const answer = await ask(path);
    if (answer === null) continue;
    if (answer.said !== said) find('#said').textContent = answer.said;
    said = answer.said;
    show(answer);
    if (!answer.isGoingOn) return;
  }
}

/** null: not now, the next time perhaps. */
async function ask(path) {
  try {
    const response = await fetch(path, { headers: { Accept: 'application/json' } });
    const answer = await response.json();
    if (response.ok) return answer;
    if (response.status >= 500) return null;
    const { message } = answer.error;
    const fault = document.createElement('p');
    fault.className = 'desk-fault';
    fault.textContent = message;
    return { isGoingOn: false, state: 'gone', goal: null, said: message, view: fault.outerHTML };
  } catch {
    return null;
  }
}
