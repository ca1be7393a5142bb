import { join } from 'node:path';
import { ArchiveLog } from '../../log/archive/archive-log';
import { openSources } from '../../producers/open-sources';
import { produce } from '../../producers/producer';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { demoLast, demoLedgers, temporaryFolder } from '../demo';
import { content, readAll } from '../log/suite';
import { LedgerDouble } from '../rippled/ledger-double';
import { mischiefs } from '../rippled/mischief';
import { RecordedChain } from '../rippled/recorded-chain';
import { append } from '../stretches';

const folder = temporaryFolder();
const archived = 100;
let ledgers: LedgerDiff[][];
let node: LedgerDouble;

beforeAll(async () => {
  ledgers = await demoLedgers();
  node = await LedgerDouble.start('grpc', new RecordedChain(ledgers));
});
afterAll(() => node.stop());

/** An archive up to ledger `archived`, and a node: all that comes of both, and what was said. */
async function bootstrap(name: string, change: (segments: LedgerDiff[]) => LedgerDiff[] = (same) => same) {
  const archive = join(folder, name);
  await append(new ArchiveLog(archive), ledgers.slice(0, archived - 1).map(change));
  const log = new ArchiveLog(join(folder, `${name}-log`));
  const said: string[] = [];
  const note = (_: object, message: string): void => void said.push(message);
  const pull = async (to: number): Promise<void> => {
    const source = await openSources([archive, node.url], { logger: { info: note, warn: note } });
    await produce({ source, log, to }).finally(() => source.close!());
  };
  return { log, said, pull };
}

test('an archive is read and verified, then nodes go on where it ends, also after a stop in either', async () => {
  const { log, pull } = await bootstrap('whole');
  for (const to of [50, archived + 20, demoLast]) {
    await pull(to);
    expect((await log.end())?.ledgerIndex).toBe(to);
  }
  expect(content(await readAll(log))).toEqual(content(ledgers.flat()));
});

test('what the archive has wrong is had from the nodes', async () => {
  const { log, pull, said } = await bootstrap('wrong', (segments) =>
    segments[0]!.ledgerIndex === 60 ? [mischiefs['a missing object'](segments[0]!)] : segments,
  );
  await pull(demoLast);
  expect(content(await readAll(log))).toEqual(content(ledgers.flat()));
  expect(said.join()).toMatch(/ledger 60: its objects rebuild the state tree .*going on with nodes from there/);
});

test('a wrong first state is not made up for', async () => {
  const { log, pull } = await bootstrap('no-state', (segments) =>
    segments[0]!.kind === 'state' ? [mischiefs['a missing object'](segments[0]!), ...segments.slice(1)] : segments,
  );
  await expect(pull(demoLast)).rejects.toThrow(/^ledger 2: /);
  expect(await log.end()).toBeUndefined();
});
