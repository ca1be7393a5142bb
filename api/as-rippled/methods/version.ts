import { newestApiVersion } from '../../call';
import type { Handler } from '../handler';

/** From API version 2 on without the one that was once called good. */
export const version: Handler = (_request, { apiVersion }) =>
  Promise.resolve({ version: { first: 1, last: newestApiVersion, ...(apiVersion < 2 && { good: 1 }) } });
