"""What belongs to tenants: determinations, declarations, revocations, the ledger. Forced row level security everywhere.

Numbers are gap-free per issuer: ``app.number_series`` is counted up in the transaction that inserts the declaration.
The ledger is a linear hash chain per tenant: a trigger, not the client, gives each entry its index, its predecessor's
digest, its time and its own digest, under an advisory lock that ends with the transaction.
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TABLES = """
create table app.number_series (
    tenant_id uuid not null,
    issuer_sha256 text not null check (issuer_sha256 ~ '^[0-9a-f]{64}$'),
    issuer_name text not null,
    last_number bigint not null check (last_number > 0),
    primary key (tenant_id, issuer_sha256)
);
comment on table app.number_series is
    'One row per issuer: the last number given to a declaration. Its row lock serialises issues of one issuer.';

create table app.declarations (
    tenant_id uuid not null,
    certificate_id uuid not null,
    issuer_sha256 text not null,
    number bigint not null check (number > 0),
    reference text not null,
    form text not null,
    is_sample boolean not null,
    issued_on date not null,
    valid_from date not null,
    valid_to date not null,
    payload jsonb not null,
    payload_sha256 text not null check (payload_sha256 ~ '^[0-9a-f]{64}$'),
    pdf bytea not null,
    pdf_sha256 text not null check (pdf_sha256 ~ '^[0-9a-f]{64}$'),
    issued_at timestamptz not null default transaction_timestamp(),
    primary key (tenant_id, certificate_id),
    unique (tenant_id, issuer_sha256, number),
    foreign key (tenant_id, issuer_sha256) references app.number_series (tenant_id, issuer_sha256),
    check (valid_from <= valid_to)
);
create index declarations_by_pdf on app.declarations (tenant_id, pdf_sha256);
create index declarations_by_payload on app.declarations (tenant_id, payload_sha256);
comment on table app.declarations is
    'One row per issued certificate: canonical payload, notary hash and the finished file. Never changed afterwards.';

create table app.determinations (
    tenant_id uuid not null,
    determination_id bigint generated always as identity,
    certificate_id uuid,
    line int,
    country text check (country ~ '^[A-Z]{2}$'),
    case_id text,
    agreement_id text not null,
    verdict text not null check (verdict in ('originating', 'non_originating', 'undetermined')),
    as_of date not null,
    case_document jsonb not null,
    case_sha256 text not null check (case_sha256 ~ '^[0-9a-f]{64}$'),
    answer jsonb not null,
    answer_sha256 text not null check (answer_sha256 ~ '^[0-9a-f]{64}$'),
    release_id bigint not null,
    engine text not null,
    decided_at timestamptz not null default transaction_timestamp(),
    primary key (tenant_id, determination_id),
    foreign key (tenant_id, certificate_id) references app.declarations (tenant_id, certificate_id)
);
create index determinations_by_certificate on app.determinations (tenant_id, certificate_id);
comment on table app.determinations is
    'One row per decision on which a certificate rests: line, country, day, the case and the answer with its proof.';

create table app.revocations (
    tenant_id uuid not null,
    certificate_id uuid not null,
    effective_on date not null,
    reason text not null,
    payload jsonb not null,
    payload_sha256 text not null check (payload_sha256 ~ '^[0-9a-f]{64}$'),
    revoked_at timestamptz not null default transaction_timestamp(),
    primary key (tenant_id, certificate_id),
    foreign key (tenant_id, certificate_id) references app.declarations (tenant_id, certificate_id)
);
comment on table app.revocations is 'One row per revoked certificate: from which day and why. A revocation is final.';

create table app.ledger (
    tenant_id uuid not null,
    index bigint not null check (index > 0),
    event text not null check (event in ('issued', 'revoked')),
    subject_id uuid not null,
    payload_sha256 text not null check (payload_sha256 ~ '^[0-9a-f]{64}$'),
    document_sha256 text check (document_sha256 ~ '^[0-9a-f]{64}$'),
    previous_sha256 text not null check (previous_sha256 ~ '^[0-9a-f]{64}$'),
    entry_sha256 text not null check (entry_sha256 ~ '^[0-9a-f]{64}$'),
    recorded_at timestamptz not null,
    primary key (tenant_id, index),
    foreign key (tenant_id, subject_id) references app.declarations (tenant_id, certificate_id),
    check ((event = 'issued') = (document_sha256 is not null))
);
create unique index ledger_once on app.ledger (tenant_id, subject_id, event);
comment on table app.ledger is
    'One row per event, chained: entry_sha256 covers the entry and previous_sha256. The first one follows 64 zeros.';
comment on column app.ledger.document_sha256 is 'SHA-256 of the finished file, every byte of it.';

create table app.idempotency_keys (
    tenant_id uuid not null,
    operation text not null,
    idempotency_key text not null check (length(idempotency_key) between 1 and 200),
    request_sha256 text not null check (request_sha256 ~ '^[0-9a-f]{64}$'),
    certificate_id uuid not null,
    created_at timestamptz not null default transaction_timestamp(),
    primary key (tenant_id, operation, idempotency_key)
);
comment on table app.idempotency_keys is
    'One row per key that a client gave with a write: what it asked and the certificate that came of it.';
"""

_CHAIN = """
create function app.ledger_entry_sha256(
    tenant_id uuid, index bigint, event text, subject_id uuid, payload_sha256 text, document_sha256 text,
    previous_sha256 text, recorded_at timestamptz
) returns text language sql stable as $$
    -- RFC 8785 form: keys sorted, no spaces; every value is plain ASCII, so nothing needs escaping.
    select encode(sha256(convert_to(
        '{"document_sha256":' || coalesce('"' || document_sha256 || '"', 'null')
        || ',"event":"' || event || '"'
        || ',"index":' || index
        || ',"payload_sha256":"' || payload_sha256 || '"'
        || ',"previous_sha256":"' || previous_sha256 || '"'
        || ',"recorded_at":"' || to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"'
        || ',"subject_id":"' || subject_id || '"'
        || ',"tenant_id":"' || tenant_id || '"}', 'UTF8')), 'hex')
$$;

create function app.ledger_append() returns trigger language plpgsql as $$
declare
    head record;
begin
    perform pg_advisory_xact_lock(hashtextextended('psra app.ledger ' || new.tenant_id, 0));
    select l.index, l.entry_sha256 into head
      from app.ledger as l where l.tenant_id = new.tenant_id order by l.index desc limit 1;
    new.index := coalesce(head.index, 0) + 1;
    new.previous_sha256 := coalesce(head.entry_sha256, repeat('0', 64));
    new.recorded_at := clock_timestamp();
    new.entry_sha256 := app.ledger_entry_sha256(
        new.tenant_id, new.index, new.event, new.subject_id, new.payload_sha256, new.document_sha256,
        new.previous_sha256, new.recorded_at);
    return new;
end $$;
create trigger a_append before insert on app.ledger for each row execute function app.ledger_append();

create function app.append_only() returns trigger language plpgsql as $$
begin
    raise exception 'app.% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
"""

_TENANT_TABLES = (
    "number_series",
    "declarations",
    "determinations",
    "revocations",
    "ledger",
    "idempotency_keys",
)
_APPEND_ONLY = ("declarations", "determinations", "revocations", "ledger", "idempotency_keys")

_GRANTS = """
grant select, insert on app.declarations, app.determinations, app.revocations, app.ledger, app.idempotency_keys
    to psra_app;
grant select, insert on app.number_series to psra_app;
grant update (last_number) on app.number_series to psra_app;
revoke execute on function app.ledger_entry_sha256(uuid, bigint, text, uuid, text, text, text, timestamptz) from public;
grant execute on function app.ledger_entry_sha256(uuid, bigint, text, uuid, text, text, text, timestamptz) to psra_app;
"""


def upgrade() -> None:
    op.execute(_TABLES)
    op.execute(_CHAIN)
    for table in _TENANT_TABLES:
        op.execute(f"alter table app.{table} enable row level security")
        op.execute(f"alter table app.{table} force row level security")
        op.execute(
            f"create policy tenant on app.{table}"
            " using (tenant_id = (select current_setting('app.tenant', true)::uuid))"
            " with check (tenant_id = (select current_setting('app.tenant', true)::uuid))"
        )
    for table in _APPEND_ONLY:
        op.execute(
            f"create trigger append_only before update or delete or truncate on app.{table}"
            " for each statement execute function app.append_only()"
        )
    op.execute(_GRANTS)


def downgrade() -> None:
    for table in ("idempotency_keys", "ledger", "revocations", "determinations", "declarations", "number_series"):
        op.execute(f"drop table app.{table}")
    op.execute("drop function app.ledger_append(), app.append_only()")
    op.execute("drop function app.ledger_entry_sha256(uuid, bigint, text, uuid, text, text, text, timestamptz)")
