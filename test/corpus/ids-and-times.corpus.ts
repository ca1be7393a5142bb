import { encodeCtid, parseCtid } from '../../xrpl/ctid';
import { fromIso, toHuman, toIso } from '../../xrpl/time';
import { golden } from './golden';
import { recording, type Json } from './recording';

/** What there was to compare, so that a test which silently compares nothing fails. */
const expected: Record<string, object> = {
  dev: { ctid: 1136, human: 340, iso: 8655 },
  dev24: { ctid: 1240, human: 125, iso: 1882 },
};

describe.each(Object.keys(expected))('answers of %s', (set) => {
  it('have these CTIDs and times', async () => {
    const closed = new Map<number, number>();
    let networkId = 0;
    for await (const line of recording(set)) {
      if (line.t === 'meta') networkId = (line as Json).server?.network_id ?? 0;
      if (line.t === 'ledger') closed.set(line.seq, line.close_time);
    }
    const counted = { ctid: 0, iso: 0, human: 0 };
    for await (const line of golden(set, ['tx', 'ledger', 'account_tx'])) {
      const answer = line.rippled ?? {};
      for (const t of [answer, ...(answer['transactions'] ?? [])]) {
        const ledgerIndex = t.ledger_index ?? t.tx?.ledger_index;
        if (t.close_time_iso !== undefined && closed.has(ledgerIndex)) {
          expect(t.close_time_iso).toBe(toIso(closed.get(ledgerIndex) as number));
          expect(fromIso(t.close_time_iso)).toBe(closed.get(ledgerIndex));
          counted.iso += 1;
        }
        const ctid = t.ctid ?? t.tx?.ctid ?? t.tx_json?.ctid;
        if (ctid === undefined || typeof t.meta !== 'object') continue;
        const parts = { ledgerIndex, transactionIndex: t.meta.TransactionIndex, networkId };
        expect(ctid).toBe(encodeCtid(parts));
        expect(parseCtid(ctid)).toEqual(parts);
        counted.ctid += 1;
      }
      const ledger = answer['ledger'];
      if (ledger?.close_time_human === undefined) continue;
      expect(ledger.close_time_human).toBe(toHuman(ledger.close_time));
      expect(ledger.close_time_iso).toBe(toIso(ledger.close_time));
      counted.human += 1;
    }
    expect(counted).toEqual(expected[set]);
  });
});
