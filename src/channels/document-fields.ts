import type { CorrectedField } from '../gazette/corrections.ts';

/** How every page and command calls what is known of a document and can be corrected. */
export const documentFields: Readonly<Record<CorrectedField, string>> = {
  title: '标题',
  number: '文号',
  issuer: '发文机关',
  issuedOn: '成文日期',
  region: '地区',
  standing: '性质',
  effectiveFrom: '施行日期',
  lastDay: '最后一天',
  ended: '废止或失效',
};

export const isCorrectedField = (name: string): name is CorrectedField => Object.hasOwn(documentFields, name);
