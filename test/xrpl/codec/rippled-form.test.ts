import { encode } from 'ripple-binary-codec';
import { defaultDefinitions } from '../../../xrpl/codec/definitions';
import { toJson } from '../../../xrpl/codec/json';
import { toObject } from '../../../xrpl/codec/object';
import { selector } from '../../../xrpl/codec/select';
import { unhex } from './sample';

const rippled = { form: 'rippled' } as const;
const ACCOUNT = 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh';

describe('JSON as rippled answers it', () => {
  it.each([
    ['0000000000000000', '0'],
    ['0000000000000001', '1'],
    ['00000000000000A0', 'a0'],
    ['5D06E5F1C2A4B8C0', '5d06e5f1c2a4b8c0'],
    ['FFFFFFFFFFFFFFFF', 'ffffffffffffffff'],
  ])('64-bit integer %s is %s', (wire, shown) => {
    expect(toJson(unhex(`36${wire}`), rippled)).toBe(`{"ExchangeRate":"${shown}"}`);
  });

  // As STAmount::getText: an exponent where it is not 0 and not from -25 to -5.
  it.each([
    ['0', '0'],
    ['1', '1'],
    ['-99999999999', '-99999999999'],
    ['100000000000', '1000000000000000e-4'],
    ['-123456789012.5', '-1234567890125000e-4'],
    ['1234567890123456', '1234567890123456'],
    ['9999999999999999e80', '9999999999999999e80'],
    ['0.0000000001', '0.0000000001'],
    ['0.00000000001', '1000000000000000e-26'],
    ['-1000000000000000e-96', '-1000000000000000e-96'],
  ])('issued amount %s is %s', (value, shown) => {
    const blob = unhex(encode({ Amount: { value, currency: 'USD', issuer: ACCOUNT } }));
    expect(toObject(blob, rippled)).toEqual({ Amount: { value: shown, currency: 'USD', issuer: ACCOUNT } });
  });

  it('path steps tell their type', () => {
    const blob = unhex(encode({ Paths: [[{ account: ACCOUNT }, { currency: 'USD', issuer: ACCOUNT }]] }));
    expect(toObject(blob, rippled)).toEqual({
      Paths: [
        [
          { account: ACCOUNT, type: 1 },
          { issuer: ACCOUNT, currency: 'USD', type: 48 },
        ],
      ],
    });
  });

  it('an empty account is no text, a hash of zero is zeros, < and > are letters of a currency', () => {
    expect(toJson(unhex('8100'), rippled)).toBe('{"Account":""}');
    expect(toJson(unhex(`41${'00'.repeat(16)}`), rippled)).toBe(`{"EmailHash":"${'0'.repeat(32)}"}`);
    const currency = `${'00'.repeat(12)}3C413E${'00'.repeat(5)}`;
    expect(toJson(unhex(`011A${currency}`), rippled)).toBe('{"BaseAsset":"<A>"}');
    expect(toJson(unhex(`011A${currency}`))).toBe(`{"BaseAsset":"${currency}"}`);
  });

  it('is chosen for each call', () => {
    const blob = unhex('3600000000000000A0');
    expect(toJson(blob, rippled)).toBe('{"ExchangeRate":"a0"}');
    expect(toJson(blob)).toBe('{"ExchangeRate":"00000000000000A0"}');
    expect(selector(['ExchangeRate'], defaultDefinitions, 'rippled')(blob)).toEqual({ ExchangeRate: 'a0' });
    expect(selector(['ExchangeRate'])(blob)).toEqual({ ExchangeRate: '00000000000000A0' });
  });
});
