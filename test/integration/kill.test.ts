import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { demoArchive, demoLast, temporaryFolder } from '../demo';
import { millrace, run } from './millrace';

const kills = 50;
const folder = temporaryFolder();

/** A generator of numbers below 1 that a seed repeats (mulberry32). */
function random(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const up = (data: string): string[] => [
  'up',
  '--source',
  demoArchive,
  '--data',
  data,
  '--port',
  '0',
  '--exit-when-done',
];

test('killed at 50 random moments of an ingest, the tables end up as if nothing had happened', async () => {
  const calm = join(folder, 'calm');
  const began = performance.now();
  expect(await run(...up(calm))).toMatchObject({ code: 0 });
  const took = performance.now() - began;
  const digest = await run('digest', '--tables', '--data', calm);
  expect(digest.code).toBe(0);

  const seed = Number(process.env['MILLRACE_TEST_SEED'] ?? Date.now() % 100_000);
  const next = random(seed);
  let killed = 0;
  for (let round = 0; killed < kills; round++) {
    const data = join(folder, `killed-${round}`);
    for (;;) {
      const { child, ended } = millrace(...up(data));
      const timer = killed < kills ? setTimeout(() => child.kill('SIGKILL'), next() * took) : undefined;
      const { code, signal, stderr } = await ended;
      clearTimeout(timer);
      if (signal === 'SIGKILL') killed++;
      else {
        expect({ code, stderr, seed }).toMatchObject({ code: 0 });
        break;
      }
    }
    const after = await run('digest', '--tables', '--data', data);
    expect({ seed, round, digest: after.stdout }).toEqual({ seed, round, digest: digest.stdout });
    const status = JSON.parse((await run('status', '--json', '--data', data)).stdout) as { visible: unknown };
    expect(status.visible).toMatchObject({ first: 3, last: demoLast });
    rmSync(data, { recursive: true });
  }
  expect(killed).toBe(kills);
}, 600_000);
