import { parseObject } from '../../api/parse-json';

it.each(['', ' ', '{', 'null', 'true', '1', '"x"', '[]', '[{}]', "{'a':1}", '{"a":1,}', '{"a":NaN}', '//\n{}', '{}{}'])(
  'takes %p for no object',
  (text) => {
    expect(parseObject(text)).toBeUndefined();
  },
);

it('takes objects', () => {
  expect(parseObject(' {"a":{"b":[1]}} ')).toEqual({ a: { b: [1] } });
});

const nested = (depth: number): string => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;

it('refuses what nests deeper than 32', () => {
  expect(parseObject(nested(32))).toBeDefined();
  expect(parseObject(nested(33))).toBeUndefined();
  expect(parseObject(nested(1_000_000))).toBeUndefined();
});

it('does not count brackets in texts', () => {
  expect(parseObject(`{"a":"${'[{'.repeat(50)}","b\\"${'['.repeat(50)}":"\\\\"}`)).toBeDefined();
});
