/**
 * A thing that is asked for and whose absence can be seen: a sum of money, a number of days, a fine, a telephone, the
 * names of villages. A clause on the matter that does not hold the thing is no answer, however near it is.
 * @module
 */

interface Thing {
  /** As the answer names it: 公报里没有写明您问的…… */
  readonly name: string;
  readonly asked: RegExp;
  readonly held: RegExp | ((text: string) => boolean);
  /** Belongs to one office: only the passages that name the office of the question count. */
  readonly ofOffice?: true;
}

/** Name of the thing “the papers to bring”. */
export const papersAsked = '材料';

const numeral = String.raw`(?:[\d.,]+|[一二三四五六七八九十百千万两半〇零]+)`;
/** 三个月, 20个工作日; “之日起即” and “当天” count as well. */
const holdsSpan = new RegExp(
  `${numeral}\\s*(?:个)?(?:工作日|日|天|月|年|小时|分钟|周|季|点|号|时)|当[日天]|即时|立即|及时|每[年月季周日天半]|年底|月底|年内|季度|之[日前后]|以前|之前|前|后|长期|随时|同时|届满`,
);

const place = '(?:村|社区|居委会|居委|小区|街道|街|路段|河段|水库|景区|学校|小学|中学|公园|市场)';
const placeNames = new RegExp(`([\\p{Script=Han}]{2,6}?)${place}`, 'gu');
const generalName =
  /(?:[各全本该每某农城建的了在为对和与及或级类型办区县镇]|有关|相关|行政|自然|定点|所有|其他|重点|示范|试点|贫困|文明|大型|中小|规模|美丽|达标|特色|公办|民办|义务教育|新建|居民|范围内|辖区)$/;

/** Two different names at least: 留良洞村和黄田村. */
function holdsPlaceNames(text: string): boolean {
  const names = new Set<string>();
  for (const [, name = ''] of text.matchAll(placeNames))
    if (!generalName.test(name)) names.add(name.slice(-2));
  return names.size >= 2;
}

const things: readonly Thing[] = [
  {
    name: '电话',
    asked:
      /(?:电话|热线|手机号码?|联系方式|(?<!证)号码)(?:号码)?(?:是|系|有没有|有冇)?(?:多少|几多|什么|咩|乜|几号|给我|畀我|俾我|发我|呢|啊|呀|\s)*(?:$|[?？,，。!！])|(?:打|拨)(?:什么|咩|哪个|边个|乜)(?:电话|号码|热线)|(?:什么|哪个|边个|咩)(?:电话|热线|号码)|(?:电话|热线|号码|联系方式)[^，。？?罚赔收交补]{0,3}(?:多少|几多|是什么|系咩|边度|哪里)/,
    held: /(?<!\d)(?:0\d{2,3}[-－—]?\d{7,8}|[2-8]\d{6,7}|12\d{3}|95\d{3})(?![\d元万])/,
    ofOffice: true,
  },
  { name: '邮箱', asked: /邮箱|电子邮件|e-?mail/i, held: /[\w.-]+@[\w-]+\.\w+/, ofOffice: true },
  {
    name: '时间',
    asked:
      /几点|(?:星期|礼拜|(?<!每)周)几(?!次)|(?:周末|星期[六日天]|礼拜[六日天]).{0,4}(?:上班|开|休|办)|上班时间|下班(?!路|途|后|回|的路)|营业时间|开门|开不开/,
    held: /(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:[:：]\d{2}|[点时](?!间))|周[一二三四五六日末]|星期[一二三四五六日]|24小时/,
    ofOffice: true,
  },
  {
    name: '网址或公众号',
    asked: /网址|公众号|二维码|小程序|下载(?:地址|链接)|链接|(?:手机)?app(?:叫|是|名)/i,
    held: /https?:|www\.|\.(?:com|cn|gov)|公众号|二维码|小程序|app/i,
  },
  {
    name: '地址',
    asked: /(?:详细|具体|办公)地址|地址(?:在|是|定)|几号(?:窗|楼|门牌)|边个窗口|哪个窗口|几楼|门牌/,
    held: /[路街道巷]\s*\d*\s*号|[\p{Script=Han}]{2}(?:路|街|大道)(?![径线])|\d+楼|楼\d|窗口/u,
    ofOffice: true,
  },
  {
    name: '金额',
    asked:
      /(?:(?:多少|几多)\s*(?:十|百|千|万|亿)?|几)(?:钱|元|块(?!地|田|牌)|蚊|万元)|几钱|(?:收|补|减|奖|罚|交|领|赔|发|派|俾|给|贴)(?:得|到|我|我们|我哋)?(?:几多|多少)(?=$|[，。？?；;,!！]|啊|呀|呢)|(?:工资|奖金|补贴|补助|费用|经费|资金|投入|收费|价格|罚款|津贴)[^，。？?；]{0,4}(?:多少|几多)(?!\s*(?:个?工作日|天|日|个?月|年|次|人|名|户|岁|亩|倍|[%％]))/,
    held: /\d[\d,.]*\s*(?:亿|万)?元|[一二三四五六七八九十百千万两]+元|万元|亿元|全额|\d[\d.]*\s*[%％]|倍/,
  },
  {
    name: '比例',
    asked:
      /几成|百分之(?:几|多少)|多少[%％]|占多少|多少个点|几多个点|几个点|比例[^，。？?；]{0,3}(?:多少|几多)/,
    held: /\d[\d.]*\s*[%％‰]|百分之|全额|[一二三四五六七八九]成|倍|免费|自付|不予|不享受|不纳入/,
  },
  {
    name: '数目',
    asked: /(?:多少|几多)万(?![元名人户亩头只株棵个间份次平方立吨])/,
    held: /万|亿|元/,
  },
  { name: '倍数', asked: /(?:多少|几多|几)倍/, held: /倍/ },
  {
    name: '时限',
    asked: /(?:多少|几多|几|多)\s*(?:个)?(?:工作日|天|日(?!子)|个月|小时|分钟)|多久|几耐|几长时间|多长时间/,
    held: holdsSpan,
  },
  {
    name: '日期',
    asked: /几时|什么时候|何时|几月几|哪[一]?天|几月份|到几号/,
    held: holdsSpan,
  },
  { name: '次数', asked: /(?:几|多少|几多)次/, held: /次|每|全年|常年/ },
  {
    name: '面积',
    asked: /(?:几|多少|几多)(?:平方|平米|亩|公顷|方米)|面积.{0,3}(?:多少|几多|几大|多大)/,
    held: /平方|㎡|亩|公顷|面积/,
  },
  { name: '重量', asked: /(?:几|多少|几多)(?:公斤|斤|吨|kg|千克)|几重|多重/i, held: /公斤|斤|吨|kg|千克/i },
  {
    name: papersAsked,
    asked:
      /(?:带|递交|提交|攞)(?:啲|些)?(?:什么|咩|乜)(?:嘢|东西)?(?:材料|资料|证件|证明|[?？去来嚟]|$)|(?:什么|咩|哪些|边啲)(?:证件|证明|申请材料)/,
    held: /材料|资料|证(?!实|据|券)(?<!论证|保证|求证)|卡|审批表|申请书|诊断书|协议书|复印件|单据|发票|收据|凭|户口/,
  },
  { name: '报名办法', asked: /报名/, held: /报名|招|申请|登记|参加|报送|申报|入学|入读|录取|报到/ },
  {
    name: '学历',
    asked: /学历|(?:大专|本科|中专|高中|初中)(?:毕业)?(?:得唔得|可以|行不行|够不够|[吗嘛])/,
    held: /学历|毕业|大专|本科|中专|高中|专业/,
  },
  { name: '年龄', asked: /(?:几|多少|几多|多大)(?:周?岁|年纪|年龄)/, held: /岁|年龄|儿童|老年|未成年|成年/ },
  {
    name: '距离',
    asked: /(?:几|多少|几多)(?:公里|千米|米(?!饭))|(?:隔|离|相距|距离|退).{0,6}(?:几|多)远|标高/,
    held: /\d\s*(?:米|m\b|公里|千米)|[一二三四五六七八九十百]米/i,
  },
  {
    name: '名单',
    asked: new RegExp(
      `(?:哪些|哪(?:几|\\d+)[个间家条所座]?|边啲|边(?:几|\\d+)[个间条]|具体(?:是)?哪[个些])${place}`,
    ),
    held: holdsPlaceNames,
  },
  { name: '企业名称', asked: /(?:边|哪)(?:一)?(?:间|家|个)公司/, held: /公司|企业|集团|机构/ },
];

/** What is given, taken or paid; each is another matter than the next. */
const dealings: readonly Thing[] = [
  { name: '罚款', asked: /罚.{0,4}(?:多少|几多|几钱)|(?:多少|几多)罚/, held: /罚/ },
  {
    name: '赔偿',
    asked: /赔.{0,4}(?:多少|几多|几|[吗嘛])|(?:边个|谁|点|怎么|怎样).{0,2}赔|赔偿标准/,
    held: /赔|补偿|责任/,
  },
  {
    name: '奖金',
    asked: /奖(?:金|励)?.{0,3}(?:多少|几多)|(?:多少|几多).{0,2}奖|有(?:冇|没有)?奖(?:金|励)?[吗嘛?？]/,
    held: /奖/,
  },
  {
    name: '补贴',
    asked: /补贴|津贴|津帖|有.{0,2}钱(?:领|攞|补)|补.{0,2}(?:多少|几多)(?:钱|元|块|蚊)?$/,
    held: /补贴|补助|津贴|资助|奖|救助|减免|补偿|扶持|减除/,
  },
  {
    name: '报销',
    asked: /报销|报消|报得?(?:几|多少)/,
    held: /报销|救助|支付|减免|补助|补偿|负担|报账|结算|自付|待遇|医疗费/,
  },
  { name: '学费', asked: /学费/, held: /学费|免费|费用|资助/ },
  { name: '租金', asked: /租金|房租|租几多|租多少/, held: /租金|房租|租赁费|免租/ },
  {
    name: '收费',
    asked: /收费[^，。？?；]{0,4}(?:多少|几多|几钱|标准)|收(?:多少|几多)(?:钱|元|块|蚊)/,
    held: /收费|收取|计收|按[^，。；]{0,8}收|费|价|免|缴|每(?:次|小时|天|日|月|年)\d/,
  },
  {
    name: '工资',
    asked:
      /(?:工资|月薪|年薪|薪酬|人工).{0,4}(?:多少|几多|几)|(?:多少|几多|几)(?:个月)?.{0,2}(?:工资|月薪|年薪|人工)/,
    held: /薪|工资|收入/,
  },
  { name: '利息', asked: /利息|利率/, held: /利息|利率|贴息|免息/ },
  { name: '水价或电价', asked: /水费|水价|电费|电价|燃气费/, held: /水费|水价|电费|电价|气价|燃气费/ },
  {
    name: '养老金',
    asked: /养老金|退休金|退休工资/,
    held: /养老金|退休金|退休|养老保险/,
  },
  { name: '丧葬费或抚恤金', asked: /丧葬|抚恤金/, held: /丧葬|抚恤/ },
  {
    name: '押金或保证金',
    asked:
      /(?:押金|保证金).{0,3}(?:多少|几多)|(?:多少|几多).{0,2}(?:押金|保证金)|要(?:交|俾|给).{0,3}(?:押金|保证金)/,
    held: /押金|保证金/,
  },
  { name: '公积金', asked: /公积金/, held: /公积金/ },
  { name: '停车费', asked: /停车费|过路费/, held: /停车费|过路费|收费/ },
];

/** 水利局, 三坑镇政府; of 办 only one that is asked for by its telephone, because 怎么办 is no office. */
const namedOffice =
  /(?:[\p{Script=Han}]{2}(?:局|医院|卫生院|委员会|委会|办公室|中心|学校|公司|政府|派出所|大队|办(?=的?嘅?(?:电话|热线|地址|邮箱)))|^(?:镇|区|市|县)?政府|[镇区市县]政府|[一二三四五六]院)/gu;

export interface AskedThings {
  /** The name of what is asked for and none of the texts holds; null when nothing is missing or it cannot be seen. */
  readonly missing: string | null;
  /** Something else that is asked for stands there. */
  readonly holdsSome: boolean;
}

/**
 * @param question normalised. @param clauses texts of those that would be shown, with their headings. @param passages
 * texts of the best ones: a contact detail may stand beside the clause.
 */
export function askedThings(
  question: string,
  clauses: readonly string[],
  passages: readonly string[],
): AskedThings {
  const offices = [...question.matchAll(namedOffice)].map((match) => match[0]);
  const beside = passages.filter(
    (text) => offices.length === 0 || offices.some((office) => text.includes(office)),
  );
  const isHeld = ({ held, ofOffice }: Thing) =>
    (ofOffice === true ? beside : clauses).some((text) =>
      typeof held === 'function' ? held(text) : held.test(text),
    );
  const asked = [...things, ...dealings].filter((thing) => thing.asked.test(question));
  const missing = asked.find((thing) => !isHeld(thing));
  return { missing: missing?.name ?? null, holdsSome: asked.some(isHeld) };
}

/** Of several questions in one message: what is missing for one of them, unless another is answered. */
export function missingThing(
  questions: readonly string[],
  clauses: readonly string[],
  passages: readonly string[],
): string | null {
  const asked = questions.map((question) => askedThings(question, clauses, passages));
  const missing = asked.find((each) => each.missing !== null)?.missing ?? null;
  return asked.some((each) => each.missing === null && each.holdsSome) ? null : missing;
}
