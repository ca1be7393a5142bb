import { decode } from 'ripple-binary-codec';
import { decodeAccountId } from '../../xrpl/base58';
import { holdingOf } from '../../xrpl/mpt-holding';
import { mptId } from '../../xrpl/mpt';
import { mptsTouched } from '../../xrpl/transaction/mpts-touched';
import { hex, recording, unhex } from './recording';

type Decoded = Record<string, unknown>;

/** The same over JSON, told by what an id looks like there. */
function touchedInJson(tx: Decoded, meta: Decoded): string[] {
  const found = new Set<string>();
  for (const value of Object.values(tx)) {
    const id = (value as { mpt_issuance_id?: string }).mpt_issuance_id;
    if (id) found.add(id);
  }
  if (typeof tx['MPTokenIssuanceID'] === 'string') found.add(tx['MPTokenIssuanceID']);
  if (meta['TransactionResult'] !== 'tesSUCCESS') return [...found].sort();
  for (const affected of meta['AffectedNodes'] as Record<string, Decoded>[]) {
    const node = Object.values(affected)[0]!;
    const fields = (node['NewFields'] ?? node['FinalFields'] ?? {}) as Decoded;
    if (node['LedgerEntryType'] === 'MPToken') found.add(fields['MPTokenIssuanceID'] as string);
    if (node['LedgerEntryType'] !== 'MPTokenIssuance') continue;
    found.add(hex(mptId(fields['Sequence'] as number, decodeAccountId(fields['Issuer'] as string)!)));
  }
  return [...found].sort();
}

it('every transaction of dev24 touches the MPTs that its JSON names, and every MPToken tells its holder', async () => {
  const counted = { transactions: 0, mpts: new Set<string>(), holdings: 0 };
  for await (const line of recording('dev24')) {
    if (line.t !== 'ledger') continue;
    for (const [, tx, meta] of line.txs) {
      const touched = mptsTouched(unhex(tx), unhex(meta)).map(hex).sort();
      expect(touched).toEqual(touchedInJson(decode(tx), decode(meta)));
      if (touched.length > 0) counted.transactions += 1;
      for (const id of touched) counted.mpts.add(id);
    }
    for (const [, , data] of line.diff) {
      if (data === null) continue;
      const json = decode(data);
      const holding = holdingOf(unhex(data));
      expect(holding && hex(holding.issuance)).toBe(json['MPTokenIssuanceID']);
      if (!holding) continue;
      expect(holding.holder.equals(decodeAccountId(json['Account'] as string)!)).toBe(true);
      counted.holdings += 1;
    }
  }
  expect({ ...counted, mpts: counted.mpts.size }).toEqual({ transactions: 620, mpts: 57, holdings: 390 });
});
