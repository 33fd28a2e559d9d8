//! Units of the parameters of processes, converted exactly. What is not here compares only with itself.

use crate::exact::Exact;

/// Unit, the one that it is a multiple of, and by what: × numerator ÷ denominator, + hundredths.
const UNITS: &[(&str, &str, i64, i64, i64)] = &[
    ("‰", "%", 1, 10, 0),
    ("ppm", "%", 1, 10_000, 0),
    ("mbar", "bar", 1, 1_000, 0),
    ("Pa", "bar", 1, 100_000, 0),
    ("kPa", "bar", 1, 100, 0),
    ("MPa", "bar", 10, 1, 0),
    ("K", "°C", 1, 1, -27_315),
    ("nm", "m", 1, 1_000_000_000, 0),
    ("µm", "m", 1, 1_000_000, 0),
    ("mm", "m", 1, 1_000, 0),
    ("cm", "m", 1, 100, 0),
];

/// A number in the unit that its unit is a multiple of, with that unit; `None` where no unit is known.
#[must_use]
pub fn base<'u>(number: &Exact, unit: Option<&'u str>) -> Option<(Exact, &'u str)> {
    // The micro sign and the Greek letter look the same.
    let unit = match unit? {
        "μm" => "µm",
        other => other,
    };
    let Some((_, base, times, by, plus)) = UNITS.iter().find(|(name, ..)| *name == unit) else {
        return Some((number.clone(), unit));
    };
    let scaled = number.times(&Exact::whole(*times)).divide(&Exact::whole(*by));
    Some((scaled.plus(&Exact::whole(*plus).divide(&Exact::whole(100))), base))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_measures_are_equal_in_every_unit() {
        let of = |text: &str, unit| base(&Exact::decimal(text).unwrap(), Some(unit)).unwrap();
        assert_eq!(of("20", "bar"), of("2", "MPa"));
        assert_eq!(of("2", "cm"), of("20", "mm"));
        assert_eq!(of("5", "µm"), of("0.005", "mm"));
        assert_eq!(of("523.15", "K"), of("250", "°C"));
        assert_eq!(of("85", "%"), of("850", "‰"));
        assert_ne!(of("1", "bar").1, of("1", "cm").1);
        assert!(base(&Exact::whole(1), None).is_none());
    }
}
