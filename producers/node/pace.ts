import { setTimeout as sleep } from 'node:timers/promises';

/** Requests at once, at most, and to begin with. */
const most = 64;
const first = 16;
/** Milliseconds to be silent after a warning, and after a first refusal; each further one doubles it. */
const pause = 1_000;
const longestPause = 30_000;
/**
 * Milliseconds between the beginnings of two requests, after a first refusal and at most. One at a time may still be many:
 * a node nearby answers in less than a millisecond.
 */
const firstGap = 100;
const longestGap = 5_000;
/** What is left of the gap after each answer: it halves in 14. */
const narrowing = 0.95;

/** Told of each pause that a node asked for, in milliseconds. */
type OnPause = (how: 'warned' | 'refused', milliseconds: number) => void;

/**
 * How fast a node is asked. Public servers count what an address asks for, warn, and then drop it, by rules of their own:
 * so the number of requests under way grows a little with each answer, shrinks by half with each warning, and a refusal
 * stops everything for a while, and has them come one at a time and farther apart.
 */
export class Pace {
  private window = first;
  private running = 0;
  private silentUntil = 0;
  private refusals = 0;
  private gap = 0;
  /** When the next request may begin. */
  private free = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly onPause: OnPause = () => undefined) {}

  /** Requests that may be under way at once, now. */
  get atOnce(): number {
    return Math.floor(this.window);
  }

  /** Runs `ask` when its turn comes. */
  async run<T>(ask: () => Promise<T>): Promise<T> {
    if (this.running >= this.atOnce) await new Promise<void>((go) => this.waiting.push(go));
    else this.running++;
    try {
      for (let left = this.timeLeft(); left > 0; left = this.timeLeft()) await sleep(left);
      this.free = Date.now() + this.gap;
      return await ask();
    } finally {
      this.running--;
      while (this.running < this.atOnce && this.waiting.length > 0) {
        this.running++;
        this.waiting.shift()!();
      }
    }
  }

  answered(): void {
    this.refusals = 0;
    this.window = Math.min(most, this.window + 1 / this.window);
    this.gap = this.gap < 1 ? 0 : this.gap * narrowing;
  }

  warned(): void {
    this.window = Math.max(1, this.window / 2);
    this.pauseFor(pause, 'warned');
  }

  /** The node cut the connection: perhaps for this. */
  dropped(): void {
    this.window = Math.max(1, this.window / 2);
  }

  refused(): void {
    this.window = 1;
    // What others that were under way are told is nothing new. Being asked while it refuses, rippled refuses for longer.
    if (this.isPausing) return;
    this.gap = Math.min(longestGap, Math.max(firstGap, this.gap * 2));
    this.pauseFor(Math.min(longestPause, pause * 2 ** this.refusals++), 'refused');
  }

  private timeLeft(): number {
    return Math.max(this.silentUntil, this.free) - Date.now();
  }

  private get isPausing(): boolean {
    return this.silentUntil > Date.now();
  }

  private pauseFor(milliseconds: number, how: 'warned' | 'refused'): void {
    if (!this.isPausing) this.onPause(how, milliseconds);
    this.silentUntil = Math.max(this.silentUntil, Date.now() + milliseconds);
  }
}
