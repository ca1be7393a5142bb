import type { Block } from './page';

/** How a block of commands is run: what stands behind ```sh (CONTRIBUTING.md). */
export interface How {
  /** It must end with an error. */
  fails: boolean;
  /** It lives on: what it prints when it is ready. It is ended where its section ends. */
  until?: string;
  /** The file that executes it. */
  elsewhere?: string;
  /** It can't run in a test: it is parsed. */
  checked: boolean;
}

export function howOf({ how, line }: Block): How {
  const [, until] = /^until="([^"]+)"$/.exec(how) ?? [];
  const [, elsewhere] = /^in=(\S+)$/.exec(how) ?? [];
  const known = how === '' || how === 'fails' || how === 'checked' || until !== undefined || elsewhere !== undefined;
  if (!known) throw new Error(`line ${line}: a block of commands is run by no "${how}"`);
  return {
    fails: how === 'fails',
    checked: how === 'checked',
    ...(until !== undefined && { until }),
    ...(elsewhere !== undefined && { elsewhere }),
  };
}
