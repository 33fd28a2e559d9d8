//! Laws that hold for every rule and every case: soundness of the third value, and what may never harm.

mod support;

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use psra_engine::RuleBook;
use serde_json::{Value, json};
use support::{case_with, eur, merge, one_rule, result};

const CODES: [&str; 5] = ["392690", "392640", "390110", "400122", "170199"];
const VALUES: [&str; 6] = ["0.01", "9.99", "10", "25", "50", "60.5"];

fn leaf() -> impl Strategy<Value = Value> {
    let pct = prop::sample::select(vec!["0", "10", "25", "50", "100"]);
    prop_oneof![
        Just(json!({"type": "CC"})),
        Just(json!({"type": "CTH"})),
        Just(json!({"type": "CTSH", "except": {"codes": ["3901"]}})),
        Just(json!({"type": "CTH", "from_only": {"codes": ["39-40"]}})),
        Just(json!({"type": "AnyHeading", "except": {"tags": ["hard_rubber", "yarn"]}})),
        pct.clone().prop_map(|p| json!({"type": "CTH", "allowances": [{"scope": {"same": "heading"}, "max_pct": p}]})),
        Just(json!({"type": "CTH", "including": {"tags": ["yarn"]}, "within_group": "forbidden"})),
        Just(json!({"type": "AnyHeading", "including": {"same": "heading"}})),
        pct.clone().prop_map(|p| json!({"type": "CC", "allowances": [{"scope": {"tags": ["yarn"]}, "max_pct": p, "exclusive": true, "measure": "weight", "of": {"codes": ["39"]}}]})),
        pct.clone().prop_map(|p| json!({"type": "MaxNOM", "pct": p, "basis": "EXW_OR_FOB"})),
        pct.clone().prop_map(|p| json!({"type": "MaxNOM", "pct": p, "basis": "EXW", "exclusive": true})),
        pct.clone().prop_map(|p| json!({"type": "MinOM", "pct": p, "basis": "EXW_OR_FOB", "exclusive": true})),
        pct.clone().prop_map(|p| json!({"type": "SetRule", "max_pct": p, "limits": [{"chapters": ["01-24"], "pct": "10"}], "least_originating": 2})),
        pct.clone().prop_map(|p| json!({"type": "MaxNOM", "pct": p, "basis": "EXW", "scope": {"not": {"tags": ["yarn"]}}})),
        pct.clone().prop_map(|p| json!({"type": "MaxWeight", "pct": p, "scope": {"codes": ["39"]}})),
        pct.clone().prop_map(|p| json!({"type": "MaxWeight", "pct": p, "scope": {"codes": ["3901"]}, "of": {"codes": ["39"]}})),
        pct.clone().prop_map(|p| json!({"type": "RVC", "method": "build_down", "pct": p, "basis": "FOB"})),
        pct.clone().prop_map(|p| json!({"type": "RVC", "method": "build_up", "pct": p, "basis": "EXW"})),
        pct.clone().prop_map(|p| json!({"type": "MinOM", "pct": p, "measure": "weight", "scope": {"codes": ["39"]}, "of": {"codes": ["39-40"]}})),
        pct.prop_map(|p| json!({"type": "MinOM", "pct": p})),
        Just(json!({"type": "NOMleOM"})),
        Just(json!({"type": "WO", "subject": "materials", "scope": {"codes": ["40"]}})),
        Just(json!({"type": "Originating", "scope": {"codes": ["39"]}})),
        Just(json!({"type": "Process", "any_of": ["spinning", "weaving"]})),
        Just(json!({"type": "Process", "all_of": ["spinning", "weaving"]})),
        Just(json!({"type": "FromMaterial", "tags": ["yarn"]})),
        Just(json!({"type": "FromMaterial", "tags": ["textile_fibres"], "scope": {"codes": ["39"]}})),
        Just(json!({"type": "FromMaterial", "tags": ["fabric"], "stage": "exact"})),
        Just(json!({"type": "Prohibit", "scope": {"codes": ["17"]}})),
        Just(json!({"type": "Fact", "code": "yarn", "kind": "description"})),
    ]
}

fn tree() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(2, 6, 3, |inner| {
        let nodes = prop::collection::vec(inner, 1..3);
        prop_oneof![nodes.clone().prop_map(|n| json!({"any": n})), nodes.prop_map(|n| json!({"all": n}))]
    })
}

fn tags() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        json!([]),
        json!(["yarn"]),
        json!(["same_description", "fabric"]),
        json!(["textile_fibres"]),
    ])
}

/// A line; `None` leaves a fact out.
fn line() -> impl Strategy<Value = Value> {
    (
        prop::sample::select(&CODES[..]),
        prop::option::weighted(0.7, prop::sample::select(&VALUES[..])),
        prop::option::weighted(0.7, prop::sample::select(vec!["0.5", "1", "4"])),
        prop::option::weighted(0.6, tags()),
        prop::sample::select(vec![
            ("originating", "GB"),
            ("originating", "DE"),
            ("non_originating", "CN"),
            ("non_originating", "GB"),
        ]),
        prop::option::weighted(0.7, any::<bool>()),
    )
        .prop_map(|(code, value, weight, tags, (status, country), grown)| {
            let mut line = json!({"hs_code": code, "origin": {"status": status, "country": country}});
            if let Some(value) = value {
                line["value"] = eur(value);
            }
            line["net_weight_kg"] = json!(weight);
            line["tags"] = tags.unwrap_or(Value::Null);
            // A material that does not originate is not wholly obtained in a party.
            line["wholly_obtained"] = json!(grown.map(|g| g && status == "originating"));
            line
        })
}

fn bill() -> impl Strategy<Value = Vec<Value>> {
    let nested = (line(), prop::collection::vec(line(), 1..3)).prop_map(|(mut line, inside)| {
        line["materials"] = json!(inside);
        line["origin"] = Value::Null;
        line["wholly_obtained"] = Value::Null;
        line
    });
    prop::collection::vec(prop_oneof![4 => line(), 1 => nested], 1..4).prop_map(|mut lines| {
        number(&mut lines, "L");
        lines
    })
}

fn number(lines: &mut [Value], stem: &str) {
    for (n, line) in lines.iter_mut().enumerate() {
        let id = format!("{stem}{n}");
        line["id"] = json!(id);
        if let Some(inside) = line["materials"].as_array_mut() {
            number(inside, &format!("{id}."));
        }
    }
}

fn cases() -> impl Strategy<Value = Value> {
    (
        bill(),
        prop::option::weighted(0.7, prop::sample::select(vec!["60", "100", "200"])),
        prop::option::weighted(0.5, prop::sample::select(vec!["60", "110"])),
        prop::option::weighted(0.7, prop::sample::select(vec!["2", "8"])),
        prop::option::weighted(0.6, tags()),
        prop::sample::subsequence(vec!["spinning", "weaving"], 0..=2),
        any::<bool>(),
        prop::option::weighted(0.8, prop::sample::select(vec!["beyond_insufficient", "insufficient_only"])),
    )
        .prop_map(|(lines, exw, fob, weight, tags, processes, complete, operations)| {
            let processes: Vec<_> = processes.into_iter().map(|code| json!({"code": code})).collect();
            let more = json!({"processes": processes, "processes_complete": complete, "operations": operations});
            let mut case = case_with("392690", &lines, &more);
            let product = &mut case["product"];
            product["ex_works_price"] = exw.map_or(Value::Null, eur);
            product["fob_price"] = fob.map_or(Value::Null, eur);
            product["net_weight_kg"] = json!(weight);
            product["tags"] = tags.unwrap_or(Value::Null);
            case
        })
}

fn rank(verdict: &Value) -> u8 {
    match verdict.as_str() {
        Some("originating") => 2,
        Some("undetermined") => 1,
        Some("non_originating") => 0,
        other => panic!("{other:?}"),
    }
}

/// Ways to fill in one missing fact: where, and with what.
fn gaps(case: &Value) -> Vec<(String, Vec<Value>)> {
    let mut found = Vec::new();
    let money = || vec![eur("0.01"), eur("12"), eur("100"), eur("9000")];
    let kg = || vec![json!("0.001"), json!("3"), json!("500")];
    let tags = || vec![json!([]), json!(["yarn"]), json!(["same_description", "fabric"]), json!(["textile_fibres"])];
    for (key, values) in
        [("ex_works_price", money()), ("fob_price", money()), ("net_weight_kg", kg()), ("tags", tags())]
    {
        found.push((format!("/product/{key}"), values));
    }
    let mut lines = Vec::new();
    pointers(&case["materials"], "/materials", &mut lines);
    for line in lines {
        for (key, values) in [
            ("value", money()),
            ("net_weight_kg", kg()),
            ("tags", tags()),
            ("wholly_obtained", vec![json!(false), json!(true)]),
        ] {
            found.push((format!("{line}/{key}"), values));
        }
    }
    found.push(("/operations".into(), vec![json!("beyond_insufficient"), json!("insufficient_only")]));
    found.retain(|(pointer, _)| case.pointer(pointer).is_none_or(Value::is_null));
    // What does not originate is not wholly obtained, and an intermediate's facts are of its own making.
    found.retain(|(pointer, _)| {
        let line = pointer.strip_suffix("/wholly_obtained").and_then(|l| case.pointer(l));
        line.is_none_or(|l| l["origin"]["status"] == "originating")
    });
    if case["processes_complete"] == json!(false) {
        found.push(("/processes_complete".into(), vec![json!(true)]));
    }
    found
}

fn pointers(lines: &Value, at: &str, into: &mut Vec<String>) {
    for (n, line) in lines.as_array().into_iter().flatten().enumerate() {
        into.push(format!("{at}/{n}"));
        pointers(&line["materials"], &format!("{at}/{n}/materials"), into);
    }
}

fn set(case: &Value, pointer: &str, value: &Value) -> Value {
    let mut filled = case.clone();
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    filled.pointer_mut(parent).expect("a parent")[key] = value.clone();
    filled
}

/// A decided verdict stays what it is, whatever one more fact turns out to be; an open one says what it needs.
fn sound(book: &RuleBook, case: &Value) -> Result<(), TestCaseError> {
    let found = result(book, case);
    let verdict = found["verdict"].clone();
    if verdict == "undetermined" {
        prop_assert!(!found["missing_facts"].as_array().unwrap().is_empty(), "{found}");
        return Ok(());
    }
    prop_assert!(found["missing_facts"].as_array().unwrap().is_empty(), "{found}");
    let gaps = gaps(case);
    for (pointer, values) in &gaps {
        for value in values {
            let filled = set(case, pointer, value);
            prop_assert_eq!(&result(book, &filled)["verdict"], &verdict, "{} = {}: {}", pointer, value, filled);
        }
    }
    // All gaps at once, each with its first and its last value.
    for last in [false, true] {
        let filled = gaps.iter().fold(case.clone(), |case, (pointer, values)| {
            let value = if last { values.last() } else { values.first() };
            set(&case, pointer, value.unwrap_or(&Value::Null))
        });
        prop_assert_eq!(&result(book, &filled)["verdict"], &verdict, "{}", filled);
    }
    Ok(())
}

fn scale(value: &mut Value, factor: i64) {
    if let Some(amount) = value.get("amount").and_then(Value::as_str) {
        let hundredths: i64 = {
            let (whole, part) = amount.split_once('.').unwrap_or((amount, ""));
            whole.parse::<i64>().unwrap() * 100 + format!("{part:0<2}").parse::<i64>().unwrap()
        };
        let scaled = hundredths * factor;
        value["amount"] = json!(format!("{}.{:02}", scaled / 100, scaled % 100));
        return;
    }
    match value {
        Value::Object(members) => members.values_mut().for_each(|v| scale(v, factor)),
        Value::Array(items) => items.iter_mut().for_each(|v| scale(v, factor)),
        _ => {}
    }
}

/// State all amounts of a line in another currency.
fn recount(value: &mut Value, currency: &str) {
    match value {
        Value::Object(members) => {
            if members.contains_key("currency") {
                members.insert("currency".into(), json!(currency));
            }
            members.values_mut().for_each(|v| recount(v, currency));
        }
        Value::Array(items) => items.iter_mut().for_each(|v| recount(v, currency)),
        _ => {}
    }
}

/// Greatest shares, by which less is never worse.
fn caps() -> impl Strategy<Value = Value> {
    let leaf = prop::sample::select(vec!["0", "10", "25", "50"]).prop_flat_map(|p| {
        prop_oneof![
            Just(json!({"type": "MaxNOM", "pct": p, "basis": "EXW"})),
            Just(json!({"type": "MaxNOM", "pct": p, "basis": "EXW_OR_FOB", "exclusive": true})),
            Just(json!({"type": "RVC", "method": "build_down", "pct": p, "basis": "FOB"})),
            Just(json!({"type": "CTH", "allowances": [{"scope": {"same": "heading"}, "max_pct": p}]})),
            Just(json!({"type": "NOMleOM"})),
        ]
    });
    prop::collection::vec(leaf, 1..3).prop_flat_map(|n| prop_oneof![Just(json!({"any": n})), Just(json!({"all": n}))])
}

fn outcomes(result: &Value) -> Vec<(Value, Value)> {
    result["alternatives"]
        .as_array()
        .unwrap()
        .iter()
        .map(|a| (a["outcome"].clone(), a["tolerance_used"].clone()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_verdict_is_sound_for_every_completion(criterion in tree(), case in cases()) {
        sound(&one_rule(&criterion), &case)?;
    }

    #[test]
    fn the_order_of_materials_does_not_matter(criterion in tree(), case in cases(), turn in 0usize..4) {
        let book = one_rule(&criterion);
        let mut turned = case.clone();
        let lines = turned["materials"].as_array_mut().unwrap();
        let by = turn % lines.len();
        lines.rotate_left(by);
        if turn % 2 == 1 {
            lines.reverse();
        }
        let (a, b) = (result(&book, &case), result(&book, &turned));
        prop_assert_eq!(&a["verdict"], &b["verdict"]);
        prop_assert_eq!(outcomes(&a), outcomes(&b));
    }

    #[test]
    fn the_unit_of_money_does_not_matter(criterion in tree(), case in cases(), factor in 1i64..1_000_000) {
        let book = one_rule(&criterion);
        let mut scaled = case.clone();
        scale(&mut scaled, factor);
        let (a, b) = (result(&book, &case), result(&book, &scaled));
        prop_assert_eq!(&a["verdict"], &b["verdict"]);
        prop_assert_eq!(outcomes(&a), outcomes(&b));
    }

    /// The same amounts in two currencies, with the rate between them (origin.md A.17).
    #[test]
    fn a_currency_with_its_rate_does_not_matter(criterion in tree(), case in cases(), factor in 1i64..1_000, which in 0usize..4) {
        let book = one_rule(&criterion);
        let mut other = case.clone();
        let lines = other["materials"].as_array_mut().unwrap();
        let n = which % lines.len();
        scale(&mut lines[n], factor);
        recount(&mut lines[n], "XTS");
        let rate = json!({"from": "EUR", "to": "XTS", "rate": factor.to_string(), "date": "2020-01-01"});
        other["exchange_rates"] = json!([rate]);
        let (a, b) = (result(&book, &case), result(&book, &other));
        prop_assert_eq!(&a["verdict"], &b["verdict"]);
        prop_assert_eq!(outcomes(&a), outcomes(&b));
    }

    #[test]
    fn a_cheaper_or_lighter_non_originating_material_never_harms_a_greatest_share(criterion in caps(), case in cases(), which in 0usize..4) {
        let book = one_rule(&criterion);
        let mut better = case.clone();
        let lines = better["materials"].as_array_mut().unwrap();
        let n = which % lines.len();
        prop_assume!(!lines[n]["materials"].is_array() && lines[n]["origin"]["status"] == "non_originating");
        prop_assume!(lines[n]["value"].is_object());
        lines[n]["value"] = eur("0.001");
        prop_assert!(rank(&result(&book, &better)["verdict"]) >= rank(&result(&book, &case)["verdict"]));
    }

    /// A code that may be several: a decided verdict is that of each of them (origin.md A.3).
    #[test]
    fn candidates_that_are_decided_agree_one_by_one(
        criterion in tree(),
        product in prop::sample::select(vec!["390720", "854140", "392690", "852990"]),
        material in prop::sample::select(vec!["390720", "854140", "847330", "854890", "392690"]),
    ) {
        let editions = json!({"hs_edition": 2022});
        let rows = [support::row("39-85", "390100", "859999", &criterion)];
        let book = support::book(&[&support::list_of("gb-eu", &rows, &editions)]);
        let case = |product: &str, material: &str, edition: u16| {
            let line = json!([{"id": "L", "hs_code": material, "value": eur("25"), "tags": [], "net_weight_kg": "1",
                "origin": {"status": "non_originating", "country": "CN"}, "wholly_obtained": false}]);
            let more = json!({"hs_edition": edition, "product": {"tags": [], "net_weight_kg": "2", "fob_price": eur("110")}});
            let mut case = case_with(product, line.as_array().unwrap(), &more);
            case["processes_complete"] = json!(true);
            case
        };
        let verdict = result(&book, &case(product, material, 2017))["verdict"].clone();
        let counterparts = |code: &str| {
            let found = psra_hs::correlate(code.parse().unwrap(), 2017, 2022);
            found.iter().take(6).map(|c| format!("{c:06}")).collect::<Vec<_>>()
        };
        for p in counterparts(product) {
            for m in counterparts(material) {
                let one = result(&book, &case(&p, &m, 2022))["verdict"].clone();
                prop_assert!(verdict == "undetermined" || verdict == one, "{} of {}: {} but {}", p, m, verdict, one);
            }
        }
    }

    #[test]
    fn making_a_material_originating_never_harms(criterion in tree(), case in cases(), which in 0usize..4) {
        let book = one_rule(&criterion);
        let mut better = case.clone();
        let lines = better["materials"].as_array_mut().unwrap();
        let n = which % lines.len();
        // An intermediate that is stated to originate is no longer looked into, so its own value must then be known.
        prop_assume!(!lines[n]["materials"].is_array());
        merge(&mut lines[n], &json!({"origin": {"status": "originating", "country": "GB"}}));
        prop_assert!(rank(&result(&book, &better)["verdict"]) >= rank(&result(&book, &case)["verdict"]));
    }

    #[test]
    fn another_alternative_never_harms(first in tree(), second in tree(), case in cases()) {
        let alone = result(&one_rule(&first), &case);
        let both = result(&one_rule(&json!({"any": [first, second]})), &case);
        prop_assert!(rank(&both["verdict"]) >= rank(&alone["verdict"]));
        let all = result(&one_rule(&json!({"all": [first, second]})), &case);
        prop_assert!(rank(&all["verdict"]) <= rank(&alone["verdict"]));
    }

    #[test]
    fn the_same_case_gives_the_same_bytes(criterion in tree(), case in cases()) {
        let text = case.to_string();
        let (a, b) = (one_rule(&criterion), one_rule(&criterion));
        prop_assert_eq!(a.evaluate(text.as_bytes(), support::TODAY), b.evaluate(text.as_bytes(), support::TODAY));
    }
}
