import type { Amount, Metadata } from '../node/answers';
import { amountValue, toAmount } from '../format/amount';
import { assetOf } from '../format/currency';
import { isZero, subtract } from '../format/decimal';
import { changesOf } from './changes';

/** An offer of the book that a transaction took, wholly or in part. */
export interface Fill {
  readonly account: string;
  readonly object: string;
  readonly gave: Amount;
  readonly got: Amount;
  /** Whether nothing of the offer is left. */
  readonly whole: boolean;
}

export function fillsOf(metadata: Pick<Metadata, 'AffectedNodes'>): Fill[] {
  return changesOf(metadata).flatMap(({ type, kind, fields, previous, index }) => {
    if (type !== 'Offer' || previous['TakerGets'] === undefined || previous['TakerPays'] === undefined) return [];
    const less = (name: string): Amount => {
      const last = fields[name] as Amount;
      return toAmount(assetOf(last), subtract(amountValue(previous[name] as Amount), amountValue(last)));
    };
    const gave = less('TakerGets');
    if (isZero(amountValue(gave))) return [];
    return [
      { account: String(fields['Account']), object: index, gave, got: less('TakerPays'), whole: kind === 'deleted' },
    ];
  });
}
