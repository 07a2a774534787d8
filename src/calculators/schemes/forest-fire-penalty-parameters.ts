/**
 * Figures and quotations of the 森林防火令 (清新府〔2018〕19号 第一、二、九项).
 * @module
 */
import { citing } from './citing.ts';

const { source, figure, day } = citing({
  scheme: 'forest-fire-penalty',
  documentNumber: '清新府〔2018〕19号',
  from: '2018-03-22',
  to: null,
});

const ban = '从2018年3月23日至4月30日为禁火期。';
const person = '对个人并处两百元以上两千元以下罚款';
const unit = '对单位并处一万元以上三万元以下罚款';
const personFire = '引起森林火灾的，对个人并处两千元以上三千元以下罚款';
const unitFire = '引起森林火灾的，对个人并处两千元以上三千元以下罚款，对单位并处三万元以上五万元以下罚款';

export const forestFirePenaltyParameters = {
  banFrom: day('ban-first-day', '2018-03-23', '第一项', ban),
  banTo: day('ban-last-day', '2018-04-30', '第一项', ban),
  personLeast: figure('person-least', 20_000, 'fen', '第九项', person),
  personMost: figure('person-most', 200_000, 'fen', '第九项', person),
  unitLeast: figure('unit-least', 1_000_000, 'fen', '第九项', unit),
  unitMost: figure('unit-most', 3_000_000, 'fen', '第九项', unit),
  personFireLeast: figure('person-fire-least', 200_000, 'fen', '第九项', personFire),
  personFireMost: figure('person-fire-most', 300_000, 'fen', '第九项', personFire),
  unitFireLeast: figure('unit-fire-least', 3_000_000, 'fen', '第九项', unitFire),
  unitFireMost: figure('unit-fire-most', 5_000_000, 'fen', '第九项', unitFire),
};

export type ForestFirePenaltyParameters = typeof forestFirePenaltyParameters;

export const forestFirePenaltySources = {
  ban: source('第二项', '在禁火期内，全区森林防火区范围内禁止一切野外用火。'),
  offence: source('第九项', '未经批准擅自在森林防火区野外用火的'),
  authority: source(
    '第九项',
    '依照《广东省森林防火条例》第四十三条规定，由县级以上人民政府林业主管部门责令停止违法行为，给予警告',
  ),
  further: source('第九项', '造成损失的，依法承担民事赔偿责任；涉嫌犯罪的，移送司法机关依法处理。'),
  refusal: source(
    '第八项',
    '拒不执行县级以上人民政府发布的森林防火戒严命令的，由公安机关依照《中华人民共和国治安管理处罚法》的规定给予处罚',
  ),
};
