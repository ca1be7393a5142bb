import { encode } from 'ripple-binary-codec';
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
