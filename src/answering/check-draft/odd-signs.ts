/**
 * Signs by which a sentence says another thing than its words: 按<80%, ≠, 80%↓, （×）, a question mark behind what is told
 * as a rule. The comparison of words and figures does not see them.
 * @module
 */

/** Letters, numbers and the signs that Chinese prose is written with. */
const ordinary =
  /[\p{L}\p{N}\s，。、；：！？（）()“”‘’"'《》〈〉〔〕【】[\]「」『』…—–·•%％‰℃.,:;!?/&~～+＋-]/u;

/** Where a figure ends that a range may go on from: 80%—90%, 10月30日-11月30日. */
const endsFigure = '\\d%％‰日月年号元岁天时分度万亿个级类档期次人户';
const before = new RegExp(`(?<![${endsFigure}])[-~～+＋]\\s*\\d`);
const behind = /\d[%％‰]?(?:元|岁|天|日|年|个月)?\s*[~～+＋-]+(?![\d一二三四五六七八九十百千万])/;
const apart = /\d\s+[\d%％]/;
const asks = /(?:[?？]|[吗么]\s*[。！!]?)\s*$/;

/** The sign in words of the reason; null where there is none. @param evidence All that is cited, as the gazettes write it. */
export function oddSign(text: string, evidence: string): string | null {
  for (const sign of text)
    if (!ordinary.test(sign) && !evidence.includes(sign)) return `资料里没有“${sign}”这个符号`;
  const beside = before.exec(text) ?? behind.exec(text) ?? apart.exec(text);
  if (beside !== null && !evidence.includes(beside[0])) return '数字旁边有资料里没有的符号';
  return asks.test(text) ? '引用资料的句子不能是问句' : null;
}
