import { useRoute } from 'preact-iso';
import { flagTexts } from '../explain/flags';
import { hexText } from '../explain/memos';
import { exactNumber } from '../format/amount';
import { decimal, decimalText, type Decimal } from '../format/decimal';
import type { Fields, Transaction } from '../node/answers';
import { AnswerError } from '../node/answer-error';
import { useAnswer } from '../node/use-answer';
import { usePages } from '../node/use-pages';
import { Copy } from '../parts/copy';
import { Deeds } from '../parts/deeds';
import { Address } from '../parts/links';
import { Facts, PageHead, Panel, Scroll, Tiles } from '../parts/panel';
import { PagedList } from '../parts/paged-list';
import { Failure, Loading } from '../parts/states';
import { useTitle } from '../parts/use-title';

/** Before the amendment nothing of this kind is known. */
const tooEarly = new Set(['unknownCmd', 'unknownOption']);

export default function MptPage() {
  const id = (useRoute().params['id'] ?? '').toUpperCase();
  const { answer, error } = useAnswer<{ node: IssuanceNode }>('ledger_entry', { mpt_issuance: id });
  useTitle('Multi-purpose token');
  const early = error instanceof AnswerError && tooEarly.has(error.token);
  return (
    <>
      <PageHead
        kind="Multi-purpose token"
        title={answer ? nameOf(answer.node.MPTokenMetadata) : 'A multi-purpose token'}
      >
        <p class="identity">
          <span class="mono">{id}</span>
          <Copy text={id} what="the id" />
        </p>
      </PageHead>
      {early && (
        <div class="notice" role="alert">
          <p>This network has no multi-purpose tokens yet: their amendment is not in force.</p>
        </div>
      )}
      {error && !early && <Failure error={error} />}
      {!answer && !error && <Loading />}
      {answer && <Issuance id={id} node={answer.node} />}
    </>
  );
}

type IssuanceNode = Fields & { Issuer: string; MPTokenMetadata?: string };

interface Metadata {
  name?: string;
  ticker?: string;
  n?: string;
  t?: string;
}

/** Many issuers put a name into the metadata, as JSON. */
function nameOf(metadata: string | undefined): string {
  try {
    const { name, ticker, n, t } = JSON.parse(hexText(metadata ?? '')) as Metadata;
    return name ?? n ?? ticker ?? t ?? 'A multi-purpose token';
  } catch {
    return 'A multi-purpose token';
  }
}

const scaled = (value: unknown, scale: number): Decimal => ({ units: decimal(String(value)).units, scale });

function Issuance({ id, node }: { id: string; node: IssuanceNode }) {
  const scale = Number(node['AssetScale'] ?? 0);
  const shown = (value: unknown): string => exactNumber(decimalText(scaled(value, scale)));
  const rules = flagTexts('MPTokenIssuanceCreate', Number(node['Flags'] ?? 0));
  return (
    <>
      <Tiles
        of={[
          ['In circulation', shown(node['OutstandingAmount'] ?? '0')],
          ['At most', node['MaximumAmount'] === undefined ? 'no limit of its own' : shown(node['MaximumAmount'])],
          ['Transfer fee', `${Number(node['TransferFee'] ?? 0) / 1000}%`],
        ]}
      />
      <Panel title="What it is">
        <Facts
          of={[
            ['Issuer', <Address of={node.Issuer} full />],
            ['Rules', rules.length === 0 ? 'none' : rules.join('; ')],
            ['Decimal places', scale],
            node.MPTokenMetadata !== undefined && [
              'Metadata',
              <span class="mono">{hexText(node.MPTokenMetadata)}</span>,
            ],
          ]}
        />
      </Panel>
      <Holders id={id} scale={scale} />
      <Panel title="Its history">
        <Deeds
          command="mptoken_issuance_history"
          params={{ mpt_issuance_id: id, limit: 30 }}
          itemsOf={(page: { transactions: Transaction[] }) => page.transactions}
        />
      </Panel>
    </>
  );
}

interface Holder {
  account: string;
  mpt_amount: string;
  flags: number;
}

function Holders({ id, scale }: { id: string; scale: number }) {
  const pages = usePages('mpt_holders', { mpt_issuance_id: id }, (page: { mptokens: Holder[] }) => page.mptokens);
  return (
    <Panel title="Who holds it">
      <PagedList pages={pages} nothing="Nobody holds it.">
        <Scroll label="Holders">
          <table>
            <thead>
              <tr>
                <th scope="col">Account</th>
                <th scope="col" class="right">
                  Holds
                </th>
                <th scope="col">Standing</th>
              </tr>
            </thead>
            <tbody>
              {pages.items.map(({ account, mpt_amount: amount, flags }) => (
                <tr key={account}>
                  <td>
                    <Address of={account} />
                  </td>
                  <td class="right">{exactNumber(decimalText(scaled(amount, scale)))}</td>
                  <td>
                    {[(flags & 1) !== 0 && 'locked', (flags & 2) !== 0 && 'authorized'].filter(Boolean).join(', ')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </PagedList>
    </Panel>
  );
}
