import { DEFAULT_DEFINITIONS } from 'ripple-binary-codec/dist/enums';
import shipped from 'ripple-binary-codec/dist/enums/definitions.json';
import { fieldCode, FieldType, fixedSize, type FieldCode } from './field-type';
import { TextPool } from './text-pool';

/** The part of rippled's `server_definitions` answer that decoding needs. */
export interface ServerDefinitions {
  TYPES: Record<string, number>;
  FIELDS: readonly (readonly [name: string, field: { nth: number; type: string; isSerialized: boolean }])[];
  LEDGER_ENTRY_TYPES: Record<string, number>;
  TRANSACTION_TYPES: Record<string, number>;
  TRANSACTION_RESULTS: Record<string, number>;
}

/** How a field's value is written where its type alone doesn't tell; otherwise the kind is the type code. */
export const FieldKind = {
  unknown: 0,
  ledgerEntryType: 32,
  transactionType: 33,
  transactionResult: 34,
  permission: 35,
  decimalUInt64: 36,
  /** A known field of a type that nothing can decode yet. */
  undecodable: 63,
} as const;

const kindByName: Record<string, readonly [type: number, kind: number]> = {
  LedgerEntryType: [FieldType.UInt16, FieldKind.ledgerEntryType],
  TransactionType: [FieldType.UInt16, FieldKind.transactionType],
  TransactionResult: [FieldType.UInt8, FieldKind.transactionResult],
  PermissionValue: [FieldType.UInt32, FieldKind.permission],
  // rippled's sMD_BaseTen. The definitions don't carry it; the package keeps the same list in its UInt64.
  MaximumAmount: [FieldType.UInt64, FieldKind.decimalUInt64],
  OutstandingAmount: [FieldType.UInt64, FieldKind.decimalUInt64],
  MPTAmount: [FieldType.UInt64, FieldKind.decimalUInt64],
  LockedAmount: [FieldType.UInt64, FieldKind.decimalUInt64],
  ConfidentialOutstandingAmount: [FieldType.UInt64, FieldKind.decimalUInt64],
};

// These have a size but no JSON form in the package: rippled uses none of them in a ledger.
const undecodable = new Set<number>([FieldType.Int64, FieldType.UInt96, FieldType.Hash384, FieldType.Hash512]);
const ofVariableSize = new Set<number>([
  FieldType.Amount,
  FieldType.Blob,
  FieldType.AccountId,
  FieldType.Object,
  FieldType.Array,
  FieldType.PathSet,
  FieldType.Vector256,
  FieldType.Issue,
  FieldType.XChainBridge,
]);

/** Field and enum tables, flat and indexed by code. */
export class Definitions {
  /** `FieldKind` or type code by field code; 0 where there is no such field. */
  readonly kinds = new Uint8Array(1 << 16);
  /** Reference into `pool` of `,"Name":` by field code. */
  readonly keys = new Int32Array(1 << 16);
  /** The same for an array's element, `,{"Name":`. */
  readonly elementKeys = new Int32Array(1 << 16);
  readonly names: (string | undefined)[] = [];
  readonly codes = new Map<string, FieldCode>();
  readonly pool = new TextPool();
  /** References into `pool` of the quoted name by code. */
  readonly ledgerEntryTypes: Int32Array;
  readonly transactionTypes: Int32Array;
  readonly transactionResults: Int32Array;
  readonly permissions = new Map<number, number>();

  constructor(source: ServerDefinitions, granularPermissions: Readonly<Record<string, number>>) {
    for (const [name, field] of source.FIELDS) this.addField(name, source.TYPES[field.type], field);
    this.ledgerEntryTypes = this.enumeration(source.LEDGER_ENTRY_TYPES, 1 << 16);
    this.transactionTypes = this.enumeration(source.TRANSACTION_TYPES, 1 << 16);
    this.transactionResults = this.enumeration(source.TRANSACTION_RESULTS, 1 << 8);
    for (const [name, code] of Object.entries(granularPermissions)) this.permissions.set(code, this.quoted(name));
    // A permission for a whole transaction type is its code plus one.
    for (const code of this.transactionTypes.keys()) {
      const text = this.transactionTypes[code];
      if (text) this.permissions.set(code + 1, text);
    }
  }

  /** The field's name, or what can be said of an unknown one. */
  fieldName(code: FieldCode): string {
    return this.names[code] ?? `type ${code >> 8} field ${code & 255}`;
  }

  private addField(name: string, type: number | undefined, field: { nth: number; isSerialized: boolean }): void {
    if (type === undefined || type <= 0 || type > 255 || field.nth <= 0 || field.nth > 255) return;
    if (!field.isSerialized) return;
    const code = fieldCode(type, field.nth);
    const decodable = (fixedSize[type] !== 0 || ofVariableSize.has(type)) && !undecodable.has(type);
    const special = kindByName[name];
    const kind = special && special[0] === type ? special[1] : type;
    this.kinds[code] = decodable ? kind : FieldKind.undecodable;
    this.keys[code] = this.pool.add(`,"${name}":`);
    if (type === FieldType.Object) this.elementKeys[code] = this.pool.add(`,{"${name}":`);
    this.names[code] = name;
    this.codes.set(name, code);
  }

  private enumeration(codes: Readonly<Record<string, number>>, size: number): Int32Array {
    const texts = new Int32Array(size);
    for (const [name, code] of Object.entries(codes)) if (code >= 0 && code < size) texts[code] = this.quoted(name);
    return texts;
  }

  private quoted(name: string): number {
    return this.pool.add(`"${name}"`);
  }
}

/**
 * Compiles the definitions that a server gives of itself (`result` of `server_definitions`). It doesn't tell granular
 * permissions: those are the ones that the package knows.
 */
export function compileDefinitions(source: ServerDefinitions): Definitions {
  return new Definitions(source, DEFAULT_DEFINITIONS.granularPermissions);
}

/** What `ripple-binary-codec` ships: a new amendment is an update of that dependency. */
export const defaultDefinitions: Definitions = compileDefinitions(shipped as unknown as ServerDefinitions);
