import { RawJson } from './json';

/** As the API writes it: upper case. */
export const hex = (bytes: Buffer): string => bytes.toString('hex').toUpperCase();

/** The same as a JSON string, which needs no escaping. */
export const hexJson = (bytes: Buffer): RawJson => new RawJson(`"${hex(bytes)}"`);
