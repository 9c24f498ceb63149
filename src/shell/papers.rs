//! Writing papers to a folder: whole or not at all, never over another file.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

/// Where papers go: the user's documents if there is such a folder, else beside the register.
pub(super) fn folder(register: &Path) -> PathBuf {
    let home = etcetera::choose_base_strategy().ok().map(|base| base.home_dir().to_owned());
    let documents =
        home.into_iter().flat_map(|home| [home.join("Documents"), home.join("Tài liệu")]);
    documents.into_iter().find(|folder| folder.is_dir()).unwrap_or_else(|| register.join("papers"))
}

/// Write all papers; the paths they have.
pub(super) fn write_all(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<Vec<String>, String> {
    let fail = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    fs::create_dir_all(folder).map_err(|error| fail(folder, error))?;
    let mut written = Vec::new();
    for (name, bytes) in files {
        let path = free(folder, name);
        write(&path, bytes).map_err(|error| fail(&path, error))?;
        written.push(path.display().to_string());
    }
    Ok(written)
}

/// The name, with a number where the plain one is taken.
fn free(folder: &Path, name: &str) -> PathBuf {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "txt"));
    let numbered = (2..).map(|number| format!("{stem} ({number}).{ending}"));
    std::iter::once(name.to_owned())
        .chain(numbered)
        .map(|name| folder.join(name))
        .find(|path| !path.exists())
        .unwrap_or_else(|| folder.join(name))
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let unfinished = path.with_extension("part");
    let mut file = File::create(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    fs::rename(&unfinished, path)
}
