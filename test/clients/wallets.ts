/**
 * Wallets of the bundled recording's network, which lived in a laboratory for an hour: these secrets open nothing. Each
 * signed the transaction named, the first of its account in that ledger; built and signed anew, it is the same to the
 * byte, signature and all.
 */
export const partialPayment = {
  seed: 'sEd7y3PPEg9P4zPnTjRVyLPosySKef1',
  ledger: 121,
  sequence: 28,
  id: '7478925E8FAE0845150FC543EDA2EB69EE323323210363306D69494692B975A2',
  fields: {
    Account: 'r3SCSKEM3kAbcp4RZEUgqaHRTo1sXCyXkM',
    Destination: 'rHpiyzAjPQM4PDMDsUnBKrd5NfMFZJvNTx',
    Amount: '1840000000',
    SendMax: { value: '0.0004118326', currency: 'BTC', issuer: 'rQUBocrwdoYh7xrFTvnm6N6meKHnqtRcN4' },
    DeliverMin: '13800000',
    Flags: 131072,
  },
} as const;

export const sellOffer = {
  seed: 'shKTTgaS3LfSytxgEku7AFmdaJDR7',
  ledger: 122,
  sequence: 25,
  id: '29EA1417AD964E9DF74F591C1CF61311BE3C2F412A90B0C00ADA77D1BE3D1AA4',
  fields: {
    Account: 'rEYZk8Rf7JashszkKhdvJj6K3j72HQwnzS',
    TakerPays: { value: '33.71793', currency: 'CHF', issuer: 'rpCTATwTW6J2AT1NztAbfFcjxQUK8HBTS3' },
    TakerGets: '73000000',
    Flags: 524288,
  },
} as const;

export const taggedPayment = {
  seed: 'ssWWYx7avVv49fhw118a1EFWi3XhN',
  ledger: 121,
  sequence: 46,
  id: '7BB19F4E32146EE86A77ED8F19A77E9DA7FC77BC65D1505FA3947E5E9FF6BEC4',
  fields: {
    Account: 'r44YRE1LXsfeBmrdXqMGdmSd7YSvWbxWH3',
    Destination: 'rNUYcSYdzfsxaA7pwjVYUxArW3gWzExQJN',
    DestinationTag: 134346,
    Amount: '2666128',
    LastLedgerSequence: 121,
  },
} as const;

/** Of that network, too: who issues most of what is there, and who has the most NFTs. */
export const gateway = 'rUDY8mgnJpmSNcPmJcEz8rMA98ZpARWDiq';
export const nftOwner = 'rh8jCKwYbwXheHRHjiNA9vnBYSTf5B41uN';
/** AccountID of `nftOwner`, with which the keys of its pages begin. */
export const nftOwnerId = '298EB4F65AC9D91A8D33A0DAACC755D0924DBE42';
