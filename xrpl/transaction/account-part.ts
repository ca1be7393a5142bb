import { FieldType } from '../codec/field-type';
import { fieldOf, findField, FieldWalker, type ByteRange } from '../codec/walk';
import { MPT_ID_SIZE } from '../mpt';
import { affectedAccounts } from './affected-accounts';
import { affectedNodes, type AffectedNode } from './affected-nodes';
import { idOfIssue, mptAmountSize, mptIssueSize } from './mpts-touched';

const RIPPLE_STATE = 0x72;
const MPTOKEN = 0x7f;

const Account = fieldOf('Account');
const Delegate = fieldOf('Delegate');
const DestinationTag = fieldOf('DestinationTag');
const Balance = fieldOf('Balance');
const LowLimit = fieldOf('LowLimit');
const HighLimit = fieldOf('HighLimit');
const MPTokenIssuanceID = fieldOf('MPTokenIssuanceID');

/** Bytes of an amount of an issued currency (value, currency, issuer) and of an issue (currency, issuer). */
const issuedAmountSize = 48;
const issuedIssueSize = 40;

/** An issued currency, as its 20 bytes and its issuer's 20, or an MPT, as the 24 bytes of its id. */
export type Token = Uint8Array;

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
    this.affected = affectedAccounts(transaction, metadata);
    this.readTransaction(transaction);
    for (const node of affectedNodes(metadata)) if (node.fields) this.readNode(metadata, node, node.fields);
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
    for (const each of [...this.affected, ...this.namedAccounts]) if (!same(each, account)) addTo(others, each);
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
      const value = bytes.subarray(start, end);
      switch (code >> 8) {
        case FieldType.AccountId:
          if (code === Account) this.sender = value;
          else addTo(this.namedAccounts, value);
          if (code === Delegate) this.delegate = value;
          break;
        case FieldType.Amount:
          if (value.length === issuedAmountSize) addTo(this.namedTokens, value.subarray(8));
          else if (value.length === mptAmountSize) addTo(this.namedTokens, value.subarray(-MPT_ID_SIZE));
          break;
        case FieldType.Issue:
          if (value.length === issuedIssueSize) addTo(this.namedTokens, value);
          else if (value.length === mptIssueSize) addTo(this.namedTokens, idOfIssue(bytes, start));
          break;
        default:
          if (code === MPTokenIssuanceID) addTo(this.namedTokens, value);
          else if (code === DestinationTag) this.destinationTag = Buffer.from(value).readUInt32BE();
      }
    }
  }

  private readNode(metadata: Uint8Array, { entryType, previous }: AffectedNode, fields: ByteRange): void {
    const read = (code: number, range: ByteRange | undefined): Uint8Array | undefined => {
      const found = range && findField(metadata, code, range.start, range.end);
      return found && metadata.subarray(found.start, found.end);
    };
    if (entryType === MPTOKEN) {
      const [token, holder] = [read(MPTokenIssuanceID, fields), read(Account, fields)];
      if (token && holder) this.changed.push({ token, by: [holder, token.subarray(-20)] });
    } else if (entryType === RIPPLE_STATE) {
      const [low, high] = [read(LowLimit, fields), read(HighLimit, fields)];
      if (!low || !high) return;
      const sign = signOf(read(Balance, fields)) || signOf(read(Balance, previous));
      const by = [low.subarray(28), high.subarray(28)];
      // Who has something has the other's token. Of a line on which nobody had anything it can be either's.
      if (sign >= 0) this.changed.push({ token: high.subarray(8), by });
      if (sign <= 0) this.changed.push({ token: low.subarray(8), by });
    }
  }
}

/** -1, 0 or 1, as the balance of a trust line is below, at or above zero; 0 too where there is none. */
function signOf(balance: Uint8Array | undefined): number {
  if (!balance) return 0;
  const [first = 0, second = 0] = balance;
  const isZero = (first & 0x7f) === 0 && second === 0;
  if (isZero) return 0;
  return first & 0x40 ? 1 : -1;
}

function addTo(list: Uint8Array[], bytes: Uint8Array): void {
  if (!list.some((each) => same(each, bytes))) list.push(bytes);
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}
