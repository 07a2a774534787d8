/** Words of a citation, wherever they are shown. @module */
import type { Citation, ValidityStatus } from '../../../answering/answer.ts';
import { validityLabels } from '../../http/validity-label.ts';
import { own, published, type RichText } from './rich-text.ts';

/** ✕ 有效期已过. */
export function validityWords(validity: ValidityStatus): string {
  const { sign, text } = validityLabels[validity];
  return `${sign} ${text}`;
}

/** 清新府办〔2018〕16号, else 《title》. */
export const documentName = ({ documentNumber, title }: Pick<Citation, 'documentNumber' | 'title'>): string =>
  documentNumber ?? `《${title}》`;

const withoutSpace = (text: string): string => text.replaceAll(/\s/g, '');

/**
 * A sentence of ours that quotes: what stands in quotation marks and in a cited clause stays as published, the rest is
 * ours.
 */
export function withQuotations(
  text: string,
  citations: readonly Pick<Citation, 'quote' | 'text'>[],
): RichText {
  const sources = citations.flatMap(({ quote, text: clause }) => [withoutSpace(quote), withoutSpace(clause)]);
  return text.split(/(“[^”]{4,}”|「[^」]{4,}」)/).map((piece) => {
    const words = withoutSpace(piece.slice(1, -1));
    const isQuotation = /^[“「]/.test(piece) && sources.some((source) => source.includes(words));
    return isQuotation ? published(piece) : own(piece);
  });
}
