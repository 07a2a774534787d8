/**
 * Words that ask, soften or connect and say nothing about what is asked. They are cut out of questions only; the
 * index holds every word of the gazettes. Grouped by what they do, so that it is plain what is missing.
 * @module
 */
const groups: Readonly<Record<string, string>> = {
  politeness:
    '请问 麻烦 你好 您好 谢谢 多谢 唔该 想问 想问下 想知道 想了解 咨询 来电人问 来电人 市民咨询 市民 帮我 帮忙 告诉我 介绍一下 说一下 讲一下 看一下 查一下 问一下',
  questionWords:
    '是什么 有什么 是谁 是哪些 是哪个 有哪些 怎么办 怎么样 怎么 怎样 如何 什么样 什么 甚么 啥 为什么 为啥 哪些 哪里 哪儿 哪个 哪几 哪种 哪家 哪 谁 是多少 有多少 要多少 多少 几多 多久 多长时间 多长 多大 几时 何时 是否 是不是 有没有 能不能 可不可以 可以不 要不要 会不会 算不算 行不行 对吗 对吧 吗 呢 吧 嘛 么',
  perUnit:
    '一个月多少 一个月有多少 一年多少 一年有多少 一次多少 一个月几多 一年几多 一个人多少 多少钱 几多钱 好多钱 啥时候 什么时候',
  cantoneseQuestions:
    '点样 点算 点解 点做 点先 边度 边个 边处 边间 边啲 咩嘢 咩 乜嘢 乜 几耐 几钱 系咪 系唔系 有冇 得唔得 可唔可以 会唔会 使唔使 要唔要 好唔好 定系 定还是 而家 依家',
  cantoneseParticles:
    '㗎 啦 喇 嘅 咗 啲 嘢 咁样 咁 嗰个 嗰份 嗰 呢个 呢份 喺 佢哋 佢 哋 唔 系 俾 畀 嚟 冇 攞 将',
  pronouns:
    '我们 你们 他们 她们 咱们 我家 我 你 您 他 她 咱 这个 那个 这份 那份 这些 那些 这样 那样 这种 那种',
  connectives:
    '的话 如果 要是 假如 还是 或者 以及 因为 所以 但是 而且 然后 那么 那 了 的 也 都 还 就 又 才 呀 啊 哦 喔 哇',
};

/** Where a listed word is only part of another one, that word stays. */
const protectedWords =
  '目的 的士 了解 终了 都市 首都 成都 就业 就诊 就医 就读 就近 就餐 还款 还贷 偿还 归还 退还 返还 也门 还建 关系 系统 体系 系数 联系 院系 直系 系列 将来 即将 那曲 人才 才能 才艺 天才 咨询机构 咨询服务 我国 我省 我市 我区 我县 我镇 谁执法 他人 其他 其它 他项 又称';

function byLength(words: string): string[] {
  return words
    .split(' ')
    .filter((word) => word !== '')
    .sort((left, right) => right.length - left.length);
}

const pattern = new RegExp(
  `(${byLength(protectedWords).join('|')})|(?:${byLength(Object.values(groups).join(' ')).join('|')})`,
  'g',
);

/** Puts a space where a word that only asks stood, so that no bigram reaches across it. */
export function maskStopWords(normalised: string): string {
  return normalised.replace(pattern, (word, kept: string | undefined) => (kept === undefined ? ' ' : word));
}
