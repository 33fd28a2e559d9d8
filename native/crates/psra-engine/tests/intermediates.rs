//! The choice of intermediates (origin.md A.6) against brute force: a bill with parts inside is met if and only if one of
//! the flat bills is met in which each part either stands whole or gives way to what is in it.

mod support;

use proptest::prelude::*;
use serde_json::{Value, json};
use support::{case, case_with, codes, eur, missing, nom, result, row, under, verdict, with};

const OK: &str = "originating";
const NO: &str = "non_originating";
const OPEN: &str = "undetermined";

fn part(id: &str, code: &str, value: &str, inside: &[Value]) -> Value {
    json!({"id": id, "hs_code": code, "value": eur(value), "net_weight_kg": "1", "origin": {"status": "non_originating", "country": "GB"},
           "materials": inside})
}

/// Every flat bill that a nested one may be read as.
fn flat_bills(lines: &[Value]) -> Vec<Vec<Value>> {
    let mut bills = vec![Vec::new()];
    for line in lines {
        let inside = line["materials"].as_array().cloned().unwrap_or_default();
        let whole = with(line.clone(), &json!({"materials": []}));
        let mut choices = vec![vec![whole]];
        if !inside.is_empty() {
            choices.extend(flat_bills(&inside));
        }
        bills = bills
            .iter()
            .flat_map(|bill: &Vec<Value>| choices.iter().map(|c| [bill.clone(), c.clone()].concat()))
            .collect();
    }
    bills
}

/// What the best of the flat bills comes to.
fn by_brute_force(book: &psra_engine::RuleBook, lines: &[Value], more: &Value) -> String {
    let verdicts: Vec<_> =
        flat_bills(lines).iter().map(|bill| verdict(book, &case_with("392690", bill, more))).collect();
    [OK, OPEN].iter().find(|v| verdicts.iter().any(|found| found == *v)).map_or(NO, |v| v).to_owned()
}

fn leaf() -> impl Strategy<Value = Value> {
    let code = prop::sample::select(vec!["392640", "392310", "390110", "401699", "730110"]);
    let country = prop::sample::select(vec!["CN", "GB"]);
    (code, 1..40_u32, 1..20_u32, country, 0..12_u32).prop_map(|(code, value, weight, country, unpriced)| {
        let status = if country == "GB" { "originating" } else { "non_originating" };
        let value = if unpriced == 0 { Value::Null } else { eur(&value.to_string()) };
        json!({"hs_code": code, "value": value, "net_weight_kg": weight.to_string(), "origin": {"status": status, "country": country}})
    })
}

fn tree() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(3, 12, 3, |inner| {
        let code = prop::sample::select(vec!["392640", "392310", "390110", "730110"]);
        (code, 1..60_u32, prop::collection::vec(inner, 1..3)).prop_map(|(code, value, inside)| {
            json!({"hs_code": code, "value": eur(&value.to_string()), "net_weight_kg": "5",
                   "origin": {"status": "non_originating", "country": "GB"}, "materials": inside})
        })
    })
}

fn criteria() -> Vec<Value> {
    let cth = json!({"type": "CTH"});
    let value = |pct: &str| json!({"type": "MaxNOM", "pct": pct, "basis": "EXW"});
    let weight = json!({"type": "MaxWeight", "pct": "30", "scope": {"codes": ["39"]}});
    vec![
        cth.clone(),
        value("40"),
        json!({"all": [cth, value("40")]}),
        json!({"all": [cth, weight, value("60")]}),
        json!({"any": [{"all": [{"type": "CC"}, value("50")]}, {"all": [cth, weight]}]}),
        json!({"type": "CTH", "allowances": [{"scope": {"codes": ["392640"]}, "max_pct": "20"}]}),
        json!({"all": [{"type": "AnyHeading", "except": {"codes": ["3901"]}}, {"type": "RVC", "method": "build_up", "pct": "20", "basis": "EXW"}]}),
        json!({"all": [{"type": "Prohibit", "scope": {"codes": ["3923"]}}, {"type": "NOMleOM"}]}),
        json!({"type": "MinOM", "pct": "15", "measure": "value", "basis": "EXW", "scope": {}}),
        json!({"all": [{"type": "Originating", "scope": {"codes": ["4016"]}}, value("30")]}),
    ]
}

fn reliefs() -> Vec<Value> {
    let entry =
        |more: Value| with(json!({"chapters": ["01-97"], "measure": "value", "pct": "10", "basis": "EXW"}), &more);
    vec![
        json!({}),
        json!({"tolerance": [entry(json!({}))]}),
        json!({"tolerance": [entry(json!({"measure": "weight", "pct": "15"})), entry(json!({"basis": "EXW_OR_FOB", "pct": "5"}))]}),
        json!({"tolerance": [entry(json!({"except_materials": {"codes": ["3926"]}}))], "tolerance_scope": "all_nom"}),
        json!({"tolerance": [entry(json!({}))], "tolerance_rescues_weight": true, "maxnom_block_scope": "any_alternative"}),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn the_search_finds_what_brute_force_finds(
        lines in prop::collection::vec(tree(), 1..4),
        criterion in prop::sample::select(criteria()),
        relief in prop::sample::select(reliefs()),
        weight in prop::sample::select(vec!["20", "60"]),
    ) {
        let book = under(&[row("3926", "392600", "392699", &criterion)], &relief);
        let more = json!({"product": {"net_weight_kg": weight}});
        let found = result(&book, &case_with("392690", &lines, &more));
        // What is made exclusively of originating materials originates by no rule.
        prop_assert_eq!(found["verdict"].as_str().unwrap(), by_brute_force(&book, &lines, &more), "{}", found);
    }
}

#[test]
fn what_an_allowance_perhaps_covers_is_no_better_than_what_it_covers() {
    // Whole, the part is of the tag that may be used; what is in it is of the heading, too, and its tags are not known.
    let rule = json!({"type": "CTH", "allowances": [{"scope": {"tags": ["same_description"]}, "max_pct": "100"}]});
    let book = under(&[row("3926", "392600", "392699", &rule)], &json!({}));
    let inside = |tags: &Value| with(nom("b", "392640", "10"), &json!({"tags": tags}));
    let whole = |tags: &Value, inside: Value| with(part("a", "392640", "40", &[inside]), &json!({"tags": tags}));
    let of = |line: Value| verdict(&book, &case("392690", &[line]));
    let (is, is_not, unknown) = (json!(["same_description"]), json!([]), Value::Null);
    assert_eq!(of(whole(&is, inside(&unknown))), OK);
    assert_eq!(of(whole(&unknown, inside(&is))), OK);
    assert_eq!(of(whole(&unknown, inside(&unknown))), OPEN);
    assert_eq!(of(whole(&unknown, inside(&is_not))), OPEN);
    assert_eq!(of(whole(&is_not, inside(&unknown))), OPEN);
    assert_eq!(of(whole(&is_not, inside(&is_not))), NO);
}

#[test]
fn many_intermediates_are_decided_exactly() {
    // Whole, each part has 2 of value and changes; looked into, it has 1 and does not. 2^40 ways, one question: how many
    // may stand open while the tolerance holds.
    let both = json!({"all": [{"type": "CTH"}, {"type": "MaxNOM", "pct": "70", "basis": "EXW"}]});
    let tolerance = json!([{"chapters": ["39"], "measure": "value", "pct": "10", "basis": "EXW"}]);
    let lines: Vec<_> =
        (0..40).map(|n| part(&format!("p{n}"), "730110", "2", &[nom(&format!("m{n}"), "392640", "1")])).collect();
    let book = |rule: &Value| under(&[row("3926", "392600", "392699", rule)], &json!({"tolerance": tolerance}));
    let found = result(&book(&both), &case("392690", &lines));
    assert_eq!(found["verdict"], OK);
    assert_eq!(found["alternatives"][0]["intermediates_opened"].as_array().map(Vec::len), Some(10));
    let stricter = json!({"all": [{"type": "CTH"}, {"type": "MaxNOM", "pct": "69.99", "basis": "EXW"}]});
    assert_eq!(verdict(&book(&stricter), &case("392690", &lines)), NO);
}

#[test]
fn beyond_the_bound_it_is_undetermined_and_says_so() {
    // A share of the weight of materials changes with every part that is looked into: each way has to be tried.
    let share = json!({"type": "MaxWeight", "pct": "1", "scope": {"codes": ["73"]}, "of": {"codes": ["73", "39"]}});
    let book = under(&[row("3926", "392600", "392699", &share)], &json!({}));
    let lines = |count: usize| -> Vec<Value> {
        (0..count)
            .map(|n| {
                part(
                    &format!("p{n}"),
                    "730110",
                    "2",
                    &[with(nom(&format!("m{n}"), "730110", "1"), &json!({"net_weight_kg": "1"}))],
                )
            })
            .collect()
    };
    assert_eq!(verdict(&book, &case("392690", &lines(12))), NO);
    let found = result(&book, &case("392690", &lines(13)));
    assert_eq!((found["verdict"].as_str(), missing(&found)), (Some(OPEN), vec!["/materials".to_owned()]));
}

#[test]
fn tracing_looks_into_an_intermediate_that_does_not_originate() {
    // EU-Korea Art. 5(1)(b): only the non-originating materials in it count.
    let rows = [row("3926", "392600", "392699", &json!({"type": "MaxNOM", "pct": "50", "basis": "EXW"}))];
    let traced = under(&rows, &json!({"tracing": {"value": true}}));
    let lines = |value: &str| [part("p", "730110", "60", &[nom("m", "392640", value)])];
    assert_eq!(verdict(&traced, &case("392690", &lines("50"))), OK);
    assert_eq!(verdict(&traced, &case("392690", &lines("50.01"))), NO);
    // What it fails by itself is forgiven by what is in it, not for nothing.
    let rows = [row("3926", "392600", "392699", &json!({"type": "CTH"}))];
    let tolerance = json!([{"chapters": ["39"], "measure": "value", "pct": "10", "basis": "EXW"}]);
    let traced = under(&rows, &json!({"tracing": {"value": true}, "tolerance": tolerance}));
    let lines = |value: &str| [part("p", "392640", "60", &[nom("m", "392640", value)])];
    assert_eq!(verdict(&traced, &case("392690", &lines("10"))), OK);
    assert_eq!(verdict(&traced, &case("392690", &lines("10.01"))), NO);
}

#[test]
fn what_holds_nothing_that_counts_cannot_stand_in_place_of_a_part() {
    let book = under(&[row("3926", "392600", "392699", &json!({"type": "CTH"}))], &json!({}));
    let energy = with(nom("power", "271600", "1"), &json!({"role": "neutral"}));
    let found = result(&book, &case("392690", &[part("p", "392640", "60", &[energy]), nom("x", "390110", "1")]));
    assert_eq!(found["verdict"], NO);
    assert_eq!(codes(&found, "assumptions"), Vec::<String>::new());
}
