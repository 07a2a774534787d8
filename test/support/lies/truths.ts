/** True sentences out of the words of the evidence, by rules that add nothing. @module */
import type { EvidenceItem, EvidenceUnit } from '../../../src/answering/check-draft/evidence.ts';
import type { Corpus } from '../../../src/gazette/model.ts';
import type { Truth } from './lie.ts';

const longest = 130;
const shortest = 8;
const longestCell = 60;

export function evidenceTruths(evidence: readonly EvidenceItem[], corpus: Corpus): Truth[] {
  return evidence
    .filter(({ kind }) => kind === 'clause')
    .flatMap(({ token, units }) =>
      units.flatMap((unit) => {
        const isRow = unit.clause !== null && corpus.clauses[unit.clause]?.row !== null;
        const origin = isRow ? ('row' as const) : ('sentence' as const);
        const texts = isRow ? rowSentences(unit) : [...plainSentences(unit)];
        return texts.map((text) => ({ text, tokens: [token], origin, unit }));
      }),
    );
}

/** 第七条本区… → 本区…; the parts of a long sentence between semicolons stand alone. */
function* plainSentences(unit: EvidenceUnit): Iterable<string> {
  const text = withoutNumber(unit.text).replace(/[。！？；;：\s]+$/, '');
  if (text.length < shortest || /[：:]$/.test(unit.text.trim())) return;
  if (text.length <= longest) yield text;
  else
    for (const part of text.split('；').slice(0, 1))
      if (part.length >= shortest && part.length <= longest && !part.includes('：')) yield part;
}

const withoutNumber = (text: string): string =>
  text
    .trim()
    .replace(/^第[一二三四五六七八九十百]+条/, '')
    .replace(/^(?:[（(][一二三四五六七八九十\d]+[）)]|\d+[.、]|[一二三四五六七八九十]+、|——)\s*/, '');

/** 主要指标 吸烟率；基线 24.7% → 吸烟率的基线是24.7%. */
function rowSentences({ text }: EvidenceUnit): string[] {
  const [name, ...rest] = text
    .split('；')
    .map((cell) => ({
      head: cell.slice(0, cell.indexOf(' ')),
      value: cell.slice(cell.indexOf(' ') + 1).trim(),
    }))
    .filter(({ head, value }) => head !== '' && value !== '' && !/序号|备注|属性/.test(head));
  if (name === undefined || name.value.length > longestCell) return [];
  return rest
    .filter(({ value }) => value.length <= longestCell)
    .map(({ head, value }) => `${name.value}的${head}是${value}`);
}

/** What the engine says of its calculation, without its marks. */
export function calculationTruths(evidence: readonly EvidenceItem[], answer: string): Truth[] {
  const item = evidence.find(({ kind }) => kind === 'calculation');
  if (item === undefined) return [];
  return answer
    .replace(/\[\d+\]/g, '')
    .split('\n')
    .filter((line) => /^(?:【规则计算】|怎么算)/.test(line) && !line.includes('如果是'))
    .flatMap((line) =>
      line
        .replace(/^【规则计算】/, '')
        .replace(/^(?:文件已届满，按原规定|期间已结束，按当时的规定|怎么算)：/, '')
        .split(/[；。]/),
    )
    .map((text) => text.replace(/（(?:[^（）]|（[^（）]*）)*第?[^（）]*[条）]）?$/, '').trim())
    .filter((text) => text.length >= 6 && text.length <= longest && !text.endsWith('：'))
    .map((text) => ({ text, tokens: [item.token], origin: 'calculation' as const, unit: null }));
}

/** A person's draft, sentence by sentence. */
export function writtenTruths(draft: string): Truth[] {
  return draft.split(/(?<=。)|\n/).flatMap((line) => {
    const tokens = [...line.matchAll(/\[([SCD]\d+)\]/g)].map((match) => match[1] ?? '');
    const text = line
      .replace(/\[[SCD]\d+\]/g, '')
      .replace(/^[\s|]*(?:- |\d+\. )?|[。：\s|]+$/g, '')
      .replace(/\s*\|\s*/g, '：');
    return tokens.length === 0 || text.length < 4
      ? []
      : [{ text, tokens, origin: 'written' as const, unit: null }];
  });
}
