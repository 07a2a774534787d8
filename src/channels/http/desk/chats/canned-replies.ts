/**
 * What is said again and again, whatever the gazettes hold: no figure and no rule stands here, only what is true of every
 * question. To be changed here; a change takes effect at the next start.
 * @module
 */

export interface CannedReply {
  /** Letters and digits. */
  readonly id: string;
  /** What the operator chooses by. */
  readonly title: string;
  readonly text: string;
}

export const cannedReplies: readonly CannedReply[] = [
  { id: 'hello', title: '问候', text: '您好，我是工作人员，正在看您前面的对话，请稍等。' },
  {
    id: 'details',
    title: '请补充情况',
    text: '请您说明是谁要办、什么情况、想办哪一件事，我好帮您查。',
  },
  {
    id: 'checking',
    title: '正在核实',
    text: '这件事我要向办理部门核实，请稍等，有结果会在这里回复您。',
  },
  {
    id: 'expired',
    title: '规定已过期',
    text: '查到的规定写明的有效期已经过了，现在的标准请以主管部门的答复为准。',
  },
  {
    id: 'missing',
    title: '公报里没有',
    text: '收录的公报里没有写这件事，我不能凭估计答复您，请向主管部门核实。',
  },
  {
    id: 'authority',
    title: '以受理部门为准',
    text: '能不能办、能得多少，要由受理部门看过材料才能确定，请以受理部门的答复为准。',
  },
  {
    id: 'numbers',
    title: '不要发证件号',
    text: '请不要在这里发身份证号、手机号、银行卡号，办理的时候再出示就可以。',
  },
  {
    id: 'hotline',
    title: '转打12345',
    text: '这件事要由别的部门办理，请拨打12345热线，由话务员转给负责的部门。',
  },
  {
    id: 'emergency',
    title: '紧急情况',
    text: '如果有人受伤、生病危急或者有危险，请马上拨打120、110或119。',
  },
  { id: 'waiting', title: '还在吗', text: '您还在吗？有什么要补充的，请直接写在这里。' },
  {
    id: 'goodbye',
    title: '结束语',
    text: '这件事先答复到这里，下面由机器人继续为您服务；还需要我们，请再转人工。',
  },
];
