import { invalidParams } from '../rpc-error';
import type { Field, FieldSchema } from './field';

const hex64 = /^[0-9A-Fa-f]{64}$/;

/** 64 hexadecimal digits; the method gets the 32 bytes. */
export function hash256(schema: FieldSchema = {}): Field<Buffer> {
  return {
    schema: { type: 'string', pattern: hex64.source, ...schema },
    read(value, name) {
      if (typeof value !== 'string') throw invalidParams(`${name}NotString`);
      if (!hex64.test(value)) throw invalidParams(`${name}Malformed`);
      return Buffer.from(value, 'hex');
    },
  };
}
