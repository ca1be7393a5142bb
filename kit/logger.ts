import { isatty } from 'node:tty';
import pino from 'pino';
import pretty from 'pino-pretty';
import { hidePasswords } from './hide-passwords';

/** What rooms log through: pino's calling convention, fields first, then one line of prose. */
export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Where lines go. */
export interface LogOutput {
  readonly isTerminal: boolean;
  write(text: string): void;
}

function standardError(): LogOutput {
  const destination = pino.destination({ dest: 2, sync: true });
  return { isTerminal: isatty(2), write: (text) => void destination.write(text) };
}

/** Wipes what a line of progress has left in the line that the cursor is in. */
const anew = '\r\x1b[K';

/**
 * One line for each event on standard error: for people on a terminal, JSON elsewhere. No line has a password of a URL.
 *
 * @param level one of pino's (`info`, `warn`, `error`, `silent` …)
 */
export function createLogger(level: string, output = standardError()): Logger {
  const lines = output.isTerminal ? forPeople() : (line: string) => line;
  const destination = { write: (line: string) => output.write(hidePasswords(lines(line))) };
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}

/** From a line of JSON to one that reads `14:03:12 WARN  a node is stalled  source=… ledgerIndex=…`. */
function forPeople(): (line: string) => string {
  const shown = pretty.prettyFactory({
    colorize: true,
    singleLine: true,
    translateTime: 'SYS:HH:MM:ss',
    ignore: 'pid,hostname',
  });
  return (line) => anew + shown(line);
}
