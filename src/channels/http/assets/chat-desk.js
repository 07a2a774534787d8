// Keeps the page of handed-over conversations as it is in the store: the queue, what residents say, who takes what. What
// the operator writes is sent by chat-desk-replies.js; keys are in chat-desk-keys.js. Without scripts the same page works
// by loading it anew.

const find = (selector) => document.querySelector(selector);
const conversation = () => find('#conversation');
const patience = 20_000;

let stream = null;
let retry = 0;

function follow() {
  stream?.close();
  clearTimeout(retry);
  const { number, place } = conversation().dataset;
  const query = number === undefined ? '' : `?open=${number}&after=${place}`;
  const current = new EventSource(`/desk/chats/events${query}`);
  stream = current;
  current.addEventListener('open', () => setLive(true));
  current.addEventListener('queue', ({ data }) => showQueue(data));
  current.addEventListener('message', ({ data, lastEventId }) => {
    conversation().dataset.place = lastEventId;
    parse(data).forEach(addSaid);
  });
  current.addEventListener('state', ({ data }) => {
    if (data === 'gone') showGone();
    else if (data !== conversation().dataset.state) void refresh();
  });
  current.addEventListener('elsewhere', () => {
    current.close();
    setLive(false);
    tell('别的标签页也开着这一页，这里不再自动更新。');
  });
  current.addEventListener('error', () => {
    setLive(false);
    // Refused, or not a stream: the browser gives up, this page does not.
    if (current.readyState === EventSource.CLOSED && stream === current)
      retry = setTimeout(followAgain, 3000);
  });
}

/** Finds out why there is no stream: the browser does not tell. */
async function followAgain() {
  try {
    const { status } = await fetch('/desk/chats', { headers: { Accept: 'application/json' } });
    if (status === 401 || status === 403) {
      document.dispatchEvent(new CustomEvent('desk:signed-out'));
      // Somebody may sign in again in another tab.
      retry = setTimeout(followAgain, 5000);
      return;
    }
  } catch {
    // The next attempt tells.
  }
  follow();
}

function setLive(isLive) {
  find('#refresh').hidden = isLive;
  if (isLive) document.dispatchEvent(new CustomEvent('desk:live'));
}

/** Written by this server, which escapes every text. */
function parse(markup) {
  const holder = document.createElement('template');
  holder.innerHTML = markup;
  return [...holder.content.children];
}

function tell(text) {
  find('#desk-status').textContent = text;
}

// The queue

const { title } = document;
const told = new Set(alertsOf(find('#queue')));

function alertsOf(queue) {
  return queue.dataset.alerts.split(' ').filter(Boolean);
}

function showQueue(markup) {
  const [next] = parse(markup);
  const focused = document.activeElement?.closest('#queue a')?.id;
  find('#queue').replaceWith(next);
  if (focused !== undefined) document.getElementById(focused)?.focus();
  showCount();
  for (const alert of alertsOf(next)) {
    if (told.has(alert)) continue;
    told.add(alert);
    announce(alert);
  }
}

function showCount() {
  const { count } = find('#queue').dataset;
  document.title = count === '0' ? title : `(${count}) ${title}`;
}

/** waiting-12, message-12-3: only the number is told, since notifications are shown to everybody in the room. */
function announce(alert) {
  const [kind, number] = alert.split('-');
  const text = kind === 'waiting' ? `${number}号在等工作人员` : `${number}号有新的话`;
  const isBefore = number === conversation().dataset.number && document.visibilityState === 'visible';
  if (isBefore && kind === 'message') return;
  tell(text);
  if (isOn('sound')) beep();
  if (!isOn('notify') || !('Notification' in window) || Notification.permission !== 'granted') return;
  const notification = new Notification('问政工作台', { body: text, tag: `${kind}-${number}` });
  notification.addEventListener('click', () => {
    window.focus();
    location.assign(`/desk/chats/${number}`);
  });
}

// Notifications and sound, each only where somebody has asked for it

const isOn = (name) => localStorage.getItem(`wenzheng-${name}`) === 'on';
const turn = (name, value) => localStorage.setItem(`wenzheng-${name}`, value ? 'on' : 'off');

function showSwitches() {
  const notify = find('#notify');
  notify.hidden = !('Notification' in window);
  const isNotifying = isOn('notify') && !notify.hidden && Notification.permission === 'granted';
  notify.textContent = isNotifying ? '桌面通知：开' : '桌面通知：关';
  notify.setAttribute('aria-pressed', String(isNotifying));
  const sound = find('#sound');
  sound.hidden = false;
  sound.textContent = isOn('sound') ? '提示音：开' : '提示音：关';
  sound.setAttribute('aria-pressed', String(isOn('sound')));
}

find('#notify').addEventListener('click', async () => {
  const wanted = find('#notify').getAttribute('aria-pressed') !== 'true';
  if (wanted && (await Notification.requestPermission()) !== 'granted')
    tell('浏览器没有允许通知，请在浏览器的设置里允许。');
  turn('notify', wanted);
  showSwitches();
});
find('#sound').addEventListener('click', () => {
  turn('sound', !isOn('sound'));
  showSwitches();
  if (isOn('sound')) beep();
});

function beep() {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  volume.gain.value = 0.1;
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.15);
  tone.addEventListener('ended', () => void audio.close());
}

// The conversation that is open

function addSaid(entry) {
  if (document.getElementById(entry.id) || find('#said') === null) return;
  const number = numberOf(entry);
  const later = [...find('#said').querySelectorAll('.said')].find((other) => numberOf(other) > number);
  atEnd(() => find('#said').insertBefore(entry, later ?? null));
  if (!entry.matches('.said-resident')) return;
  tell(entry.textContent.trim().replaceAll(/\s+/g, ' '));
  void renewSuggestion();
}

/** message-12-3 */
function numberOf(entry) {
  return Number(entry.id.split('-')[2]);
}

/** Whoever reads at the end goes on reading at its end; whoever reads further up stays there. */
function atEnd(work) {
  const box = find('#transcript');
  const last = find('#said').lastElementChild;
  const wasAtEnd = isScrolled(box)
    ? box.scrollTop + box.clientHeight > box.scrollHeight - 80
    : last === null || last.getBoundingClientRect().top < window.innerHeight;
  work();
  if (wasAtEnd) showEnd();
}

function showEnd() {
  const box = find('#transcript');
  if (box === null) return;
  if (isScrolled(box)) box.scrollTop = box.scrollHeight;
  else find('#said').lastElementChild?.scrollIntoView({ block: 'nearest' });
}

/** On a narrow or low screen it is the page that is scrolled. */
function isScrolled(box) {
  return getComputedStyle(box).overflowY === 'auto';
}

async function renewSuggestion() {
  const { number, own } = conversation().dataset;
  if (own !== 'yes') return;
  try {
    const response = await fetch(`/desk/chats/${number}/suggestion`, {
      signal: AbortSignal.timeout(patience),
    });
    const [card] = response.ok ? parse(await response.text()) : [];
    if (card && conversation().dataset.number === number) find('#suggestion')?.replaceWith(card);
  } catch {
    // The one before stands, with the question that it answers.
  }
}

/** Somebody took it, or it has ended: shown as it is now, without losing what is being written. */
async function refresh() {
  try {
    const response = await fetch(location.pathname, {
      headers: { Accept: 'text/html' },
      signal: AbortSignal.timeout(patience),
    });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const next = page.querySelector('#conversation');
    if (next === null) return;
    const written = [...document.querySelectorAll('#conversation textarea')].map(({ id, value }) => [
      id,
      value,
    ]);
    const focused = document.activeElement?.id;
    conversation().replaceWith(document.adoptNode(next));
    for (const [id, value] of written) {
      const box = document.getElementById(id);
      if (box && box.value === '') box.value = value;
    }
    if (focused) (document.getElementById(focused) ?? find('#conversation-title'))?.focus();
    tell(find('.chat-standing')?.textContent ?? conversation().textContent.trim());
    document.dispatchEvent(new CustomEvent('desk:shown'));
    showEnd();
    follow();
  } catch {
    clearTimeout(retry);
    retry = setTimeout(refresh, 3000);
  }
}

/** The resident had everything deleted: nothing of it stays on the screen. */
function showGone() {
  const { number } = conversation().dataset;
  const remark = document.createElement('p');
  remark.id = 'gone';
  remark.setAttribute('role', 'alert');
  remark.textContent = `${number}号居民删除了自己的全部记录，这个对话没有了。`;
  conversation().className = 'chat-pane chat-none';
  conversation().replaceChildren(remark);
  delete conversation().dataset.number;
  document.dispatchEvent(new CustomEvent('desk:gone', { detail: number }));
  follow();
}

document.addEventListener('desk:said', ({ detail }) => parse(detail).forEach(addSaid));
document.addEventListener('visibilitychange', () => {
  // Another page of the same session took its place; now this one is looked at again.
  if (!document.hidden && stream?.readyState === EventSource.CLOSED) follow();
});
window.addEventListener('pagehide', () => stream?.close());
window.addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload();
});

showSwitches();
showCount();
showEnd();
follow();
