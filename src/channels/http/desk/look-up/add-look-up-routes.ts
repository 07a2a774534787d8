import type { Hono } from 'hono';
import type { DeskParts } from '../desk-parts.ts';

/** The page that an operator looks things up on while somebody is on the telephone. */
export function addLookUpRoutes(_app: Hono, _parts: DeskParts): void {}
