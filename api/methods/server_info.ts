import { fromUnixTime, toHuman } from '../../xrpl/time';
import { hex } from '../hex';
import { readFees } from '../fees';
import { closeTimeOf } from '../ledger-json';
import { defineMethod } from '../method';

const dropsPerXrp = 1_000_000;

export const server_info = defineMethod({
  summary: 'What this server is, what it holds, and the newest ledger with its fees.',
  fields: {},
  async run(_params, context) {
    const { newest, range, service } = context;
    const fees = await readFees(context, newest.ledgerIndex);
    const now = service.now();
    const seconds = fromUnixTime(Math.floor(now / 1000));
    return {
      info: {
        complete_ledgers: `${range.first}-${range.last}`,
        load_factor: 1,
        time: toHuman(seconds).replace('.000000000', '.000000'),
        uptime: Math.floor((now - service.startedAt) / 1000),
        millrace_version: service.version,
        network_id: service.networkId,
        validated_ledger: {
          age: Math.max(seconds - closeTimeOf(newest), 0),
          hash: hex(newest.hash),
          seq: newest.ledgerIndex,
          base_fee_xrp: fees.base / dropsPerXrp,
          reserve_base_xrp: fees.reserveBase / dropsPerXrp,
          reserve_inc_xrp: fees.reserveIncrement / dropsPerXrp,
        },
      },
      validated: true,
    };
  },
});
