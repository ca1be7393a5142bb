import { useRoute } from 'preact-iso';
import { useState } from 'preact/hooks';
import type { Line } from '../account/account-info';
import { settingTexts } from '../account/setting-texts';
import type { AccountInfo } from '../account/account-info';
import { assetKey, currencyName, parseAsset } from '../format/currency';
import { decimal, isNegative, isZero } from '../format/decimal';
import { glance } from '../format/amount';
import { hexText } from '../explain/memos';
import { useAnswer } from '../node/use-answer';
import { usePages } from '../node/use-pages';
import { Quantity } from '../parts/amount';
import { Pool } from '../parts/pool';
import { Address } from '../parts/links';
import { Facts, PageHead, Panel, Scroll, Tiles } from '../parts/panel';
import { PagedList } from '../parts/paged-list';
import { Failure, Loading } from '../parts/states';
import { useTitle } from '../parts/use-title';
import { NotFound } from './not-found';

export interface IssuedAsset {
  currency: string;
  issuer: string;
}

export default function TokenPage() {
  const asset = parseAsset(useRoute().params['token'] ?? '');
  if (!asset || 'mpt_issuance_id' in asset || asset.issuer === undefined) return <NotFound />;
  return <Token asset={{ currency: asset.currency, issuer: asset.issuer }} />;
}

function Token({ asset }: { asset: IssuedAsset }) {
  const { currency, issuer } = asset;
  const name = currencyName(currency);
  const { answer: info, error } = useAnswer<AccountInfo>('account_info', { account: issuer });
  const { answer: owed } = useAnswer<{ obligations?: Record<string, string> }>('gateway_balances', { account: issuer });
  useTitle(`${name} of ${issuer}`);
  const supply = owed?.obligations?.[currency];
  const rate = info?.account_data.TransferRate;
  return (
    <>
      <PageHead kind="Token" title={name}>
        <p class="identity">
          issued by <Address of={issuer} full />
        </p>
      </PageHead>
      {error && <Failure error={error} />}
      <Tiles
        of={[
          ['In circulation', owed ? glance(decimal(supply ?? '0')) : '…'],
          ['Transfer fee', rate === undefined ? (info ? 'none' : '…') : `${Number(((rate - 1e9) / 1e7).toFixed(7))}%`],
          ['Order book with XRP', <a href={`/book/${encodeURIComponent(assetKey(asset))}/XRP`}>{name}/XRP</a>],
        ]}
      />
      <div class="columns even">
        <Panel title="Its issuer">{info ? <Issuer info={info} /> : !error && <Loading />}</Panel>
        <Pool asset={{ currency: 'XRP' }} other={asset} />
      </div>
      <Holders asset={asset} />
    </>
  );
}

function Issuer({ info }: { info: AccountInfo }) {
  const { account_data: data, account_flags: flags } = info;
  const rules = settingTexts(flags);
  return (
    <Facts
      of={[
        ['Account', <Address of={data.Account} />],
        data.Domain !== undefined && ['Domain', hexText(data.Domain)],
        [
          'Rules',
          rules.length === 0 ? (
            'none but the usual ones'
          ) : (
            <ul class="said">
              {rules.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          ),
        ],
      ]}
    />
  );
}

const pageSize = 30;

function Holders({ asset }: { asset: IssuedAsset }) {
  const pages = usePages('account_lines', { account: asset.issuer, limit: 200 }, (answer: { lines: Line[] }) =>
    answer.lines.filter(
      ({ currency, balance }) =>
        currency === asset.currency && isNegative(decimal(balance)) && !isZero(decimal(balance)),
    ),
  );
  const { items, more } = pages;
  const [shown, setShown] = useState(pageSize);
  const held = (line: Line): number => -Number(line.balance);
  const sorted = [...items].sort((a, b) => held(b) - held(a));
  return (
    <Panel
      title="Who holds it"
      aside={
        more
          ? `the largest of ${items.length} that were read`
          : `${items.length} ${items.length === 1 ? 'account' : 'accounts'}`
      }
    >
      <PagedList
        pages={{ ...pages, more: shown < items.length ? () => setShown(shown + pageSize) : more }}
        nothing="Nobody holds it."
      >
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
              {sorted.slice(0, shown).map((line) => (
                <tr key={line.account}>
                  <td>
                    <Address of={line.account} />
                  </td>
                  <td class="right">
                    <Quantity value={decimal(line.balance.replace(/^-/, ''))} asset={asset} />
                  </td>
                  <td>{[line.freeze && 'frozen', line.authorized && 'authorized'].filter(Boolean).join(', ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </PagedList>
    </Panel>
  );
}
