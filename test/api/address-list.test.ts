import { AddressList } from '../../api/address-list';

const list = new AddressList(['192.0.2.7', '198.51.100.0/24', '2001:db8::/32', '::1']);

it.each([
  ['192.0.2.7', true],
  ['::ffff:192.0.2.7', true],
  ['192.0.2.8', false],
  ['198.51.100.255', true],
  ['198.51.101.0', false],
  ['2001:db8::5', true],
  ['2001:db9::5', false],
  ['::1', true],
  ['', false],
  ['not an address', false],
])('%s: %s', (address, isThere) => {
  expect(list.has(address)).toBe(isThere);
});

it.each(['x', '192.0.2.0/33', '1.2.3'])('says that %s is none', (text) => {
  expect(() => new AddressList([text])).toThrow(`${text} is no address and no network`);
});
