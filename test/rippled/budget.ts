/** As rippled's resource manager has them, but that everything decays in one second, not in 32. */
const window = 1_000;

/**
 * What an address has asked of a node, as rippled counts it: a sum that decays, of which it warns and at which it refuses.
 * To be warned costs something too, and to be refused more: whoever goes on as before is refused for ever.
 */
export class Budget {
  /** How often it refused, and how often it warned. */
  readonly said = { warn: 0, drop: 0 };
  private sum = 0;
  private at = Date.now();

  /** @param most requests at once before it refuses; it warns at a third of them */
  constructor(private readonly most: number) {}

  charge(): 'fine' | 'warn' | 'drop' {
    const now = Date.now();
    this.sum *= Math.exp((this.at - now) / window);
    this.at = now;
    const verdict = this.sum >= this.most ? 'drop' : this.sum >= this.most / 3 ? 'warn' : 'fine';
    this.sum += { fine: 1, warn: 3, drop: 10 }[verdict];
    if (verdict !== 'fine') this.said[verdict]++;
    return verdict;
  }
}
