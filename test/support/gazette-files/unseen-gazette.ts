/** A gazette that the project has never seen: two new rules, the repeal of a known document, an annex with a long table. */
import type { DescribedCell, GazetteDescription, Piece } from './describe-gazette.ts';

const herbSubsidy = '清远市清新区人民政府办公室关于印发清远市清新区中药材种植补贴办法的通知';
const elderAid = '清远市清新区人民政府印发清远市清新区农村老人意外伤害医疗补助实施方案的通知';
const repeal = '清远市清新区人民政府办公室关于废止清新府办〔2018〕41号文件的通知';

const text = (words: string): Piece => ({ kind: 'text', text: words });
const article = (words: string): Piece => ({ kind: 'item', level: 'article', text: words });
const one = (words: string): Piece => ({ kind: 'item', level: 'one', text: words });
const two = (words: string): Piece => ({ kind: 'item', level: 'two', text: words });
const three = (words: string): Piece => ({ kind: 'item', level: 'three', text: words });
const first = (piece: Piece): Piece => (piece.kind === 'item' ? { ...piece, first: true } : piece);

interface HerbClass {
  readonly name: string;
  readonly herbs: readonly string[];
  readonly yuan: number;
}

const herbs: readonly HerbClass[] = [
  {
    name: '根茎类',
    yuan: 300,
    herbs: [
      '巴戟天',
      '何首乌',
      '牛大力',
      '五指毛桃',
      '山药',
      '黄精',
      '玉竹',
      '百部',
      '葛根',
      '千斤拔',
      '白及',
      '姜黄',
    ],
  },
  {
    name: '全草类',
    yuan: 200,
    herbs: [
      '穿心莲',
      '广藿香',
      '鸡骨草',
      '溪黄草',
      '白花蛇舌草',
      '广金钱草',
      '岗梅',
      '凉粉草',
      '鱼腥草',
      '紫苏',
      '益母草',
    ],
  },
  {
    name: '果实种子类',
    yuan: 260,
    herbs: ['阳春砂仁', '益智', '化橘红', '佛手', '栀子', '吴茱萸', '决明子', '薏苡仁', '八角', '草豆蔻'],
  },
  { name: '花叶类', yuan: 180, herbs: ['金银花', '鸡蛋花', '木棉花', '桑叶', '枇杷叶', '艾叶', '菊花'] },
];

function herbRows(): (string | DescribedCell)[][] {
  let number = 0;
  return herbs.flatMap(({ name, herbs: names, yuan }, classIndex) =>
    names.map((herb, index) => {
      number += 1;
      return [
        String(number),
        ...(index === 0 ? [{ text: name, rows: names.length }] : []),
        herb,
        String(yuan + (index % 3) * 20),
        number === 5
          ? '连片种植五亩以上，由镇农业农村办公室现场核实面积，并在村务公开栏公示七日无异议后，方可列入补贴名单'
          : `连片种植${['三', '五', '二', '十'][classIndex]}亩以上`,
      ];
    }),
  );
}

export const unseenGazette: GazetteDescription = {
  runningHead: '清远市清新区人民政府公报 2026年第4期',
  pieces: [
    { kind: 'cover', text: '清远市清新区人民政府公报' },
    { kind: 'cover', text: '2026' },
    { kind: 'cover', text: '第4期' },
    { kind: 'cover', text: '清远市清新区人民政府主办' },
    { kind: 'cover', text: '2026年11月20日出版' },
    {
      kind: 'contents',
      entries: [
        { title: herbSubsidy, number: '清新府办〔2026〕21号', page: 2 },
        { title: elderAid, number: '清新府〔2026〕18号', page: 5 },
        { title: repeal, number: '清新府办〔2026〕23号', page: 6 },
      ],
    },

    { kind: 'title', text: herbSubsidy },
    { kind: 'number', text: '清新府办〔2026〕21号' },
    { kind: 'addressee', text: '各镇人民政府，区政府各部门、各直属机构：' },
    text(
      '《清远市清新区中药材种植补贴办法》已经区政府九届20次常务会议通过，现印发给你们，请认真贯彻执行。执行过程中遇到的问题，请径向区农业农村局反映。',
    ),
    { kind: 'signature', text: '清远市清新区人民政府办公室' },
    { kind: 'signature', text: '2026年10月15日' },
    { kind: 'title', text: '清远市清新区中药材种植补贴办法' },
    first({ kind: 'item', level: 'chapter', text: '总则' }),
    first(
      article(
        '为扶持我区中药材种植，增加农民收入，根据《中华人民共和国中医药法》和《广东省岭南中药材保护条例》，结合我区实际，制定本办法。',
      ),
    ),
    article(
      '本办法所称中药材种植补贴，是指区财政对在本区范围内种植附件所列中药材的农户、农民专业合作社和家庭农场给予的一次性补助。',
    ),
    { kind: 'item', level: 'chapter', text: '补贴对象和标准' },
    article('同时符合下列条件的种植户，可以申请中药材种植补贴：'),
    first(two('在本区范围内连片种植附件所列中药材，面积达到附件规定的起点；')),
    two('种植地块不属于永久基本农田；'),
    two('种植满一个生长季，成活率在百分之八十五以上。'),
    article(
      '中药材种植补贴按照实际种植面积计算，每亩补贴标准按附件执行。同一地块只能享受一次补贴，每户每年补贴总额不超过30000元，每个合作社每年补贴总额不超过200000元。',
    ),
    { kind: 'item', level: 'chapter', text: '申请和发放' },
    article(
      '种植户应当在每年9月1日至9月30日期间向所在地镇人民政府提出申请，并提交申请表、身份证明复印件、土地承包或者流转合同复印件、种植地块照片。镇人民政府自收到申请之日起15个工作日内完成核实，并将结果在村务公开栏公示7日。公示无异议的，报区农业农村局审核；区农业农村局自收到材料之日起20个工作日内完成审核，由区财政局通过惠民惠农一卡通发放。',
    ),
    article('弄虚作假骗取补贴的，由区农业农村局追回补贴资金，三年内不再受理其申请。'),
    { kind: 'item', level: 'chapter', text: '附则' },
    article('本办法由区农业农村局负责解释。'),
    article('本办法自2026年11月1日起施行，有效期至2029年10月31日。'),
    { kind: 'annex', label: '附件', title: '中药材种植补贴标准' },
    {
      kind: 'table',
      heads: 1,
      rows: [['序号', '类别', '品种', '补贴标准（元/亩）', '面积起点'], ...herbRows()],
    },

    { kind: 'title', text: elderAid },
    { kind: 'number', text: '清新府〔2026〕18号' },
    { kind: 'addressee', text: '各镇人民政府，区政府各部门、各直属机构：' },
    text(
      '《清远市清新区农村老人意外伤害医疗补助实施方案》已经区委、区政府同意，现印发给你们，请认真组织实施。实施过程中遇到的问题，请径向区民政局反映。',
    ),
    { kind: 'signature', text: '清远市清新区人民政府' },
    { kind: 'signature', text: '2026年9月28日' },
    { kind: 'title', text: '清远市清新区农村老人意外伤害医疗补助实施方案' },
    text('为减轻我区农村老人因意外伤害住院的负担，结合我区实际，制定本方案。'),
    first(one('补助对象')),
    text('具有本区农业户籍、年满65周岁，并且已经参加城乡居民基本医疗保险的老人。'),
    one('补助标准'),
    two(
      '门诊补助。因意外伤害发生的门诊费用，经基本医疗保险报销后，个人负担部分按百分之四十补助，每人每年不超过600元。',
    ),
    two('住院补助。因意外伤害发生的住院费用，经基本医疗保险和大病保险报销后，个人负担部分按下列比例补助：'),
    three('属于低保对象、特困人员的，按百分之九十补助，每人每年不超过20000元；'),
    three('其他老人按百分之六十补助，每人每年不超过8000元。'),
    two('下列费用不予补助：'),
    three('依法应当由第三人负担的；'),
    three('在境外就医的。'),
    one('各镇老人人数和资金安排'),
    {
      kind: 'table',
      heads: 2,
      rows: [
        [
          { text: '镇别', rows: 2 },
          { text: '老人人数（人）', columns: 2 },
          { text: '安排资金（万元）', rows: 2 },
        ],
        ['低保特困', '其他'],
        ['太和镇', '320', '4100', '96'],
        ['禾云镇', '410', '3900', '102'],
        ['浸潭镇', '385', '3620', '94'],
        [{ text: '合计', columns: 3 }, '292'],
      ],
    },
    one('实施时间'),
    text('本方案自2026年10月1日起实施，有效期5年。'),

    { kind: 'title', text: repeal },
    { kind: 'number', text: '清新府办〔2026〕23号' },
    { kind: 'addressee', text: '各镇人民政府，区政府各部门、各直属机构：' },
    text(
      '经区政府同意，《清远市清新区人民政府办公室印发清远市清新区0-2级严重精神障碍患者药物治疗救治经费补助实施方案和清远市清新区严重精神障碍患者强制送治经费补助实施方案的通知》（清新府办〔2018〕41号）自2026年11月1日起废止。',
    ),
    { kind: 'signature', text: '清远市清新区人民政府办公室' },
    { kind: 'signature', text: '2026年10月20日' },
  ],
};
