import type { Amount, Asset } from '../node/answers';
import { isNotFound } from '../node/answer-error';
import { amountValue, glance } from '../format/amount';
import { assetName, assetOf } from '../format/currency';
import { approximate, decimal } from '../format/decimal';
import { useAnswer } from '../node/use-answer';
import { AmountOf } from './amount';
import { Address } from './links';
import { Facts, Panel } from './panel';
import { Failure, Loading, Nothing } from './states';

export interface AmmAnswer {
  amm: {
    account: string;
    amount: Amount;
    amount2: Amount;
    lp_token: Exclude<Amount, string>;
    trading_fee: number;
    auction_slot?: { account: string; discounted_fee: number; expiration: string };
  };
}

/** The automated market maker of two assets, where there is one. */
export function Pool({ asset, other, turn = 0 }: { asset: Asset; other: Asset; turn?: number }) {
  const { answer, error } = useAnswer<AmmAnswer>('amm_info', { asset, asset2: other }, turn);
  return (
    <Panel title="Its automated market maker">
      {error &&
        (isNotFound(error) ? (
          <Nothing>
            There is none for {assetName(asset)} and {assetName(other)}.
          </Nothing>
        ) : (
          <Failure error={error} />
        ))}
      {!answer && !error && <Loading />}
      {answer && <PoolFacts amm={answer.amm} />}
    </Panel>
  );
}

function PoolFacts({ amm }: { amm: AmmAnswer['amm'] }) {
  const [first, second] = [amountValue(amm.amount), amountValue(amm.amount2)];
  const price = approximate(first) / approximate(second);
  const names = [amm.amount, amm.amount2].map((amount) => assetName(assetOf(amount)));
  return (
    <Facts
      of={[
        ['Account', <Address of={amm.account} />],
        [
          'Holds',
          <>
            <AmountOf amount={amm.amount} /> and <AmountOf amount={amm.amount2} />
          </>,
        ],
        Number.isFinite(price) && ['Price', `1 ${names[1]} is ${glance(decimal(String(price)))} ${names[0]}`],
        ['Trading fee', `${amm.trading_fee / 1000}%`],
        ['LP tokens', glance(amountValue(amm.lp_token))],
        amm.auction_slot && [
          'Auction slot',
          <>
            <Address of={amm.auction_slot.account} /> pays {amm.auction_slot.discounted_fee / 1000}%
          </>,
        ],
      ]}
    />
  );
}
