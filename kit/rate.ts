/** Seconds that a rate is of. */
const span = 10;

/** How much there was of something a second, lately: of the last ten seconds, or since the first if that is less. */
export class Rate {
  /** What came in each of the last seconds, the one under way included; second S is at S modulo their number. */
  private readonly seconds = new Float64Array(span + 1);
  private current: number;
  private readonly began: number;

  /** @param now seconds, from any moment on */
  constructor(private readonly now = (): number => performance.now() / 1000) {
    this.began = now();
    this.current = Math.floor(this.began);
  }

  add(amount = 1): void {
    this.catchUp();
    this.seconds[this.current % this.seconds.length]! += amount;
  }

  perSecond(): number {
    this.catchUp();
    const now = this.now();
    const past = Math.min(span + (now - this.current), Math.max(1, now - this.began));
    return this.seconds.reduce((sum, amount) => sum + amount, 0) / past;
  }

  private catchUp(): void {
    const second = Math.floor(this.now());
    const from = Math.max(this.current + 1, second - span);
    for (let passed = from; passed <= second; passed++) this.seconds[passed % this.seconds.length] = 0;
    this.current = second;
  }
}
