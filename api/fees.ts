import { selector } from '../xrpl/codec/select';
import { feeSettings } from '../xrpl/keylets/singletons';
import type { Reading } from './context';

/** All in drops. */
export interface Fees {
  readonly base: number;
  readonly reserveBase: number;
  readonly reserveIncrement: number;
}

const select = selector([
  'BaseFee',
  'ReserveBase',
  'ReserveIncrement',
  'BaseFeeDrops',
  'ReserveBaseDrops',
  'ReserveIncrementDrops',
]);

/** What the ledger's FeeSettings say: since the XRPFees amendment in amounts, before it in plain numbers. */
export async function readFees({ reader }: Reading, ledgerIndex: number): Promise<Fees> {
  const blob = await reader.object(feeSettings, ledgerIndex);
  if (!blob) throw new Error(`ledger ${ledgerIndex} has no fee settings`);
  const fees = select(blob);
  return {
    base: Number(fees.BaseFeeDrops ?? `0x${String(fees.BaseFee)}`),
    reserveBase: Number(fees.ReserveBaseDrops ?? fees.ReserveBase),
    reserveIncrement: Number(fees.ReserveIncrementDrops ?? fees.ReserveIncrement),
  };
}
