import { invalidParams } from '../rpc-error';
import type { Field } from './field';

/** Where a walk through what an account owns goes on: after this key, on this page of its directory. */
export interface OwnerMarker {
  readonly key: Buffer;
  readonly page: bigint;
}

/** What follows the page number is ignored, as Clio does. */
const form = /^([0-9A-Fa-f]{64}),([0-9]+)/;
const largestPage = 0xffffffffffffffffn;
const none = Buffer.alloc(32);

/** `KEY,PAGE` as the answer before gave it. A zero key on page 0 is the beginning. */
export function ownerMarker(): Field<OwnerMarker | undefined> {
  return {
    schema: { type: 'string', pattern: form.source, description: 'Where to go on: as the answer before gave it.' },
    read(value, name) {
      if (typeof value !== 'string') throw invalidParams(`${name}NotString`);
      const match = form.exec(value);
      const page = match ? BigInt(match[2]!) : 0n;
      if (!match || page > largestPage) throw invalidParams('Malformed cursor.');
      const key = Buffer.from(match[1]!, 'hex');
      return key.equals(none) && page === 0n ? undefined : { key, page };
    },
  };
}
