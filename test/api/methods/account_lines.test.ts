import { demoApi } from '../support/demo-api';

/** An issuer of the recording, with more lines than fit on a page of its directory. */
const issuer = 'rfSwRZ8KU61zvyC9pVSfq8dJVZs11jEf6u';
const api = demoApi();

interface Line {
  account: string;
  balance: string;
  currency: string;
  limit: string;
  limit_peer: string;
}
const lines = (params: object) => api.call('account_lines', { account: issuer, ...params });

async function walk(params: object): Promise<Line[]> {
  const all: Line[] = [];
  for (let marker: string | undefined; ;) {
    const page = await lines({ ...params, ...(marker && { marker }) });
    expect(page.error).toBeUndefined();
    all.push(...(page.lines as Line[]));
    if (!page.marker) return all;
    marker = page.marker as string;
  }
}

it('walks all lines, whatever the page size, and every line once', async () => {
  const all = await walk({ limit: 400 });
  expect(all.length).toBeGreaterThan(40);
  expect(await walk({ limit: 10 })).toEqual(all);
  expect(await walk({ limit: 33 })).toEqual(all);
  expect(new Set(all.map(({ account, currency }) => `${account} ${currency}`)).size).toBe(all.length);
});

it('shows a line from both of its sides: opposite balances, limits swapped', async () => {
  for (const line of (await walk({})).slice(0, 10)) {
    const [seen] = (await api.call('account_lines', { account: line.account, peer: issuer })).lines.filter(
      (each: Line) => each.currency === line.currency,
    );
    expect(seen).toMatchObject({ account: issuer, limit: line.limit_peer, limit_peer: line.limit });
    expect(Number(seen.balance)).toBe(line.balance === '0' ? 0 : -Number(line.balance));
    expect((await lines({ peer: line.account })).lines).toContainEqual(line);
  }
});

it('brings the limit within its bounds, and leaves out default lines where asked', async () => {
  expect((await lines({ limit: 1 })).limit).toBe(10);
  expect((await lines({ limit: 9999 })).limit).toBe(400);
  expect((await lines({})).limit).toBe(200);
  expect((await walk({ ignore_default: true })).length).toBeLessThan((await walk({})).length);
});

it('refuses what is wrong as the peers do, also markers of another account (C#609)', async () => {
  const message = async (params: object) => {
    const { error, error_message } = await lines(params);
    return [error, error_message];
  };
  expect(await message({ account: undefined })).toEqual(['invalidParams', "Required field 'account' missing"]);
  expect(await message({ account: 'rFoo' })).toEqual(['actMalformed', 'Account malformed.']);
  expect(await message({ peer: 5 })).toEqual(['actMalformed', 'Account malformed.']);
  expect(await message({ account: 'rrrrrrrrrrrrrrrrrrrrBZbvji' })).toEqual(['actNotFound', 'accountNotFound']);
  expect(await message({ marker: 7 })).toEqual(['invalidParams', 'markerNotString']);
  expect(await message({ marker: 'abc' })).toEqual(['invalidParams', 'Malformed cursor.']);
  expect(await message({ marker: `${'F'.repeat(64)},0` })).toEqual(['invalidParams', 'Invalid marker.']);
  const { marker } = await lines({ limit: 10 });
  expect(await message({ account: 'rUDY8mgnJpmSNcPmJcEz8rMA98ZpARWDiq', marker })).toEqual([
    'invalidParams',
    'Invalid marker.',
  ]);
});
