//! Sixteen bytes: as they are in records, as hexadecimal digits in ledgers.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{CodecError, Wire};
use crate::register::BookId;
use crate::store::codec::{Hash, hex, unhex};

/// The name of a book, or a hash.
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::store) struct HexV1([u8; 16]);

impl Serialize for HexV1 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            hex(&self.0).serialize(serializer)
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for HexV1 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return Deserialize::deserialize(deserializer).map(Self);
        }
        let digits = String::deserialize(deserializer)?;
        let bytes = unhex(digits.as_bytes()).map(Self);
        bytes.ok_or_else(|| D::Error::custom("no 32 hexadecimal digits"))
    }
}

impl Wire for BookId {
    type Form = HexV1;

    fn to_wire(&self) -> HexV1 {
        HexV1(self.0)
    }

    fn from_wire(HexV1(form): HexV1) -> Result<Self, CodecError> {
        Ok(Self(form))
    }
}

impl Wire for Hash {
    type Form = HexV1;

    fn to_wire(&self) -> HexV1 {
        HexV1(*self)
    }

    fn from_wire(HexV1(form): HexV1) -> Result<Self, CodecError> {
        Ok(form)
    }
}
