export interface ErrorAnswer {
  error: string;
  error_message?: string;
  error_exception?: string;
}

/** An answer that is an error, with the server's own words. */
export class AnswerError extends Error {
  /** rippled's token, such as actNotFound. */
  readonly token: string;

  constructor({ error, error_message, error_exception }: ErrorAnswer) {
    super(error_message ?? error_exception ?? error);
    this.token = error;
  }
}

const notHere = new Set([
  'actNotFound',
  'txnNotFound',
  'lgrNotFound',
  'objectNotFound',
  'entryNotFound',
  'transactionNotFound',
]);

/** Whether what was asked for is simply not there. */
export const isNotFound = (error: unknown): boolean => error instanceof AnswerError && notHere.has(error.token);
