/**
 * Units that are no money, and numbers that are names of things.
 * @module
 */

/** `factor`: from the written unit to `name` (斤 → 公斤 0.5); null: a unit that is not converted (平方尺), so the size is asked. */
const units: readonly { readonly pattern: RegExp; readonly name: string; readonly factor: number | null }[] =
  [
    {
      pattern:
        /^个?(?:平方|平)(?:市尺|英尺|公尺|尺|呎|英寸|寸|吋|厘米|公分|分米|毫米|公里|千米|英里|里|码|丈|步)|^(?:km2|cm2|mm2|dm2|ft2|sqft|公顷|英亩|方尺)/,
      name: '平方米',
      factor: null,
    },
    { pattern: /^个?(?:平方米|平方|平米|平|m2)/, name: '平方米', factor: 1 },
    { pattern: /^(?:立方米|立方|方水|方|m3|吨)/, name: '立方米', factor: 1 },
    { pattern: /^(?:公斤|千克|kg|公嘢)/, name: '公斤', factor: 1 },
    { pattern: /^(?:市斤|斤)/, name: '公斤', factor: 0.5 },
    { pattern: /^亩/, name: '亩', factor: 1 },
    { pattern: /^(?:头|只|隻|羽)/, name: '头', factor: 1 },
    { pattern: /^(?:周岁|岁)/, name: '岁', factor: 1 },
    { pattern: /^个?工作日/, name: '工作日', factor: 1 },
    { pattern: /^个(?:多)?月/, name: '个月', factor: 1 },
    { pattern: /^(?:天|日)/, name: '天', factor: 1 },
    { pattern: /^(?:年|个年头)/, name: '年', factor: 1 },
    { pattern: /^(?:口人|个人|个家庭成员|人|口|名|位)(?!民币)/, name: '人', factor: 1 },
    { pattern: /^(?:例|宗)/, name: '例', factor: 1 },
    { pattern: /^(?:次|趟|回|转)/, name: '次', factor: 1 },
    { pattern: /^(?:%|个百分点|个点)/, name: '%', factor: 1 },
    { pattern: /^成(?!本|为|员)/, name: '%', factor: 10 },
    { pattern: /^级/, name: '级', factor: 1 },
    { pattern: /^(?:套|间|栋)/, name: '套', factor: 1 },
    { pattern: /^(?:辆|台|架|部)/, name: '辆', factor: 1 },
    { pattern: /^倍/, name: '倍', factor: 1 },
    {
      pattern:
        /^(?:小时|个钟|分钟|点钟|点|公里|米|厘米|cm|mm|ml|mg|克|g(?![a-z])|粒|片|盒|瓶|张|份|件|条|项|层|楼|床|号|期|届|班|路)/,
      name: '',
      factor: 1,
    },
  ];

export interface FoundUnit {
  readonly name: string;
  /** null: not converted. */
  readonly factor: number | null;
  /** Characters that it takes. */
  readonly length: number;
}

/** The unit right after a figure (多 and 几 may stand between), or null. */
export function unitOf(figure: string, after: string): FoundUnit | null {
  const loose = /^(?:多|几|余|来)/.exec(after)?.[0].length ?? 0;
  const rest = after.slice(loose);
  for (const { pattern, name, factor } of units) {
    const found = pattern.exec(rest);
    if (found === null) continue;
    // 三万份 is no sum of money, but 一万一间 … the unit belongs to the figure that it touches.
    if (name === '年' && Number(figure) >= 1900) return null;
    return { name, factor, length: loose + found[0].length };
  }
  return null;
}

/** Numbers with a label, and document, phone and identity numbers: set aside before dates are read. */
export const labelledNumbers: readonly RegExp[] = [
  // 清新府办〔2018〕16号
  /[〔[(【]?\d{4}[〕\])】]\s?\d{1,4}\s?号/g,
  // 2018年16号文
  /20\d\d年(?:的)?第?\d{1,4}号(?:文件?|办法|通知|方案|令)/g,
  /第[\d零一二三四五六七八九十百]+/g,
  /(?:电话|手机|联系方式|身份证|证件|证号|卡号|账号|帐号|编号|工号|床号|床位|房号|房间|(?<!特需|高级|豪华|单人|vip)病房|住院号|病历号|病案号|登记号|单号|流水号|发票号|收据号|票号|门牌|车牌|邮编|微信|尾号|医保号|社保号|低保证|残疾证|户口本)(?:号码|号)?(?:是|为|系|:|后四位|后[四六]位|尾数)*[a-z]{0,4}-?\d[\d\-a-z]*/g,
  /(?<![\d.])\d{3,4}-\d{7,8}(?!\d)|(?<![\d.])1\d{10}(?![\d.元块万])|(?<![\d.])\d{15,18}x?(?![\d.])/g,
];

/** Numbers that name things by what stands after them: set aside once the dates are read (8月10号). */
export const numberedThings: readonly RegExp[] = [
  // [1], (2): marks of a citation or a list.
  /[[【]\d{1,3}[\]】]|\(\d{1,2}\)(?![元块万])/g,
  /百分之[\d.零一二三四五六七八九十百]+/g,
  /\d{1,5}(?:号床|床|号楼|楼|栋|号房|号病房|房(?!子)|室|单元|座|队|组|号(?!文))/g,
  /(?:打|拨|热线|致电)[^\d,。;!?]{0,3}(?:12345|12320|120|110)(?![\d.元块万])|(?<![\d.])12345(?=热线|政务)/g,
];
