import { readAmount } from '../amount-binary';
import { fieldOf, findField } from '../codec/walk';
import { affectedNodes } from './affected-nodes';
import { balanceChanges, type BalanceChange } from './balance-changes';

const ACCOUNT_ROOT = 0x61;
const RIPPLE_STATE = 0x72;
/** Flag of a trust line that holds the pool of an AMM (lsfAMMNode). */
const AMM_LINE = 0x01000000;
const AMMID = fieldOf('AMMID');
const Account = fieldOf('Account');
const Flags = fieldOf('Flags');
const Balance = fieldOf('Balance');
const LowLimit = fieldOf('LowLimit');
const HighLimit = fieldOf('HighLimit');

/** What a transaction traded with one AMM, all its paths through it together. */
export interface AmmTrade {
  /** The AMM's account, 20 bytes. */
  amm: Uint8Array;
  /** What the pool gave; its change is below zero. */
  gave: BalanceChange;
  /** What the pool took. */
  took: BalanceChange;
}

/**
 * The trades of a transaction with AMMs: where a pool has more of one asset and less of the other. Deposits and
 * withdrawals move both the same way, or only one.
 * @throws CodecError when the metadata is malformed.
 */
export function ammTrades(metadata: Uint8Array): AmmTrade[] {
  const amms = ammAccounts(metadata);
  if (amms.size === 0) return [];
  const changes = balanceChanges(metadata);
  const trades: AmmTrade[] = [];
  for (const [name, amm] of amms) {
    // Below zero is what it owes: its own LP tokens.
    const pool = changes.filter(
      ({ account, before, after }) => nameOf(account) === name && before.mantissa >= 0n && after.mantissa >= 0n,
    );
    const gave = pool.find(({ change }) => change.mantissa < 0n);
    const took = pool.find(({ change }) => change.mantissa > 0n);
    if (pool.length === 2 && gave && took) trades.push({ amm, gave, took });
  }
  return trades;
}

const nameOf = (account: Uint8Array): string => Buffer.from(account).toString('latin1');

function ammAccounts(metadata: Uint8Array): Map<string, Uint8Array> {
  const accounts = new Map<string, Uint8Array>();
  for (const { entryType, fields } of affectedNodes(metadata)) {
    if (!fields || (entryType !== ACCOUNT_ROOT && entryType !== RIPPLE_STATE)) continue;
    const read = (field: number): Uint8Array | undefined => {
      const found = findField(metadata, field, fields.start, fields.end);
      return found && metadata.subarray(found.start, found.end);
    };
    if (entryType === ACCOUNT_ROOT) {
      const account = read(AMMID) && read(Account);
      if (account) accounts.set(nameOf(account), account);
      continue;
    }
    const flags = read(Flags);
    if (!flags || (Buffer.from(flags).readUInt32BE() & AMM_LINE) === 0) continue;
    const balance = readAmount(read(Balance)!).mantissa;
    // A trade never empties a pool. Its line has more than nothing at the AMM's end, and the issuer at the other.
    const limit = balance === 0n ? undefined : read(balance > 0n ? LowLimit : HighLimit);
    if (limit) accounts.set(nameOf(limit.subarray(28)), limit.subarray(28));
  }
  return accounts;
}
