import {
  Client,
  ECDSA,
  Wallet,
  type LedgerStream,
  type Payment,
  type SubmittableTransaction,
  type TransactionStream,
} from 'xrpl';
import { Pipeline } from './pipeline';
import { RecordedFacts } from './recorded-facts';
import { gateway, nftOwner, nftOwnerId, partialPayment, sellOffer } from './wallets';

/** xrpl.js as it is published, in ordinary use: everything goes through Millrace, ledgers arrive meanwhile. */
const begin = 118;

let pipeline: Pipeline;
let facts: RecordedFacts;
let client: Client;

beforeAll(async () => {
  pipeline = await Pipeline.start(begin);
  facts = new RecordedFacts(pipeline.node.chain);
  client = new Client(pipeline.ws);
  await client.connect();
});

afterAll(async () => {
  await client?.disconnect();
  await pipeline?.stop();
});

it('connects and knows the network', async () => {
  expect(client.networkID).toBe(0);
  expect(await client.getLedgerIndex()).toBe(begin);
});

it('reads every balance of a gateway, page by page', async () => {
  const [root] = facts.objects('AccountRoot', begin).filter(({ Account }) => Account === gateway);
  const lines = facts
    .objects('RippleState', begin)
    .filter(({ LowLimit, HighLimit }) => [LowLimit.issuer, HighLimit.issuer].includes(gateway));
  expect(lines.length).toBeGreaterThan(400); // more than a page may have
  expect(await client.getXrpBalance(gateway)).toBe(Number(root.Balance) / 1e6);
  const pages = await client.requestAll({ command: 'account_lines', account: gateway });
  const shown = pages.flatMap(({ result }) => result.lines);
  const expected = lines.map(({ LowLimit, HighLimit, Balance }) => {
    const isLow = LowLimit.issuer === gateway;
    return `${isLow ? HighLimit.issuer : LowLimit.issuer} ${Balance.currency} ${Number(Balance.value) * (isLow ? 1 : -1)}`;
  });
  const have = shown.map(({ account, currency, balance }) => `${account} ${currency} ${Number(balance)}`);
  expect(have.map(withoutMinusZero).sort()).toEqual(expected.map(withoutMinusZero).sort());
  const balances = await client.getBalances(gateway);
  expect(balances.filter(({ currency }) => currency === 'XRP')).toHaveLength(1);
});

it('walks a history by its markers to the end', async () => {
  const pages = await client.requestAll({ command: 'account_tx', account: gateway, api_version: 2 });
  const ids = pages.flatMap(({ result }) => result.transactions.map(({ hash }) => hash));
  expect(pages.length).toBeGreaterThan(3);
  expect(ids).toEqual(facts.history(gateway, begin));
});

it('reads both sides of an order book', async () => {
  const usd = { currency: 'USD', issuer: gateway };
  const { buy, sell } = await client.getOrderbook(usd, { currency: 'XRP' }, { limit: 100 });
  const isUsd = ({ issuer, currency }: { issuer?: string; currency?: string }) =>
    issuer === gateway && currency === 'USD';
  // The library sorts the offers of both sides anew: by who wants to sell all of what is offered.
  const best = (side: 'TakerGets' | 'TakerPays', other: 'TakerGets' | 'TakerPays'): string[] =>
    facts
      .objects('Offer', begin)
      .filter((offer) => isUsd(offer[side]) && typeof offer[other] === 'string')
      .map(({ BookDirectory }) => BookDirectory as string)
      .sort()
      .slice(0, 100);
  const expected = [...best('TakerGets', 'TakerPays'), ...best('TakerPays', 'TakerGets')];
  const shown = [...buy, ...sell].map(({ BookDirectory }) => BookDirectory);
  expect(shown.length).toBeGreaterThanOrEqual(100);
  for (const directory of shown) expect(expected).toContain(directory);
  const { result } = await client.request({ command: 'book_offers', taker_gets: usd, taker_pays: { currency: 'XRP' } });
  expect(result.offers.map(({ BookDirectory }) => BookDirectory)).toEqual(expected.slice(0, 60));
});

it('reads the NFTs of an account and the offers for one', async () => {
  const ids: string[] = [];
  let marker: unknown;
  do {
    const { result } = await client.request({ command: 'account_nfts', account: nftOwner, limit: 20, marker });
    ids.push(...result.account_nfts.map(({ NFTokenID }) => NFTokenID));
    marker = result.marker;
  } while (marker !== undefined);
  const recorded = facts
    .objects('NFTokenPage', begin)
    .filter(({ index }) => index.startsWith(nftOwnerId))
    .flatMap(({ NFTokens }) => NFTokens.map(({ NFToken }: { NFToken: { NFTokenID: string } }) => NFToken.NFTokenID));
  expect(ids.length).toBeGreaterThan(20);
  expect([...ids].sort()).toEqual([...recorded].sort());
  const [offered] = facts.objects('NFTokenOffer', begin).filter(({ Flags }) => Flags === 1);
  const { result } = await client.request({ command: 'nft_sell_offers', nft_id: offered.NFTokenID });
  expect(result.offers.map(({ nft_offer_index }) => nft_offer_index)).toContain(offered.index);
});

it('sees ledgers and their transactions as they come', async () => {
  const closed: number[] = [];
  const seen: string[] = [];
  client.on('ledgerClosed', ({ ledger_index }: LedgerStream) => closed.push(ledger_index));
  client.on('transaction', ({ hash, validated }: TransactionStream) => validated && seen.push(hash!));
  await client.request({ command: 'subscribe', streams: ['ledger', 'transactions'] });
  const wanted = [begin + 1, begin + 2].flatMap((ledger) => facts.transactions(ledger));
  for (let i = 0; i < 2; i += 1) await pipeline.nextLedger();
  while (seen.length < wanted.length) await transactionOf(client);
  await client.request({ command: 'unsubscribe', streams: ['ledger', 'transactions'] });
  expect(closed).toEqual([begin + 1, begin + 2]);
  expect(seen).toEqual(wanted);
  client.removeAllListeners();
});

it('fills in a transaction from the open ledger', async () => {
  const { fields, sequence } = partialPayment;
  const payment: Payment = { TransactionType: 'Payment', ...fields };
  const prepared = await client.autofill(payment);
  expect(prepared).toMatchObject({ Sequence: sequence, Fee: '12' });
  expect(prepared.LastLedgerSequence).toBeGreaterThan(begin + 2);
});

/** What the recorded wallet sent then, but for what the library fills in. */
const recorded = (type: 'Payment' | 'OfferCreate', { fields, ledger }: { fields: object; ledger: number }) =>
  ({ TransactionType: type, ...fields, Fee: '10', LastLedgerSequence: ledger }) as SubmittableTransaction;

it('hears of a transaction when it is submitted, and again when it is validated', async () => {
  const watcher = new Client(pipeline.ws);
  await watcher.connect();
  const heard: unknown[] = [];
  watcher.on('transaction', ({ hash, validated }: TransactionStream) => {
    if (hash === partialPayment.id) heard.push(validated);
  });
  await watcher.request({ command: 'subscribe', accounts_proposed: [partialPayment.fields.Account] });
  const wallet = Wallet.fromSeed(partialPayment.seed);
  const prepared = await client.autofill(recorded('Payment', partialPayment));
  const { tx_blob, hash } = wallet.sign(prepared);
  expect(hash).toBe(partialPayment.id);
  const { result } = await client.submit(tx_blob);
  expect(result.engine_result).toBe('tesSUCCESS');
  await expect(client.request({ command: 'tx', transaction: hash })).rejects.toThrow('Transaction not found.');
  await pipeline.nextLedger();
  while (heard.length < 2) await transactionOf(watcher);
  expect(heard).toEqual([false, true]);
  const found = await client.request({ command: 'tx', transaction: hash });
  expect(found.result).toMatchObject({ validated: true, ledger_index: partialPayment.ledger, hash });
  await watcher.disconnect();
});

it('submits a transaction and waits until it is validated', async () => {
  const wallet = Wallet.fromSeed(sellOffer.seed, { algorithm: ECDSA.secp256k1 });
  const outcome = client.submitAndWait(recorded('OfferCreate', sellOffer), { wallet });
  await Promise.race([outcome, pipeline.node.takes(sellOffer.id)]);
  await pipeline.nextLedger();
  const { result } = await outcome;
  expect(result).toMatchObject({ hash: sellOffer.id, ledger_index: sellOffer.ledger, validated: true });
  expect(result.meta).toMatchObject({ TransactionResult: 'tesSUCCESS' });
});

it('is told when the node refuses a transaction', async () => {
  const wallet = Wallet.fromSeed(sellOffer.seed, { algorithm: ECDSA.secp256k1 });
  const { result } = await client.submit(recorded('OfferCreate', sellOffer), { wallet });
  expect(result).toMatchObject({ accepted: false, engine_result: 'tefPAST_SEQ' });
});

const transactionOf = (of: Client): Promise<unknown> => new Promise((resolve) => of.once('transaction', resolve));
const withoutMinusZero = (text: string): string => text.replace(/ -0$/, ' 0');
