import { Command } from 'commander';
import { objectsTopic } from '../../consumers/fan-out/objects';
import { filtered, type Filter } from '../../consumers/fan-out/filter';
import { filterOf, filterSettings } from '../../cli/topic-filter';
import { recordsOf } from '../consumers/fan-out/records';
import { demoLedgers } from '../demo';

const issuer = 'rUDY8mgnJpmSNcPmJcEz8rMA98ZpARWDiq';

function options(...flags: string[]): Filter {
  const command = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  for (const option of filterSettings()) command.addOption(option);
  return command.parse(flags, { from: 'user' }).opts<Filter>();
}

test('a list is for every topic, or for the one that it names', () => {
  const given = options('--types', 'Payment,xrpl.objects:Offer', '--tokens', `xrpl.exchanges:USD.${issuer}`);
  expect(filterOf(given, 'xrpl.transactions')).toEqual({ types: ['Payment'] });
  expect(filterOf(given, 'xrpl.objects')).toEqual({ types: ['Payment', 'Offer'] });
  expect(filterOf(given, 'xrpl.exchanges')).toEqual({ types: ['Payment'], tokens: [`USD.${issuer}`] });
  expect(filterOf(options(), 'xrpl.exchanges')).toEqual({});
});

test.each([
  ['--types', 'Paymnet', 'Paymnet is no type'],
  ['--types', 'xrpl.trades:Payment', 'no topic xrpl.trades'],
  ['--accounts', 'xrpl.exchanges:rNobody', 'rNobody is no address'],
  ['--tokens', 'USD', 'USD is neither XRP'],
])('%s %s is refused', (flag, value, message) => {
  expect(() => options(flag, value)).toThrow(message);
});

test('deletions are told whatever is chosen: else what is deleted would stay in a compacted topic', async () => {
  const ledgers = await demoLedgers();
  const all = recordsOf(objectsTopic, ledgers);
  const offers = recordsOf(filtered(objectsTopic, { types: ['Offer'] }), ledgers);
  const live = (records: typeof all): Set<unknown> => {
    const indexes = new Set<unknown>();
    for (const { index, type, object } of records) {
      if (object === null) indexes.delete(index);
      else if (type === 'Offer') indexes.add(index);
    }
    return indexes;
  };
  expect(live(offers)).toEqual(live(all));
  expect(live(offers).size).toBeGreaterThan(0);
  expect(new Set(offers.map(({ type }) => type))).toEqual(new Set(['Offer', null]));
});
