import fc from 'fast-check';
import { coreTypes, DEFAULT_DEFINITIONS } from 'ripple-binary-codec';
import shipped from 'ripple-binary-codec/dist/enums/definitions.json';

/** JSON values that the reference encodes, for every field of the definitions. */

export interface FieldInfo {
  name: string;
  type: string;
  nth: number;
}

const markers = ['ObjectEndMarker', 'ArrayEndMarker'];

export const fields: FieldInfo[] = (shipped.FIELDS as unknown as [string, FieldInfo & { isSerialized: boolean }][])
  .filter(([name, field]) => field.isSerialized && !markers.includes(name) && field.nth > 0)
  .map(([name, { type, nth }]) => ({ name, type, nth }))
  .filter(({ type }) => type in coreTypes);

/** The reference calls `toString` of what it is given, so that it needs a prototype. */
const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(model, { noNullPrototype: true });

const hex = (min: number, max = min): fc.Arbitrary<string> =>
  fc.uint8Array({ minLength: min, maxLength: max }).map((bytes) => Buffer.from(bytes).toString('hex').toUpperCase());

// The reference takes an account as 40 hex digits as well. Few of them, so that caches are hit.
const account = fc.oneof(
  hex(20),
  fc.nat(9).map((n) => `${n}`.padStart(40, '0')),
);
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789?!@#$%^&*(){}[]|'];
const isoCode = fc
  .tuple(fc.constantFrom(...letters), fc.constantFrom(...letters), fc.constantFrom(...letters))
  .map((parts) => parts.join(''));
const currency = fc.oneof(
  isoCode,
  hex(20),
  hex(3).map((code) => `${'0'.repeat(24)}${code}${'0'.repeat(10)}`),
  fc.constant('XRP'),
);

const issuedValue = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 9_999_999_999_999_999n }), fc.integer({ min: -96, max: 80 }))
  .map(([negative, mantissa, exponent]) => {
    const digits = mantissa.toString();
    // The value's own exponent must be in range, whatever the number of its digits.
    const scaled = exponent - (digits.length - 1) + 15;
    return `${negative ? '-' : ''}${digits}e${scaled}`;
  });
const amount = fc.oneof(
  fc.bigInt({ min: 0n, max: 10n ** 17n }).map(String),
  record({ value: issuedValue, currency, issuer: account }),
  record({ value: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map(String), mpt_issuance_id: hex(24) }),
);

// No zeros in front and no ACCOUNT_ONE: those bytes mean another kind of issue.
const nonZero = (size: number): fc.Arbitrary<string> => hex(size - 1).map((text) => `7A${text}`);
const issue = fc.oneof(
  fc.constant({ currency: 'XRP' }),
  record({
    currency: fc.oneof(
      isoCode.filter((code) => code !== 'XRP'),
      nonZero(20),
    ),
    issuer: nonZero(20),
  }),
  fc.tuple(hex(4), nonZero(20)).map(([sequence, issuer]) => ({ mpt_issuance_id: sequence + issuer })),
);

const step = fc.oneof(
  record({ account }),
  record({ currency }),
  record({ issuer: account }),
  record({ currency, issuer: account }),
  record({ account, currency, issuer: account }),
);

const number = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 19n - 1n }), fc.integer({ min: -60, max: 60 }))
  .map(([negative, mantissa, exponent]) => `${negative ? '-' : ''}${mantissa}e${exponent}`);

type UInt64Class = { from(value: string, field: string): { toHex(): string } };
const uint64 = coreTypes['UInt64'] as unknown as UInt64Class;
// It reads `10` as ten where the field is decimal, as sixteen where it is hex.
const decimalUInt64 = new Set(
  fields.flatMap(({ name, type }) =>
    type === 'UInt64' && uint64.from('10', name).toHex().endsWith('A') ? [name] : [],
  ),
);
const enums: Record<string, string[]> = {
  LedgerEntryType: named(shipped.LEDGER_ENTRY_TYPES),
  TransactionType: named(shipped.TRANSACTION_TYPES),
  TransactionResult: Object.entries(shipped.TRANSACTION_RESULTS).flatMap(([name, code]) =>
    code >= 0 && code < 256 ? [name] : [],
  ),
  PermissionValue: [...named(shipped.TRANSACTION_TYPES), ...Object.keys(DEFAULT_DEFINITIONS.granularPermissions)],
};

function named(codes: Record<string, number>): string[] {
  return Object.keys(codes).filter((name) => codes[name]! >= 0);
}

const simple: Record<string, fc.Arbitrary<unknown>> = {
  UInt8: fc.nat(255),
  UInt16: fc.nat(0xffff),
  UInt32: fc.integer({ min: 0, max: 0xffff_ffff }),
  UInt64: hex(8),
  Int32: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  Hash128: fc.oneof(hex(16), fc.constant('0'.repeat(32))),
  Hash160: hex(20),
  Hash192: hex(24),
  Hash256: hex(32),
  Amount: amount,
  Blob: fc.oneof(hex(0, 40), hex(180, 400)),
  AccountID: account,
  Currency: currency,
  Issue: issue,
  Number: number,
  PathSet: fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 }),
  Vector256: fc.array(hex(32), { maxLength: 8 }),
  XChainBridge: record({
    LockingChainDoor: account,
    LockingChainIssue: issue,
    IssuingChainDoor: account,
    IssuingChainIssue: issue,
  }),
};

/** Any value of a field; objects within objects up to `depth` levels. */
export function valueOf({ name, type }: FieldInfo, depth = 2): fc.Arbitrary<unknown> {
  const codes = enums[name];
  if (codes) return fc.constantFrom(...codes);
  if (decimalUInt64.has(name)) return fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String);
  if (name === 'FeeAmountDelta') return fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }).map(String);
  if (type === 'STObject') return objectOf(depth - 1);
  if (type === 'STArray') {
    const element = fc
      .constantFrom(...fields.filter((field) => field.type === 'STObject'))
      .chain((field) => objectOf(depth - 1).map((value) => ({ [field.name]: value })));
    return fc.array(element, { maxLength: 3 });
  }
  return simple[type]!;
}

/** An object of a few fields of any kind. */
export function objectOf(depth: number): fc.Arbitrary<Record<string, unknown>> {
  const candidates = depth > 0 ? fields : fields.filter(({ type }) => type !== 'STObject' && type !== 'STArray');
  return fc
    .uniqueArray(fc.constantFrom(...candidates), { maxLength: depth > 1 ? 10 : 4 })
    .chain((chosen) => record(Object.fromEntries(chosen.map((field) => [field.name, valueOf(field, depth)]))));
}
