import type { Setting, SettingValue } from './setting';

/** docs/settings.md: a table of every setting, from their declarations. */
export function settingsReference(settings: readonly Setting[]): string {
  const rows = settings.map((setting) => {
    const { argChoices: choices, defaultValueDescription } = setting;
    const defaultValue = setting.defaultValue as SettingValue | undefined;
    const allowed = choices ? `; one of ${choices.map((choice) => `\`${choice}\``).join(', ')}` : '';
    const preset = defaultValueDescription ?? (defaultValue === undefined ? '' : `\`${String(defaultValue)}\``);
    return `| \`${setting.setting}\` | \`${setting.envVar}\` | ${setting.description}${allowed} | ${preset} |`;
  });
  return `# Settings

Every setting can be given in a YAML file (\`--config FILE\`), as an environment variable, or as a flag (\`--name\`); the later
of these wins. \`millrace config\` prints what holds and where it comes from, \`millrace COMMAND --help\` which settings a
command has. Lists are YAML lists, repeated flags, or values with commas between them.

This page is made by \`millrace config --markdown\`; a test says when it is old.

| in the file | in the environment | what it sets | default |
| --- | --- | --- | --- |
${rows.join('\n')}`;
}
