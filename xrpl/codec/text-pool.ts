/**
 * ASCII texts as words of four characters (first character lowest), to be copied into output without a call into the
 * engine. A text is referred to by one integer, word << 8 | length; 0 is no text.
 */
export class TextPool {
  words = new Uint32Array(1024);
  private used = 1;

  /** @param text ASCII, shorter than 256. */
  add(text: string): number {
    if (text.length > 255) throw new RangeError(`too long for a name: ${text}`);
    const at = this.used;
    this.used += (text.length + 3) >> 2;
    if (this.used > this.words.length) {
      const larger = new Uint32Array(this.words.length * 2);
      larger.set(this.words);
      this.words = larger;
    }
    packWords(text, this.words, at);
    return (at << 8) | text.length;
  }

  text(reference: number): string {
    let text = '';
    for (let i = 0; i < (reference & 255); i += 1) {
      text += String.fromCharCode((this.words[(reference >>> 8) + (i >> 2)]! >>> ((i & 3) * 8)) & 255);
    }
    return text;
  }
}

/** Packs ASCII into words from `at` on. */
export function packWords(text: string, words: Uint32Array, at: number): void {
  for (let i = 0; i < text.length; i += 4) {
    words[at + (i >> 2)] =
      text.charCodeAt(i) |
      (text.charCodeAt(i + 1) << 8) |
      (text.charCodeAt(i + 2) << 16) |
      (text.charCodeAt(i + 3) << 24);
  }
}
