/** /sources and /doc, and the pages behind their buttons. Public: whoever presses may read. @module */
import { maskPrivateNumbers } from '../../../gazette/private-numbers.ts';
import { type Bot, offering, type Reaction, saying, type Visit } from '../bot.ts';
import { texts } from '../message-texts.ts';
import { type DocumentView, renderDocument, renderDocumentPage } from '../render/render-document.ts';
import { documentChoice, renderSources } from '../render/render-sources.ts';
import { own } from '../render/rich-text.ts';
import { type Saying, say, sayInPlace } from '../render/saying.ts';
import { shorten } from '../render/shorten.ts';
import { answerInPlace } from './message.ts';

export const listSources = (bot: Bot): Reaction =>
  offering('sources', renderSources({ ...bot, today: bot.today() }, 0));

export const turnSources = (bot: Bot, messageId: number | null, page: number): Reaction =>
  offering('sources', sayInPlace(messageId, renderSources({ ...bot, today: bot.today() }, page)));

/** @param text what follows /doc. */
export async function findDocument(
  bot: Bot,
  visit: Visit,
  text: string,
  messageRef: string,
): Promise<Reaction> {
  if (text.trim() === '') return saying(say([own(texts.docUsage)]));
  const found = bot.shelf.find(text);
  if (found.kind === 'elsewhere') {
    // What the gazettes say of a document that they do not hold is answered like any question, with its citations.
    const question = `${found.number}还有效吗？`;
    return answerInPlace(bot, visit, { text: question, messageRef, masked: false });
  }
  if (found.kind === 'none')
    return saying(say([own(texts.docNone(shorten(maskPrivateNumbers(text, 'typed'), 40)))]));
  const [first, ...more] = found.documents;
  if (first !== undefined && more.length === 0)
    return saying(renderDocument({ ...bot, document: first, today: bot.today() }));
  return saying(say([own(texts.docSeveral)], documentChoice(bot.shelf, found.documents)));
}

export const openDocument = (bot: Bot, key: string): Reaction => withDocument(bot, key, renderDocument);

export const readPage = (bot: Bot, key: string, page: number): Reaction =>
  withDocument(bot, key, (view) => renderDocumentPage(view, page));

export const turnOutline = (bot: Bot, key: string, messageId: number | null, page: number): Reaction =>
  withDocument(bot, key, (view) => sayInPlace(messageId, renderDocument(view, page)));

export const turnPage = (bot: Bot, key: string, messageId: number | null, page: number): Reaction =>
  withDocument(bot, key, (view) => sayInPlace(messageId, renderDocumentPage(view, page)));

function withDocument(bot: Bot, key: string, render: (view: DocumentView) => Saying): Reaction {
  const document = bot.shelf.byKey(key);
  return saying(
    document === undefined
      ? say([own(texts.docGone)])
      : render({ corpus: bot.corpus, shelf: bot.shelf, document, today: bot.today() }),
  );
}
