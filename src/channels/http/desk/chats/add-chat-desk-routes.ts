import type { Hono } from 'hono';
import type { DeskParts } from '../desk-parts.ts';

/** The page where conversations that were handed over are taken. */
export function addChatDeskRoutes(_app: Hono, _parts: DeskParts): void {}
