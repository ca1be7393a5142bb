import type { LedgerDiff } from '../xrpl/ledger-diff';

/** What the log ends with: the last ledger of which every segment is in the log. */
export interface LogEnd {
  ledgerIndex: number;
  /** 32 bytes. */
  hash: Buffer;
}

export interface LogReadOptions {
  /** First ledger wanted; reading starts at the log's first ledger when that is later. */
  from: number;
  /** Last ledger wanted, inclusive. */
  to?: number;
  /** Wait for more at the end of the log instead of ending. */
  follow?: boolean;
  signal?: AbortSignal;
}

/**
 * The event log: every ledger once, in order, as verified by the producer; the only input of every table.
 *
 * One process writes, any number read. Readers see a ledger only when all of it is in the log.
 */
export interface EventLog {
  /** The first ledger in the log; `undefined` while it is empty. */
  first(): Promise<number | undefined>;
  end(): Promise<LogEnd | undefined>;
  /**
   * All segments of each ledger, ledgers ascending.
   * @throws LedgerError naming ledger and file when the log is damaged.
   */
  read(options: LogReadOptions): AsyncIterable<LedgerDiff>;
  /**
   * Opens the log for writing. At most one writer at a time.
   * @param after what it ends with, where that has been read: while a role changes hands, another may still be writing
   */
  writer(after?: LogEnd): Promise<LogWriter>;
}

/** A log that can be looked at and mended where it is damaged. */
export interface MendableLog extends EventLog {
  /**
   * Every segment that can be read of the parts of the log that hold these ledgers, as they lie there: in any order,
   * of any ledger.
   * @param onDamage told of each place that can't be read
   */
  salvage(from: number, to: number, onDamage: (problem: string) => void): AsyncIterable<LedgerDiff>;
  /**
   * Puts these ledgers, whole, in the place of what the log has of them, and removes what can't be read in the parts
   * that it writes anew. Nobody else may be writing. Survives a crash at any moment: a part is the old or the new one.
   */
  mend(ledgers: ReadonlyMap<number, readonly LedgerDiff[]>): Promise<void>;
}

export interface LogWriter {
  /** Appends one ledger, all its segments in order. Ledgers become visible to readers in the order of the calls. */
  append(segments: Iterable<LedgerDiff>): Promise<void>;
  /** Resolves when everything appended so far survives a crash of the machine. */
  flush(): Promise<void>;
  close(): Promise<void>;
}
