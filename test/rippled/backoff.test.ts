import { backoff } from '../../rippled/backoff';

it('doubles up to a limit, and spreads below it', () => {
  const most = [1, 2, 3, 8, 100].map((failures) => backoff(failures, () => 1));
  expect(most).toEqual([250, 500, 1000, 30_000, 30_000]);
  expect(backoff(3, () => 0.25)).toBe(250);
});
