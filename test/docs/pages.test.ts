import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { allFlags, commandNames, flagsOf, problemOf } from './command-line';
import { howOf } from './how';
import { pagePaths, readPage, root } from './page';

const languages = ['sh', 'text', 'log', 'json', 'yaml', 'ts', 'sql', 'xml', 'ini'];
/** Flags of others' programs that pages speak of. */
const others = ['--build', '--omit', '--help', '--version', '--name'];

test('there are pages', () => {
  expect(pagePaths).toEqual(expect.arrayContaining(['README.md', 'docs/operating.md', 'store/README.md']));
});

test('the README names every command', () => {
  const named = readPage('README.md').code.map(({ text }) => text.split(' ').slice(0, 2).join(' '));
  expect(commandNames.filter((name) => !named.includes(`millrace ${name}`))).toEqual([]);
});

describe.each(pagePaths)('%s', (path) => {
  const page = readPage(path);

  test('links lead somewhere', () => {
    const broken = page.links.filter(({ target }) => !/^(https?|mailto):/.test(target) && !leads(path, target));
    expect(broken).toEqual([]);
  });

  test('code is in blocks that say their language, and every command says how it is run', () => {
    expect(page.indented).toEqual([]);
    expect(page.blocks.filter(({ language }) => !languages.includes(language))).toEqual([]);
    for (const block of page.blocks) if (block.language === 'sh') howOf(block);
  });

  test('commands and flags named in passing are there', () => {
    const problems = page.code.flatMap(({ line, text }) => {
      const unknown = text.startsWith('--')
        ? flagsOf(text).filter((flag) => !others.includes(flag) && !allFlags.has(flag))
        : [];
      return [problemOf(text), ...unknown].flatMap((problem) =>
        problem === undefined ? [] : [`${path}:${line}: ${problem}`],
      );
    });
    expect(problems).toEqual([]);
  });

  test('what another file executes is in it', () => {
    for (const block of page.blocks.filter(({ language }) => language === 'sh')) {
      const { elsewhere } = howOf(block);
      if (elsewhere === undefined) continue;
      const text = readFileSync(join(root, elsewhere), 'utf8');
      expect(commandsOf(block.text).filter((command) => !text.includes(command))).toEqual([]);
    }
  });

  test('log lines that it quotes are those of the program', () => {
    const source = sources();
    const quoted = page.blocks
      .filter(({ language }) => language === 'log')
      .flatMap(({ text }) => text.trim().split(/\n|…/));
    expect(quoted.filter((part) => !source.includes(part.trim()))).toEqual([]);
  });
});

const sources = (): string =>
  execFileSync('git', ['ls-files', '*.ts', ':!test'], { cwd: root, encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');

function leads(from: string, target: string): boolean {
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? from : normalize(join(dirname(from), file));
  if (!existsSync(join(root, path))) return false;
  return anchor === undefined || (path.endsWith('.md') && readPage(path).anchors.includes(anchor));
}

/** Without comments. */
const commandsOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((line) => line !== '');
