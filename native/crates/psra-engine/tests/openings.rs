//! Parts of which it is not known whether they may be looked into (origin.md A.6, A.7): a decided verdict agrees with
//! every completion of what is not known, by enumeration.

mod support;

use proptest::prelude::*;
use serde_json::{Value, json};
use support::{case_with, eur, merge, missing, nom, result, row, under, verdict};

const OK: &str = "originating";
const NO: &str = "non_originating";
const OPEN: &str = "undetermined";

fn rows() -> Vec<Value> {
    let either = json!({"any": [{"type": "CTH"}, {"type": "MaxNOM", "pct": "50", "basis": "EXW"}]});
    vec![
        row("392640", "392640", "392640", &json!({"type": "CTH"})),
        row(
            "3926",
            "392600",
            "392699",
            &json!({"any": [{"type": "CTH"}, {"type": "MaxNOM", "pct": "45", "basis": "EXW"}]}),
        ),
        row("4016", "401600", "401699", &either),
    ]
}

/// Full cumulation with Türkiye, as notices say (`None`), or as is known.
fn book(with_turkey: Option<bool>) -> psra_engine::RuleBook {
    let limit = match with_turkey {
        None => json!({"kind": "full", "countries": ["TR"], "ruleset": "revised"}),
        Some(true) => json!({"kind": "full", "countries": ["TR"]}),
        Some(false) => json!({"kind": "full", "countries": ["XX"]}),
    };
    under(&rows(), &json!({"absorption": true, "cumulation": {"kinds": ["bilateral", "full"], "limits": [limit]}}))
}

fn part(country: &str, code: &str, value: &str, inside: &[Value]) -> Value {
    let origin = json!({"status": "non_originating", "country": country});
    json!({"id": format!("p{code}{value}{country}{}", inside.len()), "hs_code": code, "value": eur(value), "origin": origin, "materials": inside})
}

#[test]
fn full_cumulation_that_hangs_on_notices_is_asked_where_it_matters() {
    let open = book(None);
    let made = |inner: &str, value: &str| part("TR", "392640", "60", &[nom("i", inner, value)]);
    let found = result(&open, &case_with("392690", &[made("390110", "40")], &json!({})));
    assert_eq!((found["verdict"].as_str(), missing(&found)), (Some(OPEN), vec!["/materials/0/origin/country".into()]));
    assert_eq!(found["alternatives"][0]["outcome"], "unknown");
    assert_eq!(
        verdict(&open, &case_with("392690", &[made("392640", "50")], &json!({}))),
        NO,
        "looked into, it fails as well"
    );
    let share = part("TR", "392640", "45", &[nom("i", "392640", "40")]);
    let found = result(&open, &case_with("392690", &[share], &json!({})));
    assert_eq!((found["verdict"].as_str(), missing(&found)), (Some(OK), vec![]), "closed, it passes as well");
    let foreign = part("CN", "392640", "60", &[nom("i", "390110", "40")]);
    assert_eq!(verdict(&open, &case_with("392690", &[foreign], &json!({}))), NO, "no limit names that country");
}

#[test]
fn who_exports_is_asked_where_a_part_counts_for_one_party_only() {
    let own = under(&rows(), &json!({"absorption": true, "cumulation": ["bilateral"]}));
    let made = part("GB", "392640", "60", &[nom("i", "390110", "40")]);
    let silent = json!({"exporting_party": null, "importing_party": null});
    let found = result(&own, &case_with("392690", std::slice::from_ref(&made), &silent));
    assert_eq!((found["verdict"].as_str(), missing(&found)), (Some(OPEN), vec!["/exporting_party".into()]));
    assert_eq!(verdict(&own, &case_with("392690", std::slice::from_ref(&made), &json!({}))), OK);
    let other = json!({"exporting_party": "EU", "importing_party": "GB"});
    assert_eq!(verdict(&own, &case_with("392690", &[made], &other)), NO);
    // Of unknown status it is decided by its own rule for whichever party made it.
    let unknown = {
        let mut part = part("GB", "392640", "60", &[nom("i", "390110", "40")]);
        merge(&mut part, &json!({"origin": {"status": "unknown"}}));
        part
    };
    assert_eq!(verdict(&own, &case_with("392690", &[unknown], &silent)), OK);
}

fn line() -> impl Strategy<Value = Value> {
    let code = prop::sample::select(vec!["392640", "392690", "390110", "401693"]);
    let value = prop::sample::select(vec!["5", "20", "30", "45"]);
    (code, value).prop_map(|(code, value)| nom("x", code, value))
}

/// A part of a country, made of what another strategy gives.
fn made_of(inside: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    let country = prop::sample::select(vec!["TR", "GB", "DE", "CN"]);
    let code = prop::sample::select(vec!["392640", "392690", "401693"]);
    let value = prop::sample::select(vec!["20", "40", "50", "60"]);
    let status = prop::sample::select(vec!["non_originating", "unknown", "originating"]);
    (country, code, value, status, prop::collection::vec(inside, 1..3))
        .prop_map(|(country, code, value, status, inside)| {
            let mut part = part(country, code, value, &inside);
            merge(&mut part, &json!({"origin": {"status": status}}));
            part
        })
        .boxed()
}

fn made() -> BoxedStrategy<Value> {
    let flat = made_of(line().boxed());
    prop_oneof![flat.clone(), made_of(prop_oneof![line().boxed(), flat].boxed())].boxed()
}

/// Each line has its own id.
fn numbered(lines: &mut [Value], stem: &str) {
    for (n, line) in lines.iter_mut().enumerate() {
        line["id"] = json!(format!("{stem}{n}"));
        if let Some(inside) = line.get_mut("materials").and_then(Value::as_array_mut) {
            numbered(inside, &format!("{stem}{n}."));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_decided_verdict_agrees_with_every_completion(
        mut bill in prop::collection::vec(prop_oneof![made(), line().boxed()], 1..4),
        exporter in prop::sample::select(vec![Some("GB"), Some("EU"), None]),
        gate in prop::sample::select(vec![Some("beyond_insufficient"), Some("insufficient_only"), None]),
    ) {
        numbered(&mut bill, "m");
        let case = |exporter: Option<&str>, gate: Option<&str>| {
            let importer = exporter.map(|party| if party == "GB" { "EU" } else { "GB" });
            case_with("392690", &bill, &json!({"exporting_party": exporter, "importing_party": importer, "operations": gate}))
        };
        let open = verdict(&book(None), &case(exporter, gate));
        if open != OPEN {
            let exporters = exporter.map_or_else(|| vec!["GB", "EU"], |party| vec![party]);
            let gates = gate.map_or_else(|| vec!["beyond_insufficient", "insufficient_only"], |stated| vec![stated]);
            for with_turkey in [true, false] {
                for exporter in &exporters {
                    for gate in &gates {
                        let found = verdict(&book(Some(with_turkey)), &case(Some(exporter), Some(gate)));
                        prop_assert_eq!(&found, &open, "{} {} {}", with_turkey, exporter, gate);
                    }
                }
            }
        }
    }
}
