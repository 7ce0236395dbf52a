/** Washington 2012 on records that know nothing of it: roll, seats, documents, mandates and the communiqué follow from its facts alone. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mammoth from 'mammoth';
import { type Replay, Replays } from '../../src/modules/precedents/index.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { eveOfWashington } from '../support/eve-of-washington.js';
import { plenaryPrecedent } from '../support/held-plenaries.js';

const BEFORE = '2012-11-30T21:59:59.999Z';
const CLOSED = '2012-11-30T22:00:00.000Z';
const MEETING = `/api/v1/meetings/${encodeURIComponent('KP/PLENARY/2012')}`;

describe('from the facts of Washington alone', () => {
  const folder = eveOfWashington();
  let t: TestApp;
  let replay: Replay;
  beforeAll(async () => {
    t = await startTestApp('2013-01-15T09:00:00.000Z', folder);
  }, 60_000);
  afterAll(async () => {
    await t.close();
    rmSync(folder, { recursive: true });
  }, 60_000);

  const roll = async (at: string): Promise<[number, number]> => {
    const { body } = await t.get<{ participants: number; nations: number }>('SEC-1', `/api/v1/roll?at=${at}`);
    return [body.participants, body.nations];
  };
  const members = async (organ: string, at: string): Promise<string[]> => {
    const { body } = await t.get<{ party: string }[]>('SEC-1', `/api/v1/organs/${organ}/seats?at=${at}`);
    return body.map(({ party }) => party);
  };

  it('before it, 51 Participants stand for 77 nations, also after the days of the meeting', async () => {
    expect([await roll(BEFORE), await roll('2013-01-01T00:00:00Z')]).toEqual([
      [51, 77],
      [51, 77],
    ]);
    expect(await members('WGM', '2013-01-01T00:00:00Z')).not.toContain('ZWE');
  });

  it('it comes out as its file says', async () => {
    replay = await t.app.get(Replays).play(plenaryPrecedent('washington-2012'));
    expect(replay.steps.flatMap(({ faults }) => faults)).toEqual([]);
  });

  it('at its close, and not a moment before, 54 Participants stand for 80 nations', async () => {
    expect([await roll(BEFORE), await roll(CLOSED)]).toEqual([
      [51, 77],
      [54, 80],
    ]);
  });

  it('whoever it seated sits from the close on, under the rules of each organ', async () => {
    for (const organ of ['PC', 'WGM', 'WGDE', 'CRP'])
      expect([
        organ,
        (await members(organ, BEFORE)).includes('ZWE'),
        (await members(organ, CLOSED)).includes('ZWE'),
      ]).toEqual([organ, false, true]);
  });

  it('the measures on Zimbabwe have lapsed and the decision on Guinea is concluded, each by its paragraph', async () => {
    interface Shown {
      readonly documents: readonly {
        readonly title: string;
        readonly standing: string;
        readonly standingSince: string;
      }[];
    }
    const { body } = await t.get<Shown>(
      'SEC-1',
      `/api/v1/compendium?all=true&limit=200&at=2013-01-01T00:00:00Z`,
    );
    const standing = (title: string) => body.documents.find((one) => one.title === title);
    expect(standing('Administrative Decision of Kinshasa, 2011, on Marange')).toMatchObject({
      standing: 'lapsed',
      standingSince: CLOSED,
    });
    expect(standing('Administrative Decision of Swakopmund, 2009, on Guinea')).toMatchObject({
      standing: 'concluded',
      standingSince: CLOSED,
    });
  });

  it('China’s offer is a candidature in the succession, and nobody is Vice-Chair by it', async () => {
    const { body } = await t.get<{ reference: string; status: string }[]>('SEC-1', '/api/v1/successions');
    expect(body).toMatchObject([{ reference: expect.stringContaining('vice-chair/2013') }]);
    const offices = await t.get<{ office: string }[]>('SEC-1', '/api/v1/offices?at=2013-01-01T00:00:00Z');
    expect(offices.body.map(({ office }) => office)).not.toContain('vice-chair');
  });

  it('its communiqué is a Word file of sixty numbered paragraphs', async () => {
    const answer = await fetch(`${t.url}${MEETING}/communique.docx`, { headers: await t.bearer('SEC-1') });
    expect(answer.status).toBe(200);
    const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(await answer.arrayBuffer()) });
    expect(value.match(/<li>/g)).toHaveLength(60);
  });

  it('played again, it changes nothing', async () => {
    const again = await t.app.get(Replays).play(plenaryPrecedent('washington-2012'));
    expect([again.caseId, again.holds]).toEqual([replay.caseId, true]);
  });
});
