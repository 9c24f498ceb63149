//! A register encrypted, or decrypted: everything is written anew beside it and takes its place in
//! one step.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};

use super::cipher::Cipher;
use super::ledger;
use super::lock::Lock;
use super::lockbox::{self, NotUnlocked};
use super::space::{make_private_folder, sync_folder};
use super::{Doing, Fault, Imported, OpenError, Vault};

/// Why a register is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotConverted {
    NotOpened(OpenError),
    Fault(Fault),
    Key(NotUnlocked),
    /// So many of its meetings are damaged, and must be mended first.
    Damaged {
        meetings: usize,
    },
}

impl From<OpenError> for NotConverted {
    fn from(error: OpenError) -> Self {
        Self::NotOpened(error)
    }
}

impl From<Fault> for NotConverted {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// Write a register anew, encrypted with a new key that this passphrase opens, or with none. The words of
/// the recovery key, if it has one.
///
/// # Errors
/// A [`NotConverted`]; the register is as it was then.
pub fn convert(
    register: &Path,
    from: &Cipher,
    passphrase: Option<&str>,
) -> Result<Option<String>, NotConverted> {
    let new = beside(register);
    let fail = |path: &Path| {
        let path = path.to_owned();
        move |error: io::Error| OpenError::io(Doing::CreateFolder, &path, &error)
    };
    // What an earlier run left that was stopped before it was done.
    let _ = fs::remove_dir_all(&new);
    make_private_folder(&new).map_err(fail(&new))?;
    let written = write_anew(register, from, passphrase, &new);
    let words = written.inspect_err(|_| drop(fs::remove_dir_all(&new)))?;
    let lock = Lock::take(register)?;
    exchange(register, &new).map_err(fail(register))?;
    drop(lock);
    // What lies there now is the register as it was.
    fs::remove_dir_all(&new).map_err(fail(&new))?;
    Ok(words)
}

/// Where a register is written anew.
fn beside(register: &Path) -> PathBuf {
    let mut name = register.file_name().unwrap_or_default().to_owned();
    name.push(".thuky-new");
    register.with_file_name(name)
}

fn write_anew(
    register: &Path,
    from: &Cipher,
    passphrase: Option<&str>,
    new: &Path,
) -> Result<Option<String>, NotConverted> {
    let (mut old, _) = Vault::open_with(register, from)?;
    let damaged = old.verify().iter().filter(|report| !report.problems.is_empty()).count();
    if damaged > 0 {
        return Err(NotConverted::Damaged { meetings: damaged });
    }
    let ledgers = ledger::folder_of(new);
    let fail = |error| OpenError::io(Doing::CreateFolder, &ledgers, &error);
    make_private_folder(&ledgers).map_err(fail)?;
    let (cipher, words) = match passphrase {
        Some(passphrase) => {
            let (key, words) = lockbox::make(new, passphrase).map_err(NotConverted::Key)?;
            (key.cipher(), Some(words))
        }
        None => (Cipher::PLAIN, None),
    };
    let ids: Vec<_> = old.headers().iter().map(|header| header.id).collect();
    let (mut vault, _) = Vault::open_with(new, &cipher)?;
    for id in &ids {
        let entries = old.load(*id)?;
        let imported = vault.import(*id, &entries)?;
        debug_assert_eq!(imported, Imported::New);
    }
    let fail = |error| OpenError::io(Doing::CreateFolder, new, &error);
    vault.keep_draft(old.draft().as_deref()).map_err(fail)?;
    drop(vault);
    copy_choices(register, new).map_err(fail)?;
    // Read back from the disk: nothing is given up before it is there twice.
    let (mut vault, _) = Vault::open_with(new, &cipher)?;
    for id in &ids {
        if vault.load(*id)? != old.load(*id)? {
            return Err(Fault::Conflict { book: *id, seq: 1 }.into());
        }
    }
    let damaged = vault.verify().iter().filter(|report| !report.problems.is_empty()).count();
    if damaged > 0 {
        return Err(NotConverted::Damaged { meetings: damaged });
    }
    Ok(words)
}

/// Copy what the user chose for the register and what was written into it: rules, templates, settings,
/// papers.
fn copy_choices(from: &Path, to: &Path) -> io::Result<()> {
    for name in ["profiles", "templates", "papers", "settings.toml"] {
        copy(&from.join(name), &to.join(name))?;
    }
    sync_folder(to)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    match fs::metadata(from) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
        Ok(found) if found.is_dir() => {
            make_private_folder(to)?;
            for entry in fs::read_dir(from)? {
                let name = entry?.file_name();
                copy(&from.join(&name), &to.join(&name))?;
            }
            sync_folder(to)
        }
        Ok(_) => {
            fs::copy(from, to)?;
            fs::File::open(to)?.sync_all()
        }
    }
}

/// Let two folders change places, in one step where the disk can.
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    if renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_err() {
        let aside = one.with_extension("thuky-before");
        fs::rename(one, &aside)?;
        if let Err(error) = fs::rename(other, one) {
            fs::rename(&aside, one)?;
            return Err(error);
        }
        fs::rename(&aside, other)?;
    }
    let above = one.parent().unwrap_or(Path::new("."));
    sync_folder(above)
}
