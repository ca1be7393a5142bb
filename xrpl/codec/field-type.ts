/**
 * Codes of the serialised types (`TYPES` of the definitions; xrpl.org, "Serialization Format"). A type's layout is
 * bound to its code, so that definitions given at run time may name types as they like.
 */
export const FieldType = {
  UInt16: 1,
  UInt32: 2,
  UInt64: 3,
  Hash128: 4,
  Hash256: 5,
  Amount: 6,
  Blob: 7,
  AccountId: 8,
  Number: 9,
  Int32: 10,
  Int64: 11,
  Object: 14,
  Array: 15,
  UInt8: 16,
  Hash160: 17,
  PathSet: 18,
  Vector256: 19,
  UInt96: 20,
  Hash192: 21,
  Hash384: 22,
  Hash512: 23,
  Issue: 24,
  XChainBridge: 25,
  Currency: 26,
} as const;

/** A field's type and number in one: `type << 8 | number`. */
export type FieldCode = number;

export const fieldCode = (type: number, number: number): FieldCode => (type << 8) | number;

/** Ends an inner object (byte 0xE1). */
export const END_OF_OBJECT: FieldCode = fieldCode(FieldType.Object, 1);
/** Ends an array (byte 0xF1). */
export const END_OF_ARRAY: FieldCode = fieldCode(FieldType.Array, 1);

/** rippled stops at 10 levels of objects within objects; whatever is deeper is not from a ledger. */
export const MAX_DEPTH = 16;

/** Longest content that a length prefix may announce. */
export const MAX_LENGTH = 918_744;

const sizes: Record<number, number> = {
  [FieldType.UInt16]: 2,
  [FieldType.UInt32]: 4,
  [FieldType.UInt64]: 8,
  [FieldType.Hash128]: 16,
  [FieldType.Hash256]: 32,
  [FieldType.Number]: 12,
  [FieldType.Int32]: 4,
  [FieldType.Int64]: 8,
  [FieldType.UInt8]: 1,
  [FieldType.Hash160]: 20,
  [FieldType.UInt96]: 12,
  [FieldType.Hash192]: 24,
  [FieldType.Hash384]: 48,
  [FieldType.Hash512]: 64,
  [FieldType.Currency]: 20,
};

/** Bytes of a value by type code; 0 where that depends on the value or the type is unknown. */
export const fixedSize: Uint8Array = Uint8Array.from({ length: 256 }, (_, type) => sizes[type] ?? 0);
