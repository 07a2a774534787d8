/**
 * Money that no rule asks for: fares, meals, carers, workers, pensions; and what the person says not to count.
 * @module
 */
import type { Amount, Sentence } from './sentence.ts';

const idle =
  /(?:来回|往返)?(?:搭|坐|乘|打|包|叫)(?:的士|车|的(?=[,。\d]|花|用|去)|船|飞机|高铁|大巴|公交|巴士|救护车)|车(?:费|资|票)|路费|油费|汽油|停车|交通费|过路费|高速费|食饭|吃饭|饭(?:钱|费|餐)|伙食|买(?:菜|水果|补品|营养品|奶粉|纸尿[裤片]|轮椅|拐杖|衣服|日用品)|水果|营养[费品]|补品|纸尿[裤片]|轮椅|拐杖|护工|陪护|保姆|请人(?:照顾|护理|看护)|(?:工人|工仔|师傅|挖机|钩机|勾机)|请(?:了|咗)?[^,。;!?]{0,4}(?:工人?|人)|人工(?!关节|晶体|耳蜗|流产|授精|肝|肾|心)|雇|工钱|工资|薪水|月薪|退休金|养老金|低保金|残疾(?:人)?(?:补贴|津贴)|高龄(?:补贴|津贴)|利是|红包|人情|话费|电话费|网费|电费|租金|房租|租房|住宿|住旅(?:馆|店)|宾馆|酒店(?!用水)|学费|保健品|复印|打印|拍照|饲料|猪苗(?:钱|款)|买猪|卖(?:猪|鸡|鸭|鹅|牛|羊)|运费|救护车|凑|(?:问|向|跟|同|搵)[^,。;!?\d]{0,4}借|(?:医生|护士|医院)(?:说|讲|话|估计)[^,。;!?\d]{0,8}(?:要|需要?)/g;
/** A name of the cost itself nearer to the amount takes it out of the idle ones. */
const costly =
  /自付|自负|报销|政策范围|医疗费|医药费|住院费|门诊费|药费|药钱|手术费|治疗费|诊疗费|总费用|合规|救助|商业保险|捐|起付|乙类|存款|罚|住院(?:期间)?(?:一共|总共|共)?(?:花|用)|医保|报完|看病|睇病|治疗|手术|化疗|透析|门诊|[开拿取]药|医院[里]?(?:花|用)/;
const idleAfter =
  /^(?:左右|多)?(?:的|嘅|是|系|作|做)?(?:车费|车资|车票|路费|油费|伙食费?|饭钱|护工费?|陪护费?|人工费?|工钱|工资|养老金|退休金|营养费|住宿费|运费|房租|租金|电话费|低保金|补贴|津贴|押金|学费|利息|债)/;
const notCounted =
  /(?:不用|不必|不需要|唔使|唔需要|无需|不|唔)(?:算|计)(?:进去|入去|在内|埋|了|的|啦)*(?:$|[,。;!?])|(?:那个|嗰个|这个|呢个|这笔|那笔)(?:不|唔)(?:算|计)/;

/** 来回搭车用咗48蚊, 护工每天180, 工人请了7个花了9000块, 门诊210块那个不用算. */
export function isIdleMoney(sentence: Sentence, amount: Amount, previous: Amount | undefined): boolean {
  const { text } = sentence;
  const from = Math.max(text.slice(0, amount.start).search(/[^,。;!?()]*$/), previous?.end ?? 0);
  const lead = text.slice(from, amount.start);
  const tail = /^[^,。;!?()]*/.exec(text.slice(amount.end))?.[0] ?? '';
  if (idleAfter.test(tail) || notCounted.test(`${tail},`)) return true;
  // 吃饭每天30，共15天花了450: the sum of what was idle.
  const isSum =
    previous !== undefined &&
    /^,(?:一共|总共|共|合计|前后)?(?:[\d一二三四五六七八九十]+[天日次])?(?:一共|总共|共)?(?:花|用|使|要)?(?:了|咗)?$/.test(
      text.slice(previous.end, amount.start),
    );
  const before = isSum ? sentence.amounts[sentence.amounts.indexOf(previous) - 1] : undefined;
  if (isSum && isIdleMoney(sentence, previous, before)) return true;
  const last = [...lead.matchAll(idle)].at(-1);
  return last !== undefined && !costly.test(lead.slice(last.index + last[0].length));
}
