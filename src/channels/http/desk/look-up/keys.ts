/** The keys of the look-up: the overlay, the printed card and docs/operator-keys.md all come from here. @module */
import { html } from 'hono/html';
import type { Markup } from '../../pages/layout.ts';

export interface KeyGroup {
  readonly title: string;
  /** `keys` as printed; several that do the same are parted by a space. */
  readonly entries: readonly { readonly keys: string; readonly does: string }[];
}

export const keyGroups: readonly KeyGroup[] = [
  {
    title: '在搜索框里',
    entries: [
      { keys: 'Enter', does: '马上查，并到回答那里' },
      { keys: '↓', does: '到第一条结果' },
      { keys: 'Esc', does: '离开搜索框，之后单个字母就是命令' },
    ],
  },
  {
    title: '看结果',
    entries: [
      { keys: '/', does: '回到搜索框，选中里面的字' },
      { keys: 'j ↓', does: '下一条' },
      { keys: 'k ↑', does: '上一条' },
      { keys: 'Enter', does: '在右边打开原文，到这一条' },
      { keys: 'w', does: '为什么不是这一条：得分和差一点的条文' },
      { keys: 'o', does: '右边文件的目录' },
      { keys: 'Esc', does: '从原文回到结果，再按一次回到搜索框' },
    ],
  },
  {
    title: '带走',
    entries: [
      { keys: 'c', does: '复制回答和引文，贴进工单' },
      { keys: 'x', does: '只复制选中的这一条原文' },
      { keys: 'r', does: '把这次的问题、答复、依据记进来电记录' },
      { keys: 'n', does: '写来电记录' },
      { keys: 't', does: '复制工单文字' },
      { keys: 'Shift+N', does: '下一位来电：全部清空；记录没复制会先问' },
    ],
  },
  {
    title: '缩小范围、计算',
    entries: [
      { keys: 'f', does: '筛选：效力、地区、机关、年份、种类' },
      { keys: 'd', does: '按哪一天的规定' },
      { keys: 'm', does: '计算：按来电人说的情况填好' },
      { keys: 'h', does: '今天查过的' },
      { keys: '?', does: '这张表' },
    ],
  },
];

export function keyTables(level: 2 | 3): Markup[] {
  return keyGroups.map(({ title, entries }) => {
    const heading = level === 2 ? html`<h2>${title}</h2>` : html`<h3>${title}</h3>`;
    const rows = entries.map(
      ({ keys, does }) =>
        html`<div><dt>${keys.split(' ').map((key) => html`<kbd>${key}</kbd>`)}</dt><dd>${does}</dd></div>`,
    );
    return html`<section>${heading}<dl class="keys">${rows}</dl></section>`;
  });
}
