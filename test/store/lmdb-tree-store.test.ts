import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LmdbTreeStore } from '../../store/lmdb/lmdb-tree-store';
import type { NodeWrite } from '../../xrpl/tree-store';
import { temporaryFolder } from '../demo';

const folder = temporaryFolder();
const hash = Buffer.alloc(32);

/** The path of a node deep in the tree. */
function pathOf(i: number): Buffer {
  const path = Buffer.alloc(33, 60);
  path.writeUInt32BE((i * 2654435761) >>> 0, 1);
  return path;
}

test('a store that was emptied while it was empty takes what is written to it for as long as one likes', async () => {
  const store = new LmdbTreeStore(join(folder, 'emptied', 'nodes.mdb'));
  await store.clear();
  await store.clear();
  let made = 0;
  for (let round = 1; round <= 6; round++) {
    const writes: NodeWrite[] = [];
    for (let i = Math.max(0, made - 30_000); i < made - 28_500; i++) writes.push({ path: pathOf(i), node: null });
    for (const end = made + 20_000; made < end; made++)
      writes.push({ path: pathOf(made), node: Buffer.alloc(600, round) });
    await store.save(writes, { ledgerIndex: round, hash });
    expect(store.ledger()).toEqual({ ledgerIndex: round, hash });
    await sleep(20); // readers let go of what they saw, so that its pages are used again
  }
  expect(store.read(pathOf(made - 1))).toEqual(Buffer.alloc(600, 6));
  await store.clear();
  expect([store.ledger(), store.read(pathOf(made - 1))]).toEqual([undefined, undefined]);
  await store.close();
});
