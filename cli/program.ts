import { Command } from 'commander';
import { addApi } from './commands/api';
import { addAudit } from './commands/audit';
import { addBackfill } from './commands/backfill';
import { addConfig } from './commands/config';
import { addConsume } from './commands/consume';
import { addCoverage } from './commands/coverage';
import { addDigest } from './commands/digest';
import { addExport } from './commands/export';
import { addFanOut } from './commands/fan-out';
import { addImport } from './commands/import';
import { addProduce } from './commands/produce';
import { addRecord } from './commands/record';
import { addRebuild } from './commands/rebuild';
import { addRepair } from './commands/repair';
import { addReplay } from './commands/replay';
import { addStatus } from './commands/status';
import { addSwitch } from './commands/switch';
import { addTopics } from './commands/topics';
import { addUp } from './commands/up';
import { hidePasswords } from '../kit/hide-passwords';
import { addSettingsFile } from './settings-file';
import { version } from './version';

const groups: [heading: string, add: ((program: Command) => void)[]][] = [
  ['To run:', [addUp, addProduce, addConsume, addApi, addFanOut, addSwitch, addBackfill]],
  ['To look:', [addStatus, addCoverage, addDigest, addTopics]],
  ['To check and mend:', [addAudit, addRepair, addRebuild, addReplay]],
  ['To keep and take elsewhere:', [addRecord, addImport, addExport]],
  ['To look:', [addConfig]], // the last: it has the settings of all of them
];

/** The command line: every command, each with its own help. */
export function createProgram(): Command {
  const program = new Command('millrace')
    .description(
      'Turns an XRP Ledger node into a replayable stream, and the stream into a fast, verified, rippled-compatible API.',
    )
    .version(version)
    .configureOutput({ outputError: (message, write) => write(hidePasswords(message)) })
    .showHelpAfterError('(add --help to see what is allowed)')
    .addHelpText(
      'after',
      `
How it fits together:
  source ──produce──► event log ──consume──► tables ──api──► HTTP and WebSocket
  Each arrow is a command of its own; "up" runs all of them. They meet only in the --data folder, or on a cluster
  where --log (Kafka) and --store (ScyllaDB, Cassandra) say so.

Examples:
  millrace up                                      serve the bundled recording on 127.0.0.1:51233
  millrace up --source wss://s2-clio.ripple.com --data /srv/xrpl
                                                   follow the main network, keep log and tables there
  millrace status --data /srv/xrpl                 what is in it, and what goes on there
  millrace up --config millrace.yaml               with settings from a file; "millrace config" lists them
  curl -d '{"method":"server_info"}' http://127.0.0.1:51233/`,
    );

  for (const [heading, commands] of groups) {
    for (const add of commands) {
      program.commandsGroup(heading);
      add(program);
    }
  }
  addSettingsFile(program);
  return program;
}
