import { parseStoreUrl } from '../../cli/store-url';

test('hosts and keyspace, with Cassandra’s own port where none is given', () => {
  expect(parseStoreUrl('cassandra://one,two:9999/xrpl')).toEqual({
    contactPoints: ['one:9042', 'two:9999'],
    keyspace: 'xrpl',
    replication: 1,
  });
});

test('who connects, from which datacenter, with how many copies', () => {
  const url = 'cassandra://me:p%40ss@one/xrpl?datacenter=dc1&replication=3';
  expect(parseStoreUrl(url)).toMatchObject({ username: 'me', password: 'p@ss', datacenter: 'dc1', replication: 3 });
});

test.each([
  ['scylla://one/xrpl', 'It has the form cassandra://'],
  ['cassandra://one', 'It has the form cassandra://'],
  ['cassandra://one/Xrpl"; DROP', 'It has the form cassandra://'],
  ['cassandra://one/xrpl?replicas=3', 'replicas is not known'],
  ['cassandra://one/xrpl?replication=0', 'replication is a number from 1 to 9'],
])('%s is refused with what is allowed', (url, said) => {
  expect(() => parseStoreUrl(url)).toThrow(said);
});
