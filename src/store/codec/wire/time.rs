//! Days and times: numbers in records, readable dates in ledgers.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{CodecError, Wire};

/// A day: days since the first of January of the year 1, counted from 1.
pub(in crate::store) struct DayV1(i32);

/// Civil time: milliseconds since the first of January 1970, by the clock on the wall.
pub(in crate::store) struct MomentV1(i64);

/// An instant: milliseconds since 1970 by universal time, and the offset of the place in seconds,
/// in whole minutes.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::store) struct InstantV1 {
    millis: i64,
    offset: i32,
}

impl InstantV1 {
    const SHAPE: &'static str = "%Y-%m-%dT%H:%M:%S%.3f%:z";

    pub(in crate::store::codec) fn text(self) -> Option<String> {
        let at = DateTime::from_wire(self).ok()?;
        Some(at.format(Self::SHAPE).to_string())
    }

    pub(in crate::store::codec) fn parse(text: &str) -> Option<Self> {
        let at = DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%:z").ok()?;
        Some(at.to_wire())
    }
}

impl Wire for NaiveDate {
    type Form = DayV1;

    fn to_wire(&self) -> DayV1 {
        DayV1(self.num_days_from_ce())
    }

    fn from_wire(DayV1(days): DayV1) -> Result<Self, CodecError> {
        Self::from_num_days_from_ce_opt(days).ok_or(CodecError::Damaged)
    }
}

impl Wire for NaiveDateTime {
    type Form = MomentV1;

    fn to_wire(&self) -> MomentV1 {
        MomentV1(self.and_utc().timestamp_millis())
    }

    fn from_wire(MomentV1(millis): MomentV1) -> Result<Self, CodecError> {
        let utc = DateTime::from_timestamp_millis(millis).ok_or(CodecError::Damaged)?;
        Ok(utc.naive_utc())
    }
}

impl Wire for DateTime<FixedOffset> {
    type Form = InstantV1;

    fn to_wire(&self) -> InstantV1 {
        let offset = self.offset().local_minus_utc() / 60 * 60;
        InstantV1 { millis: self.timestamp_millis(), offset }
    }

    fn from_wire(form: InstantV1) -> Result<Self, CodecError> {
        let offset = FixedOffset::east_opt(form.offset).ok_or(CodecError::Damaged)?;
        let utc = DateTime::from_timestamp_millis(form.millis).ok_or(CodecError::Damaged)?;
        Ok(utc.with_timezone(&offset))
    }
}

/// Numbers in records, readable dates in ledgers.
macro_rules! dated {
    ($($wire:ident: $number:ty, $type:ty, $shape:literal, $parse:literal;)*) => {$(
        impl Serialize for $wire {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if !serializer.is_human_readable() {
                    return self.0.serialize(serializer);
                }
                let value = <$type>::from_wire(Self(self.0));
                let value = value.map_err(|_| serde::ser::Error::custom("no such day"))?;
                serializer.collect_str(&value.format($shape))
            }
        }

        impl<'de> Deserialize<'de> for $wire {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if !deserializer.is_human_readable() {
                    return <$number>::deserialize(deserializer).map(Self);
                }
                let text = String::deserialize(deserializer)?;
                let value = <$type>::parse_from_str(&text, $parse).map_err(D::Error::custom)?;
                Ok(value.to_wire())
            }
        }
    )*};
}

dated! {
    DayV1: i32, NaiveDate, "%Y-%m-%d", "%Y-%m-%d";
    MomentV1: i64, NaiveDateTime, "%Y-%m-%dT%H:%M:%S%.3f", "%Y-%m-%dT%H:%M:%S%.f";
}

/// How a date of each kind looks in a readable text, for the schema of it.
#[cfg(test)]
macro_rules! described {
    ($($wire:ident: $format:literal, $about:literal;)*) => {$(
        impl schemars::JsonSchema for $wire {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($wire).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string", "pattern": $format, "description": $about
                })
            }
        }
    )*};
}

#[cfg(test)]
described! {
    DayV1: "^-?[0-9]{4,}-[0-9]{2}-[0-9]{2}$", "A day.";
    MomentV1: "^-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9:.]+$", "Civil time at the place of the meeting.";
}
