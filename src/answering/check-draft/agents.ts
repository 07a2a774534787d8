/** Who does what: 甲核定后交乙 told as 乙核定后交甲 has every word of the rule. @module */
import type { DraftFigure } from './draft-figures.ts';
import type { Words } from './explain.ts';

const body =
  /(?:[省市区县镇](?:(?![和与及、])\p{Script=Han}){1,8}?(?:局|办(?![法理公事])|部门|委员会|政府|中心|医院|卫生院|学校|机构)|镇\(场\))/u;
const acting = new RegExp(
  `(?:^(?:先|再|最后)?|由|经|送|报|交|转)(${body.source})(?:应当|应|要|须|负责|再|先|会|来)*(\\p{Script=Han}{2})`,
  'u',
);
const known = new RegExp(body.source, 'gu');

const stem = (office: string): string =>
  office.replace(/^[省市区县镇]/, '').replace(/(?:局|办|部门|委员会|分局)$/, '');

/** The body that the rule has do this, where it is another than the draft says; null for none. */
export function otherAgent(stretch: string, texts: readonly string[], words: Words): string | null {
  const found = acting.exec(stretch);
  const [whole = '', office, act] = found ?? [];
  if (found === null || office === undefined || act === undefined) return null;
  // 由甲把补助划拨到医院: what is done stands behind what it is done with.
  const acts = /^[把将]/.test(act)
    ? pairsOf(stretch.slice(found.index + whole.length - 1))
    : [act, ...words.official(act).filter((other) => other.length > 1)];
  let other: string | null = null;
  for (const text of texts)
    for (const near of acts.flatMap((each) => leadsTo(text, each))) {
      const agent = [...near.matchAll(known)].at(-1)?.[0];
      if (agent === undefined) continue;
      if (near.includes(stem(office))) return null;
      other = agent;
    }
  return other;
}

const pairsOf = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));

/** For each place of the act, the stretch that leads to it. */
function leadsTo(text: string, act: string): string[] {
  const found: string[] = [];
  for (let at = text.indexOf(act); at >= 0; at = text.indexOf(act, at + 1))
    found.push(
      text
        .slice(0, at)
        .split(/[,;。:]/)
        .at(-1) ?? '',
    );
  return found;
}

const leading =
  /(?:^|[,;。:])(?:由|经)?([\p{Script=Han}()]{1,10}?(?:局|部门|办公室|政府|中心|医院|卫生院|学校|公司|\(场\)|村\(居\)委会))/gu;

/** 甲在3日内决定，在批准后5日内申请: who acts is only named before the first figure. */
export function carriedOver(text: string, chosen: readonly DraftFigure[]): string {
  const first = Math.min(...chosen.map(({ from }) => from));
  const lead = Number.isFinite(first) ? (text.slice(0, first).split(/[;。]/).at(-1) ?? '') : '';
  return [...lead.matchAll(leading)].at(-1)?.[1] ?? '';
}

const roles: readonly (readonly [RegExp, RegExp])[] = [
  [/负责|牵头/, /责任|牵头|负责|主办/],
  [/协助|配合/, /协助|配合|参与/],
];

/** A body in a role that the row has another cell for. @param row Cells as `head cell`, between ;. */
export function otherRole(stretch: string, row: string): boolean {
  const cells = row.split(';');
  const said = roles.filter(([word]) => word.test(stretch));
  const [role] = said;
  if (role === undefined || said.length > 1) return false;
  const cell = cells.find((each) => role[1].test(each.slice(0, longestHead)));
  if (cell === undefined) return false;
  return [...stretch.matchAll(known)].some(
    ([office]) => !cell.includes(stem(office)) && row.includes(stem(office)),
  );
}

const longestHead = 8;
