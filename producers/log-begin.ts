import type { EventLog } from '../log/port';
import { parseHeader } from '../xrpl/header';
import type { LedgerDiff } from '../xrpl/ledger-diff';

/** What a log begins with. */
export interface LogBegin extends Pick<LedgerDiff, 'ledgerIndex' | 'kind' | 'hash'> {
  /** 32 bytes. */
  parentHash: Buffer;
}

/** `undefined` while the log is empty. */
export async function firstOf(log: EventLog): Promise<LogBegin | undefined> {
  for await (const { ledgerIndex, kind, hash, header } of log.read({ from: 0 })) {
    return { ledgerIndex, kind, hash, parentHash: parseHeader(header).parentHash };
  }
  return undefined;
}
