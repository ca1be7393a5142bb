import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArchiveLog } from '../log/archive/archive-log';
import type { LedgerDiff } from '../xrpl/ledger-diff';

/** The bundled recording: the state at ledger 2, then ledgers 3 to 215 of a development network. */
export const demoArchive = join(__dirname, '..', 'recordings', 'demo');
export const demoFirst = 3;
export const demoLast = 215;

/** Ledgers of the bundled recording, each with its segments. The base state counts as ledger 2. */
export async function demoLedgers(to: number = demoLast, from = 0): Promise<LedgerDiff[][]> {
  const ledgers: LedgerDiff[][] = [];
  let segments: LedgerDiff[] = [];
  for await (const segment of new ArchiveLog(demoArchive).read({ from, to })) {
    segments.push(segment);
    if (!segment.last) continue;
    ledgers.push(segments);
    segments = [];
  }
  return ledgers;
}

/** A folder that is gone when the tests of this file are. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const silent = { info: (): void => undefined, warn: (): void => undefined, error: (): void => undefined };
