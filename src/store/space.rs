//! Room on the disk: how much is free, the reserve that is given up when it runs out, and names
//! made durable.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Below this much free space the user is warned.
pub(super) const LOW: u64 = 50 << 20;

/// Size of the reserve: enough to open the store and keep the last entries.
const RESERVE: usize = 4 << 20;

/// Bytes free for this user on the disk of a folder, if the system says.
pub(super) fn free(folder: &Path) -> Option<u64> {
    let status = rustix::fs::statvfs(folder).ok()?;
    Some(status.f_bavail.saturating_mul(status.f_frsize))
}

/// Put the reserve in place, unless it is there or space is low. Failing to is no error: the
/// reserve is a help, not a need.
pub(super) fn make_reserve(folder: &Path) {
    let path = reserve_path(folder);
    if path.exists() || free(folder).is_some_and(|free| free < LOW) {
        return;
    }
    // Real bytes, since a hole in a file reserves nothing.
    let written = File::create(&path).and_then(|mut file| file.write_all(&vec![0xA5; RESERVE]));
    if written.is_err() {
        let _ = fs::remove_file(&path);
    }
}

/// Give up the reserve; whether there was one.
pub(super) fn give_up_reserve(folder: &Path) -> bool {
    fs::remove_file(reserve_path(folder)).is_ok()
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
