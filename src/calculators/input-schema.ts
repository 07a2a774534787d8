/**
 * The input schema of a scheme, from its field map: for tools (z.toJSONSchema) and for documentation. `run` reads more than
 * this says (Chinese labels, 3万, 是/否) and never needs it.
 * @module
 */
import { z } from 'zod';
import type { Field } from './kernel/field.ts';
import type { Scheme } from './scheme.ts';

/** An object with the field keys; every one may be absent (not said) or null (not known). */
export function inputSchemaOf(scheme: Scheme): z.ZodObject<Record<string, z.ZodType>> {
  return z
    .strictObject(
      Object.fromEntries(
        scheme.fields.map((field) => [
          field.key,
          typeOf(field).nullable().optional().describe(describe(field)),
        ]),
      ),
    )
    .describe(`${scheme.title}（${scheme.documentNumbers.join('、')}）`);
}

function describe({ label, question, help, unit, when }: Field): string {
  const parts = [label, question, help];
  if (unit !== undefined) parts.push(`单位：${unit}`);
  if (when !== undefined) parts.push(`什么时候要填：${when}`);
  return parts.join(' ');
}

function typeOf(field: Field): z.ZodType {
  const quantity = () => {
    const least = z.number().min(field.min ?? 0);
    return z.union([field.max === undefined ? least : least.max(field.max), z.string()]);
  };
  switch (field.type) {
    case 'money':
    case 'decimal':
    case 'integer':
      return quantity();
    case 'boolean':
      return z.boolean();
    case 'choice':
      return choiceOf(field);
    case 'choices':
      return z.array(choiceOf(field));
    case 'date':
      return z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);
    case 'amounts':
      return z.array(quantity());
    default:
      return z.string();
  }
}

const choiceOf = (field: Field): z.ZodType => z.enum((field.choices ?? []).map((choice) => choice.value));
