import { AnswerError, type ErrorAnswer } from './answer-error';
import { connection } from './the-connection';

/** Their answers are long: they go by HTTP, which compresses them to a sixth and less. */
const long = new Set([
  'ledger',
  'account_tx',
  'account_objects',
  'account_lines',
  'book_offers',
  'nft_history',
  'mptoken_issuance_history',
]);
const mostTries = 5;

/** @returns the result; rejects with an AnswerError when that is an error */
export const ask = <T>(command: string, params: object = {}): Promise<T> =>
  long.has(command) ? askByHttp<T>(command, params) : connection.ask<T>(command, params);

interface Reply {
  result: { status: string };
}

async function askByHttp<T>(method: string, params: object): Promise<T> {
  const body = JSON.stringify({ method, params: [{ api_version: 2, ...params }] });
  for (let tries = 1; ; tries += 1) {
    const response = await connection
      .whenOpen()
      .then(() => fetch('/', { method: 'POST', body }).catch(() => undefined));
    // 503 is for who asks too much at once; without a response the server has gone away, and may come back.
    if ((response === undefined || response.status === 503) && tries < mostTries) {
      await new Promise((resolve) => setTimeout(resolve, 500 * tries));
      continue;
    }
    if (!response) throw new Error('The server does not answer.');
    const { result } = (await response.json()) as Reply;
    if (result.status === 'success') return result as T;
    throw new AnswerError(result as unknown as ErrorAnswer);
  }
}
