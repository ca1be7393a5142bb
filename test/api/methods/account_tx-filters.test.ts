import { ArchiveLog } from '../../../log/archive/archive-log';
import { transactionId } from '../../../xrpl/hash';
import { transactionType } from '../../../xrpl/transaction/transaction-type';
import { demoArchive } from '../../demo';
import { partsInJson, type PartInJson } from '../../parts-in-json';
import { demoApi } from '../support/demo-api';
import { runApi, type RunningApi } from '../support/running-api';

interface Entry extends PartInJson {
  id: string;
  type: number;
}

const PAYMENT = 0;
const api = demoApi();
/** The transactions of each account, newest first, as their JSON tells. */
const histories = new Map<string, Entry[]>();
let busiest: string[];

beforeAll(async () => {
  for await (const { transactions } of new ArchiveLog(demoArchive).read({ from: 3 })) {
    for (const { transaction, metadata } of transactions) {
      const entry = {
        id: transactionId(transaction).toString('hex').toUpperCase(),
        type: transactionType(transaction),
      };
      for (const [account, part] of partsInJson(transaction, metadata)) {
        histories.set(account, [{ ...entry, ...part }, ...(histories.get(account) ?? [])]);
      }
    }
  }
  busiest = [...histories.keys()].sort((a, b) => histories.get(b)!.length - histories.get(a)!.length).slice(0, 6);
});

/** Every page of a walk by markers. */
async function walk(params: object, limit: number, on: RunningApi = api): Promise<string[]> {
  const ids: string[] = [];
  for (let marker: object | undefined; ;) {
    const page = await on.call('account_tx', { ...params, limit, ...(marker && { marker }) });
    expect(page.error).toBeUndefined();
    ids.push(...(page.transactions as { tx: { hash: string } }[]).map(({ tx }) => tx.hash));
    if (!page.marker) return ids;
    expect(page.transactions.length).toBe(limit);
    marker = page.marker as object;
  }
}

async function expectFound(account: string, filter: object, isMeant: (entry: Entry) => boolean): Promise<number> {
  const wanted = histories
    .get(account)!
    .filter(isMeant)
    .map(({ id }) => id);
  expect([filter, await walk({ account, ...filter }, 1000)]).toEqual([filter, wanted]);
  const limit = Math.max(3, Math.ceil(wanted.length / 4));
  expect([filter, await walk({ account, ...filter, forward: true }, limit)]).toEqual([filter, [...wanted].reverse()]);
  return wanted.length;
}

const distinct = <T>(account: string, values: (entry: Entry) => Iterable<T>): T[] => [
  ...new Set(histories.get(account)!.flatMap((entry) => [...values(entry)])),
];

test.each(['sent', 'received'])('%s: in both directions, whatever the page', async (direction) => {
  let found = 0;
  for (const account of busiest) {
    found += await expectFound(account, { direction }, ({ sent }) => sent === (direction === 'sent'));
  }
  expect(found).toBeGreaterThan(100);
});

test('by each counterparty', async () => {
  for (const account of busiest.slice(0, 3)) {
    for (const counterparty of distinct(account, ({ counterparties }) => counterparties).slice(0, 25)) {
      await expectFound(account, { counterparty }, ({ counterparties }) => counterparties.has(counterparty));
    }
  }
});

test('by each destination tag, zero included', async () => {
  const receivers = [...histories.keys()].filter((account) => histories.get(account)!.some(({ tag }) => tag));
  expect(receivers.length).toBeGreaterThan(0);
  for (const account of receivers.slice(0, 5)) {
    for (const tag of distinct(account, (entry) => (entry.tag === undefined ? [] : [entry.tag])).slice(0, 10)) {
      await expectFound(account, { destination_tag: tag }, (entry) => entry.tag === tag);
    }
    await expectFound(account, { destination_tag: 0 }, ({ tag }) => tag === 0);
  }
});

test('by each token', async () => {
  const traders = busiest.filter((account) => histories.get(account)!.some(({ tokens }) => tokens.size > 0));
  expect(traders.length).toBeGreaterThan(2);
  for (const account of traders.slice(0, 3)) {
    for (const name of distinct(account, ({ tokens }) => tokens).slice(0, 15)) {
      const [currency, issuer] = name.split(' ');
      await expectFound(account, { token: { currency, issuer } }, ({ tokens }) => tokens.has(name));
    }
  }
});

test('several at once, with a type: all of them hold, and pages are full', async () => {
  const [account] = busiest as [string];
  const [counterparty] = distinct(account, ({ sent, counterparties }) => (sent ? counterparties : []));
  const found = await expectFound(
    account,
    { direction: 'sent', counterparty, tx_type: 'Payment' },
    ({ sent, type, counterparties }) => sent && type === PAYMENT && counterparties.has(counterparty!),
  );
  expect(found).toBeGreaterThan(0);
});

test('by type with full pages, in rippled’s way, too', async () => {
  const rippled = await runApi(api.reader, {}, undefined, [], 'rippled');
  const [account] = busiest as [string];
  const meant = (entry: Entry): boolean => entry.sent && entry.type === PAYMENT;
  const wanted = histories
    .get(account)!
    .filter(meant)
    .map(({ id }) => id);
  expect(wanted.length).toBeGreaterThan(10);
  const params = { account, direction: 'sent', transaction_type: 'payment' };
  for (const way of [api, rippled]) {
    expect(await walk(params, 3, way)).toEqual(wanted);
    expect(await walk({ ...params, forward: true }, 7, way)).toEqual([...wanted].reverse());
  }
  await rippled.close();
});

test('nobody acted for anybody before there were delegates', async () => {
  for (const delegate_filter of ['actor', 'authorizer']) {
    const { transactions } = await api.call('account_tx', { account: busiest[0], delegate: { delegate_filter } });
    expect(transactions).toEqual([]);
  }
});

test.each([
  [{ direction: 1 }, 'invalidParams', 'directionNotString'],
  [{ direction: 'both' }, 'invalidParams', "Invalid field 'direction'."],
  [{ counterparty: 7 }, 'invalidParams', 'counterpartyNotString'],
  [{ counterparty: 'rNobody' }, 'actMalformed', 'counterpartyMalformed'],
  [{ destination_tag: '5' }, 'invalidParams', 'Invalid parameters.'],
  [{ destination_tag: -1 }, 'invalidParams', 'Invalid parameters.'],
  [{ delegate: 'actor' }, 'invalidParams', 'delegateNotObject'],
  [{ delegate: {} }, 'invalidParams', "Field 'delegate_filter' is required but missing."],
  ...['bogus', 1].map((delegate_filter): [object, string, string] => [
    { delegate: { delegate_filter } },
    'invalidParams',
    "Field 'delegate_filter' value must be 'actor' or 'authorizer'.",
  ]),
  [
    { delegate: { delegate_filter: 'actor', counter_party: 'none' } },
    'actMalformed',
    "Field 'counter_party' value must be a valid account.",
  ],
  [{ token: 'USD' }, 'invalidParams', 'tokenNotObject'],
  ...[
    { currency: 'USD' },
    { currency: 'XRP', issuer: 'rrrrrrrrrrrrrrrrrrrrrhoLvTp' },
    { issuer: 'rrrrrrrrrrrrrrrrrrrrrhoLvTp' },
    { mpt_issuance_id: '00' },
    { mpt_issuance_id: '00'.repeat(24), currency: 'USD' },
    {},
  ].map((token): [object, string, string] => [
    { token },
    'invalidParams',
    "Invalid field 'token', neither currency and issuer nor mpt_issuance_id.",
  ]),
])('%j is refused', async (params, error, error_message) => {
  const answer = await api.call('account_tx', { account: busiest[0], ...params });
  expect(answer).toMatchObject({ error, error_message });
});
