import type { AmendmentName } from '../schemas/amendments';
import type { Reader } from '../store/read/reader';
import { sha512Half } from '../xrpl/hash';
import { findField } from '../xrpl/codec/walk';
import { amendments as amendmentsKey } from '../xrpl/keylets/singletons';
import { fieldsShown } from './codec';
import type { Context } from './context';

const ids = new Map<AmendmentName, Buffer>();

/** An amendment's id is the hash of its name, 32 bytes. */
export function amendmentId(name: AmendmentName): Buffer {
  let id = ids.get(name);
  if (!id) ids.set(name, (id = sha512Half(Buffer.from(name))));
  return id;
}

/** Tells whether an amendment was in force. */
export type Enabled = (name: AmendmentName) => boolean;

/** Of the ledger asked for last, which mostly is the newest. */
const known = new WeakMap<Reader, { ledgerIndex: number; enabled: Enabled }>();

/** Tells which amendments were in force at the end of that ledger. */
export async function amendmentsAt(reader: Reader, ledgerIndex: number): Promise<Enabled> {
  const last = known.get(reader);
  if (last?.ledgerIndex === ledgerIndex) return last.enabled;
  const blob = await reader.object(amendmentsKey, ledgerIndex);
  // Only those in `Amendments` are in force; the same object names those that have a majority so far.
  const list = blob && findField(blob, 'Amendments');
  const inForce = list && blob.subarray(list.start, list.end);
  const found = new Map<AmendmentName, boolean>();
  const enabled = (name: AmendmentName): boolean => {
    let is = found.get(name);
    if (is === undefined) found.set(name, (is = inForce?.includes(amendmentId(name)) === true));
    return is;
  };
  known.set(reader, { ledgerIndex, enabled });
  return enabled;
}

/**
 * The amendments that a ledger's object names, in force or with a majority: for those since when, in seconds since
 * 2000-01-01.
 */
export async function amendmentsNamed(reader: Reader, ledgerIndex: number): Promise<Map<string, number | undefined>> {
  const blob = await reader.object(amendmentsKey, ledgerIndex);
  const { Amendments = [], Majorities = [] } = (blob ? namedIn(blob) : {}) as {
    Amendments?: string[];
    Majorities?: { Majority: { Amendment: string; CloseTime: number } }[];
  };
  const named = new Map<string, number | undefined>(Amendments.map((id) => [id, undefined]));
  for (const { Majority } of Majorities) named.set(Majority.Amendment, Majority.CloseTime);
  return named;
}

const namedIn = fieldsShown(['Amendments', 'Majorities']);

/** Whether the newest ledger has one of them. */
export async function isInForce(
  amendments: readonly AmendmentName[],
  { reader, range }: Pick<Context, 'reader' | 'range'>,
): Promise<boolean> {
  return amendments.some(await amendmentsAt(reader, range.last));
}
