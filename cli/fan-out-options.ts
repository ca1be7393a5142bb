import { InvalidArgumentError } from 'commander';
import { topics } from '../consumers/fan-out/registry';
import type { Topic } from '../consumers/fan-out/topic';
import { Setting } from './setting';

/** Kafka takes no other characters in the name of a topic. */
function suffix(text: string): string {
  if (/^[A-Za-z0-9._-]{0,100}$/.test(text)) return text;
  throw new InvalidArgumentError('A suffix has letters, digits, and . _ - alone, as in .v2.');
}

export const suffixOption = (): Setting =>
  new Setting('suffix', '<text>', 'behind the name of every derived topic; ".v2" is a version beside the one without')
    .default('')
    .argParser(suffix);

export const publisherOption = (): Setting =>
  new Setting('publisher', '<name>', 'of the processes of one name one publishes and the others stand by').default(
    'fan-out',
  );

/** Each version has a publisher of its own. */
export const publisherOf = (name: string, suffixOfTopics: string): string => `${name}${suffixOfTopics}`;

/** The topics of these names, or all. */
export const topicsOf = (names: readonly string[] | undefined): Topic[] =>
  topics.filter(({ name }) => names?.includes(name) ?? true);
