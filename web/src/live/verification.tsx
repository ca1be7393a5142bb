import type { Pipeline, PipelineVerification } from '../../../schemas/pipeline';
import { count } from '../format/amount';
import { Panel } from '../parts/panel';
import { LedgerLink } from '../parts/links';
import { When } from '../parts/when';

/** What was proven of the ledgers here, before anything else was done with them. */
export function Verification({ pipeline }: { pipeline: Pipeline | undefined }) {
  const status = pipeline?.verification;
  const states = status?.states;
  return (
    <Panel
      title="Verified before it is stored"
      aside={status && status.verified > 0 && `${count(status.verified)} ledgers since it was started`}
    >
      <ul class="checks">
        <li>Each header hashes to its ledger's hash.</li>
        <li>Each ledger's parent is the one before it.</li>
        <li>Its transactions rebuild its transaction tree.</li>
        <li class={states && states.failed > 0 ? 'bad' : ''}>
          Its changes lead to its state tree
          {states && states.failed > 0 ? `, but not those of ${count(states.failed)} ledgers` : ''}
          {states && states.unproven > 0 ? `; ${count(states.unproven)} could not be checked` : ''}.
        </li>
      </ul>
      {status && status.verified + status.refused > 0 && <Refusals status={status} />}
    </Panel>
  );
}

function Refusals({ status: { refused, lastRefusal } }: { status: PipelineVerification }) {
  if (refused === 0) return <p class="small">No ledger was refused.</p>;
  return (
    <p class="small">
      {count(refused)} {refused === 1 ? 'ledger was' : 'ledgers were'} refused
      {lastRefusal && (
        <>
          , last <LedgerLink index={lastRefusal.ledgerIndex} /> <When at={lastRefusal.time} />: {lastRefusal.reason}
        </>
      )}
      .
    </p>
  );
}
