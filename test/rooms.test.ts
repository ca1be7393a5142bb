import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = resolve(__dirname, '..');

/** Who may import whom (the architecture's table of rooms): a room's own files, and these. */
const allowed: Record<string, readonly string[]> = {
  schemas: [],
  kit: ['schemas'],
  xrpl: ['schemas', 'kit'],
  rippled: ['xrpl', 'schemas', 'kit'],
  log: ['xrpl', 'schemas', 'kit'],
  store: ['xrpl', 'schemas', 'kit'],
  producers: ['log', 'rippled', 'xrpl', 'schemas', 'kit'],
  consumers: ['log', 'store', 'xrpl', 'schemas', 'kit'],
  api: ['store', 'rippled', 'log', 'xrpl', 'schemas', 'kit'],
  cli: ['producers', 'consumers', 'api', 'store', 'log', 'rippled', 'xrpl', 'schemas', 'kit'],
  web: ['schemas'],
  scripts: ['consumers', 'api', 'store', 'log', 'schemas', 'kit'],
  bench: [
    'test',
    'cli',
    'producers',
    'consumers',
    'api',
    'store',
    'log',
    'rippled',
    'xrpl',
    'schemas',
    'kit',
    'scripts',
  ],
};

/** Packages that only one folder may import: what is behind a port stays behind it. */
const confined: Record<string, string> = {
  lmdb: 'store/lmdb',
  'cassandra-driver': 'store/scylla',
  kafkajs: 'log/kafka',
  commander: 'cli',
  yaml: 'cli',
  pino: 'kit',
  'prom-client': 'kit',
  preact: 'web',
  'preact-iso': 'web',
  uplot: 'web',
  vite: 'web',
};

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.m?tsx?$/.test(path) ? [path] : [];
  });
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/(?:from\s+|require\(|import\()\s*'([^']+)'/g)].map((match) => match[1]!);
}

const files = Object.keys(allowed).flatMap((room) => sources(room));
const roomOf = (file: string): string => file.split('/')[0]!;
const resolved = (file: string, specifier: string): string =>
  relative(root, resolve(root, dirname(file), specifier)).replace(/\.tsx?$/, '');

test('there is something to check', () => {
  expect(files.length).toBeGreaterThan(50);
});

test('rooms import only what stands left of them', () => {
  const wrong: string[] = [];
  for (const file of files) {
    for (const specifier of importsOf(file).filter((name) => name.startsWith('.'))) {
      const target = roomOf(resolved(file, specifier));
      if (target !== roomOf(file) && !allowed[roomOf(file)]!.includes(target)) wrong.push(`${file} imports ${target}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('the API takes only events from the log, not its backends', () => {
  const wrong = files.filter(
    (file) => roomOf(file) === 'api' && importsOf(file).some((name) => /\/log\/(archive|kafka)\//.test(name)),
  );
  expect(wrong).toEqual([]);
});

test('packages behind a port are imported only there', () => {
  const wrong: string[] = [];
  for (const file of files) {
    for (const specifier of importsOf(file)) {
      const home = confined[specifier];
      // A benchmark sets what is behind a port beside the bare thing.
      if (home && roomOf(file) !== 'bench' && !file.startsWith(`${home}/`)) wrong.push(`${file} imports ${specifier}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('the environment is read in kit/config.ts alone', () => {
  const wrong = files.filter(
    (file) => file !== 'kit/config.ts' && readFileSync(join(root, file), 'utf8').includes('process.env'),
  );
  expect(wrong).toEqual([]);
});

test('no file imports itself through others', () => {
  const graph = new Map(
    files.map((file) => [
      file.replace(/\.tsx?$/, ''),
      // Types alone make no cycle at run time, but they too are hard to read in circles: counted as well.
      importsOf(file)
        .filter((name) => name.startsWith('.'))
        .map((name) => resolved(file, name)),
    ]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: string[]): void => {
    if (path.includes(file)) {
      cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  expect(cycles).toEqual([]);
});

test('no barrels', () => {
  expect(files.filter((file) => file.endsWith('/index.ts'))).toEqual([]);
});
