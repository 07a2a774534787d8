/**
 * The bot's features over the real gazettes and a real store. The cases stand in handlers/, so that the gazettes are read
 * once for all of them.
 */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll } from 'vitest';
import { describeAnswers } from './handlers/answers.ts';
import { describeButtons } from './handlers/buttons.ts';
import { describeCalculations } from './handlers/calculations.ts';
import { describeDocuments } from './handlers/documents.ts';
import { describeGroups } from './handlers/groups.ts';
import { describeHandover } from './handlers/handover.ts';
import { describeMessages } from './handlers/messages.ts';
import { describeRandomUpdates } from './handlers/random-updates.ts';
import { describeSettings } from './handlers/settings.ts';
import { openRealApp } from './support/bot-talk.ts';

beforeAll(() => openRealApp());
afterAll(async () => rmSync((await openRealApp()).folder, { recursive: true, force: true }));

describeAnswers();
describeMessages();
describeButtons();
describeCalculations();
describeDocuments();
describeHandover();
describeSettings();
describeGroups();
describeRandomUpdates();
