import { accessSync, constants } from 'node:fs';
import { InvalidArgumentError, Option } from 'commander';

export type SettingValue = string | number | readonly string[];

/**
 * An option that a deployment sets once and for all: declared in one place with its type, default and description, and
 * given by the settings file, by an environment variable (`MILLRACE_` and its name) or by a flag, the later over the former.
 */
export class Setting extends Option {
  constructor(
    /** In the settings file; `--name` on the command line. */
    readonly setting: string,
    value: `<${string}>`,
    description: string,
  ) {
    super(`--${setting} ${value}`, description);
    this.env(`MILLRACE_${setting.replaceAll('-', '_').toUpperCase()}`);
    this.argParser(text);
  }
}

/** Any text but none: an empty variable is one that somebody forgot to fill. */
export function text(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('It is empty: give a value, or leave it out.');
  return value;
}

/** A file that is there and may be read. */
export function readableFile(path: string): string {
  try {
    accessSync(text(path), constants.R_OK);
  } catch (error) {
    throw error instanceof InvalidArgumentError ? error : new InvalidArgumentError('No such file can be read.');
  }
  return path;
}

/** Parses a setting of several values: `--name a --name b` or `a,b`. What a flag gives replaces the file's. */
export function list<T>(parse: (text: string) => T): (given: string, before: readonly T[] | undefined) => readonly T[] {
  const fromFlags = new WeakSet<object>();
  return (given, before) => {
    const earlier = before !== undefined && fromFlags.has(before) ? before : [];
    const values = [...earlier, ...given.split(',').map((part) => parse(text(part.trim())))];
    fromFlags.add(values);
    return values;
  };
}
