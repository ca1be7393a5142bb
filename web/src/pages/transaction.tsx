import { useRoute } from 'preact-iso';
import { balanceChanges } from '../explain/balance-changes';
import { changesOf } from '../explain/changes';
import { explain, typeName } from '../explain/explain';
import { fillsOf } from '../explain/fills';
import { flagTexts } from '../explain/flags';
import { memosOf } from '../explain/memos';
import { resultText } from '../explain/result';
import type { Transaction } from '../node/answers';
import { useAnswer } from '../node/use-answer';
import { AmountOf, Difference, Quantity } from '../parts/amount';
import { ChangeList } from '../parts/change-list';
import { Copy } from '../parts/copy';
import { Result } from '../parts/deed';
import { RawJson } from '../parts/json';
import { Address, LedgerLink } from '../parts/links';
import { ObjectFields } from '../parts/object-fields';
import { Facts, PageHead, Panel, Scroll } from '../parts/panel';
import { Failure, Loading, Nothing } from '../parts/states';
import { useTitle } from '../parts/use-title';
import { WhenExactly } from '../parts/when';
import { Words } from '../parts/words';

export default function TransactionPage() {
  const id = useRoute().params['id'] ?? '';
  const query = /^C[0-9A-F]{15}$/i.test(id) ? { ctid: id.toUpperCase() } : { transaction: id };
  const { answer, error } = useAnswer<Transaction>('tx', query);
  useTitle(answer ? typeName(answer.tx_json.TransactionType) : 'Transaction');
  if (error) {
    return (
      <>
        <PageHead kind="Transaction" title="This transaction isn't here" />
        <Failure error={error}>
          <p class="mono identity">{id}</p>
        </Failure>
      </>
    );
  }
  return answer ? <TransactionView of={answer} /> : <Loading what="Loading the transaction" />;
}

/** Told elsewhere on the page, or of no interest to people. */
const toldElsewhere = [
  'TransactionType',
  'Account',
  'Fee',
  'Sequence',
  'Flags',
  'Memos',
  'TxnSignature',
  'SigningPubKey',
  'date',
  'ledger_index',
  'ctid',
];

function TransactionView({ of }: { of: Transaction }) {
  const { tx_json: tx, meta, hash } = of;
  const { summary, details } = explain(of);
  return (
    <>
      <PageHead kind="Transaction" title={typeName(tx.TransactionType)}>
        <p class="identity">
          <Result code={meta.TransactionResult} />
          <span class="mono">{hash}</span>
          <Copy text={hash} what="the hash" />
        </p>
      </PageHead>
      <Panel title="What happened">
        <div class="stack">
          <p class="lead">
            <Words sentence={summary} />.
          </p>
          {details.length > 0 && (
            <ul class="said">
              {details.map((sentence, place) => (
                <li key={place}>
                  <Words sentence={sentence} />
                </li>
              ))}
            </ul>
          )}
          <p class="quiet">
            <strong>{meta.TransactionResult}</strong>: {resultText(meta.TransactionResult)}
          </p>
        </div>
      </Panel>
      <div class="columns even">
        <Balances of={of} />
        <Panel title="The transaction">
          <Context of={of} />
        </Panel>
      </div>
      <Fills of={of} />
      <Memos memos={tx['Memos']} />
      <Panel title="Everything it says">
        <ObjectFields of={tx} except={toldElsewhere} />
      </Panel>
      <Panel title="What it changed in the ledger">
        <ChangeList changes={changesOf(meta)} />
      </Panel>
      <Panel title="Raw">
        <RawJson value={of} label="The answer of tx, as JSON" />
      </Panel>
    </>
  );
}

function Context({ of }: { of: Transaction }) {
  const { tx_json: tx, meta } = of;
  const flags = flagTexts(tx.TransactionType, tx.Flags ?? 0);
  const ticket = tx['TicketSequence'] as number | undefined;
  const signers = tx['Signers'] as { Signer: { Account: string } }[] | undefined;
  return (
    <Facts
      of={[
        ['Sent by', <Address of={tx.Account} />],
        [
          'Ledger',
          <>
            <LedgerLink index={of.ledger_index} />, place {meta.TransactionIndex}
          </>,
        ],
        ['Closed', <WhenExactly at={Date.parse(of.close_time_iso)} />],
        ['Fee', <AmountOf amount={tx.Fee} />],
        ticket === undefined ? ['Sequence', tx.Sequence] : ['Ticket', ticket],
        flags.length > 0 && ['Flags', flags.join('; ')],
        signers && [
          'Signed by',
          signers.map(({ Signer }) => (
            <div key={Signer.Account}>
              <Address of={Signer.Account} />
            </div>
          )),
        ],
        of.ctid !== undefined && ['Compact id', <span class="mono">{of.ctid}</span>],
      ]}
    />
  );
}

function Balances({ of: { meta, tx_json: tx } }: { of: Transaction }) {
  const changes = balanceChanges(meta);
  return (
    <Panel title="Who has more, who has less">
      {changes.length === 0 && <Nothing>Nobody's balance changed.</Nothing>}
      {changes.length > 0 && (
        <Scroll label="Balance changes">
          <table>
            <thead>
              <tr>
                <th scope="col">Account</th>
                <th scope="col" class="right">
                  Change
                </th>
                <th scope="col" class="right">
                  Has now
                </th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ account, asset, difference, after }, place) => (
                <tr key={place}>
                  <td>
                    <Address of={account} />
                  </td>
                  <td class="right">
                    <Difference value={difference} asset={asset} />
                  </td>
                  <td class="right">
                    <Quantity value={after} asset={asset} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {changes.some(({ account }) => account === tx.Account) && (
        <p class="small">
          The sender's XRP include the fee of <AmountOf amount={tx.Fee} />, which is gone for good.
        </p>
      )}
    </Panel>
  );
}

function Fills({ of: { meta } }: { of: Transaction }) {
  const fills = fillsOf(meta);
  if (fills.length === 0) return null;
  return (
    <Panel title="Offers it took" aside={`${fills.length}`}>
      <Scroll label="Offers taken">
        <table>
          <thead>
            <tr>
              <th scope="col">Offer of</th>
              <th scope="col" class="right">
                Gave
              </th>
              <th scope="col" class="right">
                Got
              </th>
              <th scope="col">Left of it</th>
            </tr>
          </thead>
          <tbody>
            {fills.map(({ account, object, gave, got, whole }) => (
              <tr key={object}>
                <td>
                  <Address of={account} />
                </td>
                <td class="right">
                  <AmountOf amount={gave} />
                </td>
                <td class="right">
                  <AmountOf amount={got} />
                </td>
                <td>{whole ? 'nothing' : 'some'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Panel>
  );
}

function Memos({ memos }: { memos: unknown }) {
  const shown = memosOf(memos);
  if (shown.length === 0) return null;
  return (
    <Panel title={shown.length === 1 ? 'Memo' : 'Memos'}>
      {shown.map(({ type, format, data }, place) => (
        <Facts
          key={place}
          of={[
            type !== undefined && ['Type', type],
            format !== undefined && ['Format', format],
            data !== undefined && ['Text', data],
          ]}
        />
      ))}
    </Panel>
  );
}
