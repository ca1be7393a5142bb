import { arrived, fits, phone, violations, visit } from './browser';
import { demoServer } from './demo-server';
import { gate, ledger200, mpt, nft, nftSale, object } from './recorded';

const at = demoServer();

const pages = [
  ['home', '/', 'Ledger 215 is validated'],
  ['a ledger', '/ledger/200', '200'],
  ['a ledger by its hash', `/ledger/${ledger200}`, '200'],
  ['a ledger that is not there', '/ledger/4000000', "Ledger 4000000 isn't here"],
  ['a transaction', `/tx/${nftSale}`, 'NFToken Accept Offer'],
  ['a transaction that is not there', `/tx/${'0'.repeat(64)}`, "This transaction isn't here"],
  ['an account', `/account/${gate}`, gate],
  ["an account's history", `/account/${gate}/history`, gate],
  ["an account's lines", `/account/${gate}/lines`, gate],
  ["an account's offers", '/account/rGYJLFCihNqUtzKQRtDaZJ6aZh6pXsqNiF/offers', 'rGYJLFCihNqUtzKQRtDaZJ6aZh6pXsqNiF'],
  ["an account's NFTs", '/account/rB7SmGndTfjyNLKWtYXaQRwJqM6xpRDdBw/nfts', 'rB7SmGndTfjyNLKWtYXaQRwJqM6xpRDdBw'],
  ["an account's objects", `/account/${gate}/objects`, gate],
  ['an account that is not there', '/account/rrrrrrrrrrrrrrrrrrrrBZbvji', 'rrrrrrrrrrrrrrrrrrrrBZbvji'],
  ['an NFT', `/nft/${nft}`, 'Number 101'],
  ['a token', `/token/USD.${gate}`, 'USD'],
  ['an MPT', `/mpt/${mpt}`, 'A multi-purpose token'],
  ['an object', `/object/${object}`, 'AccountRoot'],
  ['the order books', '/books', 'What is traded'],
  ['an order book', `/book/XRP/USD.${gate}`, 'XRP for USD'],
  ['the console', '/console', 'Every method of the API'],
  ['the operations', '/operations', 'The pipeline in numbers'],
  ['a search in vain', '/search?q=hello', 'Nothing found'],
  ['no page', '/nowhere', 'There is no such page'],
] as const;

test.each(pages)(
  '%s is shown, in both themes and on a phone, to everybody, and without trouble',
  async (_, path, heading) => {
    for (const [colorScheme, viewport] of [
      ['light', undefined],
      ['dark', phone],
    ] as const) {
      const { page, trouble } = await visit(at(path), { colorScheme, ...(viewport && { viewport }) });
      await arrived(page, heading);
      expect(await page.title()).toMatch(/Millrace$/);
      expect(await violations(page)).toEqual([]);
      expect(await fits(page)).toBe(true);
      expect(trouble).toEqual([]);
      await page.context().close();
    }
  },
);
