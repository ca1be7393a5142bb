import { amendmentId } from '../../../api/amendments';
import { asRippled, weightsAsRippled } from '../../../api/as-rippled/registry';
import { methods } from '../../../api/registry';
import type { AmendmentName } from '../../../schemas/amendments';
import { amendments } from '../../../xrpl/keylets/singletons';
import { alice, hex, last, makeChain } from '../support/chain';
import { blob } from '../support/owner';
import { runApi } from '../support/running-api';

/** Whose shape an error has, over HTTP: only Clio's says `type` there. */
async function likeWhom(inForce: AmendmentName[], likeness: 'auto' | 'clio' | 'rippled'): Promise<string> {
  const { reader } = makeChain();
  const Amendments = inForce.map((name) => hex(amendmentId(name)));
  if (inForce.length > 0) {
    reader.change(last, amendments, blob({ LedgerEntryType: 'Amendments', Flags: 0, Amendments }));
  }
  const api = await runApi(reader, {}, undefined, [], likeness);
  try {
    const error = await api.call('account_info', { account: 'x' });
    return error.type === undefined ? 'rippled' : 'clio';
  } finally {
    await api.close();
  }
}

it('left to itself, is like Clio while Clio could serve the ledgers, then like rippled', async () => {
  expect(await likeWhom([], 'auto')).toBe('clio');
  expect(await likeWhom(['AMM', 'Clawback'], 'auto')).toBe('clio');
  expect(await likeWhom(['AMM', 'MPTokensV1'], 'auto')).toBe('rippled');
});

it('is like the one that is named, whatever is in force', async () => {
  expect(await likeWhom(['MPTokensV1'], 'clio')).toBe('clio');
  expect(await likeWhom([], 'rippled')).toBe('rippled');
});

it.each([...asRippled.keys()])("%s is a method here, too, or has a weight as rippled's alone", (name) => {
  expect(methods.has(name) || weightsAsRippled.has(name)).toBe(true);
});

it('keeps what only Clio has', async () => {
  const api = await runApi(makeChain().reader, {}, undefined, [], 'rippled');
  try {
    expect(await api.call('ledger_range')).toMatchObject({ ledger_index_max: last });
    expect(await api.call('account_info', { account: alice })).toMatchObject({ ledger_index: last, validated: true });
  } finally {
    await api.close();
  }
});
