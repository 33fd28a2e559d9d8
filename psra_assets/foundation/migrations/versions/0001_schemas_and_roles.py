"""Schemas and roles. ``psra_etl`` writes landing and law and builds with dbt; ``psra_app`` serves. Neither owns a table."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_UP = """
do $$
begin
    -- Roles belong to the server, not to the database: several databases may share them.
    if not exists (select from pg_roles where rolname = 'psra_etl') then create role psra_etl nologin; end if;
    if not exists (select from pg_roles where rolname = 'psra_app') then create role psra_app nologin; end if;
exception when duplicate_object then null;
end $$;
grant psra_etl to current_user;
grant psra_app to current_user;
create schema landing;
create schema law;
create schema app;
create schema staging;
create schema intermediate;
create schema marts;
create schema published_v1;
comment on schema landing is 'Parsed rows of what publishers published. Owned by migrations, written by psra_etl.';
comment on schema law is 'Rules as code, bitemporal, append and close. Owned by migrations, written by psra_etl.';
comment on schema app is 'What belongs to tenants, under forced row level security. Owned by migrations, written by psra_app.';
comment on schema published_v1 is 'The contracted interface: the only tables that serving reads. Owned by dbt.';
revoke all on schema public from public;
grant usage on schema landing, law to psra_etl;
grant usage, create on schema staging, intermediate, marts, published_v1 to psra_etl;
grant usage on schema published_v1, app to psra_app;
alter default privileges in schema landing grant select, insert, update, delete on tables to psra_etl;
alter default privileges in schema landing grant usage on sequences to psra_etl;
alter default privileges in schema published_v1 grant select on tables to psra_app;
"""


def upgrade() -> None:
    op.execute(_UP)


def downgrade() -> None:
    op.execute("drop schema landing, law, app, staging, intermediate, marts, published_v1 cascade")
