import { readFileSync } from 'node:fs';
import { amount, amountText, compareAmounts, parseAmount, type Amount } from '../../xrpl/amount';
import { multiplyAmounts } from '../../xrpl/amount-arithmetic';
import { readAmount } from '../../xrpl/amount-binary';
import { encodeQuality, qualityText } from '../../xrpl/quality';
import { affectedNodes, CreatedNode } from '../../xrpl/transaction/affected-nodes';
import { findField } from '../../xrpl/codec/walk';
import { entryTypeName, fieldsOf, transactionTypeName, type Fields } from './fields';
import { golden } from './golden';
import { recording, shared, unhex, type Json } from './recording';

/** What there was to compare, so that a test which silently compares nothing fails. */
const expected: Record<string, { texts: number; created: object; offers: object }> = {
  dev: { texts: 145021, created: { asAsked: 1564, asMade: 733, neither: 40 }, offers: { quality: 4961, funded: 59 } },
  dev24: { texts: 19568, created: { asAsked: 193, asMade: 39, neither: 1 }, offers: { quality: 1614, funded: 12 } },
};

describe.each(['dev', 'dev24'])('amounts of %s', (set) => {
  it('have the text that rippled writes, wherever metadata has one', async () => {
    const stored = new Map<string, Buffer>();
    for await (const line of recording(set)) {
      if (line.t !== 'ledger') continue;
      for (const [index, [, , meta]] of line.txs.entries()) stored.set(`${line.seq} ${index}`, unhex(meta));
    }
    let compared = 0;
    for await (const line of golden(set, ['tx', 'account_tx'])) {
      for (const t of line.rippled?.transactions ?? [line.rippled]) {
        if (typeof t?.meta !== 'object' || t.meta.AffectedNodes === undefined) continue;
        const ledger = t.ledger_index ?? t.tx?.ledger_index ?? t.tx_json?.ledger_index;
        compared += sameTexts(stored.get(`${ledger} ${t.meta.TransactionIndex}`) as Buffer, t.meta);
      }
    }
    expect(compared).toBe(expected[set]?.texts);
  });

  it('give offers the quality of their directory', async () => {
    const counted = { asAsked: 0, asMade: 0, neither: 0 };
    for await (const line of recording(set)) {
      if (line.t !== 'ledger') continue;
      for (const [, tx, meta] of line.txs) {
        const t = fieldsOf(unhex(tx));
        if (transactionTypeName((t['TransactionType'] as Buffer).readUInt16BE()) !== 'OfferCreate') continue;
        const metadata = unhex(meta);
        for (const node of affectedNodes(metadata)) {
          if (node.kind !== CreatedNode || entryTypeName(node.entryType) !== 'Offer' || !node.fields) continue;
          const at = findField(metadata, 'BookDirectory', node.fields.start, node.fields.end);
          const quality = metadata.readBigUInt64BE((at?.start as number) + 24);
          // An issuer's TickSize changes what the transaction asked; being crossed changes what is left of it.
          const entry = fieldsOf(metadata.subarray(node.fields.start, node.fields.end));
          if (qualityBetween(t) === quality) counted.asAsked += 1;
          else if (qualityBetween(entry) === quality) counted.asMade += 1;
          else counted.neither += 1;
        }
      }
    }
    expect(counted).toEqual(expected[set]?.created);
  });

  it('give the qualities and funded amounts of book_offers and account_offers', async () => {
    const counted = { quality: 0, funded: 0 };
    for await (const line of golden(set, ['book_offers', 'account_offers'])) {
      for (const offer of line.rippled?.offers ?? []) {
        if (offer.BookDirectory === undefined) continue;
        expect(qualityText(unhex(offer.BookDirectory))).toBe(offer.quality);
        counted.quality += 1;
        if (offer.taker_gets_funded === undefined) continue;
        const gets = parse(offer.taker_gets_funded);
        const rate = parseAmount('issued', offer.quality);
        const pays = multiplyAmounts(gets, rate, parse(offer.TakerPays).kind);
        const most = parse(offer.TakerPays);
        expect(amountText(compareAmounts(pays, most) > 0 ? most : pays)).toBe(text(offer.taker_pays_funded));
        counted.funded += 1;
      }
    }
    expect(counted).toEqual(expected[set]?.offers);
  });
});

describe('amounts of mainnet', () => {
  const { values_tests: values } = JSON.parse(
    readFileSync(shared('data', 'mainnet', 'data-driven-tests.json'), 'utf8'),
  );

  const cases: Json[] = values.filter((v: Json) => v.type === 'Amount' && v.expected_hex !== undefined);

  it.each(cases.map((value): [string, Json] => [value.expected_hex, value]))('%s', (_text, value) => {
    const { kind, mantissa, exponent } = readAmount(unhex(value.expected_hex));
    expect(kind === 'xrp').toBe(value.is_native);
    expect(mantissa < 0n).toBe(value.is_negative);
    if (value.mantissa === undefined) return;
    const size = readUint64(value.mantissa);
    expect(mantissa < 0n ? -mantissa : mantissa).toBe(size);
    if (size !== 0n) expect(exponent).toBe(value.exponent);
  });
});

const readUint64 = (hex: string): bigint => BigInt(`0x${hex}`);

const AMOUNTS = ['Balance', 'LowLimit', 'HighLimit', 'TakerPays', 'TakerGets', 'Amount', 'SendMax', 'LPTokenBalance'];

function sameTexts(metadata: Buffer, meta: Json): number {
  let compared = 0;
  for (const [i, node] of affectedNodes(metadata).entries()) {
    const told = Object.values<Json>(meta.AffectedNodes[i])[0];
    for (const [range, json] of [
      [node.fields, told.NewFields ?? told.FinalFields],
      [node.previous, told.PreviousFields],
    ] as const) {
      for (const name of AMOUNTS) {
        if (range === undefined || json?.[name] === undefined) continue;
        const found = findField(metadata, name, range.start, range.end);
        expect([name, amountText(readAmount(metadata, found?.start))]).toEqual([name, text(json[name])]);
        compared += 1;
      }
    }
  }
  return compared;
}

const qualityBetween = (f: Fields): bigint =>
  encodeQuality(readAmount(f['TakerPays'] as Buffer), readAmount(f['TakerGets'] as Buffer));

const text = (json: Json): string => json.value ?? json;

function parse(json: Json): Amount {
  if (typeof json === 'string') return amount('xrp', BigInt(json));
  return parseAmount(json.mpt_issuance_id === undefined ? 'issued' : 'mpt', json.value);
}
