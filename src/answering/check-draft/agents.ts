/** Who does what: 甲核定后交乙 told as 乙核定后交甲 has every word of the rule. @module */
import type { DraftFigure } from './draft-figures.ts';
import type { Words } from './explain.ts';

const body =
  /(?:[省市区县镇](?:(?![和与及、])\p{Script=Han}){1,8}?(?:局|办(?![法理公事])|部门|委员会|政府|中心|医院|卫生院|学校|机构|站)|镇\(场\)|村\(居\)委会|村委会|居委会|(?:定点)?医疗机构|银行)/u;
const acting = new RegExp(
  `(?:^(?:先|再|最后)?|由|经|送|报|交|转|向|到)(${body.source})(?:应当|应|要|须|负责|再|先|会|来)*(\\p{Script=Han}{2,6})`,
  'u',
);
const known = new RegExp(body.source, 'gu');

/** The office that an office is a part of, by its first two letters. */
const placed = /设在[省市区县镇]?(\p{Script=Han}{2})/u;

const stem = (office: string): string =>
  /^镇(?:\(场\)|(?:人民)?政府)$/.test(office)
    ? '镇'
    : /^村\(|^[村居]委会$/.test(office)
      ? '委会'
      : office.replace(/^[省市区县镇]/, '').replace(/(?:局|办|部门|委员会|分局)$/, '');

/** The body that the rule has do this, where it is another than the draft says; null for none. */
export function otherAgent(stretch: string, texts: readonly string[], words: Words): string | null {
  const place = placed.exec(stretch)?.[1];
  const places = texts.flatMap((text) => [...text.matchAll(new RegExp(placed, 'gu'))].map((each) => each[1]));
  if (place !== undefined && places.length > 0 && !places.includes(place)) return places[0] ?? null;
  const found = acting.exec(stretch);
  const [whole = '', office, act] = found ?? [];
  const towards = /^[向送报交转到]/.exec(whole)?.[0];
  if (found === null || office === undefined || act === undefined) return null;
  // 由甲把补助划拨到医院: what is done stands behind what it is done with.
  const acts = /^[把将]/.test(act)
    ? pairsOf(stretch.slice(found.index + whole.length - act.length + 1))
    : [longestIn(act, texts), ...words.official(act.slice(0, 2)).filter((other) => other.length > 1)];
  let other: string | null = null;
  for (const text of texts)
    for (const lead of acts.flatMap((each) => leadsTo(text, each))) {
      // 凭医疗机构的材料向镇(场)提出: whom it goes to stands behind the same word.
      const near = towards === undefined ? lead : lead.slice(Math.max(0, lead.lastIndexOf(towards)));
      const agent = [...near.matchAll(known)].at(-1)?.[0];
      if (agent === undefined) continue;
      if (near.includes(stem(office))) return null;
      other = agent;
    }
  return other;
}

/** As much of what is done as the rule says in one stretch, two letters at least. */
function longestIn(act: string, texts: readonly string[]): string {
  for (let long = act.length; long > 2; long -= 1)
    if (texts.some((text) => text.includes(act.slice(0, long)))) return act.slice(0, long);
  return act.slice(0, 2);
}

const pairsOf = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));

/** 区财政局:负责落实…: the body stands before a colon. */
const headed = new RegExp(`(${body.source}):`, 'gu');

/** For each place of the act, the stretch that leads to it. */
function leadsTo(text: string, act: string): string[] {
  const found: string[] = [];
  for (let at = text.indexOf(act); at >= 0; at = text.indexOf(act, at + 1))
    found.push(/[^,;。:]*$/.exec(text.slice(0, at).replace(headed, '$1'))?.[0] ?? '');
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
