/**
 * Tokens of a text, rather too many than too few: a Chinese character is about one, other writing about one in three
 * characters. Counting exactly would need the model's own table, which only the web has.
 */
export function estimateTokens(text: string): number {
  const wide = text.match(/[\u2e80-\uffef]|[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0;
  return wide + Math.ceil((text.length - wide) / 3);
}
