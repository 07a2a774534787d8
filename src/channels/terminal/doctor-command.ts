import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { ParameterProblem } from '../../calculators/check-parameters.ts';
import { allParameters, allSources, checkAllParameters } from '../../calculators/parameters.ts';
import { type Config, loadConfig, packageRoot } from '../../config.ts';
import { createEditionFolder, latestLayers } from '../../editions/edition-folder.ts';
import { WenzhengError } from '../../errors.ts';
import type { Corpus } from '../../gazette/model.ts';
import type { CorpusOverlay } from '../../gazette/overlay.ts';
import { corpusDigest, readCorpus } from '../../gazette/read-corpus.ts';
import { openIndex } from '../../retrieval/open-index.ts';
import { readThesaurusText } from '../../retrieval/read-thesaurus-text.ts';
import { thesaurusDigest } from '../../retrieval/thesaurus.ts';
import { checkModels } from './doctor-models.ts';
import { checkStoreAndSettings } from './doctor-store.ts';
import type { Finding } from './finding.ts';
import { type FolderOptions, resolveFolders } from './folders.ts';
import { withoutControls } from './terminal-text.ts';

/**
 * Looks at everything that an installation needs and says how to mend what is wrong.
 * @param env With `CI` set, a missing vector addon is a fault instead of a note.
 * @returns exit code: 1 when something has to be mended.
 */
export async function runDoctor(options: FolderOptions, env: NodeJS.ProcessEnv): Promise<number> {
  const findings = [checkNode(process.versions.node)];
  const config = tell(findings, '设置', () => {
    const loaded = loadConfig(env);
    return { value: loaded, text: '全部可用' };
  });
  const folders = resolveFolders(options, config?.WENZHENG_DATA_DIR ?? join(packageRoot, 'var'));
  const layers = tell(findings, '公报的改动', () => {
    const latest = latestLayers(folders.editionsDir);
    return { value: latest, text: describeEditions(folders.editionsDir, latest.edition) };
  });
  const gazettes = tell(findings, '公报', () => {
    const corpus = readCorpus(folders.corpusDir, layers?.overlay);
    const [problem] = corpus.problems;
    if (problem) {
      const place = problem.line === null ? problem.file : `${problem.file} 第 ${problem.line} 行`;
      throw new WenzhengError('corpus_unreadable', `${place}：${problem.message}`);
    }
    return {
      value: corpus,
      text: `${corpus.sources.length} 个来源、${corpus.documents.length} 份文件（${folders.corpusDir}）`,
    };
  });
  if (gazettes) findings.push(checkFigures(gazettes));
  findings.push(
    await checkIndex(folders.corpusDir, layers?.indexDir ?? folders.indexDir, layers?.overlay),
    await checkVectorAddon(Boolean(env['CI'])),
  );
  findings.push(checkWritable('索引文件夹', folders.indexDir, '--index'));
  if (config) {
    findings.push(checkWritable('数据文件夹', config.WENZHENG_DATA_DIR, 'WENZHENG_DATA_DIR'));
    findings.push(await checkPort(config), ...(await checkStoreAndSettings(config)));
    findings.push(...(await checkModels(config)));
  }
  for (const { passed, text } of findings)
    process.stdout.write(`${passed ? '✓' : '✗'} ${withoutControls(text)}\n`);
  return findings.every(({ passed }) => passed) ? 0 : 1;
}

/** Adds what a check found, or the sentence of the WenzhengError that it threw. */
function tell<Value>(
  findings: Finding[],
  subject: string,
  check: () => { value: Value; text: string },
): Value | null {
  try {
    const { value, text } = check();
    findings.push({ passed: true, text: `${subject}：${text}` });
    return value;
  } catch (error) {
    if (!(error instanceof WenzhengError)) throw error;
    findings.push({ passed: false, text: `${subject}：${error.message}` });
    return null;
  }
}

/** @throws WenzhengError where an earlier edition is in use than the one that was published */
function describeEditions(editionsDir: string, latest: number): string {
  const missing = createEditionFolder(editionsDir).missing();
  const published = missing.at(-1) ?? 0;
  if (published > latest)
    throw new WenzhengError(
      'corpus_unreadable',
      `发布过第 ${published} 版，它的文件不见了，现在用的是${latest === 0 ? '自带公报' : `第 ${latest} 版`}；请从备份恢复 ${editionsDir}，没有备份就把那一版的改动再发布一次`,
    );
  if (latest === 0) return '没有';
  return `已发布到第 ${latest} 版${missing.length === 0 ? '' : `（第 ${missing.join('、')} 版的文件不见了，不影响在用的，但不能恢复到那一版）`}`;
}

function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const passed = major > 20 || (major === 20 && minor >= 19);
  return { passed, text: `Node.js ${version}${passed ? '' : '：版本太旧，请安装 20.19 或更新的版本'}` };
}

/**
 * Whether every figure of the calculators still stands in the gazettes. A corpus of other documents has nothing to compare with.
 * @param check For tests.
 */
export function checkFigures(
  corpus: Corpus,
  check: (textOf: (documentNumber: string) => string) => readonly ParameterProblem[] = checkAllParameters,
): Finding {
  const textOf = (documentNumber: string): string => {
    const document = corpus.documents.find(({ number }) => number?.canonical === documentNumber);
    const clauses = document === undefined ? [] : corpus.clauses.slice(...document.clauses);
    return clauses.map(({ text }) => text).join('\n');
  };
  if (allParameters.every(({ documentNumber }) => textOf(documentNumber) === '')) {
    return { passed: true, text: '计算参数：公报里没有计算器依据的文件，计算器照自带的参数计算' };
  }
  const problems = check(textOf);
  const [first] = problems;
  if (first === undefined) {
    return {
      passed: true,
      text: `计算参数：${allParameters.length} 个参数、${allSources.length} 处引文都与公报一致`,
    };
  }
  return {
    passed: false,
    text: `计算参数：${problems.length} 处与公报对不上，请改回公报的数值和原文，或恢复公报文件；第一处：${first.message}`,
  };
}

async function checkIndex(
  corpusDir: string,
  indexDir: string,
  overlay: CorpusOverlay | undefined,
): Promise<Finding> {
  if (!existsSync(join(indexDir, 'current.json'))) {
    return {
      passed: true,
      text: '索引：还没有建立，第一次提问时会自动建立（也可现在运行 npx wenzheng index）',
    };
  }
  try {
    const { manifest } = await openIndex(indexDir, {
      expectedCorpusDigest: corpusDigest(corpusDir, overlay),
      expectedThesaurusDigest: thesaurusDigest(readThesaurusText(corpusDir)),
      corpusDir,
    });
    return { passed: true, text: `索引：与公报一致，${manifest.counts.passages} 个段落（${indexDir}）` };
  } catch (error) {
    if (!(error instanceof WenzhengError)) throw error;
    return { passed: false, text: `索引：${error.message}` };
  }
}

async function checkVectorAddon(required: boolean): Promise<Finding> {
  try {
    await import('hnswlib-node');
    return { passed: true, text: '向量库：hnswlib-node 已加载' };
  } catch {
    const remedy = '安装 C++ 编译器（Debian 上是 build-essential 和 python3）后重新运行 npm ci';
    return required
      ? { passed: false, text: `向量库：hnswlib-node 没有装好，请${remedy}` }
      : {
          passed: true,
          text: `向量库：hnswlib-node 没有装好，由精确检索代替，结果相同、大语料时较慢；要用它请${remedy}`,
        };
  }
}

/** A folder that does not exist yet is fine when it can be made. */
function checkWritable(subject: string, folder: string, setting: string): Finding {
  let existing = folder;
  while (!existsSync(existing) && dirname(existing) !== existing) existing = dirname(existing);
  if (!statSync(existing).isDirectory())
    return { passed: false, text: `${subject}：${existing} 不是文件夹，请用 ${setting} 换一个文件夹` };
  try {
    accessSync(existing, constants.W_OK);
    return { passed: true, text: `${subject}：可写（${folder}）` };
  } catch {
    return { passed: false, text: `${subject}：${existing} 不可写，请改权限，或用 ${setting} 换一个文件夹` };
  }
}

async function checkPort({ WENZHENG_HOST: host, WENZHENG_PORT: port }: Config): Promise<Finding> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    return { passed: true, text: `端口：${host}:${port} 空闲` };
  } catch {
    if (await isOurs(host, port)) return { passed: true, text: `端口：${host}:${port} 问政正在运行` };
    return {
      passed: false,
      text: `端口：${host}:${port} 用不了，请停止占用它的程序，或用 WENZHENG_PORT 换一个端口`,
    };
  } finally {
    server.close();
  }
}

/** Whether what listens there answers as a server of this program does. */
async function isOurs(host: string, port: number): Promise<boolean> {
  const address = host.includes(':') ? `[${host}]` : host;
  try {
    const response = await fetch(`http://${address}:${port}/healthz`, { signal: AbortSignal.timeout(2000) });
    return z.object({ corpusDigest: z.string() }).safeParse(await response.json()).success;
  } catch {
    return false;
  }
}
