//! Room on the disk: how much is free, the reserve that is given up when it runs out, and names
//! made durable.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

/// Below this much free space the user is warned.
pub(super) const LOW: u64 = 50 << 20;

/// Size of the reserve: enough to open the store and keep the last entries.
const RESERVE: usize = 4 << 20;

/// Bytes free for this user on the disk of a folder, if the system says.
pub(super) fn free(folder: &Path) -> Option<u64> {
    let status = rustix::fs::statvfs(folder).ok()?;
    Some(status.f_bavail.saturating_mul(status.f_frsize))
}

/// Ways to open a file of a register: nobody else reads what it creates, whatever the umask, and no
/// link that somebody planted is followed.
pub(super) fn private() -> OpenOptions {
    let mut options = File::options();
    let no_link = i32::try_from(OFlags::NOFOLLOW.bits()).unwrap_or_default();
    options.mode(0o600).custom_flags(no_link);
    options
}

/// Make a folder that nobody else may enter, whatever the umask; those above it as usual.
pub(super) fn make_private_folder(folder: &Path) -> io::Result<()> {
    if let Some(above) = folder.parent().filter(|above| !above.as_os_str().is_empty()) {
        fs::create_dir_all(above)?;
    }
    DirBuilder::new().mode(0o700).create(folder)
}

/// Let nobody else read a folder that another library made.
pub(super) fn make_private(folder: &Path) {
    let _ = fs::set_permissions(folder, Permissions::from_mode(0o700));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => make_private(&entry.path()),
            Ok(kind) if kind.is_file() => {
                let _ = fs::set_permissions(entry.path(), Permissions::from_mode(0o600));
            }
            Ok(_) | Err(_) => {}
        }
    }
}

/// Put the reserve in place, unless it is there or space is low. Failing to is no error: the
/// reserve is a help, not a need.
pub(super) fn make_reserve(folder: &Path) {
    let path = reserve_path(folder);
    if fs::symlink_metadata(&path).is_ok() || free(folder).is_some_and(|free| free < LOW) {
        return;
    }
    // Real bytes, since a hole in a file reserves nothing.
    let created = private().write(true).create_new(true).open(&path);
    let written = created.and_then(|mut file| file.write_all(&vec![0xA5; RESERVE]));
    if written.is_err() {
        let _ = fs::remove_file(&path);
    }
}

/// Give up the reserve; whether there was one.
pub(super) fn give_up_reserve(folder: &Path) -> bool {
    fs::remove_file(reserve_path(folder)).is_ok()
}

/// Put a file in the place of another, or of none, in one step. Returns when it is durable.
pub(super) fn replace_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let mut file = private().write(true).create(true).truncate(true).open(&part)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(part, path)
}

/// Make the names in a folder durable.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    File::open(folder)?.sync_all()
}

/// The first of `<path>.<word>-1`, `<path>.<word>-2`… that does not exist yet.
pub(super) fn set_aside_name(path: &Path, word: &str) -> PathBuf {
    let mut number = 1u32;
    loop {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".{word}-{number}"));
        let candidate = PathBuf::from(name);
        if !candidate.exists() {
            return candidate;
        }
        number += 1;
    }
}

fn reserve_path(folder: &Path) -> PathBuf {
    folder.join("reserve")
}
