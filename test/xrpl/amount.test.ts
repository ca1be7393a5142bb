import fc from 'fast-check';
import { encode } from 'ripple-binary-codec';
import { amount, amountText, compareAmounts, parseAmount, zero, type Amount, type AmountKind } from '../../xrpl/amount';
import {
  addAmounts,
  divideAmounts,
  multiplyAmounts,
  negateAmount,
  subtractAmounts,
} from '../../xrpl/amount-arithmetic';
import { readAmount, readAsset } from '../../xrpl/amount-binary';
import { divideRound, divideRoundStrict, multiplyRound, multiplyRoundStrict } from '../../xrpl/amount-rounding';
import { decodeQuality, encodeQuality, qualityText } from '../../xrpl/quality';
import { divideByRate, multiplyByRate, PARITY } from '../../xrpl/transfer-rate';

const issued = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 10n ** 15n, max: 10n ** 16n - 1n }), fc.integer({ min: -96, max: 80 }))
  .map(([negative, m, e]) => amount('issued', negative ? -m : m, e));
const handy = fc
  .tuple(fc.bigInt({ min: 10n ** 15n, max: 10n ** 16n - 1n }), fc.integer({ min: -24, max: -6 }))
  .map(([m, e]) => amount('issued', m, e));
const drops = fc.bigInt({ min: 1n, max: 10n ** 15n }).map((d) => amount('xrp', d));
const usd = (text: string) => parseAmount('issued', text);
const xrp = (text: string) => parseAmount('xrp', text);

describe('text', () => {
  it.each([
    ['0', '0'],
    ['1', '1'],
    ['-1.50', '-1.5'],
    ['0.00000001', '0.00000001'],
    ['1e-11', '1000000000000000e-26'],
    ['1e-10', '0.0000000001'],
    ['99999999999', '99999999999'],
    ['100000000000', '1000000000000000e-4'],
    ['9999999999999999e60', '9999999999999999e60'],
    ['1.23456789012345678', '1.234567890123457'],
    ['12.345E2', '1234.5'],
  ])('of %s is %s', (from, to) => {
    expect(amountText(usd(from))).toBe(to);
  });

  it('says the whole value', () => {
    fc.assert(fc.property(issued, (a) => expect(parseAmount('issued', amountText(a))).toEqual(a)));
    fc.assert(fc.property(drops, (a) => expect(parseAmount('xrp', amountText(a))).toEqual(a)));
  });

  it.each(['', ' 1', '1 ', '0x1', '.5', '1.', 'e5', '1e', '--1', 'NaN', 'Infinity', '1'.repeat(200)])(
    'is not %p',
    (text) => {
      expect(() => usd(text)).toThrow(RangeError);
    },
  );

  it('of whole kinds has no fraction', () => {
    expect(() => xrp('1.5')).toThrow(RangeError);
    expect(() => parseAmount('mpt', '15e-1')).toThrow(RangeError);
    expect(xrp('15e2')).toEqual(amount('xrp', 1500n));
  });
});

describe('range', () => {
  it.each<[AmountKind, bigint, number]>([
    ['issued', 1n, 96],
    ['xrp', 10n ** 17n + 1n, 0],
    ['xrp', 1n, 18],
    ['mpt', 2n ** 63n, 0],
    ['mpt', 1n, 19],
  ])('%s ends below %d e%d', (kind, mantissa, exponent) => {
    expect(() => amount(kind, mantissa, exponent)).toThrow(RangeError);
    expect(() => amount(kind, -mantissa, exponent)).toThrow(RangeError);
  });

  it('makes nothing of what is too small', () => {
    expect(amount('issued', 1n, -82)).toEqual(zero('issued'));
    expect(amount('issued', 1n, -81)).toEqual({ kind: 'issued', mantissa: 10n ** 15n, exponent: -96 });
    expect(amount('xrp', 5n, -1)).toEqual(zero('xrp'));
    expect(amount('xrp', 15n, -1)).toEqual(amount('xrp', 2n));
    expect(amount('xrp', 10n ** 19n, -20)).toEqual(zero('xrp'));
  });
});

describe('binary', () => {
  const account = 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh';
  /** The header of the Amount field is one byte, and nothing else is in the transaction's binary. */
  const binary = (value: unknown) => Buffer.from(encode({ Amount: value }), 'hex').subarray(1);

  it('of issued amounts is what the reference writes', () => {
    fc.assert(
      fc.property(issued, (a) => {
        const bytes = binary({ value: amountText(a), currency: 'USD', issuer: account });
        expect(readAmount(bytes)).toEqual(a);
      }),
    );
  });

  it('of XRP, MPTs and zero', () => {
    expect(readAmount(binary('10000000'))).toEqual(amount('xrp', 10_000_000n));
    expect(readAsset(binary('1'))).toEqual({ currency: Buffer.alloc(20), issuer: Buffer.alloc(20) });
    const id = '02FAF0CC3B19818E05F164BFBDB00AF0B90F0602BF722FE9';
    const mpt = binary({ value: '9223372036854775807', mpt_issuance_id: id });
    expect(readAmount(mpt)).toEqual(amount('mpt', 2n ** 63n - 1n));
    expect(readAsset(mpt)).toEqual({ mptId: Buffer.from(id, 'hex') });
    const nothing = binary({ value: '0', currency: 'USD', issuer: account });
    expect(readAmount(nothing)).toEqual(zero('issued'));
    expect(readAsset(nothing)).toMatchObject({ currency: Buffer.from(`${'00'.repeat(12)}5553440000000000`, 'hex') });
  });
});

describe('arithmetic', () => {
  it('adds and takes away', () => {
    expect(addAmounts(usd('1.1'), usd('2.2'))).toEqual(usd('3.3'));
    expect(subtractAmounts(usd('1'), usd('1'))).toEqual(zero('issued'));
    expect(addAmounts(usd('9999999999999999'), usd('1'))).toEqual(usd('1e16'));
    expect(subtractAmounts(xrp('1'), xrp('3'))).toEqual(amount('xrp', -2n));
    expect(() => addAmounts(usd('1'), xrp('1'))).toThrow(RangeError);
    expect(() => addAmounts(usd('9999999999999999e80'), usd('9999999999999999e80'))).toThrow(RangeError);
  });

  it('is symmetric', () => {
    fc.assert(
      fc.property(issued, issued, (a, b) => {
        let sum: Amount;
        try {
          sum = addAmounts(a, b);
        } catch {
          expect(() => addAmounts(b, a)).toThrow(RangeError);
          return;
        }
        expect(addAmounts(b, a)).toEqual(sum);
        expect(addAmounts(negateAmount(a), negateAmount(b))).toEqual(negateAmount(sum));
        expect(Math.sign(compareAmounts(a, b))).toBe(-Math.sign(compareAmounts(b, a)));
      }),
    );
  });

  it('multiplies and divides across kinds', () => {
    expect(multiplyAmounts(usd('2.5'), usd('4'), 'issued')).toEqual(usd('10'));
    expect(multiplyAmounts(usd('0.5'), xrp('3'), 'xrp')).toEqual(amount('xrp', 2n));
    expect(multiplyAmounts(xrp('20'), xrp('3'), 'xrp')).toEqual(xrp('60'));
    expect(divideAmounts(usd('10'), usd('4'), 'issued')).toEqual(usd('2.5'));
    // rippled adds 5 to the 17 digits that it has, and rounds that to the nearest 16.
    expect(divideAmounts(usd('1'), usd('3'), 'issued')).toEqual(usd('0.3333333333333334'));
    expect(divideAmounts(xrp('10'), usd('4'), 'xrp')).toEqual(amount('xrp', 3n));
    expect(divideAmounts(zero('issued'), usd('4'), 'issued')).toEqual(zero('issued'));
    expect(() => divideAmounts(usd('1'), zero('issued'), 'issued')).toThrow(RangeError);
  });

  it('undoes a product to within the last digits', () => {
    fc.assert(
      fc.property(handy, handy, (a, b) => {
        const back = divideAmounts(multiplyAmounts(a, b, 'issued'), b, 'issued');
        const off = subtractAmounts(back, a);
        const allowed = amount('issued', 20n, a.exponent);
        expect(compareAmounts(off, allowed)).toBeLessThanOrEqual(0);
        expect(compareAmounts(off, negateAmount(allowed))).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('rounding', () => {
  // Not MPTs: rippled rounds their products towards zero, whatever was asked.
  const kinds = fc.constantFrom<AmountKind>('issued', 'xrp');
  const small = fc
    .tuple(fc.bigInt({ min: 10n ** 15n, max: 10n ** 16n - 1n }), fc.integer({ min: -18, max: -12 }))
    .map(([m, e]) => amount('issued', m, e));

  /** A rounded product or quotient as a fraction of 10^-200 beside the exact one. */
  const scaled = (a: Amount) => (a.mantissa === 0n ? 0n : a.mantissa * 10n ** BigInt(a.exponent + 100));
  const unit = (a: Amount) => 10n ** BigInt(a.exponent + 100);

  it('goes to either side of a product, at most a few units apart', () => {
    fc.assert(
      fc.property(small, small, kinds, (a, b, kind) => {
        const exact = (scaled(a) * scaled(b)) / 10n ** 100n;
        const [down, up] = [multiplyRoundStrict(a, b, kind, false), multiplyRoundStrict(a, b, kind, true)];
        // Upwards rippled looks at one digit more than it keeps, and drops the others.
        expect(scaled(up) + unit(up) > exact).toBe(true);
        expect(scaled(down) <= exact).toBe(true);
        expect(scaled(up) - scaled(down) <= 3n * unit(up)).toBe(true);
        expect(scaled(multiplyRound(a, b, kind, true)) + unit(up) >= exact).toBe(true);
      }),
    );
  });

  it('goes to either side of a quotient', () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        const exact = (scaled(a) * 10n ** 100n) / scaled(b);
        const [down, up] = [divideRoundStrict(a, b, 'issued', false), divideRoundStrict(a, b, 'issued', true)];
        expect(scaled(up) + unit(up) > exact && scaled(down) <= exact).toBe(true);
        expect(scaled(up) - scaled(down) <= 2n * unit(up)).toBe(true);
      }),
    );
  });

  it('never makes nothing of something when it goes up', () => {
    const tiny = usd('1e-60');
    expect(multiplyRound(tiny, tiny, 'issued', true)).toEqual({ kind: 'issued', mantissa: 10n ** 15n, exponent: -96 });
    expect(multiplyRound(tiny, xrp('1'), 'xrp', true)).toEqual(amount('xrp', 1n));
    expect(multiplyRound(tiny, xrp('1'), 'xrp', false)).toEqual(zero('xrp'));
    expect(divideRound(xrp('1'), usd('1e40'), 'xrp', true)).toEqual(amount('xrp', 1n));
    expect(divideRound(xrp('1'), usd('1e40'), 'xrp', false)).toEqual(zero('xrp'));
    expect(multiplyRound(zero('issued'), tiny, 'issued', true)).toEqual(zero('issued'));
    expect(() => divideRound(tiny, zero('issued'), 'issued', true)).toThrow(RangeError);
  });

  it('of drops is odd unless it is strict', () => {
    // 1.05 drops: the legacy way looks at the first digit behind the point only.
    const a = usd('1.05');
    expect(multiplyRound(a, xrp('1'), 'xrp', true)).toEqual(amount('xrp', 1n));
    expect(multiplyRoundStrict(a, xrp('1'), 'xrp', true)).toEqual(amount('xrp', 2n));
    expect(multiplyRound(usd('1.1'), xrp('1'), 'xrp', true)).toEqual(amount('xrp', 2n));
  });
});

describe('quality', () => {
  it('sorts as the rates do', () => {
    fc.assert(
      fc.property(handy, handy, handy, handy, (pays1, gets1, pays2, gets2) => {
        const [q1, q2] = [encodeQuality(pays1, gets1), encodeQuality(pays2, gets2)];
        const order = q1 < q2 ? -1 : q1 > q2 ? 1 : 0;
        expect(Math.sign(compareAmounts(decodeQuality(q1), decodeQuality(q2)))).toBe(order);
        expect(decodeQuality(q1)).toEqual(divideAmounts(pays1, gets1, 'issued'));
      }),
    );
  });

  it('is nothing where there is no rate', () => {
    expect(encodeQuality(usd('1'), zero('xrp'))).toBe(0n);
    expect(encodeQuality(zero('xrp'), usd('1'))).toBe(0n);
    expect(encodeQuality(usd('9999999999999999e80'), usd('1e-80'))).toBe(0n);
    expect(decodeQuality(0n)).toEqual(zero('issued'));
  });

  it('is read from the key of a directory', () => {
    const key = Buffer.alloc(32, 0xee);
    key.writeBigUInt64BE(encodeQuality(xrp('3325000'), usd('1')), 24);
    expect(qualityText(key)).toBe('3325000');
  });
});

describe('transfer rates', () => {
  it('add to what is sent and take from what arrives', () => {
    expect(multiplyByRate(usd('100'), 1_005_000_000)).toEqual(usd('100.5'));
    expect(divideByRate(usd('100.5'), 1_005_000_000)).toEqual(usd('100'));
    expect(multiplyByRate(usd('100'), PARITY)).toEqual(usd('100'));
    expect(divideByRate(xrp('7'), PARITY)).toEqual(xrp('7'));
  });
});
