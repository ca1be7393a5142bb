import { useState } from 'preact/hooks';
import { explainedTypes, typeName } from '../explain/explain';
import type { Transaction } from '../node/answers';
import { usePages } from '../node/use-pages';
import { Deed } from '../parts/deed';
import { LedgerLink } from '../parts/links';
import { Panel } from '../parts/panel';
import { Failure, Loading, More, Nothing } from '../parts/states';
import { When } from '../parts/when';
import type { TabProps } from './account-info';

export function History({ account }: TabProps) {
  const [type, setType] = useState('');
  const [forward, setForward] = useState(false);
  const filter = { ...(type !== '' && { tx_type: type }), ...(forward && { forward }) };
  const { items, loading, error, more } = usePages(
    'account_tx',
    { account, limit: type === '' ? 30 : 200, ...filter },
    (answer: { transactions: Transaction[] }) => answer.transactions,
  );
  return (
    <Panel
      title="History"
      aside={
        <span class="row">
          <label>
            Type{' '}
            <select value={type} onChange={({ currentTarget }) => setType(currentTarget.value)}>
              <option value="">all</option>
              {[...explainedTypes].sort().map((each) => (
                <option key={each} value={each}>
                  {typeName(each)}
                </option>
              ))}
            </select>
          </label>
          <label>
            Order{' '}
            <select
              value={String(forward)}
              onChange={({ currentTarget }) => setForward(currentTarget.value === 'true')}
            >
              <option value="false">newest first</option>
              <option value="true">oldest first</option>
            </select>
          </label>
        </span>
      }
    >
      {error && <Failure error={error} />}
      {!loading && !error && items.length === 0 && (
        <Nothing>No transaction of this kind is in the ledgers that are here.</Nothing>
      )}
      {loading && items.length === 0 && <Loading what="Loading the history" />}
      <ol class="list">
        {items.map((each) => (
          <li key={each.hash}>
            <Deed of={each}>
              <When at={Date.parse(each.close_time_iso)} />, ledger <LedgerLink index={each.ledger_index} />
            </Deed>
          </li>
        ))}
      </ol>
      {items.length > 0 && <More load={more} loading={loading} />}
    </Panel>
  );
}
