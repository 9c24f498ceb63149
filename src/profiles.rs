//! Rule profiles as data: TOML in, [`Profile`] out, chosen by body and date.
//!
//! The built-in profiles and those a user puts into the register's `profiles` folder are of one
//! form; a user's profile stands in for a built-in one of the same id and day.

mod read;

use std::fs;
use std::path::Path;

use chrono::NaiveDate;

use crate::domain::Profile;

pub use read::{
    BASES, CHAIRS, DECISIONS, Fault, METHODS, TIES, base, decision, decision_word, parse,
    threshold, threshold_word,
};

/// Built-in profiles by file name.
pub const BUILT_IN: [(&str, &str); 17] = [
    ("party-cell-2021", include_str!("profiles/party-cell-2021.toml")),
    ("party-cell-2025", include_str!("profiles/party-cell-2025.toml")),
    ("party-congress-2014", include_str!("profiles/party-congress-2014.toml")),
    ("party-congress-2024", include_str!("profiles/party-congress-2024.toml")),
    ("youth-union", include_str!("profiles/youth-union.toml")),
    ("hoi-dong", include_str!("profiles/board-vi.toml")),
    ("company-board", include_str!("profiles/company-board.toml")),
    ("shareholders-2014", include_str!("profiles/shareholders-2014.toml")),
    ("shareholders-2020", include_str!("profiles/shareholders-2020.toml")),
    ("board", include_str!("profiles/board-en.toml")),
    ("general-meeting", include_str!("profiles/general-meeting.toml")),
    ("society", include_str!("profiles/society.toml")),
    ("town-council", include_str!("profiles/town-council.toml")),
    ("city-council", include_str!("profiles/city-council.toml")),
    ("association", include_str!("profiles/association.toml")),
    ("works-council", include_str!("profiles/works-council.toml")),
    ("double-majority", include_str!("profiles/double-majority.toml")),
];

/// The built-in rules by their names, in the order in which they are offered.
pub const IDS: [&str; 14] = [
    "party-cell",
    "party-congress",
    "youth-union",
    "hoi-dong",
    "company-board",
    "shareholders",
    "board",
    "general-meeting",
    "society",
    "town-council",
    "city-council",
    "association",
    "works-council",
    "double-majority",
];

/// Words in the name of a body that tell by which rules it most likely meets, most telling first.
const TELLING: [(&str, &str); 13] = [
    ("chi bo", "party-cell"),
    ("chi doan", "youth-union"),
    ("dai hoi dong co dong", "shareholders"),
    ("co dong", "shareholders"),
    ("cong ty", "company-board"),
    ("shareholders", "general-meeting"),
    ("plc", "general-meeting"),
    ("works council", "works-council"),
    ("town council", "town-council"),
    ("verein", "association"),
    ("association", "society"),
    ("society", "society"),
    ("club", "society"),
];

/// The rules of a body where nobody says which: told by its name, else the general ones of the
/// language. A Party cell's rules are taken for nothing but a Party cell.
#[must_use]
pub fn usual_for(body: &str, vietnamese: bool) -> &'static str {
    let words = crate::domain::fold(body);
    let found = TELLING.iter().find(|(telling, _)| words.contains(telling));
    found.map_or(if vietnamese { "hoi-dong" } else { "board" }, |(_, id)| id)
}

/// A profile file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadFile {
    /// Its path as it was opened.
    pub path: String,
    pub fault: Fault,
}

/// The TOML files of a folder in the order of their names, each with its path and what is in it. No
/// folder, no files.
#[must_use]
pub fn toml_files(folder: &Path) -> Vec<(String, Result<String, Fault>)> {
    let Ok(folder) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = folder.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    let read =
        |path: &Path| fs::read_to_string(path).map_err(|error| Fault::Unread(error.to_string()));
    paths.iter().map(|path| (path.display().to_string(), read(path))).collect()
}

/// What a TOML file says.
///
/// # Errors
/// What the reader says against it, with the line.
pub fn from_toml<T: serde::de::DeserializeOwned>(source: &str) -> Result<T, Fault> {
    toml::from_str(source).map_err(|error| {
        let line = error.span().map_or(1, |span| line_of(source, span.start));
        Fault::Form { line, message: error.message().to_owned() }
    })
}

/// The line, from 1, on which a byte of a text stands.
#[must_use]
pub fn line_of(source: &str, offset: usize) -> usize {
    1 + source.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}

/// All profiles at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Library {
    profiles: Vec<Profile>,
}

impl Default for Library {
    /// The built-in profiles.
    fn default() -> Self {
        let profiles = BUILT_IN.iter().filter_map(|(_, source)| parse(source).ok()).collect();
        Self { profiles }
    }
}

impl Library {
    /// The built-in profiles and those of a register; files that cannot be read, each with the
    /// line at fault, are left out and named.
    #[must_use]
    pub fn of_register(register: &Path) -> (Self, Vec<BadFile>) {
        let mut library = Self::default();
        let mut bad = Vec::new();
        for (path, source) in toml_files(&register.join("profiles")) {
            match source.and_then(|source| parse(&source)) {
                Ok(profile) => library.add(profile),
                Err(fault) => bad.push(BadFile { path, fault }),
            }
        }
        (library, bad)
    }

    /// Take a profile in; it stands in for one of the same id and day.
    pub fn add(&mut self, profile: Profile) {
        let same =
            |other: &Profile| other.id == profile.id && other.valid_from == profile.valid_from;
        self.profiles.retain(|other| !same(other));
        self.profiles.push(profile);
    }

    /// The ids under which profiles are chosen, in the order of the menus.
    #[must_use]
    pub fn ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        for profile in &self.profiles {
            if !ids.contains(&profile.id.as_str()) {
                ids.push(&profile.id);
            }
        }
        ids
    }

    /// All versions of all profiles.
    #[must_use]
    pub fn all(&self) -> &[Profile] {
        &self.profiles
    }

    /// The version of a profile in force on a day: the latest that is valid by then, else the
    /// oldest.
    #[must_use]
    pub fn in_force(&self, id: &str, date: NaiveDate) -> Option<Profile> {
        let versions = || self.profiles.iter().filter(|profile| profile.id == id);
        let valid = versions().filter(|profile| profile.valid_from <= date);
        let chosen = valid.max_by_key(|profile| profile.valid_from);
        chosen.or_else(|| versions().min_by_key(|profile| profile.valid_from)).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::{BUILT_IN, Library, parse};

    #[test]
    fn every_built_in_name_is_listed() {
        assert_eq!(Library::default().ids(), super::IDS);
    }

    #[test]
    fn every_built_in_profile_is_sound() {
        for (name, source) in BUILT_IN {
            let profile = parse(source);
            assert!(profile.is_ok(), "{name}: {profile:?}");
        }
        assert_eq!(Library::default().all().len(), BUILT_IN.len());
    }

    #[test]
    fn the_meeting_s_date_chooses_the_version() {
        let library = Library::default();
        let from = |year, month, day| {
            let date = chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
            library.in_force("party-cell", date).map(|profile| profile.valid_from.to_string())
        };
        assert_eq!(from(2023, 11, 8).as_deref(), Some("2021-07-30"));
        assert_eq!(from(2026, 11, 22).as_deref(), Some("2025-05-26"));
        assert_eq!(from(2010, 1, 1).as_deref(), Some("2021-07-30"));
    }

    #[test]
    fn a_profile_of_the_user_stands_in_for_the_one_of_its_day() {
        let mut library = Library::default();
        let mut own = library.all()[0].clone();
        own.name = "Của chúng tôi".into();
        library.add(own.clone());
        assert_eq!(library.in_force(&own.id, own.valid_from), Some(own));
        assert_eq!(library.all().len(), BUILT_IN.len());
    }
}
