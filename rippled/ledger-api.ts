import { loadSync, type MethodDefinition } from '@grpc/proto-loader';
import { packageFile } from '../kit/package-root';

/** Messages of `schemas/rippled-ledger-api.proto`. What the wire leaves out is absent. */
export interface LedgerSpecifier {
  shortcut?: 'SHORTCUT_VALIDATED';
  sequence?: number;
}

export interface GetLedgerRequest {
  ledger: LedgerSpecifier;
  transactions?: boolean;
  expand?: boolean;
  get_objects?: boolean;
  get_object_neighbors?: boolean;
  user?: string;
}

export interface RawLedgerObject {
  data?: Buffer;
  key?: Buffer;
  mod_type?: 'UNSPECIFIED' | 'CREATED' | 'MODIFIED' | 'DELETED';
  predecessor?: Buffer;
  successor?: Buffer;
}

export interface GetLedgerResponse {
  /** 118 bytes of header, 32 of ledger hash. */
  ledger_header?: Buffer;
  hashes_list?: { hashes?: Buffer[] };
  transactions_list?: { transactions?: { transaction_blob?: Buffer; metadata_blob?: Buffer }[] };
  validated?: boolean;
  ledger_objects?: { objects?: RawLedgerObject[] };
  skiplist_included?: boolean;
  is_unlimited?: boolean;
  objects_included?: boolean;
  object_neighbors_included?: boolean;
  book_successors?: { book_base?: Buffer; first_book?: Buffer }[];
}

export interface GetLedgerDataRequest {
  ledger: LedgerSpecifier;
  marker?: Buffer;
  end_marker?: Buffer;
  user?: string;
}

export interface GetLedgerDataResponse {
  ledger_index?: number;
  ledger_hash?: Buffer;
  ledger_objects?: { objects?: RawLedgerObject[] };
  marker?: Buffer;
  is_unlimited?: boolean;
}

const definition = loadSync(packageFile('schemas', 'rippled-ledger-api.proto'), { keepCase: true, enums: String });
const service = definition['org.xrpl.rpc.v1.XRPLedgerAPIService'] as unknown as {
  GetLedger: MethodDefinition<GetLedgerRequest, GetLedgerResponse>;
  GetLedgerData: MethodDefinition<GetLedgerDataRequest, GetLedgerDataResponse>;
};

/** Paths, and how messages are written and read. */
export const ledgerApi = service;
