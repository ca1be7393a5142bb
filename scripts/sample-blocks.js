#!/usr/bin/env node
/**
 * Writes the uncompressed blocks that an event log means, one file each, as samples for train-dictionaries.py.
 *
 *     npm run build && node scripts/sample-blocks.js LOG-FOLDER OUT-FOLDER
 */
const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { contentsView } = require('../dist/consumers/contents');
const { ArchiveLog } = require('../dist/log/archive/archive-log');
const { decompress } = require('../dist/store/blocks/compression');

async function main([log, out]) {
  mkdirSync(out, { recursive: true });
  for await (const segment of new ArchiveLog(log).read({ from: 0 })) {
    for (const { row } of contentsView.rows(segment)) {
      if (row.block) writeFileSync(join(out, `${row.ledger}-${row.position}`), decompress(row.block));
    }
  }
}

void main(process.argv.slice(2));
