import { simplify } from '../../../retrieval/normalise.ts';

const kin =
  '(?:爸|妈|爹|娘|父亲|母亲|老爸|老妈|老豆|阿妈|阿爸|爷爷|奶奶|外公|外婆|公公|婆婆|阿公|阿婆|老公|老婆|丈夫|妻子|爱人|儿子|女儿|仔|女|孙子|孙女|哥|哥哥|弟弟|姐|姐姐|妹妹|家人|亲戚|家)';
const state =
  '(?:病|癌|瘤|残疾|伤残|低保|五保|特困|低收入|住院|手术|出院|精神分裂|抑郁|发病|怀孕|离婚|失业|欠债|坐牢|吸毒|去世|死亡|孤儿|瘫痪|中风|透析|化疗)';
/** 我妈得了肺癌, 我是低保户, 我家有个精神病人, 我上个月住院. */
const told = new RegExp(
  `我(?:们)?${kin}[^，。？！,?!]{0,12}${state}|我(?:们)?(?:自己)?(?:是|系|有|得了?|患|确诊|刚|上个?月|去年|今年|已经|因为|家)[^，。？！,?!]{0,12}${state}`,
);
/** 我想问低保怎么申请: about the rule, not about oneself. */
const asksAboutRule = /我(?:们)?(?:就|只|也)?(?:想|要)?(?:请?问|问问|问一下|了解|知道|咨询|查)(?:一下|下)?/g;

/** Words that tell of the asker's own circumstances, or of their family's: nothing for a group to read. */
export function tellsOfOneself(text: string): boolean {
  return told.test(simplify(text).replace(asksAboutRule, ''));
}
