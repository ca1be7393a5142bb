import { encodeAccountId } from '../../xrpl/base58';
import { parseNFTokenId } from '../../xrpl/nft';
import { nftChanges } from '../../xrpl/transaction/nft-changes';
import { nftsTouched } from '../../xrpl/transaction/nfts-touched';
import { fieldsOf, elementsOf } from './fields';
import { finalState, hex, recording, unhex, type Json } from './recording';
import { golden } from './golden';

/** What there was to compare, so that a test which silently compares nothing fails. */
const expected: Record<string, { states: object; history: number; ids: number }> = {
  dev: { states: { minted: 394, burned: 132, moved: 354, uri: 0, final: 262 }, history: 1640, ids: 5298 },
  // The set of 2.4 has no answers of Clio, who alone knows nft_history.
  dev24: { states: { minted: 69, burned: 1, moved: 14, uri: 0, final: 68 }, history: 0, ids: 558 },
};

interface Token {
  owner: string;
  uri: string | undefined;
}

describe.each(['dev', 'dev24'])('NFTs of %s', (set) => {
  const tokens = new Map<string, Token>();
  const touched = new Map<string, string[]>();
  const counted = { minted: 0, burned: 0, moved: 0, uri: 0 };

  beforeAll(async () => {
    for await (const line of recording(set)) {
      if (line.t !== 'ledger') continue;
      for (const [index, [, tx, meta]] of line.txs.entries()) {
        for (const { id, before, after } of nftChanges(unhex(meta))) {
          const key = hex(id);
          const known = tokens.get(key);
          expect(known?.owner).toBe(before && hex(before.owner));
          expect(known?.uri).toBe(before?.uri && hex(before.uri));
          if (before === undefined) counted.minted += 1;
          else if (after === undefined) counted.burned += 1;
          else if (before.owner.equals(after.owner)) counted.uri += 1;
          else counted.moved += 1;
          if (after === undefined) tokens.delete(key);
          else tokens.set(key, { owner: hex(after.owner), uri: after.uri && hex(after.uri) });
        }
        for (const id of nftsTouched(unhex(tx), unhex(meta))) {
          const places = touched.get(hex(id)) ?? [];
          places.push(`${line.seq} ${index}`);
          touched.set(hex(id), places);
        }
      }
    }
  });

  it('end where the final state has them', async () => {
    const final = new Map<string, Token>();
    for await (const line of finalState(set)) {
      if (line.t !== 'state') continue;
      for (const [key, data] of line.o) {
        if (!data.startsWith('110050')) continue;
        for (const token of elementsOf(fieldsOf(unhex(data))['NFTokens'] as Buffer)) {
          const uri = token['URI'];
          final.set(hex(token['NFTokenID'] as Buffer), { owner: key.slice(0, 40), uri: uri && hex(uri) });
        }
      }
    }
    expect(new Map([...tokens].sort())).toEqual(new Map([...final].sort()));
    expect({ ...counted, final: final.size }).toEqual(expected[set]?.states);
  });

  it('have the history that nft_history gives', async () => {
    let compared = 0;
    for await (const line of golden(set, ['nft_history'])) {
      const { request, clio } = line;
      if (!Array.isArray(clio?.transactions) || line.chain !== undefined || request.marker !== undefined) continue;
      const { ledger_index_min: min, ledger_index_max: max } = clio;
      const found = clio.transactions.map((t: Record<string, Json>) => {
        const ledger = t['ledger_index'] ?? t['tx']?.ledger_index ?? t['tx_json']?.ledger_index;
        return typeof t['meta'] === 'object' ? `${ledger} ${t['meta'].TransactionIndex}` : undefined;
      });
      if (found.includes(undefined)) continue;
      const all = (touched.get(request.nft_id.toUpperCase()) ?? []).filter((place) => {
        const ledger = Number(place.split(' ')[0]);
        return ledger >= min && ledger <= max;
      });
      const inOrder = request.forward === true ? all : [...all].reverse();
      expect([line.id, found]).toEqual([line.id, clio.marker === undefined ? inOrder : inOrder.slice(0, found.length)]);
      compared += found.length;
    }
    expect(compared).toBe(expected[set]?.history);
  });

  it('have ids with the parts that account_nfts tells', async () => {
    let compared = 0;
    for await (const line of golden(set, ['account_nfts'])) {
      for (const token of line.rippled?.account_nfts ?? []) {
        const { flags, transferFee, issuer, taxon, sequence } = parseNFTokenId(unhex(token.NFTokenID));
        expect({ Flags: flags, Issuer: encodeAccountId(issuer), NFTokenTaxon: taxon, nft_serial: sequence }).toEqual({
          Flags: token.Flags,
          Issuer: token.Issuer,
          NFTokenTaxon: token.NFTokenTaxon,
          nft_serial: token.nft_serial,
        });
        expect(transferFee).toBe(token.TransferFee ?? 0);
        compared += 1;
      }
    }
    expect(compared).toBe(expected[set]?.ids);
  });
});
