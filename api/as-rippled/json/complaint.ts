/** What is wrong with a text, and where. Its wording is rippled's, which clients are shown. */
export class Complaint extends Error {
  /**
   * @param at where what it is about begins, in the text
   * @param detail the very place, where that is inside of it
   */
  constructor(
    message: string,
    readonly at: number,
    readonly detail?: number,
  ) {
    super(message);
  }

  /** In lines, as rippled answers it over HTTP. */
  told(text: string): string {
    const detail = this.detail === undefined ? '' : `See ${placeIn(text, this.detail)} for detail.\n`;
    return `* ${placeIn(text, this.at)}\n  ${this.message}\n${detail}`;
  }
}

/** Lines end with CR, LF or both; columns are bytes of UTF-8. Both begin at 1. */
function placeIn(text: string, at: number): string {
  const before = text.slice(0, at);
  const lines = before.split(/\r\n|\r|\n/);
  return `Line ${lines.length}, Column ${Buffer.byteLength(lines.at(-1)!) + 1}`;
}
