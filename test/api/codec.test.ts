import { encode } from 'ripple-binary-codec';
import { fieldsShown, shown } from '../../api/codec';
import { alice, bob, usd } from './support/chain';

const binary = (json: object) => Buffer.from(encode(json), 'hex');
const decoded = (json: object) => JSON.parse(shown(binary(json)));
const payment = {
  TransactionType: 'Payment',
  Account: alice,
  Destination: bob,
  Fee: '10',
  Sequence: 1,
  SigningPubKey: '',
};

it.each([
  ['0', '0'],
  ['2E5', '2e5'],
  ['FFFFFFFFFFFFFFFF', 'ffffffffffffffff'],
])('writes the 64-bit integer %s as %s', (OwnerNode, expected) => {
  expect(decoded({ LedgerEntryType: 'Offer', OwnerNode })).toMatchObject({ OwnerNode: expected });
});

it('leaves binary fields alone that look like 64-bit integers', () => {
  const MemoData = '00000000000000AB';
  expect(decoded({ ...payment, Memos: [{ Memo: { MemoData } }] }).Memos).toEqual([{ Memo: { MemoData } }]);
});

it.each([
  ['99999999999', '99999999999'],
  ['100000000000', '1000000000000000e-4'],
  ['-123456789012.5', '-1234567890125000e-4'],
  ['9999999999999999e60', '9999999999999999e60'],
  ['0.0000000001', '0.0000000001'],
  ['0.00000000001', '1000000000000000e-26'],
  ['0', '0'],
])('writes the issued amount %s as %s', (value, expected) => {
  expect(decoded({ ...payment, Amount: usd(value, bob) }).Amount).toEqual(usd(expected, bob));
  expect(fieldsShown(['Amount'])(binary({ ...payment, Amount: usd(value, bob) }))).toEqual({
    Amount: usd(expected, bob),
  });
});

it('leaves large amounts of MPTs and XRP alone', () => {
  const mpt = { mpt_issuance_id: '0'.repeat(48), value: '1234567890123456' };
  expect(decoded({ ...payment, Amount: mpt }).Amount).toEqual(mpt);
  expect(decoded({ ...payment, Amount: '99999999999999999' }).Amount).toBe('99999999999999999');
});

it('tells the types of steps of paths', () => {
  const Paths = [[{ account: alice }, { currency: 'XRP' }], [{ currency: 'USD', issuer: bob }]];
  expect(decoded({ ...payment, Paths }).Paths).toEqual([
    [
      { account: alice, type: 1 },
      { currency: 'XRP', type: 16 },
    ],
    [{ currency: 'USD', issuer: bob, type: 48 }],
  ]);
});

it('shows the account of pseudo-transactions as empty, and that of zeros as itself', () => {
  const zeros = 'rrrrrrrrrrrrrrrrrrrrrhoLvTp';
  expect(decoded({ ...payment, Account: zeros }).Account).toBe(zeros);
  const pseudo = binary({ ...payment, Account: zeros })
    .toString('hex')
    .replace(`8114${'0'.repeat(40)}`, '8100');
  expect(JSON.parse(shown(Buffer.from(pseudo, 'hex'))).Account).toBe('');
});
