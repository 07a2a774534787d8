/** Which documents a question about metadata means: by 文号, by serial, by words of a title, or from the turns before. @module */
import { findPeriods } from '../gazette/chinese-date.ts';
import { findDocumentNumbers, parseSerialMention } from '../gazette/document-number.ts';
import type { Corpus, DocumentNumber } from '../gazette/model.ts';
import { findRegions, isWithin, regionOfText } from '../gazette/region.ts';
import { normalise } from '../retrieval/normalise.ts';
import { documentKindsIn } from './status-intent.ts';

/** A document that a question means; one of `document` and `number` is always there. */
export interface StatusTarget {
  /** Index into `Corpus.documents`; null when only its number is known. */
  readonly document: number | null;
  readonly number: DocumentNumber | null;
  readonly title: string | null;
}

export interface Resolution {
  readonly targets: readonly StatusTarget[];
  /** Numbers said that no gazette has or mentions. */
  readonly unknown: readonly DocumentNumber[];
  /** A serial said that fits no document (99号文), as written. */
  readonly unknownSerial: string | null;
  readonly by: 'number' | 'serial' | 'title' | 'context';
  /** A word in the question itself said that a document is meant (文号 or 16号文, not a bare 16号). */
  readonly explicit: boolean;
}

/** Resolves 文号 and serials said in the text; null when it says none. @param bareSerials also take 41号 without 文 */
export function resolveNumbers(corpus: Corpus, normalised: string, bareSerials: boolean): Resolution | null {
  const numbers = findDocumentNumbers(normalised).map((found) => found.number);
  if (numbers.length > 0) {
    const targets: StatusTarget[] = [];
    const unknown: DocumentNumber[] = [];
    for (const number of numbers) {
      const known = knownByNumber(corpus, number);
      if (known.length === 0) unknown.push(number);
      for (const target of known) pushTarget(targets, target);
    }
    return { targets, unknown, unknownSerial: null, by: 'number', explicit: true };
  }
  const mentions = parseSerialMention(normalised).filter((mention) => mention.explicit || bareSerials);
  if (mentions.length === 0) return null;
  const targets: StatusTarget[] = [];
  let unknownSerial: string | null = null;
  const yearSaid = describedYear(normalised);
  for (const mention of mentions) {
    const inYear = knownBySerial(corpus, mention.serial, mention.year ?? yearSaid);
    // 2019年16号文还有效吗 may ask about 2019
    const known = inYear.length > 0 ? inYear : knownBySerial(corpus, mention.serial, null);
    if (known.length === 0 && mention.explicit) unknownSerial ??= mention.written;
    for (const target of known) pushTarget(targets, target);
  }
  if (targets.length === 0 && unknownSerial === null) return null;
  // 17号文的大数据计划 tells which of the three is meant
  const titled = targets.length > 1 ? resolveTitle(corpus, normalised) : [];
  const narrowed = targets.filter((target) =>
    titled.some(
      (each) => each.document === target.document && each.number?.canonical === target.number?.canonical,
    ),
  );
  return {
    targets: narrowed.length > 0 ? narrowed : targets,
    unknown: [],
    unknownSerial,
    by: 'serial',
    explicit: mentions.some((mention) => mention.explicit),
  };
}

/** 2020年清新府办〔2018〕16号还有效吗 → 2020年还有效吗 */
export function withoutNumbers(text: string): string {
  let rest = '';
  let reached = 0;
  for (const { start, end } of findDocumentNumbers(text)) {
    rest += text.slice(reached, start);
    reached = end;
  }
  return (rest + text.slice(reached)).replace(/第?\d+号(?:文件|文|通知|令)?(?:的)?/g, '');
}

/** Documents whose title shares distinctive words with the text; empty when none does clearly. */
export function resolveTitle(corpus: Corpus, normalised: string, hints = normalised): StatusTarget[] {
  const year = describedYear(hints);
  const kinds = documentKindsIn(hints);
  const old = /旧|老(?!人|师|百|豆|窦|婆|公|乡|年)|以前|原来|原先|之前|上一|前一|从前/.test(hints);
  const place = findRegions(normalised)[0]?.fullPath ?? corpus.homeRegion;
  const entries = titlesOf(corpus);
  const pool = entries.filter(
    (entry) =>
      (kinds.length === 0 || kinds.some((kind) => entry.normal.includes(kind))) &&
      fitsPlace(corpus, entry, place),
  );
  // how telling a word is depends on the titles that can be meant at all
  const frequency = new Map<string, number>();
  // an ended document shares the words of its successor's title: that makes them no less telling
  const counted = pool.some((entry) => !entry.ended) ? pool.filter((entry) => !entry.ended) : pool;
  for (const { grams } of counted)
    for (const gram of grams) frequency.set(gram, (frequency.get(gram) ?? 0) + 1);
  const asked = distinctive(stripQuestionWords(normalised));
  const scored = pool.flatMap((entry) => {
    const shared = [...entry.grams].filter((gram) => asked.has(gram));
    if (shared.length === 0) return [];
    let score = 0;
    for (const gram of shared)
      score += Math.log(1 + Math.max(entries.length, leastTitles) / (frequency.get(gram) ?? 1));
    const saidYear =
      year === null || entry.year === null
        ? 0
        : year === entry.year || entry.normal.includes(`${year}年`)
          ? 3
          : -4;
    if (/试行|暂行/.test(hints) && /试行|暂行/.test(entry.normal)) score += 1;
    if (entry.ended && old) score += 2;
    if (!entry.ended && old && entry.document !== null) score -= 1;
    return [{ entry, score: score + saidYear }];
  });
  scored.sort((left, right) => right.score - left.score || rank(left.entry) - rank(right.entry));
  const best = scored[0];
  if (best === undefined || best.score < leastTitleScore) return [];
  const near = scored.filter(
    (each) => each.score >= best.score * 0.75 && (rank(each.entry) < 2 || rank(best.entry) === 2),
  );
  // 医疗救助暂行办法 is the title of the present document and of the one that it repealed: the better reading is meant
  const close = near.filter(
    ({ entry }, at) => near.findIndex((each) => sameGrams(each.entry.grams, entry.grams)) === at,
  );
  return close
    .slice(0, 3)
    .map(({ entry }) => ({ document: entry.document, number: entry.number, title: entry.title }));
}

/** The year that says which document is meant (2014年的旧版本, 2015年有个办法), not the time asked about. */
export function describedYear(normalised: string): number | null {
  for (const period of findPeriods(normalised)) {
    if (period.isRange || period.impossible) continue;
    const after = normalised.slice(period.end);
    const day = period.first ?? period.last;
    if (day === null) continue;
    const described =
      /^\s*(?:的(?!时候)|度|印发|发布|发(?!生)|出台|制定|定的|那(?!时|会)|嗰(?!时|阵)|这|版|有个|有份|办法|方案|规划|“|《|\d+号)/.test(
        after,
      );
    if (
      described ||
      (period.grain === 'year' &&
        /^\s*(?:还|仲)/.test(after) &&
        /\s$/.test(normalised.slice(0, period.start)))
    ) {
      return Number(day.slice(0, 4));
    }
  }
  return null;
}

interface TitleEntry extends StatusTarget {
  readonly title: string;
  readonly normal: string;
  /** Distinctive bigrams of the title without issuer and set phrases. */
  readonly grams: ReadonlySet<string>;
  readonly year: number | null;
  readonly region: string | null;
  readonly ended: boolean;
}

const leastTitleScore = 3.2;
/** A corpus of fewer titles is weighed as if it had this many. */
const leastTitles = 40;
const titleCache = new WeakMap<Corpus, readonly TitleEntry[]>();

function titlesOf(corpus: Corpus): readonly TitleEntry[] {
  const known = titleCache.get(corpus);
  if (known !== undefined) return known;
  const entries: TitleEntry[] = [];
  corpus.documents.forEach((document, index) => {
    if (document.standing === 'reference') return;
    const region = document.region ?? regionOfText(document.title);
    entries.push(entryOf(index, document.number, document.title, document.issuedOn, region));
  });
  for (const mentioned of corpus.mentioned.values()) {
    if (mentioned.document !== null || mentioned.title === null) continue;
    const ended = mentioned.relations.some((relation) => relation.kind !== 'mentions');
    const byReference = mentioned.relations.every(
      (relation) => corpus.documents[relation.by]?.standing === 'reference',
    );
    if (byReference) continue;
    const entry = entryOf(null, mentioned.number, mentioned.title, null, regionOfText(mentioned.title));
    entries.push({ ...entry, ended });
  }
  titleCache.set(corpus, entries);
  return entries;
}

function entryOf(
  document: number | null,
  number: DocumentNumber | null,
  title: string,
  issuedOn: string | null,
  region: string | null,
): TitleEntry {
  const normal = normalise(title).replace(/\s/g, '');
  // 云亭区人民政府关于印发云亭区养犬办法的通知: its own place tells no title from another.
  const place = /^(\p{Script=Han}{1,12}?[省市县区旗州])(?:人民)?政府/u.exec(normal)?.[1];
  const core = (place === undefined ? normal : normal.replaceAll(place, '|'))
    .replace(/^.{0,16}?人民政府(?:办公室|办公厅)?/, '')
    .replace(/清远市|清新区|广东省|全区|我区/g, '|')
    .replace(/关于|印发|转发|的通知|等部门|\d+|[()~-]/g, '|')
    .replace(kindWords, '|');
  const year =
    number !== null && number.year > 0
      ? number.year
      : issuedOn === null
        ? null
        : Number(issuedOn.slice(0, 4));
  return { document, number, title, normal, grams: distinctive(core), year, region, ended: false };
}

function sameGrams(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return left.size === right.size && [...left].every((gram) => right.has(gram));
}

/** Present documents first, then ended ones, then those merely cited. */
function rank(entry: TitleEntry): number {
  return entry.document !== null ? 0 : entry.ended ? 1 : 2;
}

function fitsPlace(corpus: Corpus, entry: TitleEntry, place: string | null): boolean {
  if (place === null) return true;
  const { region } = entry;
  const home = corpus.homeRegion;
  if (home !== null && isWithin(place, home)) return region === null ? entry.ended : isWithin(region, home);
  return region !== null && isWithin(region, place) && isWithin(place, region);
}

/** Words for kinds of documents are weighed as kinds, not as title words. */
const kindWords = /规划|方案|办法|计划|意见|通告|公示|通知|细则|条例/g;
/** Bigrams too common in titles and questions to tell documents apart. */
const common = new Set(
  '管理 实施 工作 行动 建设 设实 补助 补贴 推进 进全 全面 开展 加强 试行 暂行 标准 人民 政府 部分 规范 范性 性文 文件 件的 区的 年的 服务 经费 费补 助实 发展 展行 改革 革的 专项 项行 部门 单位 公告 决定 规定 政策 安排 情况 办公 公室 社会 会达 达标'.split(
    ' ',
  ),
);

function distinctive(text: string): Set<string> {
  const grams = new Set<string>();
  for (let at = 0; at + 1 < text.length; at += 1) {
    const gram = text.slice(at, at + 2);
    if (/^[\u4e00-\u9fffa-z]{2}$/.test(gram) && !common.has(gram)) grams.add(gram);
  }
  return grams;
}

function stripQuestionWords(text: string): string {
  return text
    .replace(kindWords, '|')
    .replace(
      /现在|目前|而家|还有效|有效期?|失效|过期|作废|废止|用得着|算数|依据|什么时候|几时|到期|清新区?|清远市?|请问|听讲|听说|是不是|有没有|仲有冇用|文件|那份|这份|版本|\d+年?/g,
      '|',
    );
}

function pushTarget(targets: StatusTarget[], target: StatusTarget): void {
  const same = (other: StatusTarget): boolean =>
    other.document === target.document && other.number?.canonical === target.number?.canonical;
  if (!targets.some(same)) targets.push(target);
}

function knownByNumber(corpus: Corpus, said: DocumentNumber): StatusTarget[] {
  const exact = targetsWhere(corpus, (number) => number.canonical === said.canonical);
  if (exact.length > 0) return exact;
  // 清新区府办, 区府办, 府办 for 清新府办; 广东省人民政府令 for 省政府令
  const code = plainCode(said.issuerCode);
  const alike = targetsWhere(corpus, (number) => {
    if (number.year !== said.year || number.serial !== said.serial) return false;
    const other = plainCode(number.issuerCode);
    return other.endsWith(code) || code.endsWith(other);
  });
  return alike.length === 1 ? alike : [];
}

function plainCode(code: string): string {
  return code
    .replace(/人民政府|政府/g, '府')
    .replace(/办公室|办公厅/g, '办')
    .replace(/[市区县]/g, '');
}

function knownBySerial(corpus: Corpus, serial: number, year: number | null): StatusTarget[] {
  const fits = (number: DocumentNumber): boolean =>
    number.serial === serial && (year === null || number.year === year);
  const all = targetsWhere(corpus, fits);
  const local = all.filter((target) => target.document !== null || isEnded(corpus, target.number));
  return (local.length > 0 ? local : all).slice(0, 5);
}

function isEnded(corpus: Corpus, number: DocumentNumber | null): boolean {
  if (number === null) return false;
  const relations = corpus.mentioned.get(number.canonical)?.relations ?? [];
  return relations.some((relation) => relation.kind !== 'mentions');
}

function targetsWhere(corpus: Corpus, accept: (number: DocumentNumber) => boolean): StatusTarget[] {
  const targets: StatusTarget[] = [];
  corpus.documents.forEach((document, index) => {
    if (document.number !== null && accept(document.number)) {
      targets.push({ document: index, number: document.number, title: document.title });
    }
  });
  for (const mentioned of corpus.mentioned.values()) {
    if (mentioned.document === null && mentioned.number !== null && accept(mentioned.number)) {
      targets.push({ document: null, number: mentioned.number, title: mentioned.title });
    }
  }
  return targets;
}
