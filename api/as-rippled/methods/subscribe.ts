import { subscribe as method } from '../../methods/subscribe';
import type { Handler } from '../handler';
import { runPlainly } from '../subscription';

export const subscribe: Handler = (request, context) => runPlainly(method, request, context);
