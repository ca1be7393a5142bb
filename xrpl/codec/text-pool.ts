/**
 * ASCII texts one after another in one array, to be copied into output without a call into the engine. A text is
 * referred to by one integer, offset << 8 | length; 0 is no text.
 */
export class TextPool {
  bytes = Buffer.alloc(4096);
  private used = 1;

  /** @param text ASCII, shorter than 256. */
  add(text: string): number {
    if (text.length > 255) throw new RangeError(`too long for a name: ${text}`);
    // Readers copy whole words, so that there must be some room behind the last text.
    while (this.used + text.length + 8 > this.bytes.length) this.bytes = Buffer.concat([this.bytes, this.bytes]);
    const at = this.used;
    this.bytes.write(text, at, 'latin1');
    this.used = (at + text.length + 3) & ~3;
    return (at << 8) | text.length;
  }

  text(reference: number): string {
    const at = reference >>> 8;
    return this.bytes.toString('latin1', at, at + (reference & 255));
  }
}
