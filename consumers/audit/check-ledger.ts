import { transactionId } from '../../xrpl/hash';
import { ledgerHash, parseHeader, type LedgerHeader } from '../../xrpl/header';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { transactionTreeRoot } from '../../xrpl/shamap';
import { metaFacts } from '../../xrpl/transaction/meta-facts';
import { burnedFees } from './burned-fees';
import { difference, type FieldDifference, type Finding, type FindingKind } from './finding';

/** The ledger before, as the log has it. */
export interface Before {
  ledgerIndex: number;
  hash: Buffer;
  header: Buffer;
}

/** Seconds that close times are rounded to (rippled's ledgerPossibleTimeResolutions). */
const resolutions = new Set([10, 20, 30, 60, 90, 120]);

type Report = (kind: FindingKind, ...differences: FieldDifference[]) => void;

/**
 * What is wrong with a ledger of the log, taken by itself and after the one before it. Its state is checked by
 * `StateLane`.
 * @param segments all that the log has of it, in order
 */
export function checkLedger(segments: Iterable<LedgerDiff>, before: Before | undefined): Finding[] {
  const found: Finding[] = [];
  const [first] = segments;
  const { ledgerIndex: ledger } = first!;
  const report: Report = (kind, ...differences) => void found.push({ kind, ledger, differences });
  check(segments, first!, before, report);
  return found;
}

function check(segments: Iterable<LedgerDiff>, first: LedgerDiff, before: Before | undefined, report: Report): void {
  checkSegments(segments, first, report);
  const computed = ledgerHash(first.header);
  if (!computed.equals(first.hash)) report('header', difference('ledger_hash', computed, first.hash));
  const header = parseHeader(first.header);
  if (header.ledgerIndex !== first.ledgerIndex) {
    report('header', difference('ledger_index', first.ledgerIndex, header.ledgerIndex));
  }
  checkObjects(segments, report);
  const next = before?.ledgerIndex === first.ledgerIndex - 1 ? before : undefined;
  if (next) checkChain(header, next, report);
  checkTimes(header, report);
  if (first.kind === 'state') return;
  try {
    checkTransactions(segments, header, report);
    if (next) checkDrops(segments, header, parseHeader(next.header), report);
  } catch (error) {
    report('transaction-tree', difference('transactions', 'canonical binary', (error as Error).message));
  }
}

function checkSegments(segments: Iterable<LedgerDiff>, { hash, header, kind }: LedgerDiff, report: Report): void {
  let place = 0;
  let transactions = 0;
  let objects = 0;
  for (const [each, isLast] of withLast(segments)) {
    const differences = [
      difference('segment', place, each.segment),
      difference('last', isLast, each.last),
      difference('kind', kind, each.kind),
      difference('ledger_hash', hash, each.hash),
      difference('header', header, each.header),
      difference('first_transaction', transactions, each.firstTransaction),
      difference('first_object', objects, each.firstObject),
    ].filter(({ expected, found }) => expected !== found);
    if (differences.length > 0) report('segments', ...differences);
    transactions += each.transactions.length;
    objects += each.objects.length;
    place++;
  }
}

/** Each with whether it is the last, gone through once: those of a whole state are read from disk. */
function* withLast(segments: Iterable<LedgerDiff>): Generator<[segment: LedgerDiff, isLast: boolean]> {
  let before: LedgerDiff | undefined;
  for (const segment of segments) {
    if (before) yield [before, false];
    before = segment;
  }
  if (before) yield [before, true];
}

function checkChain(header: LedgerHeader, before: Before, report: Report): void {
  if (!header.parentHash.equals(before.hash))
    report('parent', difference('parent_hash', before.hash, header.parentHash));
  const { closeTime } = parseHeader(before.header);
  if (header.parentCloseTime !== closeTime) {
    report('close-time', difference('parent_close_time', closeTime, header.parentCloseTime));
  }
}

/** A ledger closes after its parent, at a rounded time or the second after it (rippled's effCloseTime). */
function checkTimes({ closeTime, parentCloseTime, closeTimeResolution }: LedgerHeader, report: Report): void {
  if (!resolutions.has(closeTimeResolution)) {
    report('close-time', difference('close_time_resolution', [...resolutions].join(', '), closeTimeResolution));
  } else if (closeTime <= parentCloseTime) {
    report('close-time', difference('close_time', `more than ${parentCloseTime}`, closeTime));
  } else if (closeTime % closeTimeResolution !== 0 && closeTime !== parentCloseTime + 1) {
    report('close-time', difference('close_time', `a multiple of ${closeTimeResolution}`, closeTime));
  }
}

function checkObjects(segments: Iterable<LedgerDiff>, report: Report): void {
  let before: Buffer | undefined;
  for (const { objects, kind } of segments) {
    for (const { key, blob, change } of objects) {
      if (before && before.compare(key) >= 0) {
        return report('object-order', difference('key', `more than ${before.toString('hex').toUpperCase()}`, key));
      }
      const expected = kind === 'state' ? 'created' : blob === null ? 'deleted' : 'created or modified';
      if ((blob === null) !== (change === 'deleted') || (kind === 'state' && change !== 'created')) {
        return report('object-order', difference(`change of ${key.toString('hex').toUpperCase()}`, expected, change));
      }
      before = key;
    }
  }
}

function checkTransactions(segments: Iterable<LedgerDiff>, header: LedgerHeader, report: Report): void {
  const transactions = Array.from(segments, (segment) => segment.transactions).flat();
  const items = transactions.map((each) => ({ ...each, id: transactionId(each.transaction) }));
  const root = transactionTreeRoot(items);
  if (!root.equals(header.transactionHash)) {
    report('transaction-tree', difference('transaction_hash', header.transactionHash, root));
  }
  for (const [place, { metadata }] of transactions.entries()) {
    const { index } = metaFacts(metadata);
    if (index === place) continue;
    report('transaction-order', difference('TransactionIndex', place, index));
    break;
  }
}

function checkDrops(segments: Iterable<LedgerDiff>, header: LedgerHeader, before: LedgerHeader, report: Report): void {
  let burned = 0n;
  for (const { transactions } of segments) for (const each of transactions) burned += burnedFees(each);
  const expected = before.totalDrops - burned;
  if (header.totalDrops !== expected) report('total-drops', difference('total_coins', expected, header.totalDrops));
}
