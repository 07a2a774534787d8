/** Marks that only the program sets: what a calculator computed, what stands in the gazette, what a model wrote. @module */

const labels =
  /[【[（(]?(?:经?规则计算|AI生成[，,、]?仅供参考)[】\]）)]?[：:，,]?|[【[（(]?原文(?:摘录|表格)?[】\]）)]?[：:]?(?=[「“])/gi;

/** A sentence of a model without such marks of its own. */
export function withoutLabels(sentence: string): string {
  return sentence.replace(labels, '');
}
