import { join } from 'node:path';
import { cassandra } from '../../scripts/servers/cassandra';
import { freePort } from '../../scripts/servers/free-port';
import { kafka } from '../../scripts/servers/kafka';
import { schemaRegistry } from '../../scripts/servers/schema-registry';
import { server } from '../cluster/servers';
import { demoLast, demoLedgers } from '../demo';
import { LedgerDouble, type NodeKind } from '../rippled/ledger-double';
import { RecordedChain } from '../rippled/recorded-chain';

/** What the pages write, and what stands for it when they are tried. */
export interface StandIn {
  written: string;
  real: string;
}

const nodes: Record<string, NodeKind> = {
  'grpc://127.0.0.1:50051': 'grpc',
  'ws://127.0.0.1:6006': 'rippled',
  'wss://s1.ripple.com': 'rippled',
  'wss://s2-clio.ripple.com': 'clio',
};

/** The ledger that nodes have closed to begin with. */
const newest = demoLast - 60;

/** The ledgers that pages speak of when they mean the main network's, and the recorded ones that are meant then. */
const ledgers: StandIn[] = [
  { written: '95000000-95065535', real: '101-120' },
  { written: '95100000', real: String(newest - 5) },
];

const javaServers = {
  '127.0.0.1:9092': kafka,
  '127.0.0.1:9042': cassandra,
  '127.0.0.1:8081': schemaRegistry,
};

let chain: RecordedChain | undefined;
const doubles: LedgerDouble[] = [];
afterAll(() => Promise.all(doubles.map((double) => double.stop())));

/** Starts what a page's commands need: nodes' doubles, a real Kafka, a real Cassandra, on ports that are free. */
export async function standInsFor(commands: string, folder: string): Promise<StandIn[]> {
  const standIns = [...ledgers, { written: '/srv/', real: `${join(folder, 'srv')}/` }];
  for (const port of ['51233', '51234', '9464']) {
    if (commands.includes(port) || port === '51233') standIns.push({ written: port, real: String(await freePort()) });
  }
  for (const [written, kind] of Object.entries(javaServers)) {
    if (!commands.includes(written)) continue;
    const real = `127.0.0.1:${(await server(kind)).port}`;
    standIns.push({ written, real: kind === schemaRegistry ? `${real}/apis/ccompat/v7` : real });
  }
  for (const [written, kind] of Object.entries(nodes)) {
    if (commands.includes(written)) standIns.push({ written, real: await node(kind) });
  }
  return standIns;
}

export const put = (text: string, standIns: readonly StandIn[]): string =>
  standIns.reduce((all, { written, real }) => all.replaceAll(written, real), text);

export const takeBack = (text: string, standIns: readonly StandIn[]): string =>
  standIns.reduceRight(
    (all, { written, real }) => (/^\d{1,4}$/.test(real) ? all : all.replaceAll(real, written)),
    text,
  );

/** A node whose next ledgers close every few seconds, for as long as a page takes. */
async function node(kind: NodeKind): Promise<string> {
  chain ??= new RecordedChain(await demoLedgers());
  const double = await LedgerDouble.start(kind, chain, { newest });
  doubles.push(double);
  const clock = setInterval(() => double.closeLedger(), 3000);
  clock.unref();
  return double.url;
}
