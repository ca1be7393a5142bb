/** One benchmark, run as `npm run bench -- NAME [arguments]`. */
export interface Benchmark {
  name: string;
  /** One line for the list. */
  description: string;
  /** Prints its details itself; what it gives back becomes the last line, `NAME: key=value …`. */
  run(args: string[]): Promise<Record<string, string | number>>;
}
