import { html } from 'hono/html';
import type { Markup } from '../../pages/layout.ts';

export interface PageOf {
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** First and last (exclusive) of those on the page. */
  readonly range: readonly [first: number, last: number];
}

/** A page that does not exist is the nearest that does. */
export function pagesOf(wanted: number, count: number, size: number): PageOf {
  const pages = Math.max(1, Math.ceil(count / size));
  const page = Math.min(Math.max(1, Number.isSafeInteger(wanted) ? wanted : 1), pages);
  return { page, pages, range: [(page - 1) * size, page * size] };
}

/** @param given filters that are kept; empty ones are left out */
export function pageLinks(path: string, given: Readonly<Record<string, string>>, place: PageOf): Markup | '' {
  const { page, pages } = place;
  if (pages === 1) return '';
  const link = (to: number, text: string, rel: string): Markup => {
    const kept = Object.entries(given).filter(([, value]) => value !== '');
    const query = new URLSearchParams([...kept, ['page', String(to)]]).toString();
    return html`<a href="${path}?${query}" rel="${rel}">${text}</a>`;
  };
  return html`<nav class="pages" aria-label="翻页">${page > 1 ? link(page - 1, '上一页', 'prev') : ''}<span>第${page}页，共${pages}页</span>${page < pages ? link(page + 1, '下一页', 'next') : ''}</nav>`;
}
