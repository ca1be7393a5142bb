import { counted } from '../format/amount';
import type { LiveLedger } from '../node/live';
import { familyNames } from '../parts/families';
import { familyBar } from '../parts/family-bar';
import { LedgerLink } from '../parts/links';
import { Panel } from '../parts/panel';
import { Loading } from '../parts/states';
import { When } from '../parts/when';

const shown = 8;

export function LatestLedgers({ ledgers }: { ledgers: readonly LiveLedger[] }) {
  const visible = ledgers.slice(0, shown);
  const largest = Math.max(1, ...visible.map(({ count }) => count));
  return (
    <Panel title="Latest ledgers">
      {ledgers.length === 0 && <Loading what="Waiting for the first ledger" />}
      <ol class="list" aria-label="Latest ledgers, newest first">
        {visible.map((ledger) => (
          <li key={ledger.index} class={ledger.seenAt === undefined ? '' : 'arrives'}>
            <div class="between">
              <strong>
                <LedgerLink index={ledger.index} />
              </strong>
              <span class="small">
                {counted(ledger.count, 'transaction')} · <When at={ledger.closedAt} />
              </span>
            </div>
            {/* As long as the ledger is large, beside the largest of them. */}
            <div class="size" style={{ width: `${(100 * ledger.count) / largest}%` }}>
              {ledger.transactions.length > 0 ? familyBar(ledger.transactions) : <div class="bar plain" />}
            </div>
          </li>
        ))}
      </ol>
      <ul class="legend" aria-label="What the colours mean">
        {familyNames.map(([family, name]) => (
          <li key={family}>
            <span class={`dot ${family}`} aria-hidden="true" />
            {name}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
