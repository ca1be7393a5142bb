import type { Transaction } from '../node/answers';
import { usePages } from '../node/use-pages';
import { Deed } from './deed';
import { LedgerLink } from './links';
import { Failure, Loading, More, Nothing } from './states';
import { When } from './when';

interface DeedsProps {
  command: string;
  params: object;
  itemsOf: (answer: never) => Transaction[];
}

/** A history, page by page: of an account, an NFT, or a token. */
export function Deeds({ command, params, itemsOf }: DeedsProps) {
  const { items, loading, error, more } = usePages(command, params, itemsOf);
  return (
    <>
      {error && <Failure error={error} />}
      {!loading && !error && items.length === 0 && (
        <Nothing>
          {more
            ? 'None so far; there may be some further on.'
            : 'No transaction of this kind is in the ledgers that are here.'}
        </Nothing>
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
      {(items.length > 0 || more) && <More load={more} loading={loading} />}
    </>
  );
}
