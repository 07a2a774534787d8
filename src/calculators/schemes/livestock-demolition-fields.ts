/**
 * The field map of 关停拆迁补贴.
 * @module
 */
import type { Facts } from '../kernel/facts.ts';
import type { Field } from '../kernel/field.ts';
import { addDays, firstDay, lastDay } from '../kernel/partial-date.ts';
import type { LivestockDemolitionParameters } from './livestock-demolition-parameters.ts';

export const allowedZone = '非禁养区';
export const livestock = '畜场';
export const poultry = '禽场';
const largestArea = 10_000_000;

export function livestockDemolitionFields(parameters: LivestockDemolitionParameters): readonly Field[] {
  const { issued, firstDeadline, lastDeadline } = parameters;
  const edges = [issued, firstDeadline, lastDeadline].map(({ value }) => value);
  const days = [...edges, ...edges.map((day) => addDays(day, 1)), addDays(issued.value, -1)].sort();
  /** Within the month that was said, if one was. */
  const probes = (key: string) => (facts: Facts) => {
    const said = facts.peek(key);
    if (typeof said !== 'string') return days;
    const [first, last] = [firstDay(said), lastDay(said)];
    return [first, ...days.filter((day) => day > first && day < last), last];
  };
  return [
    {
      key: 'region',
      label: '区域',
      question: '养殖场在禁养区还是非禁养区？',
      help: '第四项（三）只对非禁养区内的养殖场；镇政府可以查区域划分。',
      type: 'choice',
      choices: [
        { value: allowedZone, aliases: ['禁养区外', '非禁养'] },
        { value: '禁养区', aliases: ['禁养区内'] },
      ],
    },
    {
      key: 'selfClosed',
      label: '自行关停',
      question: '是自己关停的吗？',
      help: '标准给自行关停并自行拆迁的养殖场。',
      type: 'boolean',
      when: '没有自行关停日期时',
    },
    {
      key: 'selfDemolished',
      label: '自行拆迁',
      question: '是自己拆的吗？',
      help: '标准给自行关停并自行拆迁的养殖场，被组织拆除的不在内。',
      type: 'boolean',
      when: '没有自行拆迁日期时',
    },
    {
      key: 'demolishedByForceOn',
      label: '强制拆除日期',
      question: '如果是被强制拆除的，是哪一天？',
      help: '强制拆除不是自行拆迁。',
      type: 'date',
      when: '被强制拆除时',
    },
    {
      key: 'datesUnknown',
      label: '日期未提供',
      question: '是不是不知道关停、拆迁的日期？',
      help: '不同日期标准不同，没有日期就不能算。',
      type: 'boolean',
      when: '不影响计算',
    },
    {
      key: 'closedOn',
      label: '自行关停日期',
      question: '自己关停是哪一天？',
      help: '关停和拆迁都完成才算，按后一个日期定标准。',
      type: 'date',
      probes: probes('closedOn'),
    },
    {
      key: 'demolishedOn',
      label: '自行拆迁日期',
      question: '自己拆完是哪一天？',
      help: '关停和拆迁都完成才算，按后一个日期定标准。',
      type: 'date',
      probes: probes('demolishedOn'),
    },
    {
      key: 'stillStandingOn',
      label: '截至日期',
      question: '如果还没有关停或者拆完，说的是到哪一天为止？',
      help: '过了11月30日还没有关停、拆迁的，不再有补贴。',
      type: 'date',
      when: '还没有关停或者拆完时',
    },
    {
      key: 'kind',
      label: '场类',
      question: '是畜场（猪、牛、羊等）还是禽场（鸡、鸭、鹅等）？',
      help: '畜场和禽场的标准不同。',
      type: 'choice',
      choices: [
        { value: livestock, aliases: ['猪场', '猪', '猪栏', '牛场', '羊场', '牛', '羊', '养猪场', '生猪'] },
        { value: poultry, aliases: ['鸡场', '鸭场', '鹅场', '鸡', '鸭', '鹅', '鸡舍', '家禽', '养鸡场'] },
        { value: '其他', aliases: ['兔', '兔场', '鸽', '鸽场', '蛇', '特种养殖'] },
      ],
      when: '没有分项面积时',
    },
    {
      key: 'area',
      label: '面积平方米',
      question: '拆迁面积是多少平方米？',
      help: '按什么面积、由谁量，文件没有写，以镇核查的为准；面积不能弄虚作假。',
      type: 'decimal',
      unit: '平方米',
      max: largestArea,
      when: '没有分项面积时',
    },
    {
      key: 'areas.livestock',
      label: '分项面积.畜场',
      question: '其中畜场是多少平方米？',
      help: '混养的分开填，按各自的标准算。',
      type: 'decimal',
      unit: '平方米',
      max: largestArea,
      when: '混养时',
    },
    {
      key: 'areas.poultry',
      label: '分项面积.禽场',
      question: '其中禽场是多少平方米？',
      help: '混养的分开填，按各自的标准算。',
      type: 'decimal',
      unit: '平方米',
      max: largestArea,
      when: '混养时',
    },
  ];
}
