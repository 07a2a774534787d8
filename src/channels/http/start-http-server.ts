import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { WenzhengError } from '../../errors.ts';

export interface RunningHttpServer {
  /** With the port that was really taken: http://127.0.0.1:3000 */
  readonly url: string;
  /** Takes no new connections, lets running answers finish for up to five seconds, then cuts the rest off. */
  close(): Promise<void>;
}

const patience = 5_000;

/**
 * @param where.port 0 takes any free port.
 * @throws WenzhengError `config_invalid` when the address cannot be used; the message names the variable to change.
 */
export async function startHttpServer(
  app: Hono,
  { host, port }: { host: string; port: number },
): Promise<RunningHttpServer> {
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const takenPort = typeof address === 'object' && address !== null ? address.port : port;
  const name = host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${name}:${takenPort}`,
    close: () =>
      new Promise((resolve) => {
        const closeIdle = (): void => {
          if ('closeIdleConnections' in server) server.closeIdleConnections();
        };
        const force = setTimeout(() => {
          if ('closeAllConnections' in server) server.closeAllConnections();
        }, patience);
        // A connection that becomes idle later would be kept alive for the browser's next request.
        const sweep = setInterval(closeIdle, 100);
        server.close(() => {
          clearTimeout(force);
          clearInterval(sweep);
          resolve();
        });
        closeIdle();
      }),
  };
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): WenzhengError {
  const messages: Record<string, string> = {
    EADDRINUSE: `端口 ${port} 已被别的程序占用，请关闭那个程序，或把环境变量 WENZHENG_PORT 改成别的端口。`,
    EACCES: `没有使用端口 ${port} 的权限，请把环境变量 WENZHENG_PORT 改成 1024 以上的端口。`,
    EADDRNOTAVAIL: `本机没有地址 ${host}，请把环境变量 WENZHENG_HOST 改成本机的地址，例如 127.0.0.1。`,
    ENOTFOUND: `找不到地址 ${host}，请把环境变量 WENZHENG_HOST 改成本机的地址，例如 127.0.0.1。`,
  };
  const fallback = `网页服务不能在 ${host}:${port} 启动，请检查环境变量 WENZHENG_HOST 和 WENZHENG_PORT。`;
  return new WenzhengError('config_invalid', messages[error.code ?? ''] ?? fallback, { cause: error });
}
