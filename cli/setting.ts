import { Option } from 'commander';

export type SettingValue = string | number | readonly string[];

/**
 * An option that a deployment sets once and for all: declared in one place with its type, default and description, and
 * given by the settings file, by an environment variable (`MILLRACE_` and its name) or by a flag, the later over the former.
 */
export class Setting extends Option {
  /** Whether its value must not be shown. */
  isSecret = false;

  constructor(
    /** In the settings file; `--name` on the command line. */
    readonly setting: string,
    value: `<${string}>`,
    description: string,
  ) {
    super(`--${setting} ${value}`, description);
    this.env(`MILLRACE_${setting.replaceAll('-', '_').toUpperCase()}`);
  }

  secret(): this {
    this.isSecret = true;
    return this;
  }
}

/** Parses a setting of several values: `--name a --name b` or `a,b`. What a flag gives replaces the file's. */
export function list<T>(parse: (text: string) => T): (text: string, before: readonly T[] | undefined) => readonly T[] {
  const fromFlags = new WeakSet<object>();
  return (text, before) => {
    const earlier = before !== undefined && fromFlags.has(before) ? before : [];
    const values = [...earlier, ...text.split(',').map((part) => parse(part.trim()))];
    fromFlags.add(values);
    return values;
  };
}
