import type { Field, FieldSchema } from './field';
import { hash } from './hash';

/** 64 hexadecimal digits; the method gets the 32 bytes. */
export const hash256 = (schema?: FieldSchema): Field<Buffer> => hash(256, schema);
