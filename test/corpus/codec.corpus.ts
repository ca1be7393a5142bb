import { readFileSync } from 'node:fs';
import { decode } from 'ripple-binary-codec';
import shipped from 'ripple-binary-codec/dist/enums/definitions.json';
import { compileDefinitions, type ServerDefinitions } from '../../xrpl/codec/definitions';
import { toJson } from '../../xrpl/codec/json';
import { toObject } from '../../xrpl/codec/object';
import { fieldOf } from '../../xrpl/codec/walk';
import { recording, shared, unhex } from './recording';

/** What is in the recordings. Of the bench set every twentieth blob is compared: the reference needs minutes for all. */
const recorded: Record<string, { every: number; transactions: number; entries: number }> = {
  dev: { every: 1, transactions: 26417, entries: 64309 },
  dev24: { every: 1, transactions: 3685, entries: 6728 },
  bench: { every: 20, transactions: 40959, entries: 120872 },
};

describe.each(Object.keys(recorded))('%s recording', (set) => {
  it('every transaction, metadata and ledger entry is what the reference reads', async () => {
    const { every, ...counts } = recorded[set]!;
    const counted = { transactions: 0, entries: 0 };
    let blobs = 0;
    const compare = (hex: string): void => {
      blobs += 1;
      if (blobs % every !== 0) return;
      const text = toJson(unhex(hex));
      const expected = JSON.stringify(decode(hex));
      // expect() for each would take longer than decoding.
      if (text !== expected) expect([hex, text]).toEqual([hex, expected]);
    };
    for await (const line of recording(set)) {
      if (line.t === 'state') for (const [, data] of line.o) compare(data);
      if (line.t !== 'ledger') continue;
      for (const [, transaction, metadata] of line.txs) {
        compare(transaction);
        compare(metadata);
        counted.transactions += 1;
      }
      for (const [, , data] of line.diff) {
        if (data === null) continue;
        compare(data);
        counted.entries += 1;
      }
    }
    expect(counted).toEqual(counts);
  });
});

const read = (...path: string[]) => JSON.parse(readFileSync(shared('data', ...path), 'utf8'));

describe('mainnet fixtures of the package', () => {
  it('codec-fixtures.json', () => {
    const fixtures = read('mainnet', 'codec-fixtures.json');
    for (const { binary, json } of [...fixtures.accountState, ...fixtures.transactions]) {
      expect(toObject(unhex(binary))).toEqual(json);
      expect(toJson(unhex(binary))).toBe(JSON.stringify(decode(binary)));
    }
  });

  it('data-driven-tests.json: whole objects', () => {
    for (const { tx_json, blob_with_no_signing } of read('mainnet', 'data-driven-tests.json').whole_objects) {
      expect(toObject(unhex(blob_with_no_signing))).toEqual(tx_json);
    }
  });

  it('data-driven-tests.json: field headers', () => {
    for (const field of read('mainnet', 'data-driven-tests.json').fields_tests) {
      if (!(field.name in Object.fromEntries(shipped.FIELDS as never)) || field.nth_of_type > 255) continue;
      expect([field.name, fieldOf(field.name)]).toEqual([field.name, (field.type << 8) | field.nth_of_type]);
    }
  });

  it('data-driven-tests.json: values', () => {
    const header: Record<string, string> = { Amount: '61', AccountID: '8114', PathSet: '0112', STArray: 'F9' };
    let compared = 0;
    for (const { type, expected_hex } of read('mainnet', 'data-driven-tests.json').values_tests) {
      if (expected_hex === undefined || header[type] === undefined) continue;
      const hex = header[type] + expected_hex;
      expect(toJson(unhex(hex))).toBe(JSON.stringify(decode(hex)));
      compared += 1;
    }
    expect(compared).toBeGreaterThan(20);
  });
});

describe.each(['dev', 'dev24'])('server_definitions of %s', (set) => {
  it('decode its own recording as the shipped ones do', async () => {
    const definitions = compileDefinitions(read(set, 'server_definitions.json') as ServerDefinitions);
    let ledgers = 0;
    for await (const line of recording(set)) {
      if (line.t !== 'ledger' || ledgers === 150) continue;
      for (const [, transaction, metadata] of line.txs) {
        for (const blob of [unhex(transaction), unhex(metadata)]) {
          if (toJson(blob, { definitions }) !== toJson(blob))
            expect(toObject(blob, { definitions })).toEqual(toObject(blob));
        }
      }
      ledgers += 1;
    }
    expect(ledgers).toBe(150);
  });
});
