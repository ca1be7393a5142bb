import type { Command } from 'commander';
import type { Setting, SettingValue } from '../setting';
import { hidePasswords } from '../../kit/hide-passwords';
import { settingsReference } from '../settings-reference';
import { settingsOf } from '../settings-file';

/** Added last: it has every setting of the commands before it. */
export function addConfig(program: Command): void {
  const settings = settingsOf(program);
  const command = program
    .command('config')
    .description('every setting, its value here, and where that comes from')
    .option('--json', 'as one JSON object')
    .option('--markdown', 'the reference of all settings, as in docs/settings.md')
    .addHelpText(
      'after',
      `
A setting is given in a file (--config FILE), as an environment variable or as a flag; the later of these wins.

Example:
  MILLRACE_PORT=6005 millrace config --config millrace.yaml --data /srv/xrpl`,
    )
    .action(({ json, markdown }: { json?: boolean; markdown?: boolean }) => {
      if (markdown) return console.log(settingsReference(settings));
      const rows = settings.map((setting) => effective(command, setting));
      if (json) return console.log(JSON.stringify(Object.fromEntries(rows.map(({ name, ...rest }) => [name, rest]))));
      for (const { name, value, from } of rows) {
        const shown = [value ?? ''].flat().join(', ');
        console.log(`${name.padEnd(20)}${shown.padEnd(24)}  ${from}`.trimEnd());
      }
    });
  for (const setting of settings) command.addOption(setting);
}

interface Effective {
  name: string;
  value: SettingValue | undefined;
  /** The flag, the variable or the file that gave it. */
  from: string;
}

function effective(command: Command, setting: Setting): Effective {
  const key = setting.attributeName();
  const value = command.getOptionValue(key) as SettingValue | undefined;
  const { config } = command.optsWithGlobals<{ config?: string }>();
  const origin: Record<string, string | undefined> = { config, env: setting.envVar, cli: setting.long };
  const from = origin[command.getOptionValueSource(key) ?? ''] ?? (value === undefined ? 'not set' : 'default');
  return { name: setting.setting, value: withoutPasswords(value), from };
}

function withoutPasswords(value: SettingValue | undefined): SettingValue | undefined {
  if (typeof value === 'string') return hidePasswords(value);
  return Array.isArray(value) ? value.map(hidePasswords) : value;
}
