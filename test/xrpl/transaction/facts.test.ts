import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode, type encode } from 'ripple-binary-codec';
import { CodecError } from '../../../xrpl/codec/codec-error';
import { encodeAccountId } from '../../../xrpl/base58';
import { transactionId } from '../../../xrpl/hash';
import { affectedAccounts } from '../../../xrpl/transaction/affected-accounts';
import { balanceChanges } from '../../../xrpl/transaction/balance-changes';
import { deliveredAmount } from '../../../xrpl/transaction/delivered-amount';
import { metaFacts } from '../../../xrpl/transaction/meta-facts';
import { mptChanges } from '../../../xrpl/transaction/mpt-changes';
import { nftChanges } from '../../../xrpl/transaction/nft-changes';
import { nftsTouched } from '../../../xrpl/transaction/nfts-touched';
import { synthesizedFields } from '../../../xrpl/transaction/synthesized-fields';
import { transactionType } from '../../../xrpl/transaction/transaction-type';
import { transactionTypeName } from '../../corpus/fields';

interface Sample {
  hash: string;
  type: string;
  result: string;
  index: number;
  ledger: number;
  closeTime: number;
  transaction: string;
  metadata: string;
  /** The members that rippled's answers had beside the metadata. */
  answered: Record<string, unknown>;
}

const unhex = (text: string) => Buffer.from(text, 'hex');
const fixture = join(__dirname, '../../fixtures/xrpl/transactions.json');
const samples = JSON.parse(readFileSync(fixture, 'utf8')) as Sample[];

describe.each(samples)('$type $hash ($result)', (sample) => {
  const [transaction, metadata] = [unhex(sample.transaction), unhex(sample.metadata)];

  it('has type, id, result and index', () => {
    expect(transactionTypeName(transactionType(transaction))).toBe(sample.type);
    expect(transactionId(transaction)).toEqual(unhex(sample.hash));
    const facts = metaFacts(metadata);
    expect(facts.index).toBe(sample.index);
    expect(facts.result === 0).toBe(sample.result === 'tesSUCCESS');
  });

  it('has the members that rippled added', () => {
    const amount = deliveredAmount(transaction, metadata, sample.ledger, sample.closeTime);
    const added = {
      ...synthesizedFields(transaction, metadata),
      ...(amount && { delivered_amount: JSON.parse(amount) }),
    };
    expect(added).toEqual(sample.answered);
  });

  it('affects the accounts in the entries that it changed', () => {
    const affected = affectedAccounts(transaction, metadata).map((account) => encodeAccountId(account));
    expect(new Set(affected).size).toBe(affected.length);
    expect(affected.sort()).toEqual(accountsIn(decode(sample.metadata)).sort());
  });

  it('destroys no more XRP than its fee, and creates none', () => {
    const fee = BigInt(decode(sample.transaction)['Fee'] as string);
    let sum = 0n;
    for (const { change } of balanceChanges(metadata)) if (change.kind === 'xrp') sum += change.mantissa;
    expect(sum).toBe(-fee);
  });

  it('touches the NFTs that it changed', () => {
    const touched = nftsTouched(transaction, metadata).map((id) => id.toString('hex'));
    for (const { id } of nftChanges(metadata)) expect(touched).toContain(id.toString('hex'));
  });

  it('is refused when anything is cut off its metadata', () => {
    for (let size = 0; size < metadata.length; size += 1) {
      expect(() => metaFacts(metadata.subarray(0, size))).toThrow(CodecError);
    }
  });
});

describe('delivered_amount of old payments', () => {
  const payment = samples.find(
    ({ type, result, metadata }) =>
      type === 'Payment' && result === 'tesSUCCESS' && !('DeliveredAmount' in decode(metadata)),
  ) as Sample;
  const of = (ledger: number, closeTime: number) =>
    deliveredAmount(unhex(payment.transaction), unhex(payment.metadata), ledger, closeTime);

  it('is unavailable before metadata could have said it', () => {
    expect(of(4_594_094, 446_000_000)).toBe('"unavailable"');
    expect(of(4_594_095, 0)).toBe(of(payment.ledger, payment.closeTime));
    expect(of(1, 446_000_001)).toBe(of(payment.ledger, payment.closeTime));
  });
});

describe('MPTs', () => {
  it('are named by issuance and holder', () => {
    const create = samples.find(({ answered }) => 'mpt_issuance_id' in answered) as Sample;
    const [change] = mptChanges(unhex(create.metadata));
    expect(change).toMatchObject({ holder: undefined, change: 'created' });
    expect(change?.id.toString('hex').toUpperCase()).toBe(create.answered['mpt_issuance_id']);
  });
});

/** TxMeta::getAffectedAccounts of rippled 2.5, over JSON. */
function accountsIn(meta: ReturnType<typeof decode>): string[] {
  const found = new Set<string>();
  for (const affected of meta['AffectedNodes'] as Record<string, Record<string, Parameters<typeof encode>[0]>>[]) {
    const node = Object.values(affected)[0];
    for (const [name, value] of Object.entries(node?.['NewFields'] ?? node?.['FinalFields'] ?? {})) {
      if (typeof value === 'string' && /^r[1-9A-HJ-NP-Za-km-z]{24,34}$/.test(value)) found.add(value);
      const issuer = (value as { issuer?: unknown } | null)?.issuer;
      if (['LowLimit', 'HighLimit', 'TakerPays', 'TakerGets'].includes(name) && typeof issuer === 'string')
        found.add(issuer);
      if (name === 'MPTokenIssuanceID') found.add(encodeAccountId(unhex(value as string), 4));
    }
  }
  return [...found];
}
