import { conformance, share, type Outcome } from './conformance';

/** Share of cases that must equal Clio's recorded answer, by method. */
const least: Record<string, number> = {
  account_channels: 1,
  account_currencies: 1,
  account_info: 1,
  account_lines: 1,
  account_nfts: 0.995,
  account_objects: 1,
  account_offers: 1,
  account_tx: 0.995,
  amm_info: 1,
  book_changes: 1,
  book_offers: 1,
  nft_buy_offers: 1,
  nft_sell_offers: 1,
  feature: 0.9,
  nft_history: 0.99,
  nft_info: 1,
  nfts_by_issuer: 0.995,
  deposit_authorized: 1,
  gateway_balances: 1,
  get_aggregate_price: 1,
  ledger: 1,
  ledger_data: 1,
  ledger_entry: 1,
  ledger_index: 1,
  ledger_range: 1,
  noripple_check: 1,
  ping: 1,
  random: 1,
  server_info: 1,
  transaction_entry: 1,
  tx: 1,
  version: 1,
};

let outcome: Outcome;
beforeAll(async () => (outcome = await conformance('dev', 1002, 'clio')), 900_000);

test('of all requests, 99.5% are answered as Clio answered them, else as rippled did', () => {
  expect(share(outcome, outcome.total.exact)).toBeGreaterThanOrEqual(0.995);
});

test.each(Object.entries(least))('%s answers as recorded', (method, share) => {
  const { cases, skipped, exact } = outcome.methods[method]!;
  const asked = cases - skipped;
  expect(asked).toBeGreaterThan(0);
  if (exact / asked < share)
    throw new Error(
      `${exact} of ${asked} are equal: ${JSON.stringify(outcome.failures.filter(({ id }) => id.startsWith(`${method}/`)).slice(0, 5), null, 1)}`,
    );
});
