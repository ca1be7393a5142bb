import { InvalidArgumentError } from 'commander';
import type { ClusterAddress } from '../store/scylla/session';

const form = 'cassandra://[USER:PASSWORD@]HOST:PORT[,HOST:PORT]/KEYSPACE[?datacenter=NAME&replication=N]';
const pattern = /^cassandra:\/\/(?:([^:@/]+):([^@/]*)@)?([^/@?]+)\/([a-z][a-z0-9_]{0,47})(?:\?(.*))?$/;

/** Where the tables are, as `--store` gives it. */
export function parseStoreUrl(url: string): ClusterAddress {
  const [, username, password = '', hosts = '', keyspace = '', query = ''] = pattern.exec(url) ?? [];
  if (keyspace === '') throw new InvalidArgumentError(`It has the form ${form}.`);
  const { datacenter, replication = '1', ...unknown } = Object.fromEntries(new URLSearchParams(query));
  const [stray] = Object.keys(unknown);
  if (stray !== undefined) throw new InvalidArgumentError(`${stray} is not known. It has the form ${form}.`);
  if (!/^[1-9]$/.test(replication)) throw new InvalidArgumentError('replication is a number from 1 to 9.');
  return {
    contactPoints: hosts.split(',').map((host) => (host.includes(':') ? host : `${host}:9042`)),
    keyspace,
    replication: Number(replication),
    ...(datacenter !== undefined && { datacenter }),
    ...(username !== undefined && {
      username: decodeURIComponent(username),
      password: decodeURIComponent(password),
    }),
  };
}
