import { errors } from '../../schemas/errors';
import { newestApiVersion } from '../call';
import type { Field, Fields, FieldSchema } from '../fields/field';
import { webSocketOnly } from '../http-request';
import type { JsonObject, JsonValue } from '../json';
import type { AnyMethod } from '../method';
import { methods } from '../registry';
import { commonErrors } from './common-errors';

/**
 * The OpenAPI 3.1 document of the API over HTTP, from the declarations of the methods. Requests may be posted to any
 * path; so that each method is an operation of its own, the document gives each the path of its name.
 */
export function openApi(): JsonObject {
  const byHttp = [...methods].filter(([name]) => !webSocketOnly.has(name));
  const byWebSocket = [...methods].filter(([name]) => webSocketOnly.has(name));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Millrace',
      version: String(newestApiVersion),
      summary: "rippled's JSON-RPC API of validated ledgers.",
      license: { name: 'ISC', identifier: 'ISC' },
    },
    paths: Object.fromEntries(byHttp.map(([name, method]) => [`/${name}`, { post: operation(name, method) }])),
    components: { schemas: components() },
    // Not part of OpenAPI, which knows no WebSocket: for those who show the whole API.
    'x-webSocketOnly': Object.fromEntries(byWebSocket.map(([name, method]) => [name, operation(name, method)])),
  };
}

const jsonContent = (schema: JsonObject, example?: JsonObject): JsonObject => ({
  'application/json': { schema, ...(example && { example }) },
});
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

function operation(name: string, method: AnyMethod): JsonObject {
  const params: JsonObject = {
    type: 'object',
    properties: { ...properties(method.fields), api_version: ref('ApiVersion') },
    required: requiredOf(method.fields),
    ...(method.exactlyOne && { oneOf: method.exactlyOne.map((each) => ({ required: [each] })) }),
  };
  const body: JsonObject = {
    type: 'object',
    properties: { method: { const: name }, params: { type: 'array', minItems: 1, maxItems: 1, items: params }, id: {} },
    required: ['method', 'params'],
  };
  return {
    operationId: name,
    summary: method.summary,
    requestBody: { required: true, content: jsonContent(body, { method: name, params: [method.example] }) },
    responses: {
      '200': { description: 'The answer, which may be an error.', content: jsonContent(ref('Answer')) },
      '400': {
        description: 'No call could be read from the body.',
        content: { 'text/plain': { schema: { type: 'string' } } },
      },
      '413': { description: 'The body is too long.', content: { 'text/plain': { schema: { type: 'string' } } } },
      '503': { description: 'The client is over its limit: slowDown.', content: jsonContent(ref('Answer')) },
    },
    'x-errors': errorsOf(method),
  };
}

/** Every error that a method may answer, as it stands in `error`. */
export function errorsOf(method: AnyMethod): string[] {
  const names = [...(Object.keys(commonErrors) as (keyof typeof commonErrors)[]), ...(method.errors ?? [])];
  return [...new Set(names.map((name) => errors[name].token ?? name))];
}

function properties(fields: Fields): JsonObject {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, property(field)]));
}

const property = (field: Field<unknown>): JsonObject => ({
  ...schemaJson(field.schema),
  ...(field.deprecated && { deprecated: true }),
});

function schemaJson({ items, ...schema }: FieldSchema): JsonObject {
  return { ...(schema as Record<string, JsonValue | undefined>), ...(items && { items: schemaJson(items) }) };
}

export const requiredOf = (fields: Fields): string[] =>
  Object.entries(fields).flatMap(([name, field]) => (field.missing ? [name] : []));

function components(): JsonObject {
  const warnings = {
    type: 'array',
    items: {
      type: 'object',
      properties: { id: { type: 'integer' }, message: { type: 'string' } },
      required: ['id', 'message'],
    },
  };
  const failure = {
    type: 'object',
    properties: {
      status: { const: 'error' },
      error: { type: 'string' },
      error_code: { type: 'integer' },
      error_message: { type: 'string' },
      request: { type: 'object' },
    },
    required: ['status', 'error', 'request'],
  };
  const success = { type: 'object', properties: { status: { const: 'success' } }, required: ['status'] };
  return {
    ApiVersion: { type: 'integer', minimum: 1, maximum: newestApiVersion, default: 1 },
    Answer: {
      type: 'object',
      properties: { result: { oneOf: [success, failure] }, warnings, forwarded: { type: 'boolean' } },
      required: ['result'],
    },
  };
}
