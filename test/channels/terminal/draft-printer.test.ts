import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/answering/answer.ts';
import { modelLabel } from '../../../src/answering/reply.ts';
import { createDraftPrinter } from '../../../src/channels/terminal/draft-printer.ts';
import { internalError } from '../../../src/channels/http/door.ts';

const whole: Answer = {
  ...internalError(null),
  status: 'answered',
  answer: `甲。乙。${modelLabel}`,
  nextSteps: [{ text: '到镇里申请。' }],
};

function printing() {
  let printed = '';
  const printer = createDraftPrinter((text) => (printed += text), 80);
  const say = (text: string, replaces = false) => printer.onSentence({ text, replaces });
  return { printer, say, printed: () => printed };
}

describe('an answer that is written on a terminal', () => {
  it('comes sentence by sentence, and then only what stands below it', () => {
    const { printer, say, printed } = printing();
    say('甲。');
    expect(printed()).toBe('甲。');
    say('乙。');
    say(modelLabel);
    printer.end(whole);
    expect(printed()).toBe(`甲。乙。${modelLabel}\n\n下一步\n  · 到镇里申请。\n`);
  });

  it('is printed as a whole when another takes its place, and says so', () => {
    const { printer, say, printed } = printing();
    say('假。');
    say(whole.answer, true);
    printer.end(whole);
    expect(printed()).toMatch(/^假。\n\n（上面的还没有写完，请以下面完整的回答为准。）\n\n甲。乙。/);
  });

  it('is printed as a whole when nothing of it came before', () => {
    const { printer, printed } = printing();
    printer.end(whole);
    expect(printed()).toBe(`甲。乙。${modelLabel}\n\n下一步\n  · 到镇里申请。\n`);
  });

  it('commands the terminal nothing', () => {
    const { say, printed } = printing();
    say('甲\u001b[31m。');
    expect(printed()).toBe('甲。');
  });
});
