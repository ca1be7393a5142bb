import { createHash } from 'node:crypto';
import * as reference from 'ripple-address-codec';
import {
  decodeAccountId,
  decodeAccountPublic,
  decodeNodePublic,
  encodeAccountId,
  encodeAccountPublic,
  encodeNodePublic,
} from '../../xrpl/base58';

const bytesOf = (n: number, size: number): Buffer => createHash('sha512').update(`${n}`).digest().subarray(0, size);

describe('account ids', () => {
  const ids = [
    ...Array.from({ length: 2000 }, (_, n) => bytesOf(n, 20)),
    // Zeros in front become letters of their own.
    ...Array.from({ length: 20 }, (_, n) => bytesOf(n, 20).fill(0, 0, n)),
    Buffer.alloc(20),
    Buffer.alloc(20, 0xff),
  ];

  it('are what the reference makes of them, the first time and from the cache', () => {
    for (let round = 0; round < 2; round += 1) {
      for (const id of ids) {
        const address = reference.encodeAccountID(id);
        expect(encodeAccountId(id)).toBe(address);
        expect(decodeAccountId(address)).toEqual(id);
      }
    }
  });

  it('do not get into each other’s way where they share a place in the cache', () => {
    const one = bytesOf(1, 20);
    const other = Buffer.from(one);
    other[9]! ^= 1;
    for (const id of [one, other, one, other]) expect(encodeAccountId(id)).toBe(reference.encodeAccountID(id));
  });

  it('are read at an offset, not beyond the end', () => {
    const around = Buffer.concat([Buffer.alloc(7, 9), ids[5]!, Buffer.alloc(3, 9)]);
    expect(encodeAccountId(around, 7)).toBe(reference.encodeAccountID(ids[5]!));
    expect(() => encodeAccountId(around, 11)).toThrow(RangeError);
    expect(() => encodeAccountId(around, -1)).toThrow(RangeError);
  });

  it('survive more addresses than the caches hold', () => {
    const address = encodeAccountId(ids[0]!);
    for (let n = 0; n < 40_000; n += 1) decodeAccountId(encodeAccountId(bytesOf(n, 20)));
    expect(encodeAccountId(ids[0]!)).toBe(address);
    expect(decodeAccountId(address)).toEqual(ids[0]);
  });
});

describe('decodeAccountId', () => {
  const good = 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh';
  it.each([
    ['empty', ''],
    ['wrong checksum', 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTi'],
    ['letter changed', good.replace('C', 'D')],
    ['one letter more', `${good}r`],
    ['one letter in front', `r${good}`],
    ['one letter less', good.slice(0, -1)],
    ['letter outside the alphabet', good.replace('H', '0')],
    ['letter outside ASCII', good.replace('H', 'Ħ')],
    ['space', ` ${good}`],
    ['X-address', 'X7AcgcsBL6XDcUb289X4mJ8djcdyKaB5hJDWMArnXr61cqZ'],
    ['node key', 'n9MXXueo837zYH36DvMc13BwHcqtfAWNJY5czWVbp7uYTj7x17TH'],
    ['seed', 'sn259rEFXrQrWyx3Q7XneWcwV6dfL'],
    ['endless', good.repeat(1000)],
    ['all zeros', 'r'.repeat(25)],
  ])('%s is no address', (_, text) => expect(decodeAccountId(text)).toBeUndefined());
});

describe('public keys', () => {
  it('of nodes and accounts', () => {
    for (let n = 0; n < 200; n += 1) {
      const key = bytesOf(n, 33);
      expect(encodeNodePublic(key)).toBe(reference.encodeNodePublic(key));
      expect(decodeNodePublic(encodeNodePublic(key))).toEqual(key);
      expect(encodeAccountPublic(key)).toBe(reference.encodeAccountPublic(key));
      expect(decodeAccountPublic(encodeAccountPublic(key))).toEqual(key);
      expect(decodeNodePublic(encodeAccountPublic(key))).toBeUndefined();
    }
    expect(() => encodeNodePublic(Buffer.alloc(32))).toThrow(RangeError);
  });
});
