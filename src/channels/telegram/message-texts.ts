/**
 * Every sentence of its own that the bot says, in simplified characters; what the answers, the dialogue and the
 * handover say stands with them. Written to be read by an older person on a small screen: what is, then what to do,
 * each in a sentence that can be read aloud.
 * @module
 */
import { modelConsent, modelLabel } from '../../answering/reply.ts';
import type { FeedbackReason } from '../../store/store.ts';
import type { TelegramUpdate } from './telegram-update.ts';

type Media = Extract<TelegramUpdate, { kind: 'unsupported' }>['media'];

/** Labels of buttons: short enough for two in a row. */
export const labels = {
  calculate: '🧮 算一算',
  calculateAgain: '🧮 改一改再算',
  goOnCalculating: '🧮 一步一步算',
  workings: '怎么算出来的',
  original: '📄 看原文',
  place: '看出处',
  useful: '👍 有用',
  useless: '👎 没用',
  human: '🙋 转人工',
  humanInPrivate: '🙋 私聊转人工',
  leave: '不等了，回到机器人',
  backToBot: '回到机器人',
  sources: '📚 看公报目录',
  calculators: '🧮 算一算我能得多少',
  simplified: '简体字',
  traditional: '繁體字',
  forgetYes: '是，全部删除',
  forgetNo: '不删',
  startAgain: '从头再算一次',
  previousPage: '◀ 上一页',
  nextPage: '下一页 ▶',
  document: '📄 看整份文件',
  thisPage: '📖 看前后文',
  outline: '目录',
  previousOutline: '◀ 目录前面',
  nextOutline: '目录后面 ▶',
  fromTheBeginning: '📖 从头看',
  toPrivate: '💬 去私聊',
  answerInPrivate: '💬 到私聊看回答',
} as const;

export const reasonLabels: Readonly<Record<FeedbackReason, string>> = {
  unrelated: '不相关',
  outdated: '过期了',
  unclear: '看不懂',
  miscalculated: '算错了',
  other: '其他',
};

/** What a message without words cannot be, and what to do. */
export const mediaTexts: Readonly<Record<Media, string>> = {
  voice: '我听不了语音，很抱歉。请把想问的话打字发给我；手机键盘上的话筒可以把说的话变成文字。',
  photo: '我看不了图片，很抱歉。请把想问的话打字发给我；问文件的，写上文号就行，例如：清新府办〔2018〕16号。',
  video: '我看不了视频，很抱歉。请把想问的话打字发给我。',
  sticker: '我看不懂表情图。请用文字写下您想问的政策，例如：低保户住院能报多少？',
  location: '我用不上位置信息，也不会保存。请直接写出地名，例如：太平镇的公厕建在哪里？',
  contact: '请不要发联系人，我不会保存。想找工作人员，请发 /human 。',
  document:
    '我打不开文件，很抱歉。请把想问的话打字发给我；问文件的，写上文号就行，例如：清新府办〔2018〕16号。',
  other: '我只看得懂文字。请把想问的话打字发给我，例如：申请医疗救助要交哪些材料？',
};

export interface Introduction {
  readonly homeName: string;
  readonly gazettes: string;
  /** 2019年10月25日; null: no date is known. */
  readonly latest: string | null;
  /** Documents of the home region, and how many of them have expired or were repealed. */
  readonly local: number;
  readonly ended: number;
  readonly retentionDays: number;
}

export const texts = {
  greeting: '您好，我是问政',
  introduction: ({ homeName }: Introduction) =>
    `我帮您查${homeName}政府公报里的政策。直接打字问就行，像平时说话一样。我先用一两句话回答，再把公报原文摘给您看；公报里没有的，我会直说没有。`,
  sources: ({ gazettes, latest }: Introduction) =>
    `📚 我查的是：${gazettes}。${latest === null ? '' : `收到${latest}为止，之后的新规定不在里面。`}`,
  ended: ({ local, ended }: Introduction) =>
    `⚠ ${local}份本地文件里，有${ended}份已过期或已废止。用到这些文件时我都会标明，让您了解当时的规定。`,
  privacy: '🔒 请不要发身份证号、手机号、银行卡号和病历，问政策用不着。万一发了，号码会先隐去。',
  retention: ({ retentionDays }: Introduction) =>
    `🗂 您问的话和我的回答，从最后一次使用起最多保存${retentionDays}天，用来接着回答您、改进回答。想马上删掉，发 /forget 。`,
  model: `🤖 ${modelConsent}`,
  notAnOfficer: '我是机器人，不能替您办事。想找工作人员，发 /human ；还有哪些功能，发 /help 。',
  samples: '可以点一个问题试试：',
  traditionalHint: '已经为您换成繁体字。想看简体字，发 /lang 。',

  help: '我能做这些',
  helpLines: [
    '直接打字：问政策，例如“低保户住院能报多少”',
    '/calc ：算一算您能得多少，一步一步问您',
    '/sources ：看收录了哪些公报和文件',
    '/doc 加文号：看一份文件，例如 /doc 清新府办〔2018〕16号',
    '/human ：转给工作人员',
    '/new ：换一件事问，前面说的不再算',
    '/lang ：简体字、繁体字',
    '/forget ：删除您的全部记录',
  ],
  officeHours: (hours: string) => `人工服务时间：${hours}，节假日除外。着急请拨打12345热线。`,
  groupHelp: (botName: string) =>
    `大家好，我是问政，帮大家查政府公报里的政策。在群里请先@${botName}，再写想问的事。群里人人看得见，涉及自己或家人的情况（收入、病情、金额），请点下面的按钮到私聊问我。`,
  /** Where the greeting was said a moment ago. */
  groupHelpAgain: (botName: string) =>
    `请先@${botName}，再写想问的事；涉及自己或家人的，请点下面的按钮到私聊问我。`,
  unknownCommand: (command: string) =>
    `没有“/${command}”这个功能。想问政策，直接打字就行；想看我能做什么，发 /help 。`,

  newTopic: '好的，换一件事。前面说的不再算在内，请说您想问的。',
  language: '我说的话用哪种字？公报的原文、标题和文号都照原样，不改字。',
  languageSet: '好的，以后我用这种字跟您说话。公报的原文、标题和文号照原样，不改字。',

  forgetAsk:
    '要删除您的全部记录吗？包括您在私聊和各个群里问过的话、我的回答、您的评价和转人工的记录。删了就找不回来。',
  forgetDone: (conversations: number) =>
    conversations === 0 ? '这里没有您的记录。' : '已经全部删除。以后还想问，直接打字就行。',
  forgetKept: '好的，没有删除。',

  /** Under an answer that is being written; still true when nothing more comes. */
  stillWriting: `✍ 还没有写完，请稍等，完整的回答随后就来。${modelLabel}`,
  masked: '🔒 您消息里的手机号、身份证号或银行卡号已经隐去，没有保存。问政策不需要提供这些号码。',
  editedInCalculation: '正在计算，改过的消息我不会重新读。要改前面的回答，请点“上一步”，或者在最后核对时改。',

  notices: '请注意',
  nextSteps: '接下来怎么办',
  quotations: '原文摘录',
  citedMore: (count: number) => `还有${count}处，请点“📄 看原文”。`,
  moreNotices: (count: number) => `⚠ 还有${count}条提醒`,
  moreSteps: (count: number) => `📋 材料和办法（共${count}条）`,
  workings: '规则计算：怎么算出来的',
  workingsFacts: '我理解的情况',
  workingsSteps: '一步一步',
  workingsNone: '这次没有可以列出的计算步骤。',

  chosen: (label: string) => `👉 您选的是：${label}`,
  asked: (question: string) => `您问：${question}`,
  answerGone: '这条回答已经不在了（过了保存时间，或者您删除了记录）。请把问题再问一遍。',
  notYours: '这个按钮只给提问的人用。您也想问，请@我再问一遍，或者到私聊问我。',
  badButton: '这个按钮现在用不了了。请把想问的事打字发给我，或者发 /help 看看我能做什么。',
  matterPassed: '这个选择是前面那个问题的。请把问题再问一遍，我再请您选。',
  replyPassed: '这一步已经过去了。想重新算，请点下面的按钮。',
  sampleGone: '这个问题换过了。请直接打字问您想问的事。',

  thanks: '谢谢，记下了。',
  askReason: '很抱歉没帮上忙。请点一下，是哪里不好？',
  reasonTaken: (reason: string) =>
    `记下了：${reason}。我们会照着改。您可以换个说法再问，也可以转给工作人员。`,

  calculators: '可以算这些',
  calculatorsExpired: '标⚠的，依据的文件已经过期或者结束了，只能按当时的规定算。',
  backToCalculation: '刚才的计算还没有做完，接着问您：',
  asideUnclear:
    '您说的这句，我还要再问清楚才能答，先把这次计算做完吧；想先问别的，请点“取消”。现在要答的是：',
  calculatorsHint: '请点一项，我一步一步问您，随时可以取消。算出来的是按文件估算，以主管部门审定为准。',
  noCalculators: '现在收录的文件里，没有可以计算的。请直接打字问。',

  sourcesHeading: '收录的公报和文件',
  sourcesHint: '点号码看那一份文件；也可以发 /doc 加文号。',
  sourcesPage: (page: number, pages: number) => `第${page}页，共${pages}页`,

  docUsage:
    '请在 /doc 后面写文号，例如：/doc 清新府办〔2018〕16号。只记得号数也行，例如：/doc 16号；还可以写标题里的几个字。',
  docNone: (text: string) =>
    `没有找到“${text}”。请核对文号，或者只写号数，例如：/doc 16号。全部文件在目录里，发 /sources 。`,
  docSeveral: '有几份文件都对得上，请点一份：',
  docGone: '这份文件现在不在收录的公报里了。全部文件在目录里，发 /sources 。',
  docNumber: '文号',
  docIssuer: '发文机关',
  docDate: '成文日期',
  docRegion: '适用地区',
  docValidity: '有效性',
  docGazette: '刊于',
  docOffice: '咨询部门',
  docReference: '外地参考材料',

  citedThen: '按当时收录的文本（现在收录的公报里，这一段没有了，或者改过字）：',
  before: '前面一条',
  after: '后面一条',
  inHeading: '所在章节',

  withPerson: '您正在等工作人员，或者工作人员正在为您服务，这时候不能计算。想先算，请点“不等了”。',
  noHandover: '您现在没有在等工作人员，是我在回答。要找工作人员，发 /human 。',
  staffNotice: (number: number, minutes: number) =>
    `${minutes < 1 ? `有居民转人工，编号${number}，刚刚开始等。` : `编号${number}的居民已经等了${minutes}分钟。`}请用 wenzheng handover take ${number} 接手。`,

  groupPersonal: '这件事涉及个人情况，群里人人看得见，我不在这里说。请点下面的按钮到私聊，我马上回答您。',
  groupMasked:
    '您刚才的消息里有手机号、身份证号或银行卡号，群里人人看得见，建议马上删掉那条消息。我没有保存号码。请点下面的按钮到私聊问我。',
  groupCalculator: '算钱要用到个人情况，群里人人看得见。请点下面的按钮到私聊，我一步一步陪您算。',
  groupCalculators: '算钱要用到个人情况，请点下面的按钮到私聊问我。',
  groupHuman: '转人工要在私聊里办，您的话才不会让别人看见。请点下面的按钮到私聊。',
  groupForget: '删除记录请到私聊里办，点下面的按钮。',
  askGone: '没有找到您在群里问的那个问题，可能是别人问的，或者已经过期了。请在这里直接再问一遍，别人看不见。',
} as const;
