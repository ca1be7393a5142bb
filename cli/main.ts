#!/usr/bin/env node
import { hidePasswords } from '../kit/hide-passwords';
import { createProgram } from './program';

createProgram()
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`millrace: ${hidePasswords(error instanceof Error ? error.message : String(error))}\n`);
    process.exitCode = 1;
  })
  // Everything is closed by now, but cassandra-driver leaves a timer running when a node went and came back.
  .finally(() => process.exit());
