import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answering, ask, millrace } from '../integration/millrace';
import { RippledDouble } from '../rippled/double';
import { corpusAnswers } from '../rippled/recorded-answers';
import { shared } from './recording';

export interface Counts {
  readonly cases: number;
  readonly exact: number;
  readonly skipped: number;
}

export interface Outcome {
  readonly total: Counts & { readonly rippledOnly: number; readonly mismatch: number; readonly failed: number };
  readonly methods: Readonly<Record<string, Counts>>;
  /** At most four differences of each. */
  readonly failures: readonly { readonly id: string; readonly differences?: readonly string[] }[];
}

/**
 * Every recorded request of a set asked again, over both transports, of a Millrace that was filled from its ledgers, with
 * a double for a node that answers what rippled answered then.
 * @param against whose answers count
 */
export async function conformance(set: string, last: number, against: 'clio' | 'rippled'): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-conformance-'));
  const rippled = await RippledDouble.start(await corpusAnswers(set));
  const recording = shared('data', set, 'recording.ndjson.gz');
  const up = millrace(
    ...['up', '--source', recording, '--data', join(folder, 'data'), '--port', '0', '--log-level', 'error'],
    ...['--rippled', rippled.url],
  );
  try {
    const port = await answering(up);
    while (((await ask(port, 'ledger_range'))['ledger_index_max'] as number | undefined) !== last) {
      await new Promise((wait) => setTimeout(wait, 200));
    }
    const json = join(folder, 'outcome.json');
    const where = ['--ws', `ws://127.0.0.1:${port}`, '--http', `http://127.0.0.1:${port}`];
    const what = ['--golden', shared('data', set, 'golden.ndjson.gz'), '--against', against, '--walk', '--json', json];
    const child = spawn(process.execPath, [shared('conformance', 'compare.mjs'), ...what, ...where], {
      stdio: 'ignore',
    });
    await new Promise((done) => child.on('close', done));
    return JSON.parse(readFileSync(json, 'utf8')) as Outcome;
  } finally {
    up.child.kill('SIGTERM');
    await up.ended;
    await rippled.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How many were asked, and of these the share that `good` are. */
export function share({ total }: Outcome, good: number): number {
  return good / (total.exact + total.rippledOnly + total.mismatch + total.failed);
}
