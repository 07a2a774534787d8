import { describe, expect, it } from 'vitest';
import { differencesView } from '../../../../../src/channels/http/desk/corpus/preview-view.ts';
import type { SignedIn } from '../../../../../src/staff/staff.ts';

const viewOf = async (questions: readonly string[]): Promise<string> => {
  const preview = { sources: [], differences: [], impacts: [], questions, faults: [] };
  // Who looks matters only to the forms beside documents that end.
  const view = await differencesView({ preview, staff: {} as SignedIn, resting: [] });
  return view.toString();
};

describe('what going back changes', () => {
  it('names the standard questions that go back too, though no document differs', async () => {
    const view = await viewOf(['装扶手补几多', '<b>几多']);
    expect(view).toContain('没有变化。');
    expect(view).toContain('这2条标准问会变回那一版的样子，那以后写的会没有：');
    expect(view).toContain('<li>“装扶手补几多”</li>');
    expect(view).toContain('&lt;b&gt;几多');
  });

  it('says nothing of the bank where it stays', async () => {
    expect(await viewOf([])).not.toContain('问答库');
  });
});
