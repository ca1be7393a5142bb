/**
 * Every error an answer can carry: the one table. Names, codes and messages are rippled's (below 100) and Clio's
 * (5000 and up), as recorded from rippled 2.3 and Clio 2.3. A method may put a more exact message in place of the
 * one here.
 */
export interface ErrorInfo {
  /** `error_code`. */
  readonly code: number;
  /** `error_message` unless a more exact one is given. */
  readonly message: string;
  /** `error`, where it isn't the key in this table. */
  readonly token?: string;
  /** The peers send the name alone, without code and message. */
  readonly bare?: true;
  /** The same request may succeed later, unchanged. */
  readonly retryable?: true;
}

const table = {
  badSyntax: { code: 1, message: 'Syntax error.' },
  jsonInvalid: { code: 2, message: 'Invalid JSON format.' },
  forbidden: { code: 3, message: 'Bad credentials.' },
  wrongNetwork: { code: 4, message: 'Wrong network.', token: 'unknown' },
  noPermission: { code: 6, message: "You don't have permission for this command." },
  noEvents: { code: 7, message: 'Current transport does not support events.' },
  tooBusy: { code: 9, message: 'The server is too busy to help you now.', retryable: true },
  slowDown: { code: 10, message: 'You are placing too much load on the server.', retryable: true },
  notReady: { code: 13, message: 'Not ready to handle this request.', retryable: true },
  actNotFound: { code: 19, message: 'Account not found.' },
  lgrNotFound: { code: 21, message: 'Ledger not found.' },
  lgrNotValidated: { code: 22, message: 'Ledger not validated.' },
  txnNotFound: { code: 29, message: 'Transaction not found.' },
  transactionNotFound: { code: 29, message: 'Transaction not found.' },
  invalidHotWallet: { code: 30, message: 'Invalid hotwallet.' },
  invalidParams: { code: 31, message: 'Invalid parameters.' },
  unknownCmd: { code: 32, message: 'Unknown method.' },
  noPathRequest: { code: 33, message: 'No pathfinding request in progress.' },
  actMalformed: { code: 35, message: 'Account malformed.' },
  badFeature: { code: 40, message: 'Feature unknown or invalid.' },
  badIssuer: { code: 41, message: 'Issuer account malformed.' },
  badMarket: { code: 42, message: 'No such market.' },
  channelMalformed: { code: 45, message: 'Payment channel is malformed.' },
  channelAmtMalformed: { code: 46, message: 'Payment channel amount is malformed.' },
  dstActMissing: { code: 49, message: 'Destination account not provided.' },
  dstActNotFound: { code: 50, message: 'Destination account not found.' },
  dstAmtMalformed: { code: 51, message: 'Destination amount/currency/issuer is malformed.' },
  dstAmtMissing: { code: 52, message: 'Destination amount/currency/issuer is missing.' },
  dstIsrMalformed: { code: 53, message: 'Destination issuer is malformed.' },
  lgrIdxsInvalid: { code: 57, message: 'Ledger indexes invalid.' },
  lgrIdxMalformed: { code: 58, message: 'Ledger index malformed.' },
  publicMalformed: { code: 62, message: 'Public key is malformed.' },
  srcActMalformed: { code: 65, message: 'Source account is malformed.' },
  srcActMissing: { code: 66, message: 'Source account not provided.' },
  srcActNotFound: { code: 67, message: 'Source account not found.' },
  srcCurMalformed: { code: 69, message: 'Source currency is malformed.' },
  srcIsrMalformed: { code: 70, message: 'Source issuer is malformed.' },
  malformedStream: { code: 71, message: 'Stream malformed.' },
  internal: { code: 73, message: 'Internal error.' },
  notImpl: { code: 74, message: 'Not implemented.' },
  notSupported: { code: 75, message: 'Operation not supported.' },
  excessiveLgrRange: { code: 78, message: 'Ledger range exceeds 1000.' },
  invalidLgrRange: { code: 79, message: 'Ledger range is invalid.' },
  objectNotFound: { code: 92, message: 'The requested object was not found.' },
  issueMalformed: { code: 93, message: 'Issue is malformed.' },
  oracleMalformed: { code: 94, message: 'Oracle request is malformed.' },
  badCredentials: { code: 95, message: 'Credentials do not exist, are not accepted, or have expired.' },
  entryNotFound: { code: 97, message: 'Entry not found.', bare: true },
  unexpectedLedgerType: { code: 98, message: 'Unexpected ledger type.', bare: true },

  malformedCurrency: { code: 5000, message: 'Malformed currency.' },
  malformedRequest: { code: 5001, message: 'Malformed request.' },
  malformedOwner: { code: 5002, message: 'Malformed owner.' },
  malformedAddress: { code: 5003, message: 'Malformed address.' },
  clioInvalidHotWallet: { code: 5004, message: 'Invalid hot wallet.', token: 'invalidHotWallet' },
  unknownOption: { code: 5005, message: 'Unknown option.' },
  fieldNotFoundTransaction: { code: 5006, message: 'Missing field.' },
  malformedDocumentID: { code: 5007, message: 'Malformed oracle_document_id.' },
  malformedAuthorizedCredentials: { code: 5008, message: 'Malformed authorized credentials.' },

  invalid_API_version: { code: 6000, message: 'Invalid API version.' },
  missingCommand: { code: 6001, message: 'Method/Command is not specified or is not a string.' },
  commandNotString: { code: 6002, message: 'Method is not a string.' },
  emptyCommand: { code: 6003, message: 'Method is an empty string.' },
  paramsUnparseable: { code: 6004, message: 'Params must be an array holding exactly one object.' },

  connectionError: { code: 7000, message: "Couldn't connect to rippled.", retryable: true },
  requestError: { code: 7001, message: 'Error sending request to rippled.', retryable: true },
  timeout: { code: 7002, message: 'Request to rippled timed out.', retryable: true },
  invalidResponse: { code: 7003, message: 'Rippled returned an invalid response.', retryable: true },
} satisfies Record<string, ErrorInfo>;

export type ErrorName = keyof typeof table;
export const errors: Readonly<Record<ErrorName, ErrorInfo>> = table;
