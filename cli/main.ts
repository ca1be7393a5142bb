#!/usr/bin/env node
import { hidePasswords } from '../kit/hide-passwords';
import { fullDisk } from './full-disk';
import { createProgram } from './program';

function fail(message: string): void {
  process.stderr.write(`millrace: ${hidePasswords(message)}\n`);
  process.exitCode = 1;
}

// LMDB throws where nobody waits for it.
process.on('uncaughtException', (error) => {
  fail(fullDisk(error) ?? error.stack ?? error.message);
  process.exit();
});

createProgram()
  .parseAsync()
  .catch((error: unknown) => fail(fullDisk(error) ?? (error instanceof Error ? error.message : String(error))))
  // Everything is closed by now, but cassandra-driver leaves a timer running when a node went and came back.
  .finally(() => process.exit());
