import { errorsOf } from '../../api/reference/openapi';
import { methods } from '../../api/registry';
import { fuzz } from '../../scripts/fuzz/run';
import { faultAsRippled, faultOf } from '../../scripts/fuzz/well-formed';
import { demoReader } from '../api/support/demo-reader';
import { runApi } from '../api/support/running-api';

test('3,000 malformed requests get well-formed answers, declared errors, and nothing is logged as a defect', async () => {
  const { reader, close } = await demoReader();
  const api = await runApi(reader);
  const undeclared = new Set<string>();
  const { sent, faults } = await fuzz(api.port, methods, { seed: 7, count: 3000 }, (request, text) => {
    const found = /"error":"(\w+)"/.exec(text)?.[1];
    const name = /"(?:method|command)":"(\w+)"\}?$|^\{"method":"(\w+)"/.exec(request.text);
    const method = methods.get(name?.[1] ?? name?.[2] ?? '');
    if (method && found && !errorsOf(method).includes(found)) undeclared.add(`${name![0]} ${found}`);
  });
  await api.close();
  await close();
  expect(faults).toEqual([]);
  expect([...undeclared]).toEqual([]);
  expect(sent).toBe(3000);
  expect(api.logged.filter(({ level }) => level !== 'info')).toEqual([]);
});

test('2,000 of them in the way of rippled', async () => {
  const { reader, close } = await demoReader();
  const api = await runApi(reader, {}, undefined, [], 'rippled');
  const { sent, faults } = await fuzz(api.port, methods, { seed: 8, count: 2000, judge: faultAsRippled });
  await api.close();
  await close();
  expect(faults).toEqual([]);
  expect(sent).toBe(2000);
  expect(api.logged.filter(({ level }) => level !== 'info')).toEqual([]);
});

test.each([
  [
    200,
    '{"result":{"status":"error","error":"internal","error_code":73,"error_message":"Internal error."}}',
    'internal',
  ],
  [200, '{"result":{"status":"error","error":"actNotFound"}}', 'actNotFound without code or message'],
  [200, '{"result":{"status":"error","error":"oops"}}', 'an error that is none: "oops"'],
  [200, '{"result":', 'no JSON'],
  [500, '', 'status 500'],
])('an answer with status %i and %s is seen as wrong', (status, text, fault) => {
  expect(faultOf({ transport: 'http', status, type: 'application/json', text })).toBe(fault);
});
