//! The register's own lock, so that the second process learns who holds it.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::Path;

use chrono::{DateTime, Local};

use super::space::private;
use super::{Doing, Holder, OpenError};

/// Holds the register until it is dropped; the system frees it if the process dies.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    register: File,
}

impl Lock {
    /// Take the lock of this folder.
    ///
    /// # Errors
    /// [`OpenError::Held`] with who has it.
    pub(super) fn take(folder: &Path) -> Result<Self, OpenError> {
        let path = folder.join("LOCK");
        let fail = |error: &io::Error| OpenError::io(Doing::Lock, &path, error);
        let mut options = private();
        options.read(true).write(true).create(true).truncate(false);
        let mut file = options.open(&path).map_err(|error| fail(&error))?;
        // The folder as well, since somebody may remove the file under a running program.
        let register = File::open(folder).map_err(|error| fail(&error))?;
        match register.try_lock().and_then(|()| file.try_lock()) {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(OpenError::Held(read_holder(&mut file))),
            Err(TryLockError::Error(error)) => return Err(fail(&error)),
        }
        write_holder(&mut file).map_err(|error| fail(&error))?;
        Ok(Self { file, register })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing alone would leave it held by a child process that is just being started and has
        // a copy of this file for a moment.
        let _ = self.file.unlock();
        let _ = self.register.unlock();
    }
}

fn write_holder(file: &mut File) -> io::Result<()> {
    let host = gethostname::gethostname();
    let text = format!("{}\n{}\n{}\n", std::process::id(), user(), host.to_string_lossy());
    file.set_len(0)?;
    file.rewind()?;
    // A full disk must not keep the register shut: the name is a courtesy.
    match file.write_all(text.as_bytes()) {
        Err(error) if error.kind() == io::ErrorKind::StorageFull => Ok(()),
        other => other,
    }
}

/// What the holder wrote; the time is that of the file, so that no clock is asked here.
fn read_holder(file: &mut File) -> Holder {
    let mut text = String::new();
    let _ = file.read_to_string(&mut text);
    let mut lines = text.lines();
    let pid = lines.next().and_then(|line| line.parse().ok()).unwrap_or(0);
    let mut word = || lines.next().unwrap_or("").to_owned();
    let (user, host) = (word(), word());
    let modified = file.metadata().and_then(|metadata| metadata.modified());
    let since = modified.ok().map(|time| DateTime::<Local>::from(time).fixed_offset());
    Holder { pid, user, host, since }
}

fn user() -> String {
    ["USER", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Lock, OpenError};

    #[test]
    fn the_second_taker_learns_who_holds_the_lock() {
        let folder = tempfile::tempdir().unwrap();
        let lock = Lock::take(folder.path()).unwrap();
        let Err(OpenError::Held(holder)) = Lock::take(folder.path()) else { panic!("not held") };
        assert_eq!(holder.pid, std::process::id());
        assert!(holder.since.is_some());
        // Whoever removes the file takes nothing from the program that holds it.
        std::fs::remove_file(folder.path().join("LOCK")).unwrap();
        assert!(matches!(Lock::take(folder.path()), Err(OpenError::Held(_))));
        drop(lock);
        assert!(Lock::take(folder.path()).is_ok());
    }
}
