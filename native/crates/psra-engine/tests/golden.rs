//! The golden vectors G01 to G18 for chapters 39 and 40 under the EU-UK agreement.

mod support;

use serde_json::{Value, json};
use support::{case_with, gb_eu, missing, nom, result};

struct Golden {
    id: &'static str,
    product: &'static str,
    materials: &'static [(&'static str, &'static str)],
    expect: &'static str,
    /// Numbers of the alternatives that are met, and whether each needs the tolerance.
    met: &'static [(usize, bool)],
}

const VECTORS: &[Golden] = &[
    Golden { id: "G01", product: "392690", materials: &[("390110", "70")], expect: "originating", met: &[(1, false)] },
    Golden {
        id: "G02",
        product: "391723",
        materials: &[("391740", "8")],
        expect: "originating",
        met: &[(1, true), (2, false)],
    },
    Golden {
        id: "G03",
        product: "391723",
        materials: &[("390410", "55"), ("391740", "9")],
        expect: "originating",
        met: &[(1, true)],
    },
    Golden {
        id: "G04",
        product: "391723",
        materials: &[("390410", "55"), ("391740", "10")],
        expect: "originating",
        met: &[(1, true)],
    },
    Golden {
        id: "G05",
        product: "391723",
        materials: &[("390410", "55"), ("391740", "10.01")],
        expect: "non_originating",
        met: &[],
    },
    Golden {
        id: "G06",
        product: "391723",
        materials: &[("391740", "50.00")],
        expect: "originating",
        met: &[(2, false)],
    },
    Golden { id: "G07", product: "391723", materials: &[("391740", "50.004")], expect: "non_originating", met: &[] },
    Golden { id: "G08", product: "392010", materials: &[("392020", "80")], expect: "originating", met: &[(1, false)] },
    Golden { id: "G09", product: "392113", materials: &[("392190", "80")], expect: "non_originating", met: &[] },
    Golden { id: "G10", product: "392330", materials: &[("392330", "40")], expect: "originating", met: &[(2, false)] },
    Golden { id: "G11", product: "392330", materials: &[("392330", "60")], expect: "non_originating", met: &[] },
    Golden {
        id: "G15",
        product: "401110",
        materials: &[("400122", "30"), ("400219", "20"), ("731210", "15"), ("401290", "12")],
        expect: "originating",
        met: &[(1, false)],
    },
    Golden { id: "G16", product: "401211", materials: &[("401220", "35")], expect: "originating", met: &[(1, false)] },
    Golden { id: "G17", product: "401693", materials: &[("401699", "55")], expect: "non_originating", met: &[] },
    Golden { id: "G18", product: "390110", materials: &[("290121", "90")], expect: "originating", met: &[(1, false)] },
];

fn materials(lines: &[(&str, &str)]) -> Vec<Value> {
    lines.iter().enumerate().map(|(n, (code, value))| nom(&format!("L{}", n + 1), code, value)).collect()
}

fn met(result: &Value) -> Vec<(usize, bool)> {
    let alternatives = result["alternatives"].as_array().expect("alternatives");
    let number =
        |id: &Value| id.as_str().and_then(|i| i.rsplit('#').next()).and_then(|n| n.parse().ok()).expect("a number");
    let of = |a: &Value| (number(&a["id"]), a["tolerance_used"].as_bool().expect("tolerance_used"));
    alternatives.iter().filter(|a| a["outcome"] == "met").map(of).collect()
}

#[test]
fn golden_vectors() {
    let book = gb_eu();
    for golden in VECTORS {
        let found =
            result(&book, &case_with(golden.product, &materials(golden.materials), &json!({"case_id": golden.id})));
        assert_eq!(found["verdict"], golden.expect, "{}: {found}", golden.id);
        assert_eq!(met(&found), golden.met, "{}: {found}", golden.id);
        assert_eq!(found["missing_facts"], json!([]), "{}", golden.id);
        assert_eq!(found["assumptions"], json!([]), "{}", golden.id);
    }
}

#[test]
fn g12_to_g14_compounding_hangs_on_the_process() {
    let book = gb_eu();
    let pet = materials(&[("390761", "85")]);
    let asked = result(&book, &case_with("390761", &pet, &json!({"processes_complete": false})));
    assert_eq!(asked["verdict"], "undetermined");
    assert!(missing(&asked).iter().all(|p| p == "/processes"));
    assert_eq!(asked["missing_facts"].as_array().map(Vec::len), Some(7));

    let blended = json!({"processes": [{"code": "mixing_and_blending"}], "processes_complete": false});
    let found = result(&book, &case_with("390761", &pet, &blended));
    assert_eq!(found["verdict"], "originating");
    assert_eq!(met(&found), [(2, false)]);

    let mut simple = blended;
    simple["operations"] = json!("insufficient_only");
    let found = result(&book, &case_with("390761", &pet, &simple));
    assert_eq!(found["verdict"], "non_originating");
    assert_eq!(met(&found), [(2, false)], "the rule is met all the same");
}

#[test]
fn a_proof_without_tolerance_is_preferred() {
    let found = result(&gb_eu(), &case_with("391723", &materials(&[("391740", "8")]), &json!({})));
    assert_eq!(found["proof"]["preferred"], "gb-eu:hs2017:3916-3919~1#2");
}

#[test]
fn the_form_of_an_answer_is_the_promised_one() {
    let answer =
        support::answer(&gb_eu(), &case_with("392690", &[nom("L1", "392690", "70.00")], &json!({"case_id": "c1"})));
    assert_eq!(answer["case_id"], "c1");
    assert_eq!(answer["as_of"], support::TODAY);
    let result = &answer["results"][0];
    assert_eq!(result["rules"][0]["id"], "gb-eu:hs2017:3926~1");
    assert_eq!(result["rules"][0]["sha256"].as_str().map(str::len), Some(64));
    assert_eq!(result["rules"][0]["source"]["instrument"], "EU-UK Trade and Cooperation Agreement");
    let alternatives = &result["alternatives"];
    assert_eq!(alternatives[0]["measures"][0]["criterion"], "CTSH");
    assert_eq!(alternatives[0]["measures"][0]["failing_materials"], json!(["L1"]));
    assert_eq!(
        alternatives[1]["measures"][0],
        json!({"criterion": "MaxNOM", "basis": "EXW", "value_fraction": "7/10", "value_pct": "70", "limit_pct": "50",
            "margin": {"price_down_to": "140", "value_up_by": "-20", "currency_factor": "5/7"}, "outcome": "not_met"})
    );
}
