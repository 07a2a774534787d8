/**
 * What the dialogue knows of the calculators beyond their field maps: their names in plain words, what is asked instead
 * of something that nobody knows, and what may be told besides.
 * @module
 */

interface DialogueWording {
  /** What somebody wants to know, in plain words. */
  readonly title: string;
  /** What has to be told. */
  readonly needs: string;
  /**
   * Asked once the first one is not known: it leads to the same. The 自付 on a bill that is lost follows from the whole
   * bill and what was reimbursed.
   */
  readonly instead: Readonly<Record<string, string>>;
  /** Never asked, because the result does not hang on it until somebody tells it: key → why somebody would. */
  readonly extras: Readonly<Record<string, string>>;
}

const wordings: Readonly<Record<string, DialogueWording>> = {
  'medical-aid': {
    title: '看病住院，医疗救助能给多少',
    needs: '哪一类人员（低保、特困、低收入等）、是不是定点医院、医保报销后自己付了多少元',
    instead: {
      ownShare: 'totalCost',
      compliantCost: 'totalCost',
      'family.monthlyIncome': 'family.incomeWithinMultiple',
      'family.monthlyStandard': 'family.incomeWithinMultiple',
      'family.yearlyIncome': 'family.incomeReachesShare',
      'family.depositsPerHead': 'family.deposits',
      'family.securitiesPerHead': 'family.securities',
      'family.yearStandard': 'family.assetsFit',
    },
    extras: {
      receiptDate: '收据是哪天开的',
      excludedCost: '里面有镶牙、美容这类费用',
      'second.ownShare': '家里还有一个病人',
    },
  },
  'premium-support': {
    title: '交医保费，能不能得到资助',
    needs: '参加哪一种医保、属于哪一类人员',
    instead: {},
    extras: { enrolmentMonth: '是哪个月参保的', asksAmount: '想知道资助多少钱' },
  },
  'mental-health-medication': {
    title: '严重精神障碍患者（0至2级），门诊拿药能补多少',
    needs: '危险性评估几级、有没有签监护协议、在哪里看、报销后这个月还要付多少元',
    instead: { netCost: 'cost' },
    extras: { month: '是哪一个月', visits: '这个月看了几次', months: '要算几个月' },
  },
  'compulsory-admission': {
    title: '严重精神障碍患者送院治疗，能补多少',
    needs: '是哪一种对象、送到哪家医院',
    instead: {},
    extras: { month: '是哪一个月', cost: '想知道家属要付多少' },
  },
  'livestock-demolition': {
    title: '养殖场自己关停拆掉，能补多少',
    needs: '在不在禁养区、哪天关停和拆完、养什么、多少平方米',
    instead: { closedOn: 'stillStandingOn', demolishedOn: 'stillStandingOn' },
    extras: {
      'areas.livestock': '几种一起养：畜场的面积',
      'areas.poultry': '几种一起养：禽场的面积',
      demolishedByForceOn: '是被强制拆除的',
    },
  },
  'livestock-clearance-deadline': {
    title: '养殖场要清栏，期限是多少天',
    needs: '符不符合环保要求、养什么、每头多重',
    instead: {},
    extras: { repaired: '已经整改合格', checkedOn: '想知道有没有超期' },
  },
  'forest-fire-penalty': {
    title: '野外用火，会罚多少',
    needs: '在不在森林防火区、有没有批准、个人还是单位、有没有引起火灾',
    instead: {},
    extras: { date: '是哪一天用的火', proposed: '想知道罚的金额对不对' },
  },
  'water-balance-test': {
    title: '单位用水，多久要做一次水平衡测试',
    needs: '用水做什么、水从哪里来、每个月用多少',
    instead: { monthly: 'yearly' },
    extras: { lastTest: '想知道下次什么时候测' },
  },
  'aid-timeline': {
    title: '申请医疗救助，每一步要等多久',
    needs: '走到了哪一步',
    instead: {},
    extras: {
      objection: '公示时有人提出异议',
      startDate: '想知道最后是哪一天',
      checkedOn: '想知道有没有超期',
    },
  },
};

const none: Omit<DialogueWording, 'title' | 'needs'> = { instead: {}, extras: {} };

/** A scheme without words here is called by its own title. */
export const dialogueWordingOf = (scheme: { readonly id: string; readonly title: string }): DialogueWording =>
  wordings[scheme.id] ?? { title: scheme.title, needs: '', ...none };
