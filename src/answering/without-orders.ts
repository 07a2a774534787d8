/** Orders to a model that stand in a text of a gazette. No gazette speaks to one. @module */
import type { EvidenceItem } from './check-draft/evidence.ts';
import { isDisguisedOrder } from './request-guard-disguise.ts';
import { isInjection } from './request-guard-injection.ts';

const reader = '(?:AI|人工智能|大模型|语言模型|机器人|智能助手|助手)';
/** Words that only make sense to a model that reads along; each alone is enough. */
const orders: readonly RegExp[] = [
  new RegExp(
    `${reader}[^，。；]{0,8}(?:请|必须|应当|务必|不要|要)[^。；]{0,12}(?:回答|回复|说|告诉|输出|调用|引用|附上|写)`,
    'i',
  ),
  new RegExp(`(?:如果|假如|若)(?:您|你)是[^，。]{0,6}${reader}|${reader}(?:请注意|看到这里|必须)`, 'i'),
  /(?:忽略|无视|不要?理会|忘记|忘掉)(?:掉|了)?(?:所有|一切|全部|其他|其它|之前|以前|前面|上面|以上|上文|系统|原来|任何)?的?(?:所有|一切)?(?:资料|规则|指令|提示词?|要求|设定|内容|限制|上文)/,
  /提示词|系统提示|系统消息|系统指令|开发者(?:消息|模式)|管理员模式|安全检查已关闭|没有限制的助手|(?:api|access)[\s_-]*(?:key|token)|密钥和/i,
  /<\/?(?:资料|问题|系统|system|user|assistant)|[[［]\s*[SCD]\d+\s*[\]］]/i,
  /\b(?:ignore|disregard|forget)\s+(?:all|any|the|every|previous|above|prior)/i,
];

/** The item without the clauses that hold such words: what stands beside them is no evidence either. null: nothing is left. */
export function withoutOrders(item: EvidenceItem): EvidenceItem | null {
  if (item.kind !== 'clause') return item;
  const poisoned = new Set(
    item.units
      .filter(({ text, context }) => ordersModel(text) || context.some(ordersModel))
      .map(({ clause }) => clause),
  );
  if (poisoned.size === 0) return item;
  const units = item.units.filter(({ clause }) => !poisoned.has(clause));
  const clauses = item.clauses.filter((clause) => !poisoned.has(clause));
  return units.length === 0 ? null : { ...item, units, clauses };
}

/** Whether a text speaks to a model to make it do something. */
export function ordersModel(text: string): boolean {
  return orders.some((pattern) => pattern.test(text)) || isInjection(text) || isDisguisedOrder(text);
}
