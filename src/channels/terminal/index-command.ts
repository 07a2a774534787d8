import { type AppOptions, createApp, embedFromSettings } from '../../app.ts';
import { type Config, loadConfig, readEnvironment } from '../../config.ts';
import { latestLayers } from '../../editions/edition-folder.ts';
import { WenzhengError } from '../../errors.ts';
import type { OpenedIndex } from '../../retrieval/open-index.ts';
import { type FolderOptions, resolveFolders } from './folders.ts';
import { createProgressReport } from './open-app.ts';

/** Reads the corpus and builds its index anew. @returns exit code: 1 when something of a source could not be read. */
export async function runIndex(options: FolderOptions): Promise<number> {
  const config = loadConfig(readEnvironment());
  const folders = resolveFolders(options, config.WENZHENG_DATA_DIR);
  const { edition } = latestLayers(folders.editionsDir);
  const { corpusDir, indexDir } = folders;
  const built = await build(config, { corpusDir, indexDir });
  if (edition === 0) return built;
  process.stdout.write(`\n加上后来发布的公报和更正（第 ${edition} 版）：\n`);
  return Math.max(built, await build(config, folders));
}

async function build(config: Config, folders: Omit<AppOptions, 'rebuild'>): Promise<number> {
  const progress = createProgressReport();
  const startedAt = performance.now();
  const app = await createApp({
    ...folders,
    rebuild: true,
    onProgress: progress.report,
    logger: { warn: (text) => process.stderr.write(`${text}\n`) },
  });
  const { corpus, manifest, report } = app;
  const { counts } = manifest;
  progress.finish(counts.passages);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const { created = 0, updated = 0, unchanged = 0, deleted = 0 } = report ?? {};
  const problems = [...corpus.problems, ...(report?.problems ?? [])];
  const lines = [
    `段落：新增 ${created}，更新 ${updated}，未变 ${unchanged}，删除 ${deleted}`,
    `合计：来源 ${counts.sources} 个，文件 ${counts.documents} 份，条款 ${counts.clauses} 条，段落 ${counts.passages} 个，标准问 ${counts.questions} 条`,
    `用时：${seconds} 秒`,
    `索引：${app.indexDir}`,
    ...problems.map(
      ({ file, line, message }) => `问题：${file}${line === null ? '' : ` 第 ${line} 行`}：${message}`,
    ),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  const embedded = await embed(config, app, app.indexDir);
  return problems.length === 0 && embedded ? 0 : 1;
}

/** @returns false when the embedding model that is set could not be used; the index works without it. */
async function embed(config: Config, index: OpenedIndex, indexDir: string): Promise<boolean> {
  const name = config.WENZHENG_EMBEDDING_MODEL;
  if (name === undefined) return true;
  try {
    const changing = process.stderr.isTTY;
    const report = await embedFromSettings(config, {
      index,
      indexDir,
      onProgress: (done, total) => {
        if (changing)
          process.stderr.write(`\r  向量模型 ${done}/${total}\u001b[K${done === total ? '\n' : ''}`);
      },
    });
    process.stdout.write(
      report === null
        ? `向量模型：${name} 没有使用，要用请设置 WENZHENG_SEND_TO_MODEL=on 和服务地址\n`
        : `向量模型：${name}，${report.dimensions} 维，新算 ${report.embedded} 段，未变 ${report.unchanged} 段\n`,
    );
    return true;
  } catch (error) {
    if (!(error instanceof WenzhengError)) throw error;
    process.stderr.write(
      `${error.message}索引照常可用，只是不用向量模型；改好后再运行一次，已算好的不再重算。\n`,
    );
    return false;
  }
}
