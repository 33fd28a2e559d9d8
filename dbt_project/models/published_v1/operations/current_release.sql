{# `law.releases` and `law.fingerprints` are named literally: see the macro as_released. -#}
select
    newest.release_id,
    newest.law_sha256,
    newest.known_at,
    newest.published_at,
    newest.agreement_count,
    newest.rule_count,
    coalesce(verified.recorded_at, newest.published_at) as verified_at
from law.releases as newest
left join law.fingerprints as verified on verified.stage = 'release'
order by newest.release_id desc
limit 1
