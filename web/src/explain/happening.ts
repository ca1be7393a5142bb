import type { Amount, Asset, Fields, Metadata, Transaction, TransactionJson } from '../node/answers';
import { changesOf, type Change } from './changes';
import { succeeded } from './result';
import type { Part, Sentence } from './sentence';

/** A transaction as those who explain it look at it. */
export class Happening {
  readonly tx: TransactionJson;
  readonly meta: Metadata;
  readonly done: boolean;
  readonly changes: readonly Change[];

  constructor({ tx_json, meta }: Pick<Transaction, 'tx_json' | 'meta'>) {
    this.tx = tx_json;
    this.meta = meta;
    this.done = succeeded(meta.TransactionResult);
    this.changes = changesOf(meta);
  }

  /** Whose transaction it is. */
  get sender(): Part {
    return { account: this.tx.Account };
  }

  /** "sent", or "tried to send" where it failed. */
  did(past: string, infinitive: string): string {
    return this.done ? past : `tried to ${infinitive}`;
  }

  has(field: string): boolean {
    return this.tx[field] !== undefined;
  }

  account(field: string): Part {
    return { account: String(this.tx[field]) };
  }

  amount(field: string): Part {
    return { amount: this.tx[field] as Amount };
  }

  asset(field: string): Part {
    return { asset: this.tx[field] as Asset };
  }

  text(field: string): string {
    return String(this.tx[field]);
  }

  number(field: string): number {
    return Number(this.tx[field]);
  }

  time(field: string): Part {
    return { time: this.number(field) };
  }

  /** The first object of the type that was created, modified or deleted. */
  change(type: string, kind?: Change['kind']): Change | undefined {
    return this.changes.find((change) => change.type === type && (kind === undefined || change.kind === kind));
  }
}

export interface Explanation {
  /** What it was all about. */
  readonly summary: Sentence;
  /** What else is worth knowing; may be empty. */
  readonly details: readonly Sentence[];
}

export type Explain = (happening: Happening) => Explanation;

export const accountOf = (fields: Fields, name = 'Account'): Part => ({ account: String(fields[name]) });
