import { decode } from 'ripple-binary-codec';
import { decodeAccountId, encodeAccountId } from '../../xrpl/base58';
import { affectedAccounts } from '../../xrpl/transaction/affected-accounts';
import { metaFacts } from '../../xrpl/transaction/meta-facts';
import { golden } from './golden';
import { hex, recording, unhex, type Json } from './recording';

type Place = [ledger: number, index: number];

/** What there was to compare, so that a test which silently compares nothing fails. */
const expected: Record<string, object> = {
  dev: { transactions: 26417, walks: 972, ended: 262, compared: 10645, onlyAsMptIssuer: 0 },
  dev24: { transactions: 3685, walks: 254, ended: 59, compared: 2494, onlyAsMptIssuer: 188 },
};

describe.each(['dev', 'dev24'])('affected accounts of %s', (set) => {
  const byAccount = new Map<string, Place[]>();
  /** Found for the issuer of an MPT alone, which rippled 2.4 leaves out (C#2332); later versions say as we do. */
  const onlyAsMptIssuer = new Set<string>();
  let transactions = 0;

  beforeAll(async () => {
    for await (const line of recording(set)) {
      if (line.t !== 'ledger') continue;
      for (const [index, [, tx, meta]] of line.txs.entries()) {
        transactions += 1;
        expect(metaFacts(unhex(meta)).index).toBe(index);
        const text = /0115[0-9A-F]{48}/.test(meta) ? withoutIssuanceIds(meta) : undefined;
        for (const account of affectedAccounts(unhex(tx), unhex(meta))) {
          const key = hex(account);
          if (text?.includes(encodeAccountId(account)) === false) onlyAsMptIssuer.add(`${key} ${line.seq} ${index}`);
          const places = byAccount.get(key) ?? [];
          places.push([line.seq, index]);
          byAccount.set(key, places);
        }
      }
    }
  });

  it('are the accounts under which account_tx gives a transaction, no more and no fewer', async () => {
    const walks = new Map<
      string,
      { request: Json; found: Place[]; max: number; min: number; ended: boolean; pages: number }
    >();
    for await (const line of golden(set, ['account_tx'])) {
      for (const server of ['rippled', 'clio'] as const) {
        const result = line[server];
        if (!Array.isArray(result?.transactions)) continue;
        const { request } = line;
        if (request.tx_type !== undefined || request.account === undefined) continue;
        if (request.marker !== undefined && (line.page ?? 0) === 0) continue;
        const id = `${line.chain ?? line.id} ${server}`;
        if (request.forward !== undefined && typeof request.forward !== 'boolean') continue;
        const walk = walks.get(id) ?? { request, found: [], max: 0, min: 0, ended: false, pages: 0 };
        if (walk.pages === 0) [walk.min, walk.max] = [result.ledger_index_min, result.ledger_index_max];
        if (walk.pages !== (line.page ?? 0)) continue;
        walk.pages += 1;
        for (const t of result.transactions) walk.found.push(placeOf(t));
        walk.ended = result.marker === undefined;
        walks.set(id, walk);
      }
    }
    let compared = 0;
    let ended = 0;
    for (const [id, { request, found, min, max, ended: whole }] of walks) {
      const key = hex(decodeAccountId(request.account) as Buffer);
      const all = (byAccount.get(key) ?? []).filter(
        ([l, i]) => l >= min && l <= max && !onlyAsMptIssuer.has(`${key} ${l} ${i}`),
      );
      const inOrder = request.forward === true ? all : [...all].reverse();
      expect([id, request.account, found]).toEqual([
        id,
        request.account,
        whole ? inOrder : inOrder.slice(0, found.length),
      ]);
      compared += found.length;
      if (whole) ended += 1;
    }
    expect({ transactions, walks: walks.size, ended, compared, onlyAsMptIssuer: onlyAsMptIssuer.size }).toEqual(
      expected[set],
    );
  });
});

function placeOf(t: Json): Place {
  const ledger = t.ledger_index ?? t.tx?.ledger_index ?? t.tx_json?.ledger_index;
  const meta = t.meta ?? t.meta_blob;
  return [ledger, typeof meta === 'string' ? metaFacts(unhex(meta)).index : meta.TransactionIndex];
}

/** The fields of the entries that the metadata's affected nodes end up with, as text. */
function withoutIssuanceIds(meta: string): string {
  const nodes = (decode(meta) as Json).AffectedNodes.map((n: Json) => Object.values<Json>(n)[0]);
  return JSON.stringify(nodes.map((n: Json) => n.NewFields ?? n.FinalFields));
}
