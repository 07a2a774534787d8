import type { App } from '../../../../app.ts';
import type { Change, Edition } from '../../../../editions/edition.ts';
import { WenzhengError } from '../../../../errors.ts';
import type { BankBook } from './bank-book.ts';

export interface BankPublication {
  readonly by: string;
  readonly reason: string;
  /** Of the book in use; called again when others published meanwhile. @throws WenzhengError when they changed the same */
  readonly changes: (book: BankBook) => readonly Change[];
}

/** Others who publish at the same time are let pass this often. */
const attempts = 4;

/**
 * Publishes over whatever is in use: who edits one entry is not in the way of who edits another.
 * @throws WenzhengError as {@link GazetteEditor.publish}
 */
export async function publishChanges(
  app: App,
  openBook: () => Promise<BankBook>,
  { by, reason, changes }: BankPublication,
): Promise<Edition> {
  const editor = await app.editor();
  for (let attempt = 1; ; attempt += 1) {
    const book = await openBook();
    try {
      return await editor.publish({ changes: changes(book), parent: book.edition, by, reason });
    } catch (error) {
      const isOvertaken = error instanceof WenzhengError && error.code === 'conflict';
      if (!isOvertaken || attempt === attempts || (await openBook()).edition === book.edition) throw error;
    }
  }
}
