import { setImmediate as turn } from 'node:timers/promises';
import { Tip } from '../../api/tip';
import { closeTimeOf, last, makeChain } from './support/chain';

it('is read once for all requests of a turn of the event loop, and anew for the next', async () => {
  const { reader } = makeChain();
  let readings = 0;
  const range = reader.visibleRange.bind(reader);
  reader.visibleRange = () => {
    readings += 1;
    return range();
  };
  const tip = new Tip(reader);
  const together = await Promise.all([tip.read(), tip.read(), tip.read()]);
  expect(readings).toBe(1);
  expect(together.map((state) => state?.range.last)).toEqual([last, last, last]);
  expect(together[0]?.closedAt).toBe(closeTimeOf(last) + 946_684_800);
  await turn();
  reader.range = { first: reader.range!.first, last: last - 1 };
  expect((await tip.read())?.newest.ledgerIndex).toBe(last - 1);
  expect(readings).toBe(2);
});

it('that could not be read is tried again', async () => {
  const { reader } = makeChain();
  const range = reader.visibleRange.bind(reader);
  reader.visibleRange = () => Promise.reject(new Error('away'));
  const tip = new Tip(reader);
  await expect(tip.read()).rejects.toThrow('away');
  await turn();
  reader.visibleRange = range;
  expect((await tip.read())?.range.last).toBe(last);
});
