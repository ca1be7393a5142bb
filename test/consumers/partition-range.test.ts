import { rangeOf, type PartitionProgress } from '../../consumers/partition-range';

const row = (partition: number, first: number, last: number, state = 0): PartitionProgress => ({
  view: 'state',
  generation: 1,
  partition,
  first,
  last,
  state,
});

// Four partitions; the log begins with the whole state at ledger 2.
const base = row(2, 2, 10, 2);
const full = [base, row(3, 3, 11), row(0, 4, 12), row(1, 5, 13)];

test('what no partition lacks', () => {
  expect(rangeOf(full, 4, 2, 'diff')).toEqual({ first: 3, last: 13 });
  expect(rangeOf(full, 4, 2, 'state')).toEqual({ first: 2, last: 13 });
});

test('one that is behind holds back all', () => {
  expect(rangeOf([base, row(3, 3, 3), row(0, 4, 12), row(1, 5, 13)], 4, 2, 'diff')).toEqual({ first: 3, last: 6 });
});

test('one that has nothing yet', () => {
  expect(rangeOf([base, row(3, 3, 11), row(1, 5, 13)], 4, 2, 'state')).toEqual({ first: 2, last: 3 });
  expect(rangeOf([row(3, 3, 11), row(0, 4, 12), row(1, 5, 13)], 4, 2, 'diff')).toBeUndefined();
  expect(rangeOf([], 4, 2, 'diff')).toBeUndefined();
});

test('a view of the state begins with a whole state, others with the first transactions', () => {
  expect(rangeOf([base], 4, 2, 'diff')).toBeUndefined();
  expect(rangeOf([base], 4, 2, 'state')).toEqual({ first: 2, last: 2 });
  expect(rangeOf([row(0, 4, 12), row(1, 5, 13), row(2, 6, 14), row(3, 7, 15)], 4, 4, 'state')).toBeUndefined();
  expect(rangeOf([row(0, 4, 12), row(1, 5, 13), row(2, 6, 14), row(3, 7, 15)], 4, 4, 'diff')).toEqual({
    first: 4,
    last: 15,
  });
});

test('a partition that does not begin where the log does is no part of it', () => {
  expect(rangeOf([base, row(3, 7, 11), row(0, 4, 12), row(1, 5, 13)], 4, 2, 'state')).toEqual({ first: 2, last: 2 });
});
