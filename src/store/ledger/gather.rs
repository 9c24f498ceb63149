//! The ledgers of a folder by what stands in them, whatever their names are.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::line::{Scan, scan, series_in};
use super::name::{SUFFIX, series_of};
use super::text;
use crate::store::series::Series;

/// What was found in a folder of ledgers.
#[derive(Debug, Default)]
pub(in crate::store) struct Gathered {
    pub(in crate::store) ledgers: BTreeMap<Series, Gathering>,
    /// Files with the name of a ledger that cannot be read, and what the system says.
    pub(in crate::store) unreadable: BTreeMap<Series, (PathBuf, String)>,
    /// Files that say nowhere which meeting they are of.
    pub(in crate::store) strays: Vec<PathBuf>,
}

/// The ledger of a series.
#[derive(Debug)]
pub(in crate::store) struct Gathering {
    /// The file that has the most sound lines.
    pub(in crate::store) path: PathBuf,
    /// The file that has the name of the series, if it is another: damaged, or of another series.
    pub(in crate::store) named: Option<PathBuf>,
    /// Whether any file has the name of the series.
    pub(in crate::store) is_named: bool,
    pub(in crate::store) scan: Scan,
    /// Length of its text, unfinished end included.
    pub(in crate::store) size: usize,
    /// Its text is in another form than this program writes.
    pub(in crate::store) foreign: bool,
}

/// Look into every file of a folder that may be a ledger. No folder, no ledgers.
pub(in crate::store) fn gather(folder: &Path) -> io::Result<Gathered> {
    let mut gathered = Gathered::default();
    let mut names: BTreeMap<Series, PathBuf> = BTreeMap::new();
    for path in files(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let named = series_of(&name);
        let read = match (text::read(&path), named) {
            (Ok(read), _) => read,
            (Err(error), Some(series)) => {
                gathered.unreadable.insert(series, (path, error.to_string()));
                continue;
            }
            (Err(_), None) => {
                gathered.strays.push(path);
                continue;
            }
        };
        names.extend(named.map(|series| (series, path.clone())));
        let Some(series) = series_in(&read.bytes).or(named) else {
            gathered.strays.push(path);
            continue;
        };
        let scan = scan(series, &read.bytes);
        let (size, foreign) = (read.bytes.len(), read.foreign);
        let found = Gathering { path, named: None, is_named: false, scan, size, foreign };
        let better = |other: &Gathering| {
            (found.scan.links.len(), named == Some(series))
                > (other.scan.links.len(), other.is_named)
        };
        if gathered.ledgers.get(&series).is_none_or(better) {
            let is_named = named == Some(series);
            gathered.ledgers.insert(series, Gathering { is_named, ..found });
        }
    }
    for (series, ledger) in &mut gathered.ledgers {
        if !ledger.is_named {
            ledger.named = names.get(series).cloned();
        }
    }
    // A file whose name is right and whose contents are gone hides no good one.
    gathered.unreadable.retain(|series, _| !gathered.ledgers.contains_key(series));
    Ok(gathered)
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(SUFFIX) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
