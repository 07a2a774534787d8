/**
 * Figures and quotations of 重点用水单位 and 水平衡测试 (清新府办函〔2019〕106号 三（一）3).
 * @module
 */
import { citing } from './citing.ts';

const { source, figure } = citing({
  scheme: 'water-balance-test',
  documentNumber: '清新府办函〔2019〕106号',
  from: '2019-08-02',
  to: null,
});

const key =
  '使用供水工程、公共供水管网等供水单位供应的水，且月均用水量1万立方米以上的非农业用水单位，应当确定为重点用水单位。';
const large = '月均用水量10万立方米以上的重点用水单位，应当每4年至少开展一次水平衡测试';
const small = '月均用水量不满10万立方米的重点用水单位，应当每6年至少开展一次水平衡测试';

export const waterBalanceTestParameters = {
  keyMonthly: figure('key-monthly', 10_000_000, 'thousandths', '三（一）3', key),
  largeMonthly: figure('large-monthly', 100_000_000, 'thousandths', '三（一）3', large),
  largeYears: figure('large-years', 4, 'years', '三（一）3', large),
  smallYears: figure('small-years', 6, 'years', '三（一）3', small),
};

export type WaterBalanceTestParameters = typeof waterBalanceTestParameters;

export const waterBalanceTestSources = {
  key: source('三（一）3', key),
  supply: source('三（一）3', '使用供水工程、公共供水管网等供水单位供应的水'),
  encouraged: source('三（一）3', '鼓励非重点用水单位开展水平衡测试。'),
  office: source('印发通知', '请径向区水利局反映。'),
};
