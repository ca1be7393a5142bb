import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { creatorOf, deriveKey } from '../../corpus/derive-key';
import { fieldsOf } from '../../corpus/fields';

interface Entry {
  type: string;
  key: string;
  data: string;
  /** The transaction that made it, for the kinds whose key isn't told by their fields. */
  creator?: string;
}

const unhex = (text: string) => Buffer.from(text, 'hex');
const fixture = join(__dirname, '../../fixtures/xrpl/entries.json');

describe('the key of a recorded entry', () => {
  it.each(JSON.parse(readFileSync(fixture, 'utf8')) as Entry[])('$type $key', ({ type, key, data, creator }) => {
    const derived = deriveKey(type, fieldsOf(unhex(data)), unhex(key), creator ? creatorOf(unhex(creator)) : undefined);
    expect(derived.toString('hex').toUpperCase()).toBe(key);
  });
});
