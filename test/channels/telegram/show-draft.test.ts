import { describe, expect, it } from 'vitest';
import { modelLabel } from '../../../src/answering/reply.ts';
import { showDraft } from '../../../src/channels/telegram/features/show-draft.ts';
import type { Visit } from '../../../src/channels/telegram/bot.ts';
import { readBotApiHtml } from '../../support/bot-api-html.ts';

const { signal } = new AbortController();

function showing(script: Visit['conversation']['script'], heading?: string) {
  const shown: string[] = [];
  const visit = {
    conversation: { script } as Visit['conversation'],
    progress: { show: (html: string) => shown.push(readBotApiHtml(html)), signal },
  } as Pick<Visit, 'conversation' | 'progress'> as Visit;
  const way = showDraft(visit, heading);
  return { shown, way, say: (text: string, replaces = false) => way.onSentence?.({ text, replaces }) };
}

describe('an answer on the phone while it is written', () => {
  it('is all that was checked so far, labelled as AI and as unfinished', () => {
    const { shown, say, way } = showing('simplified', '低保报几成？');
    expect(way.signal).toBe(signal);
    say('按80%<b>给予救助[1]。');
    say('\n- 封顶5万元[2]。');
    expect(shown).toHaveLength(2);
    expect(shown[1]).toContain('您问：低保报几成？');
    expect(shown[1]).toContain('按80%<b>给予救助[1]。\n• 封顶5万元[2]。');
    expect(shown[1]).toContain('还没有写完');
    expect(shown[1]).toContain(modelLabel);
  });

  it('is in the person’s script, what is quoted as published', () => {
    const { shown, say } = showing('traditional');
    say('条文说：“给予救助”，按规定办。');
    expect(shown[0]).toContain('條文説：“给予救助”，按規定辦。');
  });

  it('shows no more of what is withdrawn, since the whole answer follows at once', () => {
    const { shown, say } = showing('simplified');
    say('甲。');
    say('引擎的回答。', true);
    say('乙。');
    expect(shown).toHaveLength(1);
  });

  it('is not shown where there is nowhere to show it', () => {
    const visit = { conversation: {} } as Pick<Visit, 'conversation'> as Visit;
    expect(showDraft(visit)).toEqual({});
  });
});
