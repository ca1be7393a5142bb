const texts: Record<string, string> = {
  defaultRipple: 'Its tokens ripple by default',
  depositAuth: 'Only who is authorized may send it money',
  disableMasterKey: 'Its master key is disabled',
  disallowIncomingXRP: 'Asks not to be sent XRP',
  globalFreeze: 'Everything it issued is frozen',
  noFreeze: 'Can never freeze what it issued',
  requireAuthorization: 'Trust lines to it need its authorization',
  requireDestinationTag: 'Payments to it need a destination tag',
  disallowIncomingNFTokenOffer: 'Takes no offers for NFTs',
  disallowIncomingCheck: 'Takes no checks',
  disallowIncomingPayChan: 'Takes no payment channels',
  disallowIncomingTrustline: 'Takes no trust lines',
  allowTrustLineClawback: 'Can claw its tokens back',
};

/** What is so about an account, by the flags of `account_info`. */
export const settingTexts = (flags: Readonly<Record<string, boolean>>): string[] =>
  Object.entries(texts).flatMap(([flag, text]) => (flags[flag] ? [text] : []));
