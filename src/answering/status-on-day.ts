/** 2018年3月1日的时候医疗救助按哪个文件: which document of a matter held on a day. @module */
import { asOfMention, formatDate } from '../gazette/chinese-date.ts';
import type { Corpus, Relation } from '../gazette/model.ts';
import { enquiryPlace, validityOn } from '../gazette/validity.ts';
import type { MentionedDocument } from '../gazette/model.ts';
import { noticesFor } from './notices.ts';
import { citeRelation, citeTitle, locate } from './status-citation.ts';
import { Citations } from './status-citation.ts';
import type { StatusAnswer } from './status-question.ts';
import { resolveTitle } from './status-target.ts';
import { nameOf } from './status-wording.ts';

const whichDocument =
  /(?:按照?|依照?|依据|根据|适用|执行|用|照)(?:的)?(?:是)?(?:哪|什么|边|咩)(?:一)?(?:个|份|部)?(?:文件|办法|规定|方案|政策|版本|通知)|(?:哪|边)(?:一)?(?:个|份|部)(?:文件|办法|规定|方案|政策|版本|通知).{0,6}(?:有效|适用|管用|生效|在用|执行|为准)/;

/** Null when the question does not ask which document holds, names no other day than today, or no title fits. */
export function answerDocumentOnDay(corpus: Corpus, text: string, asOf: string): StatusAnswer | null {
  if (!whichDocument.test(text)) return null;
  const mention = asOfMention(text, asOf);
  const day = mention?.last ?? asOf;
  const topic = mention === null ? text : text.slice(0, mention.start) + text.slice(mention.end);
  const target = resolveTitle(corpus, topic.replace(whichDocument, ''))[0];
  if (target === undefined || target.document === null) return null;
  const index = target.document;
  const validity = validityOn(corpus, index, day);
  if (mention === null && validity.status !== 'not_yet') return null;
  const citations = new Citations();
  const name = nameOf(corpus, target);
  const marks = (): string =>
    validity.quotations.map((quotation) => citations.cite(locate(corpus, index, quotation))).join('') ||
    citeTitle(corpus, index, citations);
  const document = corpus.documents[index];
  const place = document === undefined ? '发文机关' : enquiryPlace(document);
  const before = validity.status === 'not_yet' ? endedBy(corpus, index, day) : [];
  let answer = `${name}：${validity.sentence.replace(/。$/, '')}${marks()}。`;
  if (before.length > 0) {
    const ended = before.map(({ mentioned, relation }) => {
      const since = relation.from === null ? '' : `自${formatDate(relation.from)}起`;
      const label = nameOf(corpus, {
        document: mentioned.document,
        number: mentioned.number,
        title: mentioned.title,
      });
      return `${label}，它${since}才被废止${citeRelation(citations, relation)}`;
    });
    const absent = before.some(({ mentioned }) => mentioned.document === null);
    answer = `就所收公报看，${formatDate(day)}时按的是${ended.join('；')}。${absent ? '公报没有收录它的原文，无法说明当时的具体规定，也无法确认它另有没有期限。' : ''}\n${answer}`;
  } else if (validity.status === 'not_yet') {
    answer += `在它以前按哪份文件，所收公报没有写，请向${place}核实。`;
  }
  return {
    asOf: day,
    status: 'answered',
    answer,
    citations: citations.list,
    notices: noticesFor(corpus, [index], day),
    nextSteps: [{ text: `当时的规定请向${place}核实，或拨打12345热线。` }],
  };
}

/** What the document ended only after that day. */
function endedBy(
  corpus: Corpus,
  by: number,
  day: string,
): { mentioned: MentionedDocument; relation: Relation }[] {
  return [...corpus.mentioned.values()].flatMap((mentioned) => {
    const relation = mentioned.relations.find(
      (each) => each.by === by && each.kind === 'repeals' && each.from !== null && each.from > day,
    );
    return relation === undefined ? [] : [{ mentioned, relation }];
  });
}
