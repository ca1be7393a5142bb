import { planHistory } from '../../producers/history-plan';

const tip = 1000;
const whole = { first: 1, last: 0xffffffff };

test('what is wanted is cut at the same ledgers, wherever it begins', () => {
  const from300 = planHistory({ ...whole, first: 301 }, [], tip, 256);
  expect(from300).toEqual([
    { base: 768, last: 1000 },
    { base: 512, last: 768 },
    { base: 300, last: 512 },
  ]);
  expect(planHistory({ ...whole, first: 101 }, from300, tip, 256)).toEqual([
    ...from300,
    { base: 256, last: 300 },
    { base: 100, last: 256 },
  ]);
});

test('what was begun stays as it is, and the rest is fitted around it', () => {
  const begun = [
    { base: 350, last: 400 },
    { base: 600, last: 700 },
    { base: 10, last: 20 },
  ];
  expect(planHistory({ first: 301, last: 900 }, begun, tip, 10_000)).toEqual([
    { base: 700, last: 900 },
    { base: 600, last: 700 },
    { base: 400, last: 600 },
    { base: 350, last: 400 },
    { base: 300, last: 350 },
  ]);
});

test('nothing is planned that the log at the tip has, nor a state before the first ledger', () => {
  expect(planHistory({ first: 1001, last: 2000 }, [], tip, 256)).toEqual([]);
  expect(planHistory({ first: 1, last: 100 }, [], tip, 256)).toEqual([{ base: 1, last: 100 }]);
  expect(planHistory({ first: 1000, last: 2000 }, [], tip, 256)).toEqual([{ base: 999, last: 1000 }]);
});
