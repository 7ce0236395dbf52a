import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Applicants and Guests of the Chair beside Participants and Observers; whether a Participant may trade, apart from its
 * membership; and which nations a Participant stands for. All with the range in which it held and the range in which we
 * believed so.
 */
export class PartyStatus1764000000006 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table party drop constraint party_kind_check;
      alter table party
        add column category text,
        add column meeting text,
        add constraint party_kind_check check (kind in ('participant', 'applicant', 'observer', 'guest', 'body')),
        add constraint party_category_check check (category is null or (kind = 'observer'
          and category in ('civil-society', 'industry', 'international-organisation', 'government', 'independent'))),
        add constraint party_meeting_check check (meeting is null or (kind = 'guest' and meeting <> '')),
        add constraint party_guest_check check (kind <> 'guest' or valid_to is not null);

      create table trade_status (
        row_id uuid primary key,
        party text not null check (party ~ '^[A-Z0-9-]{2,12}$'),
        status text not null check (status in ('eligible', 'partly', 'suspended', 'self-suspended', 'embargoed', 'may-not-trade')),
        valid_from timestamptz not null,
        valid_to timestamptz,
        source text not null check (source <> ''),
        note text not null default '',
        recorded_at timestamptz not null default legal_now(),
        superseded_at timestamptz,
        check (valid_to is null or valid_to > valid_from),
        check (superseded_at is null or superseded_at >= recorded_at),
        constraint one_trade_status_at_a_time
          exclude using gist (party with =, tstzrange(valid_from, valid_to) with &&) where (superseded_at is null)
      );

      create table party_nation (
        row_id uuid primary key,
        party text not null check (party ~ '^[A-Z0-9-]{2,12}$'),
        nation text not null check (nation ~ '^[A-Z0-9-]{2,12}$'),
        name text not null check (name <> ''),
        valid_from timestamptz not null,
        valid_to timestamptz,
        source text not null check (source <> ''),
        recorded_at timestamptz not null default legal_now(),
        superseded_at timestamptz,
        check (valid_to is null or valid_to > valid_from),
        check (superseded_at is null or superseded_at >= recorded_at),
        constraint one_participant_for_a_nation
          exclude using gist (nation with =, tstzrange(valid_from, valid_to) with &&) where (superseded_at is null)
      );
      create index party_nation_by_party on party_nation (party) where superseded_at is null;

      create trigger trade_status_is_kept before update or delete on trade_status
        for each row execute function refuse_overwriting();
      create trigger trade_status_is_never_emptied before truncate on trade_status
        for each statement execute function refuse_overwriting();
      create trigger party_nation_is_kept before update or delete on party_nation
        for each row execute function refuse_overwriting();
      create trigger party_nation_is_never_emptied before truncate on party_nation
        for each statement execute function refuse_overwriting();
    `);
  }

  /** Forward only. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
