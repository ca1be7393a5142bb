import { accountRoot, delegate, signerList } from '../../../xrpl/keylets/account';
import { amm } from '../../../xrpl/keylets/amm';
import { compareAssets, XRP } from '../../../xrpl/keylets/asset';
import { bookBase, bookDirectory, bookEnd, qualityOf } from '../../../xrpl/keylets/book';
import { depositPreauthCredentials } from '../../../xrpl/keylets/credential';
import { directoryPage, ownerDirectory } from '../../../xrpl/keylets/directory';
import { nftokenPage, nftokenPageMax, nftokenPageMin } from '../../../xrpl/keylets/nftoken';
import * as sequenced from '../../../xrpl/keylets/sequenced';
import * as singletons from '../../../xrpl/keylets/singletons';
import { keyIn, Space, u32 } from '../../../xrpl/keylets/space';
import { trustLine } from '../../../xrpl/keylets/trust-line';
import { decodeAccountId } from '../../../xrpl/base58';

const account = (address: string) => decodeAccountId(address) as Buffer;
const hex = (key: Buffer) => key.toString('hex').toUpperCase();
const usd = Buffer.from('0000000000000000000000005553440000000000', 'hex');
const [low, high] = [Buffer.alloc(20, 1), Buffer.alloc(20, 2)];

describe('keys that the public documentation and test vectors of xrpl.js name', () => {
  it.each([
    [singletons.feeSettings, '4BC50C9B0D8515D3EAAE1E74B29A95804346C491EE1A95BF25E4AAB854A6A651'],
    [singletons.amendments, '7DB0788C020F02780A673DC74757F23823FA3014C1866E72CC4CD8B226CD6EF4'],
    [singletons.negativeUnl, '2E8A59AA9D3B5B186B0B9E0F62E6C02587CA74A4D778938E957B6357D364B244'],
    [singletons.recentLedgerHashes, 'B4979A36CDC7F3D3D5C31A4EAE2AC7D7209DDA877588B9AFC66799692AB0D66B'],
    [
      accountRoot(account('rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh')),
      '2B6AC232AA4C4BE41BF49D2459FA4A0347E1B543A4C92FCEE0821C0201E2E9A8',
    ],
    [
      signerList(account('rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh')),
      '778365D5180F5DF3016817D1F318527AD7410D83F8636CF48C43E8AF72AB49BF',
    ],
    [
      sequenced.offer(account('r32UufnaCGL82HubijgJGDmdE5hac7ZvLw'), 137),
      '03F0AED09DEEE74CEF85CD57A0429D6113507CF759C597BABB4ADB752F734CE3',
    ],
    [
      sequenced.escrow(account('rDx69ebzbowuqztksVDmZXjizTd12BVr4x'), 84),
      '61E8E8ED53FA2CEBE192B23897071E9A75217BF5A410E9CB5B45AAB7AECA567A',
    ],
    [
      sequenced.paymentChannel(
        account('rDx69ebzbowuqztksVDmZXjizTd12BVr4x'),
        account('rLFtVprxUEfsH54eCWKsZrEQzMDsx1wqso'),
        82,
      ),
      'E35708503B3C3143FB522D749AAFCC296E8060F0FB371A9A56FAE0B1ED127366',
    ],
    [
      trustLine(account('rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh'), account('rB5TihdPbKgMrkFqrqUC3yLdE8hhv4BdeY'), usd),
      'C683B5BB928F025F1E860D9D69D6C554C2202DE0D45877ADB3077DA4CB9E125C',
    ],
  ])('%#', (key, expected) => {
    expect(hex(key)).toBe(expected);
  });
});

describe('keys of either order', () => {
  it('trust lines and pools', () => {
    expect(trustLine(low, high, usd)).toEqual(trustLine(high, low, usd));
    const [a, b] = [{ currency: usd, issuer: low }, { mptId: Buffer.alloc(24, 9) }];
    expect(amm(XRP, a)).toEqual(amm(a, XRP));
    expect(amm(b, a)).toEqual(amm(a, b));
    expect(compareAssets(b, a)).toBeLessThan(0);
    expect(compareAssets(a, a)).toBe(0);
  });

  it('lists of credentials', () => {
    const [a, b] = [
      { issuer: high, credentialType: Buffer.from('kyc') },
      { issuer: low, credentialType: Buffer.from('zzz') },
    ];
    expect(depositPreauthCredentials(low, [a, b])).toEqual(depositPreauthCredentials(low, [b, a]));
  });
});

describe('books', () => {
  const base = bookBase(XRP, { currency: usd, issuer: low });

  it('lie between their base and their end', () => {
    const quality = 0x5503_8d7e_a4c6_8000n;
    const directory = bookDirectory(base, quality);
    expect(qualityOf(directory)).toBe(quality);
    expect(qualityOf(base)).toBe(0n);
    expect(Buffer.compare(base, directory)).toBe(-1);
    expect(Buffer.compare(directory, bookEnd(base))).toBe(-1);
    expect(Buffer.compare(bookDirectory(base, 2n ** 64n - 1n), bookEnd(base))).toBe(-1);
    expect(hex(bookEnd(Buffer.from(`${'00'.repeat(22)}01ff${'00'.repeat(8)}`, 'hex')))).toBe(
      `${'00'.repeat(22)}0200${'00'.repeat(8)}`,
    );
  });

  it('differ by direction and by domain', () => {
    expect(bookBase({ currency: usd, issuer: low }, XRP)).not.toEqual(base);
    expect(bookBase(XRP, { currency: usd, issuer: low }, Buffer.alloc(32, 3))).not.toEqual(base);
  });

  it('of MPTs name them by id', () => {
    const [id, issued] = [Buffer.alloc(24, 9), { currency: usd, issuer: low }];
    const expected = keyIn(Space.bookDirectory, id, usd, low).fill(0, 24);
    expect(bookBase({ mptId: id }, issued)).toEqual(expected);
  });
});

describe('pages', () => {
  it('page 0 of a directory is its root', () => {
    const root = ownerDirectory(low);
    expect(directoryPage(root, 0n)).toEqual(root);
    expect(directoryPage(root, 1n)).not.toEqual(root);
  });

  it('of NFTs lie between two keys of the account', () => {
    const token = Buffer.alloc(32, 5);
    const page = nftokenPage(low, token);
    expect(Buffer.compare(nftokenPageMin(low), page)).toBe(-1);
    expect(Buffer.compare(page, nftokenPageMax(low))).toBe(-1);
    expect(page.subarray(20)).toEqual(token.subarray(20));
  });
});

describe('kinds that no recording has', () => {
  it('hash their tag, owner and number', () => {
    expect(sequenced.vault(low, 7)).toEqual(keyIn(Buffer.from('\0V'), low, u32(7)));
    expect(sequenced.loanBroker(low, 7)).toEqual(keyIn(Buffer.from('\0l'), low, u32(7)));
    expect(sequenced.loan(Buffer.alloc(32, 3), 7)).toEqual(keyIn(Buffer.from('\0L'), Buffer.alloc(32, 3), u32(7)));
    expect(sequenced.permissionedDomain(low, 7)).toEqual(keyIn(Buffer.from('\0m'), low, u32(7)));
    expect(delegate(low, high)).toEqual(keyIn(Buffer.from('\0E'), low, high));
  });

  it('have tags of their own', () => {
    const tags = Object.values(Space).map((tag) => tag.toString('latin1'));
    expect(new Set(tags).size).toBe(tags.length);
  });
});
