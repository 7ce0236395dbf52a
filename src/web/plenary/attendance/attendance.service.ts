import { Injectable } from '@nestjs/common';
import type { CommandId } from '../../../kernel/ids.js';
import { Registry } from '../../../modules/registry/index.js';
import type { Typed } from '../../cases/index.js';
import {
  type Faulty,
  MeetingDesk,
  type MeetingView,
  type Taken,
  type Visit,
} from '../meeting-desk.service.js';
import { type Room, changeOf, roomOf, rowsOf } from './attendance.page.js';

const FAULTY: Faulty = { status: 'faulty', code: 400, faults: [], refusal: null, stale: false };

/** Reads who may be in the room, and records who is. */
@Injectable()
export class AttendanceService {
  constructor(
    private readonly desk: MeetingDesk,
    private readonly registry: Registry,
  ) {}

  /** @returns the room; heads of delegation are for the offices */
  async room({ reading, office, words: { words } }: MeetingView): Promise<Room> {
    const [participants, observers, contacts] = await Promise.all([
      this.registry.roll('participant'),
      this.registry.roll('observer'),
      office ? this.registry.contacts() : [],
    ]);
    return roomOf({ participants, observers, contacts, attendance: reading.memory.attendance, words });
  }

  /** Records what the ticks changed: the new and changed delegations by one command, each that left by one of its own. */
  async save(visit: Visit, { reading, words }: MeetingView, room: Room, sent: Typed): Promise<Taken> {
    const { id } = reading;
    const base = this.desk.open(visit, id, 'register-attendance', sent.get('nonce')?.[0]);
    if (base === null) return { ...FAULTY, stale: true };
    const { attendees, left } = changeOf(rowsOf(room), sent);
    const reason = sent.get('reason')?.[0]?.trim() ?? '';
    if (left.length > 0 && reason === '')
      return { ...FAULTY, faults: [{ name: 'reason', text: words.words.t('plenary.attendance.noReason') }] };
    if (attendees.length > 0) {
      const command = 'register-attendance';
      const registered = await this.desk.give(visit, {
        id,
        command,
        payload: { attendees },
        commandId: base,
      });
      if (registered.status === 'faulty') return registered;
    }
    for (const party of left) {
      const commandId = `${base}/${party}` as CommandId; // one command for each that left, known as one when the form is sent again
      const given = { id, command: 'withdraw-attendance', payload: { party, reason }, commandId };
      const taken = await this.desk.give(visit, given);
      if (taken.status === 'faulty') return taken;
    }
    return { status: 'done', pending: false };
  }
}
