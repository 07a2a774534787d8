/** Settings that administrators change while the program runs: only what takes effect in every process without a new start. @module */
import { z } from 'zod';
import { type Config, describeVariable, environmentSchema } from '../config.ts';
import { type OfficeHours, parseOfficeHours } from '../conversations/office-hours.ts';
import { WenzhengError } from '../errors.ts';

export const settingNames = ['announcement', 'officeHours', 'handover', 'dailyTokens'] as const;
export type SettingName = (typeof settingNames)[number];

/** The environment is the frame: what it limits is not widened here. */
export type ControlConfig = Pick<
  Config,
  'WENZHENG_OFFICE_HOURS' | 'WENZHENG_MODEL_DAILY_TOKENS' | 'WENZHENG_SEND_TO_MODEL' | 'WENZHENG_CHAT_MODEL'
>;

export interface SettingDescription {
  readonly label: string;
  /** What may be written there, with an example. */
  readonly allowed: string;
  readonly purpose: string;
}

export const settingDescriptions: Readonly<Record<SettingName, SettingDescription>> = {
  announcement: {
    label: '公告',
    purpose: '显示在居民提问页最上面的一句话；留空就不显示',
    allowed: '200 个字以内的一句话，例如 11月30日晚上系统维护',
  },
  officeHours: {
    label: '人工服务时间',
    purpose: '转人工时告诉居民什么时候有人回复；留空就用环境变量 WENZHENG_OFFICE_HOURS 的',
    allowed: describeVariable('WENZHENG_OFFICE_HOURS').allowed,
  },
  handover: {
    label: '转人工',
    purpose: '关闭后居民不能再转人工，已经转的照常；留空是开',
    allowed: 'on（开）或 off（关）',
  },
  dailyTokens: {
    label: '模型每天的词元上限',
    purpose: '只能比环境变量 WENZHENG_MODEL_DAILY_TOKENS 少；留空就用环境变量的',
    allowed: '1–999999999 的整数，例如 500000',
  },
};

/** Empty: as the environment says. */
export interface RunSettingValues {
  readonly announcement: string;
  readonly officeHours: OfficeHours;
  readonly handover: boolean;
  /** 0: without limit. */
  readonly dailyTokens: number;
}

/** A line that is shown as it is: one line, and nothing that turns the direction of the text. */
export const lineSchema = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    // eslint-disable-next-line no-control-regex
    .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u);

/** @throws WenzhengError `input_invalid` that names the setting and what may be written there. */
export function checkSetting(name: SettingName, written: string, config: ControlConfig): string {
  const value = written.trim();
  if (value === '' || isAllowed(name, value, config)) return value;
  const { label, allowed } = settingDescriptions[name];
  const most = config.WENZHENG_MODEL_DAILY_TOKENS;
  const limit = name === 'dailyTokens' && most > 0 ? `，并且不超过环境变量给的 ${most}` : '';
  throw new WenzhengError(
    'input_invalid',
    `“${label}”的内容不能用，请改为${allowed}${limit}；留空是恢复原样。`,
  );
}

function isAllowed(name: SettingName, value: string, config: ControlConfig): boolean {
  const { shape } = environmentSchema;
  switch (name) {
    case 'announcement':
      return lineSchema(200).safeParse(value).success;
    case 'officeHours':
      return shape.WENZHENG_OFFICE_HOURS.safeParse(value).success && readOfficeHours(value) !== null;
    case 'handover':
      return value === 'on' || value === 'off';
    case 'dailyTokens': {
      const read = shape.WENZHENG_MODEL_DAILY_TOKENS.safeParse(value);
      const most = config.WENZHENG_MODEL_DAILY_TOKENS;
      return read.success && read.data > 0 && (most === 0 || read.data <= most);
    }
    default:
      return false;
  }
}

function readOfficeHours(value: string): OfficeHours | null {
  try {
    return parseOfficeHours(value);
  } catch {
    return null;
  }
}

/** What holds. A value that was stored under another environment and is not allowed any more gives way to the environment's. */
export function settingsInForce(
  stored: ReadonlyMap<string, string>,
  config: ControlConfig,
): RunSettingValues {
  const valueOf = (name: SettingName): string => {
    const value = stored.get(name) ?? '';
    return value !== '' && isAllowed(name, value, config) ? value : '';
  };
  const hours = valueOf('officeHours');
  const tokens = valueOf('dailyTokens');
  return {
    announcement: valueOf('announcement'),
    officeHours: parseOfficeHours(hours === '' ? config.WENZHENG_OFFICE_HOURS : hours),
    handover: valueOf('handover') !== 'off',
    dailyTokens: tokens === '' ? config.WENZHENG_MODEL_DAILY_TOKENS : Number(tokens),
  };
}
