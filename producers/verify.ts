import { ledgerHash, parseHeader } from '../xrpl/header';
import { transactionId } from '../xrpl/hash';
import { LedgerError, type LedgerDiff } from '../xrpl/ledger-diff';
import { transactionTreeRoot } from '../xrpl/shamap';
import { metaFacts } from '../xrpl/transaction/meta-facts';

/** The ledger before, where it is known. */
export interface Previous {
  ledgerIndex: number;
  hash: Buffer;
}

/**
 * Proves a ledger: its header hashes to its ledger hash and names the ledger before it as its parent, its
 * transactions rebuild the header's transaction tree and stand in index order. What it says of the state is
 * proven by `StateCheck`.
 *
 * @param segments all segments of one ledger
 * @param source named in errors
 * @throws LedgerError with what is wrong
 */
export function verifyLedger(segments: Iterable<LedgerDiff>, previous: Previous | undefined, source: string): void {
  try {
    prove(segments, previous, source);
  } catch (error) {
    if (error instanceof LedgerError) throw error;
    // What can't even be read is as wrong as what doesn't hash.
    const [first] = segments;
    throw new LedgerError(first!.ledgerIndex, (error as Error).message, source, { cause: error });
  }
}

function prove(segments: Iterable<LedgerDiff>, previous: Previous | undefined, source: string): void {
  const [first] = segments;
  if (!first) throw new Error('a ledger has at least one segment');
  const { ledgerIndex } = first;
  const refuse = (problem: string): never => {
    throw new LedgerError(ledgerIndex, problem, source);
  };

  if (previous && ledgerIndex !== previous.ledgerIndex + 1) {
    const expected = previous.ledgerIndex + 1;
    const missing =
      ledgerIndex === expected + 1 ? `ledger ${expected} is` : `ledgers ${expected} to ${ledgerIndex - 1} are`;
    if (ledgerIndex > expected) refuse(`can't follow ledger ${previous.ledgerIndex}: ${missing} missing`);
    refuse(`is out of order after ledger ${previous.ledgerIndex}`);
  }
  const computed = ledgerHash(first.header);
  if (!computed.equals(first.hash))
    refuse(`the header hashes to ${hex(computed)}, not to the ledger hash ${hex(first.hash)}`);
  const header = parseHeader(first.header);
  if (header.ledgerIndex !== ledgerIndex) refuse(`the header is that of ledger ${header.ledgerIndex}`);
  if (previous && !previous.hash.equals(header.parentHash)) {
    refuse(
      `its parent hash ${hex(header.parentHash)} is not the hash ${hex(previous.hash)} of ledger ${previous.ledgerIndex}: it is of another chain`,
    );
  }
  checkSegments(first, segments, refuse);

  if (first.kind === 'state') return; // the state check proves it
  const transactions = [...segments].flatMap((segment) => segment.transactions);
  transactions.forEach(({ metadata }, place) => {
    const { index } = metaFacts(metadata);
    if (index !== place)
      refuse(`transactions are out of order: the one at place ${place} has TransactionIndex ${index}`);
  });
  const root = transactionTreeRoot(
    transactions.map(({ transaction, metadata }) => ({ id: transactionId(transaction), transaction, metadata })),
  );
  if (!root.equals(header.transactionHash)) {
    refuse(
      `its ${transactions.length} transactions rebuild the tree ${hex(root)}, the header says ${hex(header.transactionHash)}`,
    );
  }
}

/**
 * Proves that a ledger is of the chain that is there already.
 * @param known its hash as its neighbour in the log has it, if that is there
 * @throws LedgerError
 */
export function verifyHash(ledgerIndex: number, hash: Buffer, known: Buffer | undefined, source: string): void {
  if (!known || known.equals(hash)) return;
  throw new LedgerError(ledgerIndex, `is of another chain: its hash is ${hex(hash)}, ${hex(known)} is known`, source);
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

/** That they follow on one another, and their objects in key order. */
function checkSegments(first: LedgerDiff, segments: Iterable<LedgerDiff>, refuse: (problem: string) => never): void {
  let place = 0;
  let transactions = 0;
  let objects = 0;
  let isLast = false;
  let key: Buffer | undefined;
  for (const segment of segments) {
    if (segment.ledgerIndex !== first.ledgerIndex || segment.kind !== first.kind || !segment.hash.equals(first.hash)) {
      refuse(`segment ${place} belongs to another ledger`);
    }
    if (segment.segment !== place || isLast) refuse(`segment ${place} is missing or out of order`);
    if (segment.firstTransaction !== transactions || segment.firstObject !== objects) {
      refuse(`segment ${place} does not continue where the one before it ends`);
    }
    key = checkKeyOrder(segment, key, refuse);
    place++;
    transactions += segment.transactions.length;
    objects += segment.objects.length;
    isLast = segment.last;
  }
  if (!isLast) refuse(`segment ${place} is missing`);
}

/** @returns the last key */
function checkKeyOrder(
  { objects, kind }: LedgerDiff,
  before: Buffer | undefined,
  refuse: (problem: string) => never,
): Buffer | undefined {
  for (const { key, blob, change } of objects) {
    if (key.length !== 32) refuse(`object key ${hex(key)} has ${key.length} bytes`);
    if (before && before.compare(key) >= 0) refuse(`object ${hex(key)} is out of key order`);
    if ((blob === null) !== (change === 'deleted'))
      refuse(`object ${hex(key)} is ${change} and has ${blob ? 'a' : 'no'} blob`);
    if (kind === 'state' && change !== 'created') refuse(`object ${hex(key)} of a whole state is ${change}`);
    before = key;
  }
  return before;
}
