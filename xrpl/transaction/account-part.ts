import { FieldType } from '../codec/field-type';
import { uint32At } from '../codec/uint32';
import { fieldOf, findField, FieldWalker, type ByteRange } from '../codec/walk';
import { affectedAccounts } from './affected-accounts';
import { affectedNodes, type AffectedNode } from './affected-nodes';
import { tokenIn, type Token } from './token-in';

const RIPPLE_STATE = 0x72;
const MPTOKEN = 0x7f;

const Account = fieldOf('Account');
const Delegate = fieldOf('Delegate');
const DestinationTag = fieldOf('DestinationTag');
const Balance = fieldOf('Balance');
const LowLimit = fieldOf('LowLimit');
const HighLimit = fieldOf('HighLimit');
const MPTokenIssuanceID = fieldOf('MPTokenIssuanceID');

/** What one account has to do with one transaction: what its history can be asked for, besides the type. */
export interface AccountPart {
  /** It is the sender (`Account`); else another account sent the transaction. */
  readonly sent: boolean;
  /** The part of the other one: an `actor` signed for this account, or this account for an `authorizer` (`Delegate`). */
  readonly delegate: { readonly role: 'actor' | 'authorizer'; readonly other: Uint8Array } | undefined;
  /**
   * Of a sender, the other accounts that the transaction affected or names; of another account, the sender. Two
   * accounts that are both affected by a third's transaction are no counterparties.
   */
  readonly counterparties: readonly Uint8Array[];
  readonly destinationTag: number | undefined;
  /** Tokens that the transaction names, and those of the trust lines and holdings of this account that it changed. */
  readonly tokens: readonly Token[];
}

/** The parts that accounts have in one transaction. */
export class AccountParts {
  private sender: Uint8Array | undefined;
  private delegate: Uint8Array | undefined;
  private destinationTag: number | undefined;
  private readonly namedAccounts: Uint8Array[] = [];
  private readonly namedTokens: Token[] = [];
  private readonly changed: { readonly token: Token; readonly by: readonly Uint8Array[] }[] = [];
  /** The accounts in whose histories the transaction is. */
  readonly affected: readonly Uint8Array[];

  /** @throws CodecError when transaction or metadata is malformed. */
  constructor(transaction: Uint8Array, metadata: Uint8Array) {
    const nodes = affectedNodes(metadata);
    this.affected = affectedAccounts(transaction, metadata, nodes);
    this.readTransaction(transaction);
    for (const node of nodes) {
      if (!node.fields) continue;
      if (node.entryType === MPTOKEN) this.readHolding(metadata, node.fields);
      else if (node.entryType === RIPPLE_STATE) this.readTrustLine(metadata, node, node.fields);
    }
  }

  of(account: Uint8Array): AccountPart {
    const { sender, destinationTag } = this;
    const sent = sender !== undefined && same(sender, account);
    return {
      sent,
      delegate: this.delegateOf(account, sent),
      counterparties: sent ? this.others(account) : sender ? [sender] : [],
      destinationTag,
      tokens: this.tokensOf(account),
    };
  }

  private delegateOf(account: Uint8Array, sent: boolean): AccountPart['delegate'] {
    const { sender, delegate } = this;
    if (!sender || !delegate) return undefined;
    if (sent) return { role: 'actor', other: delegate };
    return same(delegate, account) ? { role: 'authorizer', other: sender } : undefined;
  }

  private others(account: Uint8Array): Uint8Array[] {
    const others: Uint8Array[] = [];
    // Those affected are distinct already.
    for (const each of this.affected) if (!same(each, account)) others.push(each);
    for (const each of this.namedAccounts) if (!same(each, account)) addTo(others, each);
    return others;
  }

  private tokensOf(account: Uint8Array): Token[] {
    const tokens = [...this.namedTokens];
    for (const { token, by } of this.changed) if (by.some((each) => same(each, account))) addTo(tokens, token);
    return tokens;
  }

  private readTransaction(bytes: Uint8Array): void {
    const fields = new FieldWalker(bytes);
    while (fields.next()) {
      const { code, start, end } = fields;
      if (code >> 8 === FieldType.AccountId) {
        const account = bytes.subarray(start, end);
        if (code === Account) this.sender = account;
        else addTo(this.namedAccounts, account);
        if (code === Delegate) this.delegate = account;
      } else if (code === DestinationTag) this.destinationTag = uint32At(bytes, start);
      else {
        const token = tokenIn(bytes, code, fields);
        if (token) addTo(this.namedTokens, token);
      }
    }
  }

  private readHolding(metadata: Uint8Array, { start, end }: ByteRange): void {
    const id = findField(metadata, MPTokenIssuanceID, start, end);
    const holder = findField(metadata, Account, start, end);
    if (!id || !holder) return;
    const token = metadata.subarray(id.start, id.end);
    this.changed.push({ token, by: [metadata.subarray(holder.start, holder.end), token.subarray(-20)] });
  }

  private readTrustLine(metadata: Uint8Array, { previous }: AffectedNode, { start, end }: ByteRange): void {
    let [balance, low, high] = [-1, -1, -1];
    const fields = new FieldWalker(metadata, start, end);
    while (fields.next()) {
      if (fields.code === Balance) balance = fields.start;
      else if (fields.code === LowLimit) low = fields.start;
      else if (fields.code === HighLimit) high = fields.start;
    }
    if (low < 0 || high < 0) return;
    let sign = signAt(metadata, balance);
    if (sign === 0 && previous) {
      sign = signAt(metadata, findField(metadata, Balance, previous.start, previous.end)?.start ?? -1);
    }
    // An amount is its value, its currency and its issuer, who is here the one that set the limit.
    const [ofLow, ofHigh] = [metadata.subarray(low + 8, low + 48), metadata.subarray(high + 8, high + 48)];
    const by = [ofLow.subarray(20), ofHigh.subarray(20)];
    // Who has something has the other's token. Of a line on which nobody had anything it can be either's.
    if (sign >= 0) this.changed.push({ token: ofHigh, by });
    if (sign <= 0) this.changed.push({ token: ofLow, by });
  }
}

/** -1, 0 or 1, as the balance of a trust line at that place is below, at or above zero; 0 too where there is none. */
function signAt(bytes: Uint8Array, at: number): number {
  if (at < 0) return 0;
  const [first, second] = [bytes[at]!, bytes[at + 1]!];
  const isZero = (first & 0x7f) === 0 && second === 0;
  if (isZero) return 0;
  return first & 0x40 ? 1 : -1;
}

function addTo(list: Uint8Array[], bytes: Uint8Array): void {
  if (!list.some((each) => same(each, bytes))) list.push(bytes);
}

// Accounts and tokens are few and short: comparing bytes costs less than a call into the runtime.
function same(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}
