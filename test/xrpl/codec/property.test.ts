import fc from 'fast-check';
import { decode, encode } from 'ripple-binary-codec';
import shipped from 'ripple-binary-codec/dist/enums/definitions.json';
import { fixedSize } from '../../../xrpl/codec/field-type';
import { toJson } from '../../../xrpl/codec/json';
import { fields, objectOf, valueOf, type FieldInfo } from './arbitrary';
import { unhex } from './sample';

const seed = 20_260_923;

describe('every field, by value', () => {
  const byType = new Map<string, FieldInfo[]>();
  for (const field of fields) byType.set(field.type, [...(byType.get(field.type) ?? []), field]);

  it.each([...byType])('%s', (_, ofType) => {
    for (const field of ofType) {
      const object = valueOf(field).map((value) => ({ [field.name]: value }));
      fc.assert(fc.property(object, sameAsReference), { seed, numRuns: Math.ceil(400 / ofType.length) + 10 });
    }
  });
});

it('objects of any fields, with objects and arrays within', () => {
  fc.assert(fc.property(objectOf(3), sameAsReference), { seed, numRuns: 400 });
});

function sameAsReference(object: Record<string, unknown>): void {
  const hex = encode(object);
  expect(toJson(unhex(hex))).toBe(JSON.stringify(decode(hex)));
}

// What the reference would never encode may still be decoded: values that aren't normal, or not values at all.
describe('any bytes as a value', () => {
  const byte = fc.oneof(fc.nat(255), fc.constantFrom(0, 0, 0x80, 0xc0, 0xff));
  const bytes = (size: number): fc.Arbitrary<Buffer> =>
    fc.array(byte, { minLength: size, maxLength: size }).map((values) => Buffer.from(values));
  const other: Record<string, fc.Arbitrary<Buffer>> = {
    Amount: fc.oneof(
      bytes(8).map((value) => withFirst(value, value[0]! & 0x5f)),
      bytes(33).map((value) => withFirst(value, (value[0]! & 0x7f) | 0x20)),
      bytes(48).map((value) => withFirst(value, value[0]! | 0x80)),
    ),
    Issue: fc.oneof(
      fc.constant(Buffer.alloc(20)),
      bytes(40).map((value) => withFirst(value, 1)),
      bytes(44).map((value) => withFirst(value.fill(0, 20, 39).fill(1, 39, 40), 7)),
    ),
  };
  const types = ['Amount', 'Currency', 'Issue', 'Hash128', 'UInt64', 'Int32', 'UInt32'];

  it.each(types)('%s', (type) => {
    const field = fields.find((candidate) => candidate.type === type)!;
    const value = other[type] ?? bytes(fixedSize[shipped.TYPES[type as keyof typeof shipped.TYPES]]!);
    fc.assert(
      fc.property(value, (content) => {
        const hex = header(field) + content.toString('hex').toUpperCase();
        expect(outcome(() => toJson(unhex(hex)))).toBe(outcome(() => JSON.stringify(decode(hex))));
      }),
      { seed, numRuns: 1500 },
    );
  });

  it('issued amounts of every exponent and of mantissas that are not normal', () => {
    const field = fields.find(({ type }) => type === 'Amount')!;
    const mantissas = ['0', '1', '9', '10', '9999999999999999', '1000000000000000', '18014398509481980', '123000'];
    for (const mantissa of [...mantissas, '18014398509481983', '100000000', '123456789012345']) {
      for (let exponent = 0; exponent < 256; exponent += 1) {
        const bits = (0b11n << 62n) | (BigInt(exponent) << 54n) | BigInt(mantissa);
        const hex = header(field) + bits.toString(16).toUpperCase() + '1'.repeat(80);
        expect(outcome(() => toJson(unhex(hex)))).toBe(outcome(() => JSON.stringify(decode(hex))));
      }
    }
  });

  const number = fields.find(({ type }) => type === 'Number')!;
  const numberHex = (mantissa: bigint, exponent: number): string => {
    const value = Buffer.alloc(12);
    value.writeBigInt64BE(mantissa);
    value.writeInt32BE(exponent, 8);
    return header(number) + value.toString('hex').toUpperCase();
  };

  it('normal numbers of every exponent near zero', () => {
    for (const mantissa of [
      10n ** 18n,
      9_223_372_036_854_775_807n,
      1_230_000_000_000_000_000n,
      999_999_999_999_999_999n,
    ]) {
      for (const signed of [mantissa, -mantissa]) {
        for (const exponent of [-32_768, 32_700, ...Array.from({ length: 121 }, (_, i) => i - 60)]) {
          const hex = numberHex(signed, exponent);
          expect(toJson(unhex(hex))).toBe(JSON.stringify(decode(hex)));
        }
      }
    }
    const zero = numberHex(0n, -(2 ** 31));
    expect(toJson(unhex(zero))).toBe(JSON.stringify(decode(zero)));
  });

  // Older ledgers have mantissas of 16 digits. The reference puts the point as if there were 19: it reads 1000 as
  // 100000. rippled normalises what it reads, so we write the number that it is.
  it.each([
    [10n ** 15n, -12, '1000'],
    [-(10n ** 15n), -12, '-1000'],
    [1_234_567_890_123_456n, -10, '123456.7890123456'],
    [1_234_567_890_123_456n, -15, '1.234567890123456'],
    [1n, 0, '1'],
    [1n, 40, '1e40'],
    [7n, -26, '7e-26'],
    [25n, -11, '0.00000000025'],
    [0n, 5, '0'],
  ])('numbers whose mantissa is not normal: %s · 10^%s', (mantissa, exponent, text) => {
    expect(toJson(unhex(numberHex(mantissa, exponent)))).toBe(`{"Number":"${text}"}`);
  });
});

function withFirst(bytes: Buffer, first: number): Buffer {
  bytes[0] = first;
  return bytes;
}

function header({ type, nth }: FieldInfo): string {
  return encodedHeader(shipped.TYPES[type as keyof typeof shipped.TYPES], nth)
    .toString('hex')
    .toUpperCase();
}

function encodedHeader(type: number, nth: number): Buffer {
  if (type < 16) return nth < 16 ? Buffer.of((type << 4) | nth) : Buffer.of(type << 4, nth);
  return nth < 16 ? Buffer.of(nth, type) : Buffer.of(0, type, nth);
}

function outcome(run: () => string): string {
  try {
    return run();
  } catch {
    return 'error';
  }
}
