/** Malformed, truncated or unknown canonical binary. The message names the field and the byte. */
export class CodecError extends Error {
  override readonly name = 'CodecError';
  constructor(
    problem: string,
    /** Where in the blob the trouble is, in bytes from its start. */
    readonly offset: number,
    /** Name of the innermost field concerned; `type T field N` where the definitions don't know it. */
    readonly field: string,
  ) {
    super(`${field} at byte ${offset}: ${problem}`);
  }
}
