import shipped from 'ripple-binary-codec/dist/enums/definitions.json';

/** TransactionType codes by name, as the definitions ship them; names of no transaction (Invalid, -1) are left out. */
export const transactionTypeCodes: ReadonlyMap<string, number> = new Map(
  Object.entries(shipped.TRANSACTION_TYPES).filter(([, code]) => code >= 0),
);
