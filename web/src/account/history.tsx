import { useState } from 'preact/hooks';
import { explainedTypes, typeName } from '../explain/explain';
import type { Transaction } from '../node/answers';
import { Deeds } from '../parts/deeds';
import { Panel } from '../parts/panel';
import type { TabProps } from './account-info';

const limit = 30;

const transactionsOf = (answer: { transactions: Transaction[] }): Transaction[] => answer.transactions;

export function History({ account }: TabProps) {
  const [type, setType] = useState('');
  const [direction, setDirection] = useState('');
  const [forward, setForward] = useState(false);
  const filter = { ...(type !== '' && { transaction_type: type }), ...(direction !== '' && { direction }) };
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
            Direction{' '}
            <select value={direction} onChange={({ currentTarget }) => setDirection(currentTarget.value)}>
              <option value="">both</option>
              <option value="sent">sent</option>
              <option value="received">received</option>
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
      <Deeds
        command="account_tx"
        params={{ account, limit, ...filter, ...(forward && { forward }) }}
        itemsOf={transactionsOf}
      />
    </Panel>
  );
}
