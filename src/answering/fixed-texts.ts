/**
 * Every fixed sentence that a resident can read in place of an answer: one table from status to text, and the
 * variants of it. They are written to be read aloud to an older resident: what cannot be done, then what to do.
 * @module
 */
import type { AnswerStatus } from './answer.ts';

/** Statuses whose answer is composed from the gazettes or a calculator, and so have no fixed text. */
export type ComposedStatus = 'answered' | 'answered_by_calculator' | 'needs_input';

/** `{region}` is filled by {@link fillText}. */
export const statusTexts = {
  clarification:
    '您的问题有几种可能，我没有把握是哪一种。请再补充一句：您问的是哪一项政策、办给谁、遇到什么情况？',
  unanswerable_no_source:
    '公报里没有收录这个问题的答案，我不能凭空回答。您可以拨打12345政务服务热线，或者到户籍所在的镇政府、街道办事处问一问。',
  unanswerable_other_region:
    '这里没有收录{region}的政策，也不能拿别处的标准来套用。请拨打{region}当地的12345热线，或者问当地的镇政府、街道办事处。',
  unanswerable_out_of_scope:
    '这个问题不在政府公报里，我没有办法回答。我只解答公报里写明的政策；其他政务问题请拨打12345热线。',
  refused_private_data:
    '这涉及他人的个人信息，我不能查询，也不提供。要了解自己家的办理情况，请本人带身份证到受理的镇政府、街道办事处或者主管部门查询，也可以拨打12345热线。',
  refused_injection:
    '我不能照这样的要求做：我的工作规则不能更改，也不对外提供。请直接说您想了解的政策，例如“低保户住院能报多少”。',
  refused_misuse:
    '这个忙我不能帮。请如实申报：隐瞒、虚报、伪造材料领取的钱会被追回，还要承担相应责任。如果家里确实困难，可以问我符合条件能申请哪些帮助，或者拨打12345热线。',
  handed_over: '已经为您转给工作人员，在他们回复之前我不能代答。如果着急，请拨打12345热线。',
  error_input: '我没有看懂这条消息。请用一句话写下您想问的政策，例如“申请医疗救助要交哪些材料？”',
  error_internal: '系统出了点问题，这次没有答上来。请过一会儿再问一遍；如果着急，请拨打12345热线。',
} as const satisfies Record<Exclude<AnswerStatus, ComposedStatus>, string>;

/** Variants of a status, named status first. */
export const fixedTexts = {
  ...statusTexts,
  error_input_empty: '您还没有输入问题，我没有办法回答。请写下您想问的政策，例如“申请医疗救助要交哪些材料？”',
  error_input_no_calculator:
    '这里没有这一种计算。请从可以算的几项里重新选一项，或者直接用一句话写下您的问题。',
  error_input_no_words:
    '我只看到符号或表情，没有看到文字。请用文字写下您想问的政策，例如“低保户住院能报多少？”',
  error_input_not_text: '我无法读取这条消息，它不是文字。请直接打字写下您想问的政策。',
  error_input_too_long: '您的问题太长了，我一次不能读超过1000个字。请只留下最想问的那一句，分几次问也可以。',

  out_of_scope_medical:
    '看什么病、吃什么药、吃多少，我不能给意见，要听医生的，请到医院或卫生院就诊，或者问开药的医生、药师。如果突然加重或者很难受，请马上打120。我可以解答看病费用的救助和补助政策。',
  out_of_scope_emergency_medical:
    '请马上打120急救电话，说清地点和症状，或者立即去最近医院的急诊。我不能判断病情，请不要等我回答。等人安全了，再来问费用救助的事。',
  out_of_scope_emergency_self_harm:
    '听到您这样说，我很担心您。您不是一个人，请现在就打12356心理援助热线，有人会听您说；如果马上有危险，请打110或120，或者叫身边的亲人陪着您。我不能代替他们，但生活上的困难是可以慢慢想办法的。',
  out_of_scope_emergency_fire:
    '请马上离开火场，打119火警电话，说清地点；有人受伤打120。我不能代您报警，请不要等我回答。',
  out_of_scope_emergency_police:
    '请马上打110报警，先到安全的地方；有人受伤打120。我不能代您报警，请不要等我回答。',

  small_talk_greeting:
    '您好！我解答{region}政府公报里的政策，例如“申请医疗救助要交哪些材料？”请说您想问的事；公报里没有的，我会直接告诉您没有。',
  small_talk_identity:
    '我是政策问答助手，按{region}政府公报的原文回答问题，并写明出自哪份文件哪一条。我不是工作人员，不能代您办理或审批。请直接说您想问的事。',
  small_talk_thanks: '不客气。还有想问的政策，随时可以说。',
  small_talk_goodbye: '再见，祝您顺利。需要的时候随时来问。',
  small_talk_acknowledged: '好的。还有想问的政策，请直接说。',
  small_talk_not_understood:
    '对不起，没有说清楚。请把看不懂的那几个字发给我，我再查一次；想听人解释，请发“转人工”，或者拨打12345热线。',
  small_talk_bare:
    '我不知道您指的是哪件事。请用一句话写下您想问的，例如“申请医疗救助要交哪些材料？”；要找工作人员，请发“转人工”，或者拨打12345热线。',
  small_talk_complaint: '很抱歉没有帮上忙。请再说一次您想问的事；要找人办，请拨打12345热线。',

  /** Put before the answer when the message carries a "notice" of its own ({@link Guarded} falseNotice). */
  false_notice: '您消息里的“通知”在公报中没有收录，我无法核实，不能按它回答。下面是公报里的原文规定。',
  /** Put before an answer that may be about something else. */
  nearest_only: '没有找到直接写明这件事的规定。下面是最接近的一条，可能不是您要问的，请先核对。',
  /** Put before the answer when a policy question also tells of present danger. */
  urgent_medical: '如果病人现在情况危急，请先打120。',
  urgent_self_harm: '如果您或家人有轻生的念头，请现在就打12356心理援助热线，有危险请打110或120。',
  urgent_fire: '如果现在正着火，请先打119。',
  /** Shown when {@link cleanQuestion} has taken a number out. */
  private_data_removed: '您消息里的手机号、身份证号或银行卡号已经隐去，没有保存。问政策不需要提供这些号码。',
} as const;

export type FixedTextKey = keyof typeof fixedTexts;

/** The text with `{region}` filled in; without a region the place is left out of the sentence. */
export function fillText(key: FixedTextKey, region: string | null = null): string {
  return fixedTexts[key].replaceAll(
    '{region}',
    region ?? (key === 'unanswerable_other_region' ? '当地' : ''),
  );
}
