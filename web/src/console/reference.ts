/** A parameter of a method, as the OpenAPI document has it. */
export interface Parameter {
  readonly name: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly type: string;
  readonly description: string;
  readonly bounds: string;
}

export interface Method {
  readonly name: string;
  readonly summary: string;
  readonly example: object;
  readonly parameters: readonly Parameter[];
  readonly errors: readonly string[];
  /** Whether its answers need a connection that lasts. */
  readonly webSocketOnly: boolean;
}

interface Schema {
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  default?: unknown;
  deprecated?: boolean;
  $ref?: string;
}

interface Operation {
  summary: string;
  requestBody: {
    content: {
      'application/json': {
        schema: { properties: { params: { items: { properties: Record<string, Schema>; required: string[] } } } };
        example: { params: [object] };
      };
    };
  };
  'x-errors': string[];
}

export interface OpenApi {
  paths: Record<string, { post: Operation }>;
  components: { schemas: Record<string, Schema> };
  'x-webSocketOnly'?: Record<string, Operation>;
}

/** Every method of the API, by name. */
export function methodsOf(document: OpenApi): Method[] {
  const byHttp = Object.entries(document.paths).map(([path, { post }]) => method(document, path.slice(1), post, false));
  const others = Object.entries(document['x-webSocketOnly'] ?? {}).map(([name, operation]) =>
    method(document, name, operation, true),
  );
  return [...byHttp, ...others].sort((a, b) => a.name.localeCompare(b.name));
}

function method(document: OpenApi, name: string, operation: Operation, webSocketOnly: boolean): Method {
  const { schema, example } = operation.requestBody.content['application/json'];
  const { properties, required } = schema.properties.params.items;
  const parameters = Object.entries(properties).map(([parameter, given]) => {
    const referred =
      given.$ref === undefined ? given : { ...document.components.schemas[given.$ref.split('/').at(-1)!], ...given };
    return describe(parameter, referred, required.includes(parameter));
  });
  // What is required is read first, what is deprecated last.
  const rank = ({ required: needed, deprecated }: Parameter): number => (needed ? 0 : deprecated ? 2 : 1);
  parameters.sort((a, b) => rank(a) - rank(b));
  return {
    name,
    summary: operation.summary,
    example: example.params[0],
    parameters,
    errors: operation['x-errors'],
    webSocketOnly,
  };
}

function describe(name: string, schema: Schema, required: boolean): Parameter {
  const { minimum, maximum, default: usual, enum: values } = schema;
  const bounds = [
    minimum !== undefined && maximum !== undefined
      ? `${minimum} to ${maximum}`
      : minimum !== undefined && `at least ${minimum}`,
    usual !== undefined && `${String(JSON.stringify(usual))} by default`,
    values !== undefined && values.length <= 8 && `one of ${values.map(String).join(', ')}`,
  ];
  const fallback = name === 'api_version' ? 'The version of the API whose shapes the answer has.' : '';
  return {
    name,
    required,
    deprecated: schema.deprecated === true,
    type: [schema.type ?? 'any'].flat().join(' or '),
    description: schema.description ?? fallback,
    bounds: bounds.filter(Boolean).join(', '),
  };
}

/** Quoted for a shell: what stands between single quotes is taken as it is. */
export const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The same request for a terminal. */
export const curl = (address: string, name: string, params: object): string =>
  `curl -s -d ${shellQuoted(JSON.stringify({ method: name, params: [params] }))} ${address}`;
