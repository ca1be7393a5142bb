import definitions from 'ripple-binary-codec/dist/enums/definitions.json';
import { toJson } from '../../xrpl/codec/json';
import { explain, explainedTypes, typeName } from '../../web/src/explain/explain';
import { flagTexts } from '../../web/src/explain/flags';
import { hexText, memosOf } from '../../web/src/explain/memos';
import { resultText } from '../../web/src/explain/result';
import { plainText, type Sentence } from '../../web/src/explain/sentence';
import { fromLedgerTime } from '../../web/src/format/time';
import type { TransactionJson } from '../../web/src/node/answers';
import { samples } from '../xrpl/codec/sample';
import { recordedTransactions, type Recorded } from './recorded';

let recorded: Recorded[];
beforeAll(async () => (recorded = await recordedTransactions()));

/** Signs that something was taken for what it is not. */
const nonsense = /\b(undefined|null|NaN|Infinity)\b|\[object|^ | $| {2}|\$\{/;

/** Wherever the test runs. */
const inUtc = (sentence: Sentence): string =>
  sentence
    .map((part) =>
      typeof part === 'object' && 'time' in part
        ? new Date(fromLedgerTime(part.time)).toISOString()
        : plainText([part]),
    )
    .join('');

function expectSense(sentence: Sentence): void {
  expect(sentence.length).toBeGreaterThan(0);
  expect(plainText(sentence)).not.toMatch(nonsense);
}

test('every transaction of the recording is explained', () => {
  expect(recorded.length).toBeGreaterThan(9000);
  for (const each of recorded) {
    const { summary, details } = explain(each);
    [summary, ...details].forEach(expectSense);
  }
});

test('transactions of every type that was recorded from rippled 2.3 and 2.4 are explained, done or not', () => {
  const types = new Set<string>();
  for (const { blob } of samples().filter(({ kind }) => kind === 'transaction')) {
    const tx_json = JSON.parse(toJson(blob)) as TransactionJson;
    types.add(tx_json.TransactionType);
    for (const TransactionResult of ['tesSUCCESS', 'tecNO_PERMISSION']) {
      const { summary, details } = explain({
        tx_json,
        meta: { TransactionIndex: 0, TransactionResult, AffectedNodes: [] },
      });
      [summary, ...details].forEach(expectSense);
    }
  }
  expect(types.size).toBeGreaterThan(50);
});

test('every type that the definitions have is known, but for those that no ledger holds and those to come', () => {
  const unknown = Object.keys(definitions.TRANSACTION_TYPES).filter((type) => !explainedTypes.includes(type));
  expect(unknown.filter((type) => !/^(Invalid|ConfidentialMPT|Sponsorship)/.test(type))).toEqual([]);
});

test('a type that nobody knows yet is named', () => {
  const tx_json = { TransactionType: 'TimeTravel', Account: 'rrrrrrrrrrrrrrrrrrrrrhoLvTp', Fee: '10', Sequence: 1 };
  const { summary } = explain({
    tx_json,
    meta: { TransactionIndex: 0, TransactionResult: 'tesSUCCESS', AffectedNodes: [] },
  });
  expect(plainText(summary)).toBe('rrrrrrrrrrrrrrrrrrrrrhoLvTp sent a transaction of the type Time Travel');
});

test('the first of each type that succeeded is told as it was', () => {
  const told: Record<string, string[]> = {};
  for (const each of recorded) {
    const { TransactionType: type } = each.tx_json;
    if (told[type] || each.meta.TransactionResult !== 'tesSUCCESS') continue;
    const { summary, details } = explain(each);
    told[type] = [summary, ...details].map(inUtc);
  }
  expect(told).toMatchSnapshot();
});

test('results are told in words', () => {
  expect(resultText('tesSUCCESS')).toBe('Applied, and final.');
  expect(resultText('tecPATH_DRY')).toBe('Path could not send partial amount. Nothing was changed but for the fee.');
  expect(resultText('tecNEVER_HEARD')).toBe('It was not applied. Nothing was changed but for the fee.');
});

test('flags are told in words, and those unknown as numbers', () => {
  expect(flagTexts('Payment', 0x80020000)).toEqual(['partial payment: less may arrive']);
  expect(flagTexts('Payment', 0x20004)).toEqual(['partial payment: less may arrive', '0x4']);
  expect(flagTexts('TimeTravel', 0)).toEqual([]);
});

test('memos are text where they are text', () => {
  expect(hexText('68C3A9')).toBe('hé');
  expect(hexText('FF00')).toBe('FF00');
  expect(hexText('00AB')).toBe('00AB');
  expect(memosOf([{ Memo: { MemoData: '6869', MemoType: '74' } }])).toEqual([
    { type: 't', format: undefined, data: 'hi' },
  ]);
  expect(memosOf(undefined)).toEqual([]);
});

test('types are named as words', () => {
  expect(
    ['NFTokenMint', 'AMMCreate', 'XChainCommit', 'OfferCreate', 'DIDSet', 'MPTokenIssuanceSet'].map(typeName),
  ).toEqual(['NFToken Mint', 'AMM Create', 'XChain Commit', 'Offer Create', 'DID Set', 'MPToken Issuance Set']);
});
