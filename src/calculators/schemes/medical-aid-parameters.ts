/**
 * The figures and words of 清新府办〔2018〕16号 that medical aid rests on.
 * @module
 */
import type { Parameter, ParameterUnit, Source } from '../kernel/parameter.ts';

const documentNumber = '清新府办〔2018〕16号';
/** 第三十条: in force from the day of issue to 2020-03-31. */
const from = '2018-03-23';
const to = '2020-03-31';

const at = (clause: string, quote: string): Source => ({ documentNumber, clause, quote });

const parameter = <Value extends number | string>(
  name: string,
  value: Value,
  unit: ParameterUnit,
  clause: string,
  quote: string,
): Parameter<Value> => ({ id: `medical-aid.${name}`, value, unit, from, to, documentNumber, clause, quote });

const figure = (name: string, value: number, unit: ParameterUnit, clause: string, quote: string) =>
  parameter<number>(name, value, unit, clause, quote);

/** Every figure of the scheme. Money in fen, ratios in basis points. */
export const medicalAidParameters = {
  firstDay: parameter<string>('first-day', '2018-03-23', 'date', '印发日期', '2018年3月23日'),
  lastDay: parameter<string>(
    'last-day',
    '2020-03-31',
    'date',
    '第三十条',
    '本办法自印发之日起实施，有效期至2020年3月31日',
  ),
  yearMonths: figure('year-months', 12, 'months', '第二条', '医疗救助年度以申请救助当月前12个月计算'),
  orphanAge: figure(
    'orphan-age',
    16,
    'age',
    '第三条（二）',
    '未满16周岁的未成年人（包括农村五保、城镇“三无”人员、孤儿）',
  ),
  lowIncomeMultiple: figure(
    'low-income-multiple',
    15_000,
    'basisPoints',
    '第三条（三）',
    '低收入家庭指家庭月人均可支配收入在户籍所在地城镇低保标准1.5倍以内、家庭财产符合第五条规定的家庭',
  ),
  povertyShare: figure(
    'poverty-share',
    6000,
    'basisPoints',
    '第三条（四）',
    '个人负担的合规医疗费用达到或超过其家庭年可支配总收入的60%',
  ),
  insuredMonths: figure(
    'insured-months',
    24,
    'months',
    '第三条（四）',
    '在申请医疗救助前已在本区连续参加基本医疗保险满2年的非本区户籍因病致贫人员',
  ),
  houses: figure('houses', 1, 'count', '第五条（一）', '共同生活的家庭成员名下产权房屋总计不超过1套'),
  classOneRate: figure(
    'class-one-rate',
    8000,
    'basisPoints',
    '第七条',
    '基本医疗保险政策范围内医疗费用的个人自付部分（含门诊、住院），按80%给予救助',
  ),
  classOneCap: figure(
    'class-one-cap',
    5_000_000,
    'fen',
    '第七条',
    '计算年度内费用可累计申请，救助对象每人每年最高救助金额为50000元',
  ),
  classTwoRate: {
    ...figure(
      'class-two-rate',
      10_000,
      'basisPoints',
      '第八条',
      '基本医疗保险政策范围内医疗费用的个人自付部分（含门诊、住院），实行全额救助',
    ),
    // 全额 is a word, not a figure.
    readable: false,
  },
  classThreeRate: figure(
    'class-three-rate',
    7500,
    'basisPoints',
    '第九条',
    '基本医疗保险政策范围内医疗费用的个人自付部分，按75%给予救助',
  ),
  classThreeCap: figure(
    'class-three-cap',
    5_000_000,
    'fen',
    '第九条',
    '按75%给予救助，救助对象每人每年最高救助金额为50000元',
  ),
  classFourRate: figure('class-four-rate', 7000, 'basisPoints', '第十条', '按70%给予救助'),
  classFourCap: figure(
    'class-four-cap',
    5_000_000,
    'fen',
    '第十条',
    '按70%给予救助，救助对象每人每年最高救助金额为50000元',
  ),
  lowThreshold: figure(
    'low-threshold',
    1_000_000,
    'fen',
    '第十一条（一）',
    '个人实际负担部分累计仍超过10000元的，按实际负担部分50%给予救助',
  ),
  highThreshold: figure(
    'high-threshold',
    2_000_000,
    'fen',
    '第十一条（二）',
    '个人实际负担部分累计仍超过20000元的，按实际负担部分50%给予救助',
  ),
  majorRate: figure('major-rate', 5000, 'basisPoints', '第十一条', '按实际负担部分50%给予救助'),
  majorCap: figure('major-cap', 3_000_000, 'fen', '第十一条', '每人全年累计重特大疾病救助金额不超过30000元'),
} as const satisfies Readonly<Record<string, Parameter>>;

export type MedicalAidParameters = {
  readonly [Name in keyof typeof medicalAidParameters]: Parameter<
    (typeof medicalAidParameters)[Name]['value'] extends string ? string : number
  >;
};

/** Words without a figure that steps and remarks quote. */
export const medicalAidSources = {
  designatedOnly: at(
    '第二条',
    '必须是在医疗保险规定的本地或外地定点医院治疗发生的医疗费用，方可申请医疗救助',
  ),
  receiptDate: at('第二条', '发生医疗费用的时间以医疗费用收据的开具时间为准'),
  afterOthers: at(
    '第二条',
    '对救助对象在扣除各种医疗政策性补偿、补助、减免及商业保险报销、社会指定医疗捐赠后，仍难以负担的符合规定的医疗费用，给予适当比例补助',
  ),
  ruledElsewhere: at(
    '第二条',
    '医疗救助对象患有特定重大疾病、传染病，国家和省、市对相关医疗费用有明确规定的，不纳入本办法规定的救助范围',
  ),
  oneStopPlaces: at('第二条', '区人民医院、各镇卫生院是我区实行“一站式”医疗救助结算服务的定点医疗机构'),
  classOne: at(
    '第三条（一）',
    '本区城乡最低生活保障家庭，精准扶贫建档立卡中非低保（特困或孤儿）的贫困对象，经本区认定的事实无人抚养儿童',
  ),
  classTwo: at('第三条（二）', '本区特困供养人员'),
  classThree: at('第三条（三）', '本区低收入家庭的老年人、未成年人、重度残疾人和重病患者'),
  classFour: at('第三条（四）', '因病致贫家庭重病患者'),
  classFive: at('第三条（五）', '经区政府认定的其他特殊困难人员'),
  pastYear: at('第三条（四）', '在申请救助当月起过去一年内'),
  workers: at(
    '第三条（四）',
    '在本区就业或创业、持有效的《广东省居住证》并具有固定住所、在申请医疗救助前已在本区连续参加基本医疗保险满2年的非本区户籍因病致贫人员',
  ),
  students: at(
    '第三条（四）',
    '在本区缴纳社会医疗保险且当月正常享受医疗保险待遇的全日制普通高等院校的非本区户籍因病致贫在校学生',
  ),
  oneStop: at(
    '第四条',
    '本区特困供养人员、城乡最低生活保障家庭，以及精准扶贫建档立卡中非低保（特困或孤儿）的贫困对象、经本区认定的事实无人抚养儿童等在区内定点医疗机构就医时',
  ),
  veteransFirst: at('第四条', '符合救助政策的优抚对象应先进行优抚医疗费用补助结算再进行医疗救助'),
  assets: at('第五条', '家庭财产需同时符合下列所有标准'),
  deposits: at('第五条（二）', '不超过清新区12个月城镇最低生活保障标准'),
  vehicles: at('第五条（三）', '共同生活的家庭成员名下均无机动车辆、船舶（残疾人代步车、摩托车除外）'),
  securities: at(
    '第五条（四）',
    '共同生活的家庭成员名下有价证券、基金、字画等收藏品的人均市值，不超过清新区12个月城镇最低生活保障标准',
  ),
  companies: at('第五条（五）', '共同生活的家庭成员名下均无工业、商业、服务业营利性组织的所有权'),
  assetsTogether: at(
    '第五条（六）',
    '本条第（二）、（四）款所述项目相加总计不超过清新区12个月城镇最低生活保障标准',
  ),
  inpatientOnlyThree: at(
    '第九条',
    '在定点医疗机构住院或特殊门诊治疗，基本医疗保险政策范围内医疗费用的个人自付部分',
  ),
  inpatientOnlyFour: at('第十条', '在定点医疗机构住院或特殊门诊治疗'),
  threeDeductions: at(
    '第十条',
    '扣减基本医保起付标准、基本医疗保险用药目录乙类自负费用、大病保险规定的起付线后，按70%给予救助',
  ),
  mergeBasic: at('第十条', '共同生活的家庭成员中有两个及以上患病住院的，年度内个人自付医疗费用可合并计算'),
  mergeMajor: at('第十一条', '共同生活的家庭成员中有两个及以上患病住院的，年度内个人自付医疗费用可合并计算'),
  remainder: at(
    '第十一条',
    '先申请基本医疗救助，其本年度基本医疗保险政策范围内医疗费用的个人自付部分在扣除救助金后，剩余部分满足下列条件的给予分类救助',
  ),
  uninsured: at('第十四条', '按所属对象类别核减基本医疗保障报销部分后递交申请'),
  townApplication: at(
    '第十二条',
    '凭定点医疗机构相关材料向户籍所在的镇（场）提出申请，经镇（场）调查、审核，报区民政局审批',
  ),
  unlawful: at('第十六条（一）', '因自身违法行为导致的医疗费用'),
  thirdParty: at('第十六条（二）', '交通事故、工伤事故、医疗事故等应由第三方承担支付的医疗费用'),
  selfHarm: at('第十六条（三）', '酗酒、斗殴（含夫妻打架）、自杀、互杀、自伤所发生的医疗费用（精神病除外）'),
  cosmetic: at('第十六条（四）', '整容、美容、镶牙发生的医疗费用'),
  nominalBed: at('第十六条（五）', '未经批准的挂床住院、家庭病床发生的医疗费用'),
  outsideCatalogue: at(
    '第十六条（六）',
    '超出城镇职工基本医疗保险和城乡居民医疗保险用药目录、诊疗项目及医疗服务设施标准所发生的费用',
  ),
  ownWay: at(
    '第十六条（七）',
    '未按规定办理相关手续，自行到非定点医疗机构就医或自行购买药品的费用（抢救除外）',
  ),
  insuredElsewhere: at(
    '第十九条',
    '在市外参加社会基本医疗保险的本区户籍居民，与参加本区医疗保险的户籍居民享受同等医疗救助待遇',
  ),
  afterDischarge: at('第二十一条', '自收到医疗机构的出院通知起，所发生的医疗费用不纳入医疗救助支付范围'),
  referral: at('第二十二条', '应按规定履行转诊或备案手续'),
  death: at('第二十三条', '在办理医疗救助申请期间死亡的，医疗救助申请可继续给予办结，救助资金由继承人领取'),
  emergency: at('第二十四条', '因急诊、急救需到非定点医疗机构治疗时，按基本医疗保险的有关规定办理'),
  identityYear: at('第二十五条', '医疗救助管理系统自动保留1年低收入家庭身份，满1年后身份自动取消'),
  lowIncomeWhere: at(
    '第二十五条',
    '可在定点医疗机构结算前，先到户籍所在地（非本市户籍到居住地）镇（场）申请',
  ),
  fraud: at('第二十七条（一）', '应当追回全部救助资金'),
  oldDocument: at('第三十条', '（清新府办〔2014〕19号）同时废止'),
  paperApplication: at(
    '第十二条（一）',
    '书面申请(需要村(居)委会对其所述内容进行核实,并出具相关意见及加盖公章)',
  ),
  paperIdentity: at('第十二条（二）', '共同生活家庭成员的户口簿和身份证复印件'),
  paperSurvey: at(
    '第十二条（三）',
    '需提供《清远市清新区大病困难家庭申请救助情况调查表》(需开具人署名并由村(居)委会或单位负责人证明并加盖印章),且需签署《救助申请承诺书》、《申请重特大疾病医疗救助家庭经济状况核对授权书》',
  ),
  paperDiagnosis: at(
    '第十二条（四）',
    '相关医疗机构出具的诊断证明、医疗收费的有效票据或复印件(医疗收费有效票据复印件必须注明已报销的金额,加盖报销部门的印章)',
  ),
  paperInsurance: at(
    '第十二条（五）',
    '享受城镇职工基本医疗保险、城乡居民医疗保险等医疗保险报销医疗费用的凭据',
  ),
  paperOthers: at('第十二条（六）', '是否取得其他慈善救助、商业保险赔偿的说明和承诺书'),
  paperAccount: at('第十二条（七）', '银行存折(卡)原件及复印件'),
  paperNonLocal: at(
    '第十二条',
    '还需提供居住证和救助对象在本市参保满2年的缴费证明、户籍地县级或以上相关部门出具的有效家庭收入和财产证明,未获得相同事项救助的证明',
  ),
  townTenDays: at('第十五条（一）', '应当自受理申请之日起10个工作日内'),
  opinionThreeDays: at('第十五条（二）', '在3个工作日内,对其医疗救助申请提出审核意见'),
  bureauFiveDays: at('第十五条（五）', '区民政部门对申请和相关材料在5个工作日内进行审批'),
  paymentThreeDays: at('第十五条（七）', '在3个工作日内将救助资金拨付到指定金融机构,直接支付给医疗救助对象'),
  temporaryAid: at('第十七条', '视家庭困难程度，一次性给予适当的临时救助'),
  emergencyFund: at('第十八条', '应向清远市疾病应急救助基金申请补助'),
} as const satisfies Readonly<Record<string, Source>>;
