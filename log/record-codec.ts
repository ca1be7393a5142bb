import { readFileSync } from 'node:fs';
import avro from 'avsc';
import { packageFile } from '../kit/package-root';
import type { Change, LedgerDiff } from '../xrpl/ledger-diff';

/** The Avro schema of one record of the event log, as text. */
export const ledgerDiffSchema = readFileSync(packageFile('schemas', 'topics', 'ledger-diffs.avsc'), 'utf8');

type AvroChange = 'CREATED' | 'MODIFIED' | 'DELETED';
interface AvroLedgerDiff {
  ledger_index: number;
  kind: 'DIFF' | 'STATE';
  ledger_hash: Buffer;
  header: Buffer;
  segment: number;
  last: boolean;
  first_transaction: number;
  transactions: { blob: Buffer; metadata: Buffer }[];
  first_object: number;
  objects: { key: Buffer; change: AvroChange; blob: Buffer | null }[];
}

// `wrapUnions: never` keeps ["null","bytes"] a plain value.
const parseOptions = { wrapUnions: 'never' } as unknown as Partial<avro.ForSchemaOptions>;
export const ledgerDiffType = avro.Type.forSchema(JSON.parse(ledgerDiffSchema) as avro.Schema, parseOptions);

const toAvroChange: Record<Change, AvroChange> = { created: 'CREATED', modified: 'MODIFIED', deleted: 'DELETED' };
const fromAvroChange: Record<AvroChange, Change> = { CREATED: 'created', MODIFIED: 'modified', DELETED: 'deleted' };

export function encodeRecord(diff: LedgerDiff): Buffer {
  const record: AvroLedgerDiff = {
    ledger_index: diff.ledgerIndex,
    kind: diff.kind === 'diff' ? 'DIFF' : 'STATE',
    ledger_hash: diff.hash,
    header: diff.header,
    segment: diff.segment,
    last: diff.last,
    first_transaction: diff.firstTransaction,
    transactions: diff.transactions.map((t) => ({ blob: t.transaction, metadata: t.metadata })),
    first_object: diff.firstObject,
    objects: diff.objects.map((o) => ({ key: o.key, change: toAvroChange[o.change], blob: o.blob })),
  };
  return ledgerDiffType.toBuffer(record);
}

/** @param resolver from a writer's schema to ours, for records written by another version. */
export function decodeRecord(bytes: Buffer, resolver?: object): LedgerDiff {
  const record = ledgerDiffType.fromBuffer(bytes, resolver) as AvroLedgerDiff;
  return {
    ledgerIndex: record.ledger_index,
    kind: record.kind === 'DIFF' ? 'diff' : 'state',
    hash: record.ledger_hash,
    header: record.header,
    segment: record.segment,
    last: record.last,
    firstTransaction: record.first_transaction,
    transactions: record.transactions.map((t) => ({ transaction: t.blob, metadata: t.metadata })),
    firstObject: record.first_object,
    objects: record.objects.map((o) => ({ key: o.key, change: fromAvroChange[o.change], blob: o.blob })),
  };
}
