import { book_changes as method } from '../../methods/book_changes';
import type { Handler } from '../handler';
import { lookUpLedger } from '../ledger-lookup';

export const book_changes: Handler = async (request, context) =>
  method.run((await lookUpLedger(request, context)).selection, context);
