import { isDeepStrictEqual } from 'node:util';
import { Node } from '../../rippled/node';
import { Nodes } from '../../rippled/nodes';
import { makeChain } from '../api/support/chain';
import { runApi, type RunningApi } from '../api/support/running-api';
import { RippledDouble, unknownMethod, type Answer } from '../rippled/double';
import { forwardedCases, pathFindCases, recordedAnswers, type RecordedCase } from '../rippled/recorded-answers';
import { reaches } from '../rippled/waiting';

/** Each request that Clio sent on, sent on by us to a node that answers what rippled answered then. */
test('what Clio forwarded is forwarded and answered alike', async () => {
  // Millrace checks signatures of channels itself (channel_verify.test.ts).
  const cases = (await forwardedCases('dev')).filter(({ id }) => !id.startsWith('channel_verify/'));
  expect(cases.length).toBeGreaterThan(200);
  const different = await differences(cases, expected);
  // rippled words its refusal of a bad signature differently the second time it sees it, which was Clio's.
  if (different.length > cases.length * 0.005) {
    throw new Error(`${different.length} of ${cases.length} differ: ${JSON.stringify(different.slice(0, 5), null, 1)}`);
  }
});

test('searches for paths are passed on and answered as rippled answered them', async () => {
  const cases = await pathFindCases('dev');
  expect(cases.length).toBeGreaterThan(15);
  const asked = ({ request, rippled }: RecordedCase) => ({
    ...rippled,
    ...(rippled['request'] && { request }),
    forwarded: true,
    warnings: [{ id: 2001 }, { id: 2002 }],
  });
  // What names nothing to do is answered here.
  const wrong = (await differences(cases, asked)).filter(({ id }) => id !== 'path_find/0017');
  expect(wrong).toEqual([]);
});

type Answered = Record<string, unknown>;

/** Those that are answered otherwise than `expected`, when the node answers what it did then. */
async function differences(
  cases: readonly RecordedCase[],
  expected: (line: RecordedCase) => Answered,
): Promise<{ id: string; ours: unknown; theirs: unknown }[]> {
  let answer: Answer = unknownMethod;
  const rippled = await RippledDouble.start((request) => answer(request));
  const node = new Node({ url: rippled.url });
  const nodes = new Nodes([node]);
  nodes.start();
  await reaches(node, 'following');
  const api = await runApi(makeChain().reader, {}, nodes);
  const different: { id: string; ours: unknown; theirs: unknown }[] = [];
  try {
    for (const line of cases) {
      // One at a time: the same request was recorded at several moments.
      answer = recordedAnswers([line]);
      const [ours, theirs] = [await ask(api, line), expected(line)].map(comparable);
      if (!isDeepStrictEqual(ours, theirs)) different.push({ id: line.id, ours, theirs });
    }
  } finally {
    await api.close();
    nodes.stop();
    await rippled.stop();
  }
  return different;
}

async function ask(api: RunningApi, { transport, request }: RecordedCase): Promise<Record<string, unknown>> {
  if (transport === 'ws') return (await api.send(JSON.stringify(request))) as Record<string, unknown>;
  return JSON.parse((await api.post(JSON.stringify(request))).text) as Record<string, unknown>;
}

/** Clio's envelope around what rippled said: Clio asked at another moment, when loads and fees were others. */
function expected({ clio, rippled }: RecordedCase): Record<string, unknown> {
  return clio['result'] === undefined || clio['result'].error !== undefined
    ? clio
    : { ...clio, result: rippled['result'] as unknown };
}

/** The words of the warnings are each server's own. */
function comparable(answer: Record<string, unknown> | undefined): unknown {
  const ids = (answer?.['warnings'] as { id: number }[] | undefined)?.map(({ id }) => id);
  return { ...answer, warnings: ids };
}
