import type { GetLedgerResponse } from '../../rippled/ledger-api';
import { toObject } from '../../xrpl/codec/object';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import type { RecordedChain } from './recorded-chain';

type Successor = NonNullable<GetLedgerResponse['book_successors']>[number];

/** Hex digits of a directory's key that its book has in common with all its other directories; the rest is the quality. */
const bookDigits = 48;

/**
 * The books whose first directory came or went with a ledger, as rippled tells them: for every directory without an owner
 * that was its book's first.
 */
export function bookSuccessors(chain: RecordedChain, { ledgerIndex, objects }: LedgerDiff): Successor[] {
  const successors: Successor[] = [];
  for (const { key, change, blob } of objects) {
    if (change === 'modified') continue;
    const hex = key.toString('hex').toUpperCase();
    if (!isBookDirectory(blob ?? chain.object(hex, ledgerIndex - 1)!)) continue;
    const base = hex.slice(0, bookDigits).padEnd(64, '0');
    const first = (at: number): string | undefined => {
      const found = chain.keyAfter(base, at);
      return found?.startsWith(hex.slice(0, bookDigits)) ? found : undefined;
    };
    if (first(change === 'created' ? ledgerIndex : ledgerIndex - 1) !== hex) continue;
    const now = first(ledgerIndex);
    successors.push({
      book_base: Buffer.from(base, 'hex'),
      ...(now !== undefined && { first_book: Buffer.from(now, 'hex') }),
    });
  }
  return successors;
}

function isBookDirectory(blob: Buffer): boolean {
  const object = toObject(blob);
  return object['LedgerEntryType'] === 'DirectoryNode' && object['Owner'] === undefined;
}
