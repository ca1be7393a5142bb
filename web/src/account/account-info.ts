import type { Fields } from '../node/answers';

export interface AccountInfo {
  account_data: Fields & {
    Account: string;
    Balance: string;
    OwnerCount: number;
    Sequence: number;
    Domain?: string;
    RegularKey?: string;
    TransferRate?: number;
    TickSize?: number;
    NFTokenMinter?: string;
    EmailHash?: string;
  };
  account_flags: Record<string, boolean>;
  signer_lists?: {
    SignerQuorum: number;
    SignerEntries: { SignerEntry: { Account: string; SignerWeight: number } }[];
  }[];
  ledger_index: number;
}

/** What the account's tabs are given. */
export interface TabProps {
  account: string;
  info: AccountInfo | undefined;
}

export interface Line {
  account: string;
  balance: string;
  currency: string;
  limit: string;
  limit_peer: string;
  no_ripple: boolean;
  freeze?: boolean;
  freeze_peer?: boolean;
  authorized?: boolean;
  peer_authorized?: boolean;
}
