import { unsubscribe as method } from '../../methods/unsubscribe';
import type { Handler } from '../handler';
import { isPeerStatus, runPlainly } from '../subscription';

export const unsubscribe: Handler = (request, context) =>
  runPlainly(
    {
      fields: method.fields,
      run: (params, within) => method.run(params, within),
      // Whoever may not subscribe to it may leave it.
      streamsOf: (streams) => streams.filter((name) => !isPeerStatus(name)),
    },
    request,
    context,
  );
