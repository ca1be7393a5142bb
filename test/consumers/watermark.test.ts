import { join } from 'node:path';
import { commonRange, Watermark } from '../../consumers/watermark';
import { LmdbStore } from '../../store/lmdb/lmdb-store';
import { temporaryFolder } from '../demo';

const folder = temporaryFolder();

test('what every range covers', () => {
  expect(
    commonRange([
      { first: 2, last: 10 },
      { first: 3, last: 9 },
    ]),
  ).toEqual({ first: 3, last: 9 });
  expect(commonRange([{ first: 3, last: 9 }])).toEqual({ first: 3, last: 9 });
});

test('nothing, when one has nothing or they do not meet', () => {
  expect(commonRange([{ first: 2, last: 10 }, undefined])).toBeUndefined();
  expect(
    commonRange([
      { first: 2, last: 4 },
      { first: 5, last: 9 },
    ]),
  ).toBeUndefined();
  expect(commonRange([])).toBeUndefined();
});

test('two that move it at once, of which one is late, take nothing back', async () => {
  const store = new LmdbStore(join(folder, 'tables'));
  const [late, other] = [await Watermark.load(store), await Watermark.load(store)];
  await other.advance([{ first: 3, last: 80 }]);
  await late.advance([{ first: 3, last: 76 }]);
  expect((await Watermark.load(store)).visible).toEqual({ first: 3, last: 80 });
  await store.close();
});
