import { commonRange } from '../../consumers/watermark';

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
