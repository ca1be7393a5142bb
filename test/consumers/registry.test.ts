import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { registry } from '../../consumers/registry';
import { viewNames, viewTables } from '../../schemas/views';

const root = join(__dirname, '..', '..');

test('every view has tables, a file of its name, and a place in the registry', () => {
  expect(registry.map(({ name }) => name)).toEqual(viewNames);
  for (const name of viewNames) {
    expect(viewTables[name].length).toBeGreaterThan(0);
    expect(existsSync(join(root, 'consumers', `${name}.ts`))).toBe(true);
    expect(existsSync(join(root, 'schemas', 'tables', `${name}.ts`))).toBe(true);
  }
});

test('no two tables share a name', () => {
  const names = Object.values(viewTables).flatMap((tables) => tables.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
});
