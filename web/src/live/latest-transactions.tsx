import { useRef, useState } from 'preact/hooks';
import type { Transaction } from '../node/answers';
import type { LiveLedger } from '../node/live';
import { Deed } from '../parts/deed';
import { LedgerLink } from '../parts/links';
import { Panel } from '../parts/panel';

const shown = 10;

/** What happened last, in words. It can be stopped, for those who want to read. */
export function LatestTransactions({ ledgers }: { ledgers: readonly LiveLedger[] }) {
  const [paused, setPaused] = useState(false);
  const kept = useRef<readonly (Transaction & { fresh: boolean })[]>([]);
  if (!paused) kept.current = newest(ledgers);
  return (
    <Panel
      title="Latest transactions"
      aside={
        <button type="button" aria-pressed={paused} onClick={() => setPaused(!paused)}>
          {paused ? 'Go on' : 'Pause'}
        </button>
      }
    >
      <ol class="list" aria-label="Latest transactions, newest first">
        {kept.current.map((each) => (
          <li key={each.hash} class={each.fresh ? 'arrives' : ''}>
            <Deed of={each}>
              ledger <LedgerLink index={each.ledger_index} />
            </Deed>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function newest(ledgers: readonly LiveLedger[]): (Transaction & { fresh: boolean })[] {
  const found: (Transaction & { fresh: boolean })[] = [];
  for (const { transactions, seenAt } of ledgers) {
    for (const each of [...transactions].reverse()) {
      if (found.length === shown) return found;
      found.push({ ...each, fresh: seenAt !== undefined });
    }
  }
  return found;
}
