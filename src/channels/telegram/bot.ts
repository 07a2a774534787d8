/** What the features work with, and what they give back. @module */
import type { ToldCase } from '../../answering/calculation-case.ts';
import type { Scheme } from '../../calculators/scheme.ts';
import type { CalculationDialogue } from '../../conversations/calculation-dialogue-result.ts';
import type { Conversing } from '../../conversations/conversing.ts';
import type { Corpus } from '../../gazette/model.ts';
import type { Conversation, Script, Store, StoreCalls } from '../../store/store.ts';
import type { CorpusLookup } from '../http/corpus-lookup.ts';
import type { DocumentShelf } from './document-shelf.ts';
import type { Progress } from './handled.ts';
import type { OfferedList } from './offered-list.ts';
import type { Saying } from './render/saying.ts';
import type { TelegramUpdate } from './telegram-update.ts';

/** Everything that a feature may look at. */
export interface Bot {
  readonly store: Pick<Store, 'conversations' | 'turns' | 'answers' | 'handovers' | 'deleteUser'>;
  readonly conversing: Conversing;
  readonly dialogue: CalculationDialogue;
  readonly corpus: Corpus;
  readonly schemes: readonly Scheme[];
  readonly lookup: CorpusLookup;
  readonly shelf: DocumentShelf;
  /** The calculator that a message is about, with what it tells; null: none. */
  readCase(text: string, context: readonly string[]): ToldCase | null;
  /** Whether the group of this update is to be told at length who the bot is: not when it was told a moment ago. */
  greets(update: TelegramUpdate): boolean;
  /** User name of the bot, without @. */
  readonly botName: string;
  /** 清新区; empty for a corpus without a region. */
  readonly homeName: string;
  /** Which gazettes were read, as in a sentence. */
  readonly gazettes: string;
  /** ISO day. */
  today(): string;
  /** ISO time. */
  now(): string;
  /** Days that a conversation is kept after its last use. */
  readonly retentionDays: number;
  /** A model gets to read what is asked. */
  readonly sendsToModel: boolean;
  /** 周一至周五 8:30–12:00 … */
  readonly officeHours: string;
}

/** An update with the conversation that it belongs to. */
export interface Visit {
  readonly update: TelegramUpdate;
  readonly conversation: Conversation;
  /** The list that was shown last, as long as a number may mean one of its entries; null: none. */
  readonly offered: OfferedList | null;
  /** Begun with this update. */
  readonly isNew: boolean;
  /** Where an answer may be shown while it is written; absent in groups. */
  readonly progress?: Progress | undefined;
}

export interface Outcome {
  readonly sayings: readonly Saying[];
  /** The person wants this script from now on. */
  readonly script?: Script;
  /** Nothing of the conversation is there any more. */
  readonly forgotten?: true;
  /** A list is shown, and the next message may name one of its entries. */
  readonly offers?: OfferedList;
}

/**
 * Writes what follows from an update and tells what is said. Runs in the transaction and may be repeated, so it does
 * nothing but call the store. @returns null when it was overtaken: nothing is kept, the update is handled anew.
 */
export type Reaction = (calls: StoreCalls, at: string) => Promise<Outcome | null>;

/** Nothing to write, only to say. */
export const saying =
  (...sayings: readonly Saying[]): Reaction =>
  () =>
    Promise.resolve({ sayings });

/** Shows a list, of which the next message may name an entry. */
export const offering =
  (offers: OfferedList, list: Saying): Reaction =>
  () =>
    Promise.resolve({ sayings: [list], offers });

/** Not a word: what was said was not meant for the bot, or is known already. */
export const silence: Reaction = saying();
