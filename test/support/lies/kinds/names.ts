/** Invented and exchanged names: 文号, offices, telephones, addresses, links; dates; quotations. @module */
import type { Random } from '../../seeded-random.ts';
import { citedBy, type FalseDraft, type KindMaker, type Material, sentence, type Truth } from '../lie.ts';
import { bare } from '../oracle.ts';

/** Behind a true sentence, in the same breath. */
const appended = (endings: readonly string[]): KindMaker => ({
  change: (truth, material, random) => {
    const ending = random.pick(endings);
    const words = bare(
      citedBy(material, truth.tokens)
        .flatMap(({ units }) => units.map(({ text }) => text))
        .join(''),
    );
    return words.includes(bare(ending)) || truth.text.length > 90
      ? []
      : [{ truth, text: `${truth.text}，${ending}`, why: '后半句资料里没有' }];
  },
});

const offices =
  '区民政局 区财政局 区卫生计生局 区审计局 区教育局 区水利局 区农业局 区环境保护局 区旅游局 区综治办 区扶贫办 区社保基金管理局 区城市综合管理局 区住房城乡建设局 区发展改革局 区工业和信息化局 区市场监督管理局 区交通运输局 区安全监管局 市公安局清新分局 区人力资源社会保障局 区城市管理和综合执法局 镇兽医站 镇农办'.split(
    ' ',
  );

const officeChanged: KindMaker = {
  change: (truth, _, random) =>
    offices
      .filter((office) => truth.text.includes(office))
      .map((office) => ({ office, other: random.pick(offices.filter((each) => !truth.text.includes(each))) }))
      .map(({ office, other }) => ({
        truth,
        text: truth.text.replace(office, other),
        why: `资料写${office}，说成${other}`,
      })),
};

/** 〔2018〕16号 with another year or another number, before what the document says or told of the document. */
const numberChanged: KindMaker = {
  compose: (material, random) =>
    material.evidence.flatMap(({ number, kind, token, units, title }): FalseDraft[] => {
      if (number === null || kind === 'calculation') return [];
      const other = otherNumber(number, random);
      if (units.some(({ text }) => text.includes(other))) return [];
      const truth = material.truths.find(({ tokens, text }) => tokens[0] === token && text.length <= 80);
      const say = (words: string): string =>
        kind === 'document' ? `《${title}》的文号是${words}` : `根据${words}，${truth?.text ?? ''}`;
      return kind === 'clause' && truth === undefined
        ? []
        : [
            {
              draft: sentence(say(other), [token]),
              twin: sentence(say(number), [token]),
              span: other,
              why: `文号是${number}`,
            },
          ];
    }),
};

const otherNumber = (number: string, random: Random): string =>
  random.chance(0.5)
    ? number.replace(/(\d+)号/, (_, serial: string) => `${Number(serial) + random.whole(1, 9)}号`)
    : number.replace(/〔(\d+)〕/, (_, year: string) => `〔${Number(year) + random.pick([-2, -1, 1, 2])}〕`);

/** Who checks and who decides in each other's place. */
const officesSwapped: KindMaker = {
  change: (truth) => {
    const named = [...offices, '镇（场）', '村（居）委会', '监护人']
      .map((office) => ({ office, at: truth.text.indexOf(office) }))
      .filter(({ at }) => at >= 0)
      .sort((one, other) => one.at - other.at);
    const [one, other] = named;
    if (one === undefined || other === undefined || /[、和]$/.test(truth.text.slice(0, other.at))) return [];
    const text =
      truth.text.slice(0, one.at) +
      other.office +
      truth.text.slice(one.at + one.office.length, other.at) +
      one.office +
      truth.text.slice(other.at + other.office.length);
    return [{ truth, text, why: `${one.office}和${other.office}对调了` }];
  },
};

const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => random.whole(0, 9)).join('');

const contact = (write: (random: Random) => string): KindMaker => ({
  change: (truth, _, random) => {
    const words = write(random);
    return truth.text.length > 90 || words === ''
      ? []
      : [{ truth, text: `${truth.text}，${words}`, why: `${words}是编的` }];
  },
});

const datePattern = /(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?|底)?|(?<!\d)(\d{1,2})月(\d{1,2})日/g;

const dateShifted: KindMaker = {
  change: (truth) =>
    [...truth.text.matchAll(datePattern)]
      .filter((match) => !truth.text.slice(0, match.index).endsWith('〔'))
      .flatMap((match) => {
        const [whole] = match;
        return ['年', '月', '日']
          .filter((unit) => new RegExp(`\\d${unit}`).test(whole))
          .flatMap((unit) =>
            [1, -1].map((step) =>
              whole.replace(new RegExp(`(\\d+)(?=${unit})`), (number) => String(Number(number) + step)),
            ),
          )
          .filter((other) => !/(?<!\d)(?:0|13)月|(?<!\d)(?:0|32)日/.test(other))
          .map((other) => ({
            truth,
            text: truth.text.slice(0, match.index) + other + truth.text.slice(match.index + whole.length),
            why: `资料写${whole}`,
          }));
      }),
};

/** A date that the same evidence gives for something else. */
const dateOfAnotherCase: KindMaker = {
  change: (truth, material, random) => {
    const [own] = [...truth.text.matchAll(datePattern)];
    if (own === undefined) return [];
    const others = citedBy(material, truth.tokens)
      .flatMap(({ units }) =>
        units.flatMap(({ text }) => [...text.matchAll(datePattern)].map(([date]) => date)),
      )
      .filter((date) => !truth.text.includes(date) && date.includes('月') === own[0].includes('月'));
    if (others.length === 0) return [];
    const other = random.pick(others);
    return [{ truth, text: truth.text.replace(own[0], other), why: `${other}是另一件事的日期` }];
  },
};

/** Two dates of one sentence in each other's place. */
const datesSwapped: KindMaker = {
  change: (truth) => {
    const dates = [...truth.text.matchAll(datePattern)].filter(([whole]) => /日|月/.test(whole));
    const [one, other] = dates;
    if (one === undefined || other === undefined || one[0] === other[0]) return [];
    const between = truth.text.slice(one.index + one[0].length, other.index);
    const text =
      truth.text.slice(0, one.index) +
      other[0] +
      between +
      one[0] +
      truth.text.slice(other.index + other[0].length);
    return [{ truth, text, why: '两个日期对调了' }];
  },
};

const letters = Array.from('区镇村市年月不可须内外上下前后大小');

const quotable = (truth: Truth): boolean =>
  truth.unit !== null &&
  truth.origin === 'sentence' &&
  truth.text.length >= 12 &&
  truth.text.length <= 70 &&
  !/[“”「」]/.test(truth.text);

const quote = (text: string): string => `文件的原文是“${text}”`;

function quotation(
  change: (truth: Truth, material: Material, random: Random) => readonly string[],
): KindMaker {
  return {
    compose: (material, random) =>
      material.truths.filter(quotable).flatMap((truth) =>
        change(truth, material, random)
          .filter(
            (text) =>
              bare(text) !== bare(truth.text) &&
              !citedBy(material, truth.tokens).some(({ units }) =>
                units.some((unit) => bare(unit.text).includes(bare(text))),
              ),
          )
          .map((text) => ({
            draft: sentence(quote(text), truth.tokens),
            twin: sentence(quote(truth.text), truth.tokens),
            span: text,
            why: '引号里的话和原文不同',
          })),
      ),
  };
}

const oneLetter = quotation(({ text }, _, random) => {
  const at = random.whole(2, text.length - 2);
  return [
    text.slice(0, at) + random.pick(letters.filter((letter) => letter !== text[at])) + text.slice(at + 1),
  ];
});

const wordsLeftOut = quotation(({ text }, _, random) => {
  const at = random.whole(2, text.length - 5);
  return [text.slice(0, at) + text.slice(at + random.whole(1, 3))];
});

/** The head of one sentence and the tail of another, as if they were one. */
const stitched = quotation(({ text, tokens }, material, random) => {
  const others = material.truths.filter(
    (other) => quotable(other) && other.tokens[0] === tokens[0] && other.text !== text,
  );
  if (others.length === 0) return [];
  const other = random.pick(others).text;
  return [text.slice(0, Math.ceil(text.length / 2)) + other.slice(Math.floor(other.length / 2))];
});

export const nameKinds: Readonly<Record<string, KindMaker>> = {
  document_number_changed: numberChanged,
  office_changed: officeChanged,
  offices_swapped: officesSwapped,
  office_invented: appended([
    '请到区便民服务中心一楼办理',
    '由区医疗救助管理办公室受理',
    '找区政务数据局盖章',
    '向清远市社会救助处申请',
    '去村里的惠民站登记',
    '由街道办事处审批',
  ]),
  telephone_invented: contact(
    (random) =>
      `咨询电话${random.pick(['0763-', '0763', ''])}${random.pick(['58', '13', '12345-'])}${digits(random, 5)}`,
  ),
  address_invented: contact(
    (random) =>
      `地址在${random.pick(['太和镇清新大道', '明霞大道', '玄真路', '建设北路'])}${random.whole(2, 98)}号`,
  ),
  link_invented: contact((random) =>
    random.pick([
      '详见www.qingxin.gov.cn/jiuzhu',
      '网上申请：https://gd.example.cn/apply',
      '表格在qx-minzheng.com下载',
      '[点这里申请](http://qx.example)',
    ]),
  ),
  mail_invented: contact(
    (random) =>
      `材料发到${random.pick(['qxmzj', 'qxylbz', 'shenqing'])}${random.whole(1, 99)}@${random.pick(['126.com', 'qq.com', 'gd.gov.cn'])}`,
  ),
  rider_invented: appended([
    '当天就能到账',
    '不需要提交任何材料',
    '可以由邻居代领',
    '本人不用到场',
    '逾期视为放弃',
    '超出的部分由政府全部承担',
    '可以在手机上直接办理',
    '外地户籍也一样',
    '不用公示',
    '由村委会直接批准就行',
    '没有人数限制',
    '一定能批下来',
    '可以分期领取',
    '违者一律拘留',
    '全国都一样',
    '可以先用后批',
    '子女也可以继承',
    '这是全市最高的标准',
    '和低收入家庭一样',
    '先到先得',
    '本人要亲自到区里面谈',
  ]),
  date_shifted: dateShifted,
  dates_swapped: datesSwapped,
  date_of_another_case: dateOfAnotherCase,
  quotation_letter_changed: oneLetter,
  quotation_words_left_out: wordsLeftOut,
  quotation_stitched: stitched,
};
