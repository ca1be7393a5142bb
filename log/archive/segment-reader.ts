import { inflateRawSync } from 'node:zlib';
import avro from 'avsc';
import { LedgerError, type LedgerDiff } from '../../xrpl/ledger-diff';
import { decodeRecord, ledgerDiffSchema, ledgerDiffType } from '../record-codec';
import { BlockReader } from './block-reader';

const ownSchema = JSON.stringify(JSON.parse(ledgerDiffSchema));

/** Reads the ledger segments of one archive file, naming file and ledger in every error. */
export class SegmentReader {
  private resolver: object | undefined;
  private resolved = false;
  /** The ledger that the next segment is expected to belong to, for messages. */
  private expected: number;
  /** Where the last returned segment ends in the file. */
  end = 0;

  private constructor(
    readonly blocks: BlockReader,
    readonly path: string,
    first: number,
  ) {
    this.expected = first;
  }

  static async open(path: string, first: number): Promise<SegmentReader> {
    return new SegmentReader(await BlockReader.open(path), path, first);
  }

  async next(): Promise<LedgerDiff | undefined> {
    try {
      const block = await this.blocks.next();
      if (!block) return undefined;
      if (block.count !== 1) throw new Error(`block of ${block.count} records, one was expected`);
      const segment = decodeRecord(inflateRawSync(block.data), this.resolverOnce());
      this.end = block.end;
      if (segment.ledgerIndex < this.expected) throw new Error(`found ledger ${segment.ledgerIndex} out of order`);
      this.expected = segment.last ? segment.ledgerIndex + 1 : segment.ledgerIndex;
      return segment;
    } catch (error) {
      throw new LedgerError(this.expected, `the archive is damaged: ${(error as Error).message}`, this.path, {
        cause: error,
      });
    }
  }

  /** @throws LedgerError when the file was cut off within a block. */
  expectEnd(): void {
    if (this.blocks.leftover > 0) {
      throw new LedgerError(
        this.expected,
        `the archive is truncated, ${this.blocks.leftover} bytes of a block remain`,
        this.path,
      );
    }
  }

  async close(): Promise<void> {
    await this.blocks.close();
  }

  private resolverOnce(): object | undefined {
    if (!this.resolved) {
      this.resolved = true;
      if (this.blocks.schema !== ownSchema) {
        const writer = avro.Type.forSchema(
          JSON.parse(this.blocks.schema) as avro.Schema,
          { wrapUnions: 'never' } as never,
        );
        this.resolver = ledgerDiffType.createResolver(writer);
      }
    }
    return this.resolver;
  }
}
