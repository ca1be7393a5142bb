import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(__dirname, '..', '..');

export interface Block {
  line: number;
  /** `sh`, `text`, `json` … */
  language: string;
  /** What stands behind the language: how a command is run (see CONTRIBUTING.md). */
  how: string;
  text: string;
  /** The heading it stands under. */
  section: string;
}

export interface Page {
  path: string;
  blocks: Block[];
  /** What is between single backticks outside blocks. */
  code: { line: number; text: string }[];
  links: { line: number; target: string }[];
  /** Headings as links name them. */
  anchors: string[];
  /** Lines that Markdown would take for code by their indentation. */
  indented: number[];
}

/** Every Markdown page of the repository. */
export const pagePaths: readonly string[] = execFileSync('git', ['ls-files', '*.md'], { cwd: root, encoding: 'utf8' })
  .trim()
  .split('\n');

export function readPage(path: string): Page {
  const page: Page = { path, blocks: [], code: [], links: [], anchors: [], indented: [] };
  let block: (Block & { fence: string }) | undefined;
  let section = '';
  let inParagraph = false;
  const lines = readFileSync(join(root, path), 'utf8').split('\n');
  for (const [i, content] of lines.entries()) {
    const line = i + 1;
    const [, fence, language = '', how = ''] = /^ *(```+)([^\s`]*) ?([^`]*)$/.exec(content) ?? [];
    if (block) {
      if (fence === block.fence && language === '') block = undefined;
      else block.text += `${content.trim() === '' ? '' : content.slice(indentation(block.fence, lines, block.line))}\n`;
      continue;
    }
    if (fence !== undefined) {
      block = { line, language, how, text: '', section, fence };
      page.blocks.push(block);
      continue;
    }
    const [, heading] = /^#+ (.*)$/.exec(content) ?? [];
    if (heading !== undefined) {
      section = heading;
      page.anchors.push(anchor(heading));
    }
    if (/^ {4}\S/.test(content) && !inParagraph) page.indented.push(line);
    inParagraph = content.trim() !== '' && (inParagraph || !/^ {4}/.test(content));
    for (const [, text] of content.matchAll(/`([^`]+)`/g)) page.code.push({ line, text: text! });
    for (const [, target] of content.replace(/`[^`]*`/g, '').matchAll(/\]\(([^)\s]+)\)/g))
      page.links.push({ line, target: target! });
  }
  return page;
}

/** A block in a list is indented as its fence is. */
const indentation = (fence: string, lines: readonly string[], line: number): number => lines[line - 1]!.indexOf(fence);

/** As GitHub makes them of headings. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
