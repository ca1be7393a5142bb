import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Duplex, Writable } from 'node:stream';

/** Puts values into a file, no faster than it takes them; `encoder` turns them into bytes where they aren't. */
export class StreamFile {
  private readonly input: Writable;
  private readonly done: Promise<void>;

  constructor(path: string, encoder?: Duplex) {
    const file = createWriteStream(path);
    this.input = encoder ?? file;
    encoder?.on('error', (error) => file.destroy(error));
    encoder?.pipe(file);
    this.done = finished(file);
    this.done.catch(() => undefined); // told by the next call
  }

  async put(value: unknown): Promise<void> {
    if (!this.input.write(value)) await Promise.race([once(this.input, 'drain'), this.done]);
  }

  async end(): Promise<void> {
    this.input.end();
    await this.done;
  }
}
