/** An answer on a terminal while a model writes it. @module */
import type { Answer } from '../../answering/answer.ts';
import type { StreamedSentence } from '../../answering/reply.ts';
import { formatAnswer, formatRest } from './print-answer.ts';
import { withoutControls } from './terminal-text.ts';

export interface DraftPrinter {
  readonly onSentence: (sentence: StreamedSentence) => void;
  /** The whole answer: what is missing of it, or all of it where it is another than what was printed. */
  end(answer: Answer): void;
}

const another = '（上面的还没有写完，请以下面完整的回答为准。）';

export function createDraftPrinter(write: (text: string) => void, columns: number): DraftPrinter {
  let printed = '';
  let isWithdrawn = false;
  return {
    onSentence({ text, replaces }) {
      // What was printed stays there; what takes its place comes as the whole answer.
      isWithdrawn ||= replaces && printed !== '';
      if (isWithdrawn) return;
      printed += text;
      write(withoutControls(text));
    },
    end(answer) {
      if (printed === '') return write(formatAnswer(answer, columns));
      if (!isWithdrawn && printed === answer.answer) {
        const rest = formatRest(answer, columns);
        return write(rest === '' ? '\n' : `\n\n${rest}`);
      }
      write(`\n\n${another}\n\n${formatAnswer(answer, columns)}`);
    },
  };
}
