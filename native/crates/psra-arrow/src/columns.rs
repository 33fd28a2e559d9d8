//! Columns by name, each in one form, whatever the writer's choice of string was.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Decimal128Type, Int8Type, Int16Type, Int32Type, Int64Type};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Decimal128Array, Int32Array, Int64Array, ListArray, PrimitiveArray, StringArray,
    StructArray,
};
use arrow_schema::DataType;
use psra_engine::batch::{Amount, Scale};

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

    fn find(&self, name: &str) -> Option<&ArrayRef> {
        let found = self.columns.iter().find(|(known, _)| *known == name).map(|(_, column)| column);
        found.filter(|column| column.data_type() != &DataType::Null)
    }

    fn wrong(&self, name: &str, column: &ArrayRef, expected: &str) -> BadBatch {
        BadBatch(format!("{}{name} is {}; it is read as {expected}: cast it", self.place, column.data_type()))
    }

    pub(crate) fn texts(&self, name: &str) -> Result<Option<Texts>, BadBatch> {
        let Some(column) = self.find(name) else { return Ok(None) };
        Texts::of(column).map(Some).ok_or_else(|| self.wrong(name, column, "a string"))
    }

    /// A column of texts of which each word is read once, where it has a dictionary.
    pub(crate) fn read<T: Copy>(&self, name: &str, read: fn(Option<&str>) -> T) -> Result<Read<T>, BadBatch> {
        Ok(Read::of(self.texts(name)?, read))
    }

    pub(crate) fn truths(&self, name: &str) -> Result<Option<BooleanArray>, BadBatch> {
        let Some(column) = self.find(name) else { return Ok(None) };
        column.as_boolean_opt().cloned().map(Some).ok_or_else(|| self.wrong(name, column, "a bool"))
    }

    pub(crate) fn whole(&self, name: &str) -> Result<Option<Int64Array>, BadBatch> {
        let Some(column) = self.find(name) else { return Ok(None) };
        whole_of(column).map(Some).ok_or_else(|| self.wrong(name, column, "an int"))
    }

    /// Digests of 32 bytes, row by row.
    pub(crate) fn digests(&self, name: &str) -> Result<Option<Vec<[u8; 32]>>, BadBatch> {
        let Some(column) = self.find(name) else { return Ok(None) };
        let of = |bytes: Option<&[u8]>| bytes.and_then(|b| <[u8; 32]>::try_from(b).ok());
        let found = match column.data_type() {
            DataType::FixedSizeBinary(32) => column.as_fixed_size_binary().iter().map(of).collect(),
            DataType::Binary => column.as_binary::<i32>().iter().map(of).collect(),
            _ => None,
        };
        found.map(Some).ok_or_else(|| self.wrong(name, column, "32 bytes"))
    }

    pub(crate) fn words(&self, name: &str) -> Result<Option<Words>, BadBatch> {
        let Some(column) = self.find(name) else { return Ok(None) };
        let found = column.as_list_opt::<i32>().and_then(|lists| {
            let none = lists.values().data_type() == &DataType::Null;
            let texts = if none { Texts::none(lists.values().len()) } else { Texts::of(lists.values())? };
            Some(Words { lists: lists.clone(), texts })
        });
        found.map(Some).ok_or_else(|| self.wrong(name, column, "a list of strings"))
    }

    pub(crate) fn amounts(&self, name: &str) -> Result<Option<Amounts>, BadBatch> {
        let Some(column) = self.find(name) else { return Ok(None) };
        if let DataType::Decimal128(_, scale) = column.data_type()
            && let Ok(scale) = u32::try_from(*scale)
        {
            return Ok(Some(Amounts::of(column.as_primitive::<Decimal128Type>().clone(), scale)));
        }
        let whole = whole_of(column)
            .ok_or_else(|| self.wrong(name, column, "decimal128 (amounts and weights are decimals, never floats)"))?;
        Ok(Some(Amounts::of(whole.unary(i128::from), 0)))
    }

    /// The lines of each bill.
    pub(crate) fn lines(&self, name: &str) -> Result<Option<(ListArray, StructArray)>, BadBatch> {
        let Some(column) = self.find(name) else { return Ok(None) };
        let found = column
            .as_list_opt::<i32>()
            .and_then(|lists| Some((lists.clone(), lists.values().as_struct_opt()?.clone())));
        found.map(Some).ok_or_else(|| self.wrong(name, column, "a list of structs"))
    }
}

/// Texts; where they have a dictionary, keys into it.
#[derive(Clone)]
pub(crate) struct Texts {
    words: StringArray,
    keys: Option<Int32Array>,
}

impl Texts {
    /// Text, whatever the writer's choice of it was; a date as it is written.
    fn of(column: &ArrayRef) -> Option<Self> {
        if let DataType::Dictionary(_, _) = column.data_type() {
            return Some(Self { words: words_of(column.as_any_dictionary().values())?, keys: Some(keys_of(column)?) });
        }
        Some(Self { words: words_of(column)?, keys: None })
    }

    fn none(rows: usize) -> Self {
        Self { words: StringArray::new_null(rows), keys: None }
    }

    /// Where the text of a row is among the words; `None` where it is not given.
    #[inline]
    fn place(&self, row: usize) -> Option<usize> {
        let place = match &self.keys {
            None => row,
            Some(keys) if keys.is_valid(row) => usize::try_from(keys.value(row)).ok()?,
            Some(_) => return None,
        };
        self.words.is_valid(place).then_some(place)
    }

    pub(crate) fn is_any_null(&self) -> bool {
        (0..self.len()).any(|row| self.place(row).is_none())
    }

    pub(crate) fn len(&self) -> usize {
        self.keys.as_ref().map_or(self.words.len(), Array::len)
    }

    /// The text of a row; empty where it is not given.
    pub(crate) fn value(&self, row: usize) -> &str {
        self.place(row).map_or("", |place| self.words.value(place))
    }
}

fn words_of(column: &ArrayRef) -> Option<StringArray> {
    match column.data_type() {
        DataType::Utf8 => Some(column.as_string::<i32>().clone()),
        DataType::LargeUtf8 => Some(column.as_string::<i64>().iter().collect()),
        DataType::Utf8View => Some(column.as_string_view().iter().collect()),
        DataType::Date32 => {
            let days: &PrimitiveArray<Date32Type> = column.as_primitive();
            let of =
                |row: usize| days.is_valid(row).then(|| days.value_as_date(row).map(|day| day.to_string())).flatten();
            Some((0..days.len()).map(of).collect())
        }
        _ => None,
    }
}

/// Keys of a dictionary; those of the common width are taken as they stand.
fn keys_of(column: &ArrayRef) -> Option<Int32Array> {
    if let Some(dictionary) = column.as_dictionary_opt::<Int32Type>() {
        return Some(dictionary.keys().clone());
    }
    if let Some(dictionary) = column.as_dictionary_opt::<Int8Type>() {
        return Some(dictionary.keys().unary(i32::from));
    }
    let dictionary = column.as_any_dictionary();
    if dictionary.values().is_empty() {
        return Some(Int32Array::new_null(column.len()));
    }
    let keys = dictionary.normalized_keys().into_iter().enumerate();
    let of = |(row, key)| dictionary.keys().is_valid(row).then(|| i32::try_from(key).ok());
    keys.map(of).map(|key| key.map_or(Some(None), |known| known.map(Some))).collect::<Option<_>>()
}

/// Texts as something that is read of them.
pub(crate) struct Read<T> {
    texts: Option<Texts>,
    /// Of each word of a dictionary.
    words: Vec<T>,
    absent: T,
    reader: fn(Option<&str>) -> T,
}

impl<T: Copy> Read<T> {
    fn of(texts: Option<Texts>, read: fn(Option<&str>) -> T) -> Self {
        let words = match &texts {
            Some(Texts { words, keys: Some(_) }) => words.iter().map(read).collect(),
            _ => Vec::new(),
        };
        Self { texts, words, absent: read(None), reader: read }
    }

    /// No column of that name.
    pub(crate) fn absent(read: fn(Option<&str>) -> T) -> Self {
        Self::of(None, read)
    }

    /// As the texts of it are written.
    pub(crate) fn texts(&self) -> Option<&Texts> {
        self.texts.as_ref()
    }

    /// What a row says.
    #[inline]
    pub(crate) fn value(&self, row: usize) -> T {
        let Some(texts) = &self.texts else { return self.absent };
        match texts.place(row) {
            None => self.absent,
            Some(place) if texts.keys.is_some() => self.words[place],
            Some(place) => (self.reader)(Some(texts.words.value(place))),
        }
    }
}

fn whole_of(column: &ArrayRef) -> Option<Int64Array> {
    match column.data_type() {
        DataType::Int16 => Some(column.as_primitive::<Int16Type>().unary(i64::from)),
        DataType::Int32 => Some(column.as_primitive::<Int32Type>().unary(i64::from)),
        DataType::Int64 => Some(column.as_primitive::<Int64Type>().clone()),
        _ => None,
    }
}

/// The text of a row; `None` where it is not given.
#[inline]
pub(crate) fn text(column: Option<&Texts>, row: usize) -> Option<&str> {
    let column = column?;
    column.place(row).map(|place| column.words.value(place))
}

/// The truth of a row.
#[inline]
pub(crate) fn truth(column: Option<&BooleanArray>, row: usize) -> Option<bool> {
    column.filter(|c| c.is_valid(row)).map(|c| c.value(row))
}

/// Lists of words.
pub(crate) struct Words {
    lists: ListArray,
    texts: Texts,
}

impl Words {
    /// Fill in the words of a row; false where it has no list.
    #[inline]
    pub(crate) fn read<'a>(&'a self, row: usize, into: &mut Vec<&'a str>) -> bool {
        into.clear();
        if self.lists.is_null(row) {
            return false;
        }
        let offsets = self.lists.value_offsets();
        for n in offsets[row]..offsets[row + 1] {
            let n = usize::try_from(n).unwrap_or(0);
            // A word that is null is no word: the engine says so.
            into.push(self.texts.value(n));
        }
        true
    }
}

/// The words of a row, into room that is used again.
#[inline]
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
    places: u32,
    scale: Scale,
}

impl Amounts {
    fn of(values: Decimal128Array, places: u32) -> Self {
        Self { values, places, scale: Scale::of(places) }
    }
}

/// The amount of a row as the kernel takes it.
#[inline]
pub(crate) fn amount(column: Option<&Amounts>, row: usize) -> Amount {
    match column {
        Some(column) if column.values.is_valid(row) => column.scale.amount(column.values.value(row)),
        _ => Amount::ABSENT,
    }
}

/// The amount of a row as a case writes it.
pub(crate) fn decimal(column: Option<&Amounts>, row: usize) -> Option<String> {
    let column = column.filter(|c| c.values.is_valid(row))?;
    let (value, places) = (column.values.value(row), column.places as usize);
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = places + 1);
    let (before, after) = digits.split_at(digits.len() - places);
    let after = after.trim_end_matches('0');
    let sign = if value < 0 { "-" } else { "" };
    Some(if after.is_empty() { format!("{sign}{before}") } else { format!("{sign}{before}.{after}") })
}
