import type { TracedLedger } from '../kit/tracer';
import { closeTimeIn } from './header';
import { toUnixTime } from './time';

/** What a trace needs to know of a ledger. */
export const tracedLedger = (ledger: { ledgerIndex: number; hash: Buffer; header: Buffer }): TracedLedger => ({
  ledgerIndex: ledger.ledgerIndex,
  hash: ledger.hash,
  closedAt: toUnixTime(closeTimeIn(ledger.header)) * 1000,
});
