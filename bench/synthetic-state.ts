import { createHash } from 'node:crypto';
import type { LedgerDiff, ObjectRecord } from '../xrpl/ledger-diff';
import { HEADER_SIZE } from '../xrpl/header';

const objectsPerLedger = 5000;
const blobSize = 150;

/** A state of any size that needs no memory of its own: the key of object i follows from i. Its ledgers are made up. */
export class SyntheticState {
  last = { ledgerIndex: 1, hash: Buffer.alloc(32) };
  private random = 1;

  constructor(private readonly objects: number) {}

  /** Ledgers that create every object, in key order. */
  *grow(): Generator<LedgerDiff> {
    yield this.segment('state', [this.object(0, 'created')]);
    for (let from = 1; from < this.objects; from += objectsPerLedger) {
      const records: ObjectRecord[] = [];
      for (let i = from; i < Math.min(this.objects, from + objectsPerLedger); i++)
        records.push(this.object(i, 'created'));
      yield this.segment('diff', records);
    }
  }

  /** The next ledger: mostly changes, a tenth each of creations and deletions. */
  change(count: number): LedgerDiff {
    const records = Array.from({ length: count }, (_, i) => {
      const which = Math.floor(this.next() * this.objects);
      // Created objects lie between those there are.
      if (i % 10 === 8) return this.object(which + 0.5 + this.next() / 4, 'created');
      return this.object(which, i % 10 === 9 ? 'deleted' : 'modified');
    });
    return this.segment(
      'diff',
      records.sort((a, b) => a.key.compare(b.key)),
    );
  }

  private segment(kind: 'diff' | 'state', objects: ObjectRecord[]): LedgerDiff {
    const ledgerIndex = this.last.ledgerIndex + 1;
    const { hash } = this.last;
    this.last = { ledgerIndex, hash };
    const header = Buffer.alloc(HEADER_SIZE);
    const place = { segment: 0, last: true, firstTransaction: 0, transactions: [], firstObject: 0 };
    return { ledgerIndex, kind, hash, header, objects, ...place };
  }

  /** Keys are spread evenly with a jitter, as hashes are, but ascend with `place`. */
  private object(place: number, change: ObjectRecord['change']): ObjectRecord {
    const digest = createHash('sha256').update(String(place)).digest();
    const jitter = digest.readUInt32BE(0) / 2 ** 32;
    const whole = Math.floor(place);
    const at = ((whole + (place === whole ? jitter / 2 : place - whole)) / (this.objects + 1)) * 2 ** 48;
    const key = Buffer.from(digest);
    key.writeUIntBE(Math.floor(at), 0, 6);
    const blob = change === 'deleted' ? null : Buffer.alloc(blobSize, digest);
    blob?.writeUInt32BE(this.last.ledgerIndex, 0);
    return { key, change, blob };
  }

  private next(): number {
    this.random = (this.random * 48271) % 0x7fffffff;
    return this.random / 0x7fffffff;
  }
}
