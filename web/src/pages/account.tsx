import { useRoute } from 'preact-iso';
import { History } from '../account/history';
import { Lines } from '../account/lines';
import { Nfts } from '../account/nfts';
import { Objects } from '../account/objects';
import { Offers } from '../account/offers';
import { Overview } from '../account/overview';
import type { AccountInfo } from '../account/account-info';
import { isNotFound } from '../node/answer-error';
import { useAnswer } from '../node/use-answer';
import { Copy } from '../parts/copy';
import { Pebble } from '../parts/links';
import { PageHead } from '../parts/panel';
import { Failure, Loading } from '../parts/states';
import { useTitle } from '../parts/use-title';

const tabs = [
  ['', 'Overview', Overview],
  ['history', 'History', History],
  ['lines', 'Trust lines', Lines],
  ['offers', 'Offers', Offers],
  ['nfts', 'NFTs', Nfts],
  ['objects', 'Objects', Objects],
] as const;

export default function AccountPage() {
  const { address = '', tab = '' } = useRoute().params;
  const { answer, error } = useAnswer<AccountInfo>('account_info', { account: address, signer_lists: true });
  const [, name, View] = tabs.find(([path]) => path === tab) ?? tabs[0];
  useTitle(`${name} of ${address}`);
  return (
    <>
      <PageHead kind="Account" place={address} title={<Name of={address} />}>
        <p>
          <Copy text={address} what="the address" />
        </p>
      </PageHead>
      {error && !isNotFound(error) && <Failure error={error} />}
      {error && isNotFound(error) && (
        <div class="notice" role="alert">
          <p>
            No account with this address is in the newest ledger: nobody has sent it XRP yet, or it was deleted. What it
            has done before would be here:
          </p>
        </div>
      )}
      {error && isNotFound(error) && <History account={address} info={undefined} />}
      {!answer && !error && <Loading what="Loading the account" />}
      {answer && (
        <>
          <nav class="tabs" aria-label="About this account">
            {tabs.map(([path, label]) => (
              <a
                key={path}
                href={`/account/${address}${path && `/${path}`}`}
                aria-current={path === tab ? 'page' : undefined}
              >
                {label}
              </a>
            ))}
          </nav>
          <View account={address} info={answer} />
        </>
      )}
    </>
  );
}

function Name({ of }: { of: string }) {
  return (
    <span class="address identity">
      <Pebble of={of} />
      <span class="mono">{of}</span>
    </span>
  );
}
