import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { HashPrefix, sha512Half, transactionId } from '../../xrpl/hash';
import { ledgerHash, parseHeader, serialiseHeader } from '../../xrpl/header';
import { lengthPrefix } from '../../xrpl/length-prefix';
import { innerHash, stateLeafHash, stateTreeRoot, transactionLeafHash, transactionTreeRoot } from '../../xrpl/shamap';

interface Ledger {
  header: string;
  hash: string;
  txs: [id: string, transaction: string, metadata: string][];
  diff: [key: string, mod: number, data: string | null][];
}
interface FirstLedgers {
  base: { header: string; hash: string; state: [key: string, data: string][] };
  ledgers: Ledger[];
}

const unhex = (text: string) => Buffer.from(text, 'hex');
const fixture = join(__dirname, '../fixtures/xrpl/first-ledgers.json');
const { base, ledgers } = JSON.parse(readFileSync(fixture, 'utf8')) as FirstLedgers;

const stateRoot = (state: Map<string, string>) =>
  stateTreeRoot([...state].sort().map(([key, data]) => ({ key: unhex(key), blob: unhex(data) })));

describe('hashes of recorded ledgers', () => {
  it('headers, transactions and both trees', () => {
    const state = new Map(base.state);
    expect(ledgerHash(unhex(base.header))).toEqual(unhex(base.hash));
    expect(stateRoot(state)).toEqual(parseHeader(unhex(base.header)).accountHash);
    for (const { header, hash, txs, diff } of ledgers) {
      const parsed = parseHeader(unhex(header));
      expect(ledgerHash(unhex(header))).toEqual(unhex(hash));
      expect(serialiseHeader(parsed)).toEqual(unhex(header));
      // Index order is not id order; the tree doesn't mind.
      const items = txs.map(([id, tx, meta]) => ({ id: unhex(id), transaction: unhex(tx), metadata: unhex(meta) }));
      for (const { id, transaction } of items) expect(transactionId(transaction)).toEqual(id);
      expect(transactionTreeRoot(items)).toEqual(parsed.transactionHash);
      for (const [key, , data] of diff) {
        if (data === null) state.delete(key);
        else state.set(key, data);
      }
      expect(stateRoot(state)).toEqual(parsed.accountHash);
    }
  });

  it('reads a header that has its hash behind it, as gRPC gives it', () => {
    expect(parseHeader(unhex(base.header + base.hash))).toEqual(parseHeader(unhex(base.header)));
  });

  it.each([0, 117, 119, 149, 151])('refuses a header of %d bytes', (size) => {
    expect(() => parseHeader(Buffer.alloc(size))).toThrow(RangeError);
    expect(() => ledgerHash(Buffer.alloc(size))).toThrow(RangeError);
  });
});

describe('sha512Half', () => {
  it('hashes parts of any size as if they were joined', () => {
    const part = fc.oneof(fc.uint8Array({ maxLength: 600 }), fc.uint8Array({ minLength: 16_000, maxLength: 17_000 }));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
        const expected = createHash('sha512').update(Buffer.concat(parts)).digest().subarray(0, 32);
        expect(sha512Half(...parts)).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });
});

describe('hash trees', () => {
  /** The definition, node by node. */
  function naiveRoot(leaves: { key: Buffer; hash: Buffer }[], depth = 0): Buffer {
    if (leaves.length === 0) return Buffer.alloc(32);
    if (leaves.length === 1 && depth > 0) return (leaves[0] as { hash: Buffer }).hash;
    const nibble = (key: Buffer) => {
      const byte = key[depth >> 1] as number;
      return depth % 2 === 0 ? byte >> 4 : byte & 15;
    };
    const children = Array.from({ length: 16 }, (_, branch) =>
      naiveRoot(
        leaves.filter(({ key }) => nibble(key) === branch),
        depth + 1,
      ),
    );
    return sha512Half(HashPrefix.innerNode, ...children);
  }

  it('have the root that their definition gives, however close the keys are', () => {
    const tail = fc.uint8Array({ minLength: 1, maxLength: 2 });
    const key = fc.oneof(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      tail.map((t) => Buffer.concat([Buffer.alloc(32 - t.length), t])),
      tail.map((t) => Buffer.concat([t, Buffer.alloc(32 - t.length, 0xff)])),
    );
    fc.assert(
      fc.property(fc.uniqueArray(key, { maxLength: 60, selector: (k) => Buffer.from(k).toString('hex') }), (keys) => {
        const items = keys
          .map((k) => ({ key: Buffer.from(k), blob: Buffer.from(k).subarray(0, 7) }))
          .sort((a, b) => Buffer.compare(a.key, b.key));
        const leaves = items.map(({ key, blob }) => ({ key, hash: stateLeafHash(key, blob) }));
        expect(stateTreeRoot(items)).toEqual(naiveRoot(leaves));
      }),
    );
  });

  it('are zeros when empty', () => {
    expect(stateTreeRoot([])).toEqual(Buffer.alloc(32));
    expect(transactionTreeRoot([])).toEqual(Buffer.alloc(32));
  });

  it('refuse keys that repeat, descend, or have another size', () => {
    const blob = Buffer.alloc(8);
    const at = (byte: number, size = 32) => ({ key: Buffer.alloc(size, byte), blob });
    expect(() => stateTreeRoot([at(1), at(1)])).toThrow(RangeError);
    expect(() => stateTreeRoot([at(2), at(1)])).toThrow(RangeError);
    expect(() => stateTreeRoot([at(2, 31)])).toThrow(RangeError);
    const item = { id: Buffer.alloc(32), transaction: blob, metadata: blob };
    expect(() => transactionTreeRoot([item, item])).toThrow(RangeError);
  });

  it('hash leaves and inner nodes alone', () => {
    const children = Buffer.alloc(512, 7);
    expect(innerHash(children)).toEqual(sha512Half(HashPrefix.innerNode, children));
    expect(() => innerHash(children.subarray(1))).toThrow(RangeError);
    const [id, transaction, metadata] = [Buffer.alloc(32, 1), Buffer.alloc(200, 2), Buffer.alloc(13_000, 3)];
    const parts = [Buffer.of(193, 7), transaction, Buffer.of(241, 2, 7), metadata, id];
    expect(transactionLeafHash({ id, transaction, metadata })).toEqual(
      sha512Half(HashPrefix.transactionNode, ...parts),
    );
  });
});

describe('length prefixes', () => {
  it.each([
    [0, '00'],
    [192, 'c0'],
    [193, 'c100'],
    [12_480, 'f0ff'],
    [12_481, 'f10000'],
    [918_744, 'fed417'],
  ])('of %d', (length, hex) => {
    expect(lengthPrefix(length).toString('hex')).toBe(hex);
  });

  it('end somewhere', () => {
    expect(() => lengthPrefix(918_745)).toThrow(RangeError);
  });
});
