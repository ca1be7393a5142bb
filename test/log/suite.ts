import { createHash } from 'node:crypto';
import { encodeRecord } from '../../log/record-codec';
import type { EventLog } from '../../log/port';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { demoLedgers } from '../demo';

/** Segments as hashes of their content: comparing megabytes of buffers one by one takes jest seconds. */
export const content = (segments: readonly LedgerDiff[]): string[] =>
  segments.map((segment) => createHash('sha256').update(encodeRecord(segment)).digest('hex'));

export async function readAll(log: EventLog, from = 0, to?: number): Promise<LedgerDiff[]> {
  const found: LedgerDiff[] = [];
  for await (const segment of log.read({ from, ...(to !== undefined && { to }) })) found.push(segment);
  return found;
}

/** What every event log does. @param fresh makes one with nothing in it */
export function logSuite(fresh: () => EventLog): void {
  let ledgers: LedgerDiff[][];
  beforeAll(async () => {
    ledgers = await demoLedgers(40);
  });

  async function filled(count: number): Promise<EventLog> {
    const log = fresh();
    const writer = await log.writer();
    for (const segments of ledgers.slice(0, count)) await writer.append(segments);
    await writer.flush();
    await writer.close();
    return log;
  }

  test('gives back what was appended', async () => {
    const log = await filled(10);
    expect(content(await readAll(log))).toEqual(content(ledgers.slice(0, 10).flat()));
    expect(await log.first()).toBe(2);
    expect(await log.end()).toEqual({ ledgerIndex: 11, hash: ledgers[9]![0]!.hash });
  });

  test('an empty log has no first and no end', async () => {
    const log = fresh();
    expect(await log.first()).toBeUndefined();
    expect(await log.end()).toBeUndefined();
    expect(await readAll(log)).toEqual([]);
  });

  test('reading starts and ends anywhere', async () => {
    const log = await filled(20);
    expect((await readAll(log, 7, 9)).map(({ ledgerIndex }) => ledgerIndex)).toEqual([7, 8, 9]);
    expect((await readAll(log, 100)).length).toBe(0);
  });

  test('a writer goes on where the log ends, and refuses anything else', async () => {
    const log = await filled(10);
    const writer = await log.writer();
    await expect(writer.append(ledgers[11]!)).rejects.toThrow("ledger 13: can't follow ledger 11 in the log");
    await writer.append(ledgers[10]!);
    await writer.flush();
    await writer.close();
    expect((await readAll(log)).length).toBe(11);
  });

  test('a following reader gets each ledger as it is appended', async () => {
    const log = fresh();
    const writer = await log.writer();
    await writer.append(ledgers[0]!);
    const stop = new AbortController();
    const seen: number[] = [];
    const reading = (async () => {
      for await (const { ledgerIndex, last } of log.read({ from: 0, follow: true, signal: stop.signal })) {
        if (last) seen.push(ledgerIndex);
        if (ledgerIndex === 8) stop.abort();
      }
    })();
    for (const segments of ledgers.slice(1, 7)) {
      await writer.append(segments);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await reading;
    await writer.close();
    expect(seen).toEqual([2, 3, 4, 5, 6, 7, 8]);
  });
}
