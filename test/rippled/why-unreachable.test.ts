import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { Connection } from '../../rippled/connection';
import { GrpcClient } from '../../rippled/grpc-client';
import { temporaryFolder } from '../demo';
import { freshChain } from './fresh-chain';
import { LedgerDouble } from './ledger-double';

const folder = temporaryFolder();
let grpc: LedgerDouble;
let webSocket: LedgerDouble;
let tls: Server;
const ports: Record<string, string> = { nobody: '1' };

beforeAll(async () => {
  const chain = freshChain(2, 3);
  grpc = await LedgerDouble.start('grpc', chain);
  webSocket = await LedgerDouble.start('rippled', chain);
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const options = ['-newkey', 'rsa:2048', '-subj', '/CN=localhost', '-keyout', key, '-out', cert];
  execFileSync('openssl', ['req', '-x509', '-nodes', '-days', '2', ...options], { stdio: 'ignore' });
  tls = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (socket) => socket.end());
  tls.on('tlsClientError', () => undefined);
  tls.listen(0, '127.0.0.1');
  await once(tls, 'listening');
  ports['gRPC'] = new URL(grpc.url).port;
  ports['WebSocket'] = new URL(webSocket.url).port;
  ports['TLS'] = String((tls.address() as AddressInfo).port);
});

afterAll(async () => {
  tls.close();
  await Promise.all([grpc.stop(), webSocket.stop()]);
});

async function reach(url: string): Promise<void> {
  if (url.startsWith('ws')) return (await Connection.open(url, { connectTimeout: 20_000 })).close();
  const client = new GrpcClient(url);
  try {
    await client.getLedger({ ledger: { shortcut: 'SHORTCUT_VALIDATED' } }, 20_000);
  } finally {
    client.close();
  }
}

const other = 'a node has a port for each of WebSocket, JSON-RPC and gRPC';
test.each([
  ['grpc', 'nobody', 'nothing listens at that port'],
  ['ws', 'nobody', 'nothing listens at that port'],
  ['grpc', 'WebSocket', `what answers there does not speak gRPC: ${other}`],
  ['ws', 'gRPC', `what answers there does not speak WebSocket: ${other}`],
  ['grpcs', 'gRPC', 'what answers there does not speak TLS: use grpc://'],
  ['wss', 'WebSocket', 'what answers there does not speak TLS: use ws://'],
  ['grpc', 'TLS', 'it hung up before it said anything: perhaps it speaks TLS (grpcs://), or not gRPC'],
  ['ws', 'TLS', 'it hung up before it said anything: perhaps it speaks TLS (wss://), or not WebSocket'],
  ['grpcs', 'TLS', 'nobody whom we trust has signed its certificate: --source-ca names who may'],
  ['wss', 'TLS', 'nobody whom we trust has signed its certificate: NODE_EXTRA_CA_CERTS names who may'],
])('%s:// to the port of %s', async (scheme, port, why) => {
  const url = `${scheme}://127.0.0.1:${ports[port]}`;
  await expect(reach(url)).rejects.toMatchObject({
    failure: 'unreachable',
    message: `${url} can't be reached: ${why}`,
  });
});
