/** What a transaction is about, for its colour. */
export type Family = 'payments' | 'trading' | 'trust' | 'nfts' | 'tokens' | 'others';

const rules: readonly (readonly [RegExp, Family])[] = [
  [/^(Payment|Check|Escrow|Clawback|XChain|Vault|Loan)/, 'payments'],
  [/^(Offer|AMM)/, 'trading'],
  [/^(TrustSet|DepositPreauth|Credential|PermissionedDomain)/, 'trust'],
  [/^NFToken/, 'nfts'],
  [/^(MPToken|Oracle|DID)/, 'tokens'],
];

export const familyOf = (type: string): Family => rules.find(([pattern]) => pattern.test(type))?.[1] ?? 'others';

export const familyNames: readonly (readonly [Family, string])[] = [
  ['payments', 'payments'],
  ['trading', 'trading'],
  ['trust', 'trust'],
  ['nfts', 'NFTs'],
  ['tokens', 'tokens and data'],
  ['others', 'accounts and others'],
];
