import { MIMEType } from 'node:util';
import type { Context } from 'hono';

/** Forms of the desk have a dozen fields. */
const mostParts = 100;

/**
 * Taking a form apart takes time for each of its parts, however empty: a body of nothing but parts would keep everybody
 * waiting. The parts are counted before; the body can be read afterwards as before.
 * @returns whether it may be taken apart
 */
export async function hasFewParts({ req }: Context): Promise<boolean> {
  const { url, method, headers, signal } = req.raw;
  const body = await req.raw.arrayBuffer();
  req.raw = new Request(url, { method, headers, signal, body });
  const boundary = boundaryOf(req.header('Content-Type') ?? '');
  if (boundary === null) return false;
  const bytes = Buffer.from(body);
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  let parts = 0;
  for (
    let at = bytes.indexOf(mark);
    at !== -1 && parts <= mostParts;
    at = bytes.indexOf(mark, at + mark.length)
  )
    parts += 1;
  return parts <= mostParts;
}

/** As the reader of forms finds it. */
function boundaryOf(type: string): string | null {
  try {
    return new MIMEType(type).params.get('boundary');
  } catch {
    return null;
  }
}
