import { readFileSync } from 'node:fs';
import { RecordingSource } from '../../producers/recording-source';
import { ledgerApi, type GetLedgerDataRequest, type GetLedgerRequest } from '../../rippled/ledger-api';
import type { LedgerDiff } from '../../xrpl/ledger-diff';
import { getLedger, getLedgerData } from '../rippled/grpc-answers';
import type { Served } from '../rippled/ledger-answers';
import { RecordedChain } from '../rippled/recorded-chain';
import { shared } from './recording';

/** An answer of a real node as it was on the wire. */
interface Raw {
  method: string;
  request: GetLedgerRequest & GetLedgerDataRequest;
  response_base64?: string;
}

describe('answers of the node that dev was recorded from', () => {
  const answers: Raw[] = [];
  let served: Served;

  beforeAll(async () => {
    const raw = JSON.parse(readFileSync(shared('data', 'dev', 'raw-ledgers.json'), 'utf8')) as Record<string, Raw[]>;
    answers.push(...[...raw['ledgers']!, ...raw['extra']!].filter(({ method }) => method in ledgerApi));
    const ledgers: LedgerDiff[][] = [];
    const source = new RecordingSource(shared('data', 'dev', 'recording.ndjson.gz'));
    for await (const segments of source.ledgers(undefined)) ledgers.push([...segments]);
    const chain = new RecordedChain(ledgers);
    served = {
      chain,
      newest: chain.last,
      amendmentBlocked: false,
      isStandalone: true,
      ledger: (index) => chain.ledger(index),
    };
  });

  test('are read whole: written again they are the same bytes', () => {
    const written = answers.flatMap(({ method, response_base64: base64 }) => {
      if (base64 === undefined) return [];
      const { responseDeserialize, responseSerialize } = ledgerApi[method as 'GetLedger'];
      return [
        [method, responseSerialize(responseDeserialize(Buffer.from(base64, 'base64'))).toString('base64') === base64],
      ];
    });
    expect(written).toEqual(written.map(([method]) => [method, true]));
    expect(written).toHaveLength(24);
    expect(new Set(written.map(([method]) => method))).toEqual(new Set(['GetLedger', 'GetLedgerData']));
  });

  test('are what the double answers, byte for byte', () => {
    for (const { method, request, response_base64: base64 } of answers) {
      const bytes =
        method === 'GetLedger'
          ? encoded(ledgerApi.GetLedger.responseSerialize, getLedger(served, request))
          : encoded(ledgerApi.GetLedgerData.responseSerialize, getLedgerData(served, request));
      expect([method, request, bytes]).toEqual([method, request, base64]);
    }
  });
});

function encoded<A>(serialize: (answer: A) => Buffer, answer: A | undefined): string | undefined {
  return answer && serialize(answer).toString('base64');
}
