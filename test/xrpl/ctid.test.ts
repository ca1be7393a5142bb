import fc from 'fast-check';
import { encodeCtid, parseCtid } from '../../xrpl/ctid';

describe('CTID', () => {
  it('puts ledger, index and network side by side', () => {
    // Examples of XLS-37d.
    expect(encodeCtid({ ledgerIndex: 0, transactionIndex: 0, networkId: 0 })).toBe('C000000000000000');
    expect(encodeCtid({ ledgerIndex: 13_249_191, transactionIndex: 12_911, networkId: 65_535 })).toBe(
      'C0CA2AA7326FFFFF',
    );
    expect(encodeCtid({ ledgerIndex: 0xfffffff, transactionIndex: 0xffff, networkId: 0xffff })).toBe(
      'CFFFFFFFFFFFFFFF',
    );
  });

  it('reads what it wrote, in either case', () => {
    const parts = fc.record({
      ledgerIndex: fc.integer({ min: 0, max: 0xfffffff }),
      transactionIndex: fc.integer({ min: 0, max: 0xffff }),
      networkId: fc.integer({ min: 0, max: 0xffff }),
    });
    fc.assert(
      fc.property(parts, (p) => {
        const text = encodeCtid(p) as string;
        expect(text).toMatch(/^C[0-9A-F]{15}$/);
        expect(parseCtid(text)).toEqual(p);
        expect(parseCtid(text.toLowerCase())).toEqual(p);
      }),
    );
  });

  it.each([
    { ledgerIndex: 0x10000000, transactionIndex: 0, networkId: 0 },
    { ledgerIndex: 1, transactionIndex: 0x10000, networkId: 0 },
    { ledgerIndex: 1, transactionIndex: 0, networkId: 0x10000 },
    { ledgerIndex: -1, transactionIndex: 0, networkId: 0 },
    { ledgerIndex: 1.5, transactionIndex: 0, networkId: 0 },
  ])('has none for %p', (parts) => {
    expect(encodeCtid(parts)).toBeUndefined();
  });

  it.each([
    '',
    'C',
    'C00000000000000',
    'C0000000000000000',
    'B000000000000000',
    'C00000000000000G',
    ' C000000000000000',
  ])('is not %p', (text) => {
    expect(parseCtid(text)).toBeUndefined();
  });
});
