import { createApp } from '../../app.ts';
import { type FolderOptions, resolveFolders } from './folders.ts';
import { createProgressReport } from './open-app.ts';

/** Reads the corpus and builds its index anew. @returns exit code: 1 when something of a source could not be read. */
export async function runIndex(options: FolderOptions): Promise<number> {
  const folders = resolveFolders(options);
  const progress = createProgressReport();
  const startedAt = performance.now();
  const { corpus, manifest, report } = await createApp({
    ...folders,
    rebuild: true,
    onProgress: progress.report,
    logger: { warn: (text) => process.stderr.write(`${text}\n`) },
  });
  const { counts } = manifest;
  progress.finish(counts.passages);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const { created = 0, updated = 0, unchanged = 0, deleted = 0 } = report ?? {};
  const problems = [...corpus.problems, ...(report?.problems ?? [])];
  const lines = [
    `段落：新增 ${created}，更新 ${updated}，未变 ${unchanged}，删除 ${deleted}`,
    `合计：来源 ${counts.sources} 个，文件 ${counts.documents} 份，条款 ${counts.clauses} 条，段落 ${counts.passages} 个，标准问 ${counts.questions} 条`,
    `用时：${seconds} 秒`,
    `索引：${folders.indexDir}`,
    ...problems.map(
      ({ file, line, message }) => `问题：${file}${line === null ? '' : ` 第 ${line} 行`}：${message}`,
    ),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return problems.length === 0 ? 0 : 1;
}
