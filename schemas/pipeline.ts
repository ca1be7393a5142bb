/**
 * The whole pipeline at one moment, from its sources to its clients: what `GET /pipeline` answers, the page and
 * `millrace status` show. Times are milliseconds since the epoch, rates are of the last ten seconds.
 */
export interface Pipeline {
  /** Millrace's version, of the process that answers. */
  readonly version: string;
  readonly networkId: number;
  readonly time: number;
  /** Every process that was heard of in the last ten seconds, by role, host and process id. */
  readonly processes: readonly PipelineProcess[];
  /** Where ledgers come from, as the process that publishes has it, in the order they were given. */
  readonly sources: readonly PipelineSource[];
  /** The event log at the tip, as far as any process that runs knows it; absent while nobody knows of any ledger. */
  readonly log?: PipelineLog;
  /** Absent while no process verifies. */
  readonly verification?: PipelineVerification;
  readonly views: readonly PipelineView[];
  /** Processes that share the work of filling views; none where one process does it all. */
  readonly groups: readonly PipelineGroup[];
  /** Absent while no ledger is visible. */
  readonly visible?: PipelineVisible;
  readonly coverage: PipelineCoverage;
  readonly clients: PipelineClients;
  readonly rates: PipelineRates;
}

/** Ledgers from `first` to `last`, inclusive. */
export interface LedgerSpan {
  readonly first: number;
  readonly last: number;
}

export type ProcessRole = 'producer' | 'consumer' | 'api' | 'fan-out';

export interface PipelineProcess {
  /** Most have one; `millrace up` has several. */
  readonly roles: readonly ProcessRole[];
  /** The machine's name and the process id there; told to the operator and on the machine itself, else absent. */
  readonly host?: string;
  readonly pid?: number;
  readonly version: string;
  /** When it began, and when it was last heard of. */
  readonly since: number;
  readonly seen: number;
  /** Bytes of memory that it has (its resident set). */
  readonly memory: number;
  /** How late its event loop was in the last two seconds: the 99th of a hundred times, in seconds. */
  readonly eventLoopDelay: number;
}

export interface PipelineSource {
  /** A path or an address, without what is secret in it; to others than the operator only what kind of source it is. */
  readonly name: string;
  readonly kind: 'archive' | 'recording' | 'grpc' | 'websocket';
  /**
   * `following`: it gives ledgers. `waiting`: it can't be asked now. `stalled`: no ledger has closed there for a minute.
   * `aside`: it gave a wrong ledger. `read`: an archive or a recording that has given all it has.
   */
  readonly state: 'following' | 'waiting' | 'stalled' | 'aside' | 'read';
  /** Why it isn't following; absent when it is. */
  readonly why?: string;
  /** From 0, not to be asked, to 1. */
  readonly health: number;
  /** Whether it is the one that is asked; the others stand by. */
  readonly asked: boolean;
  /** The newest ledger it is known to have. */
  readonly newest?: number;
  /** Ledgers of it that failed verification. */
  readonly refused: number;
}

export interface PipelineLog extends LedgerSpan {
  /** When ledger `last` closed, where that is known. */
  readonly closedAt?: number;
}

/** What was proven before it was published, since the producers now running began. */
export interface PipelineVerification {
  /** Ledgers proven and published, and ledgers that were refused. */
  readonly verified: number;
  readonly refused: number;
  readonly lastRefusal?: { readonly ledgerIndex: number; readonly reason: string; readonly time: number };
  /** What happens to a ledger whose changes don't lead to its state. */
  readonly stateCheck: 'block' | 'warn';
  /** Of the ledgers published: their state trees proven, not to be proven, and wrong (with `warn` alone). */
  readonly states: { readonly proven: number; readonly unproven: number; readonly failed: number };
}

export interface PipelineView {
  readonly name: string;
  /** Of the tables that answer; each rebuild makes the next. */
  readonly generation: number;
  /** A generation that is being filled beside them, and how far it is. */
  readonly rebuilding?: { readonly generation: number; readonly last?: number };
  /** Ledgers that it holds durably, ascending and apart. */
  readonly ledgers: readonly LedgerSpan[];
  /** Ledgers that it is behind the log at the tip; absent while the log is not known. */
  readonly lag?: number;
  /** At the tip and of history together. */
  readonly ledgersPerSecond: number;
}

export interface PipelineGroup {
  readonly name: string;
  readonly views: readonly string[];
  /** Processes that are in it now. */
  readonly members: number;
  /** That of its view which is furthest behind. */
  readonly lag?: number;
}

/** The ledgers up to the tip that every view holds, and so the API serves. */
export interface PipelineVisible extends LedgerSpan {
  /** When ledger `last` closed, and seconds since then. */
  readonly closedAt: number;
  readonly age: number;
}

export interface PipelineCoverage {
  /** Every ledger that the API serves, ascending and apart; the last of them is `visible`, joined with what it touches. */
  readonly visible: readonly LedgerSpan[];
  /** History that is being fetched; absent while none is. */
  readonly backfill?: PipelineBackfill;
}

export interface PipelineBackfill {
  /** Ledgers there were to fetch when it began, and those fetched since. */
  readonly missing: number;
  readonly fetched: number;
  /** The stretches to come, the newest first: each is visible as a whole. `reached` is the newest ledger that was fetched. */
  readonly stretches: readonly (LedgerSpan & { readonly reached?: number })[];
}

export interface PipelineClients {
  readonly webSockets: number;
  readonly subscriptions: number;
  readonly requestsPerSecond: number;
  /** The ten methods asked for most, most first; `seconds` is the mean time to an answer. */
  readonly methods: readonly { readonly method: string; readonly perSecond: number; readonly seconds: number }[];
}

/** What becomes visible a second, history included. */
export interface PipelineRates {
  readonly ledgers: number;
  readonly transactions: number;
  readonly rows: number;
}
