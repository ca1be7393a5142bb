import { ArchiveLog } from '../../../log/archive/archive-log';
import { decodeAccountId } from '../../../xrpl/base58';
import { transactionId } from '../../../xrpl/hash';
import { affectedAccounts } from '../../../xrpl/transaction/affected-accounts';
import { demoArchive } from '../../demo';
import { demoApi } from '../support/demo-api';

const account = 'raktC7jy2Ugwhwg4qDexakpNNeqr79YEuL';
const api = demoApi();
/** Ids of the account's transactions, oldest first, straight from the recording. */
const history: { ledger: number; index: number; id: string }[] = [];
beforeAll(async () => {
  const id = decodeAccountId(account)!;
  for await (const { ledgerIndex, transactions } of new ArchiveLog(demoArchive).read({ from: 3 })) {
    transactions.forEach(({ transaction, metadata }, index) => {
      if (!affectedAccounts(transaction, metadata).some((each) => id.equals(each))) return;
      history.push({ ledger: ledgerIndex, index, id: transactionId(transaction).toString('hex').toUpperCase() });
    });
  }
});

const ask = (params: object) => api.call('account_tx', { account, ...params });

/** Every page of a walk by markers. */
async function walk(params: object): Promise<string[]> {
  const ids: string[] = [];
  for (let marker: object | undefined; ;) {
    const page = await ask({ ...params, ...(marker && { marker }) });
    expect(page.error).toBeUndefined();
    ids.push(...(page.transactions as { tx: { hash: string } }[]).map(({ tx }) => tx.hash));
    if (!page.marker) return ids;
    marker = page.marker as object;
  }
}

it('walks the whole history in both directions, whatever the page size', async () => {
  expect(history.length).toBeGreaterThan(100);
  const forward = history.map(({ id }) => id);
  for (const limit of [1000, 37, 1]) {
    if (limit === 1 && history.length > 400) continue;
    expect(await walk({ limit, forward: true })).toEqual(forward);
    expect(await walk({ limit })).toEqual([...forward].reverse());
  }
});

it('includes the transaction at index 0 of the first and last ledger (C#694)', async () => {
  const first = history.find(({ index }) => index === 0)!;
  const bounds = { ledger_index_min: first.ledger, ledger_index_max: first.ledger };
  expect(await walk({ ...bounds, forward: true, limit: 1 })).toContain(first.id);
  expect(await walk({ ...bounds, limit: 1 })).toContain(first.id);
});

it('answers one ledger for ledger_index, also for "validated" (C#693), and says validated on each (C#164)', async () => {
  const { ledger } = history.at(-1)!;
  const page = await ask({ ledger_index: ledger });
  expect(page).toMatchObject({ ledger_index_min: ledger, ledger_index_max: ledger });
  expect(page.transactions).toHaveLength(history.filter((each) => each.ledger === ledger).length);
  for (const each of page.transactions) expect(each).toMatchObject({ validated: true, tx: { ledger_index: ledger } });
  expect(await ask({ ledger_index: 'validated' })).toMatchObject({ ledger_index_min: 215, ledger_index_max: 215 });
});

it('filters by type, in any case, without changing the pages', async () => {
  const all = await ask({ limit: 20 });
  const some = await ask({ limit: 20, tx_type: 'paYment' });
  expect(some.marker).toEqual(all.marker);
  const payments = all.transactions.filter(
    (each: { tx: { TransactionType: string } }) => each.tx.TransactionType === 'Payment',
  );
  expect(some.transactions).toEqual(payments);
});

it('has the shape of the API version, and blobs where asked', async () => {
  const [one] = (await ask({ limit: 1 })).transactions;
  expect(Object.keys(one as object).sort()).toEqual(['meta', 'tx', 'validated']);
  const [two] = (await ask({ limit: 1, api_version: 2 })).transactions;
  expect(Object.keys(two as object).sort()).toEqual([
    'close_time_iso',
    'hash',
    'ledger_hash',
    'ledger_index',
    'meta',
    'tx_json',
    'validated',
  ]);
  expect(Object.keys((await ask({ limit: 1, binary: true })).transactions[0] as object)).toEqual([
    'ledger_index',
    'meta',
    'tx_blob',
    'validated',
  ]);
  expect((await ask({ limit: 1, binary: true, api_version: 2 })).transactions[0]).toHaveProperty('meta_blob');
});

it.each([true, false])('goes on from a place that no ledger has, forward: %s', async (forward) => {
  const middle = history[history.length >> 1]!.ledger;
  const page = await ask({ marker: { ledger: middle, seq: 70_000 }, forward, limit: 10 });
  const ids = (page.transactions as { tx: { hash: string } }[]).map(({ tx }) => tx.hash);
  const left = history.filter(({ ledger }) => (forward ? ledger > middle : ledger <= middle)).map(({ id }) => id);
  expect(ids).toEqual((forward ? left : left.reverse()).slice(0, 10));
});

it('refuses what is wrong as the peers do', async () => {
  const message = async (params: object) => {
    const { error, error_message } = await ask(params);
    return [error, error_message];
  };
  expect(await message({ marker: 'abc' })).toEqual(['invalidParams', 'invalidMarker']);
  expect(await message({ marker: { ledger: 5 } })).toEqual(['invalidParams', "Required field 'seq' missing"]);
  expect(await message({ ledger_index_min: 200, ledger_index_max: 100 })).toEqual([
    'lgrIdxsInvalid',
    'Ledger indexes invalid.',
  ]);
  expect(await message({ ledger_index_min: 200, ledger_index_max: 100, api_version: 2 })).toEqual([
    'invalidLgrRange',
    'Ledger range is invalid.',
  ]);
  expect(await message({ ledger_index_max: 300, api_version: 2 })).toEqual([
    'lgrIdxMalformed',
    'ledgerSeqMaxOutOfRange',
  ]);
  expect(await message({ ledger_index_min: 5, ledger_index: 9, api_version: 2 })).toEqual([
    'invalidParams',
    'containsLedgerSpecifierAndRange',
  ]);
  expect(await message({ tx_type: 'Nonsense' })).toEqual(['invalidParams', "Invalid field 'tx_type'."]);
  expect(await message({ limit: 0 })).toEqual(['invalidParams', 'Invalid parameters.']);
  expect(await message({ account: undefined })).toEqual(['invalidParams', "Required field 'account' missing"]);
});
