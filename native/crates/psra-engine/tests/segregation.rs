//! Accounting segregation (origin.md A.13): each method by hand, the invariant under any interleaving, permission.

mod support;

use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;
use serde_json::{Value, json};
use support::{agreement, book, list, row, under};

const METHODS: [&str; 4] = ["fifo", "lifo", "average", "proportional"];

fn law(part: &Value) -> psra_engine::RuleBook {
    under(&[row("3901", "390100", "390199", &json!({"type": "CTH"}))], &json!({"accounting_segregation": part}))
}

fn granted() -> psra_engine::RuleBook {
    law(&json!({"materials": true}))
}

fn keep(book: &psra_engine::RuleBook, stock: &Value) -> Value {
    serde_json::from_slice(&book.segregate(stock.to_string().as_bytes(), support::TODAY)).unwrap()
}

fn stock(method: &str, opening: &Value, movements: &[Value]) -> Value {
    json!({"agreement": "gb-eu", "hs_code": "390110", "method": method, "opening": opening, "movements": movements})
}

fn receipt(day: u32, lot: &str, quantity: u32, originating: bool) -> Value {
    json!({"kind": "receipt", "date": format!("2026-03-{day:02}"), "lot": lot, "quantity": quantity.to_string(), "originating": originating})
}

fn issue(day: u32, reference: &str, quantity: u32) -> Value {
    json!({"kind": "issue", "date": format!("2026-03-{day:02}"), "reference": reference, "quantity": quantity.to_string()})
}

fn originating(answer: &Value) -> Vec<&str> {
    answer["issues"].as_array().expect("issues").iter().filter_map(|i| i["originating"].as_str()).collect()
}

#[test]
fn each_method_by_hand() {
    let opening = json!([{"lot": "old", "quantity": "10", "originating": true}]);
    let movements = [receipt(1, "r1", 20, false), issue(2, "A", 15), receipt(3, "r2", 30, true), issue(4, "B", 20)];
    for (method, expected) in [
        // A: 10 old and 5 of r1; B: 15 of r1 and 5 of r2.
        ("fifo", ["10", "5"]),
        // A: 15 of r1; B: 20 of r2.
        ("lifo", ["0", "20"]),
        // A: 15 × 10/30; B: 20 × 35/45.
        ("average", ["5", "140/9"]),
        // 40 of 60 that came in: A would have 10, B 40/3.
        ("proportional", ["10", "40/3"]),
    ] {
        let answer = keep(&granted(), &stock(method, &opening, &movements));
        assert_eq!(originating(&answer), expected, "{method}: {answer}");
        assert_eq!(answer["permitted"], "met");
        assert_eq!(answer["received"]["originating"], "40");
        assert_eq!(answer["stock"]["quantity"], "25");
    }
    let fifo = keep(&granted(), &stock("fifo", &opening, &movements));
    assert_eq!(fifo["issues"][0]["lots"], json!([{"lot": "old", "quantity": "10"}, {"lot": "r1", "quantity": "5"}]));
}

#[test]
fn what_has_not_come_in_cannot_go_out_as_originating() {
    // Over the period half of what comes in originates, but nothing of it is there when A goes out.
    let movements = [receipt(1, "n", 10, false), issue(2, "A", 10), receipt(3, "o", 10, true), issue(4, "B", 10)];
    let answer = keep(&granted(), &stock("proportional", &json!([]), &movements));
    assert_eq!(originating(&answer), ["0", "5"]);
}

#[test]
fn evidence_that_does_not_cover_the_day_makes_no_lot_originating() {
    let lot = |to: &str| {
        let mut lot = receipt(10, "r", 5, true);
        lot["evidence_to"] = json!(to);
        keep(&granted(), &stock("fifo", &json!([]), &[lot, issue(11, "A", 5)]))
    };
    assert_eq!(originating(&lot("2026-03-10")), ["5"]);
    assert_eq!(originating(&lot("2026-03-09")), ["0"]);
}

#[test]
fn bad_stocks_are_errors_with_their_place() {
    let of = |value: Value| keep(&granted(), &value)["error"].clone();
    let short = of(stock("fifo", &json!([]), &[receipt(1, "r", 5, true), issue(2, "A", 6)]));
    assert_eq!((&short["code"], &short["pointer"]), (&json!("ENG315"), &json!("/movements/1/quantity")));
    let early = of(stock("fifo", &json!([]), &[receipt(2, "r", 5, true), issue(1, "A", 1)]));
    assert_eq!(early["pointer"], "/movements/1/date");
    let twice = of(stock("fifo", &json!([]), &[receipt(1, "r", 5, true), issue(2, "A", 1), issue(2, "A", 1)]));
    assert_eq!((&twice["code"], &twice["pointer"]), (&json!("ENG310"), &json!("/movements/2/reference")));
    let nothing = of(stock("fifo", &json!([{"lot": "x", "quantity": "0", "originating": true}]), &[]));
    assert_eq!(nothing["pointer"], "/opening/0/quantity");
    assert_eq!(of(stock("hifo", &json!([]), &[]))["code"], "ENG304");
    let mut elsewhere = stock("fifo", &json!([]), &[]);
    elsewhere["agreement"] = json!("gb-mars");
    assert_eq!(of(elsewhere)["code"], "ENG321");
    assert_eq!(
        serde_json::from_slice::<Value>(&granted().segregate(b"{", "2026-01-01")).unwrap()["error"]["code"],
        "ENG300"
    );
}

#[test]
fn permission_is_the_agreements() {
    let ask = |part: &Value, more: &Value| {
        let mut value = stock("fifo", &json!([]), &[]);
        support::merge(&mut value, more);
        keep(&law(part), &value)
    };
    let permitted = |part: Value, more: Value| ask(&part, &more)["permitted"].as_str().unwrap().to_owned();
    assert_eq!(permitted(json!({"materials": true}), json!({})), "met");
    assert_eq!(permitted(json!({"materials": false}), json!({})), "not_met");
    let finished = json!({"materials": true, "finished_goods": ["3901-3914"]});
    assert_eq!(permitted(finished.clone(), json!({"goods": "finished_goods"})), "met");
    assert_eq!(permitted(finished, json!({"goods": "finished_goods", "hs_code": "392690"})), "not_met");
    let strict = json!({"materials": true, "authorisation": true, "cost_difficulty": true});
    let open = ask(&strict, &json!({}));
    assert_eq!(open["permitted"], "unknown");
    assert_eq!(support::missing(&open), ["/authorised", "/cost_difficulty"]);
    assert_eq!(permitted(strict.clone(), json!({"authorised": true, "cost_difficulty": true})), "met");
    assert_eq!(permitted(strict, json!({"authorised": true, "cost_difficulty": false})), "not_met");
    assert_eq!(permitted(json!({"materials": true, "methods": ["average"]}), json!({})), "not_met");
    let none = book(&[&list(&[row("3901", "390100", "390199", &json!({"type": "CTH"}))]), &agreement(&json!({}))]);
    assert_eq!(keep(&none, &stock("fifo", &json!([]), &[]))["permitted"], "not_met", "an absent relief is not granted");
}

fn number(text: &str) -> BigRational {
    let whole = |t: &str| t.parse::<BigInt>().unwrap();
    match text.split_once('/') {
        Some((n, d)) => BigRational::new(whole(n), whole(d)),
        None => BigRational::from_integer(whole(text)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    /// At every moment no more has left as originating than came in as originating; nothing is lost or made.
    #[test]
    fn no_more_leaves_as_originating_than_came_in(
        opening in prop::collection::vec((1..50_u32, any::<bool>()), 0..3),
        steps in prop::collection::vec((any::<bool>(), 1..50_u32, any::<bool>()), 1..24),
        method in prop::sample::select(METHODS.to_vec()),
    ) {
        let lots: Vec<Value> = opening.iter().enumerate()
            .map(|(n, (quantity, own))| json!({"lot": format!("o{n}"), "quantity": quantity.to_string(), "originating": own}))
            .collect();
        let mut held: u32 = opening.iter().map(|(quantity, _)| quantity).sum();
        let mut movements = Vec::new();
        for (n, (comes, quantity, own)) in steps.iter().enumerate() {
            if *comes {
                movements.push(receipt(1, &format!("r{n}"), *quantity, *own));
                held += quantity;
            } else if held > 0 {
                let quantity = (*quantity).min(held);
                movements.push(issue(1, &format!("i{n}"), quantity));
                held -= quantity;
            }
        }
        let answer = keep(&granted(), &stock(method, &json!(lots), &movements));
        let mut issues = answer["issues"].as_array().expect("issues").iter();
        let zero = BigRational::from_integer(0.into());
        let mut own: BigRational = opening.iter().filter(|(_, own)| *own).map(|(q, _)| BigRational::from_integer((*q).into())).sum();
        let mut left = own.clone();
        for movement in &movements {
            let quantity = number(movement["quantity"].as_str().unwrap());
            if movement["kind"] == "receipt" {
                if movement["originating"] == true {
                    own += &quantity;
                    left += &quantity;
                }
            } else {
                let out = number(issues.next().unwrap()["originating"].as_str().unwrap());
                prop_assert!(out >= zero && out <= quantity, "{answer}");
                left -= &out;
                prop_assert!(left >= zero, "{method}: more left as originating than had come in: {answer}");
            }
        }
        prop_assert_eq!(number(answer["stock"]["originating"].as_str().unwrap()), left.clone());
        prop_assert_eq!(number(answer["issued_as_originating"].as_str().unwrap()) + left, own);
        prop_assert_eq!(answer["stock"]["quantity"].as_str().unwrap(), held.to_string());
    }
}
