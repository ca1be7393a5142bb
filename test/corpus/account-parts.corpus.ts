import { largestMarks, marksOf, marksTest } from '../../store/history-marks';
import { encodeAccountId } from '../../xrpl/base58';
import { currencyText } from '../../xrpl/currency';
import { AccountParts, type AccountPart } from '../../xrpl/transaction/account-part';
import { matches, type PartFilter } from '../../xrpl/transaction/part-filter';
import type { Token } from '../../xrpl/transaction/token-in';
import { partsInJson, type PartInJson } from '../parts-in-json';
import { hex, recording, unhex } from './recording';

const tokenText = (token: Token): string =>
  token.length === 24 ? hex(token) : `${currencyText(token, 0)} ${encodeAccountId(token.subarray(20))}`;

const sorted = (texts: Iterable<string>): string => [...texts].sort().join();

const told = ({ sent, counterparties, destinationTag, tokens }: AccountPart): string =>
  [sent, sorted(counterparties.map((id) => encodeAccountId(id))), destinationTag, sorted(tokens.map(tokenText))].join();

const toldInJson = ({ sent, counterparties, tag, tokens }: PartInJson): string =>
  [sent, sorted(counterparties), tag, sorted(tokens)].join();

/** Each thing that the part can be asked for, alone. */
function filtersOf({ sent, counterparties, destinationTag, tokens }: AccountPart): PartFilter[] {
  return [
    { direction: sent ? 'sent' : 'received' },
    ...counterparties.map((counterparty) => ({ counterparty })),
    ...(destinationTag === undefined ? [] : [{ destinationTag }]),
    ...tokens.map((token) => ({ token })),
  ];
}

/** What there was to compare, so that a test which silently compares nothing fails. */
const expected: Record<string, object> = {
  dev: { transactions: 26417, parts: 56829, filters: 178440, incomplete: 4 },
  dev24: { transactions: 3685, parts: 7033, filters: 20808, incomplete: 0 },
};

it.each(['dev', 'dev24'])(
  'of %s, every part in a transaction is as its JSON tells, and its marks find it',
  async (set) => {
    const counted = { transactions: 0, parts: 0, filters: 0, incomplete: 0 };
    const wrong: unknown[] = [];
    const others: PartFilter[] = [];
    let [ruledOut, readInVain] = [0, 0];
    for await (const line of recording(set)) {
      if (line.t !== 'ledger') continue;
      for (const [id, tx, meta] of line.txs) {
        const parts = new AccountParts(unhex(tx), unhex(meta));
        const inJson = partsInJson(unhex(tx), unhex(meta));
        counted.transactions += 1;
        for (const account of parts.affected) {
          const part = parts.of(account);
          const want = toldInJson(inJson.get(encodeAccountId(account))!);
          const marks = marksOf(part);
          if (told(part) !== want || marks.length > largestMarks) wrong.push([id, told(part), want]);
          const filters = filtersOf(part);
          for (const filter of filters) {
            if (!matches(part, filter) || !marksTest(filter)(marks)) wrong.push([id, filter]);
          }
          for (const filter of others) {
            if (matches(part, filter)) continue;
            if (marksTest(filter)(marks)) readInVain += 1;
            else ruledOut += 1;
          }
          others.push(...filters.slice(1));
          others.splice(0, others.length - 20);
          counted.parts += 1;
          counted.filters += filters.length;
          if (marks[0]! & 8) counted.incomplete += 1;
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(counted).toEqual(expected[set]);
    expect(readInVain / ruledOut).toBeLessThan(0.001);
  },
);
