/**
 * Fetch that stops reading where no honest reply is as long: compressed or without end it would fill the memory, and the
 * client copies a line anew with every piece of it that comes.
 * @module
 */
import { ModelUnavailable } from './model-unavailable.ts';

export interface ReplyLimits {
  /** Bytes, unpacked. */
  readonly whole: number;
  /** Bytes between two line ends; absent: a reply in one line may be as long as the whole. */
  readonly line?: number;
}

/** What is read beyond the limits ends in ModelUnavailable `broken_off`; so the connection is closed. */
export function limitedFetch(limits: ReplyLimits): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.body === null) return response;
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(limitBytes(limits)), { status, statusText, headers });
  };
}

const lineEnd = 0x0a;

function limitBytes({ whole, line = whole }: ReplyLimits): TransformStream<Uint8Array, Uint8Array> {
  let total = 0;
  let open = 0;
  return new TransformStream({
    transform(piece, control) {
      total += piece.length;
      let longest = 0;
      let start = 0;
      for (let end = piece.indexOf(lineEnd); end >= 0; end = piece.indexOf(lineEnd, start)) {
        longest = Math.max(longest, open + end - start);
        open = 0;
        start = end + 1;
      }
      open += piece.length - start;
      if (total <= whole && Math.max(longest, open) <= line) control.enqueue(piece);
      else control.error(new ModelUnavailable('broken_off'));
    },
  });
}
