import { encode } from 'ripple-binary-codec';
import { mptId } from '../../../xrpl/mpt';
import { mptsTouched } from '../../../xrpl/transaction/mpts-touched';

const account = 'rPT1Sjq2YGrBMTttX4GZHjKu9dyfzbpAYe';
const accountBytes = Buffer.from('F667B0CA50CC7709A220B0561B85E53A48461FA8', 'hex');
const a = mptId(0x01020304, accountBytes);
const b = mptId(7, Buffer.alloc(20, 8));
const hex = (bytes: Buffer): string => bytes.toString('hex').toUpperCase();
const binary = (json: object): Buffer => Buffer.from(encode(json), 'hex');
const transaction = (json: object) => binary({ Account: account, Fee: '10', Sequence: 1, SigningPubKey: '', ...json });
const meta = (result: string, AffectedNodes: object[] = []) =>
  binary({ TransactionIndex: 0, TransactionResult: result, AffectedNodes });
const amount = (id: Buffer) => ({ mpt_issuance_id: hex(id), value: '1' });
const holding = (kind: string, fields: string, id: Buffer) => ({
  [kind]: {
    LedgerEntryType: 'MPToken',
    LedgerIndex: '0'.repeat(64),
    [fields]: { Account: account, MPTokenIssuanceID: hex(id) },
  },
});

test('a transaction touches the MPTs that it names, failed or not, each once', () => {
  const failed = meta('tecPATH_DRY');
  const named: [object, Buffer[]][] = [
    [{ TransactionType: 'MPTokenAuthorize', MPTokenIssuanceID: hex(a) }, [a]],
    [{ TransactionType: 'Payment', Destination: account, Amount: amount(a), SendMax: amount(b) }, [a, b]],
    [{ TransactionType: 'Payment', Destination: account, Amount: amount(a), SendMax: amount(a) }, [a]],
    [{ TransactionType: 'VaultCreate', Asset: { mpt_issuance_id: hex(a) } }, [a]],
    [{ TransactionType: 'Payment', Destination: account, Amount: '5' }, []],
    [{ TransactionType: 'VaultCreate', Asset: { currency: 'USD', issuer: account } }, []],
  ];
  for (const [json, expected] of named) {
    expect(mptsTouched(transaction(json), failed).map(hex)).toEqual(expected.map(hex));
  }
});

test('a transaction that succeeded touches those of which it changed the issuance or a holding', () => {
  const sent = transaction({ TransactionType: 'Payment', Destination: account, Amount: amount(a) });
  const nodes = [holding('CreatedNode', 'NewFields', b), holding('ModifiedNode', 'FinalFields', a)];
  expect(mptsTouched(sent, meta('tesSUCCESS', nodes)).map(hex)).toEqual([a, b].map(hex));
  expect(mptsTouched(sent, meta('tecPATH_DRY', nodes)).map(hex)).toEqual([hex(a)]);
  const create = transaction({ TransactionType: 'MPTokenIssuanceCreate' });
  const made = { Issuer: account, Sequence: 0x01020304 };
  const node = { LedgerEntryType: 'MPTokenIssuance', LedgerIndex: '0'.repeat(64), NewFields: made };
  expect(mptsTouched(create, meta('tesSUCCESS', [{ CreatedNode: node }])).map(hex)).toEqual([hex(a)]);
});
