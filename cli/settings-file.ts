import { readFileSync } from 'node:fs';
import { InvalidArgumentError, type Command } from 'commander';
import { parse } from 'yaml';
import { environment } from '../kit/config';
import { closest } from './closest';
import { Setting, type SettingValue } from './setting';
import { checkEnvironment } from './settings-environment';

/**
 * Adds `--config FILE` to the program: what the file sets holds for every command that has such a setting. File and
 * environment are checked whole, also for what the command has no use for: tiers share them.
 */
export function addSettingsFile(program: Command): void {
  program.addOption(
    new Setting('config', '<file>', 'settings as YAML: one `name: value` a line, named as the flags are'),
  );
  program.hook('preSubcommand', (_, command) => {
    if (program.args.some((arg) => arg === '--help' || arg === '-h')) return;
    const settings = settingsOf(program);
    checkEnvironment(environment('MILLRACE_'), settings);
    const path = program.opts<{ config?: string }>().config;
    if (path === undefined) return;
    const values = readSettings(path, settings);
    for (const option of command.options) {
      if (!(option instanceof Setting)) continue;
      const value = values.get(option.setting);
      if (value !== undefined) command.setOptionValueWithSource(option.attributeName(), value, 'config');
    }
  });
}

/** Every setting of every command, once each, in the order they are first declared. */
export function settingsOf(program: Command): Setting[] {
  const all = program.commands.flatMap((command) => command.options.filter((option) => option instanceof Setting));
  return all.filter(({ setting }, i) => all.findIndex((each) => each.setting === setting) === i);
}

function readSettings(path: string, settings: readonly Setting[]): Map<string, unknown> {
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
  const names = settings.map(({ setting }) => setting);
  return new Map(
    Object.entries(document).map(([name, value]) => {
      const setting = settings.find((each) => each.setting === name);
      if (setting) return [name, checked(path, setting, value)];
      const meant = closest(name, names);
      const hint = meant === undefined ? '"millrace config" lists them all' : `did you mean "${meant}"?`;
      throw new Error(`--config ${path}: there is no setting "${name}"; ${hint}`);
    }),
  );
}

/** The value as the flag of the same name would have given it. */
function checked(path: string, { setting, parseArg }: Setting, value: unknown): unknown {
  try {
    if (value === null) throw new InvalidArgumentError('It has no value: give one, or leave the line out.');
    if (typeof value === 'object' && !Array.isArray(value)) {
      throw new InvalidArgumentError('It is one value, not a group of them.');
    }
    const text = [value as SettingValue].flat().join(',');
    const parsed: unknown = parseArg ? parseArg(text, undefined) : text;
    // A copy: a flag replaces what the file lists, and adds to what flags before it listed.
    return Array.isArray(parsed) ? [...(parsed as unknown[])] : parsed;
  } catch (error) {
    const problem = `${JSON.stringify(value)} is not allowed. ${(error as Error).message}`;
    throw new Error(`--config ${path}: ${setting}: ${problem}`, { cause: error });
  }
}
