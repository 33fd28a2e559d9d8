//! Tolerances for some exporters, of some materials and by the weight of some (origin.md A.5; CPTPP, Côte d'Ivoire).

mod support;

use serde_json::{Value, json};
use support::{case_with, merge, missing, nom, result, row, under, verdict, with};

const OK: &str = "originating";
const NO: &str = "non_originating";
const OPEN: &str = "undetermined";

fn share(pct: &str, more: &Value) -> Value {
    let mut entry = json!({"chapters": ["01-97"], "measure": "value", "pct": pct});
    merge(&mut entry, more);
    entry
}

#[test]
fn it_may_differ_by_the_exporting_party() {
    // UK-Côte d'Ivoire, Article 4(4): 10 % for products of the United Kingdom, 15 % for those of Côte d'Ivoire.
    let entries =
        json!([share("10", &json!({"exporters": ["GB"]})), share("15", &json!({"except_exporters": ["GB"]}))]);
    let rules = under(&[row("3926", "392600", "392699", &json!({"type": "CTH"}))], &json!({"tolerance": entries}));
    let on = |value: &str, exporter: Value| {
        let importer = if exporter == json!("GB") { json!("EU") } else { json!("GB") };
        let importer = if exporter.is_null() { Value::Null } else { importer };
        let more = json!({"exporting_party": exporter, "importing_party": importer});
        result(&rules, &case_with("392690", &[nom("a", "392640", value)], &more))
    };
    let said = |value: &str, exporter: &str| on(value, json!(exporter))["verdict"].as_str().unwrap().to_owned();
    assert_eq!((said("10", "GB").as_str(), said("10.01", "GB").as_str()), (OK, NO));
    assert_eq!((said("15", "DE").as_str(), said("15.01", "EU").as_str()), (OK, NO));
    let open = on("12", Value::Null);
    assert_eq!((open["verdict"].as_str(), missing(&open)), (Some(OPEN), vec!["/exporting_party".to_owned()]));
    assert_eq!(on("15.01", Value::Null)["verdict"], NO, "whoever exports");
}

/// Knitted garments: a change of chapter; a tenth of the weight of the fibres and yarns of the component that decides.
fn garments() -> psra_engine::RuleBook {
    let entry = json!([{"chapters": ["61-63"], "measure": "weight", "pct": "10", "of": {"tags": ["determining_component"]},
        "only_materials": {"tags": ["textile_fibres", "yarn"]}, "except_materials": {"codes": ["540244", "540411"]}}]);
    let rule = json!({"type": "CC", "except": {"codes": ["5106-5113", "5204-5212", "5401-5408"]}});
    under(&[row("6110", "611000", "611099", &rule)], &json!({"tolerance": entry}))
}

fn material(id: &str, code: &str, kg: &str, own: bool, tags: &Value) -> Value {
    let line = with(nom(id, code, "10"), &json!({"net_weight_kg": kg, "tags": tags}));
    if own { with(line, &json!({"origin": {"status": "originating", "country": "GB"}})) } else { line }
}

#[test]
fn the_component_that_decides_the_classification_is_the_whole() {
    let rules = garments();
    let (in_it, beside) = (json!(["determining_component"]), json!([]));
    let on =
        |lines: &[Value]| verdict(&rules, &case_with("611020", lines, &json!({"product": {"net_weight_kg": "9"}})));
    let cotton = |kg: &str| material("own", "520512", kg, true, &in_it);
    let foreign = |kg: &str| material("yarn", "520612", kg, false, &in_it);
    // A tenth of the component of one kilogram, not of the garment.
    assert_eq!(on(&[cotton("0.9"), foreign("0.1")]), OK);
    assert_eq!(on(&[cotton("0.9"), foreign("0.1001")]), NO);
    assert_eq!(on(&[cotton("0.9"), foreign("0.1001"), material("ribbon", "580632", "5", true, &beside)]), NO);
    // Fabric is neither fibre nor yarn; elastomeric yarn is excepted; what is outside of the component is not freed.
    assert_eq!(on(&[cotton("0.9"), material("cloth", "520811", "0.01", false, &in_it)]), NO);
    assert_eq!(on(&[cotton("0.9"), material("elastic", "540244", "0.01", false, &in_it)]), NO);
    assert_eq!(on(&[cotton("0.9"), material("thread", "520411", "0.01", false, &beside)]), NO);
}

#[test]
fn what_belongs_to_the_component_is_asked_where_it_could_help() {
    let rules = garments();
    let on = |lines: &[Value]| result(&rules, &case_with("611020", lines, &json!({})));
    let cotton = material("own", "520512", "0.9", true, &Value::Null);
    let open = on(&[cotton.clone(), material("yarn", "520612", "0.1", false, &Value::Null)]);
    assert_eq!(open["verdict"], OPEN);
    assert!(missing(&open).contains(&"/materials/0/tags".to_owned()), "{open}");
    assert_eq!(
        on(&[cotton, material("yarn", "520612", "0.2", false, &Value::Null)])["verdict"],
        NO,
        "whatever the rest is"
    );
    let lone = with(nom("yarn", "520612", "10"), &json!({}));
    assert_eq!(on(&[lone])["verdict"], NO, "it is all of the component, whatever it weighs");
}
