import { deprecated, readParams, required, usesDeprecated, withError, type Fields } from '../../../api/fields/field';
import { hash256 } from '../../../api/fields/hash256';
import { ledgerFields } from '../../../api/fields/ledger';
import { anything, bool, limit, looseBool, oneOf, string, uint32, unsupportedBool } from '../../../api/fields/scalars';
import { RpcError } from '../../../api/rpc-error';

/** What the field makes of a value, or the message that refuses it. */
function read(fields: Fields, request: Record<string, unknown>, apiVersion: 1 | 2 = 1): unknown {
  try {
    return readParams(fields, request, apiVersion);
  } catch (error) {
    if (error instanceof RpcError) return `${error.error}: ${error.message}`;
    throw error;
  }
}
const invalid = 'invalidParams: Invalid parameters.';

it('answers the first field that is wrong, in the order of declaration', () => {
  const fields = { a: bool(), b: required(string()), c: uint32() };
  expect(read(fields, { c: 'x', a: 5 })).toBe(invalid);
  expect(read(fields, { c: 'x' })).toBe("invalidParams: Required field 'b' missing");
  expect(read(fields, { b: 'x' })).toEqual({ a: false, b: 'x', c: undefined });
});

it('reads only members of the request itself', () => {
  expect(read({ constructor: string() }, {})).toEqual({ constructor: undefined });
});

it('puts an error of its own over the one of a field', () => {
  const field = withError(hash256(), () => new RpcError('malformedRequest'));
  expect(read({ a: field }, { a: 1 })).toBe('malformedRequest: Malformed request.');
});

it('knows requests that use deprecated fields', () => {
  expect(usesDeprecated({ a: deprecated(anything()) }, { a: null })).toBe(true);
  expect(usesDeprecated({ a: deprecated(anything()) }, { b: 1 })).toBe(false);
});

it.each([1, 0, 'true', null, [], {}])('takes %j for no boolean', (value) => {
  expect(read({ a: bool() }, { a: value })).toBe(invalid);
});

it.each([
  [1, true],
  [0, false],
  ['x', true],
  ['', false],
  [null, false],
  [[], false],
  [[0], true],
  [{}, false],
  [{ a: 0 }, true],
])('loosely takes %j for %s in API version 1', (value, expected) => {
  expect(read({ a: looseBool() }, { a: value })).toEqual({ a: expected });
  expect(read({ a: looseBool() }, { a: value }, 2)).toBe(invalid);
});

it('takes only false for a flag that is not supported', () => {
  expect(read({ full: unsupportedBool() }, { full: false })).toEqual({ full: false });
  expect(read({ full: unsupportedBool() }, { full: true })).toBe(
    "notSupported: Not supported field 'full's value 'true'",
  );
  expect(read({ full: unsupportedBool() }, { full: 1 })).toBe(invalid);
});

it.each([-1, 1.5, '5', null, true])('takes %j for no uint32', (value) => {
  expect(read({ a: uint32() }, { a: value })).toBe(invalid);
});

it('takes what is too large for the largest uint32', () => {
  expect(read({ a: uint32() }, { a: 2 ** 40 })).toEqual({ a: 2 ** 32 - 1 });
});

it('brings limits within their bounds', () => {
  const fields = { limit: limit({ minimum: 10, default: 200, maximum: 400 }) };
  for (const [asked, used] of [
    [1, 10],
    [10, 10],
    [300, 300],
    [401, 400],
  ]) {
    expect(read(fields, { limit: asked })).toEqual({ limit: used });
  }
  expect(read(fields, {})).toEqual({ limit: 200 });
  expect(read(fields, { limit: 0 })).toBe(invalid);
});

it('takes one of a few texts', () => {
  const fields = { type: oneOf(['offer', 'check'], (name) => `Invalid field '${name}', not string.`) };
  expect(read(fields, { type: 'check' })).toEqual({ type: 'check' });
  expect(read(fields, { type: 'Check' })).toBe("invalidParams: Invalid field 'type'.");
  expect(read(fields, { type: 5 })).toBe("invalidParams: Invalid field 'type', not string.");
});

const digits = '0123456789abcdefABCDEF'.padEnd(64, '0');

it('reads hashes of 64 digits in either case', () => {
  expect(read({ a: hash256() }, { a: digits })).toEqual({ a: Buffer.from(digits, 'hex') });
  expect(read({ a: hash256() }, { a: `${digits}0` })).toBe('invalidParams: aMalformed');
  expect(read({ a: hash256() }, { a: `g${digits.slice(1)}` })).toBe('invalidParams: aMalformed');
  expect(read({ a: hash256() }, { a: 5 })).toBe('invalidParams: aNotString');
});

it.each([
  [5, 5],
  ['5', 5],
  ['validated', 'validated'],
  ['5x', 5],
  [-1, -1],
  [4294967296, 4294967296],
])('reads %j as a ledger index', (value, ledger_index) => {
  expect(read(ledgerFields, { ledger_index: value })).toEqual({ ledger_hash: undefined, ledger_index });
});

it.each(['', 'x', '-1', ' 1', '4294967296', 'VALIDATED', 1.5, true, null, [], {}])(
  'refuses %j as a ledger index',
  (value) => {
    expect(read(ledgerFields, { ledger_index: value })).toBe('invalidParams: ledgerIndexMalformed');
  },
);
