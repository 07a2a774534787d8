import { expect, it } from 'vitest';
import { findMarker } from '../../src/gazette/outline-marker.ts';

it.each([
  ['三、80周岁以上老年人每月100元。', '三'],
  ['2、80周岁以上老年人每月100元。', '2'],
  ['3.2021年起执行新标准。', '3'],
  ['1．90周岁以上的，每月200元。', '1'],
])('%s begins with a mark, though its text begins with a figure', (line, label) => {
  expect(findMarker(line)?.label).toBe(label);
});

it.each(['2.5万元以下的，不予救助。', '1、2、3号楼的住户', '3.14是圆周率'])('%s begins with none', (line) => {
  expect(findMarker(line)).toBeNull();
});

it.each(['第二部分', '第二编'])('%s is called as it is printed', (printed) => {
  expect(findMarker(`${printed} 总体要求`)?.label).toBe(printed);
});
