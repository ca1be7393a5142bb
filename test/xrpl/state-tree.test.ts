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
  expect(tree.loaded).toBeGreaterThan(400);
});

// Few distinct nibbles and long common prefixes, so that leaves move up and down.
const key = fc
  .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 255 }), fc.constantFrom(0, 31, 15))
  .map(([a, b, at]) => {
    const bytes = Buffer.alloc(32, a * 0x11);
    bytes[at] = b;
    return bytes.toString('hex');
  });
const change = fc.record({ key, blob: fc.option(fc.uint8Array({ minLength: 12, maxLength: 20 })) });

test('after any sequence of changes the root is that of the state built at once', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
      const tree = new StateTree();
      const state = new Map<string, Buffer>();
      for (const { key: id, blob } of changes) {
        if (blob) state.set(id, Buffer.from(blob));
        else state.delete(id);
        tree.apply(Buffer.from(id, 'hex'), blob);
        expect(tree.rootHash().toString('hex')).toBe(rootOf(state));
      }
    }),
  );
});

test('saved, forgotten and read again at any moment, it is the same tree, and the store holds no node too many', () => {
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 12 }), { maxLength: 8 }), (rounds) => {
      const stored = new Map<string, Buffer>();
      const store = { read: (path: Buffer) => stored.get(path.toString('hex')) };
      let tree = new StateTree(store);
      const state = new Map<string, Buffer>();
      rounds.forEach((changes, round) => {
        for (const { key: id, blob } of changes) {
          if (blob) state.set(id, Buffer.from(blob));
          else state.delete(id);
          tree.apply(Buffer.from(id, 'hex'), blob);
        }
        for (const { path, node } of tree.unsaved()) {
          if (node) stored.set(path.toString('hex'), node);
          else stored.delete(path.toString('hex'));
        }
        if (round % 3 === 2) tree = new StateTree(store);
        else tree.forget();
        expect(tree.rootHash().toString('hex')).toBe(rootOf(state));
      });
      const atOnce = new StateTree();
      for (const [id, blob] of state) atOnce.apply(Buffer.from(id, 'hex'), blob);
      const whole = atOnce.unsaved().map(({ path, node }) => `${path.toString('hex')} ${node!.toString('hex')}`);
      if (rounds.length > 0)
        expect([...stored].map(([path, node]) => `${path} ${node.toString('hex')}`).sort()).toEqual(whole.sort());
    }),
  );
});

test('changes are taken back with what they gave', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), fc.array(change, { maxLength: 30 }), (before, after) => {
      const tree = new StateTree();
      for (const { key: id, blob } of before) tree.apply(Buffer.from(id, 'hex'), blob);
      const root = tree.rootHash();
      const undo = after.map(({ key: id, blob }) => ({
        key: Buffer.from(id, 'hex'),
        hash: tree.apply(Buffer.from(id, 'hex'), blob),
      }));
      for (const { key: id, hash } of undo.reverse()) tree.put(id, hash);
      expect(tree.rootHash()).toEqual(root);
    }),
  );
});
