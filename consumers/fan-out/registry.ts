import { balanceChangesTopic } from './balance-changes';
import { exchangesTopic } from './exchanges';
import { ledgersTopic } from './ledgers';
import { mptEventsTopic } from './mpt-events';
import { nftEventsTopic } from './nft-events';
import { objectsTopic } from './objects';
import type { Topic } from './topic';
import { transactionsTopic } from './transactions';

/** Every derived topic, in the order of docs/topics.md. */
export const topics: readonly Topic[] = [
  ledgersTopic,
  transactionsTopic,
  objectsTopic,
  balanceChangesTopic,
  exchangesTopic,
  nftEventsTopic,
  mptEventsTopic,
];
