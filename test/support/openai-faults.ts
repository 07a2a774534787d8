/** What goes wrong with a request to the scripted model server. @module */
import type { ServerResponse } from 'node:http';

export type Fault =
  | {
      readonly fault: 'status';
      readonly status: number;
      readonly retryAfter?: number;
      readonly message?: string;
    }
  | { readonly fault: 'page'; readonly status: number }
  | { readonly fault: 'garbage' }
  | { readonly fault: 'stall' }
  | { readonly fault: 'reset' };

/** @param options.retryAfter seconds, in the header of that name. */
export function fails(
  status: number,
  options: { readonly retryAfter?: number; readonly message?: string } = {},
): Fault {
  return { fault: 'status', status, ...options };
}

/** The HTML page of a proxy or a login. */
export function page(status: number): Fault {
  return { fault: 'page', status };
}

/** 200, the right content type, and no JSON. */
export function garbage(): Fault {
  return { fault: 'garbage' };
}

/** No answer until the client leaves. */
export function stalls(): Fault {
  return { fault: 'stall' };
}

/** The connection is cut without an answer. */
export function resets(): Fault {
  return { fault: 'reset' };
}

export function isFault(reply: object): reply is Fault {
  return 'fault' in reply;
}

export function writeFault(response: ServerResponse, fault: Fault, streams = false): void {
  if (fault.fault === 'reset') return void response.socket?.resetAndDestroy();
  if (fault.fault === 'stall') return;
  if (fault.fault === 'page') {
    response.writeHead(fault.status, { 'content-type': 'text/html' });
    return void response.end('<!doctype html><title>登录</title><p>请先登录内网。</p>');
  }
  if (fault.fault === 'garbage') {
    response.writeHead(200, { 'content-type': streams ? 'text/event-stream' : 'application/json' });
    return void response.end(
      streams ? 'data: {"choices":[{"delta":{"con\n\ndata: 乱码\n\n' : '{"choices":[{"mess',
    );
  }
  const { status, retryAfter, message = 'scripted fault' } = fault;
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
  });
  response.end(JSON.stringify({ error: { message, type: 'scripted', code: null } }));
}
