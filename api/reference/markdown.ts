import { errors, type ErrorName } from '../../schemas/errors';
import type { Field, FieldSchema } from '../fields/field';
import { webSocketOnly } from '../http-request';
import { jsonText } from '../json';
import type { AnyMethod } from '../method';
import { methods } from '../registry';
import { commonErrors } from './common-errors';

/** The page `docs/api.md`: every method with its members, an example and its errors, from the declarations. */
export function apiReference(): string {
  return [
    '# The API',
    'Written from the declarations of the methods by `npm run docs`. `/openapi.json` of a running server, and',
    '[openapi.json](openapi.json) here, say the same to machines. A request is a POST of `{"method": NAME, "params":',
    '[{…}]}`, or over WebSocket a message `{"command": NAME, …}` on the same port. Each may carry `api_version`: 1',
    '(the default), 2 or 3. Every example has an answer in the bundled recording, unless the amendment it needs came later.',
    '',
    '## Errors of any method',
    ...errorTable(Object.entries(commonErrors) as [ErrorName, string][]),
    ...[...methods].flatMap(([name, method]) => section(name, method)),
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n');
}

function section(name: string, method: AnyMethod): string[] {
  const { summary, fields, exactlyOne, since, example, weight = 1, errors: own = [] } = method;
  const notes = [
    summary,
    ...(webSocketOnly.has(name) ? ['Over WebSocket only.'] : []),
    ...(exactlyOne ? [`Exactly one of ${exactlyOne.map((each) => `\`${each}\``).join(', ')} must be given.`] : []),
    ...(since ? [`Known once ${since.join(' or ')} is in force.`] : []),
    ...(weight > 1 ? [`Counts as ${weight} requests towards the limit.`] : []),
  ];
  const request = webSocketOnly.has(name) ? { command: name, ...example } : { method: name, params: [example] };
  const rows = Object.entries(fields).map(([member, field]) => row(member, field));
  return [
    '',
    `## ${name}`,
    '',
    notes.join(' '),
    ...(rows.length > 0 ? ['', '| member | type | | |', '| --- | --- | --- | --- |', ...rows] : []),
    '',
    '```json',
    jsonText(request),
    '```',
    ...(own.length > 0
      ? ['', `Errors of its own: ${own.map((error) => `\`${errors[error].token ?? error}\``).join(', ')}.`]
      : []),
  ];
}

function row(member: string, field: Field<unknown>): string {
  const { description = '' } = field.schema;
  const duty = field.missing ? 'required' : field.deprecated ? 'deprecated' : '';
  return `| \`${member}\` | ${typeText(field.schema)} | ${duty} | ${[description, ...bounds(field.schema)].filter(Boolean).join(' ').replaceAll('|', '\\|')} |`;
}

function typeText({ type, items }: FieldSchema): string {
  if (type === undefined) return 'any';
  if (typeof type !== 'string') return type.join(' or ');
  return items ? `array of ${typeText(items)}` : type;
}

function bounds({ minimum, maximum, default: standard, enum: values, items, format }: FieldSchema): string[] {
  const allowed = values ?? items?.enum;
  const widest = 0xffffffff;
  return [
    ...(minimum !== undefined && maximum !== undefined && maximum !== widest ? [`${minimum} to ${maximum}.`] : []),
    ...(standard !== undefined ? [`Default \`${standard}\`.`] : []),
    ...(format ? [`Format ${format}.`] : []),
    ...(allowed ? [`One of ${allowed.map((value) => `\`${value}\``).join(', ')}.`] : []),
  ];
}

function errorTable(rows: [ErrorName, string][]): string[] {
  return [
    '',
    '| error | code | |',
    '| --- | --- | --- |',
    ...rows.map(([name, when]) => `| \`${errors[name].token ?? name}\` | ${errors[name].code} | ${when} |`),
    '',
  ];
}
