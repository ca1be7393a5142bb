import { complaintAbout } from '../../../api/as-rippled/json-reader';

it.each([
  '{"a":4294967295,"b":-2147483648}',
  '{"a":1.5e300}',
  '{"a":"4294967296"}',
  '{"a":"\\"4294967296"}',
  '[1,[2,[3]]]',
])('takes %s', (text) => {
  expect(complaintAbout(text)).toBeUndefined();
});

it.each([
  ['{"a":4294967296}', 6, '4294967296'],
  ['{"a":[1,-2147483649]}', 9, '-2147483649'],
])('complains about a number in %s', (text, column, number) => {
  expect(complaintAbout(text)).toBe(`* Line 1, Column ${column}\n  '${number}' exceeds the allowable range.\n`);
});

it('takes 25 levels and no more', () => {
  expect(complaintAbout('['.repeat(25) + ']'.repeat(25))).toBeUndefined();
  expect(complaintAbout('['.repeat(26) + ']'.repeat(26))).toBeDefined();
});

it('reads a long text that is no JSON once', () => {
  expect(complaintAbout('{"a":"' + '\\"'.repeat(500_000))).toBeUndefined();
});
