import { join } from 'node:path';
import { registry } from '../../consumers/registry';
import { Runner } from '../../consumers/runner';
import type { EventLog } from '../../log/port';
import { combineDigests, digestTables } from '../../store/digest';
import type { HotExtent, HotObject } from '../../store/hot-state';
import { LmdbHotState } from '../../store/lmdb/lmdb-hot-state';
import { LmdbStore } from '../../store/lmdb/lmdb-store';
import type { Write } from '../../store/port';
import { TablesReader } from '../../store/read/tables-reader';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { silent, temporaryFolder } from '../demo';
import { freshChain } from '../rippled/fresh-chain';
import { madeAccounts } from '../rippled/made-accounts';

/** A log that begins with a state of which no more than a part may be in memory. */

const objects = 120_000;
const perSegment = 1000;
const chain = freshChain(2, 4, madeAccounts(objects));
const folder = temporaryFolder();

const log: EventLog = {
  first: () => Promise.resolve(chain.base),
  end: () => Promise.resolve({ ledgerIndex: chain.last, hash: chain.ledger(chain.last)!.hash }),
  writer: () => Promise.reject(new Error('not written to')),
  async *read({ from }) {
    for (let index = Math.max(from, chain.base); index <= chain.last; index++) yield* segmentsOf(chain.ledger(index)!);
  },
};

function* segmentsOf(ledger: LedgerDiff): Generator<LedgerDiff> {
  for (let at = 0, segment = 0; at < ledger.objects.length; at += perSegment, segment++) {
    const part = ledger.objects.slice(at, at + perSegment);
    yield { ...ledger, segment, last: at + perSegment >= ledger.objects.length, firstObject: at, objects: part };
  }
}

/** Tables and hot state that say how much came at once, and may give up. */
class Watched {
  largest = 0;
  applied = 0;
  readonly store: LmdbStore;
  readonly hot: LmdbHotState;

  constructor(name: string, room = Infinity) {
    const watched = (): { largest: number; applied: number } => this;
    let left = room;
    this.store = new (class extends LmdbStore {
      override write(writes: readonly Write[]): Promise<void> {
        watched().largest = Math.max(watched().largest, writes.length);
        left -= writes.length;
        return left < 0 ? Promise.reject(new Error('no room left')) : super.write(writes);
      }
    })(join(folder, name));
    this.hot = new (class extends LmdbHotState {
      override apply(some: ReadonlyMap<string, HotObject>, extent: HotExtent): Promise<void> {
        watched().applied = Math.max(watched().applied, some.size);
        return super.apply(some, extent);
      }
    })(join(folder, `${name}-hot`));
  }

  async consume(): Promise<void> {
    const { store, hot } = this;
    const runner = await Runner.open({ log, store, views: registry, logger: silent, hot });
    await runner.run({ follow: false });
  }

  async digest(): Promise<string> {
    return combineDigests(await digestTables(this.store));
  }

  async close(): Promise<void> {
    await this.store.close();
    await this.hot.close();
  }
}

/** Keys and objects of the newest ledger. */
async function sample(reader: TablesReader): Promise<unknown[]> {
  const keys = await reader.keysAfter(Buffer.alloc(32, 0x55), 4, 300);
  return [keys, await reader.objects(keys, 4), (await reader.keysAfter(Buffer.alloc(32, 0xfe), 4, 10_000)).length];
}

test('it is written in parts, into the tables and the hot state; a stop in the middle of it is gone on from', async () => {
  const undisturbed = new Watched('undisturbed');
  await undisturbed.consume();
  expect([undisturbed.largest < objects, undisturbed.applied < objects / 2]).toEqual([true, true]);
  expect(await new TablesReader(undisturbed.store).visibleRange()).toEqual({ first: 3, last: 4 });
  expect(undisturbed.hot.extent()).toMatchObject({ ledgerIndex: 4, since: 2 });
  const plain = await sample(new TablesReader(undisturbed.store));
  expect(await sample(new TablesReader(undisturbed.store, { hot: undisturbed.hot }))).toEqual(plain);

  const cut = new Watched('cut', objects);
  await expect(cut.consume()).rejects.toThrow('no room left');
  expect(await new TablesReader(cut.store).visibleRange()).toBeUndefined();
  const { largest, applied } = cut;
  expect([largest > 0, applied > 0]).toEqual([true, true]);
  await cut.close();
  const again = new Watched('cut');
  await again.consume();
  expect(await again.digest()).toBe(await undisturbed.digest());
  expect(await sample(new TablesReader(again.store, { hot: again.hot }))).toEqual(plain);
  await Promise.all([again, undisturbed].map((each) => each.close()));
});
