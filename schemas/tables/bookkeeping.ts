import { defineTable } from '../table';

/** Which generation of a view's tables answers; a rebuild makes the next one beside it. */
export const views = defineTable({
  name: 'views',
  partition: { view: 'text' },
  clustering: {},
  values: { generation: 'u32' },
});

/** Ledger ranges that a generation of a view holds durably. */
export const progress = defineTable({
  name: 'progress',
  partition: { view: 'text' },
  clustering: { generation: 'u32', first: 'u32' },
  values: { last: 'u32' },
  rises: 'last',
});

/**
 * What a generation of a view holds durably of each partition of the log, where groups share them: every ledger of the
 * partition from `first` to `last`. `state` is the newest ledger among them whose whole state is in the log, 0 for none.
 */
export const partitionProgress = defineTable({
  name: 'partition_progress',
  partition: { view: 'text' },
  clustering: { generation: 'u32', partition: 'u32' },
  values: { first: 'u32', last: 'u32', state: 'u32' },
  rises: 'last',
});

/** A request to rebuild a view, until it is done. */
export const rebuilds = defineTable({
  name: 'rebuilds',
  partition: { view: 'text' },
  clustering: {},
  values: { generation: 'u32' },
});

/**
 * The ledgers up to the tip that every required view holds: what the API serves. One row, `name` is `visible`. `first`
 * stays, `last` moves forward, also when two processes move it and one of them is late.
 */
export const watermark = defineTable({
  name: 'watermark',
  partition: { name: 'text' },
  clustering: {},
  values: { first: 'u32', last: 'u32' },
  rises: 'last',
});

/** Runs of earlier ledgers that the API serves too: each a stretch of history, whole for good. `name` is `visible`. */
export const coverage = defineTable({
  name: 'coverage',
  partition: { name: 'text' },
  clustering: { first: 'u32' },
  values: { last: 'u32' },
});

/**
 * The processes that run, each with what it said of itself last: a `ProcessReport` as JSON. Nothing depends on it but the
 * picture of the pipeline; rows that are ten seconds old mean nothing. `name` is `all`, `process` a hash of host and
 * process id.
 */
export const processes = defineTable({
  name: 'processes',
  partition: { name: 'text' },
  clustering: { process: 'hash64' },
  values: { report: 'text' },
});

export const bookkeepingTables = [views, progress, partitionProgress, rebuilds, watermark, coverage] as const;
