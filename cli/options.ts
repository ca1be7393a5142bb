import { InvalidArgumentError, Option } from 'commander';
import { parseStoreUrl } from './store-url';

function integer(name: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isInteger(value) || value < least || value > most) {
      throw new InvalidArgumentError(`${name} is a whole number from ${least} to ${most}.`);
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

export const threadsOption = (): Option =>
  new Option('--threads <n>', 'threads that share the work; as many as there are cores when absent').argParser(
    integer('threads', 1, 256),
  );

export const dataOption = (): Option =>
  new Option('--data <dir>', 'folder of the event log and the tables').env('MILLRACE_DATA').default('.millrace');

export const storeOption = (): Option =>
  new Option('--store <url>', 'tables on a cluster: cassandra://HOST:PORT[,HOST:PORT]/KEYSPACE, for ScyllaDB too')
    .env('MILLRACE_STORE')
    .argParser((url) => parseStoreUrl(url) && url);

export const sourceOption = (): Option =>
  new Option('--source <path>', 'an Avro archive folder or a .ndjson.gz recording').env('MILLRACE_SOURCE');

export const stateCheckOption = (): Option =>
  new Option('--state-check <what>', "what to do with a ledger whose changes don't lead to its state")
    .env('MILLRACE_STATE_CHECK')
    .choices(['block', 'warn'])
    .default('block');

export const portOption = (): Option =>
  new Option('--port <n>', 'port of the API; 0 takes a free one')
    .env('MILLRACE_PORT')
    .default(51233)
    .argParser(integer('a port', 0, 65535));

export const metricsPortOption = (): Option =>
  new Option('--metrics-port <n>', 'port of the metrics, for Prometheus; none when absent')
    .env('MILLRACE_METRICS_PORT')
    .argParser(integer('a port', 0, 65535));

export const hostOption = (): Option =>
  new Option('--host <address>', 'address the API listens on').env('MILLRACE_HOST').default('127.0.0.1');

export const workersOption = (): Option =>
  new Option('--workers <n>', 'API processes that share the port; 0 serves from this one')
    .env('MILLRACE_WORKERS')
    .default(0)
    .argParser(integer('workers', 0, 256));

function nodeUrls(text: string, before: readonly string[] | undefined): readonly string[] {
  if (!URL.canParse(text) || !/^wss?:$/.test(new URL(text).protocol)) {
    throw new InvalidArgumentError('A rippled node is a WebSocket address, such as ws://127.0.0.1:6006.');
  }
  return [...(before ?? []), text];
}

export const rippledOption = (): Option =>
  new Option(
    '--rippled <url>',
    'a node that answers what only rippled knows; repeat it for others to fall back on',
  ).argParser(nodeUrls);

export const networkIdOption = (): Option =>
  new Option('--network-id <n>', 'the network of the ledgers, for server_info and CTIDs; 0 is the main one')
    .env('MILLRACE_NETWORK_ID')
    .default(0)
    .argParser(integer('a network id', 0, 0xffffffff));

export const logLevelOption = (): Option =>
  new Option('--log-level <level>', 'what is logged on standard error')
    .env('MILLRACE_LOG_LEVEL')
    .choices(['silent', 'error', 'warn', 'info', 'debug'])
    .default('info');
