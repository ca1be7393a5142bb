import { decode } from 'ripple-binary-codec';
import { decodeAccountID } from 'xrpl';
import { transactionId } from '../../xrpl/hash';
import type { RecordedChain } from '../rippled/recorded-chain';

/* eslint-disable @typescript-eslint/no-explicit-any */

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

const entryTypes = { AccountRoot: 0x61, NFTokenOffer: 0x37, NFTokenPage: 0x50, Offer: 0x6f, RippleState: 0x72 };

/** What must be true of an account at a ledger, straight from the recording, by the reference codec. */
export class RecordedFacts {
  constructor(private readonly chain: RecordedChain) {}

  objects(type: keyof typeof entryTypes, at: number): any[] {
    const found: any[] = [];
    for (const [index, blob] of this.chain.stateAfter('', at)) {
      // An object begins with its type.
      if (blob.readUInt16BE(1) === entryTypes[type]) found.push({ ...decode(hex(blob)), index });
    }
    return found;
  }

  /** Ids of the transactions whose metadata names the account, newest first. */
  history(address: string, to: number): string[] {
    const ids: string[] = [];
    const id = Buffer.from(decodeAccountID(address));
    for (let index = this.chain.base + 1; index <= to; index += 1) {
      for (const { transaction, metadata } of this.chain.ledger(index)!.transactions) {
        // Decoding all of them would take most of the suite's time.
        if (!metadata.includes(id)) continue;
        const { AffectedNodes: nodes } = decode(hex(metadata)) as any;
        const isAffected = nodes.some((node: any) => {
          const { NewFields, FinalFields }: any = Object.values(node)[0];
          return names(NewFields ?? FinalFields ?? {}, address);
        });
        if (isAffected) ids.push(hex(transactionId(transaction)));
      }
    }
    return ids.reverse();
  }

  transactions(index: number): string[] {
    return this.chain.ledger(index)!.transactions.map(({ transaction }) => hex(transactionId(transaction)));
  }
}

/** In a field of its own, or as the issuer of a limit or of an offered amount. */
function names(fields: Record<string, any>, address: string): boolean {
  const issuers = ['TakerPays', 'TakerGets', 'LowLimit', 'HighLimit'].map((name) => fields[name]?.issuer);
  return [...Object.values(fields), ...issuers].includes(address);
}
