//! Numbers as people write them, with the marks of either language.

use crate::domain::Weight;
use crate::text::Misread;

const MARKS: [char; 2] = ['.', ','];

/// A whole number; three digits between marks are thousands: `1.000` and `1,000`.
pub(crate) fn big(text: &str) -> Result<u64, Misread> {
    whole(text).ok_or_else(|| Misread::Number(text.to_owned()))
}

fn whole(text: &str) -> Option<u64> {
    let mut parts = text.split(MARKS);
    let first = parts.next()?;
    let rest: Vec<&str> = parts.collect();
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = rest.iter().all(|part| part.len() == 3 && digits(part));
    if !grouped || !digits(first) {
        return None;
    }
    format!("{first}{}", rest.concat()).parse().ok()
}

/// A weight, with decimals where the body has them: `500`, `72.5`, `1.234,25`.
///
/// Three digits behind the only mark are thousands, as in every other number; `72.1250` has
/// decimals, and so has `0.125`.
pub(crate) fn weight(text: &str) -> Result<Weight, Misread> {
    let misread = || Misread::Number(text.to_owned());
    let begins_with_none = text.starts_with("0.") || text.starts_with("0,");
    if let Some(units) = whole(text).filter(|_| !begins_with_none) {
        return Ok(Weight::whole(units));
    }
    let (before, decimals) = text.rsplit_once(MARKS).ok_or_else(misread)?;
    // The mark of the decimals is not that of the thousands.
    let mark = text.as_bytes()[before.len()] as char;
    let apart = !before.is_empty() && !before.contains(mark) && whole(before).is_some();
    let places = u8::try_from(decimals.len()).ok().filter(|n| *n <= Weight::MOST_DECIMALS);
    let digits = before.replace(MARKS, "") + decimals;
    match (places, digits.parse()) {
        (Some(decimals), Ok(units)) if apart && decimals > 0 => {
            Ok(Weight { units, decimals }.trimmed())
        }
        _ => Err(misread()),
    }
}

/// A number by weight in units of the decimals that the meeting's weights have; a finer one cannot
/// have been counted here.
pub(crate) fn in_units(text: &str, decimals: u8) -> Result<u64, Misread> {
    let read = weight(text)?;
    if read.decimals > decimals {
        return Err(Misread::TooFine { typed: text.to_owned(), decimals });
    }
    Ok(read.at(decimals))
}

/// A weight as [`weight`] reads it.
pub(crate) fn weight_text(weight: Weight) -> String {
    // Three digits would be thousands.
    if weight.trimmed().decimals == 3 { format!("{weight}0") } else { weight.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_have_decimals_and_thousands() {
        let read = |text: &str| weight(text).ok().map(|w| (w.units, w.decimals));
        assert_eq!(read("500"), Some((500, 0)));
        assert_eq!(read("1.000"), Some((1000, 0)));
        assert_eq!(read("72.5"), Some((725, 1)));
        assert_eq!(read("72,50"), Some((725, 1)));
        assert_eq!(read("1.234,25"), Some((123_425, 2)));
        assert_eq!(read("1,234,567.5"), Some((12_345_675, 1)));
        assert_eq!(read("0.125"), Some((125, 3)));
        assert_eq!(read("72.1250"), Some((72_125, 3)));
        for none in
            ["", ".5", "5.", "1.2.3", "7,2,5", "72.12345678", "a.5", "-1", "+1", "1.23,456,7"]
        {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[test]
    fn a_weight_is_read_as_it_is_written() {
        for units in [0, 1, 125, 72_125, 1_000_000, 123_456_789] {
            for decimals in 0..=Weight::MOST_DECIMALS {
                let one = Weight { units, decimals }.trimmed();
                assert_eq!(weight(&weight_text(one)), Ok(one), "{one:?}");
            }
        }
    }
}
