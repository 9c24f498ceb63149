//! Sealed papers, and what was corrected after a seal.

use super::{Fact, Moment};

/// The papers as they were fixed at one time. Its place in the list is its version, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    pub time: Moment,
    /// What was corrected since the version before; `None` in the first.
    pub correction: Option<Correction>,
}

/// A correction of sealed papers: why, and everything recorded for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    pub reason: String,
    pub changes: Vec<Fact>,
}
