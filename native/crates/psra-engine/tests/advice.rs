//! Advice: what turns a verdict, what breaks it, what settles it; equal to brute force where that is possible.

mod support;

use proptest::prelude::*;
use psra_engine::RuleBook;
use serde_json::{Value, json};
use support::{TODAY, book, case, case_with, eur, gb_eu, list, nom, one_rule, row, verdict, without};

fn advice(book: &RuleBook, case: &Value) -> Value {
    let answer: Value = serde_json::from_slice(&book.advise(case.to_string().as_bytes(), TODAY)).expect("JSON");
    answer.pointer("/results/0").cloned().unwrap_or_else(|| panic!("no result: {answer}"))
}

/// The sets of changes, each change in a few words.
fn sets(advice: &Value, part: &str) -> Vec<Vec<String>> {
    let short = |change: &Value| match change["change"].as_str().unwrap() {
        "price" => format!(
            "{} {} {}",
            change["pointer"].as_str().unwrap(),
            change["bound"].as_str().unwrap(),
            change["amount"].as_str().unwrap()
        ),
        "process" | "no_process" => change["process"].as_str().unwrap().to_owned(),
        "operations" => "operations".to_owned(),
        _ => change["material"].as_str().unwrap().to_owned(),
    };
    let list = advice[part]["sets"].as_array().unwrap_or_else(|| panic!("no {part}: {advice}"));
    list.iter().map(|set| set["changes"].as_array().unwrap().iter().map(short).collect()).collect()
}

fn bounds(advice: &Value) -> Vec<(String, String, String)> {
    let text = |v: &Value| v.as_str().unwrap().to_owned();
    advice["holds_while"]
        .as_array()
        .unwrap()
        .iter()
        .map(|b| (text(&b["pointer"]), text(&b["bound"]), text(&b["amount"])))
        .collect()
}

#[test]
fn a_failing_share_is_mended_by_a_material_or_by_the_price() {
    let book = one_rule(&json!({"type": "MaxNOM", "pct": "50", "basis": "EXW"}));
    let bad = case("392690", &[nom("a", "390110", "40"), nom("b", "390210", "30"), nom("c", "390311", "5")]);
    let found = advice(&book, &bad);
    assert_eq!(found["verdict"], "non_originating");
    // 75 of 100: without a 35 are left, without b 45, without c 70; from a price of 150 on, 75 is a half.
    assert_eq!(sets(&found, "turned_by"), [vec!["a"], vec!["b"], vec!["/product/ex_works_price at_least 150"]]);
    assert_eq!(found["turned_by"]["possible"], true);
}

#[test]
fn a_limit_that_itself_fails_is_passed_only_beyond_it() {
    let book = one_rule(&json!({"type": "MaxNOM", "pct": "30", "basis": "EXW"}));
    let found = advice(&book, &case("392690", &[nom("a", "390110", "40")]));
    let price = &found["turned_by"]["sets"][1]["changes"][0];
    assert_eq!((price["amount"].as_str(), price["amount_fraction"].as_str()), (Some("133.34"), Some("400/3")));
    // The amount that is shown does turn the verdict, a cent less does not.
    let priced = |amount: &str| {
        case_with("392690", &[nom("a", "390110", "40")], &json!({"product": {"ex_works_price": eur(amount)}}))
    };
    assert_eq!(verdict(&book, &priced("133.34")), "originating");
    assert_eq!(verdict(&book, &priced("133.33")), "non_originating");
}

#[test]
fn a_process_is_advised_where_a_rule_asks_for_it() {
    let book = one_rule(&json!({"any": [{"type": "CTH"}, {"type": "Process", "any_of": ["chemical_reaction"]}]}));
    let found = advice(&book, &case("392690", &[nom("a", "392690", "90")]));
    assert_eq!(
        sets(&found, "turned_by"),
        [
            vec!["chemical_reaction"],
            vec!["a"],
            // 90 are within the tolerance of a tenth from a price of 900 on.
            vec!["/product/ex_works_price at_least 900"],
        ]
    );
}

#[test]
fn an_origin_that_is_unknown_wants_a_declaration() {
    let book = one_rule(&json!({"type": "CTH"}));
    let unknown = json!({"id": "a", "hs_code": "392690", "value": eur("50"), "origin": {"status": "unknown"}});
    let found = advice(&book, &case("392690", &[unknown]));
    assert_eq!(found["turned_by"]["sets"][0]["changes"][0]["change"], "supplier_declaration");
}

#[test]
fn nothing_helps_where_the_product_must_be_wholly_obtained() {
    let book = one_rule(&json!({"type": "WO", "subject": "product"}));
    let found = advice(&book, &case("392690", &[nom("a", "390110", "40")]));
    // Only originating materials make it exclusively so.
    assert_eq!(sets(&found, "turned_by"), [vec!["a"]]);
}

#[test]
fn the_dual_names_what_costs_the_origin_and_how_far_numbers_may_move() {
    let book = one_rule(&json!({"type": "MaxNOM", "pct": "50", "basis": "EXW"}));
    let own = json!({"id": "own", "hs_code": "390110", "value": eur("20"), "origin": {"status": "originating", "country": "GB"}});
    let good = case("392690", &[nom("a", "390210", "35"), own]);
    let found = advice(&book, &good);
    assert_eq!(found["verdict"], "originating");
    assert_eq!(sets(&found, "broken_by"), [vec!["own"]]);
    let text = |(a, b, c): (&str, &str, &str)| (a.to_owned(), b.to_owned(), c.to_owned());
    assert_eq!(
        bounds(&found),
        [text(("/product/ex_works_price", "at_least", "70")), text(("/materials/0/value", "at_most", "50"))]
    );
}

#[test]
fn the_fewest_facts_come_with_each_verdict_that_they_lead_to() {
    let book = one_rule(&json!({"any": [{"type": "CTH"}, {"type": "MaxNOM", "pct": "50", "basis": "EXW"}]}));
    let open = without(&case("392690", &[nom("a", "392690", "40")]), "/product", "ex_works_price");
    let found = advice(&book, &open);
    assert_eq!(found["verdict"], "undetermined");
    for (n, verdict) in ["originating", "non_originating"].iter().enumerate() {
        let way = &found["settled"]["settled_by"][n];
        assert_eq!(way["verdict"], *verdict);
        let pointers: Vec<_> =
            way["facts"][0].as_array().unwrap().iter().map(|f| f["pointer"].as_str().unwrap()).collect();
        assert_eq!(pointers, ["/product/ex_works_price"]);
    }
}

#[test]
fn a_case_that_cannot_be_read_is_answered_as_in_an_evaluation() {
    let answer: Value = serde_json::from_slice(&gb_eu().advise(b"{", TODAY)).unwrap();
    assert_eq!(answer["error"]["code"], "ENG300");
}

/// Every subset of the changes, the plain way: materials made originating, and last the price, raised beyond all bounds.
fn brute(book: &RuleBook, case: &Value) -> Vec<Vec<String>> {
    let count = case["materials"].as_array().unwrap().len();
    let mut good: Vec<Vec<usize>> = Vec::new();
    for bits in 1_u32..1 << (count + 1) {
        let set: Vec<usize> = (0..=count).filter(|n| bits >> n & 1 == 1).collect();
        let mut changed = case.clone();
        for n in &set {
            if *n == count {
                changed["product"]["ex_works_price"] = eur("1000000000");
            } else {
                changed["materials"][n]["origin"] = json!({"status": "originating", "country": "GB"});
            }
        }
        if verdict(book, &changed) == "originating" {
            good.push(set);
        }
    }
    let within = |inner: &[usize], outer: &[usize]| inner.iter().all(|m| outer.contains(m));
    let mut least: Vec<_> =
        good.iter().filter(|set| !good.iter().any(|g| g.len() < set.len() && within(g, set))).cloned().collect();
    let smallest = least.iter().map(Vec::len).min().unwrap_or(0);
    least.retain(|set| set.len() <= 3.max(smallest));
    named(
        least
            .iter()
            .map(|set| set.iter().map(|n| if *n == count { "price".to_owned() } else { format!("m{n}") }).collect()),
    )
}

fn named(sets: impl Iterator<Item = Vec<String>>) -> Vec<Vec<String>> {
    let mut sets: Vec<_> = sets
        .map(|mut set| {
            set.sort();
            set
        })
        .collect();
    sets.sort();
    sets
}

fn advised(book: &RuleBook, case: &Value) -> Vec<Vec<String>> {
    let plain = |change: String| if change.starts_with('/') { "price".to_owned() } else { change };
    named(sets(&advice(book, case), "turned_by").into_iter().map(|set| set.into_iter().map(plain).collect()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn equal_to_brute_force_on_small_bills(
        lines in prop::collection::vec((prop::sample::select(vec!["392690", "390110", "392020", "400122"]), 1_u32..60), 1..7),
        pct in 10_u32..80,
    ) {
        let book = one_rule(&json!({"any": [
            {"type": "CTH"},
            {"all": [{"type": "CC"}, {"type": "MaxNOM", "pct": pct.to_string(), "basis": "EXW"}]},
            {"type": "MaxNOM", "pct": (pct / 2).to_string(), "basis": "EXW", "scope": {"codes": ["39"]}},
        ]}));
        let line = |(n, (code, value)): (usize, &(&str, u32))| nom(&format!("m{n}"), code, &value.to_string());
        let case = case("392690", &lines.iter().enumerate().map(line).collect::<Vec<_>>());
        if verdict(&book, &case) != "originating" {
            prop_assert_eq!(advised(&book, &case), brute(&book, &case));
        }
    }
}

#[test]
fn a_bill_of_fourteen_lines_equals_brute_force() {
    // Without a share of the price, and without a tolerance: three lines must be sourced anew, and half of the rest.
    let rule = json!({"all": [{"type": "CTH"}, {"type": "NOMleOM"}]});
    let book = book(&[&list(&[row("3926", "392600", "392699", &rule)])]);
    let materials: Vec<_> = (0..14)
        .map(|n| nom(&format!("m{n}"), if n % 5 == 0 { "392690" } else { "390110" }, &(4 + 7 * (n % 3)).to_string()))
        .collect();
    let case = case("392690", &materials);
    let expected = brute(&book, &case);
    assert!(expected.len() > 1 && expected.len() <= 40, "{}", expected.len());
    assert_eq!(advised(&book, &case), expected);
}

#[test]
fn open_descriptions_and_processes_are_settled_by_their_words() {
    let book = one_rule(&json!({"all": [
        {"type": "Process", "any_of": ["chemical_reaction", "purification"]},
        {"type": "FromMaterial", "tags": ["active_cathode_material"]},
    ]}));
    let open = without(&case("392690", &[nom("a", "390110", "40"), nom("b", "400130", "5")]), "", "processes_complete");
    let found = advice(&book, &open);
    assert_eq!(found["verdict"], "undetermined", "{found}");
    let facts = |n: usize| {
        let sets = found["settled"]["settled_by"][n]["facts"].as_array().unwrap().clone();
        let word = |f: &Value| format!("{} {}", f["pointer"].as_str().unwrap(), f["choices"][0].as_str().unwrap());
        named(sets.iter().map(|set| set.as_array().unwrap().iter().map(word).collect()))
    };
    let (a, b) = ("/materials/0/tags active_cathode_material", "/materials/1/tags active_cathode_material");
    let (reaction, purified) = ("/processes chemical_reaction", "/processes purification");
    assert_eq!(facts(0), [[a, reaction], [a, purified], [b, reaction], [b, purified]], "one process and one material");
    assert_eq!(facts(1), [[reaction], [purified]], "to say that nothing else was done is enough");
}

#[test]
fn an_open_answer_names_the_cheapest_facts_first_and_the_fewest_that_settle_it() {
    let book = one_rule(
        &json!({"any": [{"type": "Process", "any_of": ["chemical_reaction"]}, {"type": "MaxNOM", "pct": "50", "basis": "EXW"}]}),
    );
    let mut open = case("392690", &[nom("a", "392690", "40")]);
    for (parent, key) in [("", "processes_complete"), ("", "operations"), ("/product", "ex_works_price")] {
        open = without(&open, parent, key);
    }
    let result = support::result(&book, &open);
    assert_eq!(support::missing(&result), ["/operations", "/product/ex_works_price", "/processes"]);
    // It takes both facts to originate by value; insufficient operations alone would rule it out.
    assert_eq!(
        result["settled_by"],
        json!({
            "originating": ["/operations", "/product/ex_works_price"], "non_originating": ["/operations"],
        })
    );
}

#[test]
fn alternatives_are_ranked_by_what_they_need() {
    let book = one_rule(&json!({"any": [
        {"type": "CTH"}, {"type": "Process", "any_of": ["chemical_reaction"]}, {"type": "MaxNOM", "pct": "50", "basis": "EXW"},
    ]}));
    // A change of heading with tolerance, a process that was not carried out, a share that is met.
    let result = support::result(&book, &case("392690", &[nom("a", "392690", "9"), nom("b", "390110", "20")]));
    let id = |n: u8| format!("gb-eu:hs2022:3926~1#{n}");
    assert_eq!(result["ranking"], json!([id(3), id(1), id(2)]));
}

#[test]
fn a_measure_says_how_far_each_number_may_move() {
    let book = one_rule(&json!({"type": "MaxNOM", "pct": "50", "basis": "EXW"}));
    let margin =
        |book: &RuleBook, case: &Value| support::result(book, case)["alternatives"][0]["measures"][0]["margin"].clone();
    let found = margin(&book, &case("392690", &[nom("a", "390110", "40")]));
    assert_eq!(found, json!({"price_down_to": "80", "value_up_by": "10", "currency_factor": "5/4"}));
    let rvc = |method: &str| one_rule(&json!({"type": "RVC", "method": method, "pct": "60", "basis": "EXW"}));
    let found = margin(&rvc("build_down"), &case("392690", &[nom("a", "390110", "30")]));
    assert_eq!(found, json!({"price_down_to": "75", "value_up_by": "10", "currency_factor": "4/3"}));
    let own = json!({"id": "own", "hs_code": "390110", "value": eur("75"), "origin": {"status": "originating", "country": "GB"}});
    let found = margin(&rvc("build_up"), &case("392690", &[own, nom("a", "390110", "5")]));
    assert_eq!(found, json!({"price_up_to": "125", "value_down_by": "15", "currency_factor": "4/5"}));
}
