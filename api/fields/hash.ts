import { invalidParams } from '../rpc-error';
import type { Field, FieldSchema } from './field';

/** So many bits in hexadecimal digits; the method gets the bytes. */
export function hash(bits: 160 | 192 | 256, schema: FieldSchema = {}): Field<Buffer> {
  const digits = new RegExp(`^[0-9A-Fa-f]{${bits / 4}}$`);
  return {
    schema: { type: 'string', pattern: digits.source, ...schema },
    read(value, name) {
      if (typeof value !== 'string') throw invalidParams(`${name}NotString`);
      if (!digits.test(value)) throw invalidParams(`${name}Malformed`);
      return Buffer.from(value, 'hex');
    },
  };
}
