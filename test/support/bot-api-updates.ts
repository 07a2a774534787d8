/**
 * How updates reach the bot: getUpdates with a real long poll and offsets, or a webhook that is called until it
 * answers 2xx, one update of a chat at a time.
 * @module
 */
import { BotApiRefusal, type Parameters, isRecord } from './bot-api-chats.ts';

export interface RawUpdate extends Record<string, unknown> {
  update_id: number;
}

export interface WebhookDelivery {
  readonly updateId: number;
  /** 0: no response. */
  readonly status: number;
  readonly at: number;
}

interface Waiting {
  readonly finish: (updates: RawUpdate[]) => void;
  readonly refuse: (refusal: BotApiRefusal) => void;
}

const neverByDefault = ['chat_member', 'message_reaction', 'message_reaction_count'];

export class BotApiUpdates {
  /** Not confirmed yet. */
  #pending: RawUpdate[] = [];
  /** Delivered again although they were confirmed. */
  #again: RawUpdate[] = [];
  readonly #all = new Map<number, RawUpdate>();
  #poll: Waiting | null = null;
  #allowed: readonly string[] | null = null;
  #nextId = 100_000_001;
  #webhook: { url: string; secret: string | null } | null = null;
  #targets: readonly string[] = [];
  #turn = 0;
  readonly #busyChats = new Set<string>();
  #closed = false;
  readonly #controller = new AbortController();
  readonly deliveries: WebhookDelivery[] = [];
  /** Wait before an update that was not taken is delivered again. */
  retryMs = 100;

  get webhook(): { url: string; secret: string | null } | null {
    return this.#webhook;
  }

  get allowed(): readonly string[] | null {
    return this.#allowed;
  }

  /** Confirmed by an offset or by a 2xx of the webhook when it is not among them. */
  get pendingIds(): number[] {
    return this.#pending.map(({ update_id }) => update_id);
  }

  push(fields: Record<string, unknown>): number {
    const update: RawUpdate = { update_id: this.#nextId, ...fields };
    if (Number.isSafeInteger(update.update_id)) this.#nextId = Math.max(this.#nextId, update.update_id) + 1;
    const kind = Object.keys(fields).find((key) => key !== 'update_id') ?? '';
    if (this.#allowed ? !this.#allowed.includes(kind) : neverByDefault.includes(kind))
      return update.update_id;
    this.#all.set(update.update_id, update);
    this.#pending.push(update);
    this.#wake();
    return update.update_id;
  }

  redeliver(updateId: number): void {
    const update = this.#all.get(updateId);
    if (!update) throw new Error(`no update ${updateId}`);
    this.#again.push(update);
    this.#wake();
  }

  /** Spreads the deliveries over several addresses, as a load balancer in front of several processes does. */
  spread(targets: readonly string[]): void {
    this.#targets = targets;
  }

  setWebhook(parameters: Parameters): true {
    const { url, secret_token: secret, max_connections: connections } = parameters;
    if (typeof url !== 'string' || !/^https?:\/\/\S+$/.test(url))
      throw new BotApiRefusal(400, 'Bad Request: bad webhook: invalid URL');
    if (secret !== undefined && (typeof secret !== 'string' || !/^[\w-]{1,256}$/.test(secret)))
      throw new BotApiRefusal(400, 'Bad Request: secret token contains unallowed characters');
    if (connections !== undefined && !(Number(connections) >= 1 && Number(connections) <= 100))
      throw new BotApiRefusal(400, 'Bad Request: max_connections is out of range');
    this.#allow(parameters);
    this.#webhook = { url, secret: secret ?? null };
    this.#poll?.refuse(terminated());
    this.#poll = null;
    this.#wake();
    return true;
  }

  deleteWebhook(parameters: Parameters): true {
    this.#webhook = null;
    if (parameters['drop_pending_updates'] === true) this.#pending = [];
    return true;
  }

  getWebhookInfo(): unknown {
    return { url: this.#webhook?.url ?? '', pending_update_count: this.#pending.length };
  }

  async getUpdates(parameters: Parameters, signal: AbortSignal): Promise<RawUpdate[]> {
    if (this.#webhook) {
      throw new BotApiRefusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    this.#poll?.refuse(terminated());
    this.#poll = null;
    const { offset, limit = 100, timeout = 0 } = parameters;
    if (!(Number(limit) >= 1 && Number(limit) <= 100)) throw new BotApiRefusal(400, 'Bad Request: limit');
    if (offset !== undefined)
      this.#pending = this.#pending.filter(({ update_id }) => !(update_id < Number(offset)));
    this.#allow(parameters);
    const ready = this.#take(Number(limit));
    if (ready.length > 0 || Number(timeout) <= 0) return ready;
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', give);
        if (this.#poll === waiting) this.#poll = null;
      };
      const waiting: Waiting = {
        finish: (updates) => (end(), resolve(updates)),
        refuse: (refusal) => (end(), reject(refusal)),
      };
      const give = (): void => waiting.finish([]);
      const timer = setTimeout(give, Math.min(Number(timeout), 50) * 1000);
      signal.addEventListener('abort', give);
      this.#poll = waiting;
    });
  }

  close(): void {
    this.#closed = true;
    this.#controller.abort();
    this.#poll?.finish([]);
  }

  #allow(parameters: Parameters): void {
    const allowed = parameters['allowed_updates'];
    if (Array.isArray(allowed)) this.#allowed = allowed.length === 0 ? null : allowed.map(String);
  }

  /** Duplicates first, but never one before its turn: to confirm it would confirm all before it. */
  #take(limit: number): RawUpdate[] {
    const first = this.#pending[0]?.update_id ?? Number.POSITIVE_INFINITY;
    const ripe = this.#again.filter(({ update_id }) => update_id < first);
    this.#again = this.#again.filter((update) => !ripe.includes(update));
    return [...ripe, ...this.#pending].slice(0, limit);
  }

  #wake(): void {
    if (this.#webhook) this.#deliverNext();
    else if (this.#poll) this.#poll.finish(this.#take(100));
  }

  #deliverNext(): void {
    for (const list of [this.#again, this.#pending]) {
      for (let at = 0; at < list.length; at += 1) {
        const update = list[at];
        const chat = update ? chatOf(update) : '';
        if (!update || this.#busyChats.has(chat)) continue;
        if (this.#busyChats.size >= 40) return;
        this.#busyChats.add(chat);
        list.splice(at, 1);
        at -= 1;
        this.#inFlight.add(update);
        void this.#deliver(update, chat);
      }
    }
  }

  readonly #inFlight = new Set<RawUpdate>();

  get inFlight(): number {
    return this.#inFlight.size;
  }

  async #deliver(update: RawUpdate, chat: string): Promise<void> {
    while (!this.#closed && this.#webhook) {
      const status = await this.#post(update, this.#webhook);
      this.deliveries.push({ updateId: update.update_id, status, at: performance.now() });
      if (status >= 200 && status < 300) break;
      await new Promise((resolve) => setTimeout(resolve, this.retryMs));
    }
    this.#inFlight.delete(update);
    this.#busyChats.delete(chat);
    if (!this.#closed && !this.#webhook) this.#pending.unshift(update);
    this.#wake();
  }

  async #post(update: RawUpdate, { url, secret }: { url: string; secret: string | null }): Promise<number> {
    this.#turn += 1;
    const target = this.#targets[this.#turn % Math.max(1, this.#targets.length)] ?? url;
    try {
      const response = await fetch(target, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          ...(secret === null ? {} : { 'X-Telegram-Bot-Api-Secret-Token': secret }),
        },
        body: JSON.stringify(update),
        signal: this.#controller.signal,
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return 0;
    }
  }
}

function terminated(): BotApiRefusal {
  return new BotApiRefusal(
    409,
    'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  );
}

/** The real server delivers what belongs to one chat one after the other. */
function chatOf(update: RawUpdate): string {
  for (const content of Object.values(update)) {
    if (!isRecord(content)) continue;
    const holder = isRecord(content['message']) ? content['message'] : content;
    const chat = isRecord(holder) ? holder['chat'] : undefined;
    if (isRecord(chat)) return String(chat['id']);
  }
  return `update ${String(update.update_id)}`;
}
