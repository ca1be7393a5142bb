import { decode } from 'ripple-binary-codec';
import { decodeAccountID } from 'xrpl';
import { balanceChangesTopic } from '../../../consumers/fan-out/balance-changes';
import { ledgersTopic } from '../../../consumers/fan-out/ledgers';
import type { TopicRecord } from '../../../consumers/fan-out/topic';
import type { LedgerDiff } from '../../../xrpl/ledger-diff';

/* eslint-disable @typescript-eslint/no-explicit-any -- ledger entries as JSON, taken apart as they come */

/**
 * Keeps every balance by the records of xrpl.balance-changes alone, and every ledger entry by the log alone, as the reference
 * codec reads it, and says where they differ.
 */
export class BalanceCheck {
  readonly problems: string[] = [];
  /** How many balances in the state were compared, and how many records there were, by cause. */
  compared = 0;
  readonly records = new Map<string, number>();
  private readonly derive = balanceChangesTopic.begin();
  private readonly deriveLedgers = ledgersTopic.begin();
  private readonly kept = new Map<string, string>();
  private readonly entries = new Map<string, { balances: Map<string, string>; locked: bigint }>();
  private xrp = 0n;
  private fees = 0n;
  private totalCoins: bigint | undefined;

  add(segment: LedgerDiff): void {
    for (const record of this.derive(segment)) this.record(segment.ledgerIndex, record);
    const { ledgerIndex } = segment;
    for (const { key, blob } of segment.objects) this.compare(ledgerIndex, key.toString('latin1'), blob);
    const [ledger] = this.deriveLedgers(segment);
    if (!ledger) return;
    const total = BigInt(ledger['total_coins'] as string);
    if (this.totalCoins !== undefined) {
      const burned = this.totalCoins - total;
      if (this.fees !== burned) this.problem(ledgerIndex, `fees of ${this.fees}, but ${burned} drops burned`);
      if (this.xrp !== 0n) this.problem(ledgerIndex, `transactions made ${this.xrp} drops, apart from fees`);
    }
    this.totalCoins = total;
    this.xrp = 0n;
    this.fees = 0n;
  }

  /** Whether any balance is kept that no entry has. */
  finish(): void {
    const inState = new Set([...this.entries.values()].flatMap(({ balances }) => [...balances.keys()]));
    for (const [name, value] of this.kept) {
      if (value !== '0' && !inState.has(name)) this.problem(0, `${name} is ${value} by the records, and nowhere`);
    }
  }

  private record(ledger: number, { account, currency, issuer, before, after, cause }: TopicRecord): void {
    const ofMpt = (currency as string).length === 48;
    const name = nameOf(account as string, currency as string, ofMpt ? null : (issuer as string | null));
    const known = this.kept.get(name) ?? '0';
    if (known !== before) this.problem(ledger, `${name} was ${known}, a record has ${String(before)} before`);
    this.kept.set(name, after as string);
    this.records.set(cause as string, (this.records.get(cause as string) ?? 0) + 1);
    if (currency !== 'XRP' || cause === 'Opening') return;
    const change = BigInt(after as string) - BigInt(before as string);
    if (cause === 'Fee') this.fees -= change;
    else this.xrp += change;
  }

  private compare(ledger: number, key: string, blob: Buffer | null): void {
    const was = this.entries.get(key);
    const entry: any = blob && decode(blob.toString('hex'));
    const balances = entry ? balancesIn(entry) : new Map<string, string>();
    const locked = entry ? lockedIn(entry) : 0n;
    if (this.totalCoins !== undefined) this.xrp += locked - (was?.locked ?? 0n);
    for (const [name] of was?.balances ?? []) if (!balances.has(name)) this.expect(ledger, name, '0');
    for (const [name, value] of balances) this.expect(ledger, name, value);
    if (blob) this.entries.set(key, { balances, locked });
    else this.entries.delete(key);
  }

  private expect(ledger: number, name: string, value: string): void {
    this.compared += 1;
    const known = this.kept.get(name) ?? '0';
    if (known !== value) this.problem(ledger, `${name} is ${value} in the state, ${known} by the records`);
  }

  private problem(ledger: number, text: string): void {
    if (this.problems.length < 20) this.problems.push(`ledger ${ledger}: ${text}`);
  }
}

const nameOf = (account: string, currency: string, issuer: string | null): string =>
  `${account} ${currency} ${issuer ?? ''}`;

function balancesIn(entry: any): Map<string, string> {
  switch (entry.LedgerEntryType) {
    case 'AccountRoot':
      return new Map([[nameOf(entry.Account, 'XRP', null), entry.Balance]]);
    case 'RippleState': {
      const { currency } = entry.Balance;
      const value = plain(entry.Balance.value);
      const [low, high] = [entry.LowLimit.issuer, entry.HighLimit.issuer];
      const negative = value === '0' ? '0' : value.startsWith('-') ? value.slice(1) : `-${value}`;
      return new Map([
        [nameOf(low, currency, high), value],
        [nameOf(high, currency, low), negative],
      ]);
    }
    case 'MPToken': {
      const id = entry.MPTokenIssuanceID as string;
      return new Map([[mptName(entry.Account, id), entry.MPTAmount ?? '0']]);
    }
    case 'MPTokenIssuance': {
      const sequence = entry.Sequence.toString(16).padStart(8, '0');
      const id = `${sequence}${Buffer.from(decodeAccountID(entry.Issuer)).toString('hex')}`.toUpperCase();
      const owed = entry.OutstandingAmount as string;
      return new Map([[mptName(entry.Issuer, id), owed === '0' ? '0' : `-${owed}`]]);
    }
    default:
      return new Map();
  }
}

/** The codec writes large and small numbers with an exponent, records never do. */
function plain(text: string): string {
  const [, sign, digits, point = '', power] = /^(-?)(\d+)(?:\.(\d+))?e([+-]?\d+)$/i.exec(text) ?? [];
  if (digits === undefined) return text;
  const exponent = Number(power) - point.length;
  const all = digits + point;
  if (exponent >= 0) return `${sign}${all}${'0'.repeat(exponent)}`;
  const padded = all.padStart(1 - exponent, '0');
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`.replace(/0+$/, '');
}

/** An MPT is named by its id alone here: who issued it follows from that. */
const mptName = (account: string, id: string): string => `${account} ${id} `;

/** Drops that are in no account. */
function lockedIn(entry: any): bigint {
  if (entry.LedgerEntryType === 'Escrow' && typeof entry.Amount === 'string') return BigInt(entry.Amount);
  if (entry.LedgerEntryType === 'PayChannel') return BigInt(entry.Amount) - BigInt(entry.Balance);
  return 0n;
}
