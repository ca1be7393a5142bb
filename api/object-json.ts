import { toJson } from '../xrpl/codec/json';
import { hex } from './hex';
import { RawJson } from './json';

/** A ledger entry as JSON, with its key as `index`. */
export function objectJson(key: Buffer, blob: Buffer): RawJson {
  return new RawJson(`${toJson(blob).slice(0, -1)},"index":"${hex(key)}"}`);
}
