import { describe, expect, it } from '@jest/globals';
import { StructuredLogger, createLogger } from './index.js';

const TOKEN = 'kTq3-xW9_fLm2ZsYb71cRv8NaQpHgJd0UeXoIiAlPzw';

/** A logger, its Nest face, and the lines it wrote. */
function diary(level = 'debug') {
  const lines: string[] = [];
  const logger = createLogger(level, { write: (line: string) => void lines.push(line) });
  const read = (): Record<string, unknown>[] =>
    lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { logger, nest: new StructuredLogger(logger), lines, read };
}

describe('the log', () => {
  it('writes one JSON object a line, with level, instant, fields and message', () => {
    const { logger, read } = diary();
    logger.info({ caseId: 'c-1', ms: 12 }, 'request');
    expect(read()).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        caseId: 'c-1',
        ms: 12,
        msg: 'request',
      },
    ]);
  });

  it('keeps quiet below its level', () => {
    const { logger, lines } = diary('warn');
    logger.info('nothing');
    expect(lines).toEqual([]);
  });

  it.each([
    ['the path of a ballot link', { path: `/b/${TOKEN}` }],
    [
      'a sign-in address in a deep field',
      { a: { b: [{ url: `https://plenum.example/sign-in/${TOKEN}?x=1` }] } },
    ],
    ['a cookie', { headers: { cookie: `session=${TOKEN}` } }],
    ['a cookie to set', { headers: { 'set-cookie': [`session=${TOKEN}`] } }],
    ['an authorisation', { req: { headers: { Authorization: `Bearer ${TOKEN}` } } }],
    ['a bearer in a text', { note: `sent Bearer ${TOKEN}` }],
    ['a token by name', { link: { token: TOKEN, ballotToken: TOKEN } }],
    ['a sealed link', { sealed: TOKEN }],
    ['the password of a database', { url: `postgres://plenum:${TOKEN}@127.0.0.1/plenum` }],
    ['an error that quotes a link', { err: new Error(`cannot GET /b/${TOKEN}`) }],
    ['the cause of an error', { err: new Error('no', { cause: new Error(`/sign-in/${TOKEN}`) }) }],
  ])('never holds %s', (_, fields) => {
    const { logger, nest, lines } = diary();
    logger.warn(fields, 'look');
    nest.warn({ message: 'look', ...fields }, 'Speaker');
    expect(lines).toHaveLength(2);
    expect(lines.join()).not.toContain(TOKEN);
    expect(lines.join()).toContain('•••');
  });

  it('never holds a link in the message itself, nor in the values woven into it', () => {
    const { logger, nest, lines } = diary();
    logger.error(`GET /b/${TOKEN} failed`);
    logger.error('GET %s failed', `/sign-in/${TOKEN}`);
    nest.error(`GET /b/${TOKEN} failed`, 'Speaker');
    nest.error(new Error(`/b/${TOKEN}`));
    expect(lines).toHaveLength(4);
    expect(lines.join()).not.toContain(TOKEN);
  });

  it('leaves ids, hashes and ordinary words alone', () => {
    const { logger, read } = diary();
    const fields = {
      caseId: '0192f8a4-7d2c-7b11-9c3e-5f6a7b8c9d0e',
      textHash: 'ab'.repeat(32),
      path: '/board/written-procedures',
    };
    logger.info(fields, 'ok');
    expect(read()[0]).toMatchObject(fields);
  });

  it('survives what JSON cannot say', () => {
    const { logger, read } = diary();
    const loop: Record<string, unknown> = { big: 12n, when: new Date('2012-11-30T17:00:00Z'), call: () => 1 };
    loop['self'] = loop;
    logger.info({ loop }, 'odd');
    expect(read()[0]).toMatchObject({
      loop: { big: '12', when: '2012-11-30T17:00:00.000Z', self: '(circular)' },
    });
  });

  it('keeps of an error from Nest: message, stack and who said it', () => {
    const { nest, read } = diary();
    const error = new Error('no such case');
    nest.error(error.message, error.stack, 'Engine');
    nest.error(error, 'Engine');
    const [plain, whole] = read();
    expect(plain).toMatchObject({
      level: 'error',
      msg: 'no such case',
      context: 'Engine',
      stack: error.stack,
    });
    expect(whole).toMatchObject({
      msg: 'no such case',
      context: 'Engine',
      err: { name: 'Error', message: 'no such case', stack: error.stack },
    });
  });
});
