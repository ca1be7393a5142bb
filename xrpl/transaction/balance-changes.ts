import { amount, zero, type Amount } from '../amount';
import { negateAmount, subtractAmounts } from '../amount-arithmetic';
import { readAmount } from '../amount-binary';
import { fieldOf, findField, type ByteRange } from '../codec/walk';
import { XRP, type Asset } from '../keylets/asset';
import { mptId } from '../mpt';
import { affectedNodes, CreatedNode, DeletedNode, type AffectedNode } from './affected-nodes';

const ACCOUNT_ROOT = 0x61;
const RIPPLE_STATE = 0x72;
const MPTOKEN = 0x7f;
const MPTOKEN_ISSUANCE = 0x7e;

const Account = fieldOf('Account');
const Balance = fieldOf('Balance');
const LowLimit = fieldOf('LowLimit');
const HighLimit = fieldOf('HighLimit');
const MPTAmount = fieldOf('MPTAmount');
const MPTokenIssuanceID = fieldOf('MPTokenIssuanceID');
const OutstandingAmount = fieldOf('OutstandingAmount');
const Issuer = fieldOf('Issuer');
const Sequence = fieldOf('Sequence');

export interface BalanceChange {
  /** 20 bytes. */
  account: Uint8Array;
  /** On a trust line, `issuer` is the account at its other end. */
  asset: Asset;
  /** After less before; never zero. */
  change: Amount;
}

/**
 * What a transaction (its fee included) gave to and took from whom: one entry for each account and asset, two for
 * each trust line, since what one end has, the other owes. What an issuer owes of an MPT is below zero likewise.
 * @throws CodecError when the metadata is malformed.
 */
export function balanceChanges(metadata: Uint8Array): BalanceChange[] {
  const changes: BalanceChange[] = [];
  for (const node of affectedNodes(metadata)) {
    if (node.fields !== undefined) new NodeChanges(metadata, node, node.fields, changes).add();
  }
  return changes;
}

class NodeChanges {
  constructor(
    readonly bytes: Uint8Array,
    readonly node: AffectedNode,
    readonly fields: ByteRange,
    readonly changes: BalanceChange[],
  ) {}

  add(): void {
    switch (this.node.entryType) {
      case ACCOUNT_ROOT:
        return this.push(this.read(Account), XRP, this.difference(Balance, readAmount, zero('xrp')));
      case RIPPLE_STATE:
        return this.trustLine();
      case MPTOKEN:
        return this.push(this.read(Account), this.mpt(this.read(MPTokenIssuanceID)), this.held());
      case MPTOKEN_ISSUANCE: {
        const issuer = this.read(Issuer);
        const sequence = this.read(Sequence);
        const id = issuer && sequence && mptId(Buffer.from(sequence).readUInt32BE(), issuer);
        const owed = this.difference(OutstandingAmount, wholeAmount, zero('mpt'));
        return this.push(issuer, this.mpt(id), owed && negateAmount(owed));
      }
    }
  }

  private trustLine(): void {
    const low = this.read(LowLimit);
    const high = this.read(HighLimit);
    const change = this.difference(Balance, readAmount, zero('issued'));
    if (low === undefined || high === undefined || change === undefined) return;
    // A limit's issuer is the account that set it.
    const currency = low.subarray(8, 28);
    this.push(low.subarray(28), { currency, issuer: high.subarray(28) }, change);
    this.push(high.subarray(28), { currency, issuer: low.subarray(28) }, negateAmount(change));
  }

  /**
   * `MPTAmount` isn't there while it is zero, and metadata doesn't tell of fields that weren't there before. But of a
   * holding that rose from zero it tells no previous field at all, and nearly every other change has one. (Of escrowed
   * MPTs returned to a holder of none it tells `LockedAmount`: that rise is missed.)
   */
  private held(): Amount | undefined {
    const { kind, previous } = this.node;
    if (kind !== CreatedNode && kind !== DeletedNode && (previous === undefined || previous.start === previous.end)) {
      return this.after(MPTAmount, wholeAmount);
    }
    return this.difference(MPTAmount, wholeAmount, zero('mpt'));
  }

  /** `undefined` when the field didn't change. */
  private difference(
    field: number,
    value: (bytes: Uint8Array, at: number) => Amount,
    none: Amount,
  ): Amount | undefined {
    const after = this.after(field, value) ?? none;
    if (this.node.kind === CreatedNode) return after;
    const { previous } = this.node;
    const before = previous && findField(this.bytes, field, previous.start, previous.end);
    return before && subtractAmounts(after, value(this.bytes, before.start));
  }

  private after(field: number, value: (bytes: Uint8Array, at: number) => Amount): Amount | undefined {
    const found = findField(this.bytes, field, this.fields.start, this.fields.end);
    return found && value(this.bytes, found.start);
  }

  private read(field: number): Uint8Array | undefined {
    const found = findField(this.bytes, field, this.fields.start, this.fields.end);
    return found && this.bytes.subarray(found.start, found.end);
  }

  private mpt(id: Uint8Array | undefined): Asset | undefined {
    return id && { mptId: id };
  }

  private push(account: Uint8Array | undefined, asset: Asset | undefined, change: Amount | undefined): void {
    if (account === undefined || asset === undefined || change === undefined || change.mantissa === 0n) return;
    this.changes.push({ account, asset, change });
  }
}

function wholeAmount(bytes: Uint8Array, at: number): Amount {
  return amount('mpt', new DataView(bytes.buffer, bytes.byteOffset + at, 8).getBigUint64(0));
}
