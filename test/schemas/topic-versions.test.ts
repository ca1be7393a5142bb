import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { topics } from '../../consumers/fan-out/registry';
import { parseSchema, schemaText } from '../../consumers/fan-out/schema';
import { demoLedgers } from '../demo';

const folder = join(__dirname, '..', '..', 'schemas', 'topics');
const releases = readdirSync(join(folder, 'released'));
const current = readdirSync(folder).filter((name) => name.endsWith('.avsc'));

const canonical = (text: string): string => JSON.stringify(JSON.parse(text));

/** @throws when the one can't read what the other wrote. */
const reads = (reader: string, writer: string): object => parseSchema(reader).createResolver(parseSchema(writer));

describe.each(current)('%s', (file) => {
  const name = basename(file, '.avsc');
  const text = readFileSync(join(folder, file), 'utf8');
  const versions = releases
    .filter((release) => release.startsWith(`${name}.v`))
    .map((release) => ({ release, number: Number(/\.v(\d+)\.avsc$/.exec(release)![1]) }))
    .sort((a, b) => a.number - b.number);

  test('reads what every released version wrote', () => {
    expect(versions.map(({ number }) => number)).toEqual(versions.map((_, i) => i + 1));
    expect(versions.length).toBeGreaterThan(0);
    for (const { release } of versions) reads(text, readFileSync(join(folder, 'released', release), 'utf8'));
  });

  test('is the newest released version: a change is a version of its own', () => {
    const newest = readFileSync(join(folder, 'released', versions.at(-1)!.release), 'utf8');
    expect(canonical(text)).toBe(canonical(newest));
  });
});

test('a field that old records have not is refused without a default, and read with one', async () => {
  const topic = topics.find(({ name }) => name === 'xrpl.exchanges')!;
  const old = schemaText(topic);
  const changed = (field: object): string => {
    const schema = JSON.parse(old) as { fields: object[] };
    return JSON.stringify({ ...schema, fields: [...schema.fields, field] });
  };
  expect(() => reads(changed({ name: 'more', type: 'string' }), old)).toThrow();
  const next = changed({ name: 'more', type: 'string', default: 'none' });
  const [record] = (await demoLedgers()).flatMap((segments) => segments.flatMap(topic.begin()));
  const bytes = parseSchema(old).toBuffer(record);
  const reader = parseSchema(next);
  expect(reader.fromBuffer(bytes, reader.createResolver(parseSchema(old)))).toEqual({ ...record, more: 'none' });
});
