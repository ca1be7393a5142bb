import { mptsView } from '../../consumers/mpts';
import { mptHolders } from '../../schemas/tables/mpts';
import type { ObjectRecord } from '../../xrpl/ledger-diff';
import { holding, issuance, issuanceId } from '../api/support/mpts';
import { blob, id, stranger } from '../api/support/owner';
import { demoLedgers } from '../demo';

const [issuer, alice, bob] = [1, 2, 3].map(stranger) as [string, string, string];
const mpt = issuanceId(issuer, 5);
const before = { Flags: 0, PreviousTxnID: '0'.repeat(64), PreviousTxnLgrSeq: 5 };
const object = ({ key, json }: { key: Buffer; json: object }, change: ObjectRecord['change']): ObjectRecord => ({
  key,
  change,
  blob: change === 'deleted' ? null : blob({ ...before, ...json }),
});

test('whoever comes to hold an MPT, in a diff or in a whole state, is a holder from then on', async () => {
  const [segment] = (await demoLedgers(3, 3))[0]!;
  const objects = [
    object(holding(mpt, alice), 'created'),
    object(holding(mpt, bob), 'modified'), // has a row already
    object(holding(mpt, issuer), 'deleted'),
    object(issuance(issuer, 5), 'created'),
  ];
  for (const kind of ['diff', 'state'] as const) {
    const rows = mptsView.rows({ ...segment!, kind, transactions: [], objects });
    expect(rows).toEqual([{ table: mptHolders, row: { issuance: mpt, holder: id(alice) } }]);
  }
});

test('ledgers without MPTs have no rows', async () => {
  const segments = (await demoLedgers(100)).flat();
  expect(segments.length).toBeGreaterThan(90);
  expect(segments.flatMap((segment) => mptsView.rows(segment))).toEqual([]);
});
