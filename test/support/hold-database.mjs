/** A program for tests to kill: owns the embedded database of the folder it is told, writes one row, says so, and stays. */
import { setInterval } from 'node:timers';
import pg from 'pg';
import { openDatabase } from '../../dist/src/platform/database/index.js';

const { url } = await openDatabase({ databaseUrl: null, dataDir: process.argv[2] });
const client = new pg.Client({ connectionString: url });
client.on('error', () => undefined);
await client.connect();
await client.query(`create table if not exists kept (word text)`);
await client.query(`insert into kept values ('acknowledged')`);
console.log(JSON.stringify({ url }));
setInterval(() => undefined, 60_000);
