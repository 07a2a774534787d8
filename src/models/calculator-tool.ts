/** One calculator as a tool. It computes what the person's own words say, whatever the arguments are. @module */
import { tool, type StructuredToolInterface } from '@langchain/core/tools';
import { inputSchemaOf } from '../calculators/input-schema.ts';
import { run } from '../calculators/run.ts';
import type { Scheme } from '../calculators/scheme.ts';
import { fenceItem } from './fence.ts';
import { checkSlots } from './slots.ts';
import type { ToolContext } from './tools.ts';

/** calculate_medical_aid: names of tools hold no hyphen everywhere. */
export const toolNameOf = ({ id }: Pick<Scheme, 'id'>): string => `calculate_${id.replaceAll('-', '_')}`;

export function calculatorTool(scheme: Scheme, context: ToolContext): StructuredToolInterface {
  return tool((args) => calculate(scheme, args, context), {
    name: toolNameOf(scheme),
    description: `${scheme.title}：按公报的规定计算。只填居民自己说过的情况，没说的不要填。`,
    schema: inputSchemaOf(scheme),
  });
}

function calculate(
  scheme: Scheme,
  args: Readonly<Record<string, unknown>>,
  { turns, asOf, schemes, engine, register, calculations }: ToolContext,
): string {
  const slots = checkSlots({ scheme, args, turns, asOf, schemes });
  const refused =
    slots.refused.length === 0
      ? ''
      : `没有采用（居民的话里没有，或者说的不是这样）：${slots.refused.map(({ label }) => label).join('、')}。\n`;
  if (slots.unclear !== null) return `${refused}没有计算，居民的话分不清：${slots.unclear}`;
  if (!Object.values(slots.facts).some((value) => value !== null))
    return `${refused}没有计算，居民没有说出可以计算的情况。要先问：${questionsOf(scheme, asOf)}`;
  const answer = engine.calculate({ scheme: scheme.id, facts: slots.facts, origins: slots.origins }, asOf);
  if (answer.calculation === null) return `${refused}没有计算，公报里没有收录这项计算所依据的文件。`;
  const item = register.addCalculation(answer.calculation);
  if (item === null) return '资料已经够多，请直接写答复。';
  calculations.set(item.token, answer);
  return `${refused}${fenceItem(item)}`;
}

/** What the calculator would ask of somebody who has said nothing yet. */
function questionsOf(scheme: Scheme, asOf: string): string {
  return run(scheme, {}, { asOf })
    .missing.slice(0, 3)
    .map(({ question }) => question)
    .join('');
}
