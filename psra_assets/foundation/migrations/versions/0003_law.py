"""Rules as code: documents and rules, bitemporal. Append and close: only ``recorded_to`` may be set, once."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_UP = """
create table law.agreements (
    agreement_id text not null,
    title text not null,
    publisher text not null,
    hs_edition int not null,
    parties jsonb not null,
    valid_from date,
    valid_to date,
    document jsonb not null,
    document_sha256 text not null check (document_sha256 ~ '^[0-9a-f]{64}$'),
    recorded_from timestamptz not null default transaction_timestamp(),
    recorded_to timestamptz,
    primary key (agreement_id, recorded_from),
    check (recorded_to is null or recorded_to >= recorded_from)
);
create unique index agreements_one_open on law.agreements (agreement_id) where recorded_to is null;
comment on table law.agreements is 'One row per agreement and period of knowledge: its general rules (RaC kind agreement).';

create table law.rules (
    rule_id text not null,
    agreement_id text not null,
    publisher text not null,
    hs_edition int not null,
    printed_edition int not null,
    heading text not null,
    from_code text not null check (from_code ~ '^[0-9]{6}$'),
    to_code text not null check (to_code ~ '^[0-9]{6}$'),
    row_kind text not null check (row_kind in ('whole', 'described', 'residual')),
    state text not null check (state in ('compiled', 'attested', 'quarantined')),
    reason text,
    is_verified boolean not null,
    valid_from date,
    valid_to date,
    ordinal int not null,
    header jsonb not null,
    sources jsonb not null,
    rule jsonb not null,
    rule_sha256 text not null check (rule_sha256 ~ '^[0-9a-f]{64}$'),
    recorded_from timestamptz not null default transaction_timestamp(),
    recorded_to timestamptz,
    primary key (rule_id, recorded_from),
    check ((state = 'quarantined') = (reason is not null)),
    check (recorded_to is null or recorded_to >= recorded_from)
);
create unique index rules_one_open on law.rules (rule_id) where recorded_to is null;
create index rules_by_agreement on law.rules (agreement_id) where recorded_to is null;
comment on table law.rules is 'One row per product-specific rule and period of knowledge: the rule as RaC, its document''s header and sources.';

create table law.releases (
    release_id bigint generated always as identity primary key,
    law_sha256 text not null check (law_sha256 ~ '^[0-9a-f]{64}$'),
    known_at timestamptz not null,
    published_at timestamptz not null default transaction_timestamp(),
    run_id text not null,
    agreement_count int not null,
    rule_count int not null
);
comment on table law.releases is 'One row per publication, appended after every blocking check has passed. The newest is current: published_v1 shows the law as known at its known_at.';

create table law.fingerprints (
    stage text primary key,
    inputs_sha256 text not null check (inputs_sha256 ~ '^[0-9a-f]{64}$'),
    recorded_at timestamptz not null default transaction_timestamp()
);
comment on table law.fingerprints is 'One row per stage: the digest of what it was last built from. An equal digest means there is nothing to do.';

create function law.append_and_close() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'law is append-and-close: nothing is deleted' using errcode = 'restrict_violation';
    end if;
    if old.recorded_to is not null or new.recorded_to is null
       or to_jsonb(new) - 'recorded_to' is distinct from to_jsonb(old) - 'recorded_to' then
        raise exception 'law is append-and-close: only recorded_to may be set, once' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger append_and_close before update or delete on law.agreements
    for each row execute function law.append_and_close();
create trigger append_and_close before update or delete on law.rules
    for each row execute function law.append_and_close();

create function law.append_only() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger append_only before update or delete or truncate on law.releases
    for each statement execute function law.append_only();

grant select, insert on law.agreements, law.rules, law.releases to psra_etl;
grant update (recorded_to) on law.agreements, law.rules to psra_etl;
grant select, insert, update on law.fingerprints to psra_etl;
"""


def upgrade() -> None:
    op.execute(_UP)


def downgrade() -> None:
    op.execute(
        "drop table law.fingerprints, law.releases, law.rules, law.agreements;"
        " drop function law.append_and_close(); drop function law.append_only()"
    )
