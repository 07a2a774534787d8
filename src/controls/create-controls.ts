/**
 * Switches and settings that administrators change while the program runs. They are kept in the store, so that every
 * process on it follows; each process holds what it read last, since they are asked about with every message.
 * @module
 */
import { WenzhengError } from '../errors.ts';
import type { RunSetting } from '../store/overview-records.ts';
import type { Store } from '../store/store.ts';
import {
  checkSetting,
  type ControlConfig,
  lineSchema,
  type RunSettingValues,
  type SettingName,
  settingNames,
  settingsInForce,
} from './run-settings.ts';
import { type ClosedSwitch, closedText, type SwitchName, switchNames } from './switches.ts';

export interface ControlState extends RunSettingValues {
  /** null: it is on. */
  readonly off: Readonly<Record<SwitchName, ClosedSwitch | null>>;
}

export interface SwitchOnBoard {
  readonly name: SwitchName;
  readonly off: ClosedSwitch | null;
  /** The last change, also one that switched it on; null: never changed. */
  readonly last: RunSetting | null;
}

export interface SettingOnBoard {
  readonly name: SettingName;
  /** As it was written; empty: as the environment says. */
  readonly value: string;
  readonly last: RunSetting | null;
}

export interface Controls {
  /** What this process read last; before the first time everything is on and as the environment says. */
  readonly current: ControlState;
  readonly config: ControlConfig;
  /** What people read in place of an answer; null: the door is open. */
  closed(name: Exclude<SwitchName, 'model'>): string | null;
  /** Reads the store. */
  refresh(): Promise<ControlState>;
  /** As the store has it now. */
  board(): Promise<{
    readonly switches: readonly SwitchOnBoard[];
    readonly settings: readonly SettingOnBoard[];
  }>;
  /**
   * All three are in the audit, and in force in this process when they return.
   * @param by display name of who does it, or `terminal`.
   * @throws WenzhengError `input_invalid` with one Chinese sentence.
   */
  switchOff(
    name: SwitchName,
    words: { readonly reason: string; readonly note: string },
    by: string,
  ): Promise<void>;
  switchOn(name: SwitchName, words: { readonly reason: string }, by: string): Promise<void>;
  change(
    name: SettingName,
    written: { readonly value: string; readonly reason: string },
    by: string,
  ): Promise<void>;
}

export interface ControlsOptions {
  readonly store: Pick<Store, 'runSettings' | 'transaction'>;
  readonly config: ControlConfig;
  readonly now: () => Date;
}

const longestReason = 200;
const longestNote = 120;
const switchKey = (name: SwitchName): string => `channel.${name}`;

export function createControls({ store, config, now }: ControlsOptions): Controls {
  let current = stateOf([], config);
  let begun = 0;
  let applied = 0;

  const refresh = async (): Promise<ControlState> => {
    const number = (begun += 1);
    const read = stateOf(await store.runSettings.list(), config);
    // Of two that overtake each other the one that began later has seen more.
    if (number > applied) [applied, current] = [number, read];
    return current;
  };

  async function set(
    wanted: Pick<RunSetting, 'name' | 'value' | 'reason' | 'note'>,
    action: string,
    by: string,
  ): Promise<void> {
    const changedAt = now().toISOString();
    await store.transaction(async (calls) => {
      const before = (await calls.runSettings.list()).find(({ name }) => name === wanted.name);
      await calls.runSettings.set({ ...wanted, changedBy: by, changedAt });
      const detail = [
        action === 'setting.change' ? `${before?.value ?? ''} → ${wanted.value}` : null,
        `原因：${wanted.reason}`,
        wanted.note === null ? null : `给居民的话：${wanted.note}`,
      ];
      await calls.audit.add({
        at: changedAt,
        actor: by,
        action,
        subject: wanted.name.replace('channel.', ''),
        detail: detail.filter((part) => part !== null).join('；'),
      });
    });
    await refresh();
  }

  return {
    get current() {
      return current;
    },
    config,
    closed(name) {
      const off = current.off[name];
      return off === null ? null : closedText(name, off.note);
    },
    refresh,
    async board() {
      const stored = await store.runSettings.list();
      const byName = new Map(stored.map((setting) => [setting.name, setting]));
      const { off } = stateOf(stored, config);
      return {
        switches: switchNames.map((name) => ({
          name,
          off: off[name],
          last: byName.get(switchKey(name)) ?? null,
        })),
        settings: settingNames.map((name) => {
          const last = byName.get(name) ?? null;
          return { name, value: last?.value ?? '', last };
        }),
      };
    },
    async switchOff(name, words, by) {
      const reason = readLine('原因', words.reason, longestReason);
      const note = words.note.trim() === '' ? null : readLine('给居民的话', words.note, longestNote);
      await set({ name: switchKey(name), value: 'off', reason, note }, 'channel.off', by);
    },
    async switchOn(name, words, by) {
      const reason = words.reason.trim() === '' ? '恢复' : readLine('原因', words.reason, longestReason);
      await set({ name: switchKey(name), value: 'on', reason, note: null }, 'channel.on', by);
    },
    async change(name, { value: written, reason: why }, by) {
      const value = checkSetting(name, written, config);
      const reason = readLine('原因', why, longestReason);
      await set({ name, value, reason, note: null }, 'setting.change', by);
    },
  };
}

function stateOf(stored: readonly RunSetting[], config: ControlConfig): ControlState {
  const byName = new Map(stored.map((setting) => [setting.name, setting]));
  const offOf = (name: SwitchName): ClosedSwitch | null => {
    const setting = byName.get(switchKey(name));
    if (setting === undefined || setting.value !== 'off') return null;
    return { reason: setting.reason, note: setting.note, by: setting.changedBy, since: setting.changedAt };
  };
  return {
    ...settingsInForce(new Map(stored.map(({ name, value }) => [name, value])), config),
    off: {
      web: offOf('web'),
      telegram: offOf('telegram'),
      api: offOf('api'),
      chat: offOf('chat'),
      mcp: offOf('mcp'),
      model: offOf('model'),
    },
  };
}

function readLine(field: string, written: string, most: number): string {
  const read = lineSchema(most).min(1).safeParse(written);
  if (read.success) return read.data;
  throw new WenzhengError(
    'input_invalid',
    written.trim() === '' ? `请写上${field}。` : `“${field}”请写成${most}个字以内的一行。`,
  );
}
