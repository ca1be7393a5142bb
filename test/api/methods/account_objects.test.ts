import { demoApi } from '../support/demo-api';

const api = demoApi();

/** Owns trust lines, tickets and pages of NFTs. */
const account = 'rNUYcSYdzfsxaA7pwjVYUxArW3gWzExQJN';
interface Owned {
  LedgerEntryType: string;
  index: string;
}
const objects = (params: object) => api.call('account_objects', { account, ...params });

async function walk(params: object): Promise<Owned[]> {
  const all: Owned[] = [];
  for (let marker: string | undefined; ;) {
    const page = await objects({ ...params, ...(marker && { marker }) });
    expect(page.error).toBeUndefined();
    all.push(...(page.account_objects as Owned[]));
    if (!page.marker) return all;
    marker = page.marker as string;
  }
}

it('walks all objects, whatever the page size, NFT pages first, and each once', async () => {
  const all = await walk({ limit: 400 });
  expect(all.length).toBeGreaterThan(30);
  expect(await walk({ limit: 10 })).toEqual(all);
  expect(await walk({ limit: 13 })).toEqual(all);
  expect(new Set(all.map(({ index }) => index)).size).toBe(all.length);
  const pages = all.findLastIndex(({ LedgerEntryType }) => LedgerEntryType === 'NFTokenPage');
  expect(all.slice(0, pages + 1).every(({ LedgerEntryType }) => LedgerEntryType === 'NFTokenPage')).toBe(true);
});

it('filters by type without changing the pages', async () => {
  const all = await walk({ limit: 20 });
  const types: Record<string, string> = {
    state: 'RippleState',
    ticket: 'Ticket',
    nft_page: 'NFTokenPage',
    offer: 'Offer',
  };
  for (const [type, entry] of Object.entries(types)) {
    expect(await walk({ limit: 20, type })).toEqual(all.filter(({ LedgerEntryType }) => LedgerEntryType === entry));
    expect((await objects({ limit: 20, type })).marker).toBe((await objects({ limit: 20 })).marker);
  }
});

it('names only what keeps an account from being deleted, where asked', async () => {
  const blockers = await walk({ deletion_blockers_only: true });
  const kinds = new Set(blockers.map(({ LedgerEntryType }) => LedgerEntryType));
  expect(kinds.has('RippleState')).toBe(true);
  for (const kind of ['Ticket', 'Offer', 'SignerList', 'DID', 'Oracle']) expect(kinds.has(kind)).toBe(false);
});

it('answers nothing for an account that owns nothing', async () => {
  const answer = await api.call('account_objects', { account: 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh' });
  expect(answer).toMatchObject({ account_objects: [], limit: 200, validated: true });
  expect(answer).not.toHaveProperty('marker');
});

it('refuses what is wrong as the peers do', async () => {
  const message = async (params: object) => {
    const { error, error_message } = await objects(params);
    return [error, error_message];
  };
  expect(await message({ type: 'nonsense' })).toEqual(['invalidParams', "Invalid field 'type'."]);
  expect(await message({ type: 'directory' })).toEqual(['invalidParams', "Invalid field 'type'."]);
  expect(await message({ type: 5 })).toEqual(['invalidParams', 'Invalid parameters.']);
  expect(await message({ account: 'rFoo' })).toEqual(['actMalformed', 'accountMalformed']);
  expect(await message({ account: 'rrrrrrrrrrrrrrrrrrrrBZbvji' })).toEqual(['actNotFound', 'accountNotFound']);
  expect(await message({ marker: `${'0'.repeat(64)},x` })).toEqual(['invalidParams', 'Malformed cursor.']);
  expect(await message({ marker: `${'F'.repeat(64)},4294967295` })).toEqual(['invalidParams', 'Invalid marker.']);
});
