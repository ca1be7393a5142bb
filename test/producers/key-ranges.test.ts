import { keyRanges, loadRanges, partsFor } from '../../producers/node/key-ranges';

const key = (first: number): Buffer => {
  const bytes = Buffer.alloc(32, 0x11);
  bytes.writeUInt32BE(first);
  return bytes;
};

test.each([1, 2, 3, 256, 4096])('%i ranges follow on one another and cover every key', (count) => {
  const ranges = keyRanges(count);
  expect(ranges).toHaveLength(count);
  expect([ranges[0]!.after, ranges.at(-1)!.upTo]).toEqual([undefined, undefined]);
  ranges.slice(1).forEach(({ after }, i) => expect(after).toEqual(ranges[i]!.upTo));
  for (const first of [0, 1, 0x7fffffff, 0x80000000, 0xffffffff]) {
    const holding = ranges.filter(
      ({ after, upTo }) => (!after || after.compare(key(first)) < 0) && (!upTo || upTo.compare(key(first)) >= 0),
    );
    expect(holding).toHaveLength(1);
  }
});

test('a state of few pages is one part, a large one as many as leave each some pages', () => {
  expect(partsFor(key(0xffffffff))).toBe(1);
  expect(partsFor(key(0x40000000))).toBe(1); // 4 pages
  expect(partsFor(key(0x01000000))).toBe(31); // 256 pages
  expect(partsFor(key(1000))).toBe(4096);
});

test('ranges are loaded side by side and given in their order', async () => {
  let running = 0;
  let most = 0;
  const load = async ({ after }: { after: Buffer | undefined }): Promise<[Buffer, Buffer][]> => {
    most = Math.max(most, ++running);
    // The later, the sooner it is there.
    for (let i = 256 - (after?.[0] ?? 0); i > 0; i -= 16) await Promise.resolve();
    running--;
    return [[after ?? Buffer.alloc(32), Buffer.alloc(1)]];
  };
  const given: Buffer[] = [];
  for await (const entries of loadRanges(keyRanges(32), 4, load)) given.push(...entries.map(([first]) => first));
  expect(given).toHaveLength(32);
  expect(given).toEqual([...given].sort((a, b) => a.compare(b)));
  expect(most).toBe(4);
});

test('what one range fails with ends the load', async () => {
  const load = ({ upTo }: { upTo: Buffer | undefined }): Promise<[Buffer, Buffer][]> =>
    upTo ? Promise.resolve([]) : Promise.reject(new Error('the last one'));
  const all = async (): Promise<void> => {
    for await (const entries of loadRanges(keyRanges(8), 4, load)) expect(entries).toEqual([]);
  };
  await expect(all()).rejects.toThrow('the last one');
});
