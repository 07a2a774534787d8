/**
 * The sentence that every result carries.
 * @module
 */
import { notice } from '../scheme.ts';

export const authorityDecides = notice('authority_decides', '按文件文本估算，最终以主管部门审批为准。');
