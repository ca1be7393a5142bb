import type { Logger } from '../../kit/logger';
import { beyond } from '../../store/read/history-rows';
import type { Place, Reader, StoredTransaction } from '../../store/read/reader';
import { decodeAccountId } from '../../xrpl/base58';
import { fieldOf, findField } from '../../xrpl/codec/walk';
import { affectedNodes, CreatedNode } from '../../xrpl/transaction/affected-nodes';
import type { ApiVersion } from '../call';
import { fieldsShown } from '../codec';
import { hex } from '../hex';
import { jsonText, type JsonObject } from '../json';
import { closeTimeOf } from '../ledger-json';
import { ownerFunds } from '../owner-funds';
import type { Recipient } from './recipient';
import { TransactionMessage } from './transaction-message';

/** Transactions read at a time. */
const pageSize = 100;
const ACCOUNT_ROOT = 0x61;
const Account = fieldOf('Account');
/** The account that a network begins with: no transaction created it. */
const genesis = decodeAccountId('rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh')!;
const accountAndSequence = fieldsShown(['Account', 'Sequence']);

/** Who listens to a history: a client that says when it has read enough to be sent more. */
export interface HistoryListener extends Recipient {
  /** Resolves when few messages wait for the client, or when it has gone. */
  room(): Promise<void>;
}

/**
 * `account_history_tx_stream`: what happened to an account, newest first, up to the transaction that created it or the
 * first ledger there is; and meanwhile what happens from now on. Both are numbered: -1, -2 … and 0, 1 …
 */
export class AccountHistory implements Recipient {
  private newest = 0;
  private oldest = -1;
  private stopped = false;

  /**
   * @param after the ledger where history ends and news begin
   * @param exists whether the account was there then; an account that wasn't has no history to tell
   */
  constructor(
    private readonly account: Buffer,
    private readonly after: number,
    private readonly exists: boolean,
    private readonly client: HistoryListener,
    private readonly reader: Reader,
  ) {}

  get apiVersion(): ApiVersion {
    return this.client.apiVersion;
  }

  /** A transaction of a ledger that has just become visible. */
  send(message: Buffer): void {
    const isFirst = this.newest === 0 && !this.exists;
    this.tell(message, { account_history_tx_index: this.newest++, ...(isFirst && { account_history_tx_first: true }) });
  }

  interrupt(reason: string): void {
    this.client.interrupt(reason);
  }

  start(logger: Logger): void {
    if (!this.exists) return;
    this.tellAll().catch((error: unknown) => {
      if (this.stopped) return;
      logger.error({ err: error, account: hex(this.account) }, 'the history of an account could not be told');
      this.interrupt('a history could not be read: subscribe again');
    });
  }

  /** Ends what is told of the past. */
  stop(): void {
    this.stopped = true;
  }

  private async tellAll(): Promise<void> {
    // One is kept back until it is known whether it is the last of its ledger.
    let held: StoredTransaction | undefined;
    for await (const transaction of this.transactions()) {
      if (held) await this.tellPast(held, held.ledgerIndex !== transaction.ledgerIndex);
      held = transaction;
      if (this.stopped) return;
      if (isFirstOf(this.account, transaction)) break;
    }
    if (held) await this.tellPast(held, true);
  }

  private async *transactions(): AsyncIterable<StoredTransaction> {
    const { account, reader, after: to } = this;
    let start: Place = { ledgerIndex: to, index: 0xffff };
    for (;;) {
      const range = await reader.visibleRange();
      const query = { account, from: range!.first, to, forward: false, limit: pageSize, start };
      const page = await reader.accountTransactions(query);
      yield* page.transactions;
      if (!page.last) return;
      start = beyond(page.last, false);
    }
  }

  private async tellPast(stored: StoredTransaction, isBoundary: boolean): Promise<void> {
    const ledger = await this.reader.ledger(stored.ledgerIndex);
    const about = { hash: hex(ledger!.hash), closeTime: closeTimeOf(ledger!) };
    const message = new TransactionMessage(stored, about, await ownerFunds(stored, { reader: this.reader }));
    await this.client.room();
    if (this.stopped) return;
    this.tell(message.text(this.apiVersion), {
      account_history_tx_index: this.oldest--,
      ...(isBoundary && { account_history_boundary: true }),
      ...(isFirstOf(this.account, stored) && { account_history_tx_first: true }),
    });
  }

  private tell(message: Buffer, members: JsonObject): void {
    this.client.send(withMembers(message, members));
  }
}

/** The text of an object with members added to it. */
export function withMembers(message: Buffer, members: JsonObject): Buffer {
  return Buffer.concat([message.subarray(0, -1), Buffer.from(`,${jsonText(members).slice(1)}`)]);
}

/** Whether the transaction created the account; of the one that was always there, whether it is its first. */
function isFirstOf(account: Buffer, { transaction, metadata }: StoredTransaction): boolean {
  if (account.equals(genesis)) {
    const { Account: sender, Sequence: sequence } = accountAndSequence(transaction) as Record<string, unknown>;
    if (sequence === 1 && decodeAccountId(sender as string)?.equals(account)) return true;
  }
  return affectedNodes(metadata).some(({ kind, entryType, fields }) => {
    if (kind !== CreatedNode || entryType !== ACCOUNT_ROOT || !fields) return false;
    const created = findField(metadata, Account, fields.start, fields.end);
    return created !== undefined && account.equals(metadata.subarray(created.start, created.end));
  });
}
