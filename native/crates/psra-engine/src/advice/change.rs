//! What could be otherwise in a case: one change each, applied to a copy.

use crate::case::{Case, Material, Money, Operations, ProcessFact, Product, Status};
use crate::exact::Exact;
use crate::json::Json;

/// Numbers that lead to a material: of the line, of the line inside it, and so on.
pub type Path = Vec<usize>;

/// A price of the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Price {
    /// Ex works.
    ExWorks,
    /// Free on board.
    Fob,
    /// Transaction value.
    Transaction,
    /// Net cost.
    NetCost,
}

impl Price {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::ExWorks, Self::Fob, Self::Transaction, Self::NetCost];

    /// Its member of the product.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::ExWorks => "ex_works_price",
            Self::Fob => "fob_price",
            Self::Transaction => "transaction_value",
            Self::NetCost => "net_cost",
        }
    }

    /// What the case says of it.
    #[must_use]
    pub fn of(self, product: &Product) -> Option<&Money> {
        match self {
            Self::ExWorks => product.ex_works_price.as_ref(),
            Self::Fob => product.fob_price.as_ref(),
            Self::Transaction => product.transaction_value.as_ref(),
            Self::NetCost => product.net_cost.as_ref(),
        }
    }

    /// Its place in the product.
    pub fn slot(self, product: &mut Product) -> &mut Option<Money> {
        match self {
            Self::ExWorks => &mut product.ex_works_price,
            Self::Fob => &mut product.fob_price,
            Self::Transaction => &mut product.transaction_value,
            Self::NetCost => &mut product.net_cost,
        }
    }
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A material originates: another is sourced, or, of unknown origin, its supplier declares it.
    Originating(Path),
    /// A material no longer originates: its supplier's declaration is lost.
    NotOriginating(Path),
    /// A process is carried out, and attested.
    Carried(String),
    /// A process is not carried out, or no longer attested.
    NotCarried(String),
    /// More than insufficient operations are carried out.
    Beyond,
    /// A price of the product; the amount is found by `turning`.
    Price(Price),
}

/// The material at a path.
#[must_use]
pub fn material<'c>(case: &'c Case, path: &[usize]) -> &'c Material {
    let (first, rest) = path.split_first().expect("a path leads to a line");
    rest.iter().fold(&case.materials[*first], |outer, n| &outer.materials[*n])
}

/// The material at a path, to be changed.
pub fn material_mut<'c>(case: &'c mut Case, path: &[usize]) -> &'c mut Material {
    let (first, rest) = path.split_first().expect("a path leads to a line");
    rest.iter().fold(&mut case.materials[*first], |outer, n| &mut outer.materials[*n])
}

impl Change {
    /// Make the change; that of a price is made by the caller, who knows the amount.
    pub fn apply(&self, case: &mut Case) {
        match self {
            Self::Originating(path) => {
                let exporter = case.exporting_party.clone();
                let material = material_mut(case, path);
                material.status = Status::Originating;
                material.country = exporter;
            }
            Self::NotOriginating(path) => {
                let material = material_mut(case, path);
                material.status = Status::NonOriginating;
                material.wholly_obtained = Some(false);
            }
            Self::Carried(code) => {
                case.processes.retain(|fact| fact.code != *code);
                case.processes.push(ProcessFact { code: code.clone(), parameters: Vec::new() });
            }
            Self::NotCarried(code) => case.processes.retain(|fact| fact.code != *code),
            Self::Beyond => case.operations = Some(Operations::BeyondInsufficient),
            Self::Price(_) => {}
        }
    }

    /// Whether it is what people do most readily: lower is easier.
    #[must_use]
    pub fn effort(&self, case: &Case) -> u8 {
        match self {
            Self::Originating(path) if material(case, path).status == Status::Unknown => 1,
            Self::Carried(_) | Self::NotCarried(_) => 2,
            Self::Originating(_) | Self::NotOriginating(_) => 3,
            Self::Price(_) => 4,
            Self::Beyond => 5,
        }
    }

    /// As advice says it. `amount` is that of a price.
    #[must_use]
    pub fn json(&self, case: &Case, amount: Option<&Turned>) -> Json {
        let line = |kind: &str, path: &Path, text: String| {
            let material = material(case, path);
            let value = material.value.as_ref();
            vec![
                ("change", Json::str(kind)),
                ("pointer", Json::str(&material.pointer)),
                ("material", Json::str(&material.id)),
                ("value", value.map_or(Json::Null, |m| Json::str(format!("{} {}", m.amount, m.currency)))),
                ("text", Json::str(text)),
            ]
        };
        Json::object(match self {
            Self::Originating(path) if material(case, path).status == Status::Unknown => line(
                "supplier_declaration",
                path,
                format!("Obtain a supplier's declaration that {:?} originates.", material(case, path).id),
            ),
            Self::Originating(path) => {
                line("originating", path, format!("Source {:?} as an originating material.", material(case, path).id))
            }
            Self::NotOriginating(path) => line(
                "not_originating",
                path,
                format!("{:?} no longer originates, or its supplier's declaration is lost.", material(case, path).id),
            ),
            Self::Carried(code) => process("process", code, "Carry out, and attest, the process"),
            Self::NotCarried(code) => process("no_process", code, "No longer attested is the process"),
            Self::Beyond => vec![
                ("change", Json::word("operations")),
                ("pointer", Json::word("/operations")),
                ("text", Json::word("Carry out, and attest, more than insufficient operations.")),
            ],
            Self::Price(price) => priced(case, *price, amount),
        })
    }
}

fn process(kind: &str, code: &str, text: &str) -> Vec<(&'static str, Json)> {
    vec![
        ("change", Json::str(kind)),
        ("pointer", Json::word("/processes")),
        ("process", Json::str(code)),
        ("text", Json::str(format!("{text} {code}."))),
    ]
}

fn priced(case: &Case, price: Price, amount: Option<&Turned>) -> Vec<(&'static str, Json)> {
    let currency = price.of(&case.product).map_or("", |money| money.currency.as_str());
    let mut members =
        vec![("change", Json::word("price")), ("pointer", Json::str(format!("/product/{}", price.key())))];
    if let Some(turned) = amount {
        let (bound, words) = if turned.included { ("at_least", "at least") } else { ("more_than", "more than") };
        let name = price.key().replace('_', " ");
        members.push(("bound", Json::str(bound)));
        members.push(("amount_fraction", Json::str(turned.at.to_string())));
        members.push(("amount", Json::str(turned.at.rounded_up(2).display(2))));
        members.push(("currency", Json::str(currency)));
        let text = format!("Raise the {name} to {words} {} {currency}.", turned.at.rounded_up(2).display(2));
        members.push(("text", Json::str(text)));
    }
    members
}

/// Where a verdict turns as a number moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turned {
    /// The number.
    pub at: Exact,
    /// Whether the new verdict already holds there, or only beyond.
    pub included: bool,
}
