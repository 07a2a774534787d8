/** How the results of the calculators are said to residents: the words that no field map holds. @module */
import type { Calculation } from '../calculators/calculation.ts';
import type { Output, Scheme } from '../calculators/scheme.ts';
import { formatDate } from '../gazette/chinese-date.ts';

interface SchemeWording {
  /** The first words of a result. */
  readonly yes: string;
  readonly no: string;
  /** Money or help that somebody gets; not a duty, a penalty or a time limit. */
  readonly benefit: boolean;
  /** The steps are sums that a reader can follow; otherwise the words of the clause are shown. */
  readonly sums: boolean;
  /** What to tell for a calculation, in plain words. */
  readonly offer: string;
}

const wordings: Readonly<Record<string, SchemeWording>> = {
  'medical-aid': {
    yes: '可以救助',
    no: '按这份办法不能救助',
    benefit: true,
    sums: true,
    offer:
      '要算您自己能得多少，请告诉我：属于哪一类人（低保、特困、低收入等）、住院还是门诊、是不是医保定点医院、医保报销后自己还付了多少。',
  },
  'premium-support': {
    yes: '可以资助参保',
    no: '不在资助参保的范围内',
    benefit: true,
    sums: false,
    offer: '要看您自己能不能得到资助，请告诉我：参加的是哪种医保、属于哪一类人、多少岁。',
  },
  'mental-health-medication': {
    yes: '可以享受服药补助',
    no: '不能享受服药补助',
    benefit: true,
    sums: true,
    offer:
      '要算您家能减免多少，请告诉我：危险性评估几级、有没有签监护协议、在哪里看门诊、报销后当月还要付多少。',
  },
  'compulsory-admission': {
    yes: '可以享受强制送治补助',
    no: '不能享受强制送治补助',
    benefit: true,
    sums: true,
    offer:
      '要算补助和家属要付多少，请告诉我：是本区患者还是“三无”流浪乞讨人员、卫生院评估有没有肇事肇祸倾向、送哪家医院、住院费和报销各多少。',
  },
  'livestock-demolition': {
    yes: '可以补贴',
    no: '不能补贴',
    benefit: true,
    sums: true,
    offer: '要算您的养殖场，请告诉我：在不在禁养区、养的是畜还是禽、多少平方米、哪天自己关停和拆完。',
  },
  'livestock-clearance-deadline': {
    yes: '要在期限内清栏',
    no: '不在责令清栏的范围内',
    benefit: false,
    sums: false,
    offer: '要算您的期限，请告诉我：养殖场符不符合环保要求、养的是什么、每头多重。',
  },
  'forest-fire-penalty': {
    yes: '属于可以处罚的情形',
    no: '不属于这一项处罚的情形',
    benefit: false,
    sums: false,
    offer:
      '要看具体一件事的处罚幅度，请告诉我：哪一天、在不在森林防火区、有没有批准、是个人还是单位、有没有引起火灾。',
  },
  'water-balance-test': {
    yes: '要做水平衡测试',
    no: '不是必须做水平衡测试的单位',
    benefit: false,
    sums: false,
    offer: '要看您单位多久测一次，请告诉我：农业还是非农业用水、水从哪里来、平均每月用多少立方米。',
  },
  'aid-timeline': {
    yes: '办理时限',
    no: '不适用这个时限',
    benefit: false,
    sums: false,
    offer: '要算您这一件办到哪天，请告诉我：走到哪一步、从哪天算起。',
  },
};

const plain: SchemeWording = { yes: '符合条件', no: '不符合条件', benefit: true, sums: true, offer: '' };

export const wordingOf = (scheme: Scheme): SchemeWording => wordings[scheme.id] ?? plain;

type Values = Calculation['values'];
type Value = Values[string];

/** Yes/no results in words; empty: not worth saying. */
const decided: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  overdue: ['已经超期', '没有超期'],
  inBanPeriod: ['在禁火期内', '不在这份防火令的禁火期内'],
  warning: ['责令停止违法行为，给予警告', ''],
  withinRange: ['拟罚金额在这个幅度内', '拟罚金额不在这个幅度内'],
  keyUnit: ['是重点用水单位', '不是重点用水单位'],
};

/** The values of a result in words, in the order of the outputs: 基本医疗救助10000元，没有重特大疾病救助. */
export function valuesInWords(scheme: Scheme, values: Values): string {
  return scheme.outputs
    .map((output) => valueInWords(output, values))
    .filter((words) => words !== '')
    .join('，');
}

function valueInWords(output: Output, values: Values): string {
  const value = values[output.name];
  if (value === undefined || output.type === 'numbers') return '';
  switch (output.name) {
    case 'majorIllnessAid':
      if (value === 0) return '没有重特大疾病救助';
      break;
    case 'total':
      if (value === values['basicAid']) return '';
      break;
    case 'fineMin':
      return value === null ? '' : `罚款${String(value)}元以上${String(values['fineMax'])}元以下`;
    case 'fineMax':
      return '';
    case 'publicityDays':
      return value === 0 || value === null ? '' : `另外公示${String(value)}日`;
    case 'workingDays':
      return value === null ? '' : `一共${String(value)}个工作日`;
    case 'days':
      return value === null ? '' : `期限${String(value)}天`;
    case 'intervalYears':
      return value === null ? '' : `至少每${String(value)}年测一次`;
    default:
  }
  if (value === null) return output.type === 'money' ? `${output.label}还不能确定` : '';
  if (typeof value === 'boolean') return decided[output.name]?.[value ? 0 : 1] ?? '';
  return `${output.label}${amountInWords(output, value)}`;
}

/** 24000元, 2018年10月29日, 90天. */
export function amountInWords(output: Output, value: Value): string {
  if (output.type === 'date') return readableDate(String(value));
  if (output.type === 'money' && typeof value === 'number') return moneyInWords(value);
  return `${String(value)}${output.unit ?? ''}`;
}

/** 24000元, 260.50元: as the gazettes print it. @param yuan at most two decimals */
export const moneyInWords = (yuan: number): string => `${Number.isInteger(yuan) ? yuan : yuan.toFixed(2)}元`;

/** 2018-11 → 2018年11月. */
function readableDate(date: string): string {
  const [year = '', month, day] = date.split('-');
  if (month === undefined) return `${year}年`;
  return day === undefined ? `${year}年${Number(month)}月` : formatDate(date);
}

/** ISO dates inside a sentence as people write them. */
export const withReadableDates = (text: string): string =>
  text.replace(/(?<!\d)\d{4}-\d{2}(?:-\d{2})?(?!\d)/g, readableDate);

/**
 * The facts that a result rests on, as they were understood: 您说的：低保、住院…。您回答的：…。按常见情况假设：….
 * @param most assumptions of one kind that are named
 */
export function factsInWords(scheme: Scheme, facts: Calculation['facts'], most: number): string {
  const told = facts.filter(({ label }) => !/^(?:只?问|日期未提供)/.test(label));
  const of = (wanted: Fact['origin']) =>
    told
      .filter(({ origin }) => origin === wanted)
      .map((fact) => factInWords(scheme, fact))
      .join('，');
  const [said, asked] = [of('said'), of('asked')];
  const assumed = told.filter(({ origin }) => origin === 'assumed');
  const some = assumed.filter((fact) => !isNone(fact)).map((fact) => factInWords(scheme, fact));
  const none = assumed.filter(isNone).map(({ label }) => plainLabel(label));
  // 本年度此前自付, 本年度已领…: one word for all that came before, where nothing of it was said.
  const nothingEarlier =
    none.some(isEarlier) && told.every(({ label, origin }) => origin === 'assumed' || !isEarlier(label));
  const others = nothingEarlier ? none.filter((label) => !isEarlier(label)) : none;
  if (others.length > 0)
    some.push(`没有${others.slice(0, most).join('、')}${others.length > most ? '等' : ''}`);
  if (nothingEarlier) some.push('本年度此前没有费用和救助');
  return [
    said === '' ? '' : `您说的：${said}。`,
    asked === '' ? '' : `您回答的：${asked}。`,
    some.length === 0 ? '' : `按常见情况假设：${some.join('，')}。`,
  ].join('');
}

type Fact = Calculation['facts'][number];

const isEarlier = (label: string): boolean => label.startsWith('本年度');

const isNone = ({ value }: Fact): boolean => value === 0 || value === '无' || value === '没有';

/** 家庭.人均存款 → 家庭人均存款, 非本区户籍条件.固定住所 → 固定住所. */
export const plainLabel = (label: string): string =>
  label
    .replace(/^非本区户籍条件\./, '')
    .replace('.', '')
    .replace(/^排除情形$/, '不予救助的情形');

/** What such a field holds says by itself what it is: 低保, 住院, 清远市第三人民医院. */
const speaksForItself = /类别|方式|机构$|医院$|畜种|场类|主体|环节|身份|险种|来源|^对象$|^区域$|^我区患者$/;

/** One fact: 低保, 户籍本区, 政策范围内个人自付12500元. */
export function factInWords(scheme: Scheme, { key, label, value }: Fact): string {
  const field = scheme.fields.find((each) => each.key === key);
  const name = plainLabel(label);
  const withUnit = (amount: string | number) => {
    if (typeof amount === 'string') return amount;
    const isMoney = field?.type === 'money' || field?.type === 'amounts';
    return isMoney ? moneyInWords(amount) : `${amount}${field?.unit ?? ''}`;
  };
  // 未参保：否 twists the tongue.
  if (key === 'uninsured' && value === false) return '参加了医保';
  if (typeof value === 'boolean') return value ? name : `${name}：否`;
  if (typeof value === 'number') return `${name.replace(/(?:KG|立方米|平方米)$/, '')}${withUnit(value)}`;
  const words = Array.isArray(value) ? value.map(withUnit).join('、') || '都不是' : value;
  if (field?.type === 'date') return `${name}${readableDate(words)}`;
  if (!label.includes('.') && speaksForItself.test(label)) return words;
  return `${name}${/^(?:户籍|参保地)$/.test(label) ? '' : '：'}${words}`;
}
