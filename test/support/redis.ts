/** @param database one of 0 to 15, so that suites that run side by side do not meet @returns address of the test Redis */
export function testRedis(database: number): string {
  const server = process.env['PLENUM_TEST_REDIS'];
  if (!server) throw new Error('no test Redis: run through jest with its global setup');
  return `${server}/${database}`;
}
