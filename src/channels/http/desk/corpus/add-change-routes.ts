/** Correcting, taking out, undoing, restoring: looked at first, then published. @module */
import type { Hono, MiddlewareHandler } from 'hono';
import { refuse, staffOf } from '../desk-door.ts';
import { readForm } from '../read-form.ts';
import { changePage, overtakenPage } from './change-page.ts';
import { type CorpusDesk, told } from './corpus-desk.ts';
import { changeWords } from './corpus-words.ts';
import { type ChangeKind, readChange, readReason, type WantedChange } from './read-change.ts';

const actions: Readonly<Record<ChangeKind, string>> = {
  correct: 'corpus.correct',
  withdraw: 'corpus.withdraw',
  remove: 'corpus.remove',
  restore: 'corpus.restore',
  undo: 'corpus.undo',
};

const overtaken = '您看的时候，别人发布了新的一版，这次改动还没有发布；请按新的一版再看一遍。';

export function addChangeRoutes(app: Hono, desk: CorpusDesk, editorsOnly: MiddlewareHandler): void {
  app.post('/desk/corpus/change', editorsOnly, (context) =>
    told(context, async () => {
      const staff = staffOf(context);
      const form = await readForm(context);
      const isPublishing = form.text('step') === 'publish';
      const given = readReason(form.text('reason'));
      const reason = 'fault' in given ? '' : given.reason;
      const typed = form.text('reason').trim();
      // Undoing asks for the reason only when it is published; what was typed is judged at once.
      const reasonFault = 'fault' in given && (isPublishing || typed !== '') ? given.fault : undefined;
      const by = { reason, by: staff.account.displayName, at: desk.parts.now().toISOString() };
      const wanted = readChange(form, by);
      if ('fault' in wanted) return refuse(context, 400, wanted.fault);
      const { edition } = (await desk.editor()).current();
      if (isPublishing && reasonFault === undefined && wanted.parent !== edition)
        return context.html(overtakenPage(staff, overtaken, again(wanted, edition)), 409);
      const words = changeWords(wanted.change, desk.nameOf);
      const back = backOf(wanted);
      if (isPublishing && reasonFault === undefined)
        return desk.publish(context, {
          changes: [wanted.change],
          parent: wanted.parent,
          reason,
          action: actions[wanted.what],
          title: `发布：${words}`,
          back,
        });
      const preview = await desk.threads.preview(edition, [wanted.change]);
      const shown = { ...wanted, parent: edition, reason: typed };
      const page = changePage({
        staff,
        wanted: shown,
        words,
        preview,
        resting: await desk.resting(preview),
        back,
        fault: reasonFault,
      });
      return context.html(page, reasonFault === undefined ? 200 : 400);
    }),
  );
}

/** The same change over the edition that is there now. Undoing would undo what somebody else has published. */
function again({ what, fields, reason }: WantedChange, edition: number): Parameters<typeof overtakenPage>[2] {
  if (what === 'undo') return null;
  const sent = [
    ['what', what],
    ['step', 'preview'],
    ['parent', String(edition)],
    ['reason', reason],
  ] as const;
  return { action: '/desk/corpus/change', fields: [...sent, ...fields] };
}

const ofDocument = (id: string): string => `/desk/corpus/document?id=${encodeURIComponent(id)}#correct`;

function backOf({ change }: WantedChange): string {
  switch (change.kind) {
    case 'correct':
      return ofDocument(change.correction.document);
    case 'withdraw_correction':
      return ofDocument(change.document);
    case 'remove_gazette':
      return '/desk/corpus#sources';
    default:
      return '/desk/corpus/editions';
  }
}
