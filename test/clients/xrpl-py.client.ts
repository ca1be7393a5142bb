import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Gate } from './gate';
import { Pipeline } from './pipeline';
import { python } from './python';
import { RecordedFacts } from './recorded-facts';
import { gateway, nftOwner, nftOwnerId, taggedPayment } from './wallets';

const begin = 119;
const folder = mkdtempSync(join(tmpdir(), 'millrace-xrpl-py-'));
const factsFile = join(folder, 'facts.json');
const suite = join(__dirname, 'xrpl_py_suite.py');

let interpreter: string;
let pipeline: Pipeline;
let gate: Gate;

beforeAll(async () => {
  [interpreter, pipeline] = await Promise.all([python(), Pipeline.start(begin)]);
  gate = await Gate.open(pipeline);
  writeFileSync(factsFile, JSON.stringify(facts(new RecordedFacts(pipeline.node.chain))));
});

afterAll(async () => {
  gate?.close();
  await pipeline?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function facts(recorded: RecordedFacts): object {
  const [root] = recorded.objects('AccountRoot', begin).filter(({ Account }) => Account === gateway);
  const lines = recorded.objects('RippleState', begin);
  const pages = recorded.objects('NFTokenPage', begin).filter(({ index }) => index.startsWith(nftOwnerId));
  const offers = recorded
    .objects('Offer', begin)
    .filter(({ TakerGets, TakerPays }) => TakerGets.issuer === gateway && typeof TakerPays === 'string')
    .filter(({ TakerGets }) => TakerGets.currency === 'USD');
  const { id, seed, sequence, fields, ledger } = taggedPayment;
  return {
    http: pipeline.http,
    ws: pipeline.ws,
    gate: gate.url,
    ledger: begin,
    gateway,
    gateway_drops: root.Balance,
    gateway_lines: lines.filter(({ LowLimit, HighLimit }) => [LowLimit.issuer, HighLimit.issuer].includes(gateway))
      .length,
    gateway_history: recorded.history(gateway, begin),
    directories: offers
      .map(({ BookDirectory }) => BookDirectory as string)
      .sort()
      .slice(0, 50),
    nft_owner: nftOwner,
    nfts: pages.flatMap(({ NFTokens }) =>
      NFTokens.map((each: { NFToken: { NFTokenID: string } }) => each.NFToken.NFTokenID),
    ),
    next_transactions: recorded.transactions(begin + 1),
    payment: fields,
    payment_ledger: ledger,
    ...{ id, seed, sequence },
  };
}

// In this order: the last three let ledgers come.
it.each([
  'ledger_and_fee',
  'balances',
  'x_address',
  'history',
  'order_book',
  'nfts',
  'subscription',
  'autofill',
  'submit_and_wait',
])('xrpl-py: %s', async (check) => {
  await promisify(execFile)(interpreter, [suite, check, factsFile]);
});
