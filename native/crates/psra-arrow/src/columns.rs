//! Columns by name, each cast to one form, whatever the writer's choice of string, list or decimal was.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal128Type, Int32Type};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Decimal128Array, FixedSizeBinaryArray, Int32Array, ListArray, StringArray,
    StructArray,
};
use arrow_cast::cast;
use arrow_schema::{DataType, Field};
use psra_engine::batch::Scaled;

use crate::input::BadBatch;

/// Named columns of a batch or of its lines.
pub(crate) struct Named<'a> {
    /// How an error calls the place.
    pub(crate) place: &'static str,
    pub(crate) columns: Vec<(&'a str, ArrayRef)>,
}

impl Named<'_> {
    pub(crate) fn only(&self, known: &[&str]) -> Result<(), BadBatch> {
        match self.columns.iter().find(|(name, _)| !known.contains(name)) {
            None => Ok(()),
            Some((name, _)) => Err(BadBatch(format!(
                "{}{name} is not a column of bills; there are: {}. What the columns cannot say goes into `case`, as JSON",
                self.place,
                known.join(", ")
            ))),
        }
    }

    fn find(&self, name: &str, to: &DataType) -> Result<Option<ArrayRef>, BadBatch> {
        let Some((_, column)) = self.columns.iter().find(|(known, _)| *known == name) else { return Ok(None) };
        if column.data_type() == &DataType::Null {
            return Ok(None);
        }
        cast(column, to)
            .map(Some)
            .map_err(|_| BadBatch(format!("{}{name} is {}; it is read as {to}", self.place, column.data_type())))
    }

    pub(crate) fn texts(&self, name: &str) -> Result<Option<StringArray>, BadBatch> {
        Ok(self.find(name, &DataType::Utf8)?.map(|c| c.as_string::<i32>().clone()))
    }

    pub(crate) fn truths(&self, name: &str) -> Result<Option<BooleanArray>, BadBatch> {
        Ok(self.find(name, &DataType::Boolean)?.map(|c| c.as_boolean().clone()))
    }

    pub(crate) fn whole(&self, name: &str) -> Result<Option<Int32Array>, BadBatch> {
        Ok(self.find(name, &DataType::Int32)?.map(|c| c.as_primitive::<Int32Type>().clone()))
    }

    pub(crate) fn digests(&self, name: &str) -> Result<Option<FixedSizeBinaryArray>, BadBatch> {
        Ok(self.find(name, &DataType::FixedSizeBinary(32))?.map(|c| c.as_fixed_size_binary().clone()))
    }

    pub(crate) fn words(&self, name: &str) -> Result<Option<Words>, BadBatch> {
        let to = DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true)));
        let Some(column) = self.find(name, &to)? else { return Ok(None) };
        let lists = column.as_list::<i32>().clone();
        let texts = lists.values().as_string::<i32>().clone();
        Ok(Some(Words { lists, texts }))
    }

    pub(crate) fn amounts(&self, name: &str) -> Result<Option<Amounts>, BadBatch> {
        let Some((_, column)) = self.columns.iter().find(|(known, _)| *known == name) else { return Ok(None) };
        let scale = match column.data_type() {
            DataType::Null => return Ok(None),
            DataType::Decimal32(_, scale)
            | DataType::Decimal64(_, scale)
            | DataType::Decimal128(_, scale)
            | DataType::Decimal256(_, scale)
                if *scale >= 0 =>
            {
                *scale
            }
            other if other.is_integer() => 0,
            other => {
                return Err(BadBatch(format!(
                    "{}{name} is {other}; amounts and weights are decimals, never floats: cast it to decimal128(38, 6)",
                    self.place
                )));
            }
        };
        let column = self.find(name, &DataType::Decimal128(38, scale))?;
        Ok(column.map(|c| Amounts {
            values: c.as_primitive::<Decimal128Type>().clone(),
            scale: scale.unsigned_abs().into(),
        }))
    }

    /// The lines of each bill.
    pub(crate) fn lines(&self, name: &str) -> Result<Option<(ListArray, StructArray)>, BadBatch> {
        let Some((_, column)) = self.columns.iter().find(|(known, _)| *known == name) else { return Ok(None) };
        let item = match column.data_type() {
            DataType::Null => return Ok(None),
            DataType::List(item) | DataType::LargeList(item) | DataType::FixedSizeList(item, _) => Arc::clone(item),
            other => return Err(BadBatch(format!("{name} is {other}; it is read as a list of structs"))),
        };
        if !matches!(item.data_type(), DataType::Struct(_)) {
            return Err(BadBatch(format!("{name} is a list of {}; it is read as a list of structs", item.data_type())));
        }
        let lists = self.find(name, &DataType::List(item))?.map(|c| c.as_list::<i32>().clone());
        Ok(lists.map(|lists| {
            let lines = lists.values().as_struct().clone();
            (lists, lines)
        }))
    }
}

/// The text of a row; `None` where it is not given.
pub(crate) fn text(column: Option<&StringArray>, row: usize) -> Option<&str> {
    column.filter(|c| c.is_valid(row)).map(|c| c.value(row))
}

/// The truth of a row.
pub(crate) fn truth(column: Option<&BooleanArray>, row: usize) -> Option<bool> {
    column.filter(|c| c.is_valid(row)).map(|c| c.value(row))
}

/// Lists of words.
pub(crate) struct Words {
    lists: ListArray,
    texts: StringArray,
}

impl Words {
    /// Fill in the words of a row; false where it has no list.
    pub(crate) fn read<'a>(&'a self, row: usize, into: &mut Vec<&'a str>) -> bool {
        into.clear();
        if self.lists.is_null(row) {
            return false;
        }
        let offsets = self.lists.value_offsets();
        for n in offsets[row]..offsets[row + 1] {
            let n = usize::try_from(n).unwrap_or(0);
            // A word that is null is no word: the engine says so.
            into.push(if self.texts.is_valid(n) { self.texts.value(n) } else { "" });
        }
        true
    }
}

/// The words of a row, into room that is used again.
pub(crate) fn words<'a, 'r>(
    column: Option<&'a Words>,
    row: usize,
    room: &'r mut Vec<&'a str>,
) -> Option<&'r [&'a str]> {
    column.is_some_and(|c| c.read(row, room)).then_some(room.as_slice())
}

/// Decimals of one scale.
pub(crate) struct Amounts {
    values: Decimal128Array,
    scale: u32,
}

/// The amount of a row as the kernel takes it.
pub(crate) fn scaled(column: Option<&Amounts>, row: usize) -> Option<Scaled> {
    column.filter(|c| c.values.is_valid(row)).map(|c| Scaled::of(c.values.value(row), c.scale))
}

/// The amount of a row as a case writes it.
pub(crate) fn decimal(column: Option<&Amounts>, row: usize) -> Option<String> {
    let column = column.filter(|c| c.values.is_valid(row))?;
    let (value, places) = (column.values.value(row), column.scale as usize);
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = places + 1);
    let (before, after) = digits.split_at(digits.len() - places);
    let after = after.trim_end_matches('0');
    let sign = if value < 0 { "-" } else { "" };
    Some(if after.is_empty() { format!("{sign}{before}") } else { format!("{sign}{before}.{after}") })
}
