import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Listener } from '../api/support/listener';
import { demoArchive, demoFirst, demoLast, demoLedgers, temporaryFolder } from '../demo';
import { RippledDouble } from '../rippled/double';
import { ledgerAnswers } from '../rippled/ledger-answers';
import { LedgerDouble } from '../rippled/ledger-double';
import { RecordedChain } from '../rippled/recorded-chain';
import { account, complete, expectAnswersAlike } from './answers';
import { answering, millrace, run, type Running } from './millrace';

type Answer = Record<string, unknown>;

const folder = temporaryFolder();

/** Serves all of the recording, ingested in one go. */
let other: number;

beforeAll(async () => {
  const plain = millrace('up', '--source', demoArchive, '--data', join(folder, 'whole'), '--port', '0');
  other = await answering(plain);
  await complete(other, `${demoFirst}-${demoLast}`);
});

async function ends({ child, ended }: Running): Promise<void> {
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 0 });
}

test('what export wrote begins a live run, which nodes go on with', async () => {
  const archive = join(folder, 'archive');
  expect(await run('export', archive, '--to', '100', '--data', join(folder, 'whole'))).toMatchObject({ code: 0 });

  const node = await LedgerDouble.start('clio', new RecordedChain(await demoLedgers()), { newest: 150 });
  const live = millrace('up', '--source', archive, '--source', node.url, '--data', join(folder, 'live'), '--port', '0');
  const port = await answering(live);
  await complete(port, `${demoFirst}-150`);
  while (node.newest < demoLast) node.closeLedger();
  await complete(port, `${demoFirst}-${demoLast}`);
  await expectAnswersAlike(port, other, [demoFirst, 100, 101, 150, demoLast]);
  await ends(live);
  await node.stop();
});

/** The `result` of an answer, with whether it was a node's. */
async function asked(port: number, method: string, params: object): Promise<Answer> {
  const body = JSON.stringify({ method, params: [params] });
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body });
  const { result, forwarded } = (await response.json()) as { result: Answer; forwarded?: boolean };
  return { ...result, ...(forwarded && { forwarded }) };
}

/** Resolves with the first answer that is as wanted. */
async function answers(ask: () => Promise<Answer>, isWanted: (answer: Answer) => boolean): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    await sleep(20);
  }
}

test('served at once: its own ledgers, the state by a node, and all from the tables once the state is there', async () => {
  const start = 150;
  const chain = new RecordedChain(await demoLedgers());
  const node = await LedgerDouble.start('grpc', chain, { newest: start });
  let release!: () => void;
  node.stateHeld = new Promise((resolve) => (release = resolve));
  const ledgersOf = ledgerAnswers('rippled', node);
  const rippled = await RippledDouble.start((request) =>
    request['command'] === 'account_info' ? { result: { said: 'by the node' }, status: 'success' } : ledgersOf(request),
  );
  const data = join(folder, 'instant');
  const args = ['--instant', '--source', node.url, '--rippled', rippled.url, '--data', data, '--port', '0'];
  const up = millrace('up', ...args);
  const port = await answering(up);

  // Before any ledger has closed, all is the node's.
  const isForwarded = ({ forwarded }: Answer): boolean => forwarded === true;
  const info = (): Promise<Answer> => asked(port, 'account_info', { account, ledger_index: 'validated' });
  expect(await answers(info, isForwarded)).toMatchObject({ said: 'by the node' });
  node.closeUpTo(start + 5);
  const ledger = { ledger_index: start + 2, transactions: true, expand: true };
  const isOwn = (answer: Answer): boolean => !isForwarded(answer) && answer['status'] === 'success';
  const found = await answers(() => asked(port, 'ledger', ledger), isOwn);
  expect(found).toEqual(await asked(other, 'ledger', ledger));
  const [transaction] = (found['ledger'] as { transactions: { hash: string }[] }).transactions;
  const tx = { transaction: transaction!.hash };
  expect(await asked(port, 'tx', tx)).toEqual(await asked(other, 'tx', tx));
  // What only the state knows, and what was before, is the node's to answer.
  expect(await info()).toMatchObject({ said: 'by the node', forwarded: true });
  expect(await asked(port, 'ledger', { ledger_index: start - 50 })).toMatchObject({ forwarded: true, validated: true });
  expect(await asked(port, 'nft_info', { nft_id: '0'.repeat(64) })).toMatchObject({ error: 'notReady' });
  // A node would answer with all that it was to leave out.
  expect(await asked(port, 'account_tx', { account, direction: 'sent' })).toMatchObject({ error: 'notReady' });

  const told = await Listener.connect(`ws://127.0.0.1:${port}`);
  const answer = await told.ask({ command: 'subscribe', streams: ['ledger', 'transactions'] });
  expect(answer).toMatchObject({ status: 'success', result: { fee_base: 10 } });
  node.closeUpTo(start + 6);
  await told.until(({ messages }) => messages.some(({ type }) => type === 'transaction'));
  expect(told.messages[0]).toMatchObject({ type: 'ledgerClosed', ledger_index: start + 6, fee_base: 10 });

  release();
  await answers(info, isOwn);
  node.closeUpTo(start + 20);
  await complete(port, `${start + 1}-${start + 20}`);
  await expectAnswersAlike(port, other, [start + 1, start + 6, start + 20]);
  while (existsSync(join(data, 'instant'))) await sleep(50);
  await told.end();
  await ends(up);
  await rippled.stop();
  await node.stop();
});
