import { jsonText, RawJson } from '../../api/json';

it('prints plain values as JSON.stringify does', () => {
  const value = { a: 1, b: [true, null, 'x"\n\ud800'], c: { d: -1.5, é: '' }, e: [], f: {} };
  expect(jsonText(value)).toBe(JSON.stringify(value));
});

it('leaves out undefined members', () => {
  expect(jsonText({ a: undefined, b: 1, c: undefined })).toBe('{"b":1}');
});

it('puts fragments in as they stand', () => {
  expect(jsonText({ a: [new RawJson('{"b":18446744073709551615}')] })).toBe('{"a":[{"b":18446744073709551615}]}');
});

it('adds members to a fragment', () => {
  expect(new RawJson('{"a":1}').with({ b: 2, c: undefined }).text).toBe('{"a":1,"b":2}');
  expect(new RawJson('{}').with({ b: 2 }).text).toBe('{"b":2}');
  expect(new RawJson('{"a":1}').with({}).text).toBe('{"a":1}');
});

it('keeps printing right after more names than it remembers', () => {
  for (let i = 0; i < 1100; i += 1) expect(jsonText({ [`n${i}`]: i })).toBe(`{"n${i}":${i}}`);
});
