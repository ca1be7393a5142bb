import { hidePasswords } from '../kit/hide-passwords';
import { urls, type ServeOptions } from './serve';

/** What `up` says first: what is going on, where to look, what to try, how to end it. */
export function greeting(
  options: ServeOptions,
  port: number,
  source: readonly string[] | undefined,
  extent: { first: number; last: number } | undefined,
): string {
  const { http } = urls(options, port);
  const ledgers = extent ? `, ledgers ${extent.first} to ${extent.last}` : '';
  const where = options.data === '.millrace' ? '' : ` --data ${options.data}`;
  return `
  source  ${(source ?? ['the bundled recording of a development network']).map(hidePasswords).join(', ')}${ledgers}
  data    ${options.data}
  page    ${http}/
  try     curl -d '{"method":"server_info"}' ${http}/
          npx millrace status${where}
  stop    Ctrl+C; the same command goes on where it was
`;
}
