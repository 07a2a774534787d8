/**
 * Facts of 审批时限 from a person's words: which step is asked about, who applies, from which day.
 * @module
 */
import { readPartialDate } from '../kernel/partial-date.ts';
import { datesWithYear, type YearedDate } from './dates-with-year.ts';
import type { ReadFact, SchemeReader } from './scheme-reader.ts';
import type { Sentence } from './sentence.ts';

const time =
  /(?:几|多少|幾)(?:个|個)?(?:工作)?(?:日|天)|几多(?:个)?(?:工作)?(?:日|天)|多(?:长|久)|几耐|多长时间|期限|时限|限期|最迟|最长|最快|几时|什么时候|何时|超期|超时|逾期|过期|拖|工作日/;
const aid = /医疗救助|大病救助|救助(?:金|款|申请|材料|对象|金额)|拟救助/;
/** Without the word 救助 these and a time are still about this procedure. */
const actors = [
  /区?民政/,
  /财政/,
  /镇|街道|乡|村/,
  /公示/,
  /评议/,
  /入户|调查/,
  /审批|批准|审核/,
  /受理|上报|报送/,
  /拨付|拨款|到账|发放/,
];
/** Procedures of other rules. */
const foreign =
  /低保(?:申请|审批|金|待遇|户口)|申请低保|临时救助|特困(?:申请|认定|供养金)|公租房|住房|保障房|残疾|教师|招聘|考核|补贴|拆|猪|公司|工程|验收|许可|执照|备案证|异地|退费|参保|送治/;

const recipients = '名单公示';
const funding = '向财政申请';
/** 向财政申请 and 拨付 together are no step of the list. */
const bothPayments =
  /(?:合共|一共|总共|合计|加起来|各).{0,20}财政.{0,20}(?:拨|打款|打钱)|财政.{0,30}(?:拨|打款|打钱).{0,20}(?:合共|一共|总共|合计|加起来|各)/;
const payment = '财政拨付';
/** From the approval to the money two limits lie; only what the treasury has received is its own step. */
const sinceApproval = /批准(?![^。;?]*财政[^。;?]{0,6}(?:收|接))[^。;?]*(?:拨|到账|打款|发放|到手)/;
const afterObjection = '公示有异议重新审批';

/** The first pattern that is found names the step: the more special ones stand before the general ones. */
const stages: readonly (readonly [stage: string, pattern: RegExp])[] = [
  [recipients, /(?:获得|得到|领取)?救助的?(?:人员|对象)?名单|名单[^,。;?]{0,10}(?:公示|公布|张贴|贴)/],
  [
    '民主评议不符合',
    /评议[^。;?]{0,14}(?:不符合|不合格|不通过|没有?通过|唔符合|不合条件|不同意|未通过|唔过|不够条件)|(?:告知|通知|告诉|话返?)[^。;?]{0,10}评议/,
  ],
  [
    afterObjection,
    /(?:有异议|提(?:出|了)?(?:了)?异议|有人?(?:反对|举报|投诉|有意见)|异议)[^。;?评]{0,24}(?:重新|再|决定|审批|调查)|重新(?:调查|审批|入户)[^。;?]{0,20}(?:决定|审批)?/,
  ],
  [
    '不予批准告知',
    /(?:不予?批准|不批|唔批|没有?(?:获)?批准?|冇批|未(?:获)?批准?|(?:不|没有?|冇|唔|未)(?:获|获得)?通过|被拒|拒绝|不同意|驳回)[^。;?]{0,24}(?:告知|通知|告诉|话|说明|知道|回复|答复|书面)/,
  ],
  ['区民政审批', /民政[^。;?]{0,8}(?:收到|收咗|接到)[^。;?]{0,40}(?:审批|批(?!准(?:以|之)?后))/],
  ['民主评议', /(?:组织|开|召开|完成)?民主评议[^。;?]{0,12}/],
  // 从调查完成到拨付: all limits that are written for somebody who is not filed.
  [
    '全程',
    /(?:调查|核实)(?:已经?)?(?:完成|完|结束|好)?(?:之?后|起|开始|以后|了|,)*[^。;?]{0,12}(?:到|至|直到)[^。;?]{0,12}(?:拿到|到账|拨付|到手|领到|攞到|发放|收到钱|拨款|发钱|打款)/,
  ],
  [
    '公示无异议到拨付',
    /(?:公示|决定)[^。;?]{0,40}(?:拨款|拨付|到账|到手|拿到钱|发钱|打款|打到|领到|收到钱|到帐|攞到钱|发到)/,
  ],
  [
    '全程',
    /(?:从|由|自)?(?:提交|递交|交了?|申请|受理)[^。;?]{0,14}(?:到|至)[^。;?]{0,10}(?:拿到|到账|拨付|到手|领到|攞到|发放|收到钱|拨款|发钱)|全程|整个(?:流程|过程|程序)|全部(?:流程|程序)|全套|(?:总共|一共|合计|加起来|前后)[^。;?]{0,8}(?:几|多)|走完(?:全部|整个)?(?:流程|程序)/,
  ],
  [
    funding,
    /(?:向|报|送|跟|问|同)(?:区)?财政[^。;?]{0,8}(?:申请|要钱|请款|报|申报|拿钱|拨款)?|财政[^。;?]{0,4}提出申请/,
  ],
  [
    payment,
    /财政[^。;?]{0,24}(?:拨|打款|发|付|到账|支付|到帐|转)|财政[^。;?]{0,6}(?:收到|收咗|接到)|拨付|拨款/,
  ],
  [
    '审批决定',
    /公示(?:期)?(?:结束|期满|满|完|过|后|无|没|冇|之后|以后)[^。;?]{0,24}(?:作出?|做出?|下)?(?:审批)?决定|(?:作出?|做出?)(?:审批|最终|最后)?决定/,
  ],
  [
    '公示后上报',
    /公示(?:期)?(?:结束|期满|满|完|过|后|无|没|冇|之后|以后)[^。;?]{0,24}(?:上报|报(?:到|送|给|上)?|送(?:到|去|给|交)?|交(?:到|给)?)/,
  ],
  ['拟批准公示', /(?:拟批准|拟救助|批准前|审批前|拟同意)[^。;?]{0,14}公示|公示[^。;?]{0,6}(?:拟批准|拟救助)/],
  [
    '调查审核公示',
    /(?:调查|审核)(?:和|及|、|审核|调查)*(?:的)?结果[^。;?]{0,8}公示|审核(?:完|好|以?后|之后)[^。;?]{0,6}公示|公示[^。;?]{0,10}(?:调查|审核)(?:和|及|、|审核)*结果|村(?:里|居|委会)?[^。;?]{0,4}公示/,
  ],
  [
    '镇审核意见',
    /审核意见|(?:调查|核实)(?:完|结束|之?后|好)[^。;?]{0,16}(?:审核|意见|初审)|镇[^。;?]{0,8}(?:审核|初审)(?!批)/,
  ],
  ['入户调查', /(?:入户|家庭|上门)(?:情况|经济|核实)*调查|调查核实/],
  [
    '受理上报',
    /受理[^。;?]{0,40}(?:上报|报(?:到|送|给|上|区|民政)|送(?:到|去|给|交|区)?|交(?:到|给)?)|镇[^。;?]{0,14}(?:上报|报(?:到|送|给|区)|送(?:到|去|给|交))(?!的|来|上来|以?后|之后)/,
  ],
  ['区民政审批', /民政[^。;?]{0,24}(?:审批|批(?!准(?:以|之)?后|了)|审核)|(?:审批|批)[^。;?]{0,6}民政/],
];

const howLong = /(?:几|多少|几多)个?(?:工作)?[日天]|多[长久]|几耐/g;
const compound: ReadonlySet<string> = new Set(['全程', '公示无异议到拨付']);

const filedWords =
  /低保|特困|五保|孤儿|建档立卡|贫困户|已?(?:经)?认定的?低收入|低收入(?:家庭|户)?[^,。;?]{0,6}认定|备案/;
const unfiledWords =
  /因病致贫|(?:未|没有?|冇|不)(?:经)?备案|非备案|普通(?:家庭|人|居民|村民)|一般(?:家庭|居民|村民)/;
const noObjection =
  /(?:没有?|无|冇|未)(?:有)?(?:任何)?(?:人|村民|群众|边个)?(?:提出|提|有|表示|讲)?(?:过)?(?:任何)?(?:异议|反对|意见|投诉)/;
const withObjection =
  /(?:有|提出?了?|出现)(?:了|过|人|村民|群众)*(?:提出?)?(?:了)?(?:异议|反对|意见)|被(?:人)?(?:举报|投诉)/;

const begins =
  /受理|收到|收件|提交|交(?:了|咗|材料|上)|递交|申请|报上|报到|报送|上报|送到|公示(?:结束|期满|完|到期)|期满|批准|评议|作出|起/;
const stillWaiting =
  /还(?:没|未|冇)|仍(?:未|没)|都(?:没|未|冇)|才|先至?|未有|没有(?:消息|结果)|冇消息|今日|现在/;

export const aidTimelineReader: SchemeReader = {
  scheme: 'aid-timeline',
  topic: ({ text }) => {
    if (!time.test(text) || foreign.test(text)) return 0;
    const named = actors.filter((pattern) => pattern.test(text)).length;
    if (aid.test(text)) return named >= 1 || /全程|流程|程序|工作日/.test(text) ? 5 : 2;
    return named >= 3 ? 4 : named === 2 ? 2 : 0;
  },
  read: (sentence) => {
    const stage = stageOf(sentence);
    return [
      ...stage,
      ...filedOf(sentence, stage[0]?.value),
      ...objectionOf(sentence, stage[0]?.value),
      ...daysOf(sentence, stage[0]?.value),
    ];
  },
  unclear: (sentence, facts) => {
    const unreal = sentence.dates.find(({ iso }) => iso !== null && 'problem' in readPartialDate(iso));
    if (unreal !== undefined && !facts.some(({ value }) => value === unreal.iso))
      return `“${unreal.words}”没有这一天，请核对日期。`;
    const stage = facts.find(({ key }) => key === 'stage')?.value;
    const earlier = datesWithYear(sentence).find((date) => isEarlierStep(sentence, date, stage));
    return earlier === undefined
      ? null
      : `“${earlier.words}”是前面一步的日子，“${String(stage)}”要从${startOf[String(stage)] ?? '这一步开始'}那天算起，请告诉我是哪一天。`;
  },
  isCase: (_, facts) => facts.some(({ key }) => key === 'stage'),
};

function stageOf(sentence: Sentence): readonly ReadFact[] {
  const questions = [...sentence.text.matchAll(howLong)].length;
  for (const [stage, pattern] of stages) {
    if (stage === afterObjection && noObjection.test(sentence.text)) continue;
    if (stage === recipients && sentence.text.includes('拟')) continue;
    if (stage === funding && bothPayments.test(sentence.text)) return [];
    if (stage === payment && sinceApproval.test(sentence.text)) return [];
    const found = pattern.exec(sentence.text);
    // 几个工作日上报，又要几个工作日审批: two questions at once.
    if (found !== null && questions > 1 && !compound.has(stage)) return [];
    if (found !== null) return [{ key: 'stage', value: stage, words: found[0].slice(0, 30) }];
  }
  return [];
}

function filedOf(sentence: Sentence, stage: unknown): readonly ReadFact[] {
  if (stage !== '全程' && stage !== '受理上报') return [];
  const without = sentence.says(unfiledWords);
  const [said, denied] = [sentence.says(filedWords), sentence.denies(filedWords)];
  if (said !== null && without === null && denied === null)
    return [{ key: 'filed', value: true, words: said.words }];
  const reason = without ?? (said === null ? denied : null);
  return reason === null || said !== null ? [] : [{ key: 'filed', value: false, words: reason.words }];
}

function objectionOf(sentence: Sentence, stage: unknown): readonly ReadFact[] {
  const none = noObjection.exec(sentence.text);
  const some = sentence
    .mentions(withObjection)
    .find(
      ({ polarity, start }) => polarity === 'said' && !/(?:没有?|无|冇|未|人)$/.test(sentence.before(start)),
    );
  if ((none === null) === (some === undefined)) return [];
  if (some !== undefined && stage === '公示无异议到拨付') return [];
  return [{ key: 'objection', value: none === null, words: none?.[0] ?? some?.words ?? '' }];
}

/** From what a step counts, where somebody may know the day of an earlier one. */
const startOf: Readonly<Record<string, string>> = {
  镇审核意见: '调查完成',
  调查审核公示: '公示开始',
  公示后上报: '公示结束',
  区民政审批: '区民政局收到材料',
  拟批准公示: '公示开始',
  审批决定: '公示结束',
  公示无异议到拨付: '公示结束',
  公示有异议重新审批: '提出异议',
  不予批准告知: '作出决定',
  民主评议不符合: '评议结束',
  向财政申请: '批准',
  财政拨付: '财政收到申请',
};
const filing = /受理|提交|递交|交(?:了|咗|的)?(?:材料|资料|表|申请|上)|申请/;
const bureaus = /民政|财政|区里/;
const published = /公示(?:期)?(?:结束|期满|满|完|到期)/;
const afterApproval: ReadonlySet<unknown> = new Set(['区民政审批', '财政拨付', '向财政申请']);

/** 镇里9月30日受理，区民政审批到几时: the day of a step before the one that is asked about. */
function isEarlierStep(sentence: Sentence, { start, end }: YearedDate, stage: unknown): boolean {
  if (typeof stage !== 'string' || startOf[stage] === undefined) return false;
  const clause = `${sentence.before(start, 12)}${sentence.after(end, 16)}`;
  const own = clause.split(/到|至(?!今)/)[0] ?? clause;
  return (
    (filing.test(own) &&
      !bureaus.test(own) &&
      !published.test(own) &&
      !/评议|调查|决定|批准|异议/.test(own)) ||
    (afterApproval.has(stage) && published.test(own))
  );
}

/** The first day that somebody counts from, and the day on which it is still not done. */
function daysOf(sentence: Sentence, stage: unknown): readonly ReadFact[] {
  const dates = datesWithYear(sentence).filter(
    (date) => date.iso !== null && !isEarlierStep(sentence, date, stage),
  );
  const facts: ReadFact[] = [];
  for (const date of dates) {
    const tail =
      sentence.text
        .slice(date.end)
        .split(/[。;!?]/)[0]
        ?.slice(0, 20) ?? '';
    const lead = sentence.before(date.start, 8);
    const waiting = stillWaiting.test(tail.split(/[,、]/)[0] ?? '') || /(?:到|至|截至|直到)$/.test(lead);
    if (waiting) facts.push({ key: 'checkedOn', value: date.iso, words: date.words });
    else if (begins.test(tail) || begins.test(lead))
      facts.push({ key: 'startDate', value: date.iso, words: date.words });
  }
  return ['startDate', 'checkedOn'].flatMap((key) => {
    const found = facts.filter((fact) => fact.key === key);
    return found.length === 1 ? found : [];
  });
}
