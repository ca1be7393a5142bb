import { amount, type Amount } from './amount';
import { negateAmount } from './amount-arithmetic';
import { readAmount } from './amount-binary';
import { fieldOf, findField } from './codec/walk';
import { XRP, type Asset } from './keylets/asset';
import { mptId } from './mpt';

const ACCOUNT_ROOT = 0x61;
const RIPPLE_STATE = 0x72;
const MPTOKEN = 0x7f;
const MPTOKEN_ISSUANCE = 0x7e;

const LedgerEntryType = fieldOf('LedgerEntryType');
const Account = fieldOf('Account');
const Balance = fieldOf('Balance');
const LowLimit = fieldOf('LowLimit');
const HighLimit = fieldOf('HighLimit');
const MPTAmount = fieldOf('MPTAmount');
const MPTokenIssuanceID = fieldOf('MPTokenIssuanceID');
const OutstandingAmount = fieldOf('OutstandingAmount');
const Issuer = fieldOf('Issuer');
const Sequence = fieldOf('Sequence');

export interface Balance {
  /** 20 bytes. */
  account: Uint8Array;
  /** On a trust line, `issuer` is the account at its other end. */
  asset: Asset;
  balance: Amount;
}

/** The balances that a ledger entry holds, as `balanceChanges` counts them; none for most kinds of entry. */
export function balancesOf(blob: Uint8Array): Balance[] {
  const read = (field: number): Uint8Array | undefined => {
    const found = findField(blob, field);
    return found && blob.subarray(found.start, found.end);
  };
  switch (Number(number(read(LedgerEntryType)!))) {
    case ACCOUNT_ROOT:
      return [{ account: read(Account)!, asset: XRP, balance: readAmount(read(Balance)!) }];
    case RIPPLE_STATE: {
      const balance = readAmount(read(Balance)!);
      const low = read(LowLimit)!;
      const high = read(HighLimit)!.subarray(28);
      const currency = low.subarray(8, 28);
      return [
        { account: low.subarray(28), asset: { currency, issuer: high }, balance },
        { account: high, asset: { currency, issuer: low.subarray(28) }, balance: negateAmount(balance) },
      ];
    }
    case MPTOKEN: {
      const held = read(MPTAmount);
      const asset = { mptId: read(MPTokenIssuanceID)! };
      return [{ account: read(Account)!, asset, balance: amount('mpt', held ? number(held) : 0n) }];
    }
    case MPTOKEN_ISSUANCE: {
      const issuer = read(Issuer)!;
      const asset = { mptId: mptId(Number(number(read(Sequence)!)), issuer) };
      return [{ account: issuer, asset, balance: amount('mpt', -number(read(OutstandingAmount)!)) }];
    }
    default:
      return [];
  }
}

const number = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
