import { setTimeout as delay } from 'node:timers/promises';
import { demoLast, temporaryFolder } from '../demo';
import { answering, ask, millrace } from '../integration/millrace';

/** Millrace over the bundled recording, all of it visible, for the tests of a file. @returns where its page is */
export function demoServer(): (path: string) => string {
  const folder = temporaryFolder();
  const up = millrace('up', '--data', folder, '--port', '0');
  let port = 0;
  beforeAll(async () => {
    port = await answering(up);
    while ((await ask(port, 'ledger_index'))['ledger_index'] !== demoLast) await delay(50);
  });
  afterAll(async () => {
    up.child.kill('SIGTERM');
    await up.ended;
  });
  return (path) => `http://127.0.0.1:${port}${path}`;
}
