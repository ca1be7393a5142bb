import avro from 'avsc';
import { fingerprint } from '../../log/kafka/schema-fingerprint';

// The values that Avro's own tests give for these schemas (share/test/data/schema-tests.txt).
test.each([
  ['"null"', 7195948357588979594n],
  ['"boolean"', -6970731678124411036n],
  ['"int"', 8247732601305521295n],
  ['"long"', -3434872931120570953n],
  ['"bytes"', 5746618253357095269n],
  ['"string"', -8142146995180207161n],
])('the CRC-64-AVRO of %s', (schema, expected) => {
  const type = avro.Type.forSchema(JSON.parse(schema) as avro.Schema);
  expect(fingerprint(type).readBigInt64LE()).toBe(expected);
});
