import { modelFromSettings } from '../../app.ts';
import { loadConfig } from '../../config.ts';
import type { SwitchName } from '../../controls/switches.ts';
import { WenzhengError } from '../../errors.ts';
import { createLogger } from '../../logger.ts';
import { hasDatabase } from './folders.ts';
import type { CommandContext } from './open-store.ts';
import { faultLine } from './terminal-text.ts';

export interface Switches {
  /** Whether questions may go to the model that the environment allows. */
  readonly isModelAllowed: () => boolean;
  /** What is said in place of an answer; null: the door is open. */
  readonly closed: (name: Exclude<SwitchName, 'model'>) => string | null;
}

const allOpen = (isModelAllowed: boolean): Switches => ({
  isModelAllowed: () => isModelAllowed,
  closed: () => null,
});

/**
 * A command that answers follows what administrators switch off, as the server does, for as long as it runs. Where there is no
 * database nothing was ever switched off. One that cannot be opened is told on stderr: the doors are open, and no model is used.
 * @param isDoor one of the switches is for this command itself; otherwise the database is only opened where a model is set
 */
export async function withSwitches<Result>(
  { env, now }: CommandContext,
  isDoor: boolean,
  work: (switches: Switches) => Promise<Result>,
): Promise<Result> {
  const config = loadConfig(env);
  const dataDir = config.WENZHENG_DATA_DIR;
  const databaseUrl = config.DATABASE_URL?.reveal();
  if (!isDoor && modelFromSettings(config) === undefined) return work(allOpen(true));
  if (databaseUrl === undefined && !hasDatabase(dataDir)) return work(allOpen(true));
  // Three hundred files that an answer without a model has no use for.
  const [{ openStore }, { createControls }, { watchControls }] = await Promise.all([
    import('../../store/open-store.ts'),
    import('../../controls/create-controls.ts'),
    import('../../controls/watch-controls.ts'),
  ]);
  const logger = createLogger(config.WENZHENG_LOG_LEVEL);
  const opened = await openStore({ dataDir, databaseUrl, logger })
    .then(async (store) => {
      const controls = createControls({ store, config, now });
      await controls.refresh();
      return { store, controls };
    })
    .catch((error: unknown) => {
      if (!(error instanceof WenzhengError)) throw error;
      process.stderr.write(`${faultLine(`看不到开关，这次不用模型：${error.message}`)}\n`);
      return null;
    });
  if (opened === null) return work(allOpen(false));
  const { store, controls } = opened;
  const watch = watchControls(controls, { logger });
  try {
    return await work({
      isModelAllowed: () => controls.current.off.model === null,
      closed: (name) => controls.closed(name),
    });
  } finally {
    await watch.stop();
    await store.close();
  }
}
