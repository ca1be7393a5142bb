import { groupName, viewsOfGroup } from '../../consumers/group-name';
import { viewNames } from '../../schemas/views';

test('the name of a group says which views it fills', () => {
  expect(viewsOfGroup(groupName('millrace', ['contents', 'account-transactions']))).toEqual([
    'contents',
    'account-transactions',
  ]);
  expect(viewsOfGroup(groupName('state.of.things', ['nfts']))).toEqual(['nfts']);
});

test('a group for no views in particular fills all', () => {
  expect(viewsOfGroup(groupName('millrace', []))).toEqual(viewNames);
});
