import { ServerCredentials } from '@grpc/grpc-js';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArchiveLog } from '../../log/archive/archive-log';
import { openSources } from '../../producers/open-sources';
import { produce } from '../../producers/producer';
import type { TlsFiles } from '../../rippled/grpc-client';
import { silent, temporaryFolder } from '../demo';
import { freshChain } from '../rippled/fresh-chain';
import { LedgerDouble } from '../rippled/ledger-double';

const folder = temporaryFolder();
const last = 5;
const file = (name: string): string => join(folder, name);
const openssl = (...args: string[]): unknown => execFileSync('openssl', args, { stdio: 'ignore' });

/** A certificate of `name`, signed by our authority. */
function issue(name: string): void {
  const request = ['-newkey', 'rsa:2048', '-nodes', '-subj', `/CN=${name}`, '-keyout', file(`${name}.key`)];
  openssl('req', ...request, '-out', file(`${name}.csr`));
  writeFileSync(file('extensions'), 'subjectAltName=DNS:localhost');
  const authority = ['-CA', file('ca.crt'), '-CAkey', file('ca.key'), '-CAcreateserial', '-days', '2'];
  const to = ['-extfile', file('extensions'), '-out', file(`${name}.crt`)];
  openssl('x509', '-req', '-in', file(`${name}.csr`), ...authority, ...to);
}

beforeAll(() => {
  const request = ['-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=Authority', '-days', '2'];
  openssl('req', '-x509', ...request, '-keyout', file('ca.key'), '-out', file('ca.crt'));
  issue('node');
  issue('millrace');
});

/** A node by TLS, which may want to know who asks. */
function start(wantsCertificate: boolean): Promise<LedgerDouble> {
  const pair = { private_key: readFileSync(file('node.key')), cert_chain: readFileSync(file('node.crt')) };
  const credentials = ServerCredentials.createSsl(readFileSync(file('ca.crt')), [pair], wantsCertificate);
  return LedgerDouble.start('grpc', freshChain(2, last), { credentials });
}

/** @returns the last ledger that was published, or the first thing that went wrong */
async function pull(node: LedgerDouble, tls: TlsFiles): Promise<number | string | undefined> {
  const url = node.url.replace('grpc://127.0.0.1', 'grpcs://localhost');
  const stop = new AbortController();
  let trouble: string | undefined;
  const warn = (_: object, line: string): void => {
    trouble = line.replace(url, 'NODE');
    stop.abort();
  };
  const source = await openSources([url], { start: 2, tls, logger: { ...silent, warn } });
  const log = new ArchiveLog(file(`log-${new URL(url).port}`));
  const published = await produce({ source, log, to: last }, stop.signal).finally(() => source.close!());
  return trouble ?? published;
}

const ours = (): TlsFiles => ({ ca: file('ca.crt'), cert: file('millrace.crt'), key: file('millrace.key') });

test('the certificate of the node is checked against the authority that was named', async () => {
  const node = await start(false);
  expect(await pull(node, {})).toMatch(/^NODE can't be reached: nobody whom we trust has signed its certificate/);
  expect(await pull(node, { ca: file('ca.crt') })).toBe(last);
  await node.stop();
});

test('a node that wants our certificate is shown it', async () => {
  const node = await start(true);
  expect(await pull(node, { ca: file('ca.crt') })).toMatch(/^NODE can't be reached: /);
  expect(await pull(node, ours())).toBe(last);
  await node.stop();
});

test('a file that is not there is named with its setting, as is half of a pair', async () => {
  const open = (tls: TlsFiles) => openSources(['grpcs://localhost:1'], { tls, logger: silent });
  await expect(open({ ca: file('nothing') })).rejects.toThrow(/^--source-ca .*nothing: ENOENT/);
  await expect(open({ cert: file('millrace.crt') })).rejects.toThrow('--source-cert and --source-key go together');
});
