import { listItem } from '../../list-item.ts';
import { own, published, type RichText, strong } from './rich-text.ts';

/** Sentences before their citations are known: what stands in quotation marks may be a gazette's and stays as it is. */
export function renderDraft(written: string): RichText {
  return written
    .split('\n')
    .map((line) => line.replaceAll('\t', ' ｜ ').replace(listItem, '• '))
    .join('\n')
    .split(/(^【[^】\n]{1,12}】|“[^”]*”|「[^」]*」)/m)
    .map((piece) => {
      if (piece.startsWith('【')) return strong(piece);
      return /^[“「]/.test(piece) ? published(piece) : own(piece);
    });
}
