//! What qualifies a criterion: limits that themselves fail, groups of codes, materials that are included, denominators,
//! stages of manufacture, limits of sets.

mod support;

use serde_json::{Value, json};
use support::{AGREEMENT, book, case_with, eur, list, merge, missing, nom, result, row, verdict, with};

const OK: &str = "originating";
const NO: &str = "non_originating";
const OPEN: &str = "undetermined";

fn own(id: &str, code: &str, value: &str) -> Value {
    json!({"id": id, "hs_code": code, "value": eur(value), "origin": {"status": "originating", "country": "GB"}})
}

fn strict(criterion: &Value) -> psra_engine::RuleBook {
    book(&[&list(&[row("3916-3926", "391600", "392699", criterion)])])
}

#[track_caller]
fn decides(criterion: &Value, materials: &[Value], more: &Value, expected: &str) {
    let found = result(&strict(criterion), &case_with("392690", materials, more));
    assert_eq!(found["verdict"], expected, "{found}");
}

#[test]
fn a_limit_that_itself_fails() {
    let below = json!({"type": "MaxNOM", "pct": "50", "basis": "EXW", "exclusive": true});
    for (value, expected) in [("49.99", OK), ("50", NO)] {
        decides(&below, &[nom("a", "392690", value)], &json!({}), expected);
    }
    for (method, basis) in [("build_down", "EXW"), ("focused", "EXW"), ("net_cost", "NC")] {
        let above = json!({"type": "RVC", "method": method, "pct": "40", "basis": basis, "exclusive": true});
        let cost = json!({"product": {"net_cost": eur("100")}});
        for (value, expected) in [("59.99", OK), ("60", NO)] {
            decides(&above, &[nom("a", "392690", value)], &cost, expected);
        }
    }
    let built = json!({"type": "RVC", "method": "build_up", "pct": "40", "basis": "EXW", "exclusive": true});
    let share = json!({"type": "MinOM", "pct": "40", "exclusive": true});
    for rule in [built, share] {
        for (value, expected) in [("40.01", OK), ("40", NO)] {
            decides(&rule, &[nom("n", "392690", "1"), own("a", "390110", value)], &json!({}), expected);
        }
    }
    let weighed = |kg: &str| with(nom("a", "170199", "1"), &json!({"net_weight_kg": kg}));
    let ten = json!({"product": {"net_weight_kg": "10"}});
    let sugar = json!({"type": "MaxWeight", "pct": "20", "scope": {"codes": ["17"]}, "exclusive": true});
    for (kg, expected) in [("1.999", OK), ("2", NO)] {
        decides(&sugar, &[weighed(kg)], &ten, expected);
    }
    let freed =
        json!({"type": "CTH", "allowances": [{"scope": {"same": "heading"}, "max_pct": "20", "exclusive": true}]});
    for (value, expected) in [("19.99", OK), ("20", NO)] {
        decides(&freed, &[nom("a", "392640", value)], &json!({}), expected);
    }
    let shown = result(&strict(&below), &case_with("392690", &[nom("a", "392690", "1")], &json!({})));
    assert_eq!(shown["alternatives"][0]["measures"][0]["exclusive"], true);
}

#[test]
fn an_allowance_without_limit_and_one_of_a_set_of_materials() {
    let free = json!({"type": "CTH", "allowances": [{"scope": {"codes": ["392640"]}}]});
    decides(&free, &[nom("a", "392640", "99")], &json!({}), OK);
    decides(&free, &[nom("a", "392690", "1")], &json!({}), NO);
    let scope = json!({"same": "heading"});
    let of = json!({"codes": ["39"]});
    let share =
        json!({"type": "CTH", "allowances": [{"scope": scope, "max_pct": "10", "measure": "weight", "of": of}]});
    let weighed = |line: Value, kg: &str| with(line, &json!({"net_weight_kg": kg}));
    for (kg, expected) in [("1", OK), ("1.01", NO)] {
        let lines = [weighed(nom("a", "392640", "1"), kg), weighed(own("b", "390110", "1"), "9")];
        decides(&share, &lines, &json!({}), expected);
    }
}

#[test]
fn a_group_of_codes_by_the_rule_or_by_the_agreement() {
    let material = [nom("a", "392010", "90")];
    let outside = [nom("a", "390110", "90")];
    for (level, expected) in [("allowed", OK), ("forbidden", NO)] {
        let rule = json!({"type": "CTH", "within_group": level});
        decides(&rule, &material, &json!({}), expected);
        decides(&rule, &outside, &json!({}), OK);
        // The agreement's own rule holds only where the list's is silent.
        for by_agreement in ["allowed", "forbidden"] {
            let general = format!("general:\n      within_group: {{rule: {by_agreement}}}");
            let agreement = AGREEMENT.replace("general:", &general);
            let found = |criterion: &Value| {
                let rows = list(&[row("3916-3926", "391600", "392699", criterion)]);
                verdict(&book(&[&rows, &agreement]), &case_with("392690", &material, &json!({})))
            };
            assert_eq!(found(&rule), expected);
            assert_eq!(found(&json!({"type": "CTH"})), if by_agreement == "allowed" { OK } else { NO });
        }
    }
    // A material of the same heading has not changed, group or no group.
    decides(&json!({"type": "CTH", "within_group": "allowed"}), &[nom("a", "392640", "1")], &json!({}), NO);
    let included = json!({"type": "CTH", "within_group": "forbidden", "including": {"codes": ["3920"]}});
    decides(&included, &material, &json!({}), OK);
    decides(&included, &[nom("a", "392190", "90")], &json!({}), NO);
}

#[test]
fn materials_that_are_included() {
    let heading = json!({"same": "heading"});
    let rule = json!({"type": "AnyHeading", "including": heading});
    let tagged = |code: &str, tags: Value| [with(nom("a", code, "90"), &json!({"tags": tags}))];
    decides(&rule, &tagged("392640", json!([])), &json!({}), OK);
    decides(&rule, &tagged("392640", json!(["same_description"])), &json!({}), NO);
    decides(&rule, &tagged("390110", json!(["same_description"])), &json!({}), OK);
    decides(&rule, &tagged("390110", Value::Null), &json!({}), OK);
    let open = result(&strict(&rule), &case_with("392690", &tagged("392640", Value::Null), &json!({})));
    assert_eq!((open["verdict"].as_str(), missing(&open)), (Some(OPEN), vec!["/materials/0/tags".to_owned()]));
    assert!(open["missing_facts"][0]["ask"].as_str().unwrap().contains("same_description"));
    // Beside a change of classification, what is included need not change; what is excepted still may not be used.
    let beside = json!({"type": "CTH", "including": {"codes": ["392640"]}, "except": {"codes": ["3901"]}});
    decides(&beside, &[nom("a", "392640", "90")], &json!({}), OK);
    decides(&beside, &[nom("a", "392690", "1")], &json!({}), NO);
    decides(&beside, &[nom("a", "390110", "1")], &json!({}), NO);
    // Without the words, goods of the same heading and description may be used (PEM note 3.3).
    decides(&json!({"type": "AnyHeading"}), &tagged("392690", json!(["same_description"])), &json!({}), OK);
}

#[test]
fn two_limits_are_never_added() {
    // PEM note 3.6: in total at most 40 %, of chapter 39 at most 20 %.
    let chapter = json!({"codes": ["39"]});
    let both = json!({"all": [
        {"type": "MaxNOM", "pct": "40", "basis": "EXW"},
        {"type": "MaxNOM", "pct": "20", "basis": "EXW", "scope": chapter},
    ]});
    let lines = |plastic: &str, steel: &str| [nom("a", "390110", plastic), nom("b", "730890", steel)];
    decides(&both, &lines("20", "20"), &json!({}), OK);
    decides(&both, &lines("20.01", "1"), &json!({}), NO);
    decides(&both, &lines("20", "20.01"), &json!({}), NO);
}

#[test]
fn only_materials_of_the_same_heading_count() {
    // CETA notes 8.6 to 8.9: a change from within the heading, whether or not there is also one from another heading.
    let rule = json!({"type": "MaxNOM", "pct": "50", "basis": "TV_OR_EXW", "scope": {"same": "heading"}});
    let both = |same: &str| [nom("a", "392640", same), nom("b", "390110", "45")];
    decides(&rule, &both("50"), &json!({}), OK);
    decides(&rule, &both("50.01"), &json!({"product": {"transaction_value": eur("100")}}), NO);
}

#[test]
fn the_share_of_basic_textile_materials() {
    let textiles = "general:\n      textiles: {basic_materials: [basic_wool, basic_cotton], made_up: {chapters: [\"61-63\"], pct: \"8\", basis: EXW}}";
    let agreement = AGREEMENT.replace("general:", textiles);
    let tag = json!({"tags": ["basic_cotton"]});
    let rule = json!({"type": "MaxWeight", "pct": "10", "scope": tag, "of": "basic_textile_materials"});
    let rows = list(&[row("3926", "392600", "392699", &rule)]);
    let line = |mut line: Value, tag: &str, kg: &str| {
        merge(&mut line, &json!({"tags": [tag], "net_weight_kg": kg}));
        line
    };
    let lines = |cotton: &str| {
        [
            line(nom("c", "520512", "1"), "basic_cotton", cotton),
            line(own("w", "510710", "1"), "basic_wool", "9"),
            line(nom("b", "830890", "1"), "tools", "50"),
        ]
    };
    let found = |cotton: &str| verdict(&book(&[&rows, &agreement]), &case_with("392690", &lines(cotton), &json!({})));
    assert_eq!((found("1").as_str(), found("1.01").as_str()), (OK, NO));
    // Without the agreement's list of them nobody knows what the share is of.
    let open = result(&book(&[&rows]), &case_with("392690", &lines("1"), &json!({})));
    assert_eq!((open["verdict"].as_str(), open["missing_facts"][0]["kind"].as_str()), (Some(OPEN), Some("rule")));
}

#[test]
fn a_least_share_by_its_own_basis() {
    let rule = json!({"type": "MinOM", "pct": "40", "basis": "FOB"});
    let lines = |value: &str| [nom("n", "392690", "1"), own("o", "390110", value)];
    let fob = json!({"product": {"fob_price": eur("200")}});
    decides(&rule, &lines("80"), &fob, OK);
    decides(&rule, &lines("79.99"), &fob, NO);
    decides(&rule, &lines("80"), &json!({}), OPEN);
    // Of materials that are not used no share is too small.
    let leaf = json!({"type": "MinOM", "pct": "10", "measure": "weight", "scope": {"codes": ["2401"]}, "of": {"codes": ["2401"]}});
    decides(&leaf, &[nom("n", "392690", "1")], &json!({}), OK);
    decides(&json!({"type": "MinOM", "pct": "10", "measure": "weight"}), &[nom("n", "392690", "1")], &json!({}), NO);
}

#[test]
fn stages_of_manufacture() {
    let rule = json!({"type": "FromMaterial", "tags": ["yarn"]});
    let of = |line: Value, tags: Value| with(line, &json!({"tags": tags}));
    let tagged = |tag: &str| of(nom("a", "392690", "50"), json!([tag]));
    let screw = of(nom("s", "731815", "5"), json!([]));
    for (tag, expected) in [("yarn", OK), ("textile_fibres", OK), ("natural_fibres_unprepared", OK), ("fabric", NO)] {
        decides(&rule, &[tagged(tag)], &json!({}), expected);
        // What by its nature cannot be that material is not barred (TCA note 3.4).
        decides(&rule, &[tagged(tag), screw.clone()], &json!({}), expected);
    }
    // A later stage beside the described material still may not be used, unless it originates.
    let cloth = |line: Value| of(line, json!(["woven_fabric"]));
    let yarn = of(nom("a", "520512", "50"), json!(["yarn"]));
    decides(&rule, &[yarn.clone(), cloth(nom("b", "520811", "1"))], &json!({}), NO);
    decides(&rule, &[yarn.clone(), cloth(own("b", "520811", "1"))], &json!({}), OK);
    decides(&rule, &[screw.clone(), cloth(own("b", "520811", "1"))], &json!({}), OK);
    decides(&rule, &[screw], &json!({}), NO);
    let exact = with(rule.clone(), &json!({"stage": "exact"}));
    decides(&exact, std::slice::from_ref(&yarn), &json!({}), OK);
    decides(&exact, &[tagged("textile_fibres")], &json!({}), NO);
    // Only materials in scope are looked at.
    let cotton = with(rule.clone(), &json!({"scope": {"codes": ["52"]}}));
    decides(&cotton, &[yarn.clone(), cloth(nom("b", "540710", "1"))], &json!({}), OK);
    decides(&cotton, &[yarn.clone(), cloth(nom("b", "520811", "1"))], &json!({}), NO);
    // One of several descriptions suffices.
    let either = json!({"type": "FromMaterial", "tags": ["yarn", "tools"]});
    decides(&either, &[tagged("tools")], &json!({}), OK);
    let open = of(nom("b", "999999", "1"), Value::Null);
    let open = with(open, &json!({"hs_code": "590699"}));
    let found = result(&strict(&rule), &case_with("392690", &[yarn, open], &json!({})));
    assert_eq!((found["verdict"].as_str(), missing(&found)), (Some(OPEN), vec!["/materials/1/tags".to_owned()]));
}

#[test]
fn limits_of_a_set_in_the_list() {
    let rule = json!({"type": "SetRule", "max_pct": "25", "limits": [{"chapters": ["01-24"], "pct": "15"}], "least_originating": 1});
    let set = json!({"product": {"is_set": true}});
    let plates = own("p", "392410", "60");
    let parts = |tea: &str, knife: &str| [plates.clone(), nom("t", "090210", tea), nom("k", "821191", knife)];
    decides(&rule, &parts("15", "10"), &set, OK);
    decides(&rule, &parts("15.01", "1"), &set, NO);
    decides(&rule, &parts("15", "10.01"), &set, NO);
    decides(&rule, &parts("15", "10")[1..], &set, NO);
    let below = with(rule, &json!({"exclusive": true}));
    decides(&below, &parts("14", "11"), &set, NO);
    decides(&below, &parts("14", "10.99"), &set, OK);
}

#[test]
fn headings_of_section_xi_settle_the_stage_without_a_tag() {
    let from = |tag: &str| json!({"type": "FromMaterial", "tags": [tag]});
    // Cotton, cotton yarn, woven cotton; a metal button is none of them.
    let (cotton, yarn, cloth) = (nom("a", "520100", "50"), nom("a", "520512", "50"), nom("a", "520811", "50"));
    let button = nom("b", "960622", "1");
    for (tag, line, expected) in [
        ("yarn", &yarn, OK),
        ("yarn", &cotton, OK),
        ("yarn", &cloth, NO),
        ("natural_fibres", &cotton, OK),
        ("natural_fibres", &yarn, NO),
        ("coir_or_jute_yarn", &nom("a", "530810", "50"), OK),
        ("coir_or_jute_yarn", &cloth, NO),
        ("fabric", &cloth, OK),
        ("fabric", &yarn, OK),
        ("chemical_materials_or_textile_pulp", &cotton, NO),
        ("man_made_staple_fibres_unprepared", &nom("a", "550320", "50"), OK),
        ("man_made_staple_fibres_unprepared", &nom("a", "550620", "50"), NO),
    ] {
        decides(&from(tag), &[line.clone(), button.clone()], &json!({}), expected);
    }
    // What a heading leaves open is asked for.
    decides(&from("single_yarn"), std::slice::from_ref(&yarn), &json!({}), OPEN);
    decides(&from("yarn"), &[nom("a", "560729", "50")], &json!({}), OPEN);
}
