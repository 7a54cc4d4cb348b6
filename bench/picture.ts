import { type Editing, isWhole, STRATEGY_NAMES } from './protocol.ts';
import type { Measurement } from './scenario.ts';
import { LABELS } from './table.ts';

const WIDTH = 860;
const HEIGHT = 460;
/** The part of the picture that the lines are in. */
const PLOT = { left: 76, right: 610, top: 74, bottom: 396 };
const LABEL_HEIGHT = 20;
/** Ages that may be marked, in seconds. */
const MARKS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200];

interface Line {
  name: Editing | 'best';
  points: { replies: number; seconds: number }[];
}

/** Places a value on a logarithmic axis. */
type Scale = (value: number) => number;

/**
 * The mean age of text against replies at once, a line for each strategy, of the shortest answers. It has a
 * background of its own, so that it can be read on any page, and follows the reader's light or dark theme.
 */
export function picture(measurements: readonly Measurement[]): string {
  const replies = measurements.filter(({ place }) => place === 'interaction');
  const tokens = Math.min(...replies.map((one) => one.tokens));
  const lines = linesOf(replies.filter((one) => one.tokens === tokens));
  const points = lines.flatMap((line) => line.points);
  const counts = [...new Set(points.map((point) => point.replies))].toSorted((a, b) => a - b);
  const ages = points.map(({ seconds }) => seconds);
  const marks = marksAround(Math.min(...ages), Math.max(...ages));
  const x = logScale([counts[0]!, counts.at(-1)!], [PLOT.left + 16, PLOT.right]);
  const y = logScale([marks[0]!, marks.at(-1)!], [PLOT.bottom, PLOT.top]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="title">`,
    `<title id="title">Mean age of text when it is shown, against replies at once</title>`,
    STYLE,
    `<rect class="page" x="0.5" y="0.5" width="${WIDTH - 1}" height="${HEIGHT - 1}" rx="8"/>`,
    `<text class="head" x="24" y="34">How old text is when it is shown</text>`,
    `<text x="24" y="55">mean of all tokens, answers of ${tokens} tokens at 40 tokens a second; both scales logarithmic</text>`,
    ...marks.map((mark) => ageMark(mark, y(mark))),
    ...counts.map((count) => countMark(count, x(count))),
    `<text class="middle" x="${(PLOT.left + PLOT.right) / 2}" y="${HEIGHT - 20}">replies at once</text>`,
    ...lines.map(({ name, points: way }) => curve(name, way, x, y)),
    ...labels(lines, y),
    '</svg>',
    '',
  ].join('\n');
}

const STYLE = `<style>
  text { font: 14px -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; fill: #59636e; }
  .page { fill: #ffffff; stroke: #d1d9e0; }
  .head { font-size: 17px; font-weight: 600; fill: #1f2328; }
  .middle { text-anchor: middle; }
  .end { text-anchor: end; }
  .grid { stroke: #d1d9e0; stroke-width: 1; }
  .line { fill: none; stroke-width: 2.5; stroke-linejoin: round; }
  .component { stroke: #0969da; } .timer { stroke: #9a6700; } .global-timer { stroke: #cf222e; }
  .unpaced { stroke: #8250df; } .best { stroke: #59636e; stroke-dasharray: 5 5; }
  circle.line { fill: #ffffff; }
  .label { font-weight: 600; }
  .label.component { stroke: none; fill: #0969da; } .label.timer { stroke: none; fill: #9a6700; }
  .label.global-timer { stroke: none; fill: #cf222e; } .label.unpaced { stroke: none; fill: #8250df; }
  .label.best { stroke: none; fill: #59636e; }
  @media (prefers-color-scheme: dark) {
    text { fill: #9198a1; }
    .page { fill: #0d1117; stroke: #3d444d; }
    .head { fill: #f0f6fc; }
    .grid { stroke: #3d444d; }
    circle.line { fill: #0d1117; }
    .component { stroke: #4493f8; } .timer { stroke: #d29922; } .global-timer { stroke: #f85149; }
    .unpaced { stroke: #ab7df8; } .best { stroke: #9198a1; }
    .label.component { fill: #4493f8; } .label.timer { fill: #d29922; }
    .label.global-timer { fill: #f85149; } .label.unpaced { fill: #ab7df8; } .label.best { fill: #9198a1; }
  }
</style>`;

function linesOf(measurements: readonly Measurement[]): Line[] {
  const sorted = measurements.toSorted((a, b) => a.replies - b.replies);
  const own = STRATEGY_NAMES.filter((name) => !isWhole(name)).map((name): Line => ({
    name,
    points: sorted
      .filter(({ strategy, meanAgeMs }) => strategy === name && Number.isFinite(meanAgeMs))
      .map(({ replies, meanAgeMs }) => ({ replies, seconds: meanAgeMs / 1000 })),
  }));
  const best = new Map(sorted.map(({ replies, bestAgeMs }) => [replies, bestAgeMs / 1000]));
  const points = Array.from(best, ([replies, seconds]) => ({ replies, seconds }));
  return [...own, { name: 'best' as const, points }].filter((line) => line.points.length > 0);
}

/** The marks from the last one below all ages to the first one above. */
function marksAround(least: number, most: number): number[] {
  const from = MARKS.findLastIndex((mark) => mark <= least);
  const to = MARKS.findIndex((mark) => mark >= most);
  return MARKS.slice(Math.max(0, from), to === -1 ? undefined : to + 1);
}

function logScale([least, most]: [number, number], [from, to]: [number, number]): Scale {
  const range = Math.log(most / least) || 1;
  return (value) => round(from + (Math.log(value / least) / range) * (to - from));
}

const round = (value: number): number => Math.round(value * 10) / 10;

function ageMark(seconds: number, y: number): string {
  return (
    `<line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${y}" y2="${y}"/>` +
    `<text class="end" x="${PLOT.left - 10}" y="${y + 5}">${seconds} s</text>`
  );
}

function countMark(count: number, x: number): string {
  return `<text class="middle" x="${x}" y="${PLOT.bottom + 22}">${count.toLocaleString('en')}</text>`;
}

function curve(name: Line['name'], points: Line['points'], x: Scale, y: Scale): string {
  const places = points.map(({ replies, seconds }) => [x(replies), y(seconds)] as const);
  const dots = name === 'best' ? [] : places;
  return [
    `<polyline class="line ${name}" points="${places.map((place) => place.join(',')).join(' ')}"/>`,
    ...dots.map(([cx, cy]) => `<circle class="line ${name}" cx="${cx}" cy="${cy}" r="3.5"/>`),
  ].join('');
}

/** Each line's name at its end; names that would cover each other move apart. */
function labels(lines: readonly Line[], y: Scale): string[] {
  let lowest = Number.NEGATIVE_INFINITY;
  return lines
    .map(({ name, points }) => ({ name, at: y(points.at(-1)!.seconds) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ name, at }) => {
      lowest = Math.max(at + 5, lowest + LABEL_HEIGHT);
      return `<text class="label ${name}" x="${PLOT.right + 14}" y="${round(lowest)}">${LABELS[name]}</text>`;
    });
}
