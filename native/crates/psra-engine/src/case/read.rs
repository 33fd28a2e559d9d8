//! From JSON to a case. The first thing wrong is reported, by its place.

use std::collections::HashSet;

use super::fields::{Fields, quoted};
use super::{
    Case, Consignment, Contained, Evidence, Material, Money, Operations, ProcessFact, Product, Returned, Role, Status,
};
use crate::errors::{BAD_VALUE, CaseError, DUPLICATE, LIMIT, MISSING_KEY, UNKNOWN_HS_EDITION, WRONG_TYPE};
use crate::json::{Json, escape_pointer};

/// Lines of a bill of materials, over all its levels.
const MAX_MATERIALS: usize = 20_000;
/// Levels of a bill of materials.
const MAX_LEVELS: usize = 16;

const EDITIONS: [u16; 5] = [2002, 2007, 2012, 2017, 2022];

/// Whether it can be the name of something in a case.
pub(crate) fn is_identifier(text: &str) -> bool {
    (1..=200).contains(&text.chars().count())
}

fn is_word(text: &str) -> bool {
    (1..=80).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

fn is_country(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase())
}

pub(super) fn is_currency(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase())
}

const WORD: &str = "lower-case letters, digits and underscores";
const COUNTRY: &str = "a country of two capital letters, or EU";
pub(super) const IDENTIFIER: &str = "1 to 200 characters";

/// Read a case.
///
/// # Errors
/// Where a key is unknown, missing or given twice, or a value is not of its kind.
pub fn read(value: &Json) -> Result<Case, CaseError> {
    let top = Fields::of(
        value,
        "",
        &[
            "case_id",
            "agreements",
            "exporting_party",
            "importing_party",
            "as_of",
            "hs_edition",
            "product",
            "materials",
            "processes",
            "processes_complete",
            "operations",
            "operations_list",
            "consignment",
            "exchange_rates",
        ],
    )?;
    top.shaped("case_id", is_identifier, IDENTIFIER)?;
    let mut seen = Seen::default();
    let product = product(top.need("product")?)?;
    let materials = materials(&top, 1, &mut seen)?.ok_or_else(|| {
        CaseError::at(MISSING_KEY, "/materials", "\"materials\" is required: list the bill of materials, or []")
    })?;
    Ok(Case {
        agreements: agreements(&top)?,
        exporting_party: top.shaped("exporting_party", is_country, COUNTRY)?,
        importing_party: top.shaped("importing_party", is_country, COUNTRY)?,
        as_of: top.date("as_of")?,
        hs_edition: edition(&top)?,
        product,
        materials,
        processes: processes(&top)?,
        processes_complete: top.boolean("processes_complete")?.unwrap_or(false),
        operations: top.word(
            "operations",
            &[
                ("beyond_insufficient", Operations::BeyondInsufficient),
                ("insufficient_only", Operations::InsufficientOnly),
            ],
        )?,
        operations_list: operations_list(&top)?,
        consignment: consignment(&top)?,
        exchange_rates: super::rates::rates(&top)?,
    })
}

fn operations_list(top: &Fields<'_>) -> Result<Option<Vec<String>>, CaseError> {
    let listed = top.texts("operations_list", is_word, WORD)?;
    if listed.as_ref().is_some_and(Vec::is_empty) {
        return Err(CaseError::at(BAD_VALUE, "/operations_list", "list the operations carried out, or leave it out"));
    }
    Ok(listed)
}

fn consignment(top: &Fields<'_>) -> Result<Consignment, CaseError> {
    let Some(value) = top.get("consignment") else { return Ok(Consignment::default()) };
    let fields = Fields::of(value, top.place("consignment"), &["transport", "customs_supervision", "altered"])?;
    Ok(Consignment {
        direct: fields.word("transport", &[("direct", true), ("through", false)])?,
        customs_supervision: fields.boolean("customs_supervision")?,
        altered: fields.boolean("altered")?,
    })
}

fn agreements(top: &Fields<'_>) -> Result<Option<Vec<String>>, CaseError> {
    let named = top.texts("agreements", is_identifier, "an agreement's id, such as gb-eu")?;
    for (n, id) in named.iter().flatten().enumerate() {
        if named.iter().flatten().take(n).any(|earlier| earlier == id) {
            return Err(CaseError::at(
                DUPLICATE,
                format!("/agreements/{n}"),
                format!("{} is named twice; keep one", quoted(id)),
            ));
        }
    }
    Ok(named)
}

fn edition(top: &Fields<'_>) -> Result<Option<u16>, CaseError> {
    let Some(year) = top.whole("hs_edition")? else { return Ok(None) };
    u16::try_from(year).ok().filter(|y| EDITIONS.contains(y)).map(Some).ok_or_else(|| {
        CaseError::at(
            UNKNOWN_HS_EDITION,
            "/hs_edition",
            format!("{year} is not an edition: write 2002, 2007, 2012, 2017 or 2022"),
        )
    })
}

fn product(value: &Json) -> Result<Product, CaseError> {
    let fields = Fields::of(
        value,
        "/product",
        &[
            "hs_code",
            "description",
            "tags",
            "rule_row",
            "ex_works_price",
            "fob_price",
            "transaction_value",
            "net_cost",
            "net_weight_kg",
            "wholly_obtained",
            "is_set",
            "gir",
            "drawback_claimed",
            "outward_processing_value",
            "returned",
        ],
    )?;
    fields.text("description")?;
    Ok(Product {
        hs_code: fields.hs_code()?,
        tags: fields.texts("tags", is_word, WORD)?,
        rule_row: fields.shaped("rule_row", is_identifier, "a rule's id")?,
        ex_works_price: money(&fields, "ex_works_price")?,
        fob_price: money(&fields, "fob_price")?,
        transaction_value: money(&fields, "transaction_value")?,
        net_cost: money(&fields, "net_cost")?,
        net_weight_kg: fields.decimal("net_weight_kg")?,
        wholly_obtained: fields.boolean("wholly_obtained")?,
        is_set: fields.boolean("is_set")?.unwrap_or(false),
        gir: fields.word("gir", &[("gir_3a", "gir_3a"), ("gir_3b", "gir_3b"), ("gir_3c", "gir_3c")])?,
        drawback_claimed: fields.boolean("drawback_claimed")?,
        outward_processing: money(&fields, "outward_processing_value")?,
        returned: fields.word("returned", &[("unchanged", Returned::Unchanged), ("worked", Returned::Worked)])?,
    })
}

fn money(fields: &Fields<'_>, key: &str) -> Result<Option<Money>, CaseError> {
    let Some(value) = fields.get(key) else { return Ok(None) };
    let money = Fields::of(value, fields.place(key), &["amount", "currency"])?;
    money.need("amount")?;
    money.need("currency")?;
    let amount = money.decimal("amount")?;
    let currency = money.shaped("currency", is_currency, "a currency of three capital letters, such as EUR")?;
    Ok(amount.zip(currency).map(|(amount, currency)| Money { amount, currency }))
}

#[derive(Default)]
struct Seen {
    ids: HashSet<String>,
    lines: usize,
}

fn materials(parent: &Fields<'_>, level: usize, seen: &mut Seen) -> Result<Option<Vec<Material>>, CaseError> {
    let Some(items) = parent.list("materials")? else { return Ok(None) };
    let place = parent.place("materials");
    seen.lines += items.len();
    if level > MAX_LEVELS && !items.is_empty() {
        return Err(CaseError::at(LIMIT, place, format!("a bill of materials has at most {MAX_LEVELS} levels")));
    }
    if seen.lines > MAX_MATERIALS {
        return Err(CaseError::at(LIMIT, place, format!("a bill of materials has at most {MAX_MATERIALS} lines")));
    }
    let lines: Result<Vec<_>, _> =
        items.iter().enumerate().map(|(n, item)| material(item, format!("{place}/{n}"), level, seen)).collect();
    lines.map(Some)
}

fn material(value: &Json, pointer: String, level: usize, seen: &mut Seen) -> Result<Material, CaseError> {
    let fields = Fields::of(
        value,
        &pointer,
        &[
            "id",
            "hs_code",
            "description",
            "tags",
            "value",
            "net_weight_kg",
            "origin",
            "wholly_obtained",
            "role",
            "contains",
            "processes",
            "processes_complete",
            "materials",
        ],
    )?;
    let id = fields.shaped("id", is_identifier, IDENTIFIER)?.unwrap_or_else(|| pointer.clone());
    if !seen.ids.insert(id.clone()) {
        return Err(CaseError::at(
            DUPLICATE,
            fields.place("id"),
            format!("another material has the id {}; give each line its own", quoted(&id)),
        ));
    }
    fields.text("description")?;
    let (status, country, evidence) = origin(&fields)?;
    let role = fields.word(
        "role",
        &[
            ("material", Role::Material),
            ("retail_packaging", Role::RetailPackaging),
            ("shipping_packing", Role::ShippingPacking),
            ("accessory", Role::Accessory),
            ("neutral", Role::Neutral),
        ],
    )?;
    Ok(Material {
        id,
        hs_code: fields.hs_code()?,
        tags: fields.texts("tags", is_word, WORD)?,
        value: money(&fields, "value")?,
        net_weight_kg: fields.decimal("net_weight_kg")?,
        status,
        country,
        evidence,
        wholly_obtained: fields.boolean("wholly_obtained")?,
        role: role.unwrap_or(Role::Material),
        contains: contains(&fields)?,
        processes: processes(&fields)?,
        processes_complete: fields.boolean("processes_complete")?.unwrap_or(false),
        materials: materials(&fields, level + 1, seen)?.unwrap_or_default(),
        pointer,
    })
}

fn origin(fields: &Fields<'_>) -> Result<(Status, Option<String>, Evidence), CaseError> {
    let Some(value) = fields.get("origin") else { return Ok((Status::Unknown, None, Evidence::default())) };
    let keys = ["status", "country", "evidence", "evidence_from", "evidence_to"];
    let origin = Fields::of(value, fields.place("origin"), &keys)?;
    let status = origin.word(
        "status",
        &[
            ("originating", Status::Originating),
            ("non_originating", Status::NonOriginating),
            ("unknown", Status::Unknown),
        ],
    )?;
    let evidence = evidence(&origin)?;
    Ok((status.unwrap_or(Status::Unknown), origin.shaped("country", is_country, COUNTRY)?, evidence))
}

/// What origin rests on, with the days that it covers.
pub(super) fn evidence(fields: &Fields<'_>) -> Result<Evidence, CaseError> {
    let evidence = Evidence {
        given: fields.text("evidence")?.is_some(),
        from: fields.date("evidence_from")?,
        to: fields.date("evidence_to")?,
    };
    if let (Some(from), Some(to)) = (&evidence.from, &evidence.to)
        && from > to
    {
        return Err(CaseError::at(BAD_VALUE, fields.place("evidence_to"), "the evidence ends before it begins"));
    }
    Ok(evidence)
}

fn contains(fields: &Fields<'_>) -> Result<Vec<Contained>, CaseError> {
    let mut substances = Vec::new();
    for (n, item) in fields.list("contains")?.unwrap_or_default().iter().enumerate() {
        let substance = Fields::of(item, format!("{}/{n}", fields.place("contains")), &["tag", "net_weight_kg"])?;
        substance.need("tag")?;
        substance.need("net_weight_kg")?;
        let weight = substance.decimal("net_weight_kg")?.unwrap_or_else(crate::exact::Exact::zero);
        if weight < crate::exact::Exact::zero() {
            return Err(CaseError::at(BAD_VALUE, substance.place("net_weight_kg"), "a weight is not negative"));
        }
        let tag = substance.shaped("tag", is_word, WORD)?.unwrap_or_default();
        substances.push(Contained { tag, net_weight_kg: weight });
    }
    Ok(substances)
}

fn processes(owner: &Fields<'_>) -> Result<Vec<ProcessFact>, CaseError> {
    let place = owner.place("processes");
    let mut facts: Vec<ProcessFact> = Vec::new();
    for (n, item) in owner.list("processes")?.unwrap_or_default().iter().enumerate() {
        let fields = Fields::of(item, format!("{place}/{n}"), &["code", "parameters"])?;
        fields.need("code")?;
        let code = fields.shaped("code", is_identifier, IDENTIFIER)?.unwrap_or_default();
        facts.push(ProcessFact { code, parameters: parameters(&fields)? });
    }
    Ok(facts)
}

fn parameters(fields: &Fields<'_>) -> Result<Vec<(String, Json)>, CaseError> {
    let Some(value) = fields.get("parameters") else { return Ok(Vec::new()) };
    let place = fields.place("parameters");
    let Json::Object(members) = value else {
        return Err(CaseError::at(WRONG_TYPE, place, format!("an object is expected here, not {}", value.kind())));
    };
    for (n, (key, item)) in members.iter().enumerate() {
        let member = format!("{place}/{}", escape_pointer(key));
        if members[..n].iter().any(|(earlier, _)| earlier == key) {
            return Err(CaseError::at(DUPLICATE, member, format!("the key {key:?} is given twice; keep one")));
        }
        if !matches!(item, Json::Str(_) | Json::Bool(_) | Json::Int(_) | Json::Null) {
            return Err(CaseError::at(
                WRONG_TYPE,
                member,
                "a parameter is a string (a decimal in quotes), a whole number, true or false",
            ));
        }
    }
    Ok(members.iter().map(|(key, item)| (key.to_string(), item.clone())).collect())
}
