/** The store for a command: the same database that the server uses, also while it runs. @module */
import { type Config, loadConfig } from '../../config.ts';
import { WenzhengError } from '../../errors.ts';
import { createLogger } from '../../logger.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import { hasDatabase } from './folders.ts';

export interface CommandContext {
  readonly env: NodeJS.ProcessEnv;
  readonly now: () => Date;
}

export interface OpenedStore {
  readonly store: Store;
  readonly config: Config;
}

/**
 * @throws WenzhengError `store_unusable` when there is no embedded database yet: a command that made an empty one in a
 *   mistyped folder would report that nobody waits.
 */
export async function withStore<Result>(
  env: NodeJS.ProcessEnv,
  work: (opened: OpenedStore) => Promise<Result>,
  { mayCreate = false }: { readonly mayCreate?: boolean } = {},
): Promise<Result> {
  const config = loadConfig(env);
  const dataDir = config.WENZHENG_DATA_DIR;
  const databaseUrl = config.DATABASE_URL?.reveal();
  if (databaseUrl === undefined && !mayCreate && !hasDatabase(dataDir)) {
    throw new WenzhengError(
      'store_unusable',
      `文件夹 ${dataDir} 里还没有数据库，请先启动一次服务，或用环境变量 WENZHENG_DATA_DIR 指出数据所在的文件夹。`,
    );
  }
  const store = await openStore({ dataDir, databaseUrl, logger: createLogger(config.WENZHENG_LOG_LEVEL) });
  try {
    return await work({ store, config });
  } finally {
    await store.close();
  }
}
