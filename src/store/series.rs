//! Which desk wrote what: each desk writes a chain of its own into a book, and the ends of the
//! chains stand for the book.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::codec::Hash;
use crate::register::BookId;

const DOMAIN: &[u8] = b"thuky-heads-1";

/// The entries of one desk in one book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Series {
    pub(super) book: BookId,
    pub(super) desk: u8,
}

/// Number and hash of the last entry of a series; zeros where there is none.
pub(super) type Head = (u64, Hash);

/// The heads of a book: of each desk that wrote in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Heads(pub(super) BTreeMap<u8, Head>);

impl Heads {
    pub(super) fn of(&self, desk: u8) -> Head {
        self.0.get(&desk).copied().unwrap_or_default()
    }

    /// How many entries the book has.
    pub(super) fn entries(&self) -> u64 {
        self.0.values().map(|(seq, _)| seq).sum()
    }

    /// What stands for the whole book: of a single desk its hash, of several the hash of theirs.
    pub(super) fn hash(&self) -> Hash {
        let mut heads = self.0.iter().filter(|(_, (seq, _))| *seq > 0);
        match (heads.next(), heads.next()) {
            (None, _) => Hash::default(),
            (Some((0, (_, hash))), None) => *hash,
            (Some(_), _) => {
                let mut digest = Sha256::new().chain_update(DOMAIN);
                for (desk, (seq, hash)) in &self.0 {
                    digest.update([*desk]);
                    digest.update(seq.to_be_bytes());
                    digest.update(hash);
                }
                let mut hash = Hash::default();
                hash.copy_from_slice(&digest.finalize()[..16]);
                hash
            }
        }
    }

    /// Number of entries and hash, as a record of the whole book names them.
    pub(super) fn whole(&self) -> Head {
        (self.entries(), self.hash())
    }
}
