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
  return (
    <Panel title="Latest ledgers">
      {ledgers.length === 0 && <Loading what="Waiting for the first ledger" />}
      <ol class="list" aria-label="Latest ledgers, newest first">
        {ledgers.slice(0, shown).map((ledger) => (
          <li key={ledger.index} class={ledger.seenAt === undefined ? '' : 'arrives'}>
            <div class="between">
              <strong>
                <LedgerLink index={ledger.index} />
              </strong>
              <span class="small">
                {counted(ledger.count, 'transaction')} · <When at={ledger.closedAt} />
              </span>
            </div>
            {ledger.transactions.length > 0 && familyBar(ledger.transactions)}
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
