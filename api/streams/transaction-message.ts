import { transactionResults } from '../../schemas/transaction-results';
import type { StoredTransaction } from '../../store/read/reader';
import { fieldOf, findField } from '../../xrpl/codec/walk';
import { toIso } from '../../xrpl/time';
import { affectedAccounts } from '../../xrpl/transaction/affected-accounts';
import { affectedNodes, CreatedNode, ModifiedNode } from '../../xrpl/transaction/affected-nodes';
import { metaFacts } from '../../xrpl/transaction/meta-facts';
import type { ApiVersion } from '../call';
import { hex } from '../hex';
import { jsonText } from '../json';
import { metadataJson, transactionJson } from '../transaction-json';
import { accountTopic, bookTopicAt, historyTopic, proposedTopic, type Topic } from './topics';

const OFFER = 0x6f;
const TakerGets = fieldOf('TakerGets');
const TakerPays = fieldOf('TakerPays');
const DomainID = fieldOf('DomainID');

export interface LedgerOfMessage {
  /** Hexadecimal. */
  readonly hash: string;
  /** Seconds since 2000-01-01. */
  readonly closeTime: number;
}

/** A validated transaction as the streams tell it: whom it concerns, and its text, made once for each shape. */
export class TransactionMessage {
  private readonly texts: (Buffer | undefined)[] = [];

  /** @param ownerFunds what the maker of an offer has of what it offers */
  constructor(
    private readonly stored: StoredTransaction,
    private readonly ledger: LedgerOfMessage,
    private readonly ownerFunds: string | undefined,
  ) {}

  get ledgerIndex(): number {
    return this.stored.ledgerIndex;
  }

  /**
   * Where it is told. A client gets it once for each of these groups that it has subscribed to: rippled and Clio
   * tell it once more to who has subscribed to all transactions and to an account or a book.
   */
  groups(): Topic[][] {
    return [
      ['transactions'],
      ['transactions_proposed'],
      this.accounts().flatMap((account) => [accountTopic(account), proposedTopic(account)]),
      this.books(),
    ];
  }

  /** Of the accounts that it affects. */
  histories(): Topic[] {
    return this.accounts().map(historyTopic);
  }

  text(apiVersion: ApiVersion): Buffer {
    const shape = apiVersion === 1 ? 1 : 2;
    return (this.texts[shape] ??= Buffer.from(this.render(shape)));
  }

  private accounts(): Uint8Array[] {
    return affectedAccounts(this.stored.transaction, this.stored.metadata);
  }

  private books(): Topic[] {
    const { metadata } = this.stored;
    const topics: Topic[] = [];
    for (const { entryType, kind, fields, previous } of affectedNodes(metadata)) {
      // An offer counts as taken or moved only where its amounts changed.
      const range = kind === ModifiedNode ? previous : fields;
      if (entryType !== OFFER || !range) continue;
      const gets = findField(metadata, TakerGets, range.start, range.end);
      const pays = findField(metadata, TakerPays, range.start, range.end);
      if (!gets || !pays) continue;
      const whole = kind === CreatedNode ? range : (fields ?? range);
      const domain = findField(metadata, DomainID, whole.start, whole.end);
      const domainId = domain && metadata.subarray(domain.start, domain.end);
      // The peers tell who has subscribed to the book that these offers take, not to the one they stand in.
      topics.push(bookTopicAt(metadata, gets.start, pays.start, domainId));
    }
    return topics;
  }

  private render(shape: 1 | 2): string {
    const { stored, ledger, ownerFunds: owner_funds } = this;
    const { closeTime: date } = ledger;
    const hash = hex(stored.id);
    const code = metaFacts(stored.metadata).result;
    const result = transactionResults[code];
    return jsonText({
      [shape === 1 ? 'transaction' : 'tx_json']:
        shape === 1
          ? transactionJson(stored, shape, { hash, date, owner_funds })
          : transactionJson(stored, shape, { date, owner_funds }),
      meta: metadataJson(stored, date),
      type: 'transaction',
      validated: true,
      status: 'closed',
      close_time_iso: toIso(date),
      ledger_index: stored.ledgerIndex,
      ledger_hash: ledger.hash,
      hash: shape === 1 ? undefined : hash,
      engine_result_code: code,
      // A result newer than our table still has its code, which is what programs go by.
      engine_result: result?.name ?? String(code),
      engine_result_message: result?.message ?? '',
    });
  }
}
