import { COMPATIBILITY, SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry';
import type { Type } from 'avsc';
import { fingerprint } from './schema-fingerprint';

/** Confluent's framing: a zero, the schema's id in four bytes, the record. */
export const confluentMagic = 0;
export const confluentSize = 5;

export function confluentPrefix(id: number): Buffer {
  const prefix = Buffer.alloc(confluentSize);
  prefix.writeUInt32BE(id, 1);
  return prefix;
}

/** Avro's single-object encoding: two marker bytes, the schema's CRC-64-AVRO fingerprint, the record. */
export const singleObjectPrefix = (type: Type): Buffer => Buffer.concat([Buffer.of(0xc3, 0x01), fingerprint(type)]);

const compatibility = COMPATIBILITY.BACKWARD_TRANSITIVE;

/**
 * Makes the schema of a topic's values known to the registry, which refuses one that could not read what any version
 * before it wrote: topics are kept for ever.
 * @returns the schema's id
 * @throws Error when it is refused, naming topic and registry
 */
export async function registerSchema(host: string, topic: string, schema: string): Promise<number> {
  const registry = new SchemaRegistry({ host });
  const subject = `${topic}-value`;
  const register = (): Promise<{ id: number }> =>
    registry.register({ type: SchemaType.AVRO, schema }, { subject, compatibility });
  try {
    // Two that register the same for the first time may get in each other's way; the second time it is there.
    const { id } = await register().catch(async () => {
      await askForCompatibility(host, subject);
      return register();
    });
    return id;
  } catch (error) {
    throw new Error(`${host} does not take the schema of ${topic}: ${(error as Error).message}`, { cause: error });
  }
}

/** A subject is without it where whoever registered the first schema died before asking for it. */
async function askForCompatibility(host: string, subject: string): Promise<void> {
  const address = `${host}/config/${encodeURIComponent(subject)}`;
  const { compatibilityLevel } = (await (await fetch(address)).json()) as { compatibilityLevel?: string };
  if (compatibilityLevel !== COMPATIBILITY.NONE) return;
  const headers = { 'content-type': 'application/vnd.schemaregistry.v1+json' };
  await fetch(address, { method: 'PUT', headers, body: JSON.stringify({ compatibility }) });
}
