import { readdirSync } from 'node:fs';
import { encodeRecord } from '../../log/record-codec';
import { StateSpool } from '../../log/state-spool';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { demoLedgers, temporaryFolder } from '../demo';

const folder = temporaryFolder();

/** One segment of a whole state, as two that are not the last. */
async function halves(): Promise<LedgerDiff[]> {
  const [segment] = (await demoLedgers(2))[0]!;
  const whole = { ...segment!, last: false };
  return [
    { ...whole, objects: whole.objects.slice(0, 1) },
    { ...whole, segment: 1, firstObject: 1, objects: whole.objects.slice(1) },
  ];
}

const text = (segments: Iterable<LedgerDiff>): string[] =>
  Array.from(segments, (segment) => encodeRecord(segment).toString('hex'));

test('segments come back as they were added, any number of times; the last one is the last', async () => {
  const [first, second] = await halves();
  const spool = new StateSpool(folder);
  spool.add(first!);
  spool.add(second!);
  expect(text(spool)).toEqual(text([first!, { ...second!, last: true }]));
  expect(text(spool)).toEqual(text([first!, { ...second!, last: true }]));
  expect(text(spool.asAdded())).toEqual(text([first!, second!]));
  spool.clear();
  expect([spool.isEmpty, text(spool)]).toEqual([true, []]);
  spool.add(second!);
  expect(text(spool)).toEqual(text([{ ...second!, last: true }]));
  // Nothing is left behind, even by a process that is killed now.
  expect(readdirSync(folder)).toEqual([]);
  spool.close();
});
