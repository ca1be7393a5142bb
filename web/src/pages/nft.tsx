import { useRoute } from 'preact-iso';
import { flagTexts } from '../explain/flags';
import { hexText } from '../explain/memos';
import { dateTime, fromLedgerTime } from '../format/time';
import type { Amount, Transaction } from '../node/answers';
import { isNotFound } from '../node/answer-error';
import { useAnswer } from '../node/use-answer';
import { AmountOf } from '../parts/amount';
import { Copy } from '../parts/copy';
import { Deeds } from '../parts/deeds';
import { Address, LedgerLink } from '../parts/links';
import { Facts, PageHead, Panel, Scroll } from '../parts/panel';
import { Failure, Loading, Nothing } from '../parts/states';
import { useTitle } from '../parts/use-title';

interface NftInfo {
  nft_id: string;
  ledger_index: number;
  owner: string;
  is_burned: boolean;
  flags: number;
  transfer_fee: number;
  issuer: string;
  nft_taxon: number;
  nft_serial: number;
  uri?: string;
}

export default function NftPage() {
  const id = useRoute().params['id'] ?? '';
  const { answer, error } = useAnswer<NftInfo>('nft_info', { nft_id: id });
  useTitle(answer ? `NFT ${answer.nft_serial} of ${answer.issuer}` : 'NFT');
  return (
    <>
      <PageHead kind="NFT" title={answer ? `Number ${answer.nft_serial}` : 'An NFT'}>
        <p class="identity">
          {answer?.is_burned && <span class="badge bad">burned</span>}
          <span class="mono">{id}</span>
          <Copy text={id} what="the id" />
        </p>
      </PageHead>
      {error && <Failure error={error} />}
      {!answer && !error && <Loading />}
      {answer && <About nft={answer} />}
      {answer && (
        <div class="columns even">
          <Offers id={id} side="sell" />
          <Offers id={id} side="buy" />
        </div>
      )}
      {answer && (
        <Panel title="Its history">
          <Deeds
            command="nft_history"
            params={{ nft_id: id, limit: 30 }}
            itemsOf={(page: { transactions: Transaction[] }) => page.transactions}
          />
        </Panel>
      )}
    </>
  );
}

function About({ nft }: { nft: NftInfo }) {
  const rules = flagTexts('NFTokenMint', nft.flags);
  const uri = nft.uri === undefined || nft.uri === '' ? undefined : hexText(nft.uri);
  return (
    <Panel title="What it is">
      <Facts
        of={[
          [nft.is_burned ? 'Last owner' : 'Owner', <Address of={nft.owner} full />],
          ['Issuer', <Address of={nft.issuer} full />],
          [
            nft.is_burned ? 'Burned in ledger' : 'Last changed hands in ledger',
            <LedgerLink index={nft.ledger_index} />,
          ],
          ['Taxon', nft.nft_taxon],
          ['Rules', rules.length === 0 ? 'none' : rules.join('; ')],
          ['The issuer gets', `${nft.transfer_fee / 1000}% of each sale`],
          // Text, and no link: anybody may write anything there.
          uri !== undefined && ['Points to', <span class="mono">{uri}</span>],
        ]}
      />
    </Panel>
  );
}

interface NftOffer {
  nft_offer_index: string;
  owner: string;
  amount: Amount;
  destination?: string;
  expiration?: number;
}

function Offers({ id, side }: { id: string; side: 'buy' | 'sell' }) {
  const { answer, error } = useAnswer<{ offers: NftOffer[] }>(`nft_${side}_offers`, { nft_id: id });
  const none = error !== undefined && isNotFound(error);
  return (
    <Panel title={side === 'sell' ? 'Offers to sell it' : 'Bids for it'}>
      {error && !none && <Failure error={error} />}
      {none && <Nothing>There are none.</Nothing>}
      {!answer && !error && <Loading />}
      {answer && (
        <Scroll label={side === 'sell' ? 'Offers to sell' : 'Bids'}>
          <table>
            <thead>
              <tr>
                <th scope="col">Of</th>
                <th scope="col" class="right">
                  Amount
                </th>
                <th scope="col">Only for</th>
                <th scope="col">Good until</th>
              </tr>
            </thead>
            <tbody>
              {answer.offers.map((offer) => (
                <tr key={offer.nft_offer_index}>
                  <td>
                    <Address of={offer.owner} />
                  </td>
                  <td class="right">
                    <AmountOf amount={offer.amount} />
                  </td>
                  <td>{offer.destination === undefined ? 'anybody' : <Address of={offer.destination} />}</td>
                  <td>{offer.expiration === undefined ? 'withdrawn' : dateTime(fromLedgerTime(offer.expiration))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Panel>
  );
}
