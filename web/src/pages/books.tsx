import { useLocation } from 'preact-iso';
import { useEffect, useRef, useState } from 'preact/hooks';
import { tradedIn, type BookChange, type Traded } from '../book/traded';
import { shortNumber } from '../format/amount';
import { assetKey, assetName, parseAsset } from '../format/currency';
import type { ServerInfo } from '../node/answers';
import { ask } from '../node/ask';
import { AssetLink } from '../parts/links';
import { PageHead, Panel, Scroll } from '../parts/panel';
import { Failure, Loading, Nothing } from '../parts/states';
import { useTitle } from '../parts/use-title';

/** Ledgers that are looked through for trades. */
const looked = 16;

async function lately(): Promise<Traded[]> {
  const { info } = await ask<ServerInfo>('server_info');
  const last = info.validated_ledger?.seq ?? 0;
  const indexes = Array.from({ length: looked }, (_, back) => last - back).filter((index) => index > 0);
  const answers = await Promise.allSettled(
    indexes.map((ledger_index) => ask<{ changes: BookChange[] }>('book_changes', { ledger_index })),
  );
  // Ledgers before the first that is here have no answer, and no trades to show.
  return tradedIn(answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.changes] : [])));
}

export default function BooksPage() {
  const [traded, setTraded] = useState<Traded[]>();
  const [error, setError] = useState<Error>();
  useTitle('Order books');
  useEffect(() => {
    lately().then(setTraded, setError);
  }, []);
  return (
    <>
      <PageHead kind="Order books" title="What is traded" />
      <Choose />
      <Panel title="Traded lately" aside={`in the newest ${looked} ledgers`}>
        {error && <Failure error={error} />}
        {!traded && !error && <Loading what="Looking through the newest ledgers" />}
        {traded?.length === 0 && <Nothing>Nothing was traded in them.</Nothing>}
        {traded && traded.length > 0 && (
          <Scroll label="Traded pairs">
            <table>
              <thead>
                <tr>
                  <th scope="col">Order book</th>
                  <th scope="col">Assets</th>
                  <th scope="col" class="right">
                    Ledgers with trades
                  </th>
                  <th scope="col" class="right">
                    Volume
                  </th>
                </tr>
              </thead>
              <tbody>
                {traded.map(({ base, counter, ledgers, volume }) => (
                  <tr key={`${assetKey(base)}/${assetKey(counter)}`}>
                    <td>
                      <a href={bookHref(base, counter)}>
                        {assetName(base)}/{assetName(counter)}
                      </a>
                    </td>
                    <td>
                      <AssetLink asset={base} /> and <AssetLink asset={counter} />
                    </td>
                    <td class="right">{ledgers}</td>
                    <td class="right">
                      {shortNumber(volume)} {assetName(counter)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        )}
      </Panel>
    </>
  );
}

const bookHref = (...pair: Parameters<typeof assetKey>[0][]): string =>
  `/book/${pair.map((asset) => encodeURIComponent(assetKey(asset))).join('/')}`;

function Choose() {
  const { route } = useLocation();
  const [wrong, setWrong] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const open = (event: Event): void => {
    event.preventDefault();
    const given = new FormData(form.current!);
    const [base, counter] = ['base', 'counter'].map((name) => parseAsset((given.get(name) as string).trim()));
    if (base && counter && assetKey(base) !== assetKey(counter)) route(bookHref(base, counter));
    else setWrong('Two different assets are needed, each XRP, CODE.issuer, or the id of a multi-purpose token.');
  };
  return (
    <Panel title="Open one">
      <form class="row" ref={form} onSubmit={open}>
        <label>
          Base <input name="base" required placeholder="XRP" spellcheck={false} autocomplete="off" />
        </label>
        <label>
          Counter{' '}
          <input
            name="counter"
            required
            placeholder="USD.rvYAfWj5gh67oV6fW32ZzP3Aw4Eubs59B"
            size={38}
            spellcheck={false}
            autocomplete="off"
          />
        </label>
        <button type="submit" class="main">
          Open
        </button>
      </form>
      {wrong !== '' && <p role="alert">{wrong}</p>}
    </Panel>
  );
}
