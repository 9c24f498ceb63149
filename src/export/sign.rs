//! Signing what was sealed, in the form that stock `ssh-keygen -Y verify` proves.

use std::fmt;

use ssh_key::{HashAlg, LineEnding, PrivateKey};

/// What signatures of this program are for, so that none made for something else passes.
pub const NAMESPACE: &str = "thuky";

/// The secretary's own key.
#[derive(Clone, Debug)]
pub struct Key(PrivateKey);

/// Why a key cannot sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyError {
    /// It is no private key in OpenSSH form.
    Unreadable(String),
    /// It signs only after its passphrase was given.
    Locked,
    /// The passphrase does not open it.
    WrongPassphrase,
    /// It is no Ed25519 key.
    OtherKind(String),
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) => f.write_str(error),
            Self::Locked => f.write_str("passphrase needed"),
            Self::WrongPassphrase => f.write_str("wrong passphrase"),
            Self::OtherKind(kind) => write!(f, "{kind} is not ed25519"),
        }
    }
}

impl std::error::Error for KeyError {}

impl Key {
    /// Read a private key in OpenSSH form.
    ///
    /// # Errors
    /// A [`KeyError`]; [`KeyError::Locked`] asks for the passphrase.
    pub fn read(text: &str, passphrase: Option<&str>) -> Result<Self, KeyError> {
        let key = PrivateKey::from_openssh(text)
            .map_err(|error| KeyError::Unreadable(error.to_string()))?;
        let kind = key.algorithm();
        if kind != ssh_key::Algorithm::Ed25519 {
            return Err(KeyError::OtherKind(kind.to_string()));
        }
        if !key.is_encrypted() {
            return Ok(Self(key));
        }
        let passphrase = passphrase.ok_or(KeyError::Locked)?;
        key.decrypt(passphrase).map(Self).map_err(|_| KeyError::WrongPassphrase)
    }

    /// The signature of a text, as `ssh-keygen -Y verify` reads it.
    ///
    /// # Errors
    /// [`KeyError::Unreadable`] if the key does not sign.
    pub fn sign(&self, text: &str) -> Result<String, KeyError> {
        let unreadable = |error: ssh_key::Error| KeyError::Unreadable(error.to_string());
        let signature =
            self.0.sign(NAMESPACE, HashAlg::Sha512, text.as_bytes()).map_err(unreadable)?;
        signature.to_pem(LineEnding::LF).map_err(unreadable)
    }

    /// The public half, as it stands in a list of allowed signers.
    #[must_use]
    pub fn public(&self) -> String {
        self.0.public_key().to_openssh().unwrap_or_default()
    }
}
