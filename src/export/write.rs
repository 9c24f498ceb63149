//! Writing papers to a folder: whole or not at all, never over another file.

use std::fs::{self, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;

use super::{Bundle, Key, KeyError, Unmade, Wanted};
use crate::text::Lang;

/// What the name of a file begins and ends with while it is being written.
const PREFIX: &str = ".thuky-";
const SUFFIX: &str = ".part";

/// How far the writing has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Writing {
    /// What begins once everything of the meeting is on disk; empty once it has begun.
    pub waiting: Vec<Wanted>,
    pub done: usize,
    pub of: usize,
    /// The file under way.
    pub name: String,
}

/// What came of the writing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub folder: String,
    pub files: Vec<String>,
    /// Files that were there already, the same to the byte.
    pub there: usize,
    /// Files that had another name because theirs was taken.
    pub renamed: usize,
    /// The user stopped it: only these files are there.
    pub stopped: bool,
    /// Why the seal was not signed, if it should have been.
    pub unsigned: Option<String>,
    /// Files that show a box for some letters, each with those.
    pub boxed: Vec<String>,
    /// Files that could not be made, each with why; the others are there.
    pub unmade: Vec<String>,
}

/// Make and write these files, one after the other. `go_on` hears of each before it is made and
/// may stop the work. With a key, the seal is signed where it is among the files.
///
/// # Errors
/// What the disk refused, with its path; the files before it are there.
pub(crate) fn write_all(
    lang: Lang,
    folder: &Path,
    bundle: &Bundle,
    wanted: &[Wanted],
    key: Option<&Path>,
    go_on: impl Fn(Writing) -> bool,
) -> Result<Written, String> {
    fs::create_dir_all(folder).map_err(|error| lang.of_file(folder, &error))?;
    remove_leftovers(folder);
    let mut written = Written { folder: folder.display().to_string(), ..Written::default() };
    for (done, one) in wanted.iter().enumerate() {
        let name = bundle.name(*one);
        let of = wanted.len();
        if !go_on(Writing { done, of, name: name.clone(), ..Writing::default() }) {
            written.stopped = true;
            break;
        }
        let bytes = match bundle.bytes(*one) {
            Ok(bytes) => bytes,
            // One that cannot be made never keeps the others back.
            Err(Unmade(why)) => {
                written.unmade.push(format!("{name}: {why}"));
                continue;
            }
        };
        let letters = bundle.lacking(*one);
        if !letters.is_empty() {
            let letters: Vec<String> = letters.iter().map(char::to_string).collect();
            written.boxed.push(format!("{name}: {}", letters.join(" ")));
        }
        // A file that says the very same is there already: a second one would only confuse.
        let same = written_before(folder, &name, &bytes);
        written.there += usize::from(same.is_some());
        let path = same.map_or_else(|| write_new(lang, folder, &name, &bytes), Ok)?;
        written.renamed += usize::from(!path.ends_with(&name));
        written.files.push(path.display().to_string());
        if let (Wanted::Seal, Some(key)) = (one, key) {
            match signed(lang, bundle, key, &path) {
                Ok(path) => written.files.push(path.display().to_string()),
                Err(why) => written.unsigned = Some(why),
            }
        }
    }
    Ok(written)
}

/// Sign the seal with the key in a file, and write the signature beside the seal in `path`.
fn signed(lang: Lang, bundle: &Bundle, key: &Path, path: &Path) -> Result<PathBuf, String> {
    let told = |error| lang.key_error(&key.display().to_string(), &error);
    let key = read_key(key, None).map_err(told)?;
    write_signature(lang, bundle, &key, path).map_err(|error| match error {
        Unsigned::Key(error) => told(error),
        Unsigned::Disk(why) => why,
    })
}

/// Why a signature is not there.
pub(crate) enum Unsigned {
    Key(KeyError),
    Disk(String),
}

/// The signature of a seal, beside the file the seal was written to and named after it.
pub(crate) fn write_signature(
    lang: Lang,
    bundle: &Bundle,
    key: &Key,
    seal: &Path,
) -> Result<PathBuf, Unsigned> {
    let statement = bundle.statement().unwrap_or_default();
    let signature = key.sign(&statement).map_err(Unsigned::Key)?;
    let name = seal.file_name().map(|name| name.to_string_lossy().into_owned());
    let folder = seal.parent().unwrap_or(Path::new("."));
    let name = format!("{}.sig", name.unwrap_or_default());
    write_new(lang, folder, &name, signature.as_bytes()).map_err(Unsigned::Disk)
}

/// The key in a file.
pub(crate) fn read_key(path: &Path, passphrase: Option<&str>) -> Result<Key, KeyError> {
    let text = fs::read_to_string(path).map_err(|error| KeyError::Unreadable(error.to_string()))?;
    Key::read(&text, passphrase)
}

/// Write a file under its name, or with a number where that is taken; the path it has.
///
/// # Errors
/// What failed, with its path; nothing is left under the name then.
pub(crate) fn write_new(
    lang: Lang,
    folder: &Path,
    name: &str,
    bytes: &[u8],
) -> Result<PathBuf, String> {
    let made = unfinished(folder, bytes).and_then(|file| place(folder, name, file));
    made.map_err(|error| lang.of_file(&folder.join(name), &error))
}

/// How long an unfinished file must have been left alone before it is taken for a leftover: no export
/// takes so long for one file.
const LEFT: Duration = Duration::from_mins(10);

/// Remove what an export that was killed left unfinished.
fn remove_leftovers(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let old = entry.metadata().and_then(|found| found.modified());
        let old = old.is_ok_and(|time| time.elapsed().is_ok_and(|since| since > LEFT));
        if old && name.starts_with(PREFIX) && name.ends_with(SUFFIX) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The bytes on disk under a name nobody else has; gone again if it is dropped.
fn unfinished(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    // As readable as any file the user makes; the mask of the user still applies.
    builder.prefix(PREFIX).suffix(SUFFIX).permissions(Permissions::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Put a whole file under the first free name; nothing is ever replaced.
fn place(folder: &Path, name: &str, mut file: NamedTempFile) -> io::Result<PathBuf> {
    for path in names(name).map(|name| folder.join(name)) {
        match file.persist_noclobber(&path) {
            Ok(_) => return Ok(path),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => file = error.file,
            Err(error) => return Err(error.error),
        }
    }
    Err(io::Error::from(io::ErrorKind::AlreadyExists))
}

/// The file with these very bytes, under the name or the name with a number.
fn written_before(folder: &Path, name: &str, bytes: &[u8]) -> Option<PathBuf> {
    let taken = names(name).map(|name| folder.join(name)).take_while(|path| path.exists());
    let mut same = taken.filter(|path| fs::read(path).is_ok_and(|there| there == bytes));
    same.next()
}

/// The name, and the name with numbers.
fn names(name: &str) -> impl Iterator<Item = String> {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "txt"));
    let (stem, ending) = (stem.to_owned(), ending.to_owned());
    let numbered = (2..10_000).map(move |number| format!("{stem} - {number}.{ending}"));
    std::iter::once(name.to_owned()).chain(numbered)
}

#[cfg(test)]
mod tests {
    use super::{Lang, write_new, written_before};

    #[test]
    fn no_file_is_ever_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = write_new(Lang::En, folder.path(), "a.txt", b"one").expect("written");
        let second = write_new(Lang::En, folder.path(), "a.txt", b"two").expect("written");
        assert_eq!(std::fs::read(first).expect("there"), b"one");
        assert_eq!(second, folder.path().join("a - 2.txt"));
        let left = std::fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(left, 2, "nothing unfinished is left");
    }

    #[test]
    fn the_same_file_is_found_under_any_of_its_names() {
        let folder = tempfile::tempdir().expect("a folder");
        for bytes in [b"one", b"two"] {
            write_new(Lang::En, folder.path(), "a.txt", bytes).expect("written");
        }
        let found = written_before(folder.path(), "a.txt", b"two");
        assert_eq!(found, Some(folder.path().join("a - 2.txt")));
        assert_eq!(written_before(folder.path(), "a.txt", b"six"), None);
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("missing");
        let error =
            write_new(Lang::En, &path, "a.txt", b"one").expect_err("there is no such folder");
        assert!(error.contains("missing"), "{error}");
    }
}
