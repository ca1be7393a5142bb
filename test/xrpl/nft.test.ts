import fc from 'fast-check';
import { NFTokenFlag, nftokenId, parseNFTokenId } from '../../xrpl/nft';
import { mptId, parseMptId } from '../../xrpl/mpt';

describe('NFTokenID', () => {
  it('has the parts of the example in XLS-20', () => {
    const id = Buffer.from('000B013A95F14B0044F78A264E41713C64B5F89242540EE2BC8B858E00000D65', 'hex');
    const parts = parseNFTokenId(id);
    expect(parts).toMatchObject({ flags: 11, transferFee: 314, taxon: 146_999_694, sequence: 3429 });
    expect(parts.flags & NFTokenFlag.transferable).not.toBe(0);
    expect(Buffer.from(parts.issuer).toString('hex')).toBe('95f14b0044f78a264e41713c64b5f89242540ee2');
  });

  it('is what its parts make', () => {
    const u16 = fc.integer({ min: 0, max: 0xffff });
    const u32 = fc.integer({ min: 0, max: 0xffffffff });
    const issuer = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((b) => Buffer.from(b));
    fc.assert(
      fc.property(fc.record({ flags: u16, transferFee: u16, issuer, taxon: u32, sequence: u32 }), (parts) => {
        expect(parseNFTokenId(nftokenId(parts))).toEqual(parts);
      }),
    );
  });

  it('has 32 bytes', () => {
    expect(() => parseNFTokenId(Buffer.alloc(31))).toThrow(RangeError);
  });
});

describe('MPT id', () => {
  it('is the sequence and the issuer', () => {
    const id = mptId(0x02faf0cc, Buffer.alloc(20, 7));
    expect(id.toString('hex')).toBe(`02faf0cc${'07'.repeat(20)}`);
    expect(parseMptId(id)).toEqual({ sequence: 0x02faf0cc, issuer: Buffer.alloc(20, 7) });
    expect(() => parseMptId(id.subarray(1))).toThrow(RangeError);
  });
});
