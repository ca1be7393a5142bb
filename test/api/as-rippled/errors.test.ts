import { alice, bob, last, makeChain } from '../support/chain';
import { runApi, type RunningApi } from '../support/running-api';

/* eslint-disable @typescript-eslint/no-explicit-any */

let api: RunningApi;
beforeAll(async () => (api = await runApi(makeChain().reader, {}, undefined, [], 'rippled')));
afterAll(() => api.close());

const send = async (request: object): Promise<any> => api.send(JSON.stringify({ id: 1, ...request }));

/** What is wrong, and whether it is told about a ledger that was found. */
async function refusal(command: string, members: object): Promise<[string, string | undefined, boolean]> {
  const { error, error_message, ledger_index } = await send({ command, ...members });
  return [error, error_message, ledger_index !== undefined];
}

it.each<[string, object, string, string | undefined, boolean]>([
  ['account_info', {}, 'invalidParams', "Missing field 'account'.", false],
  ['account_info', { account: 5 }, 'invalidParams', "Invalid field 'account'.", false],
  ['account_info', { account: 'x' }, 'actMalformed', 'Account malformed.', true],
  ['account_info', { account: bob }, 'actNotFound', 'Account not found.', true],
  ['account_info', { account: alice, queue: true, ledger_index: last }, 'invalidParams', 'Invalid parameters.', true],
  ['account_info', { account: alice, ledger_index: [] }, 'internal', 'Internal error.', false],
  ['account_info', { account: alice, ledger: 'x' }, 'invalidParams', 'ledgerIndexMalformed', false],
  ['account_lines', { account: 'x' }, 'actMalformed', 'Account malformed.', true],
  ['account_channels', { account: 'x' }, 'actMalformed', 'Account malformed.', false],
  [
    'account_lines',
    { account: alice, limit: '5' },
    'invalidParams',
    "Invalid field 'limit', not unsigned integer.",
    false,
  ],
  ['account_offers', { account: alice, marker: 'x' }, 'invalidParams', "Invalid field 'marker'.", false],
  ['account_tx', { account: alice, marker: {} }, 'invalidParams', expect.stringMatching(/^invalid marker/), false],
  ['account_tx', { account: alice, ledger_index: 'x' }, 'invalidParams', 'ledger_index string malformed', false],
  ['tx', { transaction: 'x' }, 'notImpl', 'Not implemented.', false],
  ['transaction_entry', { tx_hash: 'x' }, 'malformedRequest', undefined, true],
  ['ledger_entry', {}, 'unknownOption', undefined, true],
  ['ledger_entry', { api_version: 2 }, 'invalidParams', undefined, true],
  ['ledger_entry', { index: 'x' }, 'malformedRequest', undefined, true],
  ['ledger_entry', { index: '0'.repeat(63) + '1' }, 'entryNotFound', undefined, true],
  ['ledger_entry', { account_root: {} }, 'internal', 'Internal error.', false],
  ['ledger_entry', { account_root: {}, api_version: 2 }, 'invalidParams', undefined, true],
  ['ledger_entry', { escrow: { owner: 'x', seq: 1 } }, 'malformedOwner', undefined, true],
  ['ledger_entry', { offer: { account: 'x', seq: 1 } }, 'malformedAddress', undefined, true],
  ['book_offers', { taker_pays: {}, taker_gets: {} }, 'invalidParams', "Missing field 'taker_pays.currency'.", false],
  ['ledger_data', { marker: 'x' }, 'invalidParams', "Invalid field 'marker', not valid.", false],
  ['ledger_data', { limit: null }, 'invalidParams', "Invalid field 'limit', not integer.", false],
  ['account_nfts', { account: alice, marker: '0'.repeat(64) }, 'invalidParams', "Invalid field 'marker'.", false],
  ['account_tx', { account: alice, ledger_index: true }, 'lgrNotFound', 'ledgerNotFound', false],
  ['gateway_balances', { account: bob, api_version: 2 }, 'actNotFound', 'Account not found.', true],
  ['feature', { feature: 'OwnerPaysFee' }, 'badFeature', 'Feature unknown or invalid.', false],
  ['ledger_header', { api_version: 2 }, 'unknownCmd', 'Unknown method.', false],
  ['owner_info', {}, 'connectionError', expect.anything(), false],
  ['peers', {}, 'forbidden', 'Bad credentials.', false],
])('%s %j: %s, %s', async (command, members, error, message, about) => {
  expect(await refusal(command, members)).toEqual([error, message, about]);
});

it('echoes the call over HTTP as it would have come over WebSocket', async () => {
  const answer = await api.call('account_info', { account: 'x' });
  expect(answer).toMatchObject({ error: 'actMalformed', request: { command: 'account_info', account: 'x' } });
});

it('echoes a number beyond all bounds as JSON has none', async () => {
  const { text } = await api.post('{"method":"account_info","params":[{"account":1e999}]}');
  expect(JSON.parse(text)).toMatchObject({ result: { error: 'invalidParams', request: { account: null } } });
});

it('echoes an id of null, and the members of JSON-RPC', async () => {
  expect(await send({ id: null, jsonrpc: '2.0', ripplerpc: '2.0', command: 'ping' })).toMatchObject({
    id: null,
    jsonrpc: '2.0',
    ripplerpc: '2.0',
  });
});

it('ends the text that it could not read at a zero, as C does', async () => {
  expect(await api.send('{\0}')).toEqual({ error: 'jsonInvalid', type: 'error', value: '{' });
});

it('echoes a request without what stood around it', async () => {
  const answer = await api.send('//x\n{"id":1,"command":"nonsense","n":/**/1.50} {');
  expect(answer).toMatchObject({ id: 1, error: 'unknownCmd', request: { id: 1, command: 'nonsense', n: 1.5 } });
});

it('says with the number of an unknown error that it is another network', async () => {
  const answer = await send({ command: 'tx', ctid: 'C000000A00000001' });
  expect(answer).toMatchObject({ error: 'unknown', error_code: -1, error_message: expect.stringMatching(/^Wrong/) });
});

it('has no version that was once called good from API version 2 on', async () => {
  expect(await api.call('version')).toMatchObject({ version: { first: 1, last: 3, good: 1 } });
  expect((await api.call('version', { api_version: 2 })).version).toEqual({ first: 1, last: 3 });
});

it('has no offers where none are asked for', async () => {
  const USD = { currency: 'USD', issuer: alice };
  const answer = await send({ command: 'book_offers', taker_gets: USD, taker_pays: { currency: 'XRP' }, limit: 0 });
  expect(answer.result.offers).toEqual([]);
});

it('takes no whole number of more than 32 bits', async () => {
  const text = '{"id":1,"command":"ping","n":4294967296}';
  expect(await api.send(text)).toEqual({ error: 'jsonInvalid', type: 'error', value: text });
  const { status, text: body } = await api.post('{"method":"ping","params":[{"n":4294967296}]}');
  expect(status).toBe(400);
  expect(body).toContain("Column 33\n  '4294967296' exceeds the allowable range.");
});
