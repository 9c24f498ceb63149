//! A store that fails on command, to show what happens when the real one does.

use std::sync::{Arc, Mutex, PoisonError};

use super::seam::{Expect, Op, Pair, Store, StoreError};

/// Decides what the next calls of a [`Failing`] store answer.
#[derive(Clone, Debug, Default)]
pub struct Switch {
    error: Arc<Mutex<Option<StoreError>>>,
}

impl Switch {
    /// From now on every call fails with this error, or works again.
    pub fn fail_with(&self, error: Option<StoreError>) {
        *self.error.lock().unwrap_or_else(PoisonError::into_inner) = error;
    }

    fn check(&self) -> Result<(), StoreError> {
        let error = self.error.lock().unwrap_or_else(PoisonError::into_inner).clone();
        error.map_or(Ok(()), Err)
    }
}

/// Another store, until its switch is thrown.
#[derive(Debug)]
pub struct Failing<S> {
    inner: S,
    switch: Switch,
}

impl<S: Store> Failing<S> {
    #[must_use]
    pub fn new(inner: S) -> (Self, Switch) {
        let switch = Switch::default();
        (Self { inner, switch: switch.clone() }, switch)
    }
}

impl<S: Store> Store for Failing<S> {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.switch.check()?;
        self.inner.get(key)
    }

    fn scan(
        &self,
        prefix: &[u8],
        after: Option<&[u8]>,
        limit: usize,
    ) -> Result<Vec<Pair>, StoreError> {
        self.switch.check()?;
        self.inner.scan(prefix, after, limit)
    }

    fn commit(&mut self, expect: &[Expect], ops: &[Op]) -> Result<(), StoreError> {
        self.switch.check()?;
        self.inner.commit(expect, ops)
    }
}
