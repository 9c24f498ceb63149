//! Writing papers to a folder: whole or not at all, never over another file.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::app::{Writing, Written};
use crate::export::{Bundle, Key, Unmade, Wanted};
use crate::text::Lang;

/// Make and write these files, one after the other. `go_on` hears of each before it is made and
/// may stop the work.
///
/// # Errors
/// What failed, with its path; the files before it are there.
pub(crate) fn write_all(
    folder: &Path,
    bundle: &Bundle,
    wanted: &[Wanted],
    go_on: impl Fn(Writing) -> bool,
) -> Result<Written, String> {
    fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    let mut written = Written { folder: folder.display().to_string(), ..Written::default() };
    for (done, one) in wanted.iter().enumerate() {
        let name = bundle.name(*one);
        if !go_on(Writing { waits: false, done, of: wanted.len(), name: name.clone() }) {
            written.stopped = true;
            break;
        }
        let bytes = bundle.bytes(*one).map_err(|Unmade(why)| format!("{name}: {why}"))?;
        let path = write_new(folder, &name, &bytes)?;
        written.renamed += usize::from(!path.ends_with(&name));
        written.files.push(path.display().to_string());
    }
    Ok(written)
}

/// Sign the seal with the key in this file, and write the signature beside it.
pub(crate) fn sign(lang: Lang, folder: &Path, bundle: &Bundle, key: &Path, written: &mut Written) {
    match signature(lang, bundle, key, None) {
        Ok(signature) => {
            let name = format!("{}.sig", bundle.name(Wanted::Seal));
            match write_new(folder, &name, signature.as_bytes()) {
                Ok(path) => written.files.push(path.display().to_string()),
                Err(error) => written.unsigned = Some(error),
            }
        }
        Err(error) => written.unsigned = Some(error),
    }
}

/// The signature of a seal with the key in a file.
///
/// # Errors
/// Why there is none, for the user.
pub(crate) fn signature(
    lang: Lang,
    bundle: &Bundle,
    key: &Path,
    passphrase: Option<&str>,
) -> Result<String, String> {
    let text = fs::read_to_string(key).map_err(|error| failed(key, &error))?;
    let name = key.display().to_string();
    let told = |error| lang.key_error(&name, &error);
    let key = Key::read(&text, passphrase).map_err(told)?;
    key.sign(&bundle.statement().unwrap_or_default()).map_err(told)
}

/// Write a file under its name, or with a number where that is taken; the path it has.
///
/// # Errors
/// What failed, with its path; nothing is left under the name then.
pub(crate) fn write_new(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, String> {
    // A name of its own, so that two programs writing at once do not meet; a short one, since
    // names may be as long as the disk takes them.
    let unfinished = folder.join(format!(".thuky-{}.part", std::process::id()));
    let made = write(&unfinished, bytes).and_then(|()| place(folder, name, &unfinished));
    made.map_err(|error| {
        let _ = fs::remove_file(&unfinished);
        failed(&folder.join(name), &error)
    })
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Put a whole file under the first free name. A link is made only where nothing is, so that no
/// file is ever replaced; where the disk knows no links, a new file is claimed first.
fn place(folder: &Path, name: &str, unfinished: &Path) -> io::Result<PathBuf> {
    for path in names(name).map(|name| folder.join(name)) {
        match fs::hard_link(unfinished, &path) {
            Ok(()) => {
                fs::remove_file(unfinished)?;
                return Ok(path);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(_) => match File::create_new(&path) {
                Ok(_) => {
                    fs::rename(unfinished, &path)?;
                    return Ok(path);
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            },
        }
    }
    Err(io::Error::from(io::ErrorKind::AlreadyExists))
}

/// The name, and the name with numbers.
fn names(name: &str) -> impl Iterator<Item = String> {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "txt"));
    let (stem, ending) = (stem.to_owned(), ending.to_owned());
    let numbered = (2..10_000).map(move |number| format!("{stem} ({number}).{ending}"));
    std::iter::once(name.to_owned()).chain(numbered)
}

fn failed(path: &Path, error: &io::Error) -> String {
    format!("{}: {error}", path.display())
}

#[cfg(test)]
mod tests {
    use super::write_new;

    #[test]
    fn no_file_is_ever_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = write_new(folder.path(), "a.txt", b"one").expect("written");
        let second = write_new(folder.path(), "a.txt", b"two").expect("written");
        assert_eq!(std::fs::read(first).expect("there"), b"one");
        assert_eq!(second, folder.path().join("a (2).txt"));
        let left = std::fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(left, 2, "nothing unfinished is left");
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("missing");
        let error = write_new(&path, "a.txt", b"one").expect_err("there is no such folder");
        assert!(error.contains("missing"), "{error}");
    }
}
