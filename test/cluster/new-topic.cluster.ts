import { spawn } from 'node:child_process';
import { KafkaLog } from '../../log/kafka/kafka-log';
import { kafka } from '../../scripts/servers/kafka';
import { server } from './servers';

/** A broker that was only just started, and has hardly any processor: it says a topic is made before it knows of it. */
async function slowStart(use: (port: number) => Promise<void>): Promise<void> {
  const broker = await server(kafka);
  const others = Array.from({ length: 3 }, () => spawn(process.execPath, ['-e', 'for (;;);']));
  try {
    await use(broker.port);
  } finally {
    for (const other of others) other.kill('SIGKILL');
    await broker.kill();
  }
}

test('whoever makes a topic, or comes while another one does, can use it at once', async () => {
  const partitions: number[] = [];
  const held: string[] = [];
  for (let i = 0; i < 5; i++) {
    await slowStart(async (port) => {
      const take = async (n: number): Promise<void> => {
        const address = { brokers: [`127.0.0.1:${port}`], topic: `new-${n % 3}`, partitions: 4, replication: 1 };
        const log = new KafkaLog({ ...address, registry: undefined });
        const done = new AbortController();
        partitions.push(await log.partitions());
        const lead = async (): Promise<void> => {
          held.push(`${n}`);
          done.abort();
        };
        await log.stand(`role-${n}`, lead, done.signal);
      };
      await Promise.all(Array.from({ length: 6 }, (_, n) => take(n)));
    });
  }
  expect(new Set(partitions)).toEqual(new Set([4]));
  expect(held).toHaveLength(5 * 6);
});
