import { stripVTControlCharacters } from 'node:util';
import { createLogger, type Logger } from '../../kit/logger';

function logged(isTerminal: boolean, log: (logger: Logger) => void, level = 'info'): string {
  let text = '';
  log(createLogger(level, { isTerminal, write: (line) => (text += line) }));
  return text;
}

const about = { ledgerIndex: 95, view: 'state' };

test('elsewhere than on a terminal, one line of JSON for each event', () => {
  const text = logged(false, (logger) => {
    logger.info(about, 'one');
    logger.warn({ err: new Error('broken') }, 'two');
  });
  const [one, two, rest] = text.split('\n');
  expect(JSON.parse(one!)).toEqual({ level: 30, time: expect.stringMatching(/^\d{4}-.*Z$/), ...about, msg: 'one' });
  expect(JSON.parse(two!)).toMatchObject({ level: 40, err: { message: 'broken' }, msg: 'two' });
  expect(rest).toBe('');
});

test('on a terminal, one line for people, in place of a line of progress', () => {
  const text = logged(true, (logger) => logger.warn(about, 'a node is stalled'));
  expect(text.startsWith('\r\x1b[K')).toBe(true);
  expect(stripVTControlCharacters(text)).toMatch(
    /^\r\[\d\d:\d\d:\d\d\] WARN: a node is stalled \{"ledgerIndex":95,"view":"state"\}\n$/,
  );
});

test('the level decides what is said', () => {
  const both = (logger: Logger): void => {
    logger.info({}, 'one');
    logger.error({}, 'two');
  };
  expect(logged(false, both, 'error')).not.toContain('one');
  expect(logged(false, both, 'error')).toContain('two');
  expect(logged(false, both, 'silent')).toBe('');
});

test.each([true, false])('passwords are never said, wherever they are (terminal: %s)', (isTerminal) => {
  const url = 'cassandra://reader:s3cret@10.0.0.1:9042/xrpl';
  const kafka = 'kafka://10.0.0.1:9092/topic?registry=http://user:s3cret@10.0.0.2:8081';
  const text = logged(isTerminal, (logger) => {
    logger.info({ store: url, nested: { list: [kafka] } }, `opening ${url}`);
    logger.error({ err: new Error(`no answer from ${kafka}`, { cause: new Error(url) }) }, 'failed');
  });
  expect(text).not.toContain('s3cret');
  expect(text).toContain('cassandra://reader:***@10.0.0.1:9042/xrpl');
});
