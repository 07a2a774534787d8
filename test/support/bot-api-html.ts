/**
 * Telegram's subset of HTML, read strictly: what the documentation demands is demanded here, also where the real
 * server is lenient today (a bare `&` or `>`).
 * @module
 */

/** As the Bot API words it after "can't parse entities: ". */
export class BotApiHtmlError extends Error {}

const names = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
]);

const attributesOf: Readonly<Record<string, RegExp>> = {
  b: /^$/,
  strong: /^$/,
  i: /^$/,
  em: /^$/,
  u: /^$/,
  ins: /^$/,
  s: /^$/,
  strike: /^$/,
  del: /^$/,
  'tg-spoiler': /^$/,
  span: /^ class="tg-spoiler"$/,
  a: /^ href="(?:https?|tg):\/\/[^"<>\s]+"$/,
  code: /^(?: class="language-[\w+#-]+")?$/,
  pre: /^$/,
  blockquote: /^(?: expandable)?$/,
};

/**
 * The text that a person sees, without the white space at its ends, as the Bot API counts it.
 * @throws BotApiHtmlError
 */
export function readBotApiHtml(html: string): string {
  let visible = '';
  const open: string[] = [];
  let at = 0;
  while (at < html.length) {
    const character = html.charAt(at);
    if (character === '<') {
      const tag = /^<(\/?)([a-z-]+)((?: [a-z]+(?:="[^"]*")?)*)>/.exec(html.slice(at, at + 4200));
      if (!tag) throw new BotApiHtmlError(`unexpected "<" at offset ${at}`);
      openOrClose(open, tag[1] === '/', tag[2] ?? '', tag[3] ?? '', at);
      at += tag[0].length;
    } else if (character === '&') {
      const entity = /^&(?:([a-z]+)|#(\d{1,7})|#x([\da-f]{1,6}));/i.exec(html.slice(at, at + 12));
      const code = Number.parseInt(entity?.[2] ?? entity?.[3] ?? '', entity?.[2] ? 10 : 16);
      const meaning = entity?.[1] ? names.get(entity[1]) : code > 0 && code <= 0x10_ff_ff ? code : undefined;
      if (!entity || meaning === undefined)
        throw new BotApiHtmlError(`"&" at offset ${at} is not written &amp;`);
      visible += typeof meaning === 'string' ? meaning : String.fromCodePoint(meaning);
      at += entity[0].length;
    } else if (character === '>') {
      throw new BotApiHtmlError(`">" at offset ${at} is not written &gt;`);
    } else {
      visible += character;
      at += 1;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) throw new BotApiHtmlError(`can't find end tag corresponding to start tag "${unclosed}"`);
  return visible.trim();
}

function openOrClose(open: string[], closes: boolean, name: string, attributes: string, at: number): void {
  const allowed = attributesOf[name];
  if (!allowed) throw new BotApiHtmlError(`unsupported start tag "${name}" at offset ${at}`);
  if (closes) {
    if (open.pop() !== name || attributes !== '')
      throw new BotApiHtmlError(`unmatched end tag "${name}" at offset ${at}`);
    return;
  }
  if (!allowed.test(attributes))
    throw new BotApiHtmlError(`attributes of "${name}" at offset ${at} are not allowed`);
  const inCode = open.at(-1) === 'pre' ? name !== 'code' : open.includes('pre') || open.includes('code');
  if (inCode) throw new BotApiHtmlError(`"${name}" at offset ${at} stands inside code`);
  if (name === 'blockquote' && open.includes(name))
    throw new BotApiHtmlError(`blockquote inside blockquote at offset ${at}`);
  open.push(name);
}
