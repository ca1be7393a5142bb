import { subscribeFields } from '../../fields/subscription';
import { subscribeTo } from '../../methods/subscribe';
import { RpcError } from '../../rpc-error';
import { streamNames } from '../../streams/streams';
import type { Handler } from '../handler';
import { isPeerStatus, runPlainly } from '../subscription';

/** Offers of each direction of a book. */
const snapshotLimit = 60;

export const subscribe: Handler = (request, context) =>
  runPlainly(
    {
      fields: subscribeFields,
      run: (params, within) => subscribeTo(params, within, snapshotLimit),
      streamsOf: (streams) => {
        const first = streams.find((name) => !streamNames.has(name as string));
        if (isPeerStatus(first)) throw new RpcError('noPermission');
        return [...streams];
      },
    },
    request,
    context,
  );
