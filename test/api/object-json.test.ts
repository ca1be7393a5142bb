import { encode } from 'ripple-binary-codec';
import { decodeAccountId } from '../../xrpl/base58';
import { objectJson } from '../../api/object-json';
import { alice } from './support/chain';

const key = Buffer.alloc(32, 0xab);
const account = { LedgerEntryType: 'AccountRoot', Account: alice, Balance: '1', Flags: 0, OwnerCount: 0, Sequence: 1 };
const shown = (json: object) => JSON.parse(objectJson(key, Buffer.from(encode(json), 'hex')).text);

it('adds the key', () => {
  expect(shown(account)).toEqual({ ...account, index: 'AB'.repeat(32) });
});

it("adds where an account's picture is", () => {
  const EmailHash = 'ABCDEF0123456789ABCDEF0123456789';
  const urlgravatar = 'http://www.gravatar.com/avatar/abcdef0123456789abcdef0123456789';
  expect(shown({ ...account, EmailHash })).toMatchObject({ EmailHash, urlgravatar });
});

it('names an MPT issuance by its id', () => {
  const issuance = {
    LedgerEntryType: 'MPTokenIssuance',
    Flags: 0,
    Issuer: alice,
    Sequence: 0x02faf0cd,
    OwnerNode: '0',
    OutstandingAmount: '100',
  };
  const mpt_issuance_id = `02FAF0CD${decodeAccountId(alice)!.toString('hex').toUpperCase()}`;
  expect(shown(issuance)).toEqual({ ...issuance, mpt_issuance_id, index: 'AB'.repeat(32) });
});
