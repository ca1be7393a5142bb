import type { Logger } from '../../kit/logger';
import { byBase, stretchBounds, stretchName, type History, type Stretch, type StretchBounds } from '../stretch';
import type { TopicAddress } from './address';
import { client, ensureTopic, topicNames } from './client';
import { KafkaLog } from './kafka-log';

/**
 * Stretches of history as topics of their own, named after the log's. Each has one partition: processes share history by
 * the stretch.
 */
export class KafkaHistory implements History {
  private readonly prefix: string;
  private readonly tip: KafkaLog;

  constructor(
    private readonly address: TopicAddress,
    private readonly logger?: Pick<Logger, 'warn'>,
  ) {
    this.prefix = `${address.topic}.history.`;
    this.tip = new KafkaLog(address, logger);
  }

  async stretches(): Promise<Stretch[]> {
    const names = await topicNames(client(this.address, 'millrace', this.logger));
    const ours = names.filter((name) => name.startsWith(this.prefix));
    const found = ours.flatMap((name) => stretchBounds(name.slice(this.prefix.length)) ?? []);
    return found.map((bounds) => this.stretch(bounds)).sort(byBase);
  }

  async begin(bounds: StretchBounds): Promise<Stretch> {
    const stretch = this.stretch(bounds);
    await ensureTopic(client(this.address, 'millrace', this.logger), stretch.log.address);
    return stretch;
  }

  private stretch(bounds: StretchBounds): Stretch & { log: KafkaLog } {
    const name = stretchName(bounds);
    const log = new KafkaLog({ ...this.address, topic: this.prefix + name, partitions: 1 }, this.logger);
    return {
      ...bounds,
      log,
      finish: () => Promise.resolve(),
      claim: (role, work, signal) => this.tip.standIfFree(`history.${name}.${role}`, work, signal),
    };
  }
}
