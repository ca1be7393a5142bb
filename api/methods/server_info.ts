import { completeLedgers } from '../../store/read/visible-ledgers';
import { fromUnixTime, toHuman } from '../../xrpl/time';
import { hex } from '../hex';
import { readFees } from '../fees';
import { closeTimeOf } from '../ledger-json';
import { defineMethod } from '../method';

/** A plain value of a node's answer. */
const told = (value: unknown): number | string | undefined =>
  typeof value === 'number' || typeof value === 'string' ? value : undefined;

const dropsPerXrp = 1_000_000;

export const server_info = defineMethod({
  summary: 'What this server is, what it holds, and the newest ledger with its fees.',
  example: {},
  fields: {},
  async run(_params, context) {
    const { newest, range, service, isAdmin } = context;
    const ofNode = await context.nodes?.info.read();
    const fees = await readFees(context, newest.ledgerIndex);
    const now = service.now();
    const seconds = fromUnixTime(Math.floor(now / 1000));
    return {
      info: {
        complete_ledgers: completeLedgers(range),
        load_factor: told(ofNode?.['load_factor']) ?? 1,
        time: toHuman(seconds).replace('.000000000', '.000000'),
        uptime: Math.floor((now - service.startedAt) / 1000),
        millrace_version: service.version,
        rippled_version: told(ofNode?.['build_version']),
        network_id: told(ofNode?.['network_id']) ?? service.networkId,
        validation_quorum: told(ofNode?.['validation_quorum']),
        counters: isAdmin ? service.counters() : undefined,
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
