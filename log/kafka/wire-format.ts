import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';
import avro from 'avsc';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { decodeRecord, encodeRecord, ledgerDiffSchema, ledgerDiffType } from '../record-codec';
import type { TopicAddress } from './address';
import { confluentMagic, confluentPrefix, confluentSize, registerSchema, singleObjectPrefix } from './value-prefix';

const singleObject = singleObjectPrefix(ledgerDiffType);

/** How segments become values of messages, and back. */
export class WireFormat {
  private readonly registry: SchemaRegistry | undefined;
  private prefix: Buffer | undefined;
  private ownId = -1;
  /** From the schemas of other versions to ours, by their ids. */
  private readonly resolvers = new Map<number, Promise<object>>();

  constructor(private readonly address: TopicAddress) {
    const { registry: host } = address;
    if (host !== undefined) this.registry = new SchemaRegistry({ host });
  }

  /** Makes the schema known to the registry, which refuses one that could not read what is there. */
  async prepareToWrite(): Promise<void> {
    const { registry, topic } = this.address;
    if (registry === undefined) {
      this.prefix = singleObject;
      return;
    }
    this.ownId = await registerSchema(registry, topic, ledgerDiffSchema);
    this.prefix = confluentPrefix(this.ownId);
  }

  encode(segment: LedgerDiff): Buffer {
    return Buffer.concat([this.prefix!, encodeRecord(segment)]);
  }

  /** @throws Error when it isn't a segment, or its schema is not known */
  async decode(value: Buffer): Promise<LedgerDiff> {
    if (value[0] === confluentMagic) {
      const id = value.readUInt32BE(1);
      return decodeRecord(value.subarray(confluentSize), id === this.ownId ? undefined : await this.resolver(id));
    }
    if (value.subarray(0, singleObject.length).equals(singleObject)) {
      return decodeRecord(value.subarray(singleObject.length));
    }
    throw new Error('a record of a schema that is not known here');
  }

  private resolver(id: number): Promise<object> {
    let known = this.resolvers.get(id);
    if (!known) {
      known = this.resolverFor(id);
      known.catch(() => this.resolvers.delete(id));
      this.resolvers.set(id, known);
    }
    return known;
  }

  private async resolverFor(id: number): Promise<object> {
    if (!this.registry)
      throw new Error(`a record of schema ${id}: name the schema registry to read it (?registry=URL)`);
    const schema = (await this.registry.getSchema(id)) as unknown as { schema(): avro.Schema };
    const writer = avro.Type.forSchema(schema.schema(), { wrapUnions: 'never' } as never);
    return ledgerDiffType.createResolver(writer);
  }
}
