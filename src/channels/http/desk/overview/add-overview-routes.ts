/** What people ask and how it goes, for administrators: charts, tables, and each table as a file. @module */
import type { Context, Hono } from 'hono';
import { loadConfig } from '../../../../config.ts';
import { createControls } from '../../../../controls/create-controls.ts';
import { switchNames } from '../../../../controls/switches.ts';
import { refuse, staffOf } from '../desk-door.ts';
import type { DeskParts } from '../desk-parts.ts';
import { loadCharts } from './charts.ts';
import { readOverview } from './overview.ts';
import { overviewPage } from './overview-page.ts';
import { overviewTables, tableAsCsv, tableNames } from './overview-tables.ts';
import { type AskedSpan, readSpan } from './read-span.ts';

export function addOverviewRoutes(app: Hono, parts: DeskParts): void {
  const { store, conversing, now, door, app: engine } = parts;
  const admin = door.requireStaff('admin');
  const controls = parts.controls ?? createControls({ store, now, config: loadConfig({}) });

  const spanOf = (context: Context): AskedSpan =>
    readSpan(context.req.query(), new Date(now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10));

  app.get('/desk/overview', admin, async (context) => {
    const asked = spanOf(context);
    const [overview, charts, { off }] = await Promise.all([
      readOverview(store, conversing, asked),
      loadCharts(),
      controls.refresh(),
    ]);
    const page = overviewPage(staffOf(context), {
      overview,
      asked,
      charts,
      tables: overviewTables(overview, engine.schemes),
      closed: switchNames.filter((name) => off[name] !== null),
      now: now(),
    });
    return context.html(page, asked.fault === undefined ? 200 : 400);
  });

  app.get('/desk/overview/:file', admin, async (context) => {
    const file = context.req.param('file');
    const name = tableNames.find((each) => file === `${each}.csv`);
    const asked = spanOf(context);
    if (name === undefined || asked.fault !== undefined)
      return refuse(context, 404, asked.fault ?? '没有这个表格，请回到概览页再选。');
    const overview = await readOverview(store, conversing, asked);
    const table = overviewTables(overview, engine.schemes)[name];
    const fileName = encodeURIComponent(`问政概览-${table.title}-${asked.from}至${asked.to}.csv`);
    context.header('Content-Type', 'text/csv; charset=utf-8');
    context.header('Content-Disposition', `attachment; filename*=UTF-8''${fileName}`);
    return context.body(tableAsCsv(table));
  });
}
