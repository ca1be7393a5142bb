import { selector } from '../../xrpl/codec/select';
import type { TransactionRecord } from '../../xrpl/ledger-diff';
import { balanceChanges } from '../../xrpl/transaction/balance-changes';
import { metaFacts } from '../../xrpl/transaction/meta-facts';

const feeOf = selector(['Fee']);
/** The sender had less than the fee, and what it had is gone. */
const tecINSUFF_FEE = 136;

/** Drops that a transaction destroyed. @throws CodecError when it is malformed */
export function burnedFees({ transaction, metadata }: TransactionRecord): bigint {
  if (metaFacts(metadata).result !== tecINSUFF_FEE) return BigInt(feeOf(transaction).Fee as string);
  let burned = 0n;
  for (const { change } of balanceChanges(metadata)) {
    if (change.kind === 'xrp') burned -= change.mantissa;
  }
  return burned;
}
