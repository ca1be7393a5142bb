import type { LedgerSpan, Pipeline, PipelineBackfill } from '../../schemas/pipeline';
import { bytes, count, perSecond, span, timespan } from './quantities';

/** How a piece of text is meant: what a terminal with colours shows in one of its own. */
export type Meaning = 'title' | 'good' | 'bad' | 'dim' | 'plain';
export type Paint = (text: string, meaning: Meaning) => string;

const labelWidth = 11;
const barWidth = 48;
/** Milliseconds without a new ledger after which what is visible counts as old. */
const oldAfter = 60_000;

/** The picture from top to bottom, as ledgers go through it: lines of at most 80 characters where names are no longer than usual. */
export function describe(picture: Pipeline, paint: Paint): string[] {
  const { version, networkId, time } = picture;
  const when = new Date(time).toISOString().slice(0, 19).replace('T', ' ');
  return [
    paint(`Millrace ${version}`, 'title') + paint(` · network ${networkId} · ${when} UTC`, 'dim'),
    '',
    ...labelled('sources', sources(picture, paint), paint),
    ...labelled('verified', verification(picture, paint), paint),
    ...labelled('log', log(picture), paint),
    ...labelled('views', views(picture, paint), paint),
    ...labelled('groups', groups(picture), paint),
    ...labelled('visible', visible(picture, paint), paint),
    ...labelled('history', history(picture, paint), paint),
    ...labelled('clients', clients(picture), paint),
    ...labelled('processes', processes(picture, paint), paint),
  ];
}

/** Lines with a name before the first; none when there are none. */
const labelled = (label: string, lines: readonly string[], paint: Paint): string[] =>
  lines.map((line, i) => paint((i === 0 ? label : '').padEnd(labelWidth), 'title') + line);

const join = (parts: readonly (string | false | undefined)[]): string =>
  parts.filter((part) => typeof part === 'string' && part !== '').join(' · ');

function sources({ sources: all, processes: living }: Pipeline, paint: Paint): string[] {
  const produces = living.some(({ roles }) => roles.includes('producer'));
  if (all.length === 0) return [paint(produces ? 'none known yet' : 'no producer runs', 'dim')];
  return all.map(({ name, state, why, newest, refused, asked }) => {
    const meaning = state === 'following' || state === 'read' ? 'good' : 'bad';
    const standing = newest !== undefined && `ledger ${newest}`;
    const faults = refused > 0 && paint(`${count(refused)} refused`, 'bad');
    return `${asked ? '● ' : '  '}${join([name, paint(state, meaning), standing, faults, why])}`;
  });
}

function verification({ verification: found }: Pipeline, paint: Paint): string[] {
  if (!found) return [];
  const { verified, refused, states, stateCheck, lastRefusal } = found;
  const lines = [
    join([
      `${count(verified)} ledgers`,
      paint(`${count(refused)} refused`, refused > 0 ? 'bad' : 'plain'),
      `states: ${count(states.proven)} proven`,
      states.unproven > 0 && `${count(states.unproven)} unproven`,
      states.failed > 0 && paint(`${count(states.failed)} wrong`, 'bad'),
      stateCheck === 'warn' && 'wrong ones are published',
    ]),
  ];
  if (lastRefusal) lines.push(paint(lastRefusal.reason, 'bad'));
  return lines;
}

function log({ log: found, time }: Pipeline): string[] {
  if (!found) return ['empty'];
  const closed = found.closedAt !== undefined && `closed ${timespan(time - found.closedAt)} ago`;
  return [join([`ledgers ${span(found)}`, closed])];
}

function views({ views: all, rates }: Pipeline, paint: Paint): string[] {
  const lines = all.map(({ name, generation, rebuilding, ledgers, lag, ledgersPerSecond }) => {
    const held = ledgers.length === 0 ? 'empty' : ledgers.slice(-2).map(span).join(', ');
    const standing = lag === undefined ? '' : lag === 0 ? paint('up to date', 'good') : `${count(lag)} behind`;
    const next = rebuilding && `rebuilding as ${rebuilding.generation}${rebuilding.last ? `: ${rebuilding.last}` : ''}`;
    const rate = ledgersPerSecond > 0 && `${perSecond(ledgersPerSecond)} ledgers/s`;
    const generations = generation > 1 && `generation ${generation}`;
    return `${name.padEnd(22)}${join([held, standing, rate, generations, next])}`;
  });
  const { ledgers, transactions, rows } = rates;
  if (rows > 0) {
    const each = [`${perSecond(ledgers)} ledgers/s`, `${perSecond(transactions)} transactions/s`];
    lines.push(paint('together'.padEnd(22), 'dim') + join([...each, `${perSecond(rows)} rows/s`]));
  }
  return lines;
}

const groups = ({ groups: all }: Pipeline): string[] =>
  all.map(({ name, views: filled, members, lag }) =>
    join([
      `${name}: ${count(members)} ${members === 1 ? 'process' : 'processes'}`,
      `${filled.length} views`,
      lag !== undefined && `${count(lag)} behind`,
    ]),
  );

function visible({ visible: found, sources: all }: Pipeline, paint: Paint): string[] {
  if (!found) return [paint('no ledger yet', 'bad')];
  // What a recording ends with is as old as it is.
  const isOld = found.age * 1000 > oldAfter && !all.every(({ state }) => state === 'read');
  const age = paint(`closed ${timespan(found.age * 1000)} ago`, isOld ? 'bad' : 'good');
  return [join([`ledgers ${span(found)}`, age])];
}

function history({ coverage: { visible: covered, backfill }, log: tip }: Pipeline, paint: Paint): string[] {
  const lines: string[] = [];
  if (tip && (covered.length > 1 || backfill)) {
    const first = Math.min(tip.first, ...covered.map((each) => each.first), ...firstsOf(backfill));
    lines.push(bar(covered, { first, last: tip.last }, paint), join(covered.slice(-4).map(span)));
  }
  if (!backfill) return lines;
  const { missing, fetched, stretches } = backfill;
  const share = missing > 0 ? `${Math.floor((fetched / missing) * 100)}%` : '';
  lines.push(join([`fetching: ${count(fetched)} of ${count(missing)} ledgers`, share]));
  const begun = stretches.filter(({ reached }) => reached !== undefined);
  return [...lines, ...begun.slice(0, 4).map((stretch) => `${span(stretch)}: at ${stretch.reached}`)];
}

const firstsOf = (backfill: PipelineBackfill | undefined): number[] =>
  backfill?.stretches.map(({ first }) => first) ?? [];

/** All ledgers from left to right: those that are visible are full, and half full where some of a column's are. */
function bar(covered: readonly LedgerSpan[], { first, last }: LedgerSpan, paint: Paint): string {
  const width = (last - first + 1) / barWidth;
  const cells = Array.from({ length: barWidth }, (_, i) => {
    const [from, to] = [first + i * width, first + (i + 1) * width];
    const held = covered.reduce(
      (sum, each) => sum + Math.max(0, Math.min(to, each.last + 1) - Math.max(from, each.first)),
      0,
    );
    return held >= 0.999 * width ? '█' : held > 0 ? '▒' : '░';
  });
  return `${paint(cells.join(''), 'good')} ${paint(`${first}–${last}`, 'dim')}`;
}

function clients({ clients: { webSockets, subscriptions, requestsPerSecond, methods } }: Pipeline): string[] {
  const lines = [
    join([
      `${perSecond(requestsPerSecond)} requests/s`,
      `${count(webSockets)} WebSocket connections`,
      `${count(subscriptions)} subscriptions`,
    ]),
  ];
  for (const { method, perSecond: rate, seconds } of methods.slice(0, 5)) {
    lines.push(`${method.padEnd(22)}${join([`${perSecond(rate)}/s`, timespan(seconds * 1000)])}`);
  }
  return lines;
}

function processes({ processes: all, time }: Pipeline, paint: Paint): string[] {
  if (all.length === 0) return [paint('none runs', 'dim')];
  return all.map(({ roles, host, pid, since, memory, eventLoopDelay }) =>
    join([
      `${roles.join(', ').padEnd(24)}${host} ${pid}`,
      `up ${timespan(time - since)}`,
      bytes(memory),
      `loop ${timespan(eventLoopDelay * 1000)} late`,
    ]),
  );
}
