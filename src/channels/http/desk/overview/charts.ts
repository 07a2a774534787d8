/**
 * Charts as SVG, drawn on the server: the page needs no script for them, and prints as it is. Colours are variables of the
 * page's style, so that one drawing serves light and dark. The library is loaded with the first chart.
 * @module
 */

export interface Series {
  readonly label: string;
  /** One for each day; null: nothing is known. */
  readonly values: readonly (number | null)[];
}

export interface DayChart {
  /** ISO days. */
  readonly days: readonly string[];
  readonly series: readonly Series[];
  /** How a number is written on the axis. */
  readonly say: (value: number) => string;
}

export interface BarChart {
  readonly bars: readonly { readonly label: string; readonly value: number }[];
}

export interface Charts {
  /** Columns, one on the other, day by day. */
  stacked(chart: DayChart, width: number): string;
  /** A line for each series, told apart by its dashes too. */
  lines(chart: DayChart, width: number): string;
  bars(chart: BarChart, width: number): string;
}

const height = 240;

/** How many days stand in one column: more columns than these cannot be told apart, and take their time to draw. */
export function columnDays(days: number, width: number): 1 | 7 {
  return days > (width < 500 ? 31 : 92) ? 7 : 1;
}

const dashes = ['', '6 4'];

let loaded: Promise<Charts> | undefined;

export function loadCharts(): Promise<Charts> {
  loaded ??= load().catch((error: unknown) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}

async function load(): Promise<Charts> {
  const [Plot, { parseHTML }] = await Promise.all([import('@observablehq/plot'), import('linkedom')]);
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const frame = (width: number) => ({ document, width, className: 'chart-drawing' });
  const dayAxis = (days: readonly string[], width: number) => {
    const every = Math.max(1, Math.ceil(days.length / (width / 62)));
    return Plot.axisX(
      days.filter((_day, n) => n % every === 0).map((day) => noon(day)),
      { tickFormat: (day: Date) => `${day.getUTCMonth() + 1}/${day.getUTCDate()}`, label: null, tickSize: 3 },
    );
  };
  const numbers = (most: number, say: (value: number) => string) => {
    const options = { ticks: Math.min(4, Math.max(1, most)), label: null };
    return [Plot.gridY({ ticks: options.ticks }), Plot.axisY({ ...options, tickSize: 0, tickFormat: say })];
  };
  const place = { marginLeft: 56, marginRight: 10, marginTop: 12, marginBottom: 28, height };

  return {
    stacked({ days, series, say }, width) {
      const size = columnDays(days.length, width);
      const columns = Array.from({ length: Math.ceil(days.length / size) }, (_column, n) => n * size);
      const sums = series.map(({ values }) =>
        columns.map((from) =>
          values.slice(from, from + size).reduce<number>((sum, value) => sum + (value ?? 0), 0),
        ),
      );
      const cells = series.flatMap(({ label }, n) =>
        columns.flatMap((from, column) => {
          const value = sums[n]?.[column] ?? 0;
          const last = days[Math.min(from + size, days.length) - 1] ?? '';
          return value === 0 ? [] : [{ from: midnight(days[from] ?? ''), to: dayAfter(last), label, value }];
        }),
      );
      const most = Math.max(
        1,
        ...columns.map((_from, n) => sums.reduce((sum, each) => sum + (each[n] ?? 0), 0)),
      );
      const drawing = Plot.plot({
        ...frame(width),
        ...place,
        x: scale(days),
        y: { domain: [0, most], nice: true },
        color: { domain: series.map(({ label }) => label), range: colors(series.length) },
        marks: [
          ...numbers(most, say),
          dayAxis(days, width),
          Plot.rectY(cells, {
            x1: 'from',
            x2: 'to',
            y: 'value',
            fill: 'label',
            insetLeft: 1,
            // A line of the ground between two of them, for who cannot tell their colours.
            stroke: 'var(--surface)',
            strokeWidth: 0.75,
          }),
          Plot.ruleY([0]),
        ],
      });
      return clean(drawing.outerHTML);
    },

    lines({ days, series, say }, width) {
      const most = Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
      const drawing = Plot.plot({
        ...frame(width),
        ...place,
        x: scale(days),
        y: { domain: [0, most], nice: true },
        marks: [
          ...numbers(most, say),
          dayAxis(days, width),
          ...series.flatMap(({ values }, n) => {
            const points = days.map((day, at) => ({
              day: noon(day),
              value: values[at] ?? Number.NaN,
            }));
            const color = `var(--series-${n + 1})`;
            const known = points.filter(({ value }) => !Number.isNaN(value));
            return [
              Plot.lineY(points, {
                x: 'day',
                y: 'value',
                stroke: color,
                strokeWidth: 2,
                strokeDasharray: dashes[n] ?? '',
              }),
              Plot.dot(days.length > 92 ? [] : known, {
                x: 'day',
                y: 'value',
                fill: color,
                r: days.length > 45 ? 1.5 : 3,
              }),
            ];
          }),
          Plot.ruleY([0]),
        ],
      });
      return clean(drawing.outerHTML);
    },

    bars({ bars }, width) {
      const drawing = Plot.plot({
        ...frame(width),
        marginLeft: Math.min(220, width * 0.42),
        marginRight: 56,
        marginTop: 4,
        marginBottom: 4,
        height: bars.length * 30 + 8,
        x: { axis: null, domain: [0, Math.max(1, ...bars.map(({ value }) => value))] },
        y: { domain: bars.map(({ label }) => label), label: null },
        marks: [
          Plot.axisY({ label: null, tickSize: 0 }),
          Plot.barX(bars, { x: 'value', y: 'label', fill: 'var(--series-1)' }),
          Plot.text(bars, {
            x: 'value',
            y: 'label',
            text: ({ value }: { value: number }) => value.toLocaleString('en-US'),
            textAnchor: 'start',
            dx: 6,
          }),
        ],
      });
      return clean(drawing.outerHTML);
    },
  };
}

/** The page has a style of its own, and allows no other; what the picture shows is told in one sentence beside it. */
function clean(svg: string): string {
  return svg
    .replaceAll(/<style>[^<]*<\/style>/g, '')
    .replaceAll(/ aria-(?:label|hidden|description)="[^"]*"/g, '')
    .replace('<svg', '<svg aria-hidden="true"');
}

const colors = (count: number): string[] =>
  Array.from({ length: count }, (_color, n) => `var(--series-${n + 1})`);

const midnight = (day: string): Date => new Date(`${day}T00:00:00.000Z`);
const dayAfter = (day: string): Date => new Date(midnight(day).getTime() + 86_400_000);
const noon = (day: string): Date => new Date(`${day}T12:00:00.000Z`);

const scale = (days: readonly string[]) => ({
  type: 'utc' as const,
  domain: [midnight(days[0] ?? '2026-01-01'), dayAfter(days.at(-1) ?? '2026-01-01')],
});
