import { AddressList } from '../../../api/address-list';
import { clientAddress } from '../../../api/protection/client-address';

const proxies = new AddressList(['10.0.0.0/8', 'fd00::/8']);
const of = (peer: string, headers = {}): string => clientAddress(peer, headers, proxies);

test('what anyone but a proxy says of itself counts for nothing', () => {
  expect(of('192.0.2.7', { 'x-forwarded-for': '198.51.100.1' })).toBe('192.0.2.7');
  expect(of('::ffff:192.0.2.7', { forwarded: 'for=198.51.100.1' })).toBe('192.0.2.7');
});

test('the nearest hop that is no proxy, whatever the client put before it', () => {
  expect(of('10.0.0.1', { 'x-forwarded-for': '127.0.0.1, 198.51.100.1, 10.0.0.2' })).toBe('198.51.100.1');
  expect(of('::ffff:10.0.0.1', { 'x-forwarded-for': '198.51.100.1' })).toBe('198.51.100.1');
  expect(of('10.0.0.1', { forwarded: 'for=127.0.0.1, proto=https;for=198.51.100.1;by=10.0.0.1, for=10.2.3.4' })).toBe(
    '198.51.100.1',
  );
  expect(of('fd00::1', { forwarded: 'For="[2001:db8::17]:4711"' })).toBe('2001:db8::17');
});

test('a proxy that speaks for itself', () => {
  expect(of('10.0.0.1')).toBe('10.0.0.1');
  expect(of('10.0.0.1', { 'x-forwarded-for': '10.0.0.2' })).toBe('10.0.0.2');
});

test('an address is the same in whatever way a proxy writes it', () => {
  for (const from of ['198.51.100.1:4711', '::ffff:198.51.100.1', '[::ffff:198.51.100.1]:4711', '::FFFF:C633:6401']) {
    expect(of('10.0.0.1', { 'x-forwarded-for': `127.0.0.1, ${from}` })).toBe('198.51.100.1');
    expect(of('10.0.0.1', { forwarded: `for=127.0.0.1, for="${from}"` })).toBe('198.51.100.1');
  }
  for (const from of ['2001:db8::17', '[2001:db8::17]', '[2001:DB8::17]:4711', '2001:0db8:0:0:0:0:0:17']) {
    expect(of('10.0.0.1', { 'x-forwarded-for': from })).toBe('2001:db8::17');
    expect(of('10.0.0.1', { forwarded: `proto=https; For="${from}";by=_x` })).toBe('2001:db8::17');
  }
});

test('what stands before a hop that does not say whom it served is not believed', () => {
  for (const nearest of ['proto=https', 'for=unknown', 'for=_hidden', 'for=']) {
    const said = of('10.0.0.1', { forwarded: `for=127.0.0.1, ${nearest}` });
    expect(['unknown', '_hidden', '']).toContain(said);
  }
  expect(of('10.0.0.1', { 'x-forwarded-for': '127.0.0.1, unknown' })).toBe('unknown');
  expect(of('10.0.0.1', { 'x-forwarded-for': '127.0.0.1, 198.51.100.1,,' })).toBe('198.51.100.1');
});
