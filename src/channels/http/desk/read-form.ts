import type { Context } from 'hono';

export interface DeskForm {
  /** Empty where the field is missing or a file. */
  text(name: string): string;
  /** Every value of boxes that share a name. */
  all(name: string): string[];
}

/** A form that was posted; without any fields where it was none. */
export async function readForm({ req }: Context): Promise<DeskForm> {
  const form = await req.formData().catch(() => null);
  return {
    text(name) {
      const value = form?.get(name);
      return isText(value) ? value : '';
    },
    all: (name) => (form?.getAll(name) ?? []).filter(isText),
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';
