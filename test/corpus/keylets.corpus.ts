import { affectedNodes, CreatedNode } from '../../xrpl/transaction/affected-nodes';
import { creatorOf, deriveKey, NEEDS_CREATOR, type Creator } from './derive-key';
import { entryTypeName, fieldsOf } from './fields';
import { finalState, hex, recording, unhex } from './recording';

/** How many entries of each kind there were to check, so that a test which silently checks nothing fails. */
const expected: Record<string, Record<string, number>> = {
  dev: {
    AMM: 90,
    AccountRoot: 29923,
    Amendments: 4,
    Bridge: 23,
    Check: 534,
    DID: 140,
    DepositPreauth: 119,
    DirectoryNode: 14114,
    Escrow: 317,
    FeeSettings: 3,
    LedgerHashes: 1005,
    NFTokenOffer: 1393,
    NFTokenPage: 891,
    NegativeUNL: 2,
    Offer: 5159,
    Oracle: 146,
    PayChannel: 279,
    RippleState: 17650,
    SignerList: 30,
    Ticket: 987,
    XChainOwnedClaimID: 18,
    XChainOwnedCreateAccountClaimID: 8,
  },
  dev24: {
    AMM: 75,
    AccountRoot: 2674,
    Amendments: 3,
    Bridge: 23,
    Check: 115,
    Credential: 255,
    DID: 17,
    DepositPreauth: 68,
    DirectoryNode: 1535,
    Escrow: 100,
    FeeSettings: 3,
    LedgerHashes: 153,
    MPToken: 500,
    MPTokenIssuance: 202,
    NFTokenOffer: 89,
    NFTokenPage: 59,
    Offer: 458,
    Oracle: 17,
    PayChannel: 66,
    RippleState: 1973,
    SignerList: 10,
    Ticket: 163,
    XChainOwnedClaimID: 18,
    XChainOwnedCreateAccountClaimID: 8,
  },
  bench: {
    AMM: 101,
    AccountRoot: 65916,
    Amendments: 1,
    DirectoryNode: 45817,
    FeeSettings: 1,
    LedgerHashes: 302,
    NFTokenOffer: 1592,
    NFTokenPage: 1646,
    Offer: 12920,
    RippleState: 60776,
  },
};

describe.each(Object.keys(expected))('keys of the entries of %s', (set) => {
  const creators = new Map<string, Creator>();
  const checked: Record<string, number> = {};
  const withoutCreator: Record<string, number> = {};
  const wrong: string[] = [];

  function check(key: string, data: string): void {
    const stored = unhex(key);
    const fields = fieldsOf(unhex(data));
    const type = entryTypeName((fields['LedgerEntryType'] as Buffer).readUInt16BE());
    const creator = creators.get(key);
    if (creator === undefined && NEEDS_CREATOR[type] !== undefined) {
      withoutCreator[type] = (withoutCreator[type] ?? 0) + 1;
      return;
    }
    const derived = deriveKey(type, fields, stored, creator);
    if (!derived.equals(stored)) wrong.push(`${type} ${key} ${data}`);
    checked[type] = (checked[type] ?? 0) + 1;
  }

  it('are derived from their fields', async () => {
    for await (const line of recording(set)) {
      if (line.t === 'state') for (const [key, data] of line.o) check(key, data);
      if (line.t !== 'ledger') continue;
      for (const [, tx, meta] of line.txs) {
        const metadata = unhex(meta);
        for (const node of affectedNodes(metadata)) {
          if (node.kind !== CreatedNode) continue;
          creators.set(hex(metadata.subarray(node.key, node.key + 32)), creatorOf(unhex(tx)));
        }
      }
      for (const [key, , data] of line.diff) if (data !== null) check(key, data);
    }
    if (set !== 'bench') {
      for await (const line of finalState(set)) if (line.t === 'state') for (const [k, d] of line.o) check(k, d);
    }
    expect(wrong.slice(0, 10)).toEqual([]);
    expect(withoutCreator).toEqual({});
    expect(checked).toEqual(expected[set]);
  });
});
