/**
 * Lies written by hand, each beside its truth: `{kind: true words→false words|other false words}` in a draft. Either
 * side may be empty. Every edit alone makes one lie; with all edits left true the draft is the twin.
 * @module
 */
export interface WrittenDraft {
  /** Id of a question of eval/*.jsonl. */
  readonly question: string;
  /** passage:…, document:… and calculation:…, numbered S1 …, D1 … and C1 … in this order. */
  readonly evidence: readonly string[];
  readonly draft: string;
}

const aid = (...locators: readonly string[]): string[] =>
  locators.map((locator) => `passage:清新府办〔2018〕16号/${locator}`);
const mental = (...locators: readonly string[]): string[] =>
  locators.map((locator) => `passage:清新府办〔2018〕41号/${locator}`);
const farms = (...locators: readonly string[]): string[] =>
  locators.map((locator) => `passage:清新府办函〔2018〕81号/${locator}`);
const fire = (...locators: readonly string[]): string[] =>
  locators.map((locator) => `passage:清新府〔2018〕19号/${locator}`);
const water = (...locators: readonly string[]): string[] =>
  locators.map((locator) => `passage:清新府办函〔2019〕106号/${locator}`);
const traffic = (...locators: readonly string[]): string[] =>
  locators.map((locator) => `passage:清新府办函〔2018〕91号/${locator}`);
const hospitals = (...locators: readonly string[]): string[] =>
  locators.map((locator) => `passage:清新府〔2019〕60号/${locator}`);
const teachers = (...locators: readonly string[]): string[] =>
  locators.map((locator) => `passage:清新府办〔2018〕38号/${locator}`);
const toilets = (...locators: readonly string[]): string[] =>
  locators.map((locator) => `passage:清新府办〔2018〕40号/${locator}`);
const shops = (...locators: readonly string[]): string[] =>
  locators.map((locator) => `passage:清新府办〔2019〕17号/${locator}`);
const river = (...locators: readonly string[]): string[] =>
  locators.map((locator) => `passage:000_d208b6cb7157d7c5-4/${locator}`);
const ended = (...locators: readonly string[]): string[] =>
  locators.map((locator) => `passage:清新府办〔2018〕5号/${locator}`);
const work = (...locators: readonly string[]): string[] =>
  locators.map((locator) => `passage:清新府办〔2018〕37号/${locator}`);
const foshan = (...locators: readonly string[]): string[] =>
  locators.map((locator) => `passage:004_d565869dfdcd75b8-17/${locator}`);

const draft = (question: string, evidence: readonly string[], text: string): WrittenDraft => ({
  question,
  evidence,
  draft: text,
});

export const writtenDrafts: readonly WrittenDraft[] = [
  draft(
    'P-102',
    aid('第七条', '第九条', '第十条'),
    '低保家庭按{wrong class:80%→75%|70%}给予救助，每人每年最高{wrong figure:50000元→30000元}[S1]。',
  ),
  draft(
    'P-102',
    aid('第七条'),
    '{figure in words:八成→七成五|全部|九成}，一年最高{unit:5万元→5000元|50万元}，{per whom:每人→每户|全家合计}每年都是这个上限[S1]。',
  ),
  draft(
    'P-102',
    aid('第七条'),
    '按80%给予救助，每人{per when:每年→每月|每次|一生}{most dropped or added:最高→最低|至少|固定}50000元[S1]。',
  ),
  draft(
    'P-102',
    aid('第七条'),
    '按80%给予救助，{scope:含门诊、住院→只含住院，不含门诊|门诊、住院和买药都含}[S1]。',
  ),
  draft(
    'P-102',
    aid('第七条'),
    '个人自付部分按80%给予救助{invented addition:→，不用申请自动到账|，三天内到账|，不限医院|，自费药也算}[S1]。',
  ),
  draft(
    'P-102',
    aid('第七条'),
    '{scope:基本医疗保险政策范围内医疗费用的个人自付部分→全部医疗费用|全部住院费用|医保报销之前的费用|自费部分}按80%给予救助[S1]。',
  ),
  draft(
    'P-102',
    aid('第七条', '第九条'),
    '低保家庭按80%、低收入家庭的老年人按75%{comparison:→，低收入家庭的比例更高|，两者相差10个百分点|，低收入家庭的要多一些}[S1][S2]。',
  ),
  draft(
    'P-107',
    aid('第九条'),
    '{condition dropped:在定点医疗机构住院或特殊门诊治疗→在任何医院看病|普通门诊也可以}，按75%给予救助[S1]。',
  ),
  draft(
    'P-107',
    aid('第九条', '第七条'),
    '按75%给予救助，{union of clauses:住院或特殊门诊→门诊和住院}都算[S1]。',
  ),
  draft('P-107', aid('第九条'), '按{rounding:75%→大约八成|差不多七成|四分之一|80%左右}给予救助[S1]。'),
  draft(
    'P-107',
    aid('第九条'),
    '低收入家庭{person class:的老年人、未成年人、重度残疾人和重病患者→的所有成员|的成年人|的低保对象}住院，按75%给予救助[S1]。',
  ),
  draft(
    'P-103',
    aid('第八条'),
    '特困供养人员{figure in words:全额救助→救助一半|按八成救助|救助七成五}，{most dropped or added:→每年最高50000元，}门诊和住院都包括[S1]。',
  ),
  draft(
    'P-103',
    aid('第八条', '第七条'),
    '{person class:特困供养人员→低保家庭|建档立卡的贫困对象|低收入家庭的老人}的个人自付部分实行全额救助[S1]。',
  ),
  draft(
    'B-005',
    aid('第十条'),
    '扣减起付标准、乙类自负费用和大病保险起付线{boundary:后→前}，按{wrong class:70%→80%|75%}给予救助，每人每年最高50000元[S1]。',
  ),
  draft(
    'B-006',
    aid('第十条'),
    '要扣减{list count:三→两|四}项：基本医保起付标准、用药目录乙类自负费用{list item:、大病保险规定的起付线→、大病保险规定的起付线、伙食费|}[S1]。',
  ),
  draft(
    'B-007',
    aid('第三条'),
    '个人负担的合规医疗费用{boundary:达到或超过→超过|不到|接近}家庭年可支配总收入的{wrong figure:60%→40%|50%|六分之一}{or to and:，且→，或者}家庭财产符合第五条规定[S1]。',
  ),
  draft(
    'B-007',
    aid('第三条'),
    '看申请救助当月起过去{time length:一年→半年|两年|三个月}内的花费，个人负担要达到或超过{scope:家庭年可支配总收入→个人年收入|家庭月收入|家庭总存款}的60%，且家庭财产符合第五条规定[S1]。',
  ),
  draft(
    'B-008',
    aid('第三条'),
    '家庭月人均可支配收入在户籍所在地城镇低保标准{wrong figure:1.5倍→2倍|1.2倍|一半}{boundary:以内→以上}、家庭财产符合第五条规定的家庭[S1]。',
  ),
  draft(
    'B-008',
    aid('第三条'),
    '家庭{per when:月→年}{per whom:人均→户均|总}可支配收入在户籍所在地{swap of near words:城镇→农村}低保标准1.5倍以内{condition dropped:、家庭财产符合第五条规定→}的家庭[S1]。',
  ),
  draft(
    'B-009',
    aid('第五条'),
    '共同生活的家庭成员名下产权房屋总计{boundary:不超过1套→不超过2套|不少于1套|每人不超过1套}[S1]。',
  ),
  draft(
    'B-009',
    aid('第五条'),
    '家庭财产要{or to and:同时符合所有标准→符合其中一条标准就行|符合其中任何一项即可}[S1]。',
  ),
  draft(
    'B-010',
    aid('第五条'),
    '家庭成员名下均无机动车辆、船舶{exception:（残疾人代步车、摩托车除外）→（小汽车除外）|（包括残疾人代步车、摩托车）|（电动车、面包车除外）}[S1]。',
  ),
  draft('B-010', aid('第五条'), '摩托车和残疾人代步车{negation:不影响→影响|也算机动车，会影响}申请[S1]。'),
  draft(
    'B-011',
    aid('第五条'),
    '人均存款不超过清新区{wrong figure:12个月→6个月|24个月}{swap of near words:城镇→农村}最低生活保障标准[S1]。',
  ),
  draft(
    'B-012',
    aid('第十条'),
    '共同生活的家庭成员中有{wrong figure:两个及以上→三个及以上|一个}患病住院的，年度内个人自付医疗费用{negation:可→不可|应当}合并计算[S1]。',
  ),
  draft(
    'P-104',
    aid('第十一条'),
    '低保家庭个人实际负担部分累计仍超过{wrong class:10000元→20000元|5000元}的，按实际负担部分{wrong figure:50%→70%|30%}给予救助，每人全年累计不超过{wrong class:30000元→50000元}[S1]。',
  ),
  draft(
    'P-104',
    aid('第十一条'),
    '剩下的钱累计{boundary:仍超过→达到|不足|不超过}10000元，{self-made meaning:按实际负担部分50%给予救助→超过的部分按50%给予救助|超出10000元的那部分救助一半}[S1]。',
  ),
  draft(
    'B-014',
    aid('第十一条'),
    '因病致贫家庭重病患者要累计超过{wrong class:20000元→10000元}，封顶{wrong class:30000元→50000元|20000元}，{per whom:每人→每户}全年累计[S1]。',
  ),
  draft(
    'P-104',
    aid('第七条', '第十一条'),
    '基本救助最高50000元，重特大疾病救助最高30000元{own sum:→，两项合计最高80000元|，一年最多能拿8万元}[S1][S2]。',
  ),
  draft('B-015', aid('第十二条', '第十二条~2'), '要交{list count:七→五|六|八}类材料[S1][S2]。'),
  draft(
    'B-015',
    aid('第十二条'),
    '需要提供共同生活家庭成员的户口簿和身份证{swap of near words:复印件→原件}[S1]。',
  ),
  draft(
    'B-015',
    aid('第十二条~2'),
    '要带银行存折（卡）{swap of near words:原件及复印件→复印件}{list item:→、结婚证|和两张一寸照片}[S1]。',
  ),
  draft(
    'B-017',
    aid('第十二条~2'),
    '还需提供居住证和在{region:本市→本省|本区}参保满{wrong figure:2年→1年|6个月}的缴费证明、户籍地{office level:县级→市级|镇级}或以上相关部门出具的家庭收入和财产证明[S1]。',
  ),
  draft(
    'B-018',
    aid('第三条~2'),
    '要在本区就业或创业、持有效的《广东省居住证》{or to and:并具有→或者具有}固定住所，申请前已在本区{condition dropped:连续→累计}参加基本医疗保险满{wrong figure:2年→1年|3年}[S1]。',
  ),
  draft(
    'B-016',
    aid('第十二条'),
    '向{office:户籍所在的镇（场）→区民政局|村（居）委会|居住地的社区|定点医疗机构}提出申请[S1]。',
  ),
  draft(
    'B-016',
    aid('第十二条'),
    '经镇（场）调查、审核，报{office:区民政局→区财政局|区卫生计生局|区政府|市民政局}审批[S1]。',
  ),
  draft(
    'P-105',
    aid('第十五条'),
    '自{starting day:受理申请之日→提交申请之日|公示之日|申请人患病之日}起{wrong figure:10个→3个|5个|20个}{unit:工作日→自然日|天}内上报区民政局[S1]。',
  ),
  draft('B-020', aid('第十五条'), '每组调查人员{boundary:不得少于→不得多于}{wrong figure:2人→3人|1人}[S1]。'),
  draft(
    'P-105',
    aid('第十五条'),
    '镇（场）在3个工作日内提出审核意见并公示，公示期为{wrong figure:5日→7日|3日|半年}[S1]。',
  ),
  draft(
    'B-021',
    aid('第十五条~3'),
    '区民政部门在{wrong step:3个→5个|20个}工作日内作出审批决定，批准申请后{wrong step:5个→3个|10个}工作日内，向区财政部门提出申请[S1]。',
  ),
  draft(
    'B-021',
    aid('第十五条~3'),
    '{office:区财政部门→区民政部门|镇（场）|银行}接到审批表后，在3个工作日内将救助资金拨付到指定金融机构，直接支付给{person class:医疗救助对象→医院|镇（场）|村委会}[S1]。',
  ),
  draft(
    'B-022',
    aid('第十五条~3'),
    '公示期间出现异议的，区民政部门{modality:应当→可以}重新组织调查核实，在{wrong step:20个→3个|10个}工作日内作出审批决定[S1]。',
  ),
  draft('F-098', aid('第十五条~3'), '对获得医疗救助的对象名单公示{time length:半年→一年|5日|三个月}[S1]。'),
  draft(
    'B-023',
    aid('第十五条~2'),
    '民主评议由镇（场）工作人员、村（居）党组织和村（居）委会成员、熟悉村（居）民情况的党员代表、村（居）民代表{list item:→、律师|、医院代表}等参加，{list count:→共五类人}[S1]。',
  ),
  draft(
    'B-024',
    aid('第十六条'),
    '交通事故等应由第三方承担支付的医疗费用{negation:不享受→享受|可以先享受}医疗救助[S1]。',
  ),
  draft(
    'B-025',
    aid('第十六条'),
    '斗殴{list item:→、吸毒|、酒驾}所发生的医疗费用不享受医疗救助{exception:（精神病除外）→（夫妻打架除外）|（未成年人除外）|，没有例外}[S1]。',
  ),
  draft(
    'B-026',
    aid('第十六条'),
    '精神病患者自伤所发生的医疗费用{negation:不在→属于}不享受医疗救助的情形[S1]。',
  ),
  draft(
    'B-027',
    aid('第十六条'),
    '未按规定办理相关手续，自行到非定点医疗机构就医或自行购买药品的费用不享受医疗救助{exception:（抢救除外）→（急诊除外）|，抢救也不例外|（镇卫生院除外）}[S1]。',
  ),
  draft(
    'P-108',
    aid('第二十三条'),
    '在办理医疗救助申请期间死亡的，申请{negation:可继续给予办结→不再办理|自动终止}，救助资金由{person class:继承人→配偶|村委会|监护人}领取[S1]。',
  ),
  draft(
    'B-031',
    aid('第二十五条'),
    '系统自动保留{time length:1年→2年|6个月|3年}低收入家庭身份，满1年后身份{negation:自动取消→自动延续|需要申请才取消}[S1]。',
  ),
  draft(
    'B-031',
    aid('第二十五条'),
    '如再次申请医疗救助，须在定点医疗机构结算{boundary:前→后}，经镇（场）、{office:区民政部门→区财政部门|区扶贫办}重新审核认定[S1]。',
  ),
  draft(
    'B-034',
    aid('第二十七条'),
    '应当追回{scope:全部→一半|多领的|部分}救助资金，相关信息记入诚信体系{invented addition:→，并处两倍罚款|，三年内不得再申请}[S1]。',
  ),
  draft(
    'B-035',
    aid('第十四条'),
    '未能参加基本医疗保险的救助对象，{negation:可参照→不可参照}参加保险对象个人负担部分的补助政策递交申请[S1]。',
  ),
  draft(
    'B-038',
    aid('第六条'),
    '低收入家庭{wrong figure:60周岁→65周岁|70周岁|55周岁}以上的老年人由政府资助参加{swap of near words:城乡居民医疗保险→城镇职工医疗保险|商业保险|大病保险}[S1]。',
  ),
  draft(
    'B-036',
    aid('第二十六条'),
    '每年在本级留成的社会福利彩票公益金中按照{wrong class:20%→14%|30%}的比例安排基本医疗救助资金[S1]。',
  ),
  draft(
    'B-039',
    aid('第十九条'),
    '在市外参加社会基本医疗保险的{person class:本区户籍居民→外地户籍居民|所有居民}，享受同等医疗救助待遇[S1]。',
  ),
  draft(
    'B-037',
    aid('第十八条'),
    '医疗机构对其紧急救治所发生的费用，应向{office:清远市疾病应急救助基金→区民政局|清远市慈善会|区财政局}申请补助[S1]。',
  ),
  draft(
    'B-029',
    aid('第二条'),
    '{office:区人民医院、各镇卫生院→区中医院、区妇幼保健院|清远市人民医院|全市所有医院}是实行“一站式”医疗救助结算服务的定点医疗机构[S1]。',
  ),
  draft(
    'B-029',
    aid('第二条'),
    '发生医疗费用的时间以医疗费用收据的{swap of near words:开具时间→提交时间|住院时间|盖章时间}为准[S1]。',
  ),
  draft(
    'B-028',
    [...aid('第三十条'), 'document:清新府办〔2018〕16号'],
    '有效期至{date:2020年3月31日→2020年12月31日|2021年3月31日|2023年3月31日}[S1]{invented addition:→，目前仍在执行|，现在仍可以作为办事依据|，已自动延期}。',
  ),
  draft(
    'B-028',
    [...aid('第三十条', '第七条'), 'document:清新府办〔2018〕16号'],
    '这份文件{expired told as current:已经过了有效期→现在仍然有效|目前还在有效期内|至今没有被废止，可以继续用}[D1]。',
  ),
  draft(
    'B-040',
    aid('第三十条'),
    '清新府办〔2014〕19号{wrong repealer:同时废止→继续有效|由清新府办〔2018〕5号废止|自2020年3月31日起废止}[S1]。',
  ),
  draft(
    'B-040',
    aid('第三十条'),
    '{document number:清新府办〔2014〕19号→清新府办〔2014〕16号|清新府〔2014〕19号|清新府办〔2015〕19号}同时废止[S1]。',
  ),
  draft(
    'P-062',
    mental('一', '二'),
    '危险性评估为{wrong figure:0-2级→3级以上|1-3级|0-5级}，{person class:直系亲属→本人|村委会|邻居}与当地镇政府{office:综治办→民政办|派出所|卫生院}已签订监护协议的患者[S1]。',
  ),
  draft(
    'P-062',
    mental('一', '二'),
    '每名患者{per when:每月→每年|每季度|每次}可享受{wrong figure:100元→200元|500元|1000元}精神类药物的服药补助[S2]。',
  ),
  draft(
    'P-064',
    mental('三（一）'),
    '多出部分由{person class:监护人→区财政|患者本人单位|镇政府|医院}自行支付[S1]。',
  ),
  draft(
    'P-061',
    mental('三（一）'),
    '必须出示{list item:社保卡→身份证|残疾证|户口簿}，{condition dropped:在监护人的陪同下→可以自己一个人}到清远市第三人民医院门诊治疗[S1]。',
  ),
  draft('P-063', mental('二~2'), '每例每年给予{wrong class:6000元→20000元|500元|5000元}救治经费补助[S1]。'),
  draft(
    'P-063',
    mental('二~2'),
    '{per whom:每例→每户|每村}{per when:每年→每月|每次住院}给予6000元救治经费补助[S1]。',
  ),
  draft(
    'P-060',
    mental('三'),
    '护送人员按{per whom:每例→每人|每天|每公里}{wrong class:500元→6000元|200元}给予专项补助[S1]。',
  ),
  draft('F-076', mental('三'), '不足部分住院费用由{person class:家属→区财政|医院|镇政府}缴纳[S1]。'),
  draft(
    'P-066',
    mental('四'),
    '由{office:区卫生计生局→区综治办|区财政局|区民政局}{per when:每季度→每月|每半年|每年}对市第三人民医院提供的住院名单进行核实，核实后送{office:区综治办→区财政局|区民政局}审核[S1]。',
  ),
  draft(
    'P-070',
    farms('四（三）'),
    '{date:10月30日→11月30日|9月30日}前自行关停{or to and:并→或}自行拆迁的养殖场，按畜场{wrong class:100元→90元|40元}/平方米的标准予以补贴[S1]。',
  ),
  draft(
    'P-070',
    farms('四（三）'),
    '10月30日前：畜场100元、禽场{wrong class:40元→30元|90元}，都按{unit:平方米→亩|头|公顷}算[S1]。',
  ),
  draft(
    'P-070',
    farms('四（三）'),
    '10月30日前拆的比11月30日前拆的，畜场每平方米{comparison:多10元→多20元|少10元|多一倍}[S1]。',
  ),
  draft(
    'P-074',
    farms('四（三）'),
    '自12月1日起，仍未关停、拆迁的养殖场，{negation:区财政也不再→区财政仍会|区财政减半}对镇政府下达相应的工作经费[S1]。',
  ),
  draft(
    'P-068',
    farms('二（二）'),
    '{wrong class:20KG以下猪苗→70KG以上肉猪|21~70KG肉猪}在120天内进行清栏[S1]。',
  ),
  draft(
    'P-068',
    farms('二（二）'),
    '21~70KG肉猪在{wrong class:90天→60天|120天|30天}内进行清栏，从{starting day:方案印发之日→收到通知之日|2018年9月30日}起算[S1]。',
  ),
  draft(
    'P-067',
    farms('二（二）'),
    '{date:2018年9月30日→2018年11月30日|2018年10月30日|2019年9月30日}前，完成{swap of near words:禁养区→非禁养区|限养区}范围内畜禽养殖场的清拆工作[S1]。',
  ),
  draft(
    'P-073',
    farms('二（二）4'),
    '在进猪苗{wrong step:7天→5天|15天}前到当地镇农办{or to and:和→或}兽医站申请，进猪苗后{wrong step:5天→7天|3天}内到当地兽医站进行养殖信息登记[S1]。',
  ),
  draft('P-069', farms('二（二）2'), '{negation:禁止→可以|经批准可以}将养殖废弃物排进鱼塘[S1]。'),
  draft(
    'F-044',
    farms('二（二）1'),
    '计划建设{wrong figure:2个→3个|4个|两百个}畜禽废弃物处理中心，清西片区和{list item:滨江片区→太和片区|龙颈片区|山塘片区}各1个[S1]。',
  ),
  draft(
    'F-045',
    farms('二（二）1'),
    '可由{office:当地村委会→区农业局|镇兽医站|区国土局}出具土地消纳用地面积证明[S1]。',
  ),
  draft(
    'P-083',
    fire('九'),
    '对个人并处{wrong class:两百元以上两千元以下→一万元以上三万元以下|两千元以上三千元以下|两百元以上两万元以下}罚款[S1]。',
  ),
  draft('P-083', fire('九'), '个人罚款最低{wrong figure:200元→2000元|20元|100元}，最高2000元[S1]。'),
  draft(
    'P-084',
    fire('九'),
    '引起森林火灾的，对{person class:单位→个人|村委会|林场职工}并处三万元以上五万元以下罚款[S1]。',
  ),
  draft(
    'P-084',
    fire('九'),
    '对单位并处三万元以上{range widened:五万元→十万元|八万元}以下罚款{invented addition:→，并吊销营业执照|，负责人拘留15日}[S1]。',
  ),
  draft('P-084', fire('九'), '造成损失的，依法承担{swap of near words:民事赔偿→刑事|行政}责任[S1]。'),
  draft(
    'P-085',
    fire('一'),
    '从{date:2018年3月23日→2018年3月13日|2018年4月23日|2019年3月23日}至{date:4月30日→4月20日|5月30日|9月30日}为禁火期[S1]。',
  ),
  draft(
    'P-086',
    fire('八'),
    '由{office:公安机关→林业主管部门|应急管理部门|镇政府}依照《{swap of near words:中华人民共和国治安管理处罚法→中华人民共和国森林法|中华人民共和国刑法}》的规定给予处罚[S1]。',
  ),
  draft(
    'P-087',
    fire('四'),
    '对携带的火种实行{swap of near words:集中保管→没收|销毁|罚款}，任何单位和个人{negation:不得→可以|有权}拒绝、阻碍[S1]。',
  ),
  draft(
    'P-088',
    fire('五'),
    '实行{wrong figure:24小时→12小时|8小时}值班制度和{per when:每日→每周|每月}火情零报告制度[S1]。',
  ),
  draft(
    'B-087',
    water('三（一）3'),
    '月均用水量{boundary:10万立方米以上→不满10万立方米|1万立方米以上|10万吨以下}的重点用水单位，应当每{wrong class:4年→6年|2年}至少开展一次水平衡测试[S1]。',
  ),
  draft(
    'P-018',
    water('三（一）3'),
    '月均用水量{wrong figure:1万→10万|5万}{unit:立方米→吨|亿立方米}以上的{negation:非农业→农业}用水单位，应当确定为重点用水单位[S1]。',
  ),
  draft(
    'P-018',
    water('三（一）3'),
    '{per when:月均→年均|日均}用水量1万立方米以上的非农业用水单位，{modality:应当→可以|鼓励}确定为重点用水单位[S1]。',
  ),
  draft(
    'P-019',
    water('三（一）3'),
    '于每年{date:12月31日→1月31日|11月30日|6月30日}前核定并下达重点用水单位{swap of near words:下一年度→本年度}用水计划[S1]。',
  ),
  draft(
    'P-022',
    water('二（一）'),
    '到2019年底，全区年用水总量控制在{wrong figure:3.6亿→3.6万|36亿|4.6亿}立方米以内[S1]。',
  ),
  draft(
    'P-022',
    water('二（一）'),
    '工业增加值用水量比{date:2015年→2010年|2018年}{direction:下降→增长|提高}{wrong class:27%→33%}[S1]。',
  ),
  draft(
    'P-023',
    water('三（三）3'),
    '漏损率控制在{wrong class:10%→15%}以内，再生水利用率达到{wrong class:15%→10%}以上[S1]。',
  ),
  draft(
    'P-021',
    water('三（三）2'),
    '新建公共建筑{modality:必须→鼓励|可以}采用节水器具，{modality:鼓励→要求|必须}居民家庭选用节水器具[S1]。',
  ),
  draft(
    'F-084',
    water('附件 序号13'),
    '尚未安装节水型设备和器具的，应当{modality:逐步→立即|在2019年底前}更换[S1]。',
  ),
  draft(
    'F-085',
    water('附件 序号18'),
    '由{office:区城市管理和综合执法局→区水利局|区住房城乡建设局|区农业农村局}负责[S1]。',
  ),
  draft(
    'P-024',
    water('附件 序号16'),
    '2019年底前，节水型居民小区建成率达{wrong figure:15%→50%|10%}以上，由{office:区住房城乡建设局→区水利局|区发展改革局}牵头[S1]。',
  ),
  draft(
    'P-082',
    traffic('三（四）'),
    '每月{date:22日→30日|2日|20日}前报送当月工作小结，{date:11月2日→11月22日|8月30日|12月2日}前报送工作总结[S1]。',
  ),
  draft(
    'P-081',
    traffic('二（四）4'),
    '一次死亡{boundary:5人以上（含5人）→3人以上|5人以上（不含5人）|10人以上}交通事故的，约谈镇政府{person class:主要领导→分管领导|交警中队中队长}[S1]。',
  ),
  draft(
    'P-075',
    traffic('二（二）1（8）'),
    '行动时间延长至{date:9月30日→10月30日|8月31日|12月31日}，{per when:半月→每周|一个月}一通报[S1]。',
  ),
  draft(
    'P-077',
    traffic('二（二）1（7）'),
    '查处违法行为同比{direction:增长→下降}{wrong class:15%→20%}，责任事故同比{direction:下降→增长}15%[S1]。',
  ),
  draft(
    'P-076',
    traffic('二（二）2（1）'),
    '专项行动结束前实现{wrong figure:80%→60%|90%|100%}以上治理到位，{date:年底→9月底|10月底}前全部整改到位[S1]。',
  ),
  draft(
    'P-079',
    traffic('正文~2'),
    '从{date:8月至10月→6月至8月|7月至9月|8月至12月}组织开展为期{time length:3个月→两个月|半年}的行动[S1]。',
  ),
  draft(
    'F-099',
    traffic('二（二）1（1）'),
    '要{per when:每月→每周|每季度}开展{boundary:不少于→不超过}{wrong figure:1次→2次|3次}的企业安全联合检查行动[S1]。',
  ),
  draft(
    'P-078',
    traffic('二（四）5'),
    '超标电动自行车违规销售的，一律倒查{office:市场监督管理部门→公安交管部门|教育部门|交通运输部门}责任[S1]。',
  ),
  draft(
    'P-003',
    hospitals('二（三）1'),
    '3个单位是太平镇卫生院、禾云镇卫生院和{list item:浸潭镇卫生院→龙颈镇卫生院|石潭镇卫生院|区中医院}[S1]。',
  ),
  draft(
    'F-033',
    hospitals('二（七）3'),
    '最高者年收入不超过最低者年收入的{wrong figure:1.5倍→2倍|3倍|1.2倍}[S1]。',
  ),
  draft(
    'F-032',
    hospitals('二（七）2'),
    '公立医院人员支出占业务支出比例{boundary:达到40%以上→不超过40%|控制在40%以内|达到60%以上}[S1]。',
  ),
  draft(
    'B-081',
    hospitals('一（二）'),
    '区域医疗费用增长控制在{wrong class:10%→25%}以下，报销比例稳定在{wrong class:75%→25%}左右[S1]。',
  ),
  draft(
    'F-034',
    hospitals('二（一）2'),
    '{date:2019年底→2020年底|2018年底|2019年6月}前，公立医院{modality:要→可以}制定章程[S1]。',
  ),
  draft(
    'P-001',
    hospitals('二（七）4'),
    '实行年薪制的公立医院主要负责人{negation:不再→仍可}参与公立医院的其他分配，薪酬{negation:严禁→允许|可以}与所在医院的经济收入直接挂钩[S1]。',
  ),
  draft(
    'P-006',
    hospitals('二（二）3'),
    '对博士{or to and:或→并且}副高以上高层级人才{modality:可→必须|应当}采取{swap of near words:考察→考试|笔试}方式直接引进[S1]。',
  ),
  draft(
    'P-008',
    hospitals('二（五）2'),
    '{negation:支持→禁止|不支持}职工医保参保人使用个人账户资金购买{swap of near words:商业健康保险→基金|养老保险|理财产品}[S1]。',
  ),
  draft(
    'P-049',
    teachers('四（六）3'),
    '聘期考核不合格的，学校{modality:可以→应当|必须}不与其续订聘用合同[S1]。',
  ),
  draft(
    'P-052',
    teachers('四（六）1'),
    '{wrong figure:5年→3年|10年|一年}一周期，逾期不注册的人员，依照规定{swap of near words:调整出教师岗位→开除|罚款|降低工资}[S1]。',
  ),
  draft(
    'P-051',
    teachers('六（四）'),
    '聘任和考核结果公示{wrong figure:5个→3个|7个}工作日{boundary:以上→以内}[S1]。',
  ),
  draft('P-050', teachers('四（四）6'), '未经批准，中小学校{negation:不得→可以}自行聘用临聘教师[S1]。'),
  draft(
    'P-050',
    teachers('四（四）6'),
    '{condition dropped:未经批准，→}中小学校{condition dropped:→一律}不得自行聘用临聘教师[S1]。',
  ),
  draft(
    'F-093',
    teachers('四（一）4'),
    '{per when:每月→每年|每季度}{date:20日→10日|30日|25日}前完成机构编制实名制管理数据更新[S1]。',
  ),
  draft(
    'P-046',
    teachers('六（二）1'),
    '由{office:区财政局→区教育局|区编办|区人力资源社会保障局}负责落实山区边远地区教师生活补助[S1]。',
  ),
  draft(
    'B-069',
    toilets('七'),
    '中心城区{wrong class:895万元→310万元|180万元}，乡镇{wrong class:310万元→895万元|180万元}，旅游公共厕所{most dropped or added:控制在180万元以内→不少于180万元|固定180万元|超过180万元}[S1]。',
  ),
  draft('B-069', toilets('七'), '整个项目资金控制在{unit:1385万元→1385元|1385亿元|13850万元}[S1]。'),
  draft(
    'F-041',
    toilets('七'),
    '乡镇公共厕所的奖补方案由{office:区委农办→区旅游局|区财政局|区城市综合管理局}负责制定[S1]。',
  ),
  draft(
    'P-057',
    toilets('五（三）'),
    '新（改）建旅游厕所6间，其中新建{wrong class:2间→4间|3间}，改扩建{wrong class:4间→2间|6间}[S1]。',
  ),
  draft(
    'P-053',
    toilets('附件2 浸潭', '附件2 龙颈'),
    '浸潭墟镇1间，{swap of near words:2A→3A|5A}，奖补{wrong class:25万元→100万元|50万元}[S1]。',
  ),
  draft(
    'P-010',
    shops('附件 序号2', '附件 序号3'),
    '完善农村电商公共服务体系安排{wrong class:175万元→70万元|250万元}，占{wrong class:35%→14%|50%}[S1]。',
  ),
  draft(
    'P-009',
    shops('二（四）~2'),
    '普及性电商培训人次达人口的{wrong figure:1%→10%|5%}以上{or to and:或→且}达5000人次以上[S1]。',
  ),
  draft('P-011', shops('二（三）'), '186个行政村建设{wrong figure:70%→100%|80%|一半}以上的服务站点[S1]。'),
  draft(
    'P-016',
    shops('五（一）'),
    '领导小组下设办公室，设在{office:区工业和信息化局→区农业农村局|区发展改革局|区供销社}[S1]。',
  ),
  draft(
    'F-079',
    river('正文'),
    '委托{office:清远市信源设计咨询有限公司→清远市水利设计院|广东省水利电力勘测设计研究院}开展划界工作[S1]。',
  ),
  draft(
    'P-025',
    river('一'),
    '划界河长{unit:760米→760公里|7.6公里|1760米}，位于滨江河{swap of near words:右岸→左岸|两岸}[S1]。',
  ),
  draft('P-029', river('二'), '按{wrong figure:10年→20年|50年|百年}一遇洪水标准划界[S1]。'),
  draft(
    'P-030',
    river('四'),
    '自公示之日起{wrong figure:15个→5个|30个}{unit:工作日→自然日}内提出意见，电话{contact:0763-5814709→0763-5814790|12345|0763-5818888}[S1]。',
  ),
  draft(
    'P-092',
    ended('正文'),
    '共清理宣布失效的规范性文件{wrong figure:19份→16份|29份}，是{date:2015年至2016年→2014年至2016年|2013年至2015年}制定的[S1]。',
  ),
  draft(
    'P-089',
    ended('附件 序号9', '附件 序号16'),
    '民宿管理办法（试行）的文号是{document number:清新府办〔2015〕24号→清新府办〔2016〕11号|清新府办〔2015〕42号|清新府办函〔2015〕24号}，已{negation:宣布失效→重新生效|延长有效期}[S1]。',
  ),
  draft(
    'P-094',
    ended('正文'),
    '自{starting day:公布之日→2018年12月31日|2019年1月1日|印发满30日}起{negation:不再作为→仍可作为}行政管理的依据[S1]。',
  ),
  draft(
    'P-041',
    work('一~2'),
    '接触职业病危害的劳动者在岗期间职业健康检查率达到{wrong class:90%→85%|95%|80%}以上[S1]。',
  ),
  draft(
    'B-073',
    work('一~2'),
    '主要负责人、职业卫生管理人员职业卫生培训率均达到{wrong class:95%→90%|80%}以上{rounding:→，也就是几乎九成半|，大约一半}[S1]。',
  ),
  draft('P-040', work('一~3'), '确定{wrong figure:1家→2家|3家}医疗卫生机构承担本辖区职业健康检查工作[S1]。'),
  draft(
    'F-014',
    work('四'),
    '{date:2020年→2019年|2021年}组织规划实施的{swap of near words:终期→中期}评估，由{office:区卫生计生局、区安全监管局→区民政局、区财政局|区人力资源社会保障局}组织[S1]。',
  ),
  draft(
    'F-005',
    foshan('五~2'),
    '{region:佛山市→清新区|清远市|我们这里}的失业保险金增至{wrong class:1048元→2135元}/月[S1]。',
  ),
  draft(
    'F-001',
    foshan('五'),
    '{region:佛山市→清新区}惠及学前三年户籍幼儿9.63万人，补贴金额{unit:4589万元→4589元|4589亿元}[S1]。',
  ),
  draft(
    'F-002',
    foshan('五'),
    '伤病残的每人每月{wrong class:600元→800元}，死亡的每人每月{wrong class:800元→600元}[S1]。',
  ),
  draft(
    'T-003',
    ['calculation:T-003'],
    '基本医疗救助{calculation figure:13300元→19000元|17700元|21700元|15500元}[C1]。',
  ),
  draft(
    'T-003',
    ['calculation:T-003'],
    '{negation:没有→还有}重特大疾病救助，因为剩余17700元{boundary:没有超过→超过了}20000元[C1]。',
  ),
  draft(
    'T-041',
    ['calculation:T-041'],
    '救治经费补助{calculation figure:6000元→10300元|500元}，家属缴纳{calculation figure:4300元→6000元|10300元}[C1]。',
  ),
  draft(
    'T-041',
    ['calculation:T-041'],
    '救治经费补助6000元，护送人员补助500元{own sum:→，您家一共能拿6500元|，合计到手6500元}[C1]。',
  ),
  draft(
    'V-045',
    ['calculation:V-045'],
    '补贴{calculation figure:10515元→31545元|14020元|10551元}，按{swap of near words:禽场→畜场}每平方米30元算[C1]。',
  ),
  draft(
    'U-060',
    ['calculation:U-060'],
    '最长{calculation figure:11个→13个|8个|20个}{unit:工作日→自然日|月}[C1]。',
  ),
  draft(
    'V-055',
    ['calculation:V-055'],
    '拟罚28000元{negation:不在→在}幅度内，罚款应是30000元以上50000元以下[C1]。',
  ),
  draft(
    'V-032',
    ['calculation:V-032'],
    '您{negation:不在→在}资助参保的范围内，因为参加的是{swap of near words:职工医疗保险→商业保险}[C1]。',
  ),
  // Forms that a sentence may take.
  draft('P-102', aid('第七条'), '{hedged:→据了解，比例最近提高到了90%。\n}按80%给予救助[S1]。'),
  draft(
    'P-102',
    aid('第七条'),
    '按80%给予救助{lie in brackets:→（农村低保户是90%）|（2026年起为85%）|（即个人只出一成）}[S1]。',
  ),
  draft('P-102', aid('第七条'), '{heading:→低保户：全额报销\n}按80%给予救助[S1]。'),
  draft(
    'P-102',
    aid('第七条'),
    '{question in a draft:→为什么低保户能全报呢？因为有医疗救助[S1]。}按80%给予救助[S1]。',
  ),
  draft('P-102', aid('第七条'), '{English:→The rate is 90 percent[S1]. }按80%给予救助[S1]。'),
  draft(
    'P-102',
    aid('第七条'),
    '按80%给予救助[S1]{glued half:→；自费药也按50%救助[S1]|，办理时限是3个工作日[S1]|、门诊不封顶[S1]}。',
  ),
  draft('P-102', aid('第七条'), '按{odd digits:80%→９０％|百分之九十|九〇%|玖拾％|⑨⓪%}给予救助[S1]。'),
  draft(
    'P-102',
    aid('第七条'),
    '条文说“{altered quotation:按80%给予救助→按80%给予补助|均按80%给予救助|应按80%给予救助}”[S1]。',
  ),
  draft(
    'P-102',
    aid('第七条', '第八条'),
    '条文写的是“{joined fragments:个人自付部分（含门诊、住院），按80%给予救助→个人自付部分（含门诊、住院），按80%给予救助，不足的实行全额救助}”[S1]。',
  ),
  draft(
    'P-102',
    aid('第七条'),
    '| 类别 | 比例 | 上限 |\n|---|---|---|\n| 低保家庭 | {table cell:80%→90%|75%} | {table cell:50000元→30000元} |[S1]',
  ),
  draft(
    'B-040',
    aid('第三十条'),
    '本办法{date of issue for effect:自印发之日起实施→自2018年5月1日起实施|自2020年3月31日起实施|自公布30日后实施}[S1]。',
  ),
  draft(
    'B-019',
    aid('第十五条'),
    '镇（场）受理后应当在{wrong figure:10个→7个}工作日内上报{invented addition:→，逾期视为同意|，可以在网上查进度}[S1]。',
  ),
  draft(
    'B-019',
    aid('第十五条'),
    '应当自受理申请之日起10个工作日内上报区民政局[S1]。{claim beside a citation:→逾期没有结果可以打12345投诉。|办理是免费的，周末也可以办。}',
  ),
];
