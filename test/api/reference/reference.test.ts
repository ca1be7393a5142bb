import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { webSocketOnly } from '../../../api/http-request';
import { jsonText } from '../../../api/json';
import type { AnyMethod } from '../../../api/method';
import { errorsOf, openApi } from '../../../api/reference/openapi';
import { apiReference } from '../../../api/reference/markdown';
import { methods } from '../../../api/registry';
import { demoApi } from '../support/demo-api';

const page = (name: string) => readFileSync(join(__dirname, '../../../docs', name), 'utf8');

test('docs/api.md is what the declarations say (npm run docs)', () => {
  expect(page('api.md')).toBe(`${apiReference()}\n`);
});

test('docs/openapi.json is what the declarations say (npm run docs)', () => {
  expect(JSON.parse(page('openapi.json'))).toEqual(JSON.parse(jsonText(openApi())));
});

test.each([...methods])('%s: each member is described, and its example is made of them', (name, method) => {
  for (const [member, { schema }] of Object.entries(method.fields)) {
    expect([name, member, schema.description]).toEqual([name, member, expect.stringMatching(/^[A-Z].*\.$/)]);
  }
  for (const member of Object.keys(method.example)) expect(Object.keys(method.fields)).toContain(member);
});

describe('over the bundled recording', () => {
  const api = demoApi();

  /** What a method that is known answers there, or `unknownCmd` where its amendment came later. */
  const expected = ({ since }: AnyMethod) => (since ? { error: 'unknownCmd' } : { status: 'success' });
  const overHttp = [...methods].filter(([name]) => !webSocketOnly.has(name));

  test.each(overHttp)('the example of %s is answered', async (name, method) => {
    expect(await api.call(name, method.example)).toMatchObject(expected(method));
  });

  test.each([...methods])('the example of %s is answered over WebSocket', async (name, method) => {
    const answer = await api.send(JSON.stringify({ command: name, ...method.example }));
    expect(answer).toMatchObject(expected(method));
  });

  test('GET /openapi.json is the document', async () => {
    const response = await fetch(`${api.http}openapi.json`);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual(JSON.parse(jsonText(openApi())));
  });

  test('each path of the document takes the request that it shows', async () => {
    const response = await fetch(`${api.http}ledger_range`, { method: 'POST', body: '{"method":"ledger_range"}' });
    expect(await response.json()).toMatchObject({ result: { ledger_index_min: 3, status: 'success' } });
  });
});

test('errors stand as they are sent', () => {
  expect(errorsOf(methods.get('gateway_balances')!)).toContain('invalidHotWallet');
});
