import { Rate } from '../../kit/rate';

test('a rate is that of the last ten seconds, and of all there was before there were ten', () => {
  let now = 1000.2;
  const rate = new Rate(() => now);
  rate.add(6);
  expect(rate.perSecond()).toBe(6); // within the first second
  now += 3;
  expect(rate.perSecond()).toBeCloseTo(2);
  rate.add(12);
  now += 3;
  expect(rate.perSecond()).toBeCloseTo(3);
  now += 5; // the first six are gone
  expect(rate.perSecond()).toBeCloseTo(12 / 10.2);
  now += 3;
  expect(rate.perSecond()).toBe(0);
  now += 1000;
  rate.add(20);
  expect(rate.perSecond()).toBeCloseTo(20 / 10.2);
});
