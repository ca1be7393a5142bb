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
const LockedAmount = fieldOf('LockedAmount');
const MPTokenIssuanceID = fieldOf('MPTokenIssuanceID');
const OutstandingAmount = fieldOf('OutstandingAmount');
const Issuer = fieldOf('Issuer');
const Sequence = fieldOf('Sequence');

export interface BalanceChange {
  /** 20 bytes. */
  account: Uint8Array;
  /** On a trust line, `issuer` is the account at its other end. */
  asset: Asset;
  before: Amount;
  after: Amount;
  /** After less before; never zero. */
  change: Amount;
}

type Values = Pick<BalanceChange, 'before' | 'after'>;

/**
 * What a transaction (its fee included) gave to and took from whom: one entry for each account and asset, two for
 * each trust line, since what one end has, the other owes. What an issuer owes of an MPT is below zero likewise.
 * @throws CodecError when the metadata is malformed.
 */
export function balanceChanges(metadata: Uint8Array): BalanceChange[] {
  const changes: BalanceChange[] = [];
  const nodes = affectedNodes(metadata);
  for (const node of nodes) {
    if (node.fields !== undefined) new NodeChanges(metadata, nodes, node, node.fields, changes).add();
  }
  return changes;
}

class NodeChanges {
  constructor(
    readonly bytes: Uint8Array,
    readonly nodes: readonly AffectedNode[],
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
        return this.push(issuer, this.mpt(id), owed && negated(owed));
      }
    }
  }

  private trustLine(): void {
    const low = this.read(LowLimit);
    const high = this.read(HighLimit);
    const values = this.difference(Balance, readAmount, zero('issued'));
    if (low === undefined || high === undefined || values === undefined) return;
    // A limit's issuer is the account that set it.
    const currency = low.subarray(8, 28);
    this.push(low.subarray(28), { currency, issuer: high.subarray(28) }, values);
    this.push(high.subarray(28), { currency, issuer: low.subarray(28) }, negated(values));
  }

  /**
   * `MPTAmount` isn't there while it is zero, and metadata doesn't tell of fields that weren't there before. But of a
   * holding that rose from zero it tells no previous field at all, and nearly every other change has one. Escrowed
   * MPTs that come back to a holder of none have `LockedAmount`: they came back when they went nowhere else.
   */
  private held(): Values | undefined {
    const told = this.difference(MPTAmount, wholeAmount, zero('mpt'));
    const { kind, previous } = this.node;
    if (told || kind === CreatedNode || kind === DeletedNode) return told;
    const silent = previous === undefined || previous.start === previous.end;
    const after = silent || this.unlocked() ? this.after(MPTAmount, wholeAmount) : undefined;
    return after && { before: zero('mpt'), after };
  }

  /** Whether less of this holding is locked than before, and no other holding and no issuance got it. */
  private unlocked(): boolean {
    const { previous } = this.node;
    const before = previous && findField(this.bytes, LockedAmount, previous.start, previous.end);
    if (!before) return false;
    const now = this.after(LockedAmount, wholeAmount) ?? zero('mpt');
    if (now.mantissa >= wholeAmount(this.bytes, before.start).mantissa) return false;
    return this.nodes.every(
      (other) =>
        other === this.node ||
        (other.entryType !== MPTOKEN &&
          !(
            other.entryType === MPTOKEN_ISSUANCE &&
            other.previous &&
            findField(this.bytes, OutstandingAmount, other.previous.start, other.previous.end)
          )),
    );
  }

  /** `undefined` when the field didn't change. */
  private difference(
    field: number,
    value: (bytes: Uint8Array, at: number) => Amount,
    none: Amount,
  ): Values | undefined {
    const after = this.after(field, value) ?? none;
    if (this.node.kind === CreatedNode) return { before: none, after };
    const { previous } = this.node;
    const before = previous && findField(this.bytes, field, previous.start, previous.end);
    return before && { before: value(this.bytes, before.start), after };
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

  private push(account: Uint8Array | undefined, asset: Asset | undefined, values: Values | undefined): void {
    if (account === undefined || asset === undefined || values === undefined) return;
    const change = subtractAmounts(values.after, values.before);
    if (change.mantissa !== 0n) this.changes.push({ account, asset, ...values, change });
  }
}

const negated = ({ before, after }: Values): Values => ({ before: negateAmount(before), after: negateAmount(after) });

function wholeAmount(bytes: Uint8Array, at: number): Amount {
  return amount('mpt', new DataView(bytes.buffer, bytes.byteOffset + at, 8).getBigUint64(0));
}
