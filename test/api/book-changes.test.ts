import { encode } from 'ripple-binary-codec';
import { BookChanges } from '../../api/book-changes';
import { alice, bob, usd } from './support/chain';

const zeros = '0'.repeat(64);
const blob = (json: object): Buffer => Buffer.from(encode(json), 'hex');
const transaction = (fields: object): Buffer =>
  blob({ TransactionType: 'OfferCreate', Account: alice, Fee: '10', Sequence: 9, SigningPubKey: '', ...fields });
const taking = transaction({ TakerGets: '1', TakerPays: usd('1', bob) });

const nodes = (...AffectedNodes: object[]): Buffer =>
  blob({ TransactionIndex: 0, TransactionResult: 'tesSUCCESS', AffectedNodes });
const node = (kind: string, now: object, before?: object): object => ({
  [kind]: {
    LedgerEntryType: 'Offer',
    LedgerIndex: zeros,
    [kind === 'CreatedNode' ? 'NewFields' : 'FinalFields']: { Account: bob, Sequence: 5, ...now },
    ...(before && { PreviousFields: before }),
  },
});
const offer = (drops: string, value: string) => ({ TakerGets: drops, TakerPays: usd(value, bob) });
const opposite = (drops: string, value: string) => ({ TakerGets: usd(value, bob), TakerPays: drops });

it('sums up both directions of a book, with drops for one of the other', () => {
  const changes = new BookChanges();
  changes.add(taking, nodes(node('ModifiedNode', offer('700', '7'), offer('1000', '10'))));
  changes.add(taking, nodes(node('DeletedNode', opposite('0', '0'), opposite('400', '2'))));
  changes.add(taking, nodes(node('ModifiedNode', opposite('850', '1'), opposite('1000', '2'))));
  expect(changes.toJson()).toEqual([
    {
      currency_a: 'XRP_drops',
      currency_b: `${bob}/USD`,
      volume_a: '850',
      volume_b: '6',
      high: '200',
      low: '100',
      open: '100',
      close: '150',
      domain: undefined,
    },
  ]);
});

it('orders pairs and their sides by name, XRP first', () => {
  const changes = new BookChanges();
  const eur = (value: string) => ({ currency: 'EUR', issuer: alice, value });
  const issued = (a: string, b: string) => ({ TakerGets: eur(a), TakerPays: usd(b, bob) });
  changes.add(
    taking,
    nodes(
      node('ModifiedNode', issued('1', '1'), issued('2', '3')),
      node('ModifiedNode', offer('1', '1'), offer('2', '2')),
    ),
  );
  expect(changes.toJson()).toMatchObject([
    { currency_a: 'XRP_drops', currency_b: `${bob}/USD` },
    { currency_a: `${bob}/USD`, currency_b: `${alice}/EUR`, volume_a: '2', volume_b: '1', open: '2' },
  ]);
});

it('leaves out offers that were placed, cancelled, or removed untouched', () => {
  const changes = new BookChanges();
  changes.add(taking, nodes(node('CreatedNode', offer('1', '1'))));
  changes.add(taking, nodes(node('DeletedNode', offer('1', '1'))));
  changes.add(taking, nodes(node('ModifiedNode', offer('1', '1'), { TakerGets: '2' })));
  for (const TransactionType of ['OfferCancel', 'OfferCreate']) {
    const terms = TransactionType === 'OfferCreate' ? offer('1', '1') : {};
    const cancel = transaction({ TransactionType, OfferSequence: 5, ...terms });
    changes.add(cancel, nodes(node('DeletedNode', offer('1', '1'), offer('2', '2'))));
  }
  expect(changes.toJson()).toEqual([]);
});

it('leaves out a change that rounds to nothing on one side', () => {
  const changes = new BookChanges();
  changes.add(taking, nodes(node('ModifiedNode', offer('1', '2'), offer('2', '2'))));
  expect(changes.toJson()).toEqual([]);
});
