"""Landing: what publishers published, parsed but never interpreted. One load per object; a run replaces what it contains."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_OBJECTS = """
create table landing.objects (
    source text not null check (source in ('hmrc', 'taric', 'hs')),
    dataset text not null,
    name text not null,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    publisher text not null,
    url text not null,
    size_bytes bigint not null check (size_bytes >= 0),
    media_type text not null,
    licence text not null,
    fetched_at timestamptz not null,
    last_seen_at timestamptz not null,
    published_on date,
    etag text,
    container text,
    primary key (source, dataset, name, sha256)
);
comment on table landing.objects is 'One row per landed object and name: the manifest of the content-addressed store.';
comment on column landing.objects.container is 'Name of the archive that the bytes came in, where there was one.';

create table landing.loads (
    load_id bigint generated always as identity primary key,
    source text not null,
    dataset text not null,
    name text not null,
    object_sha256 text not null,
    parser_version int not null,
    row_count bigint not null,
    is_current boolean not null default true,
    loaded_at timestamptz not null default transaction_timestamp(),
    activated_at timestamptz not null default transaction_timestamp(),
    unique (source, dataset, name, object_sha256, parser_version),
    foreign key (source, dataset, name, object_sha256) references landing.objects (source, dataset, name, sha256)
);
create unique index loads_one_current on landing.loads (source, dataset, name) where is_current;
comment on table landing.loads is
    'One row per parsed object. is_current marks the one in force of each (source, dataset, name), since activated_at.';

create table landing.findings (
    finding_id bigint generated always as identity primary key,
    load_id bigint references landing.loads on delete cascade,
    source text not null,
    publisher text not null,
    dataset text not null,
    name text not null,
    object_sha256 text,
    code text not null check (code ~ '^SRC6[0-9]{2}$'),
    severity text not null check (severity in ('error', 'warning', 'info')),
    place text not null,
    message text not null,
    found_at timestamptz not null default transaction_timestamp()
);
create index findings_by_load on landing.findings (load_id);
comment on table landing.findings is
    'One row per defect of published data. Without load_id: a file that the last run could not land or parse.';
"""

_HMRC = """
create table landing.hmrc_schemes (
    load_id bigint not null references landing.loads on delete cascade,
    object_sha256 text not null,
    edition text not null check (edition in ('uk', 'xi')),
    scheme text not null,
    title text not null,
    validity_start_date date,
    validity_end_date date,
    is_unilateral boolean not null,
    countries text[] not null,
    cumulation jsonb not null,
    articles jsonb not null,
    proofs jsonb not null,
    features jsonb not null,
    origin_reference_document jsonb not null,
    links jsonb not null,
    primary key (load_id, scheme)
);
comment on table landing.hmrc_schemes is 'One row per scheme of a scheme list and load.';

create table landing.hmrc_scheme_areas (
    load_id bigint not null references landing.loads on delete cascade,
    object_sha256 text not null,
    area_code text not null,
    scheme text,
    primary key (load_id, area_code)
);
comment on table landing.hmrc_scheme_areas is 'One row per geographical area and load: the scheme that it belongs to.';

create table landing.hmrc_rules (
    load_id bigint not null references landing.loads on delete cascade,
    object_sha256 text not null,
    edition text not null check (edition in ('uk', 'xi')),
    scheme text not null,
    set_ordinal int not null,
    rule_ordinal int not null,
    heading text not null,
    chapter int,
    subdivision text not null,
    min_code text not null,
    max_code text not null,
    is_range_valid boolean not null,
    is_valid boolean not null,
    rule_text text not null,
    classes text[] not null,
    footnotes text[] not null,
    operator text,
    is_quota boolean not null,
    is_import boolean not null,
    is_export boolean not null,
    primary key (load_id, set_ordinal, rule_ordinal)
);
comment on table landing.hmrc_rules is 'One row per rule of a rule set and load. Ordinals count from 0 as published.';
comment on column landing.hmrc_rules.is_range_valid is 'Both ends are ten digits and min_code <= max_code.';

create table landing.hmrc_rule_footnotes (
    load_id bigint not null references landing.loads on delete cascade,
    object_sha256 text not null,
    edition text not null check (edition in ('uk', 'xi')),
    scheme text not null,
    footnote_code text not null,
    footnote_text text not null,
    primary key (load_id, footnote_code)
);
comment on table landing.hmrc_rule_footnotes is 'One row per footnote of a rule-set file and load.';

create table landing.hmrc_documents (
    load_id bigint not null references landing.loads on delete cascade,
    object_sha256 text not null,
    edition text not null check (edition in ('uk', 'xi')),
    kind text not null,
    scheme text not null,
    document text not null,
    path text not null,
    document_sha256 text not null,
    size_bytes int not null,
    document_text text not null,
    primary key (load_id, path)
);
comment on table landing.hmrc_documents is 'One row per article, proof, introduction or introductory note and load.';

create table landing.hmrc_nomenclature (
    load_id bigint not null references landing.loads on delete cascade,
    object_sha256 text not null,
    edition text not null check (edition in ('uk', 'xi')),
    goods_nomenclature_sid bigint not null,
    goods_code text not null,
    product_line_suffix text not null,
    level text not null,
    indents int,
    description text not null,
    is_declarable boolean,
    valid_from date,
    valid_to date,
    primary key (load_id, goods_nomenclature_sid)
);
comment on table landing.hmrc_nomenclature is 'One row per goods nomenclature item of an API response and load.';

create table landing.hmrc_cds_records (
    load_id bigint not null references landing.loads on delete cascade,
    object_sha256 text not null,
    ordinal int not null,
    element text not null,
    hjid bigint,
    operation text,
    transaction_at timestamp,
    payload jsonb not null,
    primary key (load_id, ordinal)
);
comment on table landing.hmrc_cds_records is 'One row per history item of a CDS daily extract and load.';
"""

_TARIC = """
create table landing.taric_records (
    load_id bigint not null references landing.loads on delete cascade,
    object_sha256 text not null,
    envelope_id bigint not null,
    ordinal int not null,
    transaction_id bigint not null,
    sequence_number bigint not null,
    record_code text not null,
    subrecord_code text not null,
    element text not null,
    update_type smallint not null check (update_type in (1, 2, 3)),
    record_key text not null,
    payload jsonb not null,
    primary key (load_id, ordinal)
);
create index taric_records_by_key on landing.taric_records (element, record_key, envelope_id, ordinal);
comment on table landing.taric_records is
    'One row per TARIC3 record and load. update_type: 1 update, 2 delete, 3 insert; ordinal is the order in the file.';

create table landing.taric_nomenclature (
    load_id bigint not null references landing.loads on delete cascade,
    object_sha256 text not null,
    row_number int not null,
    goods_code text not null,
    product_line_suffix text not null,
    language text not null,
    hierarchy_position int,
    indents int not null,
    description text not null,
    valid_from date not null,
    valid_to date,
    description_from date,
    primary key (load_id, row_number)
);
comment on table landing.taric_nomenclature is 'One row per goods code, suffix and language of a monthly workbook and load.';

create table landing.taric_additional_codes (
    load_id bigint not null references landing.loads on delete cascade,
    object_sha256 text not null,
    row_number int not null,
    additional_code text not null,
    language text not null,
    description text not null,
    valid_from date not null,
    description_from date,
    valid_to date,
    primary key (load_id, row_number)
);
comment on table landing.taric_additional_codes is 'One row per additional code and language of a monthly workbook and load.';

create table landing.taric_duties (
    load_id bigint not null references landing.loads on delete cascade,
    object_sha256 text not null,
    row_number int not null,
    direction text not null check (direction in ('import', 'export')),
    goods_code text not null,
    additional_code text,
    order_number text,
    valid_from date not null,
    valid_to date,
    reduction_indicator text,
    destination text not null,
    destination_code text not null,
    measure_type text not null,
    measure_type_code text not null,
    legal_base text not null,
    duty text not null,
    primary key (load_id, row_number)
);
comment on table landing.taric_duties is 'One row per measure of a monthly duties workbook and load.';
"""

_HS = """
create table landing.wco_sections (
    load_id bigint not null references landing.loads on delete cascade,
    object_sha256 text not null,
    section text not null,
    section_name text not null,
    primary key (load_id, section)
);
comment on table landing.wco_sections is 'One row per section of the Harmonized System and load.';

create table landing.wco_hs_codes (
    load_id bigint not null references landing.loads on delete cascade,
    object_sha256 text not null,
    edition int not null,
    code text not null check (code ~ '^[0-9]{2}([0-9]{2}){0,2}$'),
    level smallint not null check (level in (2, 4, 6)),
    parent text,
    section text,
    description text not null,
    primary key (load_id, code)
);
comment on table landing.wco_hs_codes is 'One row per chapter, heading or subheading of an HS edition and load.';

create table landing.wco_correlations (
    load_id bigint not null references landing.loads on delete cascade,
    object_sha256 text not null,
    kind text not null check (kind in ('correlation', 'conversion')),
    from_edition int not null,
    to_edition int not null,
    from_code text not null check (from_code ~ '^[0-9]{6}$'),
    to_code text not null check (to_code ~ '^[0-9]{6}$'),
    relationship text check (relationship in ('1:1', '1:n', 'n:1', 'n:n')),
    primary key (load_id, kind, from_edition, to_edition, from_code, to_code),
    check ((kind = 'correlation') = (relationship is not null))
);
comment on table landing.wco_correlations is
    'One row per pair of subheadings and load. A conversion names one target per code, a correlation every pair.';
"""

_VIEWS = """
create view landing.current_objects as
select o.*, l.load_id, l.row_count, l.loaded_at, l.activated_at
from landing.loads as l
join landing.objects as o
    on o.source = l.source and o.dataset = l.dataset and o.name = l.name and o.sha256 = l.object_sha256
where l.is_current
    and right(o.dataset, 8) <> '_history'
    and (
        o.publisher <> 'psra-sample'
        or o.dataset in ('rule_sets', 'schemes')
        or not exists (
            select from landing.loads as l2
            join landing.objects as o2
                on o2.source = l2.source and o2.dataset = l2.dataset and o2.name = l2.name
                and o2.sha256 = l2.object_sha256
            where l2.is_current and l2.source = l.source and l2.dataset = l.dataset
                and o2.publisher <> 'psra-sample'
        )
    );
comment on view landing.current_objects is
    'One row per (source, dataset, name): the object in force; earlier versions (…_history) never are. A sample gives way to any real object of its dataset, '
    'but for rule sets and scheme lists, where a run replaces the schemes that it contains.';

create view landing.historic_objects as
select o.*, l.load_id, l.row_count, l.loaded_at, l.activated_at
from landing.loads as l
join landing.objects as o
    on o.source = l.source and o.dataset = l.dataset and o.name = l.name and o.sha256 = l.object_sha256
where l.is_current and right(o.dataset, 8) = '_history';
comment on view landing.historic_objects is 'One row per earlier published version that was landed, by its published_on.';

create view landing.historic_hmrc_rules as
select o.publisher, o.dataset, o.name, o.published_on, t.*
from landing.hmrc_rules as t join landing.historic_objects as o using (load_id);
comment on view landing.historic_hmrc_rules is 'One row per rule of an earlier published version.';

create view landing.current_findings as
select f.* from landing.findings as f left join landing.loads as l using (load_id)
where f.load_id is null or l.is_current;
comment on view landing.current_findings is 'Findings of the current objects and of files that the last run could not use.';

create view landing.current_hmrc_schemes as
select distinct on (o.dataset, o.published_on, s.edition, s.scheme)
    o.publisher, o.dataset, o.name, o.published_on, s.*
from landing.hmrc_schemes as s join landing.current_objects as o using (load_id)
order by o.dataset, o.published_on, s.edition, s.scheme, o.activated_at desc, o.load_id desc;
comment on view landing.current_hmrc_schemes is
    'One row per scheme: of the scheme lists in force, the entry of the one that was activated last.';
"""

_STATE = """
create view landing.taric_state as
select * from (
    select distinct on (o.publisher, r.element, r.record_key)
        o.publisher, r.record_code, r.subrecord_code, r.element, r.record_key, r.payload, r.update_type,
        r.envelope_id, r.transaction_id, r.ordinal, r.load_id, r.object_sha256
    from landing.taric_records as r
    join landing.current_objects as o on o.load_id = r.load_id
    order by o.publisher, r.element, r.record_key, r.envelope_id desc, r.ordinal desc
) as last_record
where update_type <> 2;
comment on view landing.taric_state is
    'One row per TARIC record that stands after every current increment was applied in order of envelope and record.';

create view landing.taric_goods_nomenclature as
select
    publisher,
    (payload ->> 'goods.nomenclature.sid')::bigint as goods_nomenclature_sid,
    payload ->> 'goods.nomenclature.item.id' as goods_code,
    payload ->> 'producline.suffix' as product_line_suffix,
    (payload ->> 'validity.start.date')::date as valid_from,
    (payload ->> 'validity.end.date')::date as valid_to,
    payload ->> 'statistical.indicator' as statistical_indicator,
    envelope_id, object_sha256
from landing.taric_state where element = 'goods.nomenclature';
comment on view landing.taric_goods_nomenclature is 'One row per goods nomenclature item after the increments.';

create view landing.taric_descriptions as
select
    d.publisher,
    (d.payload ->> 'goods.nomenclature.sid')::bigint as goods_nomenclature_sid,
    d.payload ->> 'goods.nomenclature.item.id' as goods_code,
    d.payload ->> 'productline.suffix' as product_line_suffix,
    d.payload ->> 'language.id' as language,
    d.payload ->> 'description' as description,
    (p.payload ->> 'validity.start.date')::date as valid_from,
    (p.payload ->> 'validity.end.date')::date as valid_to,
    d.envelope_id, d.object_sha256
from landing.taric_state as d
left join landing.taric_state as p
    on p.publisher = d.publisher and p.element = 'goods.nomenclature.description.period'
    and p.record_key = d.payload ->> 'goods.nomenclature.description.period.sid'
where d.element = 'goods.nomenclature.description';
comment on view landing.taric_descriptions is 'One row per description and language after the increments.';

create view landing.taric_measures as
select
    publisher,
    (payload ->> 'measure.sid')::bigint as measure_sid,
    payload ->> 'measure.type' as measure_type,
    payload ->> 'measure.type' in ('142', '143', '145', '146') as is_preferential,
    payload ->> 'geographical.area' as geographical_area,
    payload ->> 'goods.nomenclature.item.id' as goods_code,
    payload ->> 'ordernumber' as order_number,
    (payload ->> 'additional.code.type') || (payload ->> 'additional.code') as additional_code,
    payload ->> 'measure.generating.regulation.id' as regulation,
    (payload ->> 'validity.start.date')::date as valid_from,
    (payload ->> 'validity.end.date')::date as valid_to,
    payload ->> 'stopped.flag' = '1' as is_stopped,
    envelope_id, object_sha256
from landing.taric_state where element = 'measure';
comment on view landing.taric_measures is
    'One row per measure after the increments. Preferential: 142 tariff preference, 143 quota, 145 and 146 under end use.';
"""

_TABLES = (
    "hmrc_scheme_areas",
    "hmrc_rules",
    "hmrc_rule_footnotes",
    "hmrc_documents",
    "hmrc_nomenclature",
    "hmrc_cds_records",
    "taric_records",
    "taric_nomenclature",
    "taric_additional_codes",
    "taric_duties",
    "wco_sections",
    "wco_hs_codes",
    "wco_correlations",
)


def upgrade() -> None:
    for part in (_OBJECTS, _HMRC, _TARIC, _HS, _VIEWS, _STATE):
        op.execute(part)
    for table in _TABLES:
        op.execute(
            f"create view landing.current_{table} as "
            "select o.publisher, o.dataset, o.name, o.published_on, t.* "
            f"from landing.{table} as t join landing.current_objects as o using (load_id)"
        )
        op.execute(f"comment on view landing.current_{table} is 'Rows of landing.{table} whose object is in force.'")


def downgrade() -> None:
    op.execute("drop schema landing cascade")
    op.execute("create schema landing")
    op.execute("grant usage on schema landing to psra_etl")
