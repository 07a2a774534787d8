import { randomBytes } from 'node:crypto';
import { type Question, questionSchema } from '../../answering/answer.ts';

/** Why a request is not a question: which field, and one sentence with the remedy. `body` when it is the whole. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** So many earlier questions are carried along by the page; older ones no longer bear on a follow-up. */
export const rememberedQuestions = 5;

/**
 * The longest question the page's text box takes. Six of them (one and the remembered ones) stay below the
 * default size limit of a request, 16 kB, at three bytes a character.
 */
export const longestQuestion = 800;

const remedies: Readonly<Record<string, string>> = {
  q: '请在 q 中用文字写上问题，例如 {"q":"低保户住院能救助几成？"}。',
  context:
    'context 应是以前问过的问题的列表，每项是文字，最多20项，例如 {"context":["低保户住院能救助几成？"]}。',
  asOf: 'asOf 应是存在的日期，写成 2019-06-01 这样。',
  id: 'id 应是数字或不超过200字的文字，也可以不写。',
};

/** Reads the JSON of POST /api/ask. */
export function readQuestion(json: string): Question | FieldError {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return {
      field: 'body',
      message: '请求内容不是完整的 JSON，请检查引号、逗号和括号，例如 {"q":"低保户住院能救助几成？"}。',
    };
  }
  const parsed = questionSchema.safeParse(value);
  if (parsed.success)
    return parsed.data.q.trim() === '' ? { field: 'q', message: remedies['q'] ?? '' } : parsed.data;
  const field = String(parsed.error.issues[0]?.path[0] ?? 'body');
  return {
    field,
    message: remedies[field] ?? '请求内容应是一个 JSON 对象，例如 {"q":"低保户住院能救助几成？"}。',
  };
}

/** What the page's form sends. */
export interface ChatForm {
  /** Empty when nothing was written. */
  readonly q: string;
  /** Earlier questions, oldest first, that the page carries in hidden fields where no conversation is kept. */
  readonly context: readonly string[];
  /** The same when the form is sent again; a random one where the form has none that can be used. */
  readonly message: string;
  /** Written to the staff: no answer may take their place. */
  readonly toPerson: boolean;
}

export function readChatForm(form: FormData): ChatForm {
  const message = textsOf(form, 'message').at(0) ?? '';
  return {
    // A text box sends line ends as CRLF.
    q: textsOf(form, 'q').at(0)?.replaceAll('\r\n', '\n').trim() ?? '',
    context: earlierQuestions(form),
    message: /^[\w-]{16,64}$/.test(message) ? message : newMessageKey(),
    toPerson: textsOf(form, 'to').at(0) === 'person',
  };
}

/** Long enough that nobody guesses it: for a first question, the visitor is made from it. */
export function newMessageKey(): string {
  return randomBytes(18).toString('base64url');
}

function earlierQuestions(form: FormData): string[] {
  return textsOf(form, 'context')
    .filter((question) => question.trim() !== '')
    .slice(-rememberedQuestions);
}

function textsOf(form: FormData, name: string): string[] {
  return form.getAll(name).filter((value) => typeof value === 'string');
}

export function isFieldError(value: Question | FieldError): value is FieldError {
  return 'field' in value;
}
