//! A store that forgets: for tests and throw-away registers.

use std::collections::BTreeMap;
use std::ops::Bound;

use super::seam::{Expect, Op, Pair, Store, StoreError};

/// A store in memory. "Durable" means as long as the value lives.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    map: BTreeMap<Vec<u8>, Vec<u8>>,
}

impl Memory {
    fn holds(&self, expect: &Expect) -> Result<(), StoreError> {
        let (key, holds) = match expect {
            Expect::Absent(key) => (key, !self.map.contains_key(key)),
            Expect::Value(key, value) => (key, self.map.get(key) == Some(value)),
        };
        if holds { Ok(()) } else { Err(StoreError::Conflict { key: key.clone() }) }
    }
}

impl Store for Memory {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.map.get(key).cloned())
    }

    fn scan(
        &self,
        prefix: &[u8],
        after: Option<&[u8]>,
        limit: usize,
    ) -> Result<Vec<Pair>, StoreError> {
        let start = match after {
            Some(after) => Bound::Excluded(after.to_vec()),
            None => Bound::Included(prefix.to_vec()),
        };
        let pairs = self.map.range((start, Bound::Unbounded));
        let pairs = pairs.take_while(|(key, _)| key.starts_with(prefix)).take(limit);
        Ok(pairs.map(|(key, value)| (key.clone(), value.clone())).collect())
    }

    fn commit(&mut self, expect: &[Expect], ops: &[Op]) -> Result<(), StoreError> {
        expect.iter().try_for_each(|expect| self.holds(expect))?;
        for op in ops {
            match op {
                Op::Put(key, value) => self.map.insert(key.clone(), value.clone()),
                Op::Delete(key) => self.map.remove(key),
            };
        }
        Ok(())
    }
}
