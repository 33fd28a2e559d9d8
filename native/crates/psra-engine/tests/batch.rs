//! The kernel of batches beside the engine: the same verdict, alternative and error for every bill, and both ways taken.

mod support;

use std::cell::Cell;

use proptest::prelude::*;
use psra_engine::RuleBook;
use psra_engine::batch::{Decided, Options, Way};
use serde_json::{Value, json};
use support::{AGREEMENT, TODAY, answer, book, case_with, eur, gb_eu, list, list_of, merge, nom, row_with};

fn decide(book: &RuleBook, cases: &[Value], options: &Options) -> Vec<Decided> {
    let texts: Vec<String> = cases.iter().map(Value::to_string).collect();
    book.decide_batch(texts.as_slice(), TODAY, options).expect("a day").collect()
}

/// What the engine says of a case, pair by pair: verdict or error, preferred alternative, tolerance.
fn engine(book: &RuleBook, case: &Value) -> Vec<(Result<String, String>, Option<String>, bool)> {
    let answer = answer(book, case);
    let text = |value: &Value| value.as_str().map(str::to_owned);
    if answer["error"].is_object() {
        return vec![(Err(text(&answer["error"]["code"]).unwrap()), None, false)];
    }
    let results = answer["results"].as_array().unwrap();
    let of = |result: &Value| {
        let verdict = text(&result["verdict"]).ok_or_else(|| text(&result["error"]["code"]).unwrap());
        let none = Vec::new();
        let alternatives = result["alternatives"].as_array().unwrap_or(&none);
        let best = alternatives.iter().filter(|a| a["outcome"] == "met").min_by_key(|a| {
            (a["quota"].is_string(), a["tolerance_used"] == json!(true), a["intermediates_opened"].is_array())
        });
        (verdict, best.and_then(|a| text(&a["id"])), best.is_some_and(|a| a["tolerance_used"] == json!(true)))
    };
    results.iter().map(of).collect()
}

fn same(book: &RuleBook, case: &Value) -> Result<Way, TestCaseError> {
    let found = decide(book, std::slice::from_ref(case), &Options::default());
    let columns: Vec<_> = found
        .iter()
        .map(|d| {
            let verdict = d.verdict.as_ref().map(ToString::to_string).map_err(ToString::to_string);
            (verdict, d.preferred.as_deref().map(str::to_owned), d.tolerance_used)
        })
        .collect();
    let way = found.first().map_or(Way::Engine, |d| d.way);
    prop_assert_eq!(columns, engine(book, case), "{:?} {}", way, case);
    Ok(way)
}

/// 8529.90 may be any of four hundred codes of HS 2017.
const CODES: [&str; 8] = ["392690", "392640", "391723", "390110", "400122", "401290", "170199", "852990"];

fn scope() -> impl Strategy<Value = Value> {
    let part = prop::sample::select(vec![
        json!({}),
        json!({"codes": ["39"]}),
        json!({"codes": ["3901-3915", "400122"]}),
        json!({"same": "heading"}),
        json!({"tags": ["yarn"]}),
        json!({"tags": ["natural_rubber", "retreaded"]}),
        json!({"codes": ["39"], "not": {"tags": ["yarn"]}}),
        json!({"not": {"same": "subheading"}}),
    ]);
    part.boxed()
}

fn leaf() -> impl Strategy<Value = Value> {
    let pct = || prop::sample::select(vec!["0", "7.5", "10", "25", "50", "100"]);
    let basis = || prop::sample::select(vec!["EXW", "FOB", "EXW_OR_FOB", "TV_OR_EXW", "NC"]);
    let change = prop::sample::select(vec!["CC", "CTH", "CTSH", "AnyHeading"]);
    prop_oneof![
        4 => (change, prop::option::of(scope())).prop_map(|(kind, except)| match except {
            Some(except) => json!({"type": kind, "except": except}),
            None => json!({"type": kind}),
        }),
        1 => scope().prop_map(|from| json!({"type": "CTH", "from_only": from})),
        3 => (pct(), basis(), scope()).prop_map(|(p, b, s)| json!({"type": "MaxNOM", "pct": p, "basis": b, "scope": s})),
        2 => (pct(), scope()).prop_map(|(p, s)| json!({"type": "MaxWeight", "pct": p, "scope": s})),
        1 => (pct(), scope(), scope()).prop_map(|(p, s, of)| json!({"type": "MaxWeight", "pct": p, "scope": s, "of": of})),
        2 => (pct(), basis(), prop::sample::select(vec!["build_down", "build_up", "focused", "net_cost"]), scope())
            .prop_map(|(p, b, m, s)| json!({"type": "RVC", "method": m, "pct": p, "basis": b, "scope": s})),
        1 => (pct(), prop::sample::select(vec!["value", "weight"]), basis(), scope(), any::<bool>(), prop::option::of(scope()))
            .prop_map(|(p, m, b, s, grown, of)| json!({"type": "MinOM", "pct": p, "measure": m, "basis": b, "scope": s, "wholly_obtained": grown, "of": of.unwrap_or(json!("product"))})),
        1 => Just(json!({"type": "NOMleOM"})),
        1 => Just(json!({"type": "WO"})),
        1 => scope().prop_map(|s| json!({"type": "WO", "subject": "materials", "scope": s})),
        1 => scope().prop_map(|s| json!({"type": "Originating", "scope": s})),
        1 => scope().prop_map(|s| json!({"type": "Prohibit", "scope": s})),
        1 => Just(json!({"type": "OriginRetained"})),
        1 => Just(json!({"type": "Process", "any_of": ["spinning", "weaving"]})),
        1 => Just(json!({"type": "Process", "all_of": ["spinning", "weaving"]})),
        2 => (scope(), prop::sample::select(vec![
            json!({}),
            json!({"max_pct": "25"}),
            json!({"max_pct": "10", "basis": "FOB"}),
            json!({"max_pct": "40", "measure": "weight"}),
            json!({"max_pct": "40", "measure": "weight", "of": {"codes": ["39"]}}),
        ]))
            .prop_map(|(scope, mut allowance)| {
                allowance["scope"] = scope;
                json!({"type": "CTH", "allowances": [allowance, {"scope": {"codes": ["391723"]}, "max_pct": "50"}]})
            }),
        1 => Just(json!({"type": "Fact", "code": "yarn", "kind": "description"})),
        // For the engine.
        1 => Just(json!({"type": "MaxNOM", "pct": "50", "basis": "EXW", "exclusive": true})),
        1 => Just(json!({"type": "CTH", "including": {"codes": ["3926"]}})),
        1 => Just(json!({"type": "FromMaterial", "tags": ["yarn"]})),
    ]
}

fn tree() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(2, 6, 3, |inner| {
        let nodes = prop::collection::vec(inner, 1..3);
        prop_oneof![nodes.clone().prop_map(|n| json!({"any": n})), nodes.prop_map(|n| json!({"all": n}))]
    })
}

/// General rules whose tolerance is by value or by weight, of failing or of all materials.
fn general() -> impl Strategy<Value = Value> {
    let entry = (
        prop::sample::select(vec!["value", "weight"]),
        prop::sample::select(vec!["10", "15", "40"]),
        prop::sample::select(vec![json!([]), json!(["3926"])]),
    );
    // What the kernel does not know of a tolerance is for the engine.
    let odd = prop::sample::select(vec![
        json!({}),
        json!({}),
        json!({"except_materials": {"codes": ["391723"]}}),
        json!({"except_materials": {"tags": ["yarn"]}, "counts_in_value_content": true}),
        json!({"exclusive": true}),
    ]);
    (prop::collection::vec((entry, odd), 0..3), any::<bool>(), any::<bool>()).prop_map(|(entries, all, rescues)| {
        let tolerance: Vec<_> = entries
            .into_iter()
            .map(|((measure, pct, except), odd)| {
                let mut entry = json!({"chapters": ["39"], "except_codes": except, "measure": measure, "pct": pct, "basis": "EXW", "source": {"id": "s"}});
                merge(&mut entry, &odd);
                entry
            })
            .collect();
        json!({
            "tolerance": tolerance, "tolerance_scope": if all { "all_nom" } else { "failing_only" },
            "tolerance_rescues_weight": rescues,
        })
    })
}

fn agreement(general: &Value) -> String {
    json!({
        "rac": "2.0", "kind": "agreement", "agreement": "gb-eu", "title": "t", "publisher": "psra", "hs_edition": 2022,
        "sources": {"s": {"instrument": "Test", "verified": true}},
        "parties": [{"code": "GB", "name": "UK"}, {"code": "EU", "name": "EU", "members": ["DE"]}],
        "ruleset": [{"general": general}],
    })
    .to_string()
}

/// Rows of 3926: the whole heading, and perhaps a described one, a residual one, one of a quota, one of a direction.
fn rows() -> impl Strategy<Value = Vec<Value>> {
    let extra = prop::sample::select(vec![
        None,
        Some(json!({"row": "described", "applies_to": ["yarn"]})),
        Some(json!({"row": "residual"})),
        Some(json!({"guard": {"quota": "q"}})),
        Some(json!({"guard": {"direction": "import"}})),
        Some(json!({"guard": {"valid_to": "2020-12-31"}})),
        Some(json!({"from": "392690"})),
    ]);
    let kind = prop::sample::select(vec![json!({}), json!({}), json!({"row": "described", "applies_to": ["yarn"]})]);
    (tree(), tree(), kind, extra).prop_map(|(first, second, kind, extra)| {
        let mut first = row_with("3926", "392600", "392699", &first, &json!({"id": "gb-eu:hs2022:3926~1"}));
        merge(&mut first, &kind);
        let mut rows = vec![first];
        if let Some(extra) = extra {
            let mut row = row_with("3926", "392600", "392699", &second, &json!({"id": "gb-eu:hs2022:3926~2"}));
            merge(&mut row, &extra);
            rows.push(row);
        }
        rows
    })
}

fn line() -> impl Strategy<Value = Value> {
    (
        prop::sample::select(&CODES[..]),
        prop::option::weighted(0.85, prop::sample::select(vec!["0.01", "9.99", "10", "25", "50", "60.5"])),
        prop::option::weighted(0.85, prop::sample::select(vec!["0.5", "1", "4"])),
        prop::option::weighted(0.7, prop::sample::select(vec![json!([]), json!(["yarn"]), json!(["retreaded"])])),
        prop::sample::select(vec![
            json!({"status": "originating", "country": "GB"}),
            json!({"status": "originating"}),
            json!({"status": "non_originating", "country": "CN"}),
            json!({"status": "non_originating"}),
            json!({"status": "unknown"}),
            Value::Null,
        ]),
        prop::option::weighted(0.5, any::<bool>()),
        prop::sample::select(vec![
            json!({}),
            json!({}),
            json!({}),
            json!({}),
            json!({}),
            json!({}),
            json!({"role": "neutral"}),
            json!({"role": "retail_packaging"}),
            json!({"origin": {"status": "originating", "country": "DE"}}),
            json!({"value": {"amount": "3.14", "currency": "USD"}}),
            json!({"materials": [{"hs_code": "390110", "value": {"amount": "1", "currency": "EUR"}}]}),
            json!({"net_weight_kg": "0.0000001"}),
        ]),
    )
        .prop_map(|(code, value, weight, tags, origin, grown, odd)| {
            let mut line = json!({"hs_code": code, "origin": origin, "net_weight_kg": weight});
            line["value"] = value.map_or(Value::Null, eur);
            line["tags"] = tags.unwrap_or(Value::Null);
            line["wholly_obtained"] = json!(grown.map(|g| g && origin["status"] == "originating"));
            merge(&mut line, &odd);
            line
        })
}

fn cases() -> impl Strategy<Value = Value> {
    (
        prop::collection::vec(line(), 1..5),
        prop::array::uniform4(prop::option::weighted(0.7, prop::sample::select(vec!["60", "100", "200"]))),
        prop::option::weighted(0.8, prop::sample::select(vec!["2", "8"])),
        prop::option::weighted(0.6, prop::sample::select(vec![json!([]), json!(["yarn"])])),
        prop::sample::subsequence(vec!["spinning", "weaving"], 0..=2),
        any::<bool>(),
        prop::option::weighted(0.8, prop::sample::select(vec!["beyond_insufficient", "insufficient_only"])),
        prop::sample::select(vec![
            json!({}),
            json!({}),
            json!({}),
            json!({}),
            json!({"exporting_party": null, "importing_party": null}),
            json!({"hs_edition": 2017}),
            json!({"as_of": "2020-06-01"}),
            json!({"product": {"wholly_obtained": null}}),
            json!({"product": {"hs_code": "392699"}}),
        ]),
    )
        .prop_map(|(mut lines, prices, weight, tags, processes, complete, operations, odd)| {
            for (n, line) in lines.iter_mut().enumerate() {
                line["id"] = json!(format!("L{n}"));
            }
            let processes: Vec<_> = processes.into_iter().map(|code| json!({"code": code})).collect();
            let more = json!({"processes": processes, "processes_complete": complete, "operations": operations});
            let mut case = case_with("392690", &lines, &more);
            let product = &mut case["product"];
            for (key, price) in ["ex_works_price", "fob_price", "transaction_value", "net_cost"].iter().zip(prices) {
                product[*key] = price.map_or(Value::Null, eur);
            }
            product["net_weight_kg"] = json!(weight);
            product["tags"] = tags.unwrap_or(Value::Null);
            merge(&mut case, &odd);
            case
        })
}

fn documents() -> impl Strategy<Value = Vec<String>> {
    (rows(), prop::option::weighted(0.8, general()))
        .prop_map(|(rows, general)| std::iter::once(list(&rows)).chain(general.map(|g| agreement(&g))).collect())
}

fn load(documents: &[String]) -> RuleBook {
    book(&documents.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn the_kernel_agrees_with_the_engine() {
    let (kernel, all) = (Cell::new(0_u32), Cell::new(0_u32));
    let cases_each = std::env::var("PSRA_SOAK").ok().and_then(|n| n.parse().ok()).unwrap_or(400);
    let config = ProptestConfig { cases: cases_each, failure_persistence: None, ..ProptestConfig::default() };
    let all_documents = (documents(), prop::collection::vec(cases(), 8));
    proptest!(config, |((documents, cases) in all_documents)| {
        let book = load(&documents);
        for case in &cases {
            all.set(all.get() + 1);
            if same(&book, case)? == Way::Kernel {
                kernel.set(kernel.get() + 1);
            }
        }
    });
    let share = f64::from(kernel.get()) / f64::from(all.get());
    assert!((0.1..0.9).contains(&share), "both ways are taken: the kernel decided {share:.2} of {}", all.get());
}

#[test]
fn real_rules_are_decided_by_the_kernel() {
    let book = gb_eu();
    let cases = ["392690", "391723", "390110", "401110", "401290"].map(|product| {
        case_with(product, &[nom("a", "390410", "55"), nom("b", "391740", "9")], &json!({"product": {"tags": []}}))
    });
    for case in &cases {
        assert_eq!(same(&book, case).unwrap(), Way::Kernel, "{case}");
    }
}

#[test]
fn what_is_not_plain_is_for_the_engine() {
    let book = gb_eu();
    let odd = [
        json!({"product": {"wholly_obtained": true}}),
        json!({"product": {"is_set": true}}),
        json!({"product": {"rule_row": "gb-eu:hs2017:3926~1"}}),
        json!({"product": {"ex_works_price": {"amount": "0", "currency": "EUR"}}}),
        json!({"product": {"ex_works_price": {"amount": "1e3", "currency": "EUR"}}}),
        json!({"processes": [{"code": "spinning", "parameters": {"x": "1"}}]}),
        json!({"processes": [{"code": "alchemy"}]}),
        json!({"operations": "none"}),
        json!({"materials": []}),
        json!({"materials": [{"id": "a", "hs_code": "390110"}, {"id": "a", "hs_code": "390110"}]}),
        json!({"materials": [{"hs_code": "000000"}]}),
        json!({"surprise": 1}),
        json!({"agreements": ["no-such"]}),
    ];
    for more in &odd {
        let case = case_with("392690", &[nom("a", "390110", "55")], more);
        let way = same(&book, &case).unwrap();
        let refused = more.get("agreements").is_some();
        assert_eq!(way, if refused { Way::Kernel } else { Way::Engine }, "{case}");
    }
    assert_eq!(same(&book, &json!([1])).unwrap(), Way::Engine);
}

#[test]
fn agreements_are_those_named_or_those_in_force() {
    let eu = list_of(
        "eu-gb",
        &[row_with("3926", "392600", "392699", &json!({"type": "CTH"}), &json!({"id": "eu-gb:hs2022:3926~1"}))],
        &json!({}),
    );
    let book = book(&[support::LIST, AGREEMENT, &eu]);
    let mut case = case_with("392690", &[nom("a", "390110", "55")], &json!({}));
    case.as_object_mut().unwrap().remove("agreements");
    same(&book, &case).unwrap();
    assert_eq!(decide(&book, std::slice::from_ref(&case), &Options::default()).len(), 2);
    case.as_object_mut().unwrap().remove("importing_party");
    same(&book, &case).unwrap();
    let options = Options { agreements: Some(vec!["eu-gb".into()]), ..Options::default() };
    let found = decide(&book, &[case], &options);
    assert_eq!(found[0].agreement.as_deref(), Some("eu-gb"));
}

fn portfolio() -> Vec<Value> {
    (0..700)
        .map(|n| {
            let product = ["392690", "391723", "401110"][n % 3];
            let value = format!("{}", 1 + n % 99);
            let more = json!({"case_id": format!("b{n}"), "product": {"tags": []}});
            let mut case = case_with(product, &[nom("a", "390410", &value), nom("b", "391740", "9")], &more);
            if n % 10 == 0 {
                case["product"]["wholly_obtained"] = json!(true);
            }
            case
        })
        .collect()
}

#[test]
fn workers_change_nothing() {
    let (book, cases) = (gb_eu(), portfolio());
    let by = |workers| decide(&book, &cases, &Options { workers, ..Options::default() });
    let one = by(1);
    assert_eq!(one.len(), cases.len());
    assert_eq!(one, by(2));
    assert_eq!(one, by(5));
}

/// After a change of one rule only what rests on it is decided again, and the whole is as if all had been.
#[test]
fn a_change_of_one_rule_touches_what_rests_on_it() {
    let cases = portfolio();
    let rule = |heading: &str, pct: &str| {
        let id = json!({"id": format!("gb-eu:hs2022:{heading}~1")});
        row_with(
            heading,
            &format!("{heading}00"),
            &format!("{heading}99"),
            &json!({"type": "MaxNOM", "pct": pct, "basis": "EXW"}),
            &id,
        )
    };
    let law = |pct: &str| book(&[&list(&[rule("3926", "50"), rule("3917", pct), rule("4011", "50")]), AGREEMENT]);
    let before = decide(&law("50"), &cases, &Options::default());
    let known = before.iter().map(|d| (d.digest, d.clone())).collect();
    let full = decide(&law("20"), &cases, &Options::default());
    let again = decide(&law("20"), &cases, &Options { known, ..Options::default() });
    let changed: Vec<_> = again.iter().filter(|d| !d.taken_over).collect();
    let concerned = |n: &usize| n % 3 == 1 || n.is_multiple_of(10);
    assert_eq!(changed.len(), (0..700).filter(concerned).count(), "3917, and what the engine decided by the whole law");
    let plain = |all: &[Decided]| all.iter().map(|d| Decided { taken_over: false, ..d.clone() }).collect::<Vec<_>>();
    assert_eq!(plain(&again), full);
    assert_ne!(plain(&again), before);
    // A price that changes is another bill.
    let mut dearer = cases.clone();
    dearer[4]["product"]["ex_works_price"] = eur("101");
    let known = full.iter().map(|d| (d.digest, d.clone())).collect();
    let again = decide(&law("20"), &dearer, &Options { known, ..Options::default() });
    assert_eq!(again.iter().filter(|d| !d.taken_over).map(|d| d.bill).collect::<Vec<_>>(), [4]);
}

#[test]
fn answers_are_the_engines() {
    let (book, cases) = (gb_eu(), portfolio());
    let found = decide(&book, &cases[..20], &Options { with_answers: true, ..Options::default() });
    for (decided, case) in found.iter().zip(&cases) {
        let answer: Value = serde_json::from_slice(decided.answer.as_ref().unwrap()).unwrap();
        assert_eq!(answer, support::answer(&book, case));
    }
}
