/**
 * Everything that can be set from outside: one schema for the environment, read here and nowhere else.
 * @module
 */
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect, parseEnv } from 'node:util';
import { z } from 'zod';
import { WenzhengError } from './errors.ts';

/** The folder of package.json: corpus/, index/ and eval/ are found from here, whatever the working directory is. */
export const packageRoot = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Of this program, as package.json has it. */
export function readVersion(): string {
  const described: unknown = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  return z.object({ version: z.string() }).parse(described).version;
}

/** A value that must never be printed: only {@link Secret.reveal} gives it. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}

interface VariableNotes {
  /** What it is for, as .env.example and the README say it. */
  readonly purpose: string;
  /** What may be written there, with an example; the remedy of the error message. */
  readonly allowed: string;
  /** Never repeated in a message or a log. */
  readonly secret: boolean;
}

const notes = new Map<z.ZodType, VariableNotes>();

function variable<Schema extends z.ZodType>(purpose: string, allowed: string, schema: Schema): Schema {
  notes.set(schema, { purpose, allowed, secret: false });
  return schema;
}

function secret(purpose: string, allowed: string, shape: z.ZodString) {
  const schema = shape.transform((value) => new Secret(value)).optional();
  notes.set(schema, { purpose, allowed, secret: true });
  return schema;
}

/** @param least, most as written, in decimal digits. */
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most));
const webAddress = z.url({ protocol: /^https?$/ }).transform((address) => address.replace(/\/+$/, ''));
/** Telegram sends to https only; unencrypted, an address of this machine serves for trials. */
const webhookAddress = z
  .url()
  .regex(/^https:\/\/|^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?(?:[/?#]|$)/i)
  .transform((address) => address.replace(/\/+$/, ''));
/** Not shortened: it must be the same, sign by sign, as what the provider calls itself. */
const issuerAddress = z.url().regex(/^https:\/\/|^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?(?:\/|$)/i);
const modelName = z.string().max(200).optional();
const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/** Every variable that is read; all are optional. Others that begin with WENZHENG_ are ignored. */
export const environmentSchema = z.object({
  TELEGRAM_BOT_TOKEN: secret(
    'Telegram 机器人令牌；设置后 npm start 同时启动机器人',
    'BotFather 给出的令牌，形如 123456:ABC-DEF',
    z.string().regex(/^\d+:[\w-]+$/),
  ),
  TELEGRAM_API_ROOT: variable(
    'Bot API 地址，自建 Bot API 服务器时才需要改',
    '以 http:// 或 https:// 开头的地址，例如 https://api.telegram.org',
    webAddress.default('https://api.telegram.org'),
  ),
  TELEGRAM_WEBHOOK_URL: variable(
    'Telegram 推送地址；不设则用轮询',
    '以 https:// 开头的地址（Telegram 不往 http:// 推送，只有本机 127.0.0.1 试用时可以），例如 https://example.gov.cn/telegram',
    webhookAddress.optional(),
  ),
  TELEGRAM_WEBHOOK_SECRET: secret(
    'Telegram 推送时随请求头带来的口令',
    '1–256 个英文字母、数字、下划线或连字符',
    z.string().regex(/^[\w-]{1,256}$/),
  ),
  WENZHENG_HOST: variable(
    '网页和接口监听的地址；默认只有本机能访问',
    'IP 地址或主机名，例如 127.0.0.1',
    z
      .string()
      .regex(/^[\w.:-]+$/)
      .default('127.0.0.1'),
  ),
  WENZHENG_PORT: variable(
    '网页和接口监听的端口',
    '0–65535 的整数（0 由系统挑选），例如 3000',
    wholeNumber(0, 65_535).default(3000),
  ),
  WENZHENG_API_HOSTS: variable(
    '别的系统用哪些主机名访问接口（/api/v1、/v1、/mcp）；本机的名称总是可以',
    '主机名或 IP 地址，几个用逗号隔开，例如 api.example.gov.cn,10.0.0.5',
    z
      .string()
      .regex(/^[\w.:[\]-]+(?:\s*,\s*[\w.:[\]-]+)*$/)
      .optional(),
  ),
  WENZHENG_TRUST_PROXY: variable(
    '前面有自己的反向代理时设为 on：按 X-Forwarded-For 和 X-Forwarded-Proto 认来访地址和 HTTPS',
    'on 或 off；没有反向代理时必须是 off，否则谁都能冒充别的地址',
    z
      .enum(['on', 'off'])
      .transform((value) => value === 'on')
      .default(false),
  ),
  WENZHENG_DATA_DIR: variable(
    '运行数据文件夹；不设则用程序文件夹下的 var/',
    '一个可写文件夹的路径，例如 /var/lib/wenzheng',
    z
      .string()
      .transform((folder) => resolve(folder))
      .default(join(packageRoot, 'var')),
  ),
  DATABASE_URL: secret(
    'PostgreSQL 地址；不设则用内置数据库',
    '以 postgres:// 或 postgresql:// 开头的地址',
    z.string().regex(/^postgres(ql)?:\/\/\S+$/),
  ),
  WENZHENG_SECRET: secret(
    '签名和加密编号用的口令；不设则自动生成，存在运行数据文件夹里',
    '16 个字符以上的随机文字，可用 openssl rand -hex 32 生成',
    z.string().min(16),
  ),
  WENZHENG_TELEGRAM_RATE: variable(
    'Telegram 每秒最多发多少条消息，所有对话合计',
    '1–1000 的整数，例如 30',
    wholeNumber(1, 1000).default(30),
  ),
  WENZHENG_TELEGRAM_CHAT_RATE: variable(
    'Telegram 每个对话每分钟最多发多少条消息；群里另按 Telegram 的规定不超过 20 条',
    '1–6000 的整数，例如 60',
    wholeNumber(1, 6000).default(60),
  ),
  WENZHENG_STAFF_CHAT: variable(
    '有人转人工时通知的工作人员 Telegram 群；只告诉编号和等待时间',
    'Telegram 的对话编号，例如 -1001234567890',
    z
      .string()
      .regex(/^-?\d{1,20}$/)
      .optional(),
  ),
  WENZHENG_OFFICE_HOURS: variable(
    '人工服务的时间；节假日按国务院的放假安排不算在内',
    '星期（1–7，1 是星期一）和钟点，例如 1-5 08:30-12:00 14:30-17:30',
    z
      .string()
      .regex(/^[1-7](?:-[1-7])?(?: (?:[01]\d|2[0-3]):[0-5]\d-(?:[01]\d|2[0-3]|24):[0-5]\d){1,4}$/)
      .default('1-5 08:30-12:00 14:30-17:30'),
  ),
  WENZHENG_HANDOVER_MINUTES: variable(
    '转人工后没有人接手，多少分钟后交还给机器人',
    '1–1440 的整数，例如 30',
    wholeNumber(1, 1440).default(30),
  ),
  WENZHENG_RETENTION_DAYS: variable(
    '对话、回答、评价和转人工记录在最后一次使用后保存多少天',
    '1–3650 的整数，例如 180',
    wholeNumber(1, 3650).default(180),
  ),
  WENZHENG_AUDIT_DAYS: variable(
    '操作记录保存多少天',
    '1–36500 的整数，例如 1095',
    wholeNumber(1, 36_500).default(1095),
  ),
  WENZHENG_METRICS_TOKEN: secret(
    '读取 /metrics（Prometheus 指标）要带的口令；不设则不提供',
    '16 个字符以上的随机文字，可用 openssl rand -hex 32 生成',
    z.string().min(16),
  ),
  WENZHENG_OIDC_ISSUER: variable(
    '工作人员用统一身份登录（OpenID Connect）时身份服务的地址；不设则只用密码登录',
    '以 https:// 开头的地址（本机 127.0.0.1 试用时可以是 http://），例如 https://sso.example.gov.cn',
    issuerAddress.optional(),
  ),
  WENZHENG_OIDC_CLIENT_ID: variable(
    '在身份服务登记的应用编号；设了身份服务的地址就要设',
    '身份服务给出的 client_id，例如 wenzheng',
    z.string().max(200).optional(),
  ),
  WENZHENG_OIDC_CLIENT_SECRET: secret(
    '在身份服务登记的应用密钥；没有密钥的公开应用不设',
    '身份服务给出的 client_secret',
    z.string(),
  ),
  WENZHENG_OIDC_CLAIM: variable(
    '身份服务返回的哪一项是登录名；要和工作台账号的登录名一致',
    '英文字母、数字、下划线，例如 preferred_username 或 email',
    z
      .string()
      .regex(/^\w{1,100}$/)
      .default('preferred_username'),
  ),
  OPENAI_BASE_URL: variable(
    'OpenAI 兼容模型服务的地址；用任何模型都要设',
    '以 http:// 或 https:// 开头的地址，例如 http://127.0.0.1:8000/v1',
    webAddress.optional(),
  ),
  OPENAI_API_KEY: secret('模型服务的密钥；服务不要密钥就不设', '模型服务发给您的密钥', z.string()),
  WENZHENG_SEND_TO_MODEL: variable(
    '是否把居民的提问（隐去号码后）和公报条文发给模型服务；off 时模型设置不起作用',
    'on 或 off；打开前请确认模型服务可以接收居民的提问',
    z
      .enum(['on', 'off'])
      .transform((value) => value === 'on')
      .default(false),
  ),
  WENZHENG_CHAT_MODEL: variable(
    '对话模型的名称；不设则不用模型，直接引用原文作答',
    '模型服务里的模型名称，200 个字符以内',
    modelName,
  ),
  WENZHENG_MODEL_TIMEOUT: variable(
    '一次回答最多等模型多少秒；到时就用不经模型的回答',
    '1–300 的整数，例如 20',
    wholeNumber(1, 300).default(20),
  ),
  WENZHENG_MODEL_DAILY_TOKENS: variable(
    '模型每天最多用多少词元（token），所有人合计；用完当天不再用模型',
    '0–999999999 的整数，例如 2000000；0 表示不限',
    wholeNumber(0, 999_999_999).default(2_000_000),
  ),
  WENZHENG_MODEL_USER_TOKENS: variable(
    '模型每人每天最多用多少词元（token）',
    '0–999999999 的整数，例如 100000；0 表示不限',
    wholeNumber(0, 999_999_999).default(100_000),
  ),
  WENZHENG_EMBEDDING_MODEL: variable(
    '向量模型的名称，和对话模型一起用；不设则只用内置的检索',
    '模型服务里的模型名称，200 个字符以内',
    modelName,
  ),
  WENZHENG_EMBEDDING_DIMENSIONS: variable(
    '向量的维数；不设则用模型的默认维数',
    '1–65536 的整数，例如 1024',
    wholeNumber(1, 65_536).optional(),
  ),
  WENZHENG_EMBEDDING_BASE_URL: variable(
    '向量模型的服务地址；不设则和对话模型同一个服务',
    '以 http:// 或 https:// 开头的地址，例如 http://127.0.0.1:8001/v1',
    webAddress.optional(),
  ),
  WENZHENG_EMBEDDING_API_KEY: secret(
    '向量模型的密钥；只在另设了向量模型的服务地址时用',
    '模型服务发给您的密钥',
    z.string(),
  ),
  WENZHENG_RERANK_MODEL: variable(
    '重排模型的名称，和对话模型一起用；不设则不重排',
    '模型服务里的模型名称，200 个字符以内',
    modelName,
  ),
  WENZHENG_RERANK_BASE_URL: variable(
    '重排模型的服务地址；不设则和对话模型同一个服务',
    '以 http:// 或 https:// 开头的地址，例如 http://127.0.0.1:8002/v1',
    webAddress.optional(),
  ),
  WENZHENG_RERANK_API_KEY: secret(
    '重排模型的密钥；只在另设了重排模型的服务地址时用',
    '模型服务发给您的密钥',
    z.string(),
  ),
  WENZHENG_QUESTION_BANK: variable(
    '检索时是否用相似问；切换后不用重建索引',
    'on 或 off',
    z
      .enum(['on', 'off'])
      .transform((value) => value === 'on')
      .default(true),
  ),
  WENZHENG_LOG_LEVEL: variable(
    '日志的详细程度',
    `${logLevels.join('、')} 之一，例如 info`,
    z.enum(logLevels).default('info'),
  ),
});

/** The settings after reading: numbers are numbers, folders absolute, secrets wrapped. */
export type Config = z.infer<typeof environmentSchema>;

export const variableNames = environmentSchema.keyof().options;

/** What a variable is for and what may be written there. */
export function describeVariable(name: keyof Config): VariableNotes {
  const found = notes.get(environmentSchema.shape[name]);
  if (!found) throw new Error(`no notes for ${name}`);
  return found;
}

/**
 * Reads the settings from an environment. A variable that is set to nothing counts as not set.
 * @throws WenzhengError `config_invalid`, naming the first variable that cannot be used and what it allows;
 *   the value itself is only repeated where it is no secret.
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const given: Partial<Record<keyof Config, string>> = {};
  for (const name of variableNames) {
    const value = env[name]?.trim();
    if (value) given[name] = value;
  }
  const result = environmentSchema.safeParse(given);
  if (result.success) return result.data;
  const name = variableNames.find((candidate) => candidate === result.error.issues[0]?.path[0]);
  if (!name)
    throw new Error('the schema complained about something that it did not name', { cause: result.error });
  const { allowed, secret: hidden } = describeVariable(name);
  const value = hidden ? '' : `“${given[name]?.slice(0, 60)}”`;
  throw new WenzhengError(
    'config_invalid',
    `环境变量 ${name} 的值${value}不能用，请改为${/^\w/.test(allowed) ? ' ' : ''}${allowed}。`,
  );
}

/** Switches of LangChain's and the OpenAI client's own; each could send or print what a resident wrote. */
const foreignSwitches =
  /^(?:LANGSMITH|LANGCHAIN)_|^OPENAI_(?:LOG|ORG_ID|ORGANIZATION|PROJECT_ID|ADMIN_KEY|CUSTOM_HEADERS|API_BASE)$/;

/**
 * Takes out of the process's environment what libraries for models read there by themselves: tracing to a service on the
 * web, a gateway in place of the endpoint, printing of requests. To be called before they are loaded.
 */
export function forgetForeignSwitches(env: NodeJS.ProcessEnv = process.env): void {
  for (const name of Object.keys(env)) if (foreignSwitches.test(name)) delete env[name];
}

/**
 * The process's environment, completed from a `.env` file in the working directory where there is one;
 * what the process already has wins.
 * @throws WenzhengError `config_invalid` when there is such a file but it cannot be read.
 */
export function readEnvironment(workingDirectory: string = process.cwd()): NodeJS.ProcessEnv {
  const file = join(workingDirectory, '.env');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return process.env;
    throw new WenzhengError(
      'config_invalid',
      `配置文件 ${file} 读不出来，请检查它是不是文件、有没有读取权限。`,
      {
        cause: error,
      },
    );
  }
  return { ...parseEnv(text.replace(/^\uFEFF/, '')), ...process.env };
}
