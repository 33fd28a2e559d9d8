"""Portfolios for mass determination: bills, price lists, suppliers' statements, and the verdict on each pair.

All of it stands under forced row level security. ``app.portfolios`` only says which tenants have bills and when they last
changed; the platform's own role may read that of all, so that whoever looks for work need not look into any of them.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TABLES = """
create table app.portfolios (
    tenant_id uuid primary key,
    changed_at timestamptz not null default clock_timestamp()
);
comment on table app.portfolios is 'One row per tenant with bills: when bills, prices or statements last changed.';

create table app.bills (
    tenant_id uuid not null,
    bill_id text not null check (length(bill_id) between 1 and 200),
    document jsonb not null,
    quantities jsonb not null default '{}',
    primary key (tenant_id, bill_id)
);
comment on table app.bills is 'One row per product to decide: a case, with or without agreements.';
comment on column app.bills.quantities is
    'How much of a material (by its id) the bill uses, as a decimal string, in the unit of its price; absent: one.';

create table app.prices (
    tenant_id uuid not null,
    material_id text not null,
    valid_from date not null,
    amount numeric(30, 12) not null check (amount > 0),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    primary key (tenant_id, material_id, valid_from)
);
comment on table app.prices is
    'One row per material and first day: its customs value for one unit. It stands in place of the value in a bill.';

create table app.supplier_statements (
    tenant_id uuid not null,
    material_id text not null,
    agreement_id text not null,
    valid_from date not null,
    valid_to date,
    status text not null check (status in ('originating', 'non_originating')),
    country text check (country ~ '^[A-Z]{2}$'),
    evidence text not null,
    primary key (tenant_id, material_id, agreement_id, valid_from),
    check (valid_from <= valid_to)
);
comment on table app.supplier_statements is
    'One row per material, agreement and first day: the origin that a supplier declares. It stands in place of a bill''s.';

create table app.verdicts (
    tenant_id uuid not null,
    agreement_id text not null,
    bill_id text not null,
    verdict text check (verdict in ('originating', 'non_originating', 'undetermined')),
    preferred text,
    tolerance_used boolean not null,
    way text not null check (way in ('kernel', 'engine')),
    digest bytea not null check (length(digest) = 32),
    error text,
    decided_at timestamptz not null default transaction_timestamp(),
    primary key (tenant_id, agreement_id, bill_id),
    check ((verdict is null) = (error is not null))
);
comment on table app.verdicts is 'One row per bill and agreement: what it comes to now, and the digest of all it rests on.';
comment on column app.verdicts.decided_at is 'When it was decided; a run that finds the same digest leaves it alone.';
"""

_CHANGED = """
create function app.portfolio_changed() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    insert into app.portfolios as known (tenant_id) values (current_setting('app.tenant')::uuid)
    on conflict (tenant_id) do update set changed_at = clock_timestamp();
    return null;
end $$;
"""

_TENANT_TABLES = ("bills", "prices", "supplier_statements", "verdicts")
_ALL_TABLES = (*_TENANT_TABLES, "portfolios")


def upgrade() -> None:
    op.execute(_TABLES)
    op.execute(_CHANGED)
    for table in _ALL_TABLES:
        op.execute(f"alter table app.{table} enable row level security")
        op.execute(f"alter table app.{table} force row level security")
        op.execute(
            f"create policy tenant on app.{table}"
            " using (tenant_id = (select current_setting('app.tenant', true)::uuid))"
            " with check (tenant_id = (select current_setting('app.tenant', true)::uuid))"
        )
    for table in _TENANT_TABLES:
        op.execute(f"grant select, insert, update, delete on app.{table} to psra_app")
    for table in ("bills", "prices", "supplier_statements"):
        op.execute(
            f"create trigger portfolio_changed after insert or update or delete on app.{table}"
            " for each statement execute function app.portfolio_changed()"
        )
    op.execute("grant usage on schema app to psra_etl")
    op.execute("create policy watch on app.portfolios for select to psra_etl using (true)")
    op.execute("grant select on app.portfolios to psra_etl")


def downgrade() -> None:
    for table in ("verdicts", "supplier_statements", "prices", "bills", "portfolios"):
        op.execute(f"drop table app.{table}")
    op.execute("drop function app.portfolio_changed()")
    op.execute("revoke usage on schema app from psra_etl")
