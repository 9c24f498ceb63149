//! The small key-value seam under the vault.
//!
//! It has no engine types, no iterators that hold locks, no closures as transactions and no
//! counters, so that a shared engine can stand behind it one day.

use std::fmt;

/// A key and its value.
pub type Pair = (Vec<u8>, Vec<u8>);

/// What must hold for a commit to go through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expect {
    Absent(Vec<u8>),
    Value(Vec<u8>, Vec<u8>),
}

/// One change of a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    Put(Vec<u8>, Vec<u8>),
    Delete(Vec<u8>),
}

/// Why the store did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    NoRoom,
    ReadOnly,
    /// An expectation on this key failed; nothing was changed.
    Conflict {
        key: Vec<u8>,
    },
    /// What is on disk makes no sense to the engine.
    Damaged(String),
    /// The operating system refused.
    Io(String),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRoom => f.write_str("no room on the disk"),
            Self::ReadOnly => f.write_str("may not write"),
            Self::Conflict { .. } => f.write_str("the record changed meanwhile"),
            Self::Damaged(why) => write!(f, "damaged: {why}"),
            Self::Io(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for StoreError {}

/// An ordered map from bytes to bytes with atomic, durable commits.
pub trait Store: Send + std::fmt::Debug {
    /// The value of a key.
    ///
    /// # Errors
    /// A [`StoreError`] if the store cannot be read.
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError>;

    /// At most `limit` pairs whose key starts with `prefix`, in order of keys, after the key
    /// `after`.
    ///
    /// # Errors
    /// A [`StoreError`] if the store cannot be read.
    fn scan(
        &self,
        prefix: &[u8],
        after: Option<&[u8]>,
        limit: usize,
    ) -> Result<Vec<Pair>, StoreError>;

    /// Make all the changes or none. Returns only when they are durable.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if an expectation fails; nothing is changed then. After any other
    /// error nobody knows whether the changes were made until the store is reopened.
    fn commit(&mut self, expect: &[Expect], ops: &[Op]) -> Result<(), StoreError>;
}
