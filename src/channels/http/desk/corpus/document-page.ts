/** One document as it was read: its source on the left, its clauses on the right, what is known of it below. @module */
import { html } from 'hono/html';
import type { AddedGazette } from '../../../../editions/edition.ts';
import { keyOfDocument, nameOfMentioned } from '../../../../gazette/document-graph.ts';
import type { Corpus, PolicyDocument, Relation } from '../../../../gazette/model.ts';
import { maskPrivateNumbers } from '../../../../gazette/private-numbers.ts';
import { validityOn } from '../../../../gazette/validity.ts';
import type { SignedIn } from '../../../../staff/staff.ts';
import { documentFields } from '../../../document-fields.ts';
import { assets } from '../../assets.ts';
import { chineseDate, type Markup } from '../../pages/layout.ts';
import { validityBadge } from '../../pages/validity-badge.ts';
import { csrfField } from '../desk-door.ts';
import { deskLayout } from '../desk-layout.ts';
import { deskTime } from '../desk-time.ts';
import { correctionForms } from './correction-forms.ts';
import { correctedValue, endingNames, formatNames, grouped } from './corpus-words.ts';
import { documentFacts } from './document-facts.ts';
import type { DocumentSource } from './document-source.ts';
import { parseView } from './parse-view.ts';
import { quoted } from './quoted.ts';
import type { Resting } from './rests-on.ts';
import { restingView } from './resting-view.ts';

export interface DocumentPageOptions {
  readonly staff: SignedIn;
  readonly corpus: Corpus;
  /** Index into `Corpus.documents`. */
  readonly index: number;
  readonly asOf: string;
  readonly edition: number;
  /** null: its source cannot be read any more. */
  readonly source: DocumentSource | null;
  readonly added: AddedGazette | null;
  readonly questions: readonly { readonly ask: string; readonly isApproved: boolean }[];
  readonly resting: Resting;
  readonly regions: readonly string[];
}

export function documentPage(options: DocumentPageOptions): Markup {
  const { staff, corpus, index, asOf, source } = options;
  const document = corpus.documents[index];
  if (document === undefined) throw new RangeError(`no document ${index} in this corpus`);
  const { status, sentence, quotations } = validityOn(corpus, index, asOf);
  const body = html`<div class="corpus corpus-document">
<p><a href="/desk/corpus">回到公报</a></p>
<p class="document-kind">${document.number?.canonical ?? document.kind ?? '文件'} ${validityBadge(status)}</p>
<h1>${document.title}</h1>
<p class="lead">${sentence}${quoted(corpus, quotations)}</p>
<nav class="corpus-jump" aria-label="这一页"><a href="#parse">原文和条款</a><a href="#facts">登记的内容</a><a href="#relations">废止关系</a><a href="#resting">谁在用</a><a href="#correct">更正</a></nav>
${source === null ? html`<p class="desk-fault">原文现在读不出来，请刷新这一页。</p>` : parseView(document, source)}
<div class="corpus-columns"><div>
${documentFacts(options, document)}
${addedView(options)}
</div><div>
${relationsView(options, document)}
<section aria-labelledby="resting"><h2 id="resting">谁在用</h2>
${restingView({ staff, name: document.number?.canonical ?? `《${document.title}》`, questions: options.questions, resting: options.resting })}
</section>
</div></div>
${corrections(options, document)}
</div>`;
  return deskLayout({
    title: document.number?.canonical ?? document.title.slice(0, 20),
    current: 'corpus',
    staff,
    body,
    isWide: true,
    styles: [assets.corpusStyle],
    scripts: [assets.corpusScript],
  });
}

function addedView({ added }: DocumentPageOptions): Markup | '' {
  if (added === null) return '';
  const { by, at, originalName, originalSha256, format, file } = added;
  return html`<section aria-labelledby="added"><h2 id="added">后来添加的文件</h2>
<dl class="corpus-facts">
<div><dt>原件</dt><dd><a href="/desk/corpus/original?file=${encodeURIComponent(file)}" download>${originalName}</a>（${formatNames[format]}）</dd></div>
<div><dt>谁添加的</dt><dd>${by}，${deskTime(at)}</dd></div>
<div><dt>校验码</dt><dd><code>SHA-256 ${originalSha256}</code></dd></div>
</dl></section>`;
}

const since = ({ from }: Relation): string => (from === null ? '' : `，自${chineseDate(from)}起`);

function relationsView({ corpus, index }: DocumentPageOptions, document: PolicyDocument): Markup {
  const ends = [...corpus.mentioned.values()].flatMap((mentioned) =>
    mentioned.relations
      .filter(isEnding)
      .flatMap((relation) => (relation.by === index ? [{ mentioned, relation }] : [])),
  );
  const endedBy = (corpus.mentioned.get(keyOfDocument(document))?.relations ?? []).filter(isEnding);
  const link = (at: number | null, text: string): Markup => {
    const other = at === null ? undefined : corpus.documents[at];
    return other === undefined
      ? html`${text}（没有收入公报）`
      : html`<a href="/desk/corpus/document?id=${encodeURIComponent(other.id)}">${text}</a>`;
  };
  return html`<section aria-labelledby="relations"><h2 id="relations">废止关系</h2>
<h3>它被谁废止</h3>
${endedBy.length === 0 ? html`<p>公报里没有。</p>` : html`<ul class="corpus-endings">${endedBy.map((relation) => html`<li>${link(relation.by, corpus.documents[relation.by]?.number?.canonical ?? '后来的文件')}${endingNames[relation.kind === 'voids' ? 'voids' : 'repeals']}${since(relation)}<blockquote>${maskPrivateNumbers(relation.quotation.text)}</blockquote></li>`)}</ul>`}
<h3>它废止谁</h3>
${ends.length === 0 ? html`<p>没有写到。</p>` : html`<details ${ends.length > 6 ? '' : html`open`}><summary>${ends.length}份</summary><ul class="corpus-endings">${ends.map(({ mentioned, relation }) => html`<li>${endingNames[relation.kind === 'voids' ? 'voids' : 'repeals']}${link(mentioned.document, nameOfMentioned(mentioned))}${since(relation)}<blockquote>${maskPrivateNumbers(relation.quotation.text)}</blockquote></li>`)}</ul></details>`}
</section>`;
}

const isEnding = ({ kind }: Relation): boolean => kind !== 'mentions';

function corrections(options: DocumentPageOptions, document: PolicyDocument): Markup {
  const { staff, edition, regions } = options;
  return html`<section aria-labelledby="correct"><h2 id="correct">更正</h2>
<p>读错了、或者原文没有写的，在这里更正。先看会怎样变，再发布；回答里会说明是工作人员登记的。</p>
${
  document.corrections.length === 0
    ? ''
    : html`<h3 id="corrections">已有的更正（${grouped(document.corrections.length)}处）</h3><ul class="corpus-differences">${document.corrections.map(
        (
          each,
        ) => html`<li>${documentFields[each.field]}改为“${correctedValue(each)}”。${each.reason}（${each.by}，${deskTime(each.at)}）
<form method="post" action="/desk/corpus/change" class="corpus-inline">${csrfField(staff)}<input type="hidden" name="what" value="withdraw"><input type="hidden" name="step" value="preview"><input type="hidden" name="parent" value="${edition}"><input type="hidden" name="document" value="${document.id}"><input type="hidden" name="field" value="${each.field}"><button type="submit" class="quiet" aria-label="取消对${documentFields[each.field]}的更正">取消这处更正</button></form></li>`,
      )}</ul>`
}
<div class="corpus-forms">${correctionForms({ staff, document, parent: edition, regions })}</div>
</section>`;
}
