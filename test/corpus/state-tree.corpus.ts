import { parseHeader } from '../../xrpl/header';
import { StateTree } from '../../xrpl/state-tree';
import { hex, recording, unhex } from './recording';

const ledgers: Record<string, number> = { dev: 1000, dev24: 150, bench: 300 };

describe.each(Object.keys(ledgers))('state roots of the %s recording', (set) => {
  it('are those in the headers, ledger by ledger, also through a store that forgets', async () => {
    const stored = new Map<string, Buffer>();
    const tree = new StateTree({ read: (path) => stored.get(path.toString('hex')) });
    let base = '';
    let proven = 0;
    for await (const line of recording(set)) {
      if (line.t === 'base') base = line.header;
      if (line.t === 'state') for (const [key, data] of line.o) tree.apply(unhex(key), unhex(data));
      if (line.t !== 'ledger') continue;
      if (proven === 0) expect(hex(tree.rootHash())).toBe(hex(parseHeader(unhex(base)).accountHash));
      for (const [key, , data] of line.diff) tree.apply(unhex(key), data === null ? null : unhex(data));
      expect(hex(tree.rootHash())).toBe(hex(parseHeader(unhex(line.header)).accountHash));
      proven++;
      if (proven % 7 !== 0) continue;
      for (const { path, node } of tree.unsaved()) {
        if (node) stored.set(path.toString('hex'), node);
        else stored.delete(path.toString('hex'));
      }
      tree.forget();
    }
    expect(proven).toBe(ledgers[set]);
  });
});
