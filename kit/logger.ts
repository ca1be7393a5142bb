import pino from 'pino';

/** What rooms log through: pino's calling convention, fields first, then one line of prose. */
export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** JSON lines on standard error; `level` is one of pino's (`info`, `warn`, `error`, `silent` …). */
export function createLogger(level: string): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
}
