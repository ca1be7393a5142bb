import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { answering, ask, millrace } from '../integration/millrace';

/** The recorded answers of the real servers, asked again of this one. */
const shared = resolve(process.env['MILLRACE_SHARED'] ?? join(__dirname, '..', '..', '..', 'shared'));
const folder = mkdtempSync(join(tmpdir(), 'millrace-conformance-'));

interface Outcome {
  methods: Record<string, { cases: number; exact: number; mismatch: number; failed: number; skipped: number }>;
  failures: { id: string; differences?: string[] }[];
}

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

beforeAll(async () => {
  const recording = join(shared, 'data', 'dev', 'recording.ndjson.gz');
  const up = millrace(
    'up',
    '--source',
    recording,
    '--data',
    join(folder, 'data'),
    '--port',
    '0',
    '--log-level',
    'warn',
  );
  try {
    const port = await answering(up);
    let last = 0;
    while (last < 1002) {
      await new Promise((wait) => setTimeout(wait, 200));
      const range = await ask(port, 'ledger_range');
      last = (range['ledger_index_max'] as number | undefined) ?? 0;
    }
    outcome = await compare(port);
  } finally {
    up.child.kill('SIGTERM');
    await up.ended;
    rmSync(folder, { recursive: true, force: true });
  }
}, 900_000);

async function compare(port: number): Promise<Outcome> {
  const json = join(folder, 'outcome.json');
  const args = ['--golden', join(shared, 'data', 'dev', 'golden.ndjson.gz'), '--json', json, '--walk'];
  const where = [
    '--ws',
    `ws://127.0.0.1:${port}`,
    '--http',
    `http://127.0.0.1:${port}`,
    '--only',
    Object.keys(least).join(),
  ];
  const child = spawn(process.execPath, [join(shared, 'conformance', 'compare.mjs'), ...args, ...where], {
    stdio: 'ignore',
  });
  await new Promise((done) => child.on('close', done));
  return JSON.parse(readFileSync(json, 'utf8')) as Outcome;
}

test.each(Object.entries(least))('%s answers as recorded', (method, share) => {
  const { cases, skipped, exact } = outcome.methods[method]!;
  const asked = cases - skipped;
  expect(asked).toBeGreaterThan(0);
  if (exact / asked < share)
    throw new Error(
      `${exact} of ${asked} are equal: ${JSON.stringify(outcome.failures.filter(({ id }) => id.startsWith(`${method}/`)).slice(0, 5), null, 1)}`,
    );
});
