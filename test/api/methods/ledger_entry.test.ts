import { demoApi } from '../support/demo-api';

/* eslint-disable @typescript-eslint/no-explicit-any */

const last = 215;
const api = demoApi();
/** Some entry of each type, of the last ledger. */
const sample = new Map<string, any>();
beforeAll(async () => {
  for (let marker: unknown; ;) {
    const page = await api.call('ledger_data', { ledger_index: last, marker });
    for (const entry of page.state) {
      const type = entry.LedgerEntryType === 'DirectoryNode' && entry.Owner ? 'owned' : entry.LedgerEntryType;
      sample.set(type, entry);
    }
    marker = page.marker;
    if (marker === undefined) break;
  }
});

const entry = (params: object) => api.call('ledger_entry', params);

it.each<[type: string, request: (of: any) => object]>([
  ['AccountRoot', (of) => ({ account_root: of.Account })],
  ['AMM', (of) => ({ amm: { asset: of.Asset, asset2: of.Asset2 } })],
  ['AMM', (of) => ({ amm: { asset: of.Asset2, asset2: of.Asset } })],
  ['Bridge', (of) => ({ bridge: of.XChainBridge, bridge_account: of.Account })],
  ['DepositPreauth', (of) => ({ deposit_preauth: { owner: of.Account, authorized: of.Authorize } })],
  ['DID', (of) => ({ did: of.Account })],
  ['DirectoryNode', (of) => ({ directory: { dir_root: of.RootIndex } })],
  ['Offer', (of) => ({ offer: { account: of.Account, seq: of.Sequence } })],
  [
    'RippleState',
    (of) => ({
      ripple_state: { accounts: [of.HighLimit.issuer, of.LowLimit.issuer], currency: of.Balance.currency },
    }),
  ],
  ['Ticket', (of) => ({ ticket: { account: of.Account, ticket_seq: of.TicketSequence } })],
  [
    'XChainOwnedClaimID',
    (of) => ({ xchain_owned_claim_id: { ...of.XChainBridge, xchain_owned_claim_id: Number(of.XChainClaimID) } }),
  ],
  [
    'XChainOwnedCreateAccountClaimID',
    (of) => ({
      xchain_owned_create_account_claim_id: {
        ...of.XChainBridge,
        xchain_owned_create_account_claim_id: Number(of.XChainAccountCreateCount),
      },
    }),
  ],
])('finds an entry of type %s by what its key is made from', async (type, request) => {
  const wanted = sample.get(type);
  const { index, node } = await entry(request(wanted));
  expect(index).toBe(wanted.index);
  expect(node).toEqual(wanted);
});

it.each<[selector: string, type: string]>([
  ['check', 'Check'],
  ['deposit_preauth', 'DepositPreauth'],
  ['directory', 'DirectoryNode'],
  ['escrow', 'Escrow'],
  ['index', 'FeeSettings'],
  ['nft_page', 'NFTokenPage'],
  ['offer', 'Offer'],
  ['oracle', 'Oracle'],
  ['payment_channel', 'PayChannel'],
  ['ticket', 'Ticket'],
])('takes the key itself as %s, and nothing of another type', async (selector, type) => {
  const { index } = sample.get(type);
  expect((await entry({ [selector]: index })).node).toEqual(sample.get(type));
  if (selector === 'index') return;
  const other = await entry({ [selector]: sample.get('AccountRoot').index });
  expect(other).toMatchObject({ error: 'unexpectedLedgerType', status: 'error' });
});

it('walks the pages of an owner, of which page 0 is the first', async () => {
  const { Owner, RootIndex } = sample.get('owned');
  const first = await entry({ directory: { owner: Owner, sub_index: 0 } });
  expect(first.index).toBe(RootIndex);
  expect((await entry({ directory: { owner: Owner } })).node).toEqual(first.node);
});

it('finds an oracle by its number, also as text', async () => {
  const oracle = { account: 'rLcehHB8jDF6o5iSxnCkx8UYu8DMpUsw5Z', oracle_document_id: 10 as unknown };
  const { index, node } = await entry({ oracle });
  expect(node).toMatchObject({ LedgerEntryType: 'Oracle', Owner: oracle.account });
  expect((await entry({ oracle: { ...oracle, oracle_document_id: '10' } })).index).toBe(index);
});

it('answers the members in the order of the peers, and the bytes when asked', async () => {
  const { index } = sample.get('Escrow');
  const members = ['ledger_hash', 'ledger_index', 'validated', 'index', 'node', 'status'];
  expect(Object.keys(await entry({ escrow: index }))).toEqual(members);
  const { node_binary, node } = await entry({ escrow: index, binary: true });
  expect(node_binary).toMatch(/^110075/);
  expect(node).toBeUndefined();
});

it('takes a key before anything else', async () => {
  const { index } = sample.get('Check');
  expect((await entry({ account_root: sample.get('AccountRoot').Account, check: index })).index).toBe(index);
});
