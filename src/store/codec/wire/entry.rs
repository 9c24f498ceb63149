//! Entries of any book on disk: only the facts differ from book to book.

use chrono::DateTime;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{CodecError, EntryIdV1, InstantV1, Wire};
use crate::journal::{ActOf, EntryId, EntryOf, Record};

/// A fact that is kept on disk.
pub(in crate::store) trait Kept:
    Record + Wire<Form: Serialize + DeserializeOwned>
{
}

impl<F: Record + Wire<Form: Serialize + DeserializeOwned>> Kept for F {}

#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "ActV1"))]
pub(in crate::store) enum ActV1<F> {
    Did(Vec<F>),
    Undid(EntryIdV1),
    Redid(EntryIdV1),
}

#[cfg(test)]
impl<F> crate::store::codec::samples::Named for ActV1<F> {
    const NAMES: &'static [&'static str] = &["Did", "Undid", "Redid"];
}

#[derive(Serialize, Deserialize)]
pub(in crate::store) struct EntryV1<F> {
    pub(in crate::store::codec) desk: u8,
    pub(in crate::store::codec) seq: u64,
    pub(in crate::store::codec) clock: u64,
    pub(in crate::store::codec) at: InstantV1,
    pub(in crate::store::codec) seen: Vec<EntryIdV1>,
    pub(in crate::store::codec) act: ActV1<F>,
}

impl<F: Wire> Wire for ActOf<F> {
    type Form = ActV1<F::Form>;

    fn to_wire(&self) -> Self::Form {
        match self {
            Self::Did(facts) => ActV1::Did(facts.iter().map(F::to_wire).collect()),
            Self::Undid(id) => ActV1::Undid(id.to_wire()),
            Self::Redid(id) => ActV1::Redid(id.to_wire()),
        }
    }

    fn from_wire(form: Self::Form) -> Result<Self, CodecError> {
        Ok(match form {
            ActV1::Did(facts) => Self::Did(Vec::from_wire(facts)?),
            ActV1::Undid(id) => Self::Undid(EntryId::from_wire(id)?),
            ActV1::Redid(id) => Self::Redid(EntryId::from_wire(id)?),
        })
    }
}

impl<F: Wire> Wire for EntryOf<F> {
    type Form = EntryV1<F::Form>;

    fn to_wire(&self) -> Self::Form {
        let Self { desk, seq, clock, at, seen, act } = self;
        EntryV1 {
            desk: *desk,
            seq: *seq,
            clock: *clock,
            at: at.to_wire(),
            seen: seen.to_wire(),
            act: act.to_wire(),
        }
    }

    fn from_wire(form: Self::Form) -> Result<Self, CodecError> {
        let EntryV1 { desk, seq, clock, at, seen, act } = form;
        let (at, seen) = (DateTime::from_wire(at)?, Vec::from_wire(seen)?);
        Ok(Self { desk, seq, clock, at, seen, act: ActOf::from_wire(act)? })
    }
}
