import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { methods } from '../../api/registry';

const folder = join(__dirname, '../../api/methods');

it.each([...methods.keys()])('%s has a file and a test of its name', (name) => {
  expect(existsSync(join(folder, `${name}.ts`))).toBe(true);
  expect(existsSync(join(__dirname, 'methods', `${name}.test.ts`))).toBe(true);
});

it('names every file of methods', () => {
  const files = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));
  expect(files.filter((name) => !methods.has(name))).toEqual([]);
});

it.each([...methods])('%s says what it answers, and what its fields are', (_name, method) => {
  expect(method.summary).toMatch(/^.+\.$/);
  for (const field of Object.values(method.fields)) expect(field.schema).toBeInstanceOf(Object);
});
