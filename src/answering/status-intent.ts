/** What a question wants to know about a document itself: whether it holds, until when, who issued it … @module */

export type StatusIntent =
  | 'validity' // 还有效吗, 作废没有, 仲有冇用
  | 'expiry' // 什么时候到期
  | 'repealer' // 谁废止了它
  | 'repeals' // 它废止了什么
  | 'start' // 什么时候开始实施
  | 'issuer' // 谁发的
  | 'issued' // 什么时候发的
  | 'office' // 哪个部门负责解释, 向谁反映
  | 'number' // 文号是多少
  | 'gazette' // 登在哪一期公报
  | 'name'; // 是什么文件

const who = '(?:谁|边个|哪个|哪家|哪里|哪儿|边度|什么|咩|哪)';
const when = '(?:什么时候|什么时间|几时|何时|哪天|哪一天|哪日|边日|哪年|哪一年|几月|几号|多久)';

/** In order of precedence; texts are in normal form (simplified, half width). */
const patterns: readonly (readonly [intent: StatusIntent, words: RegExp])[] = [
  [
    'repeals',
    /宣布.{0,4}(?:多少|几|哪些|边啲).{0,8}(?:失效|废止|作废)|(?:废止|取代|替代|代替|废除|作废|失效)(?:了|咗|掉)?(?:什么|哪|边|几|多少|咩)/,
  ],
  [
    'repealer',
    new RegExp(
      `${who}(?:一份|份|一个|个|文件|部门|单位|通知)?.{0,6}(?:废止|取代|替代|代替|废除|废咗|宣布失效|宣布作废|让它失效)|被${who}.{0,8}(?:废|取代|替代|代替|宣布)|(?:接替|替代|取代)(?:它|佢|的是)`,
    ),
  ],
  [
    'expiry',
    new RegExp(
      `${when}.{0,6}(?:到期|失效|过期|届满|结束|截止|作废|终止|为止|满)|有效期(?:限)?(?:是|有|到|至|多久|多长|几|为|到底|呢|$)|有效到|(?:用|执行|实施|管|有效)到(?:什么时候|几时|哪天|哪年|何时)|(?:到|至)(?:什么时候|几时|哪天|哪一?年|何时|几月几号)(?:为止|止|结束|呢|㗎)?[?？]?$|什么时候(?:停|废)|哪年到哪年`,
    ),
  ],
  [
    'start',
    new RegExp(`${when}.{0,6}(?:开始|起)?(?:生效|实施|施行|执行)|(?:生效|实施|施行|执行)(?:日期|时间)`),
  ],
  [
    'validity',
    /有效(?!票|证|身|居|收|凭|率|控|防|利用|保|衔|期内的|期限?内)|有冇效|冇效|失效|过期|过时|作废|废止|废除|废(?:了|咗|掉|没)|还能用|还能(?:不能)?(?:申请|申领|领|享受|办)|还可以(?:申请|申领|领|享受|办)|仲用得|能不能用|能用吗|可唔可以用|(?:仲|还)?有冇用|还有用|还用得着|用得着|用唔用得着|还?(?:算|作)不?(?:算|作)?数|管用|还适用|适用吗|还执行|在执行|还在用|仲用紧|还生效|效力|(?:办事|执行|行政管理的?)依据|能.{0,4}(?:做|作|当).{0,4}依据|现行|停用|届满|到期|取消了?(?:没|吗|么|嘛|冇)|沿用|还能参照|结束(?:了|未|没|咗)|还在不在|还[用要]不[用要]执行|还算不算|(?:已经|早就|是不是|系咪)过(?:了|咗)|停(?:了|咗)(?:没|吗|未|冇)|冇得用|什么状态|状态如何|生效(?:了|咗)?(?:没|吗|未|冇|么)|不再作为|作为依据/,
  ],
  [
    'office',
    new RegExp(
      `${who}.{0,8}(?:解释|反映)|解释权|负责解释|[向找](?:谁|哪|边).{0,8}(?:反映|咨询|问)|(?:反映|咨询).{0,4}(?:哪|谁|边)`,
    ),
  ],
  [
    'issued',
    new RegExp(
      `${when}.{0,4}(?:印发|发布|发文|发出|发的|发咗|发嘅|出台|公布|颁布|出的|出嘅|制定)|(?:印发|发文|发布|成文|公布|颁布)(?:的)?(?:日期|时间)|是哪一?年的`,
    ),
  ],
  [
    'issuer',
    new RegExp(
      `${who}(?:一个|个)?(?:部门|单位|机关|机构|政府|局)?(?:印发|发布|发文|发的|发出|发咗|发嘅|出台|出的|颁布|制定)|发文(?:机关|单位|部门)|印发(?:机关|单位|部门)|谁发`,
    ),
  ],
  ['gazette', /(?:哪|第几|边)一?期|第几页|哪一?页|登在哪|刊登在/],
  ['number', /文号(?:是|叫)?(?:多少|什么|几|咩|$|[?？])|是?(?:几|多少|哪个|什么)号文|多少号|什么文号/],
  [
    'name',
    /叫什么|叫咩|什么文件|咩文件|标题|全称|名称|名字|关于什么|(?:是|系|讲|说|写)(?:了|的是|些|的)?(?:什么|咩|啥|些什么)|讲的是|(?:主要|大概|大致|具体|有什么|有哪些|什么)内容|内容(?:是|有|[?？]|$)|规定了?(?:什么|些什么|哪些)[^\u4e00-\u9fff]*$|(?:干|做|搞)(?:什么|咩|嘛)/,
  ],
];

/** 身份过期, 票据有效, 补贴是谁发的: said of a paper or of money, not of a document. */
const saidOfOtherThings =
  /(?:身份|证|证件|证明|票据|发票|资格|合同|医保卡|银行卡|收据|待遇).{0,6}(?:过期|到期|失效|有效|作废)|(?:钱|款|金|补助|补贴|药|费)(?:是|由|系)?(?:谁|边个|哪).{0,6}发/;

/** The intents of a question in order of precedence; empty when it is not about a document's metadata. */
export function statusIntents(normalised: string): StatusIntent[] {
  if (saidOfOtherThings.test(normalised)) return [];
  return patterns.filter(([, words]) => words.test(normalised)).map(([intent]) => intent);
}

/** A word that stands for a document in what people say; 没办法, 想办法 and 什么办法 do not. */
const documentWord =
  /(?<!没|冇|想|无|什么|咩|有)办法|方案|规划|计划|规定|通知|通告|公告|公示|文件|政策|意见|细则|条例|规则|规程|章程|(?<=[\u4e00-\u9fff]{2})(?<!办|方|没|无|想|看|做|说|违|合|非|执|守|犯|司)法(?![律院官定人规治])|(?<!命|指|责|勒|法)令|红头|管制|(?:那|这|嗰|呢)[份]|版本|旧版|老版|新版/g;

/**
 * Whether the words about validity are said of a document: they follow a document word closely
 * (民宿管理办法…还用得着不), unlike 补助到期怎么办.
 */
export function asksValidityOfDocument(normalised: string): boolean {
  if (/(?:失效|作废|废止)(?:了|咗)?的.{0,6}(?:文件|办法|方案|通知|通告)/.test(normalised)) return true;
  for (const word of normalised.matchAll(documentWord)) {
    const after = normalised.slice(word.index + word[0].length, word.index + word[0].length + 30);
    if (statusIntents(after).some((intent) => titleIntents.has(intent))) return true;
  }
  return false;
}

/** Intents that are clear enough for a document that is only named by words of its title. */
const titleIntents: ReadonlySet<StatusIntent> = new Set<StatusIntent>([
  'validity',
  'expiry',
  'repealer',
  'repeals',
  'start',
  'issuer',
  'issued',
  'number',
  'gazette',
]);

/** 文件 kinds that a title must share with the question when the question names one. */
export function documentKindsIn(text: string): string[] {
  const kinds: readonly (readonly [string, RegExp])[] = [
    ['办法', /(?<!没|冇|想|无|什么|咩)办法/],
    ['方案', /方案/],
    ['规划', /规划/],
    ['计划', /计划/],
    ['意见', /意见/],
    ['通告', /通告/],
    ['公示', /公示/],
    ['令', /(?:防火|戒严|禁火)令/],
    ['细则', /细则/],
    ['条例', /条例/],
    ['规则', /规则/],
    ['规程', /规程/],
    ['章程', /章程/],
  ];
  return kinds.filter(([, words]) => words.test(text)).map(([kind]) => kind);
}

/** 有哪些文件被宣布失效, 第一批清掉的规范性文件有多少份 */
export function asksForEndedList(normalised: string): boolean {
  const ended =
    /(?:失效|废止|作废|清理|清掉|清走|废除).{0,14}(?:文件|目录|名单)|(?:文件|目录).{0,14}(?:失效|废止|作废|清理|清掉)/.test(
      normalised,
    );
  return (
    ended && /哪些|边啲|多少|几份|几多|几个|名单|目录|清单|列表|列出|哪两年|哪几|一共|共有/.test(normalised)
  );
}
