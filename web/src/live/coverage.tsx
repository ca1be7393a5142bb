import type { LedgerSpan, Pipeline } from '../../../schemas/pipeline';
import { count } from '../format/amount';
import type { ServerInfo } from '../node/answers';
import { useAnswer } from '../node/use-answer';
import { Panel } from '../parts/panel';
import { Loading, Nothing } from '../parts/states';
import { parseSpans } from './spans';

/** Which ledgers are here, as a picture: what is missing stays blank. */
export function Coverage({ pipeline, newest }: { pipeline: Pipeline | undefined; newest: number | undefined }) {
  const { answer } = useAnswer<ServerInfo>('server_info');
  const told = pipeline?.coverage.visible ?? parseSpans(answer?.info.complete_ledgers ?? '');
  const backfill = pipeline?.coverage.backfill;
  const spans = grown(told, newest);
  if (!pipeline && !answer)
    return (
      <Panel title="History">
        <Loading />
      </Panel>
    );
  if (spans.length === 0)
    return (
      <Panel title="History">
        <Nothing>No ledger is here yet.</Nothing>
      </Panel>
    );
  const coming = backfill?.stretches ?? [];
  const first = Math.min(...[...spans, ...coming].map((span) => span.first));
  const last = Math.max(...spans.map((span) => span.last));
  const held = spans.reduce((sum, span) => sum + span.last - span.first + 1, 0);
  const missing = last - first + 1 - held;
  const label = `Ledgers ${spans.map((span) => `${count(span.first)} to ${count(span.last)}`).join(', ')}`;
  return (
    <Panel title="History" aside={`${count(held)} ledgers`}>
      <div class="coverage" role="img" aria-label={label}>
        {spans.map((span) => (
          <span key={span.first} style={place(span, first, last)} />
        ))}
        {coming.map((span) => (
          <span key={span.first} class="coming" style={place(span, first, last)} />
        ))}
      </div>
      <div class="axis">
        <span>{count(first)}</span>
        <span>{count(last)}</span>
      </div>
      <p class="small">
        {missing === 0 ? 'Complete: none is missing in between.' : `${count(missing)} in between are not here.`}{' '}
        {backfill && `Being fetched: ${count(backfill.fetched)} of ${count(backfill.missing)}.`}
      </p>
    </Panel>
  );
}

function place({ first: from, last: to }: LedgerSpan, first: number, last: number): { left: string; width: string } {
  const whole = last - first + 1;
  return { left: `${(100 * (from - first)) / whole}%`, width: `${(100 * (to - from + 1)) / whole}%` };
}

/** The answer is some seconds old: ledgers that came since belong to the newest run. */
function grown(spans: readonly LedgerSpan[], newest: number | undefined): LedgerSpan[] {
  const last = spans.at(-1);
  if (!last || newest === undefined || newest <= last.last) return [...spans];
  return [...spans.slice(0, -1), { first: last.first, last: newest }];
}
