import type { BotIdentity } from './read-update.ts';

export interface Entity {
  readonly type: string;
  /** UTF-16 units. */
  readonly offset: number;
  readonly length: number;
  readonly user?: { readonly id: string } | null | undefined;
}

export interface Said {
  /** Without the command and without the bot's name. */
  readonly text: string;
  /** In lower case; null when there is none, or one for another bot. */
  readonly command: string | null;
  readonly mentioned: boolean;
  /** `/calc@other_bot`. */
  readonly forOtherBot: boolean;
}

/**
 * Full-width slashes come from Chinese keyboards, and nobody puts a space between a command and Chinese words. A path
 * such as /etc/hosts is no command, and neither is a number: what follows the slash is kept and said back as it is, so
 * that /13800138000, or the beginning of it, would not be masked.
 */
const commandPattern =
  /^\s*[/／](?![a-z_]*(?:\d[a-z_]*){3})([a-z][a-z\d_]{0,31})(?:[@＠]([a-z\d_]{3,32}))?(?![a-z\d_/／.@＠])/i;

/** Parts command and mention of this bot from what is said. */
export function readSaid(text: string, entities: readonly Entity[], bot: BotIdentity): Said {
  const found = commandPattern.exec(text);
  const addressee = found?.[2]?.toLowerCase();
  const forOtherBot = addressee !== undefined && addressee !== bot.username.toLowerCase();
  const command = found && !forOtherBot ? (found[1] ?? '').toLowerCase() : null;
  const commandEnd = found && !forOtherBot ? found[0].length : 0;
  const { rest, mentioned } = withoutMentions(text, commandEnd, entities, bot);
  return {
    text: rest.trim(),
    command,
    mentioned: mentioned || (addressee !== undefined && !forOtherBot),
    forOtherBot,
  };
}

/** People without a user name are mentioned by an entity that names their id, and a bot can be too. */
function withoutMentions(
  text: string,
  from: number,
  entities: readonly Entity[],
  bot: BotIdentity,
): { rest: string; mentioned: boolean } {
  const marked = entities
    .filter(({ type, user }) => type === 'text_mention' && user?.id === bot.id)
    .filter(({ offset, length }) => offset >= from && length > 0 && offset + length <= text.length)
    .sort((left, right) => right.offset - left.offset);
  let rest = text;
  for (const { offset, length } of marked) rest = `${rest.slice(0, offset)} ${rest.slice(offset + length)}`;
  rest = rest.slice(from);
  const name = new RegExp(`(?<![\\w@/])[@＠]${bot.username}(?!\\w)`, 'gi');
  const named = rest.replace(name, ' ');
  const mentioned = marked.length > 0 || named !== rest;
  return { rest: mentioned ? named.replace(/ {2,}/g, ' ') : rest, mentioned };
}
