import { readFileSync } from 'node:fs';
import { encode } from 'ripple-binary-codec';
import { transactionId } from '../../xrpl/hash';
import { ledgerHash, parseHeader, serialiseHeader } from '../../xrpl/header';
import { stateTreeRoot, transactionTreeRoot } from '../../xrpl/shamap';
import { finalState, hex, recording, shared, unhex } from './recording';

const recorded: Record<string, object> = {
  dev: { ledgers: 1000, transactions: 26417 },
  dev24: { ledgers: 150, transactions: 3685 },
  bench: { ledgers: 300, transactions: 40959 },
};

describe.each(Object.keys(recorded))('hashes of the %s recording', (set) => {
  it('rebuilds every ledger hash, transaction id and transaction tree, and the first and last state tree', async () => {
    const counted = { ledgers: 0, transactions: 0 };
    const state = new Map<string, string>();
    let base = '';
    let baseHeader = '';
    let last = { hash: '', header: '' };
    let parent = '';
    for await (const line of recording(set)) {
      if (line.t === 'base') {
        [base, baseHeader] = [line.hash, line.header];
        parent = line.hash;
      }
      if (line.t === 'state') for (const [key, data] of line.o) state.set(key, data);
      if (line.t !== 'ledger') continue;
      if (counted.ledgers === 0) expect(rootOf(state)).toBe(hex(parseHeader(unhex(baseHeader)).accountHash));

      const header = unhex(line.header);
      const parsed = parseHeader(header);
      expect(hex(ledgerHash(header))).toBe(line.hash);
      expect(hex(serialiseHeader(parsed))).toBe(line.header);
      expect([parsed.ledgerIndex, parsed.closeTime]).toEqual([line.seq, line.close_time]);
      expect(hex(parsed.parentHash)).toBe(parent);
      parent = line.hash;

      const items = line.txs.map(([, tx, meta]) => ({ transaction: unhex(tx), metadata: unhex(meta) }));
      const leaves = items.map((item) => ({ ...item, id: transactionId(item.transaction) }));
      expect(leaves.map((leaf) => hex(leaf.id))).toEqual(line.txs.map(([id]) => id));
      expect(hex(transactionTreeRoot(leaves))).toBe(hex(parsed.transactionHash));

      for (const [key, , data] of line.diff) {
        if (data === null) state.delete(key);
        else state.set(key, data);
      }
      last = line;
      counted.ledgers += 1;
      counted.transactions += line.txs.length;
    }
    expect(hex(ledgerHash(unhex(baseHeader)))).toBe(base);
    expect(rootOf(state)).toBe(hex(parseHeader(unhex(last.header)).accountHash));
    expect(counted).toEqual(recorded[set]);
  });
});

describe.each(['dev', 'dev24'])('final state of %s', (set) => {
  it('has the root that the last header names, leaf by leaf as read', async () => {
    let header = '';
    let hash = '';
    for await (const line of recording(set)) if (line.t === 'ledger') [header, hash] = [line.header, line.hash];
    const state = new Map<string, string>();
    for await (const line of finalState(set)) {
      if (line.t === 'final') expect(line.hash).toBe(hash);
      else for (const [key, data] of line.o) state.set(key, data);
    }
    expect(rootOf(state)).toBe(hex(parseHeader(unhex(header)).accountHash));
  });
});

describe('mainnet ledgers', () => {
  const read = (file: string) => JSON.parse(readFileSync(shared('data', 'mainnet', file), 'utf8'));
  const encoded = (o: object) => unhex(encode(o));

  it.each(['ledger-full-38129.json', 'ledger-full-40000.json'])('header and whole state of %s', (file) => {
    const ledger = read(file);
    const header = serialiseHeader({
      ledgerIndex: Number(ledger.ledger_index),
      totalDrops: BigInt(ledger.total_coins),
      parentHash: unhex(ledger.parent_hash),
      transactionHash: unhex(ledger.transaction_hash),
      accountHash: unhex(ledger.account_hash),
      parentCloseTime: ledger.parent_close_time,
      closeTime: ledger.close_time,
      closeTimeResolution: ledger.close_time_resolution,
      closeFlags: ledger.close_flags,
    });
    expect(hex(ledgerHash(header))).toBe(ledger.ledger_hash);
    const state = new Map<string, string>();
    for (const { index, ...entry } of ledger.accountState) state.set(index, hex(encoded(entry)));
    expect(rootOf(state)).toBe(ledger.account_hash);
  });

  it.each(['ledger-full-38129.json', 'ledger-full-40000.json', 'ledgerFull7501326.json'])(
    'transactions of %s',
    (file) => {
      const ledger = read(file);
      const items = ledger.transactions.map(({ metaData, ...tx }: { metaData: object; hash: string }) => {
        const { hash, ...fields } = tx;
        const transaction = encoded(fields);
        expect(hex(transactionId(transaction))).toBe(hash);
        return { id: unhex(hash), transaction, metadata: encoded(metaData) };
      });
      expect(hex(transactionTreeRoot(items))).toBe(ledger.transaction_hash);
    },
  );
});

function rootOf(state: Map<string, string>): string {
  const keys = [...state.keys()].sort();
  return hex(stateTreeRoot(keys.map((key) => ({ key: unhex(key), blob: unhex(state.get(key) as string) }))));
}
