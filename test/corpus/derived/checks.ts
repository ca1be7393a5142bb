import { isDeepStrictEqual } from 'node:util';
import { encode } from 'ripple-binary-codec';
import type { TopicRecord } from '../../../consumers/fan-out/topic';
import type { Json } from '../recording';
import { exact } from './decimal';
import { amountOf, halfSha512, type Decoded } from './decoded';

/** Compares the records of a segment with what the reference codec makes of it; gives what differs. */
export type Check = (records: readonly TopicRecord[], segment: Decoded) => unknown[];

/** Whether a text is the JSON of a blob. */
function saysTheSame(text: unknown, json: Json, blob: string): boolean {
  const said = JSON.parse(text as string);
  // Amounts have more than one form as text.
  return alike(said, json) || encode(said) === blob;
}

/** The reference codec writes 64-bit numbers with all their digits, rippled without leading zeros. */
function alike(said: Json, json: Json): boolean {
  if (said === json) return true;
  if (typeof said === 'string')
    return typeof json === 'string' && json.length === 16 && said === json.replace(/^0+(?=.)/, '').toLowerCase();
  if (typeof said !== 'object' || typeof json !== 'object' || said === null || json === null) return false;
  const names = Object.keys(said);
  return (
    names.length === Object.keys(json).length && names.every((name) => name in json && alike(said[name], json[name]))
  );
}

export const objectsCheck: Check = (records, { ledgerIndex, closeTime, objects }) =>
  records.length !== objects.length
    ? [records.length]
    : records.filter((record, i) => {
        const { index, change, entry, blob } = objects[i]!;
        const { object, ...rest } = record;
        const type = entry?.LedgerEntryType ?? null;
        const account = entry?.Account ?? entry?.Owner ?? null;
        const wanted = { ledger_index: ledgerIndex, close_time: closeTime, index, change, type, account };
        const same = entry === null ? object === null : saysTheSame(object, entry, blob!);
        return !same || !isDeepStrictEqual(rest, wanted);
      });

export const transactionsCheck: Check = (records, segment) =>
  records.length !== segment.transactions.length
    ? [records.length]
    : records.filter((record, i) => !transactionAgrees(record, segment, segment.transactions[i]!));

/** Pseudo-transactions are sent by nobody. */
const nobody = ['', 'rrrrrrrrrrrrrrrrrrrrrhoLvTp'];

function transactionAgrees(
  { transaction, metadata, affected_accounts, ...record }: TopicRecord,
  { ledgerIndex, closeTime }: Decoded,
  { tx, meta, hash, blobs }: Decoded['transactions'][number],
): boolean {
  const succeeded = meta.TransactionResult === 'tesSUCCESS';
  const delivers = ['Payment', 'CheckCash', 'AccountDelete'].includes(tx.TransactionType) && succeeded;
  const wanted: Record<string, unknown> = {
    ledger_index: ledgerIndex,
    close_time: closeTime,
    transaction_index: meta.TransactionIndex,
    hash,
    type: tx.TransactionType,
    result: meta.TransactionResult,
    account: nobody.includes(tx.Account) ? null : tx.Account,
    destination: tx.Destination ?? null,
    sequence: tx.Sequence ?? 0,
    ticket_sequence: tx.TicketSequence ?? null,
    fee: tx.Fee,
    flags: tx.Flags ?? 0,
    source_tag: tx.SourceTag ?? null,
    destination_tag: tx.DestinationTag ?? null,
    memos: (tx.Memos ?? []).flatMap(({ Memo: { MemoData } }: Json) => (MemoData === undefined ? [] : [text(MemoData)])),
  };
  const amounts = {
    amount: tx.Amount,
    send_max: tx.SendMax,
    delivered_amount: delivers ? (meta.DeliveredAmount ?? tx.Amount) : undefined,
    taker_gets: tx.TakerGets,
    taker_pays: tx.TakerPays,
  };
  const rest = { ...record };
  for (const [name, amount] of Object.entries<Json>(amounts)) {
    const { value = null, currency = null, issuer = null } = amount === undefined ? {} : amountOf(amount);
    Object.assign(wanted, { [`${name}_currency`]: currency, [`${name}_issuer`]: issuer });
    const said = rest[name] as string | null;
    if (value === null ? said !== null : said === null || exact(said) !== exact(value) || /e/i.test(said)) return false;
    delete (rest as Record<string, unknown>)[name];
  }
  // Whose history it is in: affected-accounts.corpus.ts.
  const accounts = affected_accounts as string[];
  return (
    isDeepStrictEqual(rest, wanted) &&
    (nobody.includes(tx.Account) || accounts.includes(tx.Account)) &&
    saysTheSame(transaction, tx, blobs[0]) &&
    saysTheSame(metadata, meta, blobs[1])
  );
}

function text(hex: string): string {
  const bytes = Buffer.from(hex, 'hex');
  const said = bytes.toString('utf8');
  return Buffer.from(said, 'utf8').equals(bytes) ? said : hex;
}

/** Counts are of a ledger: its segments are kept until the last, which alone has a record. */
export function ledgersCheck(): Check {
  let segments: Decoded[] = [];
  return (records, segment) => {
    segments.push(segment);
    if (records.length === 0) return [];
    const [record] = records;
    const { header, ledgerIndex, closeTime } = segment;
    const hash = (at: number): string =>
      header
        .subarray(at, at + 32)
        .toString('hex')
        .toUpperCase();
    const all = segments.flatMap(({ transactions }) => transactions);
    const changes = segments.flatMap(({ objects }) => objects.map(({ change }) => change));
    segments = [];
    const wanted = {
      ledger_index: ledgerIndex,
      ledger_hash: halfSha512('LWR', header),
      whole_state: segment.isState,
      parent_hash: hash(12),
      transaction_hash: hash(44),
      account_hash: hash(76),
      close_time: closeTime,
      parent_close_time: (header.readUInt32BE(108) + 946_684_800) * 1000,
      close_time_resolution: header[116],
      close_flags: header[117],
      total_coins: header.readBigUInt64BE(4).toString(),
      transactions: all.length,
      transactions_succeeded: all.filter(({ meta }) => meta.TransactionResult === 'tesSUCCESS').length,
      fees: all.reduce((sum, { tx }) => sum + BigInt(tx.Fee), 0n).toString(),
      objects_created: changes.filter((change) => change === 'CREATED').length,
      objects_modified: changes.filter((change) => change === 'MODIFIED').length,
      objects_deleted: changes.filter((change) => change === 'DELETED').length,
    };
    return isDeepStrictEqual(record, wanted) && header.readUInt32BE(0) === ledgerIndex ? [] : [record, wanted];
  };
}
