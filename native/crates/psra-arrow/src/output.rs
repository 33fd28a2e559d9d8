//! A record batch of verdicts, and one of an earlier run as what is known.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, FixedSizeBinaryBuilder, StringBuilder, StringDictionaryBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::{Int8Type, Int32Type};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use psra_engine::batch::{Decided, Way};

use crate::columns::{Named, text, truth};
use crate::input::{BadBatch, Input};

const COLUMNS: [&str; 9] =
    ["bill_id", "agreement", "verdict", "preferred", "tolerance_used", "way", "digest", "error", "answer"];

fn dictionary(keys: DataType) -> DataType {
    DataType::Dictionary(Box::new(keys), Box::new(DataType::Utf8))
}

fn schema(counts: HashMap<String, String>) -> Schema {
    let [id, agreement, verdict, preferred, tolerance, way, digest, error, answer] = COLUMNS;
    let fields = vec![
        Field::new(id, DataType::Utf8, false),
        Field::new(agreement, dictionary(DataType::Int32), true),
        Field::new(verdict, dictionary(DataType::Int8), true),
        Field::new(preferred, dictionary(DataType::Int32), true),
        Field::new(tolerance, DataType::Boolean, false),
        Field::new(way, dictionary(DataType::Int8), false),
        Field::new(digest, DataType::FixedSizeBinary(32), false),
        Field::new(error, dictionary(DataType::Int8), true),
        Field::new(answer, DataType::Utf8, true),
    ];
    Schema::new(fields).with_metadata(counts)
}

/// The columns of what was decided. The schema's metadata counts the pairs by the way that each took in this run.
///
/// # Errors
/// Where Arrow cannot hold it: more than 2^31 bytes of text.
pub fn verdicts(input: &Input, decided: impl Iterator<Item = Decided>) -> Result<RecordBatch, ArrowError> {
    let rows = input.ids().len();
    let mut bill = StringBuilder::with_capacity(rows, rows * 16);
    let mut agreement = StringDictionaryBuilder::<Int32Type>::new();
    let mut verdict = StringDictionaryBuilder::<Int8Type>::new();
    let mut preferred = StringDictionaryBuilder::<Int32Type>::new();
    let mut tolerance = BooleanBuilder::with_capacity(rows);
    let mut way = StringDictionaryBuilder::<Int8Type>::new();
    let mut digest = FixedSizeBinaryBuilder::with_capacity(rows, 32);
    let mut error = StringDictionaryBuilder::<Int8Type>::new();
    let mut answer = StringBuilder::new();
    let mut counts = [0_usize; 3];
    // The same words in the same order, whatever was decided: batches of a run share their dictionary.
    for word in ["originating", "non_originating", "undetermined"] {
        verdict.append(word)?;
    }
    let mut verdict =
        StringDictionaryBuilder::<Int8Type>::new_with_dictionary(rows, verdict.finish().values().as_string::<i32>())?;
    for pair in decided {
        bill.append_value(input.ids().value(pair.bill));
        agreement.append_option(pair.agreement.as_deref());
        verdict.append_option(pair.verdict.as_deref().ok());
        error.append_option(pair.verdict.as_ref().err());
        preferred.append_option(pair.preferred.as_deref());
        tolerance.append_value(pair.tolerance_used);
        way.append(word(pair.way))?;
        digest.append_value(pair.digest)?;
        answer.append_option(pair.answer.as_deref().map(String::from_utf8_lossy));
        counts[if pair.taken_over { 2 } else { usize::from(pair.way == Way::Engine) }] += 1;
    }
    let counted = ["kernel", "engine", "taken_over"].iter().zip(counts);
    let counts = counted.map(|(name, n)| (format!("psra.{name}"), n.to_string())).collect();
    let columns: Vec<ArrayRef> = vec![
        Arc::new(bill.finish()),
        Arc::new(agreement.finish()),
        Arc::new(verdict.finish()),
        Arc::new(preferred.finish()),
        Arc::new(tolerance.finish()),
        Arc::new(way.finish()),
        Arc::new(digest.finish()),
        Arc::new(error.finish()),
        Arc::new(answer.finish()),
    ];
    RecordBatch::try_new(Arc::new(schema(counts)), columns)
}

fn word(way: Way) -> &'static str {
    match way {
        Way::Kernel => "kernel",
        Way::Engine => "engine",
    }
}

/// The verdicts of an earlier run, by digest.
///
/// # Errors
/// Where it is not a batch of verdicts.
pub fn known(batch: &RecordBatch) -> Result<HashMap<[u8; 32], Decided>, BadBatch> {
    let schema = batch.schema();
    let columns = schema.fields().iter().map(|f| f.name().as_str()).zip(batch.columns().iter().cloned()).collect();
    let named = Named { place: "known.", columns };
    let missing = || BadBatch(format!("known is not a batch of verdicts: it has the columns {}", COLUMNS.join(", ")));
    let [verdicts, ways, preferred, errors, answers] =
        ["verdict", "way", "preferred", "error", "answer"].map(|name| named.texts(name));
    let (verdicts, ways, preferred, errors, answers) = (verdicts?, ways?, preferred?, errors?, answers?);
    let tolerance = named.truths("tolerance_used")?;
    let digests = named.digests("digest")?.ok_or_else(missing)?;
    // Words repeat: each is kept once.
    let mut shared: HashMap<Box<str>, Arc<str>> = HashMap::new();
    let mut share =
        |word: Option<&str>| word.map(|word| Arc::clone(shared.entry(word.into()).or_insert_with(|| word.into())));
    let mut found = HashMap::with_capacity(batch.num_rows());
    for (row, digest) in digests.into_iter().enumerate() {
        let verdict = share(text(verdicts.as_ref(), row));
        let verdict = verdict.ok_or_else(|| text(errors.as_ref(), row).unwrap_or_default().into());
        let preferred = share(text(preferred.as_ref(), row));
        found.insert(
            digest,
            Decided {
                bill: 0,
                agreement: None,
                verdict,
                preferred,
                tolerance_used: truth(tolerance.as_ref(), row).unwrap_or(false),
                way: if text(ways.as_ref(), row) == Some("kernel") { Way::Kernel } else { Way::Engine },
                digest,
                answer: text(answers.as_ref(), row).map(|a| a.as_bytes().to_vec()),
                taken_over: true,
            },
        );
    }
    Ok(found)
}
