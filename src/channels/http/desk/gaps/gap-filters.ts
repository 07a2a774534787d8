import type { Gap, GapSearch, GapState } from '../../../../store/store.ts';

export const gapViews = ['todo', 'open', 'in_work', 'closed', 'all'] as const;
export type GapView = (typeof gapViews)[number];

export const gapViewNames: Readonly<Record<GapView, string>> = {
  todo: '未处理和处理中',
  open: '未处理',
  in_work: '处理中',
  closed: '已关闭',
  all: '全部',
};

const statesOf: Readonly<Record<GapView, readonly GapState[]>> = {
  todo: ['open', 'in_work'],
  open: ['open'],
  in_work: ['in_work'],
  closed: ['closed'],
  all: ['open', 'in_work', 'closed'],
};

/** As chosen; empty for all. */
export interface GapFilters {
  readonly view: GapView;
  readonly kind: Gap['kind'] | '';
  readonly owner: string;
  /** What staff look for may be what a resident said: it is posted, and stands in no address. */
  readonly words: string;
}

export function readGapFilters(given: (name: string) => string | undefined): GapFilters {
  const text = (name: string): string => (given(name) ?? '').trim().slice(0, 100);
  const kind = text('kind');
  return {
    view: gapViews.find((view) => view === text('view')) ?? 'todo',
    kind: kind === 'no_source' || kind === 'feedback' ? kind : '',
    owner: text('owner'),
    words: text('words'),
  };
}

export const searchOf = ({ view, kind, owner, words }: GapFilters): GapSearch => ({
  states: statesOf[view],
  kind: kind === '' ? null : kind,
  owner: owner === '' ? null : owner,
  words: words === '' ? null : words,
});

/** For addresses: without the words. */
export const givenFilters = ({ view, kind, owner }: GapFilters): Record<string, string> => ({
  view: view === 'todo' ? '' : view,
  kind,
  owner,
});
