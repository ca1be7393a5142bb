import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLog } from '../log/port';
import type { History, Stretch, StretchBounds } from '../log/stretch';
import type { LedgerError } from '../xrpl/ledger-diff';
import type { TreeStore } from '../xrpl/tree-store';
import { planHistory, type Ledgers } from './history-plan';
import { produce, type Published } from './producer';
import type { Source } from './source';
import { waitedSource } from './waited-source';
import type { StateCheckOptions } from './state-check';
import { firstOf } from './log-begin';

/** Stretches that one process fetches at a time: while one is being verified the other waits for its source. */
export const atOnce = 2;
/** Milliseconds between two looks at stretches that others have taken up. */
const interval = 1000;

export interface StretchTrees {
  open(stretch: StretchBounds): TreeStore & { close(): Promise<void> };
  remove(stretch: StretchBounds): Promise<void>;
}

export interface BackfillOptions {
  history: History;
  /** The log at the tip, which history goes up to. */
  tip: EventLog;
  wanted: Ledgers;
  /** Stretches are cut where ledgers are multiples of it. */
  size: number;
  /** Opens where a stretch comes from: a source that begins with the whole state of ledger `base`. */
  open: (base: number) => Promise<Source>;
  /** Where the state tree of each stretch is kept until it is whole. */
  trees: StretchTrees;
  stateCheck: Omit<StateCheckOptions, 'store'>;
  /** Told once what there is to fetch, in ledgers, and the stretches that they are of, the newest first. */
  onPlanned?: (ledgers: number, plan: readonly StretchBounds[]) => void;
  onPublished?: (published: Published) => void;
  onRefused?: (error: LedgerError) => void;
  /** Told of each wait for a source, in milliseconds. */
  onWaited?: (milliseconds: number) => void;
}

/**
 * Fetches history, the newest first, stretch by stretch: each begins with a whole state that is proven, and every ledger
 * after it is verified as at the tip. Its last ledger must have the hash that the stretch above it begins with. What was
 * begun is gone on with, by whichever process comes first.
 *
 * @returns once all of it is there, or at `signal`
 * @throws LedgerError naming ledger and source
 */
export async function backfill(options: BackfillOptions, signal: AbortSignal): Promise<void> {
  const { history, tip, wanted, size } = options;
  const first = await firstOf(tip);
  if (!first)
    throw new Error('the log is empty, and history goes up to where it begins: "millrace up" or "produce" comes first');
  const begun = await history.stretches();
  // Without a whole state the log begins with a ledger of which the one before is wanted too.
  const base = first.kind === 'state' ? first.ledgerIndex : first.ledgerIndex - 1;
  const plan = planHistory(wanted, begun, base, size);
  options.onPlanned?.(await missing(plan, begun), plan);
  const failed = new AbortController();
  const own = AbortSignal.any([signal, failed.signal]);
  const queue = [...plan];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next && !own.aborted; next = queue.shift()) {
      const stretch = await history.begin(next);
      if (await isFinished(stretch, options)) continue;
      const taken = await stretch.claim('produce', (leading) => fill(stretch, options, leading), own);
      if (await isFinished(stretch, options)) continue;
      // Another process has it, or had it and ended: it is looked at again.
      queue.push(next);
      if (!taken) await sleep(interval, undefined, { signal: own }).catch(() => undefined);
    }
  };
  const workers = Array.from({ length: atOnce }, async () => {
    try {
      await work();
    } catch (error) {
      failed.abort();
      throw error;
    }
  });
  await Promise.allSettled(workers);
  await Promise.all(workers);
}

async function fill(stretch: Stretch, options: BackfillOptions, signal: AbortSignal): Promise<void> {
  const { base, last, log } = stretch;
  const { open, onPublished, onRefused, onWaited = () => undefined } = options;
  const store = options.trees.open(stretch);
  let source: Source | undefined;
  try {
    source = waitedSource(await open(base), onWaited);
    const stateCheck = { ...options.stateCheck, store };
    const told = { ...(onPublished && { onPublished }), ...(onRefused && { onRefused }) };
    const hashOf = (ledgerIndex: number) => knownHash(stretch, ledgerIndex, options);
    await produce({ source, log, stateCheck, to: last, hashOf, ...told }, signal);
  } finally {
    source?.close?.();
    await store.close();
  }
}

/** Where a stretch touches another, both name the ledger in which they meet: as a whole state and as the last change. */
async function knownHash(
  { base, last }: Stretch,
  ledgerIndex: number,
  { history, tip }: BackfillOptions,
): Promise<Buffer | undefined> {
  if (ledgerIndex === base) {
    const below = (await history.stretches()).find((other) => other.last === base);
    const end = await below?.log.end();
    return end?.ledgerIndex === base ? end.hash : undefined;
  }
  if (ledgerIndex !== last) return undefined;
  const above = (await history.stretches()).find((other) => other.base === last);
  const first = await firstOf(above?.log ?? tip);
  return first?.ledgerIndex === last ? first.hash : first?.ledgerIndex === last + 1 ? first.parentHash : undefined;
}

/** Whether it is whole; then what was kept for going on with it is not needed any more. */
async function isFinished(stretch: Stretch, { trees }: BackfillOptions): Promise<boolean> {
  const end = await stretch.log.end();
  if (!end || end.ledgerIndex < stretch.last) return false;
  await stretch.finish();
  await trees.remove(stretch);
  return true;
}

async function missing(plan: readonly StretchBounds[], begun: readonly Stretch[]): Promise<number> {
  let ledgers = 0;
  for (const { base, last } of plan) {
    const end = await begun.find((stretch) => stretch.base === base)?.log.end();
    ledgers += last - (end?.ledgerIndex ?? base);
  }
  return ledgers;
}
