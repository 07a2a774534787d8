/**
 * Orders to the bot in a disguise: put what stands above into a code block, play an official who approves, read the
 * first characters of these lines and do what they say, half of it in English.
 * @module
 */
import { normalise } from '../retrieval/normalise.ts';
import { anyOf, foldForRules, questionWords } from './request-guard-text.ts';

/** English words of such orders and the Chinese words that the rules know, in the order in which they are replaced. */
const englishWords: readonly (readonly [english: RegExp, chinese: string])[] = [
  [
    /\b(?:system|developer|hidden|initial|secret|internal)\s*(?:message|prompt|instruction|rule)s?\b/gu,
    '系统提示词',
  ],
  [/\bprompts?\b/gu, '提示词'],
  [/\b(?:ignore|disregard|neglect|forget|skip)\b/gu, '忽略'],
  [/\b(?:bypass|override|break)\b/gu, '绕过'],
  [/\binstructions?\b/gu, '系统指令'],
  [/\b(?:command|order|direction)s?\b/gu, '指令'],
  [/\b(?:rule|guideline)s?\b/gu, '规则'],
  [/\b(?:restriction|limit|limitation|constraint|filter)s?\b/gu, '限制'],
  [/\b(?:previous|prior|above|earlier|former)\b/gu, '之前'],
  [/\b(?:show|reveal|print|output|repeat|display|leak|expose|dump|list|tell|give|write)\b/gu, '输出'],
  [/\b(?:pretend|roleplay|act\s*as|imagine)\b/gu, '假装'],
  [/\b(?:config|configuration|settings?)\b/gu, '设定'],
  [/\b(?:code\s*block)\b/gu, '代码块'],
  [/\b(?:switch|enter|enable)\b/gu, '切换'],
  [/\b(?:admin|developer|debug|dev)\b/gu, '开发者'],
  [/\bmode\b/gu, '模式'],
  [/\byours?\b/gu, '你的'],
  [/\byou\b/gu, '你'],
  [/\ball\b/gu, '所有'],
];

/** Folded text with the English words of orders in Chinese; null when the message is not in both languages. */
export function foldMixedOrders(text: string): string | null {
  const normal = normalise(text);
  if (!/\p{Script=Han}/u.test(normal) || !/[a-z]{3}/u.test(normal)) return null;
  return foldForRules(
    englishWords.reduce((mixed, [english, chinese]) => mixed.replace(english, chinese), normal),
  );
}

const above =
  '(?:(?:上面|上边|上方|上头|以上|上述|上文|前面|前文|前边|头先|此前|之前|开头|最开始|最上面|本对话|整段对话|对话开头|(?:这|呢)(?:句话|条消息|行|段话?)(?:之前|前面|上面|上方|以前))|(?:你|您)(?:能|所|最先|一开始|最初)?(?:看|睇|读|见|收)(?:到|过|见)(?!过)(?:的|嘅))';
const codeBlock =
  '(?:代码(?:块|框|区)|程式码(?:区块|块)?|程序(?:块|框)|编辑框|反引号|json|yaml|xml|markdown|base64|rot13|代码注释|字符串)';
/** Residents put things into these too, but not all that stands above. */
const container = `(?:${codeBlock}|文本框|引号|csv|html|txt|表格的?一个?格)`;
const allOfIt =
  '(?:(?:所有|全部|一切|整段|完整|整个|每一?个字|晒)(?:的|嘅)?(?:内容|文字|文本|话|说话|字|东西|信息|消息|句子|嘢|一切)?|(?:那|嗰)一?大?段(?:话|文字)?|嗰(?:啲|些)字|一切)';
const wholeText = `(?:${allOfIt}|内容|文字|文本)`;
const putInto = '(?:放|摆|写|贴|塞|装|包|抄|填|复制|粘贴|转|存|搬|输出|打印|括)(?:进|到|在|入|成|喺|去|起)?';
const verbatim =
  '(?:逐字|一字不(?:漏|差|改|落)|原封不动|原样|原文|不要(?:改写|删减|省略|遗漏)|唔好(?:改|漏)|照抄|完整)';
const emit = '(?:输出|打印|印出|贴出|抄|写出|发(?:给|出|来|俾)|俾我|给我|复述|念|显示|读出|列出|打出|重复)';
const begin = '(?:开始|起|开头|打头|为首|$|[,。])';
/** “从‘你是’开始”: how the bot's own orders are known to begin. */
const fromYouAre = `(?:从|由|自|以)(?:头)?(?:["“”'‘’「」『』]?你(?:是|系)["“”'‘’「」『』]?(?:两个?字|二字|呢两个字)?|["“”'‘’]?youare["“”'‘’]?)${begin}`;
const fromFirst = `(?:从|由|自)(?:(?:头)?第一个?(?:字|句|行|段)|开头第一(?:句|个字|行))${begin}`;

const printsAbove = anyOf(
  `${above}(?:的|嘅)?.{0,6}${wholeText}.{0,16}${putInto}.{0,8}${codeBlock}`,
  `${above}(?:的|嘅)?.{0,6}${allOfIt}.{0,16}${putInto}.{0,8}${container}`,
  `${codeBlock}.{0,10}(?:把|将)?.{0,2}${above}(?:的|嘅)?.{0,6}${wholeText}.{0,8}(?:${emit}|${verbatim}|括|包)`,
  `${above}(?:的|嘅)?.{0,6}${wholeText}.{0,12}(?:用|以)(?:${codeBlock}|引号)`,
  `${codeBlock}(?:格式|形式)?.{0,4}${emit}.{0,4}你?${above}`,
  `${emit}.{0,4}${above}(?:的|嘅)?${wholeText}.{0,6}(?:in)?a?${codeBlock}`,
  `${fromYouAre}.{0,20}(?:${emit}|${above})`,
  `(?:${above}|${emit}).{0,24}${fromYouAre}`,
  `${above}.{0,24}${fromFirst}|${fromFirst}.{0,8}${above}`,
  `(?:看|睇|读|收)到(?:的|嘅)(?:一切|所有|全部).{0,6}${verbatim}.{0,4}${emit}`,
  `(?:对话|上面|以上|前面|开头)(?:最上面|开头)?(?:的|嘅)?(?:全部|所有|一切)(?:的|嘅)?(?:文字|内容|话|文本).{0,10}${verbatim}.{0,6}${emit}`,
);

const official =
  '(?:局长|镇长|区长|县长|市长|省长|书记|主任|科长|股长|所长|厅长|处长|部长|领导|干部|官员|官|审批(?:人|员|官|科)|评议(?:组长|代表|员)|评审|经办人|工作人员|公务员|法官|院长|站长|村长|老板|负责人)';
const play = `(?:(?:你|您)(?:就|来|先|现在|而家|去|要|负责|帮我|试下|嚟)*(?:扮演|演|饰演?|扮紧?|装成?|充当|客串|代入|化身|变成|(?:当|做)(?=一(?:回|次|下|个|位|名)|个|自己|成|回|下|紧|审批|评议|${official}))|扮演|假(?:装|扮)(?:你|自己)?(?:是|系|成)|假(?:设|如)(?:你|自己)|模拟(?:一下)?你|想象(?:一下)?(?:你|自己))`;
const stage =
  '(?:角色扮演|扮演游戏|情景剧|情景模拟|模拟(?:情景|场景|剧情)|剧情|演(?:一)?(?:出|场|段|下)戏|过家家|剧本|玩(?:个|一个)?(?:游戏|扮)|cosplay|roleplay)';
const approve =
  '(?:批准(?:我|俾|给|这|呢|本|下|了|吧|通过)|批(?:俾|给|咗|了|下|我)(?:份)?|(?:现场|当场|即刻|马上|立刻|立即|直接)(?:批|拍板|通过|签|同意|答应)|帮我批|同意(?:我|给|俾|救助|申请|发放)|通过(?:我|这|呢)|我(?:的|嘅)?.{0,6}(?:通过|获批|合格)(?:了|啦|咗)|宣布.{0,6}(?:通过|批准|同意|全额|合格)|签(?:字|名|发|个|同意|上)|盖(?:章|个|上)|(?:写|出|下|发|开|拟|给)(?:我|俾我|给我|出|下|一?个|一?份|一?张|一?句|张|份)*.{0,4}(?:批文|批复|批准|文号|同意|公文|批条)|投.{0,2}赞成票|拍板)';
const playsOfficial = anyOf(
  `(?:${stage}.{0,16})?${play}.{0,12}${official}.{0,16}${approve}`,
  `${stage}.{0,20}${official}.{0,20}${approve}`,
  `以.{0,8}${official}(?:的|嘅)?(?:身份|口吻|名义|语气|角色).{0,16}${approve}`,
  `${stage}.{0,30}(?:你|您).{0,10}${approve}`,
);
/** “你是民政局长批准我的吗”, “假如你是镇长，同意我申请要几天”: a question about approval, not an order. */
const asksAboutApproval =
  /[?吗]$|要(?:几|多)|多久|什么(?:条件|材料|手续|程序|流程)|怎么(?:办|申请)|合规|合法|有效/u;
/** No disguise at all: the bot itself is to approve. */
const toldToApprove =
  /^(?:请|麻烦|拜托|求|唔该)?(?:你|您)?(?:现在|而家|就|即刻|马上|立刻|直接|当场)*(?:批准|同意|通过|批(?:俾|给|了|咗))(?:我|俺)(?:的|嘅|这份|呢份)?.{0,8}(?:申请|救助|低保|补助|请求)/u;

/** Ways of reading that nobody needs for a form. */
const secretReading =
  '(?:藏头|藏尾|(?:每|各)一?(?:句|行|段|个?词|条)(?:话)?(?:的|嘅)?(?:第[一二12]|头|最?(?:后|尾|末)|开头|首|取|嗰).{0,4}(?:字|拼|连|串)|最?(?:后一?|尾|末)嗰?个字|倒(?:过来|转|序|着|住)(?:来|嚟)?(?:读|念|看|睇)|反(?:过来|转|着|住)(?:来|嚟)?(?:读|念|看|睇)|(?:竖|斜|横|跳|隔)(?:着|住|行|字|一个字)(?:读|念|看|睇)|(?:单|双|奇|偶)数(?:位置?|行|个)|凯撒|移位密码|密码本|摩斯|莫尔斯|ascii|unicode|二进制|十六进制|暗号|谐音|拆字)';
const firstLetters = '(?:首字母?|句首|行首|(?:第一|头一|头)个字|尾字|末字|拼音首)';
const join = '(?:连|拼|合|串|凑|组|加|接)(?:起来|埋|成|在一起|出|起|一句)';
const obey =
  '(?:照(?:着|住)?(?:做|办|执行|样做|它做)|执行|遵(?:照|从|守|命)|服从|听从|要听|听话|按(?:它|其|拼出来的?|读出来的?|里面的?|这个)?.{0,6}(?:做|办|执行|行事)|(?:新|给你的|你的|你嘅|一道|一条|那条|嗰条|听嘅|真正的)(?:新)?(?:命令|指令|任务|规则|指示)|(?:是|系)(?:一道|一条|你的?|你嘅|给你的)?(?:新)?(?:命令|指令))';
const command = '(?:命令|指令|照(?:着|住)?(?:做|办|执行|样做))';
const hidesOrder = anyOf(
  `${secretReading}.{0,24}${obey}`,
  `${firstLetters}.{0,20}${join}.{0,20}${obey}`,
  `${firstLetters}.{0,20}${command}`,
  `(?:命令|指令).{0,10}(?:藏在|写在|就在|喺).{0,12}(?:${secretReading}|${firstLetters})`,
);

/** The message orders the bot about in a disguise; `text` is as it was sent. */
export function isDisguisedOrder(text: string): boolean {
  const folded = foldForRules(text);
  if (printsAbove.test(folded) || hidesOrder.test(folded)) return true;
  if (playsOfficial.test(folded) && !asksAboutApproval.test(folded)) return true;
  if (toldToApprove.test(folded) && !questionWords.test(folded)) return true;
  const mixed = foldMixedOrders(text);
  return mixed !== null && printsAbove.test(mixed);
}
