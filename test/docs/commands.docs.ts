import { dirname } from 'node:path';
import { python } from '../clients/python';
import { howOf } from './how';
import { pagePaths, readPage } from './page';
import { checkOnly, missing, PageRun } from './page-run';

const pages = pagePaths.map(readPage).filter(({ blocks }) => blocks.some(({ language }) => language === 'sh'));

describe.each(pages.map((page) => [page.path, page] as const))('%s', (path, { blocks }) => {
  let run: PageRun;
  beforeAll(async () => {
    const commands = blocks.filter((block) => block.language === 'sh' && howOf(block).elsewhere === undefined);
    const text = commands.map((block) => block.text).join('\n');
    run = await PageRun.start(text, text.includes('python') ? dirname(await python()) : undefined);
  });
  afterAll(() => run.close());

  for (const [i, block] of blocks.entries()) {
    if (block.language !== 'sh') continue;
    const how = howOf(block);
    if (how.elsewhere !== undefined) continue; // and test/docs/pages.test.ts looks whether it is there
    const next = blocks[i + 1];
    const expected = next?.language === 'text' && next.section === block.section ? next.text : '';
    const [first = ''] = block.text.split('\n');

    test(`${path}:${block.line}: ${first}`, async () => {
      if (how.checked) return checkOnly(block);
      const printed = await run.run(block, how);
      const absent = missing(expected, printed);
      if (absent !== undefined) throw new Error(`it did not print\n${absent}\nbut\n${printed}`);
    });
  }
});
