/**
 * The field map of medical aid, in the order of the clauses: who, where, when, what is excluded, what it cost.
 * @module
 */
import type { Choice, Field } from '../kernel/field.ts';
import type { Facts } from '../kernel/facts.ts';
import { atLeastZero } from '../kernel/money.ts';
import type { MedicalAidParameters } from './medical-aid-parameters.ts';

const pendingChoices: readonly Choice[] = [
  {
    value: '低收入老年人',
    aliases: ['低收入家庭老年人', '低收入家庭的老年人', '低收入老人', '低收入家庭老人'],
  },
  {
    value: '低收入未成年人',
    aliases: ['低收入家庭未成年人', '低收入家庭的未成年人', '低收入儿童', '低收入家庭儿童', '低收入家庭小孩'],
  },
  {
    value: '低收入重度残疾人',
    aliases: ['低收入家庭重度残疾人', '低收入家庭的重度残疾人', '低收入残疾人', '低收入家庭残疾人'],
  },
  {
    value: '低收入重病患者',
    aliases: ['低收入家庭重病患者', '低收入家庭的重病患者', '低收入重病', '低收入家庭病人'],
  },
  {
    value: '因病致贫重病患者',
    aliases: ['因病致贫家庭重病患者', '因病致贫', '因病致贫人员', '因病致贫在校学生'],
  },
];

const none: Choice = { value: '都不是', aliases: ['无', '没有认定', '普通居民', '其他', '不属于'] };

export const careKinds = {
  inpatient: '住院',
  special: '特殊门诊',
  ordinary: '普通门诊',
  vague: '门诊',
} as const;

const careChoices: readonly Choice[] = [
  { value: careKinds.inpatient, aliases: ['入院', '住院治疗'] },
  {
    value: careKinds.special,
    aliases: ['特定门诊', '门诊特定病种', '门特', '慢性病特殊门诊', '特殊病种门诊'],
  },
  { value: careKinds.ordinary, aliases: ['普通看门诊', '一般门诊'] },
  { value: careKinds.vague, aliases: ['看门诊'], vague: true },
];

/** Grounds of 第十六条, 第二十一条 and 第二条; the value is what the scheme compares with. */
export const exclusionChoices: readonly Choice[] = [
  { value: '无', aliases: ['没有', '都没有', '不属于'] },
  { value: '自身违法行为', aliases: ['违法', '犯罪', '违法行为'] },
  { value: '应由第三方承担的事故', aliases: ['交通事故', '车祸', '工伤', '医疗事故', '第三方'] },
  { value: '事故但第三方责任不清', aliases: ['第三方不明', '肇事者逃逸', '没有第三方', '第三方责任不清'] },
  {
    value: '酗酒、斗殴、自杀、自伤',
    aliases: ['酗酒', '醉酒', '斗殴', '打架', '自杀', '互杀', '自伤', '自残'],
  },
  { value: '整容、美容、镶牙', aliases: ['整容', '美容', '镶牙', '种牙'] },
  { value: '未经批准的挂床或家庭病床', aliases: ['挂床', '家庭病床', '挂床住院'] },
  { value: '超出医保目录', aliases: ['超目录', '自费药', '目录外', '超出目录', '用药目录'] },
  {
    value: '自行就医或自购药品',
    aliases: ['自行购买药品', '自购药', '自行购药', '自行到非定点医疗机构就医', '买药'],
  },
  { value: '收到出院通知后拒不出院', aliases: ['拒不出院', '拒绝出院', '出院通知'] },
  { value: '国家和省市另有规定的疾病', aliases: ['另有规定', '特定重大疾病', '传染病'] },
];

const localCategories: readonly Choice[] = [
  {
    value: '低保',
    aliases: ['最低生活保障', '城乡低保', '低保户', '低保对象', '低保家庭', '城乡最低生活保障家庭'],
  },
  { value: '建档立卡', aliases: ['建档立卡贫困户', '精准扶贫', '建档立卡贫困对象', '贫困户'] },
  { value: '事实无人抚养儿童', aliases: ['无人抚养', '事实无人抚养'] },
  {
    value: '特困供养',
    aliases: [
      '特困',
      '特困人员',
      '特困供养人员',
      '五保',
      '农村五保',
      '五保户',
      '城镇三无',
      '三无人员',
      '三无',
    ],
  },
  { value: '孤儿' },
];

const yuan = '元';
const previous =
  '同一医疗救助年度里以前的申请，没有就填0；年度限额要扣除已领的（第七条、第九条至第十一条）。';

/** Deductions at which the remainder of 第十一条（二） passes its threshold, with the fen around it. */
function deductionProbes(parameters: MedicalAidParameters, key: string) {
  return (facts: Facts): readonly number[] => {
    const cost = facts.peek('compliantCost');
    if (typeof cost !== 'number') return [];
    const rate = parameters.classFourRate.value / 10_000;
    const paid = ['commercialInsurance', 'donation', 'veteranAid', 'excludedCost']
      .map((name) => facts.peek(name))
      .reduce<number>((sum, value) => sum + (typeof value === 'number' ? value : 0), 0);
    const siblings = ['deductible', 'classBShare', 'majorInsuranceLine'].filter((name) => name !== key);
    // Only their sum matters: the last unknown one runs through all sums.
    if (!siblings.every((name) => facts.knows(name))) return [];
    const others = siblings
      .map((name) => facts.peek(name))
      .reduce<number>((sum, value) => sum + (typeof value === 'number' ? value : 0), 0);
    const net = atLeastZero(cost - paid);
    const crossing = [
      Math.round((parameters.highThreshold.value - (1 - rate) * net) / rate) - others,
      net - others,
      net - Math.round(parameters.highThreshold.value / (1 - rate)) - others,
    ];
    return crossing.flatMap((at) => [at - 2, at - 1, at, at + 1, at + 2]);
  };
}

/** Between what was reimbursed and the whole bill. */
function eligibleProbes(facts: Facts): readonly number[] {
  const [total, outside, assumed] = ['totalCost', 'outsideCost', 'assumedReimbursement'].map((name) => {
    const value = facts.peek(name);
    return typeof value === 'number' ? value : undefined;
  });
  return [assumed, total === undefined ? undefined : atLeastZero(total - (outside ?? 0))].filter(
    (value) => value !== undefined,
  );
}

export function medicalAidFields(parameters: MedicalAidParameters): readonly Field[] {
  const pendingOnly = '没有经过认定、想申请认定的家庭';
  const nonLocalOnly = '户籍不在清新区的人';
  const deductionHelp = '第十条先扣减这一项再按比例救助，结算单上有。';
  return [
    {
      key: 'categories',
      label: '对象类别',
      question: '病人属于哪一类人员？（可以选几类）',
      help: '第三条列出的救助对象，以民政部门的认定为准。',
      type: 'choices',
      choices: [
        ...localCategories,
        ...pendingChoices,
        { value: '其他特殊困难人员', aliases: ['经区政府认定的其他特殊困难人员', '特殊困难人员'] },
        none,
      ],
    },
    {
      key: 'pending',
      label: '待判定',
      question: '还没有认定的话，想按哪一种人员申请？',
      help: '第三条（三）（四）：低收入家庭的四种病人，或因病致贫家庭的重病患者。',
      type: 'choice',
      choices: [...pendingChoices, none],
      when: pendingOnly,
    },
    {
      key: 'age',
      label: '年龄',
      question: '病人多少岁？',
      help: '只用来提醒核对老年人、未成年人和孤儿的认定。',
      type: 'integer',
      unit: '岁',
      max: 150,
      when: '老年人、未成年人、孤儿',
    },
    {
      key: 'residence',
      label: '户籍',
      question: '病人的户籍在清新区吗？',
      help: '第三条：非本区户籍只能按因病致贫申请。',
      type: 'choice',
      choices: [
        { value: '本区', aliases: ['清新', '清新区', '本区户籍'] },
        {
          value: '清远市其他县（市、区）',
          aliases: ['清远市内', '清城', '英德', '连州', '佛冈', '阳山', '连山', '连南'],
        },
        { value: '非本区', aliases: ['外省', '外地', '外市', '非本区户籍', '外区', '非本市'] },
      ],
      // Low income and the others recognised in the district are people of the district.
      assumed: (facts) => {
        const said = facts.peek('categories');
        return Array.isArray(said) && said.length > 0 && !said.includes(none.value) ? '本区' : undefined;
      },
    },
    {
      key: 'nonLocal.student',
      label: '非本区户籍条件.全日制普通高校在校学生',
      question: '病人是全日制普通高等院校的在校学生吗？',
      help: '第三条（四）：在校学生不要求连续参保满2年。',
      type: 'boolean',
      when: nonLocalOnly,
      assumed: (facts) =>
        ['nonLocal.working', 'nonLocal.permit', 'nonLocal.home', 'nonLocal.continuousMonths'].some((key) =>
          facts.knows(key),
        )
          ? false
          : undefined,
    },
    {
      key: 'nonLocal.working',
      label: '非本区户籍条件.在本区就业或创业',
      question: '病人在清新区就业或者创业吗？',
      help: '第三条（四）非本区户籍人员的条件之一。',
      type: 'boolean',
      when: nonLocalOnly,
    },
    {
      key: 'nonLocal.permit',
      label: '非本区户籍条件.有效居住证',
      question: '有没有在有效期内的《广东省居住证》？',
      help: '第三条（四）非本区户籍人员的条件之一。',
      type: 'boolean',
      when: nonLocalOnly,
    },
    {
      key: 'nonLocal.home',
      label: '非本区户籍条件.固定住所',
      question: '在本区有固定住所吗？',
      help: '第三条（四）非本区户籍人员的条件之一。',
      type: 'boolean',
      when: nonLocalOnly,
    },
    {
      key: 'nonLocal.continuousMonths',
      label: '非本区户籍条件.连续参保月数',
      question: '申请前在清新区连续参加基本医疗保险多少个月？（中断过的只算最近连续的）',
      help: '第三条（四）：要连续满2年，累计的不算。',
      type: 'integer',
      unit: '个月',
      max: 1200,
      when: nonLocalOnly,
      probes: [parameters.insuredMonths.value - 1, parameters.insuredMonths.value],
    },
    {
      key: 'nonLocal.totalMonths',
      label: '非本区户籍条件.累计参保月数',
      question: '累计参保多少个月？',
      help: '只作参考：第三条（四）要求的是连续参保。',
      type: 'integer',
      unit: '个月',
      max: 1200,
      when: nonLocalOnly,
    },
    {
      key: 'nonLocal.paysInsurance',
      label: '非本区户籍条件.在本区缴纳社会医疗保险',
      question: '这名学生在清新区缴纳了社会医疗保险吗？',
      help: '第三条（四）在校学生的条件之一。',
      type: 'boolean',
      when: '户籍不在清新区的在校学生',
    },
    {
      key: 'nonLocal.benefitsThisMonth',
      label: '非本区户籍条件.当月正常享受待遇',
      aliases: ['非本区户籍条件.当月正常享受医疗保险待遇'],
      question: '申请当月能正常享受医疗保险待遇吗？',
      help: '第三条（四）在校学生的条件之一。',
      type: 'boolean',
      when: '户籍不在清新区的在校学生',
    },
    {
      key: 'family.incomeWithinMultiple',
      label: '家庭.月人均收入在1.5倍以内',
      question: '家庭月人均可支配收入在低保标准的1.5倍以内吗？',
      help: '第三条（三）；已经核对过的可以直接填，否则填收入和低保标准。',
      type: 'boolean',
      when: pendingOnly,
    },
    {
      key: 'family.monthlyIncome',
      label: '家庭.月人均可支配收入',
      question: '家庭每人每月可支配收入是多少元？',
      help: '第三条（三）的收入条件。',
      type: 'money',
      unit: '元/月',
      when: '按低收入家庭申请',
    },
    {
      key: 'family.monthlyStandard',
      label: '家庭.户籍所在地城镇低保月标准',
      aliases: ['户籍所在地城镇低保月标准', '家庭.城镇低保月标准'],
      question: '户籍所在地的城镇低保标准是每月多少元？（公报没有写，请问镇政府）',
      help: '第三条（三）：收入要在这个标准的1.5倍以内。',
      type: 'money',
      unit: '元/月',
      when: '按低收入家庭申请',
    },
    {
      key: 'family.incomeReachesShare',
      label: '家庭.收入达到60%',
      aliases: ['家庭.费用达到收入60%'],
      question: '个人负担的合规费用达到家庭年可支配总收入的60%了吗？',
      help: '第三条（四）；已经核对过的可以直接填，否则填年收入。',
      type: 'boolean',
      when: '按因病致贫申请',
    },
    {
      key: 'family.yearlyIncome',
      label: '家庭.年可支配总收入',
      question: '全家过去一年的可支配收入一共多少元？（没有收入填0）',
      help: '第三条（四）：个人负担的合规费用要达到它的60%。',
      type: 'money',
      unit: '元/年',
      when: '按因病致贫申请',
    },
    {
      key: 'family.assetsFit',
      label: '家庭.财产符合第五条',
      question: '家庭财产已经核对为符合第五条吗？',
      help: '第五条（一）至（六）；没有核对过就逐项填。',
      type: 'boolean',
      when: pendingOnly,
    },
    {
      key: 'family.vehicle',
      label: '家庭.机动车船',
      question: '共同生活的家庭成员名下有机动车或者船吗？（摩托车、残疾人代步车不算）',
      help: '第五条（三）。电动三轮车算不算，文件没有写，请问区民政局。',
      type: 'boolean',
      when: pendingOnly,
    },
    {
      key: 'family.vehicleKind',
      label: '家庭.车辆类型',
      question: '是什么车？',
      help: '第五条（三）：残疾人代步车、摩托车除外。',
      type: 'text',
      when: '家里有车',
    },
    {
      key: 'family.motorcycle',
      label: '家庭.摩托车',
      question: '有摩托车吗？',
      help: '第五条（三）：摩托车不算。',
      type: 'boolean',
      when: pendingOnly,
    },
    {
      key: 'family.company',
      label: '家庭.营利性组织',
      question: '家庭成员名下有公司、店铺等营利性组织吗？',
      help: '第五条（五）。个体工商户算不算，文件没有写明，请问区民政局。',
      type: 'boolean',
      when: pendingOnly,
    },
    {
      key: 'family.houses',
      label: '家庭.房屋套数',
      question: '家庭成员名下一共有几套产权房屋？',
      help: '第五条（一）：不超过1套。',
      type: 'integer',
      unit: '套',
      max: 1000,
      when: pendingOnly,
      probes: [parameters.houses.value, parameters.houses.value + 1],
    },
    {
      key: 'family.people',
      label: '家庭.人口',
      aliases: ['家庭.家庭人口', '家庭.共同生活人口'],
      question: '共同生活的家庭成员有几人？',
      help: '用来算人均存款和人均市值（第五条）。',
      type: 'integer',
      unit: '人',
      min: 1,
      max: 50,
      when: pendingOnly,
    },
    {
      key: 'family.depositsPerHead',
      label: '家庭.人均存款',
      question: '家庭成员名下的存款，平均每人多少元？',
      help: '第五条（二）：包括定期和活期。',
      type: 'money',
      unit: yuan,
      when: pendingOnly,
    },
    {
      key: 'family.deposits',
      label: '家庭.存款总额',
      question: '家庭成员名下的存款一共多少元？',
      help: '第五条（二），除以人口得人均存款。',
      type: 'money',
      unit: yuan,
      when: pendingOnly,
    },
    {
      key: 'family.securitiesPerHead',
      label: '家庭.证券收藏人均市值',
      question: '股票、基金、字画等收藏品的市值，平均每人多少元？（没有填0）',
      help: '第五条（四）。',
      type: 'money',
      unit: yuan,
      when: pendingOnly,
    },
    {
      key: 'family.securities',
      label: '家庭.证券收藏总市值',
      question: '股票、基金、字画等收藏品的市值一共多少元？',
      help: '第五条（四），除以人口得人均市值。',
      type: 'money',
      unit: yuan,
      when: pendingOnly,
    },
    {
      key: 'family.yearStandard',
      label: '家庭.十二个月城镇低保标准',
      aliases: ['十二个月城镇低保标准', '家庭.12个月城镇低保标准'],
      question: '清新区12个月的城镇低保标准一共多少元？（公报没有写，请问区民政局）',
      help: '第五条（二）（四）（六）的上限。',
      type: 'money',
      unit: yuan,
      when: pendingOnly,
    },
    {
      key: 'identityLapsed',
      label: '低收入认定已满1年',
      question: '低收入家庭的认定到住院结算时已经满1年了吗？',
      help: '第二十五条：身份只保留1年，满1年要重新认定。',
      type: 'boolean',
      when: '已认定的低收入家庭',
      assumed: false,
    },
    {
      key: 'designated',
      label: '定点医疗机构',
      question: '是在医保定点医院（医疗机构）看的吗？',
      help: '第二条：必须是本地或外地的医保定点医院。',
      type: 'boolean',
    },
    {
      key: 'emergency',
      label: '抢救',
      question: '是因急诊抢救去的非定点医院吗？',
      help: '第十六条（七）抢救除外，第二十四条。',
      type: 'boolean',
      when: '不是定点医院',
      assumed: false,
    },
    {
      key: 'emergencyAccepted',
      label: '抢救费用医保已认可',
      question: '这次抢救，基本医保按规定受理报销了吗？',
      help: '第二十四条：按基本医疗保险的有关规定办理。',
      type: 'boolean',
      when: '在非定点医院抢救',
    },
    {
      key: 'careKind',
      label: '就医方式',
      question: '是住院、特殊门诊，还是普通门诊？',
      help: '第九条、第十条只管住院和特殊门诊。',
      type: 'choice',
      choices: careChoices,
    },
    {
      key: 'insuredPlace',
      label: '参保地',
      question: '在哪里参加的医保？',
      help: '第十九条：市外参保的本区户籍居民同等待遇。',
      type: 'text',
    },
    {
      key: 'referral',
      label: '转诊或备案',
      question: '到外地或上级医院前，办了转诊或备案手续吗？',
      help: '第二十二条。',
      type: 'boolean',
      when: '到外地或上级医院就医',
    },
    {
      key: 'receiptDate',
      label: '收据日期',
      question: '医疗费用收据是哪天开的？（可以只写年月）',
      help: '第二条：费用的时间以收据的开具时间为准。',
      type: 'date',
    },
    {
      key: 'applicationDate',
      label: '申请日期',
      question: '哪天申请的（或打算申请）？',
      help: '第二条：没有一站式结算的，年度按申请当月前12个月算。',
      type: 'date',
    },
    {
      key: 'death',
      label: '患者去世',
      question: '病人是在申请办理期间去世，还是申请之前去世？',
      help: '第二十三条只写了申请期间去世的情形。',
      type: 'choice',
      choices: [
        { value: '没有', aliases: ['否', '无'] },
        { value: '申请办理期间去世', aliases: ['申请期间'] },
        { value: '申请之前去世', aliases: ['申请前'] },
      ],
      assumed: '没有',
    },
    {
      key: 'exclusion',
      label: '排除情形',
      question: '费用是不是因违法、事故、酗酒斗殴自伤、整容镶牙、挂床等情形产生的？',
      help: '第十六条、第二十一条和第二条不予救助的费用。',
      type: 'choice',
      choices: exclusionChoices,
      assumed: '无',
    },
    {
      key: 'mentalIllness',
      label: '精神病',
      question: '病人是精神病患者吗？',
      help: '第十六条（三）：精神病除外。',
      type: 'boolean',
      when: '酗酒、斗殴、自杀、自伤',
      assumed: false,
    },
    {
      key: 'uninsured',
      label: '未参保',
      question: '病人没有参加基本医疗保险吗？',
      help: '第十四条：没有参保的先核减基本医保报销部分。',
      type: 'boolean',
      assumed: false,
    },
    {
      key: 'eligibleCost',
      label: '合规医疗费用',
      question: '合规的医疗费用一共多少元？',
      help: '第十四条，没有参保的人填。',
      type: 'money',
      unit: yuan,
      when: '没有参加基本医疗保险',
      probes: eligibleProbes,
    },
    {
      key: 'assumedReimbursement',
      label: '核减基本医保报销',
      question: '按规定要核减的基本医保报销部分是多少元？（请问镇政府或区民政局）',
      help: '第十四条；文件没有写怎么算，要由经办部门给出。',
      type: 'money',
      unit: yuan,
      when: '没有参加基本医疗保险',
    },
    {
      key: 'ownShare',
      label: '政策范围内个人自付',
      question: '医保和大病保险报完后，政策范围内自己付了多少元？',
      help: '第七条至第九条：基本医保政策范围内的个人自付部分，看结算单。',
      type: 'money',
      unit: yuan,
      when: '低保、建档立卡、事实无人抚养儿童、特困、低收入',
    },
    {
      key: 'totalCost',
      label: '总费用',
      question: '医疗总费用多少元？',
      help: '不知道自付时：自付 = 总费用 − 超目录费用 − 医保及大病报销。',
      type: 'money',
      unit: yuan,
    },
    {
      key: 'outsideCost',
      label: '超目录费用',
      question: '其中超出医保目录的费用多少元？',
      help: '第十六条（六）不予救助。',
      type: 'money',
      unit: yuan,
      when: '用总费用来算自付',
    },
    {
      key: 'reimbursed',
      label: '医保及大病报销',
      aliases: ['医保报销', '基本医保和大病保险报销'],
      question: '基本医保和大病保险一共报了多少元？',
      help: '结算单上的报销金额。',
      type: 'money',
      unit: yuan,
      when: '用总费用来算自付',
    },
    {
      key: 'compliantCost',
      label: '合规个人负担费用',
      aliases: ['合规个人负担'],
      question: '各种保险报完后，个人负担的合规医疗费用多少元？',
      help: '第三条（四）、第十条。',
      type: 'money',
      unit: yuan,
      when: '因病致贫和其他特殊困难人员',
    },
    {
      key: 'deductible',
      label: '起付标准',
      question: '基本医保的起付标准（年度合计）多少元？',
      help: deductionHelp,
      type: 'money',
      unit: yuan,
      when: '因病致贫和其他特殊困难人员',
      probes: deductionProbes(parameters, 'deductible'),
    },
    {
      key: 'classBShare',
      label: '乙类自负',
      question: '医保目录里乙类项目自负的费用多少元？',
      help: deductionHelp,
      type: 'money',
      unit: yuan,
      when: '因病致贫和其他特殊困难人员',
      probes: deductionProbes(parameters, 'classBShare'),
    },
    {
      key: 'majorInsuranceLine',
      label: '大病保险起付线',
      question: '大病保险规定的起付线多少元？',
      help: deductionHelp,
      type: 'money',
      unit: yuan,
      when: '因病致贫和其他特殊困难人员',
      probes: deductionProbes(parameters, 'majorInsuranceLine'),
    },
    {
      key: 'commercialInsurance',
      label: '商业保险赔付',
      question: '商业保险赔了多少元？（没有填0）',
      help: '第二条：先扣除商业保险报销。',
      type: 'money',
      unit: yuan,
      assumed: 0,
    },
    {
      key: 'commercialCoversOutside',
      label: '商业保险含自费项目',
      question: '商业保险的赔付里包括目录外的自费项目吗？',
      help: '第二条；只扣除赔给政策范围内费用的部分。',
      type: 'boolean',
      when: '有商业保险赔付',
      assumed: false,
    },
    {
      key: 'donation',
      label: '社会指定医疗捐赠',
      question: '收到指定用于看病的捐赠多少元？（没有填0）',
      help: '第二条：先扣除社会指定医疗捐赠。',
      type: 'money',
      unit: yuan,
      assumed: 0,
    },
    {
      key: 'veteranAid',
      label: '优抚医疗补助',
      question: '优抚对象的医疗补助发了多少元？（没有填0）',
      help: '第四条：优抚对象先结算优抚医疗补助。',
      type: 'money',
      unit: yuan,
      assumed: 0,
    },
    {
      key: 'excludedCost',
      label: '不计入费用',
      question: '里面有多少元是不能救助的费用？（没有填0）',
      help: '第十六条、第二十一条：只去掉这部分，其余照算。',
      type: 'money',
      unit: yuan,
      assumed: (facts) => {
        const ground = facts.peek('exclusion');
        return ground === undefined || ground === '无' ? 0 : undefined;
      },
    },
    {
      key: 'excludedReason',
      label: '不计入原因',
      question: '是什么费用？',
      help: '第十六条、第二十一条。',
      type: 'text',
    },
    {
      key: 'previousShare',
      label: '本年度此前自付',
      question: '本年度这次之前，政策范围内自付一共多少元？',
      help: previous,
      type: 'money',
      unit: yuan,
      assumed: 0,
    },
    {
      key: 'previousBasic',
      label: '本年度已领基本救助',
      question: '本年度已经领了多少元基本医疗救助？',
      help: previous,
      type: 'money',
      unit: yuan,
      assumed: 0,
    },
    {
      key: 'previousMajor',
      label: '本年度已领重特大救助',
      question: '本年度已经领了多少元重特大疾病救助？',
      help: previous,
      type: 'money',
      unit: yuan,
      assumed: 0,
    },
    {
      key: 'majorIllness',
      label: '患重特大疾病',
      question: '医院或民政部门认定是重特大疾病吗？',
      help: '第十一条；文件没有列病种，以民政部门的认定为准。',
      type: 'boolean',
      when: '救助后剩余的自付超过第十一条的界线',
    },
    {
      key: 'second.ownShare',
      label: '第二名共同生活成员.自付',
      aliases: ['第二名共同生活成员.政策范围内个人自付', '第二名共同生活成员.合规个人负担费用'],
      question: '另一名共同生活的病人自付多少元？',
      help: '第十条、第十一条：两人及以上住院的可以合并计算。',
      type: 'money',
      unit: yuan,
      when: '家里有两个病人',
    },
    {
      key: 'second.careKind',
      label: '第二名共同生活成员.就医方式',
      question: '另一名病人是住院还是门诊？',
      help: '第十条、第十一条：住院的才合并。',
      type: 'choice',
      choices: careChoices,
      when: '家里有两个病人',
    },
    {
      key: 'second.majorIllness',
      label: '第二名共同生活成员.患重特大疾病',
      question: '另一名病人是重特大疾病吗？',
      help: '第十一条。',
      type: 'boolean',
      when: '家里有两个病人，合并后剩余的自付超过界线',
    },
  ];
}
