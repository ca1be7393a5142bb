import { join } from 'node:path';
import { contentsView } from '../../../consumers/contents';
import { ledgersView } from '../../../consumers/ledgers';
import { mptsView } from '../../../consumers/mpts';
import { eraBits } from '../../../schemas/tables/account-transactions';
import { watermark } from '../../../schemas/tables/bookkeeping';
import { LmdbStore } from '../../../store/lmdb/lmdb-store';
import { put } from '../../../store/port';
import { TablesReader } from '../../../store/read/tables-reader';
import { transactionId } from '../../../xrpl/hash';
import { ledgerHash, serialiseHeader } from '../../../xrpl/header';
import type { LedgerDiff } from '../../../xrpl/ledger-diff';
import { temporaryFolder } from '../../demo';
import { hex } from '../support/chain';
import { holding, issuance, issuanceId } from '../support/mpts';
import { blob, stranger } from '../support/owner';
import { runApi, type RunningApi } from '../support/running-api';

const [issuer, alice, bob] = [1, 2, 3].map(stranger) as [string, string, string];
const mpt = issuanceId(issuer, 5);
const name = hex(mpt);
const value = (amount: string) => ({ mpt_issuance_id: name, value: amount });
/** In the last ledger of an era and the first two of the next. */
const first = (3 << eraBits) - 1;
const folder = temporaryFolder();

const created = ({ key, json }: { key: Buffer; json: object }) => {
  const { LedgerEntryType, ...NewFields } = json as { LedgerEntryType: string };
  return { CreatedNode: { LedgerEntryType, LedgerIndex: hex(key), NewFields } };
};
const modified = ({ key, json }: { key: Buffer; json: object }) => {
  const { LedgerEntryType, ...FinalFields } = json as { LedgerEntryType: string };
  return { ModifiedNode: { LedgerEntryType, LedgerIndex: hex(key), FinalFields } };
};
const root = (Account: string) =>
  modified({ key: Buffer.alloc(32, 9), json: { LedgerEntryType: 'AccountRoot', Account, Balance: '1' } });

interface Sent {
  ledger: number;
  /** What it is called in the tests. */
  called: string;
  tx: object;
  nodes: object[];
  result?: string;
}

const sent: Sent[] = [
  {
    ledger: first,
    called: 'create',
    tx: { TransactionType: 'MPTokenIssuanceCreate', Account: issuer },
    nodes: [root(issuer), created(issuance(issuer, 5))],
  },
  {
    ledger: first,
    called: 'of another',
    tx: { TransactionType: 'MPTokenIssuanceCreate', Account: bob },
    nodes: [root(bob), created(issuance(bob, 5))],
  },
  {
    ledger: first + 1,
    called: 'alice opts in',
    tx: { TransactionType: 'MPTokenAuthorize', Account: alice, MPTokenIssuanceID: name },
    nodes: [root(alice), created(holding(mpt, alice))],
  },
  {
    ledger: first + 1,
    called: 'alice is paid',
    tx: { TransactionType: 'Payment', Account: issuer, Destination: alice, Amount: value('7') },
    nodes: [root(issuer), modified(holding(mpt, alice, { MPTAmount: '7' })), modified(issuance(issuer, 5))],
  },
  {
    ledger: first + 2,
    called: 'bob fails',
    tx: { TransactionType: 'Payment', Account: bob, Destination: alice, Amount: value('1') },
    nodes: [root(bob)],
    result: 'tecNO_AUTH',
  },
];

const hashes = new Map<string, string>();

function ledger(ledgerIndex: number): LedgerDiff {
  const header = serialiseHeader({
    ledgerIndex,
    totalDrops: 1n,
    parentHash: Buffer.alloc(32),
    transactionHash: Buffer.alloc(32),
    accountHash: Buffer.alloc(32),
    parentCloseTime: 0,
    closeTime: ledgerIndex,
    closeTimeResolution: 10,
    closeFlags: 0,
  });
  const transactions = sent
    .filter((each) => each.ledger === ledgerIndex)
    .map(({ called, tx, nodes, result = 'tesSUCCESS' }, TransactionIndex) => {
      const transaction = blob({ Fee: '10', Sequence: 1, SigningPubKey: '', ...tx });
      hashes.set(hex(transactionId(transaction)), called);
      return { transaction, metadata: blob({ TransactionIndex, TransactionResult: result, AffectedNodes: nodes }) };
    });
  const place = { segment: 0, last: true, firstTransaction: 0, firstObject: 0, objects: [] };
  return { kind: 'diff', ledgerIndex, header, hash: ledgerHash(header), transactions, ...place };
}

let api: RunningApi;
let store: LmdbStore;
beforeAll(async () => {
  store = new LmdbStore(join(folder, 'tables'));
  const segments = [first, first + 1, first + 2].map(ledger);
  const rows = segments.flatMap((segment) =>
    [ledgersView, contentsView, mptsView].flatMap((view) => view.rows(segment)),
  );
  await store.write([...rows, put(watermark, { name: 'visible', first, last: first + 2 })]);
  api = await runApi(new TablesReader(store));
});
afterAll(async () => {
  await api.close();
  await store.close();
});

const ask = (params: object = {}) =>
  api.call('mptoken_issuance_history', { mpt_issuance_id: name, api_version: 2, ...params });
const shown = ({ transactions }: { transactions: { hash: string }[] }) =>
  transactions.map((each) => hashes.get(each.hash));
const all = ['create', 'alice opts in', 'alice is paid', 'bob fails'];

it('shows what changed the issuance or a holding, and what failed to, newest first', async () => {
  const answer = await ask();
  expect(answer).toMatchObject({ mpt_issuance_id: name, ledger_index_min: first, ledger_index_max: first + 2 });
  expect(shown(answer)).toEqual([...all].reverse());
  expect(answer.limit).toBeUndefined();
  expect(answer.transactions[1]).toMatchObject({ tx_json: { DeliverMax: value('7') }, ledger_index: first + 1 });
});

it('shows every transaction once, on pages of any size, in both directions, across eras', async () => {
  for (const forward of [true, false]) {
    for (const limit of [1, 2, 3, 100]) {
      const found: unknown[] = [];
      for (let marker: object | undefined; ;) {
        const page = await ask({ limit, forward, ...(marker && { marker }) });
        found.push(...shown(page));
        if (!page.marker) break;
        marker = page.marker as object;
      }
      expect(found).toEqual(forward ? all : [...all].reverse());
    }
  }
});

it('can be narrowed to an account that was affected, and to a type', async () => {
  expect(shown(await ask({ account: alice, forward: true }))).toEqual(['alice opts in', 'alice is paid']);
  expect(shown(await ask({ account: bob }))).toEqual(['bob fails']);
  // The issuer's rows are the whole history: what bob failed at did not affect it.
  expect(shown(await ask({ account: issuer, forward: true }))).toEqual(all.slice(0, 3));
  expect(shown(await ask({ tx_type: 'payment', forward: true }))).toEqual(['alice is paid', 'bob fails']);
  const short = await ask({ tx_type: 'Payment', forward: true, limit: 2 });
  expect([shown(short), typeof short.marker]).toEqual([[], 'object']);
});

it('keeps to the ledgers asked for, and can answer as binary', async () => {
  expect(shown(await ask({ ledger_index: first + 1 }))).toEqual(['alice is paid', 'alice opts in']);
  expect(shown(await ask({ ledger_index_max: first }))).toEqual(['create']);
  const [transaction] = (await ask({ binary: true, ledger_index_min: first + 2 })).transactions;
  expect(hashes.get(hex(transactionId(Buffer.from(transaction.tx_blob, 'hex'))))).toBe('bob fails');
});

it.each([
  [{ mpt_issuance_id: 'x' }, 'invalidParams', 'mpt_issuance_idMalformed'],
  [{ account: 'x' }, 'actMalformed', 'accountMalformed'],
  [{ tx_type: 'x' }, 'invalidParams', "Invalid field 'tx_type'."],
  [{ ledger_index_min: 0 }, 'lgrIdxMalformed', 'ledgerSeqMinOutOfRange'],
  [{ marker: 5 }, 'invalidParams', 'invalidMarker'],
])('refuses %j', async (params, error, error_message) => {
  expect(await ask(params)).toMatchObject({ error, error_message });
});
