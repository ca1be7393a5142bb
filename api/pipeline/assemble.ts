import type {
  LedgerSpan,
  Pipeline,
  PipelineClients,
  PipelineGroup,
  PipelineLog,
  PipelineRates,
  PipelineVerification,
  PipelineView,
} from '../../schemas/pipeline';
import type { ConsumingReport, ProcessReport, ProducingReport } from '../../schemas/process-report';
import { busiest } from './traffic';

/** What the tables say of a view. */
export type HeldView = Pick<PipelineView, 'name' | 'generation' | 'rebuilding' | 'ledgers'>;

/** What the picture is made of. */
export interface Facts extends Pick<Pipeline, 'version' | 'networkId' | 'time' | 'visible'> {
  readonly reports: readonly ProcessReport[];
  readonly views: readonly HeldView[];
  /** The log where it can be looked at. */
  readonly log: LedgerSpan | undefined;
  /** Every visible ledger. */
  readonly covered: readonly LedgerSpan[];
}

/** The picture of the pipeline, from what its processes say of themselves and what the tables hold. */
export function assemble({ reports, covered, visible, version, networkId, time, ...facts }: Facts): Pipeline {
  const consuming = reports.flatMap((report) => report.consuming ?? []);
  const producing = reports.flatMap((report) => report.producing ?? []);
  const publishing = producing.find((report) => report.publishing) ?? producing[0];
  const log = logOf(facts, producing, visible);
  const verification = verificationOf(producing);
  const backfill = producing.find((report) => report.backfill)?.backfill;
  const views = facts.views.map((view): PipelineView => ({ ...view, ...progressOf(view, consuming, log) }));
  return {
    version,
    networkId,
    time,
    processes: reports
      .map(({ producing: _p, consuming: _c, serving: _s, ...process }) => process)
      .sort((a, b) => order(a).localeCompare(order(b))),
    sources: publishing?.sources ?? [],
    ...(log && { log }),
    ...(verification && { verification }),
    views,
    groups: groupsOf(consuming, views),
    ...(visible && { visible }),
    coverage: { visible: covered, ...(backfill && { backfill }) },
    clients: clientsOf(reports.flatMap(({ serving }) => serving ?? [])),
    rates: ratesOf(views, consuming),
  };
}

const order = ({ roles, host, pid }: ProcessReport | Pipeline['processes'][number]): string =>
  `${roles.join()} ${host} ${String(pid).padStart(10)}`;

/** As far as anyone knows: who looks at it, who writes it, and the views, which hold nothing that the log hasn't. */
function logOf(
  { log, views }: Pick<Facts, 'log' | 'views'>,
  producing: readonly ProducingReport[],
  visible: Facts['visible'],
): PipelineLog | undefined {
  const known = producing.flatMap((report) => report.log ?? []);
  const held = views.flatMap(({ ledgers }) => ledgers.slice(-1));
  const spans: PipelineLog[] = [...(log ? [log] : []), ...known];
  if (spans.length === 0) spans.push(...held);
  if (spans.length === 0) return undefined;
  const first = Math.min(...spans.map((span) => span.first));
  const last = Math.max(...spans.map((span) => span.last));
  const closedAt = [...known, ...(visible ? [visible] : [])].find((span) => span.last === last)?.closedAt;
  return { first, last, ...(closedAt !== undefined && { closedAt }) };
}

function verificationOf(producing: readonly ProducingReport[]): PipelineVerification | undefined {
  const all = producing.map(({ verification }) => verification);
  if (all.length === 0) return undefined;
  const sum = (of: (each: PipelineVerification) => number): number => all.reduce((total, each) => total + of(each), 0);
  const refusals = all.flatMap(({ lastRefusal }) => lastRefusal ?? []).sort((a, b) => b.time - a.time);
  return {
    verified: sum(({ verified }) => verified),
    refused: sum(({ refused }) => refused),
    ...(refusals[0] && { lastRefusal: refusals[0] }),
    // One that only warns is enough for a wrong state to be published.
    stateCheck: all.some(({ stateCheck }) => stateCheck === 'warn') ? 'warn' : 'block',
    states: {
      proven: sum(({ states }) => states.proven),
      unproven: sum(({ states }) => states.unproven),
      failed: sum(({ states }) => states.failed),
    },
  };
}

function progressOf(
  { name, ledgers }: HeldView,
  consuming: readonly ConsumingReport[],
  log: LedgerSpan | undefined,
): Pick<PipelineView, 'lag' | 'ledgersPerSecond'> {
  const fillers = consuming.filter(({ views }) => views.includes(name));
  const ledgersPerSecond = fillers.reduce((sum, { rates }) => sum + rates.ledgers, 0);
  if (!log) return { ledgersPerSecond };
  const last = ledgers.at(-1)?.last ?? log.first - 1;
  return { lag: Math.max(0, log.last - last), ledgersPerSecond };
}

function groupsOf(consuming: readonly ConsumingReport[], views: readonly PipelineView[]): PipelineGroup[] {
  const names = [...new Set(consuming.flatMap(({ group }) => group ?? []))].sort();
  return names.map((name) => {
    const members = consuming.filter(({ group }) => group === name);
    const filled = [...new Set(members.flatMap((member) => member.views))];
    const lags = views.filter((view) => filled.includes(view.name)).flatMap(({ lag }) => lag ?? []);
    return { name, views: filled, members: members.length, ...(lags.length > 0 && { lag: Math.max(...lags) }) };
  });
}

/** A ledger counts once it is in the view that is filled most slowly; its rows are those of all views. */
function ratesOf(views: readonly PipelineView[], consuming: readonly ConsumingReport[]): PipelineRates {
  const slowest = (of: (rates: PipelineRates) => number): number => {
    const each = views.map(({ name }) =>
      consuming.filter((report) => report.views.includes(name)).reduce((sum, { rates }) => sum + of(rates), 0),
    );
    return each.length === 0 ? 0 : Math.min(...each);
  };
  return {
    ledgers: slowest(({ ledgers }) => ledgers),
    transactions: slowest(({ transactions }) => transactions),
    rows: consuming.reduce((sum, { rates }) => sum + rates.rows, 0),
  };
}

function clientsOf(serving: readonly PipelineClients[]): PipelineClients {
  const methods = new Map<string, { perSecond: number; busy: number }>();
  for (const { method, perSecond, seconds } of serving.flatMap((each) => each.methods)) {
    const found = methods.get(method) ?? { perSecond: 0, busy: 0 };
    methods.set(method, { perSecond: found.perSecond + perSecond, busy: found.busy + perSecond * seconds });
  }
  const all = [...methods].map(([method, { perSecond, busy }]) => ({ method, perSecond, seconds: busy / perSecond }));
  const sum = (of: (each: PipelineClients) => number): number => serving.reduce((total, each) => total + of(each), 0);
  return {
    webSockets: sum(({ webSockets }) => webSockets),
    subscriptions: sum(({ subscriptions }) => subscriptions),
    requestsPerSecond: sum(({ requestsPerSecond }) => requestsPerSecond),
    methods: busiest(all).methods,
  };
}
