import { toJson } from '../../xrpl/codec/json';
import { ledgerEntryTypeName } from '../../xrpl/codec/names';
import { Fields, hexText } from './columns';
import type { Topic } from './topic';
import { closeTimeOf } from './transactions-of';

/** Every version of every ledger entry; the last record of each index is the entry as it is now. */
export const objectsTopic: Topic = {
  name: 'xrpl.objects',
  identity: ['ledger_index', 'index'],
  key: 'index',
  filter: { type: 'type', accounts: ['account'], tokens: [] },
  removes: ({ change }) => change === 'DELETED',
  begin() {
    return (segment) => {
      const closeTime = closeTimeOf(segment);
      return segment.objects.map(({ key, change, blob }) => {
        const fields = blob && new Fields(blob);
        return {
          ledger_index: segment.ledgerIndex,
          close_time: closeTime,
          index: hexText(key),
          change: change.toUpperCase(),
          type: fields && ledgerEntryTypeName(Buffer.from(fields.raw('LedgerEntryType')!).readUInt16BE()),
          account: fields?.account('Account') ?? fields?.account('Owner') ?? null,
          object: blob && toJson(blob, { form: 'rippled' }),
        };
      });
    };
  },
};
