import { deliveredAmount } from '../../xrpl/transaction/delivered-amount';
import { metaFacts } from '../../xrpl/transaction/meta-facts';
import { synthesizedFields } from '../../xrpl/transaction/synthesized-fields';
import { golden } from './golden';
import { recording, unhex, type Json } from './recording';

const SYNTHESIZED = ['nftoken_id', 'nftoken_ids', 'offer_id', 'mpt_issuance_id'];

/** What there was to compare, so that a test which silently compares nothing fails. */
const expected: Record<string, object> = {
  dev: { transactions: 34964, delivered_amount: 16537, nftoken_id: 1643, nftoken_ids: 72, offer_id: 506 },
  dev24: {
    transactions: 4987,
    delivered_amount: 1381,
    mpt_issuance_id: 55,
    nftoken_id: 82,
    nftoken_ids: 7,
    offer_id: 112,
  },
};

describe.each(['dev', 'dev24'])('members that answers of %s add to the metadata', (set) => {
  const stored = new Map<string, { transaction: Buffer; metadata: Buffer; closeTime: number }>();
  const counts: Record<string, number> = {};

  beforeAll(async () => {
    for await (const line of recording(set)) {
      if (line.t !== 'ledger') continue;
      for (const [index, [, tx, meta]] of line.txs.entries()) {
        stored.set(`${line.seq} ${index}`, {
          transaction: unhex(tx),
          metadata: unhex(meta),
          closeTime: line.close_time,
        });
      }
    }
  });

  function compare(id: string, ledger: number, meta: Json): void {
    const found = stored.get(`${ledger} ${meta.TransactionIndex}`);
    if (found === undefined) throw new Error(`${id}: no transaction ${meta.TransactionIndex} in ${ledger}`);
    const { transaction, metadata, closeTime } = found;
    const amount = deliveredAmount(transaction, metadata, ledger, closeTime);
    const ours = {
      ...synthesizedFields(transaction, metadata),
      ...(amount === undefined ? {} : { delivered_amount: JSON.parse(amount) }),
    };
    const theirs: Record<string, unknown> = {};
    for (const name of [...SYNTHESIZED, 'delivered_amount']) if (name in meta) theirs[name] = meta[name];
    expect([id, ledger, meta.TransactionIndex, ours]).toEqual([id, ledger, meta.TransactionIndex, theirs]);
    for (const name of Object.keys(theirs)) counts[name] = (counts[name] ?? 0) + 1;
    counts['transactions'] = (counts['transactions'] ?? 0) + 1;
    expect(metaFacts(metadata).result === 0).toBe(meta.TransactionResult === 'tesSUCCESS');
  }

  it('are the same here', async () => {
    for await (const line of golden(set, ['tx', 'account_tx'])) {
      for (const server of ['rippled', 'clio'] as const) {
        const answer = line[server];
        for (const t of answer?.transactions ?? [answer]) {
          if (typeof t?.meta !== 'object' || t.meta.AffectedNodes === undefined) continue;
          const ledger = t.ledger_index ?? t.tx?.ledger_index ?? t.tx_json?.ledger_index;
          compare(`${line.id} ${server}`, ledger, t.meta);
        }
      }
    }
    expect(counts).toEqual(expected[set]);
  });
});
