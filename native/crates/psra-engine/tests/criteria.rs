//! Each criterion with the neighbours of its threshold, and what it asks for where a fact is missing.

mod support;

use serde_json::{Value, json};
use std::slice::from_ref;
use support::{book, case_with, eur, list, missing, nom, one_rule, result, row, verdict, with};

/// The list's own verdict, without the agreement's tolerance.
fn strict(criterion: &Value) -> psra_engine::RuleBook {
    book(&[&list(&[row("3926", "392600", "392699", criterion)])])
}

fn own(id: &str, code: &str, value: &str) -> Value {
    json!({"id": id, "hs_code": code, "value": eur(value), "origin": {"status": "originating", "country": "GB"}})
}

#[track_caller]
fn decides(criterion: &Value, materials: &[Value], more: &Value, expected: &str) {
    let found = result(&strict(criterion), &case_with("392690", materials, more));
    assert_eq!(found["verdict"], expected, "{found}");
}

const OK: &str = "originating";
const NO: &str = "non_originating";
const OPEN: &str = "undetermined";

#[test]
fn change_of_chapter_heading_and_subheading() {
    for (level, same, other) in [("CC", "390110", "400110"), ("CTH", "392610", "392510"), ("CTSH", "392690", "392640")]
    {
        decides(&json!({"type": level}), &[nom("a", same, "90")], &json!({}), NO);
        decides(&json!({"type": level}), &[nom("a", other, "90")], &json!({}), OK);
        decides(&json!({"type": level}), &[own("a", same, "90")], &json!({}), OK);
    }
}

#[test]
fn except_names_what_may_not_be_used_even_if_it_changes() {
    let bulldozer = json!({"type": "CTH", "except": {"codes": ["8431"]}});
    let book = book(&[&list(&[row("8429", "842900", "842999", &bulldozer)])]);
    let free = [nom("screw", "731815", "20"), nom("wire", "854449", "20")];
    assert_eq!(verdict(&book, &case_with("842911", &free, &json!({}))), OK);
    assert_eq!(verdict(&book, &case_with("842911", &[nom("part", "843149", "1")], &json!({}))), NO);
    assert_eq!(verdict(&book, &case_with("842911", &[own("part", "843149", "1")], &json!({}))), OK);
}

#[test]
fn from_only_and_any_heading() {
    let yarn = json!({"type": "CTH", "from_only": {"codes": ["3901-3915"]}});
    decides(&yarn, &[nom("a", "390110", "90")], &json!({}), OK);
    decides(&yarn, &[nom("a", "392010", "1")], &json!({}), NO);
    let any = json!({"type": "AnyHeading", "except": {"codes": ["4011-4012"]}});
    decides(&any, &[nom("a", "392690", "90")], &json!({}), OK);
    decides(&any, &[nom("a", "401110", "1")], &json!({}), NO);
}

#[test]
fn an_allowance_frees_up_to_its_limit_and_no_tolerance_goes_beyond() {
    let rule = json!({"type": "CTH", "allowances": [{"scope": {"same": "heading"}, "max_pct": "20", "basis": "EXW"}]});
    for (value, expected) in [("20", OK), ("20.01", NO), ("29", NO)] {
        decides(&rule, &[nom("a", "392640", value)], &json!({}), expected);
        assert_eq!(verdict(&one_rule(&rule), &case_with("392690", &[nom("a", "392640", value)], &json!({}))), expected);
    }
    let two = [nom("a", "392640", "11"), nom("b", "392640", "10")];
    decides(&rule, &two, &json!({}), NO);
    decides(&rule, &[nom("a", "390110", "90")], &json!({}), OK);
    let by_weight =
        json!({"type": "CTH", "allowances": [{"scope": {"same": "heading"}, "max_pct": "10", "measure": "weight"}]});
    let weighed = |kg: &str| with(nom("a", "392640", "50"), &json!({"net_weight_kg": kg}));
    let product = json!({"product": {"net_weight_kg": "10"}});
    decides(&by_weight, &[weighed("1.000")], &product, OK);
    decides(&by_weight, &[weighed("1.001")], &product, NO);
    decides(&by_weight, &[weighed("1.000")], &json!({}), OPEN);
}

#[test]
fn a_material_that_may_not_fail_does_not_break_its_allowance() {
    let scope = json!({"codes": ["39"]});
    let rule =
        json!({"type": "AnyHeading", "except": {"tags": ["yarn"]}, "allowances": [{"scope": scope, "max_pct": "20"}]});
    let line = |value: &str, tags: Value| with(nom("a", "390110", value), &json!({"tags": tags}));
    decides(&rule, &[line("21", json!([]))], &json!({}), OK);
    decides(&rule, &[line("21", json!(["yarn"]))], &json!({}), NO);
    decides(&rule, &[line("21", Value::Null)], &json!({}), OPEN);
    decides(&rule, &[line("20", Value::Null)], &json!({}), OK);
    // Over the first allowance, "b" is freed by the second; whether "a" breaks the first is not known.
    let narrow = json!({"scope": {"codes": ["39"]}, "max_pct": "10"});
    let wide = json!({"scope": {"codes": ["3920"]}, "max_pct": "50"});
    let rule = json!({"type": "AnyHeading", "except": {"tags": ["yarn"]}, "allowances": [narrow, wide]});
    let freed = with(nom("b", "392010", "20"), &json!({"tags": ["yarn"]}));
    decides(&rule, &[line("5", Value::Null), freed.clone()], &json!({}), OPEN);
    decides(&rule, &[line("5", json!(["yarn"])), freed.clone()], &json!({}), NO);
    decides(&rule, &[line("5", json!([])), freed], &json!({}), OK);
}

#[test]
fn max_nom_compares_exactly() {
    let rule = json!({"type": "MaxNOM", "pct": "50", "basis": "EXW"});
    for (value, expected) in [("49.99", OK), ("50.00", OK), ("50.000000000000000001", NO), ("50.01", NO)] {
        decides(&rule, &[nom("a", "392690", value)], &json!({}), expected);
    }
    let thirds = json!({"product": {"ex_works_price": eur("3")}});
    decides(&json!({"type": "MaxNOM", "pct": "33.333333", "basis": "EXW"}), &[nom("a", "392690", "1")], &thirds, NO);
    decides(&json!({"type": "MaxNOM", "pct": "33.333334", "basis": "EXW"}), &[nom("a", "392690", "1")], &thirds, OK);
}

#[test]
fn max_nom_counts_its_scope_only() {
    let rule = json!({"type": "MaxNOM", "pct": "20", "basis": "EXW", "scope": {"codes": ["39"]}});
    decides(&rule, &[nom("a", "392690", "20"), nom("b", "730110", "70")], &json!({}), OK);
    decides(&rule, &[nom("a", "392690", "20.01")], &json!({}), NO);
    let rubber = json!({"type": "MaxNOM", "pct": "50", "basis": "EXW", "scope": {"not": {"tags": ["natural_rubber"]}}});
    decides(&rubber, &[nom("a", "400122", "80"), nom("b", "400219", "10")], &json!({}), OK);
    decides(&rubber, &[nom("b", "400219", "80")], &json!({}), NO);
}

#[test]
fn a_missing_value_matters_only_where_it_could_change_the_verdict() {
    let rule = json!({"type": "MaxNOM", "pct": "50", "basis": "EXW"});
    let silent = with(nom("b", "392690", "1"), &json!({"value": null}));
    decides(&rule, &[nom("a", "392690", "51"), silent.clone()], &json!({}), NO);
    let found = result(&strict(&rule), &case_with("392690", &[nom("a", "392690", "49"), silent.clone()], &json!({})));
    assert_eq!(found["verdict"], OPEN);
    assert_eq!(missing(&found), ["/materials/1/value"]);
    decides(
        &rule,
        &[own("a", "392690", "49"), with(silent, &json!({"origin": {"status": "originating", "country": "GB"}}))],
        &json!({}),
        OK,
    );
    let either = json!({"any": [{"type": "CTH"}, rule]});
    decides(&either, &[with(nom("a", "390110", "1"), &json!({"value": null}))], &json!({}), OK);
}

#[test]
fn prices_that_are_missing_zero_or_negative_are_unknown() {
    let rule = json!({"type": "MaxNOM", "pct": "50", "basis": "EXW"});
    for price in [Value::Null, eur("0"), eur("-1"), eur("0.00")] {
        let mut case = case_with("392690", &[nom("a", "392690", "1")], &json!({}));
        case["product"]["ex_works_price"] = price;
        let found = result(&strict(&rule), &case);
        assert_eq!(found["verdict"], OPEN);
        assert_eq!(missing(&found), ["/product/ex_works_price"]);
    }
    for value in ["0", "-5"] {
        let found = result(&strict(&rule), &case_with("392690", &[nom("a", "392690", value)], &json!({})));
        assert_eq!((found["verdict"].as_str(), missing(&found)), (Some(OPEN), vec!["/materials/0/value".to_owned()]));
    }
}

#[test]
fn currencies_are_not_mixed_without_a_rate() {
    let rule = json!({"type": "MaxNOM", "pct": "50", "basis": "EXW"});
    let pounds = with(nom("a", "392690", "1"), &json!({"value": {"currency": "GBP"}}));
    let found = result(&strict(&rule), &case_with("392690", &[pounds], &json!({})));
    assert_eq!(found["verdict"], OPEN);
    assert_eq!(missing(&found), ["/materials/0/value"]);
    assert!(found["missing_facts"][0]["reason"].as_str().unwrap().contains("GBP"));
}

#[test]
fn either_basis_may_be_used() {
    let rule = json!({"type": "MaxNOM", "pct": "50", "basis": "EXW_OR_FOB"});
    let line = [nom("a", "392690", "52")];
    decides(&rule, &line, &json!({"product": {"fob_price": eur("104")}}), OK);
    decides(&rule, &line, &json!({"product": {"fob_price": eur("103")}}), NO);
    decides(&rule, &line, &json!({}), OPEN);
    decides(&rule, &[nom("a", "392690", "50")], &json!({}), OK);
    let tv = json!({"type": "MaxNOM", "pct": "50", "basis": "TV_OR_EXW"});
    decides(&tv, &line, &json!({"product": {"transaction_value": eur("104")}}), OK);
}

#[test]
fn regional_value_content_by_each_method() {
    let rvc =
        |method: &str, pct: &str, basis: &str| json!({"type": "RVC", "method": method, "pct": pct, "basis": basis});
    let fob = json!({"product": {"fob_price": eur("200")}});
    decides(&rvc("build_down", "55", "FOB"), &[nom("a", "392690", "90")], &fob, OK);
    decides(&rvc("build_down", "55", "FOB"), &[nom("a", "392690", "90.01")], &fob, NO);
    decides(&rvc("build_down", "55", "FOB"), &[nom("a", "392690", "90")], &json!({}), OPEN);
    decides(&rvc("build_up", "35", "EXW"), &[nom("n", "392690", "1"), own("a", "392690", "35")], &json!({}), OK);
    decides(&rvc("build_up", "35", "EXW"), &[nom("n", "392690", "1"), own("a", "392690", "34.99")], &json!({}), NO);
    let cost = json!({"product": {"net_cost": eur("50")}});
    decides(&rvc("net_cost", "40", "NC"), &[nom("a", "392690", "30")], &cost, OK);
    decides(&rvc("net_cost", "40", "NC"), &[nom("a", "392690", "30.01")], &cost, NO);
    let focused = with(rvc("focused", "70", "EXW"), &json!({"scope": {"codes": ["39"]}}));
    decides(&focused, &[nom("a", "392690", "30"), nom("b", "730110", "60")], &json!({}), OK);
    decides(&focused, &[nom("a", "392690", "30.01")], &json!({}), NO);
    let shown =
        result(&strict(&rvc("build_down", "55", "FOB")), &case_with("392690", &[nom("a", "392690", "90")], &fob));
    assert_eq!(shown["alternatives"][0]["measures"][0]["value_fraction"], "11/20");
}

#[test]
fn weights_of_the_product_and_of_a_set_of_materials() {
    let heavy = |id: &str, code: &str, kg: &str| with(nom(id, code, "1"), &json!({"net_weight_kg": kg}));
    let sugar = json!({"type": "MaxWeight", "pct": "20", "scope": {"codes": ["1701-1702"]}});
    let ten = json!({"product": {"net_weight_kg": "10"}});
    decides(&sugar, &[heavy("s", "170199", "2"), heavy("x", "390110", "8")], &ten, OK);
    decides(&sugar, &[heavy("s", "170199", "2.0001")], &ten, NO);
    decides(&sugar, &[heavy("s", "170199", "2")], &json!({}), OPEN);
    decides(&sugar, &[nom("s", "390110", "2")], &json!({}), OK);
    let tobacco = json!({"type": "MaxWeight", "pct": "30", "scope": {"codes": ["2401"]}, "of": {"codes": ["24"]}});
    let own_leaf = with(own("o", "240110", "1"), &json!({"net_weight_kg": "7"}));
    decides(&tobacco, &[heavy("n", "240110", "3"), own_leaf.clone()], &json!({}), OK);
    decides(&tobacco, &[heavy("n", "240110", "3.01"), own_leaf], &json!({}), NO);
}

#[test]
fn a_substance_inside_a_composite_material_counts() {
    let sugar = json!({"type": "MaxWeight", "pct": "20", "scope": {"tags": ["sugar"]}});
    let mix = |kg: &str| {
        let inside = json!({"net_weight_kg": "8", "contains": [{"tag": "sugar", "net_weight_kg": kg}]});
        with(nom("m", "210690", "5"), &inside)
    };
    let ten = json!({"product": {"net_weight_kg": "10"}});
    decides(&sugar, &[mix("2")], &ten, OK);
    decides(&sugar, &[mix("2.01")], &ten, NO);
    let pure = with(nom("s", "170199", "5"), &json!({"net_weight_kg": "1"}));
    decides(&sugar, &[mix("1.5"), pure], &ten, NO);
}

#[test]
fn shares_of_originating_materials() {
    let leaf = json!({"type": "MinOM", "pct": "10", "measure": "weight", "scope": {"codes": ["2401"]}, "of": {"codes": ["2401"]}, "wholly_obtained": true});
    let weighed =
        |line: Value, kg: &str, grown: bool| with(line, &json!({"net_weight_kg": kg, "wholly_obtained": grown}));
    let foreign = weighed(nom("n", "240110", "1"), "9", false);
    decides(&leaf, &[foreign.clone(), weighed(own("o", "240110", "1"), "1", true)], &json!({}), OK);
    decides(&leaf, &[foreign.clone(), weighed(own("o", "240110", "1"), "0.99", true)], &json!({}), NO);
    decides(&leaf, &[foreign.clone(), weighed(own("o", "240110", "1"), "1", false)], &json!({}), NO);
    let unsaid = with(own("o", "240110", "1"), &json!({"net_weight_kg": "1"}));
    decides(&leaf, &[foreign, unsaid], &json!({}), OPEN);
    let value = json!({"type": "MinOM", "pct": "40"});
    decides(&value, &[nom("n", "392690", "1"), own("o", "390110", "40")], &json!({}), OK);
    decides(&value, &[nom("n", "392690", "1"), own("o", "390110", "39.99")], &json!({}), NO);
    decides(&json!({"type": "NOMleOM"}), &[nom("n", "392690", "30"), own("o", "390110", "30")], &json!({}), OK);
    decides(&json!({"type": "NOMleOM"}), &[nom("n", "392690", "30.01"), own("o", "390110", "30")], &json!({}), NO);
}

#[test]
fn wholly_obtained_materials_and_originating_ones() {
    let grown = json!({"type": "WO", "subject": "materials", "scope": {"codes": ["04"]}});
    let milk = |more: Value| with(own("m", "040110", "50"), &more);
    let plastic = nom("p", "392330", "10");
    decides(&grown, &[milk(json!({"wholly_obtained": true})), plastic.clone()], &json!({}), OK);
    decides(&grown, &[milk(json!({"wholly_obtained": false})), plastic.clone()], &json!({}), NO);
    let open = result(&strict(&grown), &case_with("392690", &[milk(json!({})), plastic.clone()], &json!({})));
    assert_eq!(
        (open["verdict"].as_str(), missing(&open)),
        (Some(OPEN), vec!["/materials/0/wholly_obtained".to_owned()])
    );
    let originating = json!({"type": "Originating", "scope": {"codes": ["04"]}});
    decides(&originating, &[milk(json!({"wholly_obtained": false})), plastic.clone()], &json!({}), OK);
    decides(&originating, &[nom("m", "040110", "50")], &json!({}), NO);
    let product = json!({"type": "WO"});
    decides(&product, from_ref(&plastic), &json!({"product": {"wholly_obtained": null}}), NO);
    decides(&json!({"type": "OriginRetained"}), from_ref(&plastic), &json!({}), NO);
    decides(&json!({"type": "Prohibit", "scope": {"codes": ["39"]}}), from_ref(&plastic), &json!({}), NO);
    decides(&json!({"type": "Prohibit", "scope": {"codes": ["40"]}}), &[plastic], &json!({}), OK);
}

#[test]
fn wholly_obtained_goods_are_originating_straight() {
    let never = json!({"type": "Prohibit", "scope": {}});
    let simple = json!({"product": {"wholly_obtained": true}, "operations": "insufficient_only"});
    decides(&never, &[], &simple, OK);
    let found = result(&strict(&never), &case_with("392690", &[nom("a", "392690", "1")], &simple));
    assert_eq!(found["verdict"], OK);
    assert!(support::codes(&found, "assumptions").contains(&"wholly_obtained_as_stated".to_owned()));
}

#[test]
fn processes_are_attested_refuted_or_asked_for() {
    let any = json!({"type": "Process", "any_of": ["chemical_reaction", "purification"]});
    let all = json!({"type": "Process", "all_of": ["chemical_reaction", "purification"]});
    let line = [nom("a", "392690", "90")];
    let done = |codes: &[&str], complete: bool| {
        let listed: Vec<_> = codes.iter().map(|c| json!({"code": c})).collect();
        json!({"processes": listed, "processes_complete": complete})
    };
    decides(&any, &line, &done(&["purification"], false), OK);
    decides(&any, &line, &done(&["spinning"], true), NO);
    decides(&any, &line, &done(&["spinning"], false), OPEN);
    decides(&all, &line, &done(&["purification"], false), OPEN);
    decides(&all, &line, &done(&["purification"], true), NO);
    decides(&all, &line, &done(&["purification", "chemical_reaction"], false), OK);
    let open = result(&strict(&any), &case_with("392690", &line, &done(&[], false)));
    assert_eq!(missing(&open), ["/processes", "/processes"]);
    assert!(open["missing_facts"][0]["ask"].as_str().unwrap().contains("CAS"));

    let demanded = |relation: &str, value: &str, unit: Value| {
        let demand = json!({"name": "impurities_removed", "relation": relation, "value": value, "unit": unit});
        json!({"type": "Process", "any_of": ["purification"], "parameters": [demand]})
    };
    let with_parameters =
        |parameters: Value| json!({"processes": [{"code": "purification", "parameters": parameters}]});
    let removed = |share: &str| with_parameters(json!({"impurities_removed": share}));
    let bounded = demanded("at_least", "80", json!("%"));
    decides(&bounded, &line, &with_parameters(json!({})), OK);
    decides(&bounded, &line, &with_parameters(json!({"colour": "red"})), OK);
    for (relation, below, at, above) in [
        ("at_least", NO, OK, OK),
        ("more_than", NO, NO, OK),
        ("at_most", OK, OK, NO),
        ("less_than", OK, NO, NO),
        ("equals", NO, OK, NO),
    ] {
        let rule = demanded(relation, "80", Value::Null);
        for (share, expected) in [("79.99", below), ("80.00", at), ("80.01", above)] {
            decides(&rule, &line, &removed(share), expected);
        }
    }
    decides(&bounded, &line, &removed("800 ‰"), OK);
    decides(&bounded, &line, &removed("799 ‰"), NO);
    let open = result(&strict(&bounded), &case_with("392690", &line, &removed("nearly all")));
    assert_eq!(
        (open["verdict"].as_str(), missing(&open)),
        (Some(OPEN), vec!["/processes/0/parameters/impurities_removed".to_owned()])
    );
    let grade = json!({"name": "grade", "relation": "equals", "value": "pharma", "process": "chemical_reaction"});
    let other = json!({"type": "Process", "any_of": ["purification"], "parameters": [grade]});
    decides(&other, &line, &with_parameters(json!({"grade": "food"})), OK);
    let own = with(grade, &json!({"process": "purification"}));
    let own = json!({"type": "Process", "any_of": ["purification"], "parameters": [own]});
    decides(&own, &line, &with_parameters(json!({"grade": "food"})), NO);
    decides(&own, &line, &with_parameters(json!({"grade": "pharma"})), OK);
}

#[test]
fn descriptions_of_materials_and_products() {
    let from = json!({"type": "FromMaterial", "tags": ["ionomer_salt"]});
    let tagged = |tags: Value| with(nom("a", "390190", "50"), &json!({"tags": tags}));
    decides(&from, &[tagged(json!(["ionomer_salt"])), nom("b", "390110", "1")], &json!({}), OK);
    decides(&from, &[tagged(json!([]))], &json!({}), NO);
    let open = result(&strict(&from), &case_with("392690", &[tagged(Value::Null)], &json!({})));
    assert_eq!((open["verdict"].as_str(), missing(&open)), (Some(OPEN), vec!["/materials/0/tags".to_owned()]));

    let described = json!({"type": "Fact", "code": "battery_pack", "kind": "description"});
    decides(&described, &[nom("a", "392690", "1")], &json!({"product": {"tags": ["battery_pack"]}}), OK);
    decides(&described, &[nom("a", "392690", "1")], &json!({"product": {"tags": []}}), NO);
    decides(&described, &[nom("a", "392690", "1")], &json!({}), OPEN);
    decides(
        &json!({"type": "Fact", "code": "ionomer_salt", "kind": "material"}),
        &[tagged(json!(["ionomer_salt"]))],
        &json!({}),
        OK,
    );
    decides(
        &json!({"type": "Fact", "code": "spinning", "kind": "process"}),
        &[nom("a", "392690", "1")],
        &json!({}),
        NO,
    );
}

#[test]
fn trees_are_three_valued_and_alternatives_are_those_of_the_top() {
    let (yes, no, open) = (
        json!({"type": "AnyHeading"}),
        json!({"type": "CC"}),
        json!({"type": "Fact", "code": "battery_pack", "kind": "description"}),
    );
    let line = [nom("a", "392690", "90")];
    for (tree, expected) in [
        (json!({"all": [yes, open]}), OPEN),
        (json!({"all": [no, open]}), NO),
        (json!({"any": [yes, open]}), OK),
        (json!({"any": [no, open]}), OPEN),
        (json!({"all": [yes, {"any": [no, {"all": [yes, yes]}]}]}), OK),
        (json!({"all": [open, {"any": [no, no]}]}), NO),
    ] {
        decides(&tree, &line, &json!({}), expected);
    }
    let found = result(&strict(&json!({"any": [no, {"all": [yes, open]}]})), &case_with("392690", &line, &json!({})));
    let ids: Vec<_> = found["alternatives"].as_array().unwrap().iter().map(|a| a["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["gb-eu:hs2022:3926~1#1", "gb-eu:hs2022:3926~1#2"]);
    let nodes: Vec<_> =
        found["alternatives"][1]["measures"].as_array().unwrap().iter().map(|m| m["node"].as_str().unwrap()).collect();
    assert_eq!(nodes, ["/all/0", "/all/1"]);
}

/// At least nothing of a price is reached, whatever the price is; at most nothing is for the price to say.
#[test]
fn at_least_nothing_of_a_price_that_is_not_known() {
    let no_price = json!({"product": {"ex_works_price": null}});
    let materials = [own("a", "390110", "1"), nom("b", "390110", "1")];
    let rvc = |pct: &str| json!({"type": "RVC", "method": "build_up", "pct": pct, "basis": "EXW"});
    let min_om = |pct: &str| json!({"type": "MinOM", "measure": "value", "pct": pct, "basis": "EXW"});
    for (pct, expected) in [("0", OK), ("1", OPEN)] {
        decides(&rvc(pct), &materials, &no_price, expected);
        decides(&min_om(pct), &materials, &no_price, expected);
    }
    decides(&json!({"type": "MaxNOM", "pct": "0", "basis": "EXW"}), &materials, &no_price, OPEN);
}
