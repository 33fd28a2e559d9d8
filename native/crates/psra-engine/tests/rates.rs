//! Exchange rates (origin.md A.17): dated, given by the case, exact, never assumed.

mod support;

use serde_json::{Value, json};
use support::{answer, book, case_with, codes, list, merge, missing, nom, result, row, verdict};

fn share(pct: &str) -> psra_engine::RuleBook {
    book(&[&list(&[row("3926", "392600", "392699", &json!({"type": "MaxNOM", "pct": pct, "basis": "EXW"}))])])
}

fn rate(from: &str, to: &str, rate: &str, date: &str) -> Value {
    json!({"from": from, "to": to, "rate": rate, "date": date, "source": "customs"})
}

/// A price of 100 EUR, and one material in pounds.
fn pounds(amount: &str, rates: &[Value]) -> Value {
    let mut line = nom("a", "392690", amount);
    merge(&mut line, &json!({"value": {"currency": "GBP"}}));
    case_with("392690", &[line], &json!({"as_of": "2026-06-15", "exchange_rates": rates}))
}

#[test]
fn a_rate_converts_exactly() {
    let rates = [rate("GBP", "EUR", "1.25", "2026-06-01")];
    assert_eq!(verdict(&share("50"), &pounds("40", &rates)), "originating");
    assert_eq!(verdict(&share("50"), &pounds("40.000000000000000001", &rates)), "non_originating");
    let found = result(&share("50"), &pounds("40", &rates));
    assert_eq!(found["alternatives"][0]["measures"][0]["value_fraction"], "1/2");
    let steps = found["proof"]["steps"].as_array().unwrap();
    let step = steps.iter().find(|s| s["step"] == "exchange_rates").expect("the proof lists the rates used");
    assert_eq!(
        step["result"],
        json!([{"from": "GBP", "to": "EUR", "rate": "5/4", "date": "2026-06-01", "source": "customs"}])
    );
}

#[test]
fn the_other_way_round_is_exact_too() {
    // 3 EUR for a pound: 1 pound is 1/3 of the price's 100 GBP… the price in pounds, the material in euro.
    let mut case = pounds("1", &[rate("GBP", "EUR", "3", "2026-06-01")]);
    case["product"]["ex_works_price"] = json!({"amount": "1", "currency": "GBP"});
    case["materials"][0]["value"] = json!({"amount": "1", "currency": "EUR"});
    assert_eq!(verdict(&share("33.333333"), &case), "non_originating");
    assert_eq!(verdict(&share("33.333334"), &case), "originating");
}

#[test]
fn rates_for_no_amount_are_not_used() {
    let rates = [rate("GBP", "EUR", "1.25", "2026-06-01")];
    let unpriced = json!({"product": {"ex_works_price": null}, "materials": [], "exchange_rates": rates});
    let found = result(&share("50"), &case_with("392690", &[], &unpriced));
    assert!(found["proof"]["steps"].as_array().unwrap().iter().all(|s| s["step"] != "exchange_rates"), "{found}");
}

#[test]
fn the_latest_rate_that_is_not_after_the_day() {
    let rates = |last: &str| {
        [rate("GBP", "EUR", "2", last), rate("GBP", "EUR", "1", "2026-05-01"), rate("GBP", "EUR", "9", "2026-01-01")]
    };
    assert_eq!(verdict(&share("50"), &pounds("50", &rates("2026-06-15"))), "non_originating");
    assert_eq!(verdict(&share("50"), &pounds("50", &rates("2026-06-16"))), "originating");
    let later = [rate("GBP", "EUR", "1", "2026-06-16")];
    let found = result(&share("50"), &pounds("50", &later));
    assert_eq!(found["verdict"], "undetermined");
    assert_eq!(missing(&found), ["/materials/0/value"]);
    assert!(found["missing_facts"][0]["ask"].as_str().unwrap().contains("/exchange_rates"));
    assert!(found["proof"]["steps"].as_array().unwrap().iter().all(|s| s["step"] != "exchange_rates"));
}

#[test]
fn prices_of_the_product_and_inner_materials_are_converted_too() {
    let rates = [rate("USD", "EUR", "0.5", "2026-06-01")];
    let either =
        book(&[&list(&[row("3926", "392600", "392699", &json!({"type": "MaxNOM", "pct": "50", "basis": "FOB"}))])]);
    let dollars = json!({"product": {"fob_price": {"amount": "400", "currency": "USD"}}, "exchange_rates": rates, "as_of": "2026-06-15"});
    assert_eq!(verdict(&either, &case_with("392690", &[nom("a", "392690", "100")], &dollars)), "originating");
    assert_eq!(verdict(&either, &case_with("392690", &[nom("a", "392690", "100.01")], &dollars)), "non_originating");
    // Without any price, materials still compare with each other.
    let sums = book(&[&list(&[row("3926", "392600", "392699", &json!({"type": "NOMleOM"}))])]);
    let own = |amount: &str| json!({"id": "o", "hs_code": "390110", "value": {"amount": amount, "currency": "USD"}, "origin": {"status": "originating", "country": "GB"}});
    let more = json!({"product": {"ex_works_price": null}, "exchange_rates": rates, "as_of": "2026-06-15"});
    assert_eq!(verdict(&sums, &case_with("392690", &[nom("n", "392690", "10"), own("20")], &more)), "originating");
    assert_eq!(
        verdict(&sums, &case_with("392690", &[own("19.99"), nom("n", "392690", "10")], &more)),
        "non_originating"
    );
}

#[test]
fn a_value_of_zero_stays_unknown_in_every_currency() {
    let found = result(&share("50"), &pounds("0", &[rate("GBP", "EUR", "1.25", "2026-06-01")]));
    assert_eq!(
        (found["verdict"].as_str(), missing(&found)),
        (Some("undetermined"), vec!["/materials/0/value".to_owned()])
    );
    assert!(codes(&found, "assumptions").iter().all(|code| code != "exchange_rate"));
}

#[test]
fn rates_that_cannot_be_used_are_refused_by_place() {
    let good = rate("GBP", "EUR", "1.25", "2026-06-01");
    for (change, code, pointer) in [
        (json!({"rate": "0"}), "ENG304", "/exchange_rates/0/rate"),
        (json!({"rate": "-1"}), "ENG304", "/exchange_rates/0/rate"),
        (json!({"rate": 1}), "ENG303", "/exchange_rates/0/rate"),
        (json!({"rate": "1,25"}), "ENG305", "/exchange_rates/0/rate"),
        (json!({"to": "GBP"}), "ENG304", "/exchange_rates/0/to"),
        (json!({"to": "eur"}), "ENG304", "/exchange_rates/0/to"),
        (json!({"date": null}), "ENG302", "/exchange_rates/0/date"),
        (json!({"date": "2026-02-30"}), "ENG306", "/exchange_rates/0/date"),
        (json!({"day": "2026-02-01"}), "ENG301", "/exchange_rates/0/day"),
    ] {
        let mut bad = good.clone();
        merge(&mut bad, &change);
        let error = answer(&share("50"), &pounds("1", &[bad]))["error"].clone();
        assert_eq!((error["code"].as_str(), error["pointer"].as_str()), (Some(code), Some(pointer)), "{change}");
    }
    let twice = answer(&share("50"), &pounds("1", &[good.clone(), good.clone()]))["error"].clone();
    assert_eq!((twice["code"].as_str(), twice["pointer"].as_str()), (Some("ENG310"), Some("/exchange_rates/1")));
    let many: Vec<_> = (0..1_001).map(|_| good.clone()).collect();
    assert_eq!(answer(&share("50"), &pounds("1", &many))["error"]["code"], "ENG311");
}
