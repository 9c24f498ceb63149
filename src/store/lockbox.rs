//! The key of a encrypted register, locked up twice: by a passphrase and by a recovery key on paper.
//!
//! The key itself never changes, so that a new passphrase writes nothing but this. A copy lies among
//! the ledgers, so that whoever copies them copies what opens them.

use std::fmt;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use argon2::{Algorithm, Argon2, Params, Version};
use base64ct::{Base64, Encoding};
use bip39::{Language, Mnemonic};
use memchr::memmem;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::cipher::{Cipher, KEY};
use super::ledger;
use super::space::{replace_private, sync_folder};

/// The name of the file.
pub(super) const NAME: &str = "key.json";

/// What Argon2id costs: KiB of memory and passes over it. RFC 9106 advises this where 2 GiB are too
/// much; a guess takes as long as the user waits.
const MEMORY: u32 = 64 * 1024;
const PASSES: u32 = 3;

/// More than any passphrase is asked to cost: a file that says more was not written by this program.
const MOST: u32 = 4 * 1024 * 1024;

/// Words of a recovery key.
const WORDS: usize = 24;

/// The key of a register.
pub struct Key(Zeroizing<[u8; KEY]>);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key")
    }
}

impl Key {
    /// How a register with this key is encrypted.
    #[must_use]
    pub fn cipher(&self) -> Cipher {
        Cipher::of(&self.0)
    }
}

/// What a user says to open a register; nobody prints it.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase(Zeroizing<String>);

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase")
    }
}

impl Passphrase {
    /// The passphrase in these letters.
    #[must_use]
    pub fn of(letters: &str) -> Self {
        Self(Zeroizing::new(letters.to_owned()))
    }

    /// Its letters.
    #[must_use]
    pub fn letters(&self) -> &str {
        &self.0
    }
}

/// Why a register did not open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotUnlocked {
    /// Neither the passphrase nor the recovery key is this.
    Wrong,
    /// There is no lock that can be read.
    NoLock,
    /// The system refused.
    System(String),
}

impl From<io::Error> for NotUnlocked {
    fn from(error: io::Error) -> Self {
        Self::System(error.to_string())
    }
}

/// What the file holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lockbox {
    /// Version of this file.
    format: u32,
    passphrase: ByPassphrase,
    recovery: ByWords,
}

/// The key, encrypted with a key made of the passphrase by Argon2id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ByPassphrase {
    /// KiB.
    memory: u32,
    passes: u32,
    salt: String,
    secret: String,
}

/// The key, encrypted with the recovery key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ByWords {
    secret: String,
}

impl ByPassphrase {
    fn of(key: &Key, passphrase: &str) -> Result<Self, NotUnlocked> {
        let salt = random::<16>()?;
        let own = stretched(passphrase, &salt, MEMORY, PASSES)?;
        let salt = Base64::encode_string(&salt);
        let secret = locked(&own, &place(&salt), key)?;
        Ok(Self { memory: MEMORY, passes: PASSES, salt, secret })
    }

    fn open(&self, passphrase: &str) -> Result<Key, NotUnlocked> {
        let salt = Base64::decode_vec(&self.salt).map_err(|_| NotUnlocked::NoLock)?;
        let own = stretched(passphrase, &salt, self.memory, self.passes)?;
        opened(&own, &place(&self.salt), &self.secret)
    }
}

/// Where a key is encrypted: a new salt is a new place.
fn place(salt: &str) -> Vec<u8> {
    format!("key by passphrase {salt}").into_bytes()
}

const BY_WORDS: &[u8] = b"key by words";

fn stretched(
    passphrase: &str,
    salt: &[u8],
    memory: u32,
    passes: u32,
) -> Result<Zeroizing<[u8; KEY]>, NotUnlocked> {
    let refuse = |_| NotUnlocked::NoLock;
    if memory > MOST || passes > 100 {
        return Err(NotUnlocked::NoLock);
    }
    let params = Params::new(memory, passes, 1, Some(KEY)).map_err(refuse)?;
    // The same letters are the same passphrase, however a keyboard composes them.
    let passphrase: Zeroizing<String> = Zeroizing::new(passphrase.nfc().collect());
    let mut key = Zeroizing::new([0; KEY]);
    let hash = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    hash.hash_password_into(passphrase.as_bytes(), salt, &mut *key).map_err(refuse)?;
    Ok(key)
}

fn locked(by: &[u8; KEY], place: &[u8], key: &Key) -> Result<String, NotUnlocked> {
    let secret = Cipher::of(by).encrypt(place, &*key.0).ok_or(NotUnlocked::NoLock)?;
    Ok(Base64::encode_string(&secret))
}

fn opened(by: &[u8; KEY], place: &[u8], secret: &str) -> Result<Key, NotUnlocked> {
    let secret = Base64::decode_vec(secret).map_err(|_| NotUnlocked::NoLock)?;
    let key = Zeroizing::new(Cipher::of(by).decrypt(place, &secret).ok_or(NotUnlocked::Wrong)?);
    let key: [u8; KEY] = key.as_slice().try_into().map_err(|_| NotUnlocked::NoLock)?;
    Ok(Key(Zeroizing::new(key)))
}

fn random<const N: usize>() -> Result<[u8; N], NotUnlocked> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| NotUnlocked::System(error.to_string()))?;
    Ok(bytes)
}

/// Where a register keeps the file and its copy.
fn paths(register: &Path) -> [PathBuf; 2] {
    [register.join(NAME), ledger::folder_of(register).join(NAME)]
}

/// Whether a register is encrypted.
#[must_use]
pub fn is_locked(register: &Path) -> bool {
    paths(register).iter().any(|path| fs::symlink_metadata(path).is_ok()) || says_so(register)
}

/// Whether the first of the ledgers begins with an encrypted line: the lock may be lost.
fn says_so(register: &Path) -> bool {
    let entries = fs::read_dir(ledger::folder_of(register)).into_iter().flatten().flatten();
    let is_ledger = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "jsonl");
    let path = entries.map(|entry| entry.path()).find(is_ledger);
    let mut begin = Vec::new();
    let read = path.and_then(|path| ledger::open(&path).ok());
    let read = read.and_then(|file| file.take(BEGIN).read_to_end(&mut begin).ok());
    read.is_some() && memmem::find(&begin, br#","encrypted":""#).is_some()
}

/// Within so many bytes a line says whether it is encrypted.
const BEGIN: u64 = 200;

fn boxes(register: &Path) -> Vec<Lockbox> {
    let read = |path: &PathBuf| serde_json::from_slice(&fs::read(path).ok()?).ok();
    paths(register).iter().filter_map(read).filter(|found: &Lockbox| found.format == 1).collect()
}

fn write(register: &Path, lockbox: &Lockbox) -> Result<(), NotUnlocked> {
    let text = serde_json::to_string_pretty(lockbox).unwrap_or_default() + "\n";
    for path in paths(register) {
        replace_private(&path, text.as_bytes())?;
        path.parent().map_or(Ok(()), sync_folder)?;
    }
    Ok(())
}

/// Make a key for a register that has none, and lock it up there; the words of its recovery key,
/// which nobody keeps but the user.
///
/// # Errors
/// A [`NotUnlocked`] if the system gives no randomness or does not write.
pub fn make(register: &Path, passphrase: &str) -> Result<(Key, String), NotUnlocked> {
    let key = Key(Zeroizing::new(random()?));
    let own = Zeroizing::new(random::<KEY>()?);
    let words = Mnemonic::from_entropy(&*own).map_err(|_| NotUnlocked::NoLock)?;
    let recovery = ByWords { secret: locked(&own, BY_WORDS, &key)? };
    let passphrase = ByPassphrase::of(&key, passphrase)?;
    write(register, &Lockbox { format: 1, passphrase, recovery })?;
    Ok((key, words.to_string()))
}

/// The key of a register, by its passphrase or the words of its recovery key.
///
/// # Errors
/// [`NotUnlocked::Wrong`] if it is neither; whoever asks waits before he asks again.
pub fn unlock(register: &Path, said: &str) -> Result<Key, NotUnlocked> {
    let boxes = boxes(register);
    let mut why = NotUnlocked::NoLock;
    for lockbox in &boxes {
        let key = by_words(lockbox, said).unwrap_or_else(|| lockbox.passphrase.open(said));
        match key {
            Ok(key) => {
                if boxes.len() < 2 || boxes[0] != boxes[1] {
                    // One of the two copies is gone or old. Without it the register opens as well.
                    let _ = write(register, lockbox);
                }
                return Ok(key);
            }
            Err(error) => why = error,
        }
    }
    Err(why)
}

/// The key by words, if that many words were said and they are a recovery key.
fn by_words(lockbox: &Lockbox, said: &str) -> Option<Result<Key, NotUnlocked>> {
    let words: Vec<String> = said.split_whitespace().map(str::to_lowercase).collect();
    if words.len() != WORDS {
        return None;
    }
    let words = Mnemonic::parse_in_normalized(Language::English, &words.join(" ")).ok()?;
    let own: Zeroizing<Vec<u8>> = Zeroizing::new(words.to_entropy());
    let own: [u8; KEY] = own.as_slice().try_into().ok()?;
    Some(opened(&own, BY_WORDS, &lockbox.recovery.secret))
}

/// Another passphrase for the same key. The recovery key stays.
///
/// # Errors
/// A [`NotUnlocked`]; the old passphrase opens the register then.
pub fn change(register: &Path, key: &Key, passphrase: &str) -> Result<(), NotUnlocked> {
    let lockbox = boxes(register).into_iter().next().ok_or(NotUnlocked::NoLock)?;
    let passphrase = ByPassphrase::of(key, passphrase)?;
    write(register, &Lockbox { passphrase, ..lockbox })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn register() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(ledger::folder_of(folder.path())).expect("a folder");
        folder
    }

    #[test]
    fn a_passphrase_and_the_words_open_and_nothing_else_does() {
        let register = register();
        let path = register.path();
        assert!(!is_locked(path));
        assert_eq!(unlock(path, "x").err(), Some(NotUnlocked::NoLock));
        let (key, words) = make(path, "Đảng bộ xã").expect("a key");
        assert!(is_locked(path));
        assert_eq!(words.split(' ').count(), WORDS);
        for said in ["Đảng bộ xã", "Đa\u{309}ng bô\u{323} xa\u{303}", &words, &words.to_uppercase()]
        {
            let again = unlock(path, said).expect(said);
            assert_eq!(*again.0, *key.0);
        }
        let other: Vec<&str> = words.split(' ').rev().collect();
        for said in ["", "đảng bộ xã", "Đảng bộ xã ", &other.join(" ")] {
            assert_eq!(unlock(path, said).err(), Some(NotUnlocked::Wrong), "{said}");
        }
        change(path, &key, "khác").expect("changed");
        assert_eq!(unlock(path, "Đảng bộ xã").err(), Some(NotUnlocked::Wrong));
        assert!(unlock(path, "khác").is_ok() && unlock(path, &words).is_ok());
    }

    #[test]
    fn either_copy_of_the_lock_is_enough_and_makes_the_other() {
        let register = register();
        let [own, copy] = paths(register.path());
        make(register.path(), "kín").expect("a key");
        let whole = fs::read(&own).expect("a lock");
        for lost in [&own, &copy] {
            fs::write(lost, "{").expect("written");
            assert!(unlock(register.path(), "kín").is_ok());
            assert_eq!(fs::read(lost).expect("a lock"), whole);
            fs::remove_file(lost).expect("removed");
            assert!(unlock(register.path(), "kín").is_ok());
            assert_eq!(fs::read(lost).expect("a lock"), whole);
        }
    }
}
