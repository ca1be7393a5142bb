/** Numbers of eight bytes, as they come, in eight bytes each: an array would take four times that. */
export class Fingerprints {
  private numbers = new BigUint64Array(1024);
  length = 0;

  push(fingerprint: bigint): void {
    if (this.length === this.numbers.length) {
      const grown = new BigUint64Array(2 * this.length);
      grown.set(this.numbers);
      this.numbers = grown;
    }
    this.numbers[this.length++] = fingerprint;
  }

  get bytes(): Uint8Array {
    return new Uint8Array(this.numbers.buffer, 0, this.length * this.numbers.BYTES_PER_ELEMENT);
  }
}
