import { useRoute } from 'preact-iso';
import { useMemo, useState } from 'preact/hooks';
import { count, glance, xrpOf } from '../format/amount';
import { add, zero } from '../format/decimal';
import { succeeded } from '../explain/result';
import { typeName } from '../explain/explain';
import type { LedgerAnswer, ServerInfo, Transaction } from '../node/answers';
import { useAnswer } from '../node/use-answer';
import { Deed } from '../parts/deed';
import { familyBar } from '../parts/family-bar';
import { LedgerLink } from '../parts/links';
import { Facts, PageHead, Panel } from '../parts/panel';
import { Failure, Loading, More, Nothing } from '../parts/states';
import { RawJson } from '../parts/json';
import { useTitle } from '../parts/use-title';
import { WhenExactly } from '../parts/when';

export default function LedgerPage() {
  const reference = useRoute().params['ledger'] ?? 'validated';
  const where = /^[0-9A-F]{64}$/i.test(reference)
    ? { ledger_hash: reference }
    : { ledger_index: /^\d+$/.test(reference) ? Number(reference) : reference };
  const { answer, error, loading } = useAnswer<LedgerAnswer>('ledger', { ...where, transactions: true, expand: true });
  useTitle(answer ? `Ledger ${answer.ledger_index}` : 'Ledger');
  if (error) return <Missing reference={reference} error={error} />;
  if (!answer || loading) return <Loading what="Loading the ledger" />;
  return <LedgerView answer={answer} />;
}

function Missing({ reference, error }: { reference: string; error: Error }) {
  const { answer } = useAnswer<ServerInfo>('server_info');
  return (
    <>
      <PageHead kind="Ledger" title={`Ledger ${reference.slice(0, 20)} isn't here`} />
      <Failure error={error}>{answer && <p>This server has the ledgers {answer.info.complete_ledgers}.</p>}</Failure>
    </>
  );
}

function LedgerView({ answer }: { answer: LedgerAnswer }) {
  const { ledger, ledger_index: index } = answer;
  const transactions = useMemo(() => inOrder(answer), [answer]);
  const fees = transactions.reduce((sum, { tx_json }) => add(sum, xrpOf(tx_json.Fee)), zero);
  const failed = transactions.filter(({ meta }) => !succeeded(meta.TransactionResult)).length;
  return (
    <>
      <PageHead kind="Ledger" title={count(index)}>
        <p class="row">
          {index > 1 && (
            <a href={`/ledger/${index - 1}`} rel="prev">
              ← {count(index - 1)}
            </a>
          )}
          <a href={`/ledger/${index + 1}`} rel="next">
            {count(index + 1)} →
          </a>
        </p>
      </PageHead>
      <Panel title="Header">
        <Facts
          of={[
            ['Hash', <span class="mono">{ledger.ledger_hash}</span>],
            ['Closed', <WhenExactly at={Date.parse(ledger.close_time_iso)} />],
            ['Transactions', `${count(transactions.length)}${failed > 0 ? `, of which ${count(failed)} failed` : ''}`],
            ['Fees burned', `${glance(fees)} XRP`],
            [
              'Parent',
              <>
                <LedgerLink index={index - 1} /> <span class="mono">{ledger.parent_hash}</span>
              </>,
            ],
            ['State tree', <span class="mono">{ledger.account_hash}</span>],
            ['Transaction tree', <span class="mono">{ledger.transaction_hash}</span>],
            ['XRP in existence', glance(xrpOf(ledger.total_coins))],
          ]}
        />
      </Panel>
      <Transactions of={transactions} />
      <Panel title="Raw">
        <RawJson value={answer} label="The answer of ledger, as JSON" />
      </Panel>
    </>
  );
}

function inOrder({ ledger, ledger_index }: LedgerAnswer): Transaction[] {
  const where = { ledger_index, close_time_iso: ledger.close_time_iso };
  const all = (ledger.transactions ?? []).map((entry) => ({ ...entry, ...where }));
  return all.sort((a, b) => a.meta.TransactionIndex - b.meta.TransactionIndex);
}

const pageSize = 50;

function Transactions({ of }: { of: readonly Transaction[] }) {
  const [type, setType] = useState('');
  const [shown, setShown] = useState(pageSize);
  const types = useMemo(() => [...new Set(of.map(({ tx_json }) => tx_json.TransactionType))].sort(), [of]);
  const chosen = of.filter(({ tx_json }) => type === '' || tx_json.TransactionType === type);
  return (
    <Panel
      title="Transactions, in the order of their execution"
      aside={
        types.length > 1 && (
          <label>
            Type{' '}
            <select value={type} onChange={({ currentTarget }) => setType(currentTarget.value)}>
              <option value="">all</option>
              {types.map((each) => (
                <option key={each} value={each}>
                  {typeName(each)}
                </option>
              ))}
            </select>
          </label>
        )
      }
    >
      {of.length === 0 && <Nothing>Nothing happened in this ledger but that time passed.</Nothing>}
      {of.length > 0 && familyBar(of)}
      <ol class="list">
        {chosen.slice(0, shown).map((each) => (
          <li key={each.hash}>
            <Deed of={each} />
          </li>
        ))}
      </ol>
      <More load={shown < chosen.length ? () => setShown(shown + pageSize) : undefined} loading={false} />
    </Panel>
  );
}
