import { encodeAccountId } from '../../xrpl/base58';
import { toJson } from '../../xrpl/codec/json';
import { transactionResultName } from '../../xrpl/codec/names';
import { fieldOf, findField, FieldWalker } from '../../xrpl/codec/walk';
import { toUnixTime } from '../../xrpl/time';
import { affectedAccounts } from '../../xrpl/transaction/affected-accounts';
import { deliveredAmount } from '../../xrpl/transaction/delivered-amount';
import { Fields, prefixed, type AmountColumns } from './columns';
import type { Topic, TopicRecord } from './topic';
import { transactionsOf, type LedgerTransaction } from './transactions-of';

const Memos = fieldOf('Memos');
const MemoData = fieldOf('MemoData');
const rippled = { form: 'rippled' } as const;

/** Decoded transactions: what is filtered on as fields of its own, the rest as JSON. */
export const transactionsTopic: Topic = {
  name: 'xrpl.transactions',
  identity: ['ledger_index', 'transaction_index'],
  key: 'hash',
  filter: {
    type: 'type',
    accounts: ['account', 'destination', 'affected_accounts'],
    tokens: ['amount', 'send_max', 'delivered_amount', 'taker_gets', 'taker_pays'].map(
      (name) => [`${name}_currency`, `${name}_issuer`] as const,
    ),
  },
  begin() {
    return (segment) => [...transactionsOf(segment)].map(record);
  },
};

function record(entry: LedgerTransaction): TopicRecord {
  const { transaction, metadata } = entry;
  const fields = new Fields(transaction);
  return {
    ledger_index: entry.ledgerIndex,
    close_time: toUnixTime(entry.closeTime) * 1000,
    transaction_index: entry.index,
    hash: entry.hash,
    type: entry.type,
    result: transactionResultName(entry.result),
    account: senderOf(fields),
    destination: fields.account('Destination') ?? null,
    sequence: fields.uint32('Sequence') ?? 0,
    ticket_sequence: fields.uint32('TicketSequence') ?? null,
    fee: fields.amount('Fee')?.value ?? '0',
    flags: fields.uint32('Flags') ?? 0,
    source_tag: fields.uint32('SourceTag') ?? null,
    destination_tag: fields.uint32('DestinationTag') ?? null,
    ...prefixed('amount', fields.amount('Amount')),
    ...prefixed('send_max', fields.amount('SendMax')),
    ...prefixed('delivered_amount', delivered(entry)),
    ...prefixed('taker_gets', fields.amount('TakerGets')),
    ...prefixed('taker_pays', fields.amount('TakerPays')),
    memos: memoTexts(transaction),
    affected_accounts: affectedAccounts(transaction, metadata).map((account) => encodeAccountId(account)),
    transaction: toJson(transaction, rippled),
    metadata: toJson(metadata, rippled),
  };
}

/** Nobody sends the pseudo-transactions of the validators: their account is empty, or zero. */
function senderOf(fields: Fields): string | null {
  const account = fields.raw('Account');
  return account?.some((byte) => byte !== 0) ? encodeAccountId(account) : null;
}

/** From where `deliveredAmount` has it; it says only that there is one. */
function delivered({ transaction, metadata, ledgerIndex, closeTime }: LedgerTransaction): AmountColumns | undefined {
  const text = deliveredAmount(transaction, metadata, ledgerIndex, closeTime);
  if (text === undefined || text === '"unavailable"') return undefined;
  return new Fields(metadata).amount('DeliveredAmount') ?? new Fields(transaction).amount('Amount');
}

function memoTexts(transaction: Buffer): string[] {
  const memos = findField(transaction, Memos);
  if (!memos) return [];
  const texts: string[] = [];
  const walker = new FieldWalker(transaction, memos.start, memos.end);
  while (walker.next()) {
    const data = findField(transaction, MemoData, walker.start, walker.end);
    if (data) texts.push(readable(transaction.subarray(data.start, data.end)));
  }
  return texts;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Most memos are text. What isn't UTF-8 stays hexadecimal. */
function readable(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return bytes.toString('hex').toUpperCase();
  }
}
