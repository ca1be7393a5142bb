import type { ReadStream, WriteStream } from 'node:tty';
import { stripVTControlCharacters } from 'node:util';
import type { Meaning, Paint } from './describe';

const colours: Record<Meaning, readonly [string, string]> = {
  title: ['\x1b[1m', '\x1b[22m'],
  good: ['\x1b[32m', '\x1b[39m'],
  bad: ['\x1b[31m', '\x1b[39m'],
  dim: ['\x1b[2m', '\x1b[22m'],
  plain: ['', ''],
};

export const coloured: Paint = (text, meaning) => `${colours[meaning][0]}${text}${colours[meaning][1]}`;
export const uncoloured: Paint = (text) => text;

/** A page that is drawn over itself, on the screen that programs leave as it was; `q` or Ctrl-C ends it. */
export class Screen {
  private lines: readonly string[] = [];

  /** @param onQuit what the keys do */
  constructor(
    private readonly input: ReadStream,
    private readonly output: WriteStream,
    onQuit: () => void,
  ) {
    output.write('\x1b[?1049h\x1b[?25l');
    input.setRawMode(true);
    input.on('data', (keys: Buffer) => {
      if (['q', 'Q', '\x03', '\x04'].includes(keys.toString())) onQuit();
    });
    output.on('resize', this.draw);
  }

  show(lines: readonly string[]): void {
    this.lines = lines;
    this.draw();
  }

  close(): void {
    this.output.off('resize', this.draw);
    this.input.setRawMode(false);
    this.input.pause();
    this.output.write('\x1b[?25h\x1b[?1049l');
  }

  private readonly draw = (): void => {
    const { columns, rows } = this.output;
    const shown = this.lines.slice(0, rows - 1).map((line) => `${cut(line, columns)}\x1b[K`);
    this.output.write(`\x1b[H${[...shown, `\x1b[2m${'q quits'}\x1b[22m`].join('\r\n')}\x1b[J`);
  };
}

/** What fits of a line, whose colours take no room. */
function cut(line: string, columns: number): string {
  const plain = stripVTControlCharacters(line);
  // Losing the colours of a line that is too long is better than losing count of them.
  return plain.length <= columns ? line : `${plain.slice(0, columns - 1)}…`;
}
