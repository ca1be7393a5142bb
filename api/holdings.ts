import { amountText, parseAmount, zero, type Amount } from '../xrpl/amount';
import { decodeAccountId, encodeAccountId } from '../xrpl/base58';
import { currencyText, isXrp } from '../xrpl/currency';
import { accountRoot } from '../xrpl/keylets/account';
import { trustLine } from '../xrpl/keylets/trust-line';
import { PARITY } from '../xrpl/transfer-rate';
import { fieldsShown } from './codec';
import type { Reading } from './context';
import { readFees } from './fees';
import { trustLineOf } from './trust-line';

/** An issued currency, or XRP with zeros for both; 20 bytes each. */
export interface Issue {
  readonly currency: Buffer;
  readonly issuer: Buffer;
}

const lsfGlobalFreeze = 0x00400000;
const rootOf = fieldsShown(['Balance', 'OwnerCount', 'Flags', 'TransferRate']);

interface Root {
  readonly Balance: string;
  readonly OwnerCount: number;
  readonly Flags: number;
  readonly TransferRate?: number;
}

/** What accounts have at the end of one ledger, as rippled's accountHolds says. */
export class Holdings {
  constructor(
    private readonly ledgerIndex: number,
    private readonly reading: Reading,
  ) {}

  /**
   * What the account can spend: of XRP what is above its reserve, of an issued currency the balance of its line.
   * @param frozen what to answer of a frozen line; its balance by default
   */
  async of(account: Buffer, { currency, issuer }: Issue, frozen: 'as-zero' | 'as-is' = 'as-is'): Promise<Amount> {
    if (isXrp(currency, 0)) return this.spendableXrp(account);
    const blob = await this.object(trustLine(account, issuer, currency));
    if (!blob) return zero('issued');
    const line = trustLineOf(blob, encodeAccountId(account));
    if (frozen === 'as-zero' && (line.other.freeze || (await this.isGloballyFrozen(issuer)))) return zero('issued');
    return parseAmount('issued', line.balance);
  }

  /** Whether the issuer has frozen the account's line, or all lines. */
  async isFrozen(account: Buffer, { currency, issuer }: Issue): Promise<boolean> {
    if (await this.isGloballyFrozen(issuer)) return true;
    const blob = await this.object(trustLine(account, issuer, currency));
    return blob !== undefined && trustLineOf(blob, encodeAccountId(account)).other.freeze;
  }

  /** All of the account's XRP, its reserve included. */
  async xrpBalance(account: Buffer): Promise<Amount> {
    const root = await this.root(account);
    return root ? parseAmount('xrp', root.Balance) : zero('xrp');
  }

  async isGloballyFrozen(issuer: Buffer): Promise<boolean> {
    const root = await this.root(issuer);
    return root !== undefined && (root.Flags & lsfGlobalFreeze) !== 0;
  }

  /** In billionths; `PARITY` where the issuer takes no fee. */
  async transferRate(issuer: Buffer): Promise<number> {
    return (await this.root(issuer))?.TransferRate ?? PARITY;
  }

  /** Balance less reserve, not below zero. */
  private async spendableXrp(account: Buffer): Promise<Amount> {
    const root = await this.root(account);
    if (!root) return zero('xrp');
    const fees = await readFees(this.reading, this.ledgerIndex);
    const free = BigInt(root.Balance) - BigInt(fees.reserveBase + fees.reserveIncrement * root.OwnerCount);
    return free > 0n ? parseAmount('xrp', String(free)) : zero('xrp');
  }

  private async root(account: Buffer): Promise<Root | undefined> {
    const blob = await this.object(accountRoot(account));
    return blob && (rootOf(blob) as unknown as Root);
  }

  private object(key: Buffer): Promise<Buffer | undefined> {
    return this.reading.reader.object(key, this.ledgerIndex);
  }
}

/** An issued amount or drops, as JSON has it. */
export type AmountJson = string | { readonly currency: string; readonly issuer: string; readonly value: string };

export function amountOf(json: AmountJson): Amount {
  return typeof json === 'string' ? parseAmount('xrp', json) : parseAmount('issued', json.value);
}

/** Of an issued currency, whose code is shown as rippled shows it. */
export function issuedJson({ currency, issuer }: Issue, value: Amount): AmountJson {
  return { currency: currencyText(currency), issuer: encodeAccountId(issuer), value: amountText(value) };
}

export const accountId = (address: string): Buffer => decodeAccountId(address)!;
