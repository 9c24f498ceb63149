//! What keeps a register from being read without its key.
//!
//! Every text is encrypted at its place: moved elsewhere it opens nowhere. The same text at the same
//! place gives the same bytes, since both sides of a book are compared by them; the cipher is one
//! that says no more than that they are the same (AES-256-GCM-SIV, RFC 8452).

use std::fmt;
use std::sync::Arc;

use aes_gcm_siv::aead::{Aead, KeyInit, Payload};
use aes_gcm_siv::{Aes256GcmSiv, Nonce};
use sha2::{Digest, Sha256};

/// Bytes of a key.
pub(super) const KEY: usize = 32;

/// Names what was encrypted by this version, and for what.
const DOMAIN: &[u8] = b"thuky-encrypted-1";

/// How the texts of a register are encrypted; not at all, unless it has a key.
#[derive(Clone, Default)]
pub struct Cipher(Option<Arc<Aes256GcmSiv>>);

impl PartialEq for Cipher {
    /// Whether it is the same key in the same place.
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (None, None) => true,
            (Some(own), Some(other)) => Arc::ptr_eq(own, other),
            (None, Some(_)) | (Some(_), None) => false,
        }
    }
}

impl Eq for Cipher {}

impl fmt::Debug for Cipher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_plain() { "Cipher(plain)" } else { "Cipher(encrypted)" })
    }
}

impl Cipher {
    /// Nothing is encrypted.
    pub(super) const PLAIN: Self = Self(None);

    /// Everything is encrypted with this key.
    pub(super) fn of(key: &[u8; KEY]) -> Self {
        Self(Some(Arc::new(Aes256GcmSiv::new(key.into()))))
    }

    /// Whether nothing is encrypted.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.0.is_none()
    }

    /// Encrypt bytes at a place; `None` if nothing is encrypted, or they are more than any text may be.
    pub(super) fn encrypt(&self, place: &[u8], plain: &[u8]) -> Option<Vec<u8>> {
        let cipher = self.0.as_ref()?;
        cipher.encrypt(&nonce(place), Payload { msg: plain, aad: &named(place) }).ok()
    }

    /// Decrypt bytes that were encrypted at this place; `None` if they were not, or with another key.
    pub(super) fn decrypt(&self, place: &[u8], secret: &[u8]) -> Option<Vec<u8>> {
        let cipher = self.0.as_ref()?;
        cipher.decrypt(&nonce(place), Payload { msg: secret, aad: &named(place) }).ok()
    }
}

fn named(place: &[u8]) -> Vec<u8> {
    [DOMAIN, place].concat()
}

fn nonce(place: &[u8]) -> Nonce {
    let digest = Sha256::new().chain_update(b"nonce").chain_update(named(place)).finalize();
    let mut nonce = Nonce::default();
    nonce.copy_from_slice(&digest[..12]);
    nonce
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_opens_at_its_place_with_its_key_and_nowhere_else() {
        let (own, other) = (Cipher::of(&[7; KEY]), Cipher::of(&[8; KEY]));
        let secret = own.encrypt(b"line 1", b"kin").expect("secret");
        assert_eq!(own.decrypt(b"line 1", &secret).as_deref(), Some(&b"kin"[..]));
        assert_eq!(own.encrypt(b"line 1", b"kin"), Some(secret.clone()));
        assert_eq!(own.decrypt(b"line 2", &secret), None);
        assert_eq!(other.decrypt(b"line 1", &secret), None);
        for at in 0..secret.len() {
            let mut changed = secret.clone();
            changed[at] ^= 1;
            assert_eq!(own.decrypt(b"line 1", &changed), None);
        }
        assert_eq!(Cipher::PLAIN.encrypt(b"line 1", b"kin"), None);
    }
}
