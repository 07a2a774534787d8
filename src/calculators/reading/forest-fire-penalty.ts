/**
 * Facts of 野外用火处罚 from a person's words.
 * @module
 */
import { positionInPeriod } from '../schemes/date-in-period.ts';
import { forestFirePenaltyParameters } from '../schemes/forest-fire-penalty-parameters.ts';
import { datesWithYear, type YearedDate } from './dates-with-year.ts';
import { readClosely } from './close-polarity.ts';
import { readDates } from './read-dates.ts';
import type { ReadFact, SchemeReader } from './scheme-reader.ts';
import type { Sentence } from './sentence.ts';

const { banFrom, banTo } = forestFirePenaltyParameters;

const burning =
  /烧(?!伤|烤店)|动火|焚烧|点火|生火|用火|放火|野炊|煮饭|炼山|燃放|烟花|爆竹|鞭炮|点蜡烛|上香|祭祖|祭扫|扫墓|拜山|上坟|吸烟|抽烟|烟头/;
const place = /森林|防火区|林区|山[上头林火]|上山|进山|田埂|田基|禁火|野外|荒地|秸秆|林边|林地|坟|(?<=烧)山/;
const ban = /禁火期/;
/** The period itself is asked for, not a day of it. */
const whichDay = /几[时号日月]|什么时候|何时|哪天|哪几|边日|多久|起止|由几|从几/;
const penalty = /罚|处罚|处理|后果|责任/;

const zone = /(?:森林)?防火区/;
const besideZone = /防火区(?:范围|区域)?(?:以外|之外|外)/;
const nearZone = /防火区(?:范围)?(?:旁边?|边上?|附近|隔[篱壁]|周边)/;

/** 未经镇政府批准, 冇报批, 没批就烧; not 有没有批准. */
const unapproved =
  /(?<![有经])(?:没有?|未|冇|无)[^,。;!?、引火但而]{0,10}?(?:批准|审批|报批|批文|许可|申请|报备|批)|擅自|私自|未批先|偷偷/;
const approved = /(?:批准|审批|许可)(?:了|过|通过)?|批文|批咗|批了/;
const ofRule =
  /(?:要|需|需要|必须|应当?|先|才能|唔使|不用|点样|怎么|如何)(?:得到|经过?|取得|办理?|去|向|申请)*$/;

const ownFire =
  /我(?!(?:们|哋|咱)?(?:想?问|要问|咨询|公司|单位|厂|校|局|店|镇|区|村委|省|市|县|国))[^,。;!?]{0,25}?(?:烧|点火|生火|用火|放火|野炊|炼山|祭|拜山|扫墓|上坟|抽烟|吸烟|丢烟头)/;
const person =
  /个人|村民|居民|农民|农户|市民|游客|驴友|本人|老人家?|老伯|老汉|大爷|大叔|大妈|大伯|大婶|(?:阿|我)(?:爸|妈|公(?!司)|婆|爷|伯|叔|哥|弟|姐|妹|嫂|姨|姑|舅|爹|奶)|老[豆窦母陈李张王黄林梁何刘罗](?!板)|邻居|隔[篱壁]|小孩|学生|孩子|细路|小朋友|亲戚|朋友|儿子|女儿|老公|老婆|[个阿我](?:仔|女)(?!细|士)|侄|外甥|孙[子女]|[舅姑姨][父妈丈婆]/;
const unit =
  /公司|企业|(?<!用火)单位|施工队|施工方|工程队|工地|项目部|承包商|学校|[中小]学(?!生)|工厂|(?:砖|瓦|木|纸|电|化工|加工|水泥|陶瓷|木材|家具|食品|塑料|竹木)厂|[我该本]厂|村委会?|居委会|林场|机关|酒店|协会/;
const inBetween = /个体户|个体工商户|合作社|农家乐/;

const fire =
  /(?:引起|引发|引致|引燃|造成|导致|酿成|变成|烧成|发生|出现|起|成)(?:了|咗)?(?:一?[场次起宗])?(?:森林|山林|大|重大|小|较大)?(?:火灾|山火|林火)|(?:引起|引发|造成|导致|酿成)(?:了|咗)?(?:山林|森林)大火|(?:烧着|烧到|烧毁|烧坏|烧掉|点着|引燃|蔓延到?|烧咗|烧了)(?:了|咗)?(?:旁边|附近|后面|整[片座个]|[一成整]?[大小]?[片座个]|[\d.几一二两三四五六七八九十]+多?亩|成)?的?(?:山林|林地|林木|树林|森林|山头|后山|林子|树木)|山林烧着|(?:山林|林地|林木|树林|山头|树木)(?:都|也|被)?(?:烧|着火|起火|着咗火)|过火面积|火烧山|着(?:了|咗)山火/;
const noFire =
  /(?:没有?|冇|未)(?:烧开|烧大|烧着山|烧到山|烧到林|烧起来|烧着(?:嘢|东西|任何|什么|别)|着火|蔓延|着起来|起火(?!灾)|失火|出事)|(?:没有?|冇|未|无)(?:森林|山林)?(?:火灾|山火)/;
/** What might have been, or is feared. */
const unreal =
  /(?:没有?|冇|未)(?:把|将)[^,。;!?]{0,6}$|(?:差点|险些|差啲|如果|要是|假如|万一|假设|会不会|会唔会|会|可能|怕|担心|防止|避免|以免|容易)[^,。;!?]{0,8}$/;

const fineBefore =
  /(?:罚|罚款|罚金|罚单|处以?|拟罚|拟处|开了?|交了?)(?:款|金|了|咗|我|他|她|佢|们|哋|它|个人|单位|公司|村民|对方|的?金额|的?数额|是|为|按|:|\s)*$/;

export const forestFirePenaltyReader: SchemeReader = {
  scheme: 'forest-fire-penalty',
  topic: (sentence) => {
    if (sentence.mentions(ban).length > 0 || sentence.mentions(/森林防火[区令]/).length > 0) return 3;
    if (sentence.mentions(burning).length > 0 && sentence.mentions(place).length > 0) return 2;
    // 邻居引起火灾，我没有，罚我多少.
    return /火灾|山火/.test(sentence.text) && /罚/.test(sentence.text) ? 1 : 0;
  },
  read: (message) => {
    const sentence = readClosely(message);
    const date = dateOf(sentence);
    const facts = [
      ...zoneOf(sentence),
      ...approvalOf(sentence),
      ...subjectOf(sentence),
      ...fireOf(sentence),
      ...proposedOf(sentence),
    ];
    const dated: ReadFact[] =
      date?.iso === undefined || date.iso === null
        ? []
        : [{ key: 'date', value: date.iso, words: date.words }];
    const asked = sentence.mentions(ban)[0];
    const onlyBan: ReadFact[] =
      asked !== undefined &&
      isOneDay(date) &&
      facts.length === 0 &&
      sentence.mentions(penalty).length === 0 &&
      sentence.mentions(whichDay).length === 0
        ? [{ key: 'onlyBanPeriod', value: true, words: asked.words }]
        : [];
    return [...onlyBan, ...dated, ...facts];
  },
  isCase: (sentence, facts) => {
    const has = (key: string): boolean => facts.some((fact) => fact.key === key);
    if (has('onlyBanPeriod')) return true;
    const deciding = ['inZone', 'approved', 'subject', 'causedFire'].filter(has).length;
    const told = /我|咱|佢|他|她|某|邻居|隔[篱壁]|亲戚|朋友/.test(
      sentence.text.replace(/我(?:想|要)?(?:问|咨询)|其他/g, ''),
    );
    const particular =
      has('date') || has('proposed') || sentence.mentions(ownFire).length > 0 || (told && has('subject'));
    if (deciding === 1 && told && has('date') && sentence.mentions(penalty).length > 0) return true;
    return deciding === 4 || (deciding >= 2 && particular);
  },
  unclear: (sentence) => {
    const [date] = datesWithYear(sentence);
    if (date === undefined || date.iso !== null || sentence.mentions(burning).length === 0) return null;
    // In the days of the ban the scheme computes and says so; outside them the year decides.
    const inOrder = readDates(`${banFrom.value.slice(0, 4)}年${date.words}`, sentence.today)[0]?.iso ?? '';
    return positionInPeriod(inOrder, banFrom.value, banTo.value) === 'inside'
      ? null
      : `“${date.words}”是哪一年？请连年份一起说。`;
  },
};

/** 今天 is no day of the order's own year, and a whole year is no day. */
const isOneDay = (date: YearedDate | undefined): boolean =>
  date !== undefined && date.iso !== null && date.iso.length > 4 && !date.relative;

function zoneOf(sentence: Sentence): readonly ReadFact[] {
  const outside = sentence.says(besideZone);
  if (outside !== null) return [{ key: 'inZone', value: false, words: outside.words }];
  if (sentence.mentions(nearZone).length > 0) return [];
  const value = sentence.yesNo(zone);
  const found = value === true ? sentence.says(zone) : sentence.denies(zone);
  return value === undefined || found === null ? [] : [{ key: 'inZone', value, words: found.words }];
}

function approvalOf(sentence: Sentence): readonly ReadFact[] {
  const without =
    sentence
      .mentions(unapproved)
      .find(({ start, polarity }) => polarity !== 'asked' && !isAsked(sentence, start)) ??
    sentence.denies(approved) ??
    undefined;
  const [withIt] = sentence
    .mentions(approved)
    .filter(
      ({ polarity, start }) =>
        polarity === 'said' &&
        !ofRule.test(sentence.before(start)) &&
        !sentence.mentions(unapproved).some((other) => other.start <= start && start < other.end),
    );
  if ((without === undefined) === (withIt === undefined)) return [];
  const value = withIt !== undefined;
  return [{ key: 'approved', value, words: (withIt ?? without)?.words ?? '' }];
}

/** 是不是擅自, 有没有批准. */
const isAsked = (sentence: Sentence, start: number): boolean =>
  /(?:是不是|系咪|系唔系|算不算|算唔算|是否|如果)$/.test(sentence.before(start)) ||
  sentence.text.charAt(start - 1) === '有';

function subjectOf(sentence: Sentence): readonly ReadFact[] {
  const kinds = [
    ['个人', person],
    ['个人', ownFire],
    ['单位', unit],
    ['个体户、合作社', inBetween],
  ] as const;
  const found = kinds.flatMap(([value, pattern]) => {
    const named = sentence.mentions(pattern).filter(({ polarity }) => polarity !== 'denied');
    const [best] = named.toSorted((left) => (left.polarity === 'said' ? -1 : 1));
    return best === undefined
      ? []
      : [{ value, isSaid: best.polarity === 'said', words: best.words.slice(0, 12) }];
  });
  const [first] = found;
  // 个人罚了，还要罚单位吗: who is only asked about counts as well.
  if (first === undefined || !first.isSaid || found.some(({ value }) => value !== first.value)) return [];
  return [{ key: 'subject', value: first.value, words: first.words }];
}

function fireOf(sentence: Sentence): readonly ReadFact[] {
  const none = sentence.mentions(noFire).find(({ polarity }) => polarity !== 'asked');
  const real = sentence.mentions(fire).filter(({ start }) => !unreal.test(sentence.before(start)));
  const said = real.find(({ polarity }) => polarity === 'said');
  // 邻居引起火灾，我没有.
  const ofOthers =
    said !== undefined &&
    /^[^,。;!?]{0,6}[,。;](?:但是?|可是?|而|不过)?我(?:自己|这边)?(?:就|并|却|倒|又|都)?(?:没有?|冇)(?:烧[到着]?|引起|引发|有)?(?=[,。;!?]|$)/.test(
      sentence.text.slice(said.end),
    );
  if (said !== undefined && ofOthers) return [{ key: 'causedFire', value: false, words: said.words }];
  const denied = real.find(({ polarity }) => polarity === 'denied') ?? none;
  if ((said === undefined) === (denied === undefined)) return [];
  return [{ key: 'causedFire', value: said !== undefined, words: (said ?? denied)?.words ?? '' }];
}

function proposedOf(sentence: Sentence): readonly ReadFact[] {
  const fines = sentence.amounts.filter(
    ({ start, inexact }) => inexact === null && fineBefore.test(sentence.before(start)),
  );
  const [only] = fines;
  return only?.fen === undefined || only.fen === null || fines.length > 1
    ? []
    : [{ key: 'proposed', value: only.fen / 100, words: only.words }];
}

/** The day of the fire: the one that stands with the burning, or the only one. */
function dateOf(sentence: Sentence): YearedDate | undefined {
  const dates = datesWithYear(sentence);
  const close = dates.filter(({ end }) => burning.test(sentence.after(end)) || ban.test(sentence.after(end)));
  const chosen = close.length === 1 ? close[0] : dates.length === 1 ? dates[0] : undefined;
  if (chosen?.iso?.length !== 4) return chosen;
  // 清明 always lies in the first week of April.
  const festival = /^的?清明节?/.exec(sentence.text.slice(chosen.end))?.[0];
  return festival === undefined
    ? chosen
    : { ...chosen, iso: `${chosen.iso}-04`, words: chosen.words + festival };
}
