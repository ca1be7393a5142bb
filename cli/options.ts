import { InvalidArgumentError } from 'commander';
import { AddressList } from '../api/address-list';
import { likenesses } from '../api/likeness';
import { viewNames } from '../schemas/views';
import { topics } from '../consumers/fan-out/registry';
import { isNode } from '../producers/open-sources';
import type { TlsFiles } from '../rippled/grpc-client';
import { list, readableFile, Setting } from './setting';
import { parseLogUrl } from './log-url';
import { parseStoreUrl } from './store-url';

function integer(name: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isInteger(value) || value < least || value > most) {
      const [first = '', ...rest] = name;
      throw new InvalidArgumentError(
        `${first.toUpperCase()}${rest.join('')} is a whole number from ${least} to ${most}.`,
      );
    }
    return value;
  };
}

export const ledgerIndex = integer('a ledger index', 1, 0xffffffff);

/** A ledger, or the first and the last of several. */
export function ledgerRange(text: string): { first: number; last: number } {
  const [first, last = first, ...rest] = text.split('-').map(ledgerIndex);
  if (rest.length > 0 || first! > last!) throw new InvalidArgumentError('Ledgers are given as FIRST-LAST.');
  return { first: first!, last: last! };
}

export const threadsOption = (): Setting =>
  new Setting('threads', '<n>', 'threads that share the work; as many as there are cores when absent').argParser(
    integer('a number of threads', 1, 256),
  );

export const dataOption = (): Setting =>
  new Setting('data', '<dir>', 'folder of the event log and the tables').default('.millrace');

export const storeOption = (): Setting =>
  new Setting(
    'store',
    '<url>',
    'tables on a cluster: cassandra://HOST:PORT[,HOST:PORT]/KEYSPACE, for ScyllaDB too',
  ).argParser((url) => parseStoreUrl(url) && url);

export const logOption = (): Setting =>
  new Setting(
    'log',
    '<url>',
    'the event log on a cluster: kafka://HOST:PORT[,HOST:PORT]/TOPIC[?partitions=N&replication=N&registry=URL]',
  ).argParser((url) => parseLogUrl(url) && url);

function view(name: string): string {
  if ((viewNames as readonly string[]).includes(name)) return name;
  throw new InvalidArgumentError(`The views are ${viewNames.join(', ')}.`);
}

export const viewsOption = (): Setting =>
  new Setting('views', '<names>', 'the views to fill; all when absent').argParser(list(view));

function topic(name: string): string {
  if (!topics.some((known) => known.name === name)) {
    throw new InvalidArgumentError(`The topics are ${topics.map((known) => known.name).join(', ')}.`);
  }
  return name;
}

export const topicsOption = (): Setting =>
  new Setting('topics', '<names>', 'the derived topics that are meant; all when absent').argParser(list(topic));

function source(text: string): string {
  if (isNode(text) && !URL.canParse(text)) {
    throw new InvalidArgumentError('A node is written like grpc://127.0.0.1:50051 or wss://s2.example.com.');
  }
  return text;
}

export const sourceOption = (): Setting =>
  new Setting(
    'source',
    '<place>',
    'where ledgers come from: an archive folder, a .ndjson.gz recording, or a node (grpc://, grpcs://, ws:// or wss://); repeat it for nodes that stand by, or that go on where an archive ends',
  ).argParser(list(source));

export const startOption = (): Setting =>
  new Setting(
    'start',
    '<ledger>',
    'the ledger to begin with when the log is empty and the source a node; the newest when absent',
  ).argParser(ledgerIndex);

export const historyOption = (): Setting =>
  new Setting(
    'history',
    '<ledger>',
    'the ledger from which history is wanted: fetched from the nodes while the tip goes on, the newest first',
  ).argParser(ledgerIndex);

export const stretchOption = (): Setting =>
  new Setting(
    'stretch',
    '<n>',
    'ledgers of history that are fetched, and become visible, as one; each such stretch begins with a whole state',
  )
    .default(65_536)
    .argParser(integer('a number of ledgers', 1, 0xffffffff));

/** Settings that few need are listed under a heading of their own. */
const under = (heading: string, settings: Setting[]): Setting[] =>
  settings.map((setting) => setting.helpGroup(heading));

/** For nodes by `grpcs://`. */
export const tlsOptions = (): Setting[] =>
  under('Nodes by grpcs://:', [
    new Setting(
      'source-ca',
      '<file>',
      "who signed a grpcs:// node's certificate (PEM); the system's authorities when absent",
    ).argParser(readableFile),
    new Setting('source-cert', '<file>', 'our certificate for a grpcs:// node that wants one (PEM)').argParser(
      readableFile,
    ),
    new Setting('source-key', '<file>', 'the key of --source-cert (PEM)').argParser(readableFile),
  ]);

export interface SourceOptions {
  start?: number;
  sourceCa?: string;
  sourceCert?: string;
  sourceKey?: string;
}

export const tlsFiles = ({ sourceCa: ca, sourceCert: cert, sourceKey: key }: SourceOptions): TlsFiles => ({
  ca,
  cert,
  key,
});

export const stateCheckOption = (): Setting =>
  new Setting('state-check', '<what>', "what to do with a ledger whose changes don't lead to its state")
    .choices(['block', 'warn'])
    .default('block');

export const portOption = (): Setting =>
  new Setting('port', '<n>', 'port of the API; 0 takes a free one')
    .default(51233)
    .argParser(integer('a port', 0, 65535));

export const metricsPortOption = (): Setting =>
  new Setting('metrics-port', '<n>', 'port of the metrics, for Prometheus; none when absent').argParser(
    integer('a port', 0, 65535),
  );

export const hostOption = (): Setting =>
  new Setting('host', '<address>', 'address that the API and the metrics listen on').default('127.0.0.1');

export const workersOption = (): Setting =>
  new Setting('workers', '<n>', 'API processes that share the port; 0 serves from this one')
    .default(0)
    .argParser(integer('a number of workers', 0, 256));

function nodeUrl(text: string): string {
  if (!URL.canParse(text) || !/^wss?:$/.test(new URL(text).protocol)) {
    throw new InvalidArgumentError('A rippled node is a WebSocket address, such as ws://127.0.0.1:6006.');
  }
  return text;
}

export const rippledOption = (): Setting =>
  new Setting(
    'rippled',
    '<url>',
    'a node that answers what only rippled knows; repeat it for others to fall back on',
  ).argParser(list(nodeUrl));

function network(text: string): string {
  try {
    new AddressList([text]);
  } catch (error) {
    throw new InvalidArgumentError(`${(error as Error).message}.`);
  }
  return text;
}

export const adminOption = (): Setting =>
  new Setting(
    'admin',
    '<address>',
    "whose requests are the operator's: an address or a network such as 192.0.2.0/24; repeat it for others",
  ).argParser(list(network));

export const adminPasswordOption = (): Setting =>
  new Setting(
    'admin-password',
    '<password>',
    'who sends its hash is the operator, from wherever (Authorization: Password, and the SHA-256 in hexadecimal)',
  );

/** What the API lets an address do, and whom it believes about addresses. */
export const protectionOptions = (): Setting[] =>
  under('Limits, proxies, TLS (docs/protection.md):', [
    new Setting('limit-requests', '<n>', 'requests a second that an address may make, each as heavy as its method')
      .default(20)
      .argParser(integer('a number of requests', 1, 1e9)),
    new Setting('limit-bytes', '<n>', 'bytes of answers a second that an address may ask for')
      .default(1_000_000)
      .argParser(integer('a number of bytes', 1, 1e12)),
    new Setting('limit-connections', '<n>', 'connections that an address may have at a time')
      .default(20)
      .argParser(integer('a number of connections', 1, 1e6)),
    new Setting(
      'limit-exempt',
      '<address>',
      'addresses and networks without limits; this machine when absent',
    ).argParser(list(network)),
    new Setting(
      'trust-proxy',
      '<address>',
      'proxies that are believed about whose request they pass on (X-Forwarded-For, Forwarded)',
    ).argParser(list(network)),
    new Setting(
      'proxy-protocol',
      '<address>',
      'proxies that begin each connection with a PROXY header, v1 or v2',
    ).argParser(list(network)),
    new Setting(
      'tls-cert',
      '<file>',
      'certificate of the API (PEM), for https:// and wss://; read again on SIGHUP',
    ).argParser(readableFile),
    new Setting('tls-key', '<file>', 'the key of --tls-cert (PEM)').argParser(readableFile),
  ]);

export const drainNoticeOption = (): Setting =>
  new Setting(
    'drain-notice',
    '<seconds>',
    'how long the API goes on answering after SIGTERM while /ready says 503, so that a proxy sends nothing more',
  )
    .default(0)
    .argParser(integer('a number of seconds', 0, 3600));

export const networkIdOption = (): Setting =>
  new Setting('network-id', '<n>', 'the network of the ledgers, for server_info and CTIDs; 0 is the main one')
    .default(0)
    .argParser(integer('a network id', 0, 0xffffffff));

export const answersLikeOption = (): Setting =>
  new Setting(
    'answers-like',
    '<server>',
    'whose answers these are like where the two differ; auto: Clio while it could serve these ledgers, then rippled',
  )
    .choices([...likenesses])
    .default('auto');

/** Under OpenTelemetry's own name, which is set for all processes of a machine. */
export const tracesOption = (): Setting =>
  new Setting(
    'otlp-endpoint',
    '<url>',
    'where traces are sent by OTLP over HTTP, such as http://127.0.0.1:4318; none when absent',
  )
    .env('OTEL_EXPORTER_OTLP_ENDPOINT')
    .argParser(httpUrl);

function httpUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new InvalidArgumentError('It is an address such as http://127.0.0.1:4318.');
  }
  return text;
}

export const logLevelOption = (): Setting =>
  new Setting('log-level', '<level>', 'what is logged on standard error')
    .choices(['silent', 'error', 'warn', 'info', 'debug'])
    .default('info');
