import { useState } from 'preact/hooks';
import type { Fields } from '../node/answers';
import { usePages } from '../node/use-pages';
import { ObjectFields } from '../parts/object-fields';
import { Panel } from '../parts/panel';
import { PagedList } from '../parts/paged-list';
import type { TabProps } from './account-info';

const types = [
  ['', 'all'],
  ['check', 'checks'],
  ['escrow', 'escrows'],
  ['payment_channel', 'payment channels'],
  ['offer', 'offers'],
  ['state', 'trust lines'],
  ['nft_page', 'pages of NFTs'],
  ['nft_offer', 'NFT offers'],
  ['signer_list', 'signer lists'],
  ['ticket', 'tickets'],
  ['deposit_preauth', 'deposit authorizations'],
  ['amm', 'AMMs'],
  ['oracle', 'oracles'],
  ['did', 'DIDs'],
  ['bridge', 'bridges'],
] as const;

export function Objects({ account }: TabProps) {
  const [type, setType] = useState('');
  const pages = usePages(
    'account_objects',
    { account, limit: 50, ...(type !== '' && { type }) },
    (answer: { account_objects: Fields[] }) => answer.account_objects,
  );
  return (
    <Panel
      title="Objects it owns in the ledger"
      aside={
        <label>
          Kind{' '}
          <select value={type} onChange={({ currentTarget }) => setType(currentTarget.value)}>
            {types.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
      }
    >
      <PagedList pages={pages} nothing="It has no objects of this kind.">
        <ul class="list">
          {pages.items.map((object) => {
            const index = String(object['index']);
            return (
              <li key={index}>
                <details>
                  <summary>
                    <strong>{String(object['LedgerEntryType'])}</strong>{' '}
                    <span class="mono small">{index.slice(0, 12)}…</span>
                  </summary>
                  <ObjectFields of={object} except={['LedgerEntryType']} />
                </details>
              </li>
            );
          })}
        </ul>
      </PagedList>
    </Panel>
  );
}
