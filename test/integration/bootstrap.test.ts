import { join } from 'node:path';
import { demoArchive, demoFirst, demoLast, demoLedgers, temporaryFolder } from '../demo';
import { LedgerDouble } from '../rippled/ledger-double';
import { RecordedChain } from '../rippled/recorded-chain';
import { complete, expectAnswersAlike } from './answers';
import { answering, millrace, run } from './millrace';

const folder = temporaryFolder();

test('what export wrote begins a live run, which nodes go on with', async () => {
  const whole = join(folder, 'whole');
  const plain = millrace('up', '--source', demoArchive, '--data', whole, '--port', '0');
  const other = await answering(plain);
  await complete(other, `${demoFirst}-${demoLast}`);
  const archive = join(folder, 'archive');
  expect(await run('export', archive, '--to', '100', '--data', whole)).toMatchObject({ code: 0 });

  const node = await LedgerDouble.start('clio', new RecordedChain(await demoLedgers()), { newest: 150 });
  const live = millrace('up', '--source', archive, '--source', node.url, '--data', join(folder, 'live'), '--port', '0');
  const port = await answering(live);
  await complete(port, `${demoFirst}-150`);
  while (node.newest < demoLast) node.closeLedger();
  await complete(port, `${demoFirst}-${demoLast}`);
  await expectAnswersAlike(port, other, [demoFirst, 100, 101, 150, demoLast]);
  for (const each of [plain, live]) {
    each.child.kill('SIGTERM');
    expect(await each.ended).toMatchObject({ code: 0 });
  }
  await node.stop();
});
