import { amountText, type Amount } from '../../xrpl/amount';
import { readAmount } from '../../xrpl/amount-binary';
import { balanceChanges } from '../../xrpl/transaction/balance-changes';
import { entryTypeName, fieldsOf } from './fields';
import { hex, recording, unhex } from './recording';

/** What there was to compare, so that a test which silently compares nothing fails. */
const expected: Record<string, object> = {
  dev: { checked: 59158, issued: 25746, mpt: 0, xrp: 35798 },
  dev24: { checked: 5936, issued: 2302, mpt: 429, xrp: 4280 },
};

/**
 * Balances kept by adding up changes must be those that the state has after each ledger: exact for XRP and MPTs. On
 * trust lines sums round, so that what is asked there is the same to within the last digits.
 */
describe.each(['dev', 'dev24'])('balance changes of %s', (set) => {
  const kept = new Map<string, number | bigint>();
  const counted = { xrp: 0, mpt: 0, issued: 0, checked: 0 };

  function keep(name: string, change: Amount): void {
    counted[change.kind] += 1;
    if (change.kind === 'issued') kept.set(name, Number(kept.get(name) ?? 0) + Number(amountText(change)));
    else kept.set(name, BigInt(kept.get(name) ?? 0n) + change.mantissa);
  }

  it('add up to the balances in the state', async () => {
    for await (const line of recording(set)) {
      if (line.t === 'state') for (const [, data] of line.o) for (const [n, v] of balancesIn(data)) kept.set(n, v);
      if (line.t !== 'ledger') continue;
      for (const [, , meta] of line.txs) {
        for (const { account, asset, change } of balanceChanges(unhex(meta))) {
          keep('mptId' in asset ? `${hex(account)} ${hex(asset.mptId)}` : name(account, asset), change);
        }
      }
      for (const [, , data] of line.diff) {
        if (data === null) continue;
        for (const [n, value] of balancesIn(data)) {
          const sum = kept.get(n) ?? (typeof value === 'bigint' ? 0n : 0);
          if (typeof value === 'bigint') expect([line.seq, n, sum]).toEqual([line.seq, n, value]);
          else {
            expect(Math.abs(value - Number(sum))).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
            kept.set(n, value);
          }
          counted.checked += 1;
        }
      }
    }
    expect(counted).toEqual(expected[set]);
  });
});

const name = (account: Uint8Array, { currency, issuer }: { currency: Uint8Array; issuer: Uint8Array }): string =>
  `${hex(account)} ${hex(currency)} ${hex(issuer)}`;

const XRP = { currency: Buffer.alloc(20), issuer: Buffer.alloc(20) };

function balancesIn(data: string): [name: string, value: bigint | number][] {
  const f = fieldsOf(unhex(data));
  switch (entryTypeName((f['LedgerEntryType'] as Buffer).readUInt16BE())) {
    case 'AccountRoot':
      return [[name(f['Account'] as Buffer, XRP), readAmount(f['Balance'] as Buffer).mantissa]];
    case 'RippleState': {
      const low = (f['LowLimit'] as Buffer).subarray(28);
      const high = (f['HighLimit'] as Buffer).subarray(28);
      const currency = (f['Balance'] as Buffer).subarray(8, 28);
      const balance = Number(amountText(readAmount(f['Balance'] as Buffer)));
      return [
        [name(low, { currency, issuer: high }), balance],
        [name(high, { currency, issuer: low }), balance === 0 ? 0 : -balance],
      ];
    }
    case 'MPToken':
      return [
        [
          `${hex(f['Account'] as Buffer)} ${hex(f['MPTokenIssuanceID'] as Buffer)}`,
          f['MPTAmount']?.readBigUInt64BE() ?? 0n,
        ],
      ];
    case 'MPTokenIssuance':
      return [
        [
          `${hex(f['Issuer'] as Buffer)} ${hex(f['Sequence'] as Buffer)}${hex(f['Issuer'] as Buffer)}`,
          -(f['OutstandingAmount'] as Buffer).readBigUInt64BE(),
        ],
      ];
    default:
      return [];
  }
}
