import { encode } from 'ripple-binary-codec';
import { accountTransactionsView } from '../../consumers/account-transactions';
import { contentsView } from '../../consumers/contents';
import { accountEras, accountTransactions } from '../../schemas/tables/account-transactions';
import { LmdbStore } from '../../store/lmdb/lmdb-store';
import { put } from '../../store/port';
import { beyond } from '../../store/read/history-rows';
import { TablesReader } from '../../store/read/tables-reader';
import { decodeAccountId } from '../../xrpl/base58';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import type { PartFilter } from '../../xrpl/transaction/part-filter';
import { temporaryFolder } from '../demo';

const [owner, signer, other] = [
  'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh',
  'rPMh7Pi9ct699iZUTWaytJUoHcJ7cgyziK',
  'rnrx6w8Z2VJERMMpk9jv9Y2YZKTekFAZaK',
] as const;
const id = (address: string): Buffer => decodeAccountId(address)!;
const perLedger = 400;
const ledgers = 100;

const store = new LmdbStore(temporaryFolder());
const reader = new TablesReader(store);
afterAll(() => store.close());

function payment(members: object, affected: readonly string[], index: number): LedgerDiff['transactions'][number] {
  const TransactionType = 'Payment';
  const base = { Account: owner, Destination: other, Amount: '1', Fee: '10', Sequence: index, SigningPubKey: '' };
  const nodes = affected.map((Account) => ({
    ModifiedNode: { LedgerEntryType: 'AccountRoot', LedgerIndex: '00'.repeat(32), FinalFields: { Account } },
  }));
  const metadata = { AffectedNodes: nodes, TransactionIndex: index, TransactionResult: 'tesSUCCESS' };
  return {
    transaction: Buffer.from(encode({ TransactionType, ...base, ...members }), 'hex'),
    metadata: Buffer.from(encode(metadata), 'hex'),
  };
}

/** A busy history, in which the signer acts once for the owner, and another once for the signer. */
beforeAll(async () => {
  const usual = Array.from({ length: perLedger }, (_, index) =>
    payment({ DestinationTag: index }, [owner, other], index),
  );
  for (let ledgerIndex = 1; ledgerIndex <= ledgers; ledgerIndex++) {
    const transactions = [...usual];
    if (ledgerIndex === 3) {
      transactions[0] = payment({ Delegate: signer }, [owner, signer, other], 0);
      transactions[1] = payment({ Account: signer, Delegate: other }, [signer, other], 1);
    }
    const [hash, header] = [Buffer.alloc(32, ledgerIndex), Buffer.alloc(118)];
    const whole = { kind: 'diff', segment: 0, last: true, firstTransaction: 0, firstObject: 0, objects: [] } as const;
    const diff: LedgerDiff = { ...whole, objects: [], ledgerIndex, hash, header, transactions };
    await store.write([...accountTransactionsView.rows(diff), ...contentsView.rows(diff)]);
  }
});

const page = (account: string, filter: PartFilter, limit = 10, forward = false) =>
  reader.accountTransactions({ account: id(account), from: 1, to: ledgers, forward, limit, filter });

async function found(account: string, filter: PartFilter): Promise<string[]> {
  const { transactions } = await page(account, filter, 10, true);
  return transactions.map(({ ledgerIndex, index }) => `${ledgerIndex}.${index}`);
}

test('what was signed for an account, and what it signed for others, by whom', async () => {
  const [actor, authorizer] = ['actor', 'authorizer'] as const;
  expect(await found(owner, { delegate: { role: actor } })).toEqual(['3.0']);
  expect(await found(owner, { delegate: { role: actor, counterparty: id(signer) } })).toEqual(['3.0']);
  expect(await found(owner, { delegate: { role: actor, counterparty: id(other) } })).toEqual([]);
  expect(await found(owner, { delegate: { role: authorizer } })).toEqual([]);
  expect(await found(signer, { delegate: { role: authorizer } })).toEqual(['3.0']);
  expect(await found(signer, { delegate: { role: authorizer, counterparty: id(other) } })).toEqual([]);
  expect(await found(signer, { delegate: { role: actor } })).toEqual(['3.1']);
  expect(await found(other, { delegate: { role: authorizer, counterparty: id(signer) } })).toEqual(['3.1']);
});

test('a search for what is rare ends somewhere, says where, and goes on from there', async () => {
  const first = await page(owner, { delegate: { role: 'actor' } });
  expect(first.transactions).toEqual([]);
  expect(first.last!.ledgerIndex).toBeGreaterThan(3);
  const query = { account: id(owner), from: 1, to: ledgers, forward: false, limit: 10, start: first.last! };
  const second = await reader.accountTransactions({ ...query, filter: { delegate: { role: 'actor' } } });
  expect(second.transactions).toMatchObject([{ ledgerIndex: 3, index: 0 }]);
  expect(second.last).toBeUndefined();
});

test('of a busy history only what may be meant is read', async () => {
  const reads = (): number => reader.counts.blockRead + reader.counts.blockCached;
  const before = reads();
  const { transactions, last } = await page(other, { destinationTag: 77 }, 3);
  expect(transactions).toMatchObject([100, 99, 98].map((ledgerIndex) => ({ ledgerIndex, index: 77 })));
  expect(last).toEqual({ ledgerIndex: 98, index: 77 });
  expect(reads() - before).toBeLessThanOrEqual(5);
});

test('rows from before there were marks are all looked into, some at a time', async () => {
  const account = id('rPT1Sjq2YGrBMTttX4GZHjKu9dyfzbpAYe');
  const places = Array.from({ length: 5000 }, (_, i) => ({
    ledger: 1 + Math.floor(i / perLedger),
    index: i % perLedger,
  }));
  const plain = { account, era: 0, type: 0, marks: Buffer.alloc(0) };
  const rows = places.map((place) => put(accountTransactions, { ...plain, ...place }));
  await store.write([...rows, put(accountEras, { account, era: 0 })]);
  const query = { account, from: 1, to: ledgers, forward: true, limit: 1000, filter: { destinationTag: 77 } };
  const first = await reader.accountTransactions(query);
  expect(first.transactions.length).toBeLessThan(13);
  const second = await reader.accountTransactions({ ...query, start: beyond(first.last!, true) });
  const found = [...first.transactions, ...second.transactions].map(({ ledgerIndex }) => ledgerIndex);
  expect(found).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  expect(second.last).toBeUndefined();
});
