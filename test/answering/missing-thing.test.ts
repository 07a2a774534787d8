import { describe, expect, it } from 'vitest';
import { missingThing } from '../../src/answering/missing-thing.ts';

const of = (question: string, clause: string, passage = clause) =>
  missingThing([question], [clause], [passage]);

describe('what is asked for and not written', () => {
  it.each([
    ['举报烧山能拿多少奖金', '对个人并处两百元以上两千元以下罚款。', '奖金'],
    ['评上一级伤残，一次过赔几个月工资', '职业病防治能力显著增强，救治水平提高。', '时限'],
    ['禁养区具体包括哪些村', '禁养区划定方案报区政府批准并向社会公布。', '名单'],
    ['超出计划用水的企业要加价多少倍', '对高耗水行业实行差别水价，2019年底前完成。', '倍数'],
    ['换节水马桶有冇补贴领', '公共机构应当使用节水型设备和器具。', '补贴'],
    ['骑电动车不戴头盔罚多少钱', '行动时间延长至9月30日。', '金额'],
    ['停车一个钟收几多', '智慧停车系统统一采集和管理停车位。', '金额'],
    ['门诊报销几成', '全面实施35岁以上人群首诊检测血压制度。', '比例'],
    ['专家星期几来坐诊', '与3个镇卫生院建立医疗联合体。', '时间'],
  ])('names it: %s', (question, clause, name) => {
    expect(of(question, clause)).toBe(name);
  });

  it.each([
    ['违规用火罚多少钱', '对个人并处两百元以上两千元以下罚款。'],
    ['公示几天', '公示期为7个工作日。'],
    ['划到哪些村', '浸潭镇留良洞村和黄田村汕昆高速浸潭北出口处河段。'],
    ['能报几成', '按80%给予救助。'],
    ['2025年管理多少万名糖尿病人', '糖尿病患者管理人数（万人） 1.25'],
    ['银行有几万蚊存款，能不能申请救助', '家庭人均存款超过规定的，不享受医疗救助。'],
    ['每周几次现场检查', '每周至少开展两次现场执法检查。'],
    ['没钱交押金，医院能不能不救', '不得以任何理由拒绝、推诿或者拖延救治急危重患者。'],
  ])('is silent where it stands there or cannot be seen: %s', (question, clause) => {
    expect(of(question, clause)).toBeNull();
  });

  it('lets one of several questions be answered', () => {
    const clause = '按80%给予救助。';
    expect(missingThing(['低保户门诊报几成', '要带什么材料'], [clause], [clause])).toBeNull();
    expect(missingThing(['去哪里审批', '几日批'], ['禁止一切野外用火。'], [])).toBe('时限');
  });

  it('takes a telephone beside the clause, but not that of another office', () => {
    const passage = '清远市清新区水利局，联系电话：0763-5821234。';
    expect(of('水利局电话多少', '公众可以提出意见。', passage)).toBeNull();
    for (const other of ['教育局', '区综治办', '三坑镇政府', '太和派出所'])
      expect(of(`${other}电话多少`, '公众可以提出意见。', passage)).toBe('电话');
  });
});
