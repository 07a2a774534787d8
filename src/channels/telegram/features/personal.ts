import { simplify } from '../../../retrieval/normalise.ts';

const me = '(?:我们?|本人|俺们?)';
const kin =
  '(?:爸|妈|爹|娘|父|母|老豆|老窦|阿[爸妈爷嫲公婆哥姐]|爷|奶奶|外公|外婆|公公|婆婆|岳|老公|老婆|丈夫|妻子|爱人|先生|太太|儿|仔|女|孩|孙|哥|弟|姐|妹|侄|外甥|舅|姨|姑|叔|伯|家)';
/** Being, having, suffering; what lies behind one. */
const being =
  '(?:自己)?(?:是|系|有(?!个?(?:问题|事|点))|得了?|患|确诊|查出|刚|做了?|上个?月|去年|前年|今年|昨天|已经|因为|被|欠|失去|没有)';
/** Illness, need, trouble with the law: nobody's business in a group. */
const state =
  '(?:病|癌|瘤|血压|尿毒|艾滋|乙肝|梗|骨折|截肢|植物人|受伤|工伤|车祸|残疾|伤残|低保|五保|特困|低收入|贫困|建档立卡|住院|手术|出院|精神|抑郁|怀孕|流产|离婚|失业|债|存款|工资|收入|坐牢|吸毒|去世|死|孤儿|瘫痪|中风|透析|化疗|罚|抓|举报)';
const between = '[^，。？！：；,?!:;]{0,12}';
/** 我妈得了肺癌, 我是低保户, 我家有个精神病人, 本人上个月住院. */
const told = new RegExp(`${me}的?(?:${kin}|${being})${between}${state}`);
/** 我想问低保怎么申请, 我家附近的医院: about the rule or a place, not about oneself. */
const notOfOneself =
  /(?:我们?|本人)(?:就|只|也)?(?:想|要)?(?:请?问|问问|了解|知道|咨询|查|听说)(?:一下|下)?|我们?家?(?:附近|旁边|这边|这里|那边|那里|所在)|我们?[村镇区县市街组]/g;

/**
 * Words that tell of the asker's own circumstances, or of their family's: nothing for a group to read. Only the plainest
 * ways of speaking are known here; what holds a figure or a class for a calculator is found by its readers.
 */
export function tellsOfOneself(text: string): boolean {
  return told.test(simplify(text).replace(notOfOneself, '，'));
}
