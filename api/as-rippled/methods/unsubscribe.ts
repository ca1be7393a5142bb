import { unsubscribe as method } from '../../methods/unsubscribe';
import type { Handler } from '../handler';
import { runPlainly } from '../subscription';

export const unsubscribe: Handler = (request, context) => runPlainly(method, request, context);
