import { AddressList } from '../../../api/address-list';
import { AddressLimits } from '../../../api/protection/address-limits';

let clock = 0;
const limits = (): AddressLimits =>
  new AddressLimits({ requests: 10, bytes: 1000, connections: 2 }, new AddressList(['127.0.0.0/8']), () => clock);

test('so many requests a second, with a warning before the end, each address for itself', () => {
  const of = limits();
  const verdicts = Array.from({ length: 12 }, () => of.request('192.0.2.1', 1));
  expect(verdicts).toEqual([...Array(8).fill('fine'), 'near', 'near', 'refused', 'refused']);
  expect(of.request('192.0.2.2', 1)).toBe('fine');
  clock += 1000;
  expect(of.request('192.0.2.1', 1)).toBe('fine');
});

test('a heavy request counts for several', () => {
  const of = limits();
  expect([of.request('192.0.2.1', 6), of.request('192.0.2.1', 6), of.request('192.0.2.1', 4)]).toEqual([
    'fine',
    'refused',
    'near',
  ]);
});

test('bytes of answers count too', () => {
  const of = limits();
  of.answered('192.0.2.1', 900);
  expect(of.request('192.0.2.1', 1)).toBe('near');
  of.answered('192.0.2.1', 200);
  expect(of.request('192.0.2.1', 1)).toBe('refused');
});

test('who goes on all the same is cut off', () => {
  const of = limits();
  const verdicts = Array.from({ length: 40 }, () => of.request('192.0.2.1', 1));
  expect(verdicts.indexOf('cut')).toBe(30);
});

test('so many connections at a time', () => {
  const of = limits();
  expect([of.connect('192.0.2.1'), of.connect('192.0.2.1'), of.connect('192.0.2.1')]).toEqual([true, true, false]);
  of.disconnect('192.0.2.1');
  expect(of.connect('192.0.2.1')).toBe(true);
});

test('an exempt address may do anything', () => {
  const of = limits();
  for (let i = 0; i < 100; i++) expect(of.request('127.0.0.1', 5)).toBe('fine');
  for (let i = 0; i < 10; i++) expect(of.connect('127.0.0.1')).toBe(true);
});

test('the addresses of an IPv6 network of 64 bits are one client', () => {
  const of = limits();
  expect([of.request('2001:db8::1', 6), of.request('2001:db8::2:3', 6), of.request('2001:db8:0:1::1', 6)]).toEqual([
    'fine',
    'refused',
    'fine',
  ]);
  expect([of.connect('2001:db8::1'), of.connect('2001:db8::2'), of.connect('2001:db8::3')]).toEqual([
    true,
    true,
    false,
  ]);
  of.disconnect('2001:db8::2');
  expect(of.connect('2001:db8::4')).toBe(true);
});
