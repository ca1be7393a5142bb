import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { viewNames } from '../../schemas/views';
import { closeTimeIn } from '../../xrpl/header';
import { toUnixTime } from '../../xrpl/time';
import { Listener } from '../api/support/listener';
import { demoLedgers, temporaryFolder } from '../demo';
import { LedgerDouble } from '../rippled/ledger-double';
import { RecordedChain } from '../rippled/recorded-chain';
import { answering, ask, millrace } from './millrace';

/** What OTLP says of a span, as JSON. */
interface Span {
  service: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: { key: string; value: { intValue?: number; stringValue?: string } }[];
}

interface Sent {
  resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue: string } }[] };
    scopeSpans: { spans: Span[] }[];
  }[];
}

let server: Server | undefined;
afterAll(() => server?.close().closeAllConnections());

/** Takes traces by OTLP over HTTP. */
async function receiver(): Promise<{ url: string; spans: Span[] }> {
  const spans: Span[] = [];
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      expect([request.method, request.url]).toEqual(['POST', '/v1/traces']);
      const { resourceSpans } = JSON.parse(Buffer.concat(parts).toString()) as Sent;
      for (const { resource, scopeSpans } of resourceSpans) {
        const service = resource.attributes.find(({ key }) => key === 'service.name')!.value.stringValue;
        for (const each of scopeSpans) spans.push(...each.spans.map((span) => ({ ...span, service })));
      }
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, spans };
}

const folder = temporaryFolder();
const begin = 20;
const traced = begin + 2;

test('one trace a ledger, from its close to its subscribers, across processes that share nothing but the folder', async () => {
  const { url, spans } = await receiver();
  const chain = new RecordedChain(await demoLedgers(begin + 5));
  const node = await LedgerDouble.start('grpc', chain, { newest: begin });
  const data = ['--data', join(folder, 'data'), '--otlp-endpoint', url];
  const processes = [
    millrace('produce', '--source', node.url, '--start', String(begin - 5), ...data),
    millrace('consume', ...data),
    millrace('api', '--port', '0', ...data),
  ];
  const port = await answering(processes[2]!);
  while ((await ask(port, 'ledger_index'))['ledger_index'] !== begin) await sleep(50);
  const listener = await Listener.connect(`ws://127.0.0.1:${port}/`);
  await listener.ask({ command: 'subscribe', streams: ['ledger'] });
  node.closeUpTo(traced);
  await listener.until(({ messages }) => messages.some((message) => message.ledger_index === traced));
  await listener.end();
  for (const { child } of processes) child.kill('SIGTERM');
  for (const { ended } of processes) expect(await ended).toMatchObject({ code: 0 });
  await node.stop();

  const { hash, header } = chain.ledger(traced)!;
  const traceId = hash.toString('hex', 0, 16);
  const root = hash.toString('hex', 16, 24);
  const own = spans.filter((span) => span.traceId === traceId);
  const named = (name: string): Span[] => own.filter((span) => span.name === name);
  expect(own.map(({ name }) => name).sort()).toEqual(
    [...viewNames.map(() => 'consume'), 'fetch', 'ledger', 'make visible', 'publish', 'stream', 'verify'].sort(),
  );
  for (const { name, spanId, parentSpanId = '' } of own) {
    expect([name, name === 'ledger' ? spanId : parentSpanId]).toEqual([name, root]);
  }
  expect(named('ledger')[0]!.parentSpanId ?? '').toBe('');
  const services = Object.fromEntries(own.map(({ name, service }) => [name, service]));
  expect(services).toEqual({
    ...{ fetch: 'millrace-producer', verify: 'millrace-producer', publish: 'millrace-producer' },
    ...{ consume: 'millrace-consumer', 'make visible': 'millrace-consumer', ledger: 'millrace-consumer' },
    stream: 'millrace-api',
  });
  const views = named('consume').map(
    ({ attributes }) => attributes.find(({ key }) => key === 'view')!.value.stringValue,
  );
  expect(views).toEqual(viewNames);
  const closed = BigInt(toUnixTime(closeTimeIn(header))) * 1_000_000_000n;
  expect(BigInt(named('ledger')[0]!.startTimeUnixNano)).toBe(closed);
  // Each step ends after the one before, on one clock.
  const ends = ['fetch', 'verify', 'publish', 'consume', 'make visible', 'stream'].map(
    (name) => BigInt(named(name)[0]!.endTimeUnixNano) / 1_000_000n,
  );
  expect(ends).toEqual([...ends].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
  expect(named('ledger')[0]!.endTimeUnixNano).toBe(named('make visible')[0]!.endTimeUnixNano);
});

test('where nothing takes them, that is said once, and all goes on', async () => {
  const args = ['--data', join(folder, 'none'), '--port', '0', '--otlp-endpoint', 'http://127.0.0.1:9'];
  const up = millrace('up', ...args);
  const port = await answering(up);
  while ((await ask(port, 'ping'))['status'] !== 'success') await sleep(50);
  while (!up.said().includes('traces could not be sent')) await sleep(50);
  up.child.kill('SIGTERM');
  expect(await up.ended).toMatchObject({ code: 0 });
});
