import { InvalidArgumentError } from 'commander';
import type { TopicAddress } from '../log/kafka/address';

const form = 'kafka://HOST:PORT[,HOST:PORT]/TOPIC[?partitions=N&replication=N&registry=URL]';
const pattern = /^kafka:\/\/([^/?]+)\/([A-Za-z0-9._-]{1,249})(?:\?(.*))?$/;

/** Where the event log is, as `--log` gives it. */
export function parseLogUrl(url: string): TopicAddress {
  const [, hosts, topic, query = ''] = pattern.exec(url) ?? [];
  if (hosts === undefined || topic === undefined) throw new InvalidArgumentError(`It has the form ${form}.`);
  const { partitions = '12', replication = '1', registry, ...unknown } = Object.fromEntries(new URLSearchParams(query));
  const [stray] = Object.keys(unknown);
  if (stray !== undefined) throw new InvalidArgumentError(`${stray} is not known. It has the form ${form}.`);
  if (!/^[1-9][0-9]{0,3}$/.test(partitions)) throw new InvalidArgumentError('partitions is a number from 1 to 9999.');
  if (!/^[1-9]$/.test(replication)) throw new InvalidArgumentError('replication is a number from 1 to 9.');
  if (registry !== undefined && !URL.canParse(registry))
    throw new InvalidArgumentError('registry is an http:// address.');
  return {
    brokers: hosts.split(',').map((host) => (host.includes(':') ? host : `${host}:9092`)),
    topic,
    partitions: Number(partitions),
    replication: Number(replication),
    registry,
  };
}
