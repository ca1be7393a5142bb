import fc from 'fast-check';
import { stateTreeRoot } from '../../xrpl/shamap';
import { parseHeader } from '../../xrpl/header';
import { StateTree } from '../../xrpl/state-tree';
import { demoLedgers } from '../demo';

const rootOf = (state: Map<string, Buffer>): string =>
  stateTreeRoot(
    [...state].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, blob]) => ({ key: Buffer.from(key, 'hex'), blob })),
  ).toString('hex');

test('the root after each ledger of the recording is the one in its header', async () => {
  const tree = new StateTree();
  for (const [segment] of await demoLedgers()) {
    for (const { key, blob } of segment!.objects) tree.apply(key, blob);
    expect(tree.rootHash()).toEqual(parseHeader(segment!.header).accountHash);
  }
  expect(tree.size).toBeGreaterThan(1000);
});

test('after any sequence of changes the root is that of the state built at once', () => {
  // Few distinct nibbles and long common prefixes, so that leaves move up and down.
  const key = fc
    .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 255 }), fc.constantFrom(0, 31, 15))
    .map(([a, b, at]) => {
      const bytes = Buffer.alloc(32, a * 0x11);
      bytes[at] = b;
      return bytes.toString('hex');
    });
  const change = fc.record({ key, blob: fc.option(fc.uint8Array({ minLength: 12, maxLength: 20 })) });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
      const tree = new StateTree();
      const state = new Map<string, Buffer>();
      for (const { key: id, blob } of changes) {
        if (blob) state.set(id, Buffer.from(blob));
        else state.delete(id);
        tree.apply(Buffer.from(id, 'hex'), blob);
        expect(tree.rootHash().toString('hex')).toBe(rootOf(state));
        expect(tree.size).toBe(state.size);
      }
    }),
  );
});
