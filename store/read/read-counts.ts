/** Where what was asked of a reader was found. */
export class ReadCounts {
  /** Objects that the hot state had, or knew there was none. */
  objectHot = 0;
  /** Objects looked up in the tables. */
  objectStored = 0;
  /** Blocks of contents that were in memory. */
  blockCached = 0;
  /** Blocks of contents decompressed from the tables. */
  blockRead = 0;
}
