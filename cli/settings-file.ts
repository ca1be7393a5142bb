import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { parse } from 'yaml';
import { Setting } from './setting';

/** Adds `--config FILE` to the program: what the file sets holds for every command that has such a setting. */
export function addSettingsFile(program: Command): void {
  program.addOption(
    new Setting('config', '<file>', 'settings as YAML: one `name: value` a line, named as the flags are'),
  );
  program.hook('preSubcommand', (_, command) => {
    const path = program.opts<{ config?: string }>().config;
    if (path === undefined) return;
    const values = readSettings(path, new Set(settingsOf(program).map(({ setting }) => setting)));
    for (const option of command.options) {
      if (!(option instanceof Setting)) continue;
      const value = values.get(option.setting);
      if (value !== undefined)
        command.setOptionValueWithSource(option.attributeName(), checked(path, option, value), 'config');
    }
  });
}

/** Every setting of every command, once each, in the order they are first declared. */
export function settingsOf(program: Command): Setting[] {
  const all = program.commands.flatMap((command) => command.options.filter((option) => option instanceof Setting));
  return all.filter(({ setting }, i) => all.findIndex((each) => each.setting === setting) === i);
}

function readSettings(path: string, known: ReadonlySet<string>): Map<string, unknown> {
  let document: unknown;
  try {
    document = parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`--config ${path}: ${(error as Error).message}`, { cause: error });
  }
  if (document === null) return new Map();
  if (typeof document !== 'object' || Array.isArray(document)) {
    throw new Error(`--config ${path}: settings are lines of the form "name: value"`);
  }
  const values = new Map(Object.entries(document));
  for (const name of values.keys()) {
    if (!known.has(name)) {
      throw new Error(`--config ${path}: there is no setting "${name}"; "millrace config" lists them all`);
    }
  }
  return values;
}

/** The value as the flag of the same name would have given it. */
function checked(path: string, option: Setting, value: unknown): unknown {
  const text = Array.isArray(value) ? value.join(',') : String(value);
  if (typeof value === 'object' && !Array.isArray(value)) {
    throw new Error(`--config ${path}: ${option.setting} is one value, not a group of them`);
  }
  try {
    const parsed: unknown = option.parseArg ? option.parseArg(text, undefined) : text;
    // A copy: a flag replaces what the file lists, and adds to what flags before it listed.
    return Array.isArray(parsed) ? [...(parsed as unknown[])] : parsed;
  } catch (error) {
    throw new Error(
      `--config ${path}: ${option.setting}: ${JSON.stringify(value)} is not allowed. ${(error as Error).message}`,
      { cause: error },
    );
  }
}
