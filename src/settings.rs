//! What the user chose for a register: `settings.toml` in its folder.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use etcetera::BaseStrategy;
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use crate::papers::{Templates, template};
use crate::profiles::{BadFile, Fault, from_toml, line_of, toml_files};
use crate::text::Lang;

/// The name of the file in the register's folder.
const NAME: &str = "settings.toml";

/// What the user chose; what is not stated is as usual.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The language, where neither the command line nor the environment says one.
    pub lang: Option<LangSetting>,
    pub papers: PapersSettings,
    pub seal: SealSettings,
    pub lock: LockSettings,
    pub typing: TypingSettings,
    pub theme: ThemeSettings,
    /// What a short word stands for in the fields of forms.
    #[serde(deserialize_with = "abbreviations")]
    pub abbreviations: BTreeMap<String, String>,
    keys: BTreeMap<String, Spanned<StatedKeys>>,
    /// The line of each row of keys.
    #[serde(skip)]
    lines: BTreeMap<String, usize>,
}

/// Abbreviations are one word of letters and digits, and stand for something.
fn abbreviations<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<String, String>, D::Error> {
    let stated = BTreeMap::<String, String>::deserialize(from)?;
    for (short, words) in &stated {
        let one_word = !short.is_empty() && short.chars().all(char::is_alphanumeric);
        if !one_word || words.trim().is_empty() {
            return Err(serde::de::Error::custom(format!("abbreviation {short:?} = {words:?}")));
        }
    }
    Ok(stated)
}

/// One key or several.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
enum StatedKeys {
    One(String),
    Several(Vec<String>),
}

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LangSetting {
    Vi,
    En,
}

impl From<LangSetting> for Lang {
    fn from(lang: LangSetting) -> Self {
        match lang {
            LangSetting::Vi => Self::Vi,
            LangSetting::En => Self::En,
        }
    }
}

/// Where papers go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PapersSettings {
    /// The folder; `~` is the user's home.
    pub folder: Option<String>,
}

/// In which colours the screen is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ThemeSettings {
    pub name: ThemeName,
    /// Colours of one's own in place of those of the theme.
    pub text: Option<Colour>,
    pub background: Option<Colour>,
    /// Titles, keys, the border of the pane that has the keys.
    pub accent: Option<Colour>,
    /// What is well: present, carried, saved.
    pub good: Option<Colour>,
    /// What is not.
    pub bad: Option<Colour>,
    /// What is to be looked at: absent with leave.
    pub caution: Option<Colour>,
    /// Borders and remarks.
    pub quiet: Option<Colour>,
}

/// The themes there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThemeName {
    /// Dark or light, as the terminal says of itself.
    #[default]
    Auto,
    Dark,
    Light,
    /// White on black, and nothing that is hard to see.
    Contrast,
    /// No colours: weight and reversal alone.
    Plain,
}

/// A colour: a name such as `cyan` or `lightred`, a number from 0 to 255, or `#rrggbb`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Colour(String);

impl Colour {
    /// Names of colours as terminals have them.
    const NAMES: [&'static str; 17] = [
        "black",
        "red",
        "green",
        "yellow",
        "blue",
        "magenta",
        "cyan",
        "gray",
        "darkgray",
        "lightred",
        "lightgreen",
        "lightyellow",
        "lightblue",
        "lightmagenta",
        "lightcyan",
        "white",
        "reset",
    ];

    /// As it was stated.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Colour {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let digits = text.strip_prefix('#');
        let is_exact = digits
            .is_some_and(|d| d.len() == 6 && d.bytes().all(|digit| digit.is_ascii_hexdigit()));
        if Self::NAMES.contains(&text.as_str()) || text.parse::<u8>().is_ok() || is_exact {
            return Ok(Self(text));
        }
        Err(format!("{text:?}: {}, 0–255, #rrggbb", Self::NAMES.join(", ")))
    }
}

/// How letters become Vietnamese.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TypingSettings {
    /// `telex`, `vni` or `off`; where nothing is stated, Telex on a console that has no input method.
    pub method: Option<Typing>,
    /// `modern` (hoà, uỷ) or `traditional` (hòa, ủy).
    pub tones: Tones,
}

/// How letters become Vietnamese.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Typing {
    #[default]
    Off,
    Telex,
    Vni,
}

impl Typing {
    /// What it is called; nothing while it is off.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "",
            Self::Telex => "Telex",
            Self::Vni => "VNI",
        }
    }

    /// The one a key switches to.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Off => Self::Telex,
            Self::Telex => Self::Vni,
            Self::Vni => Self::Off,
        }
    }
}

/// Where a tone stands in `hoà` and `hòa`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tones {
    /// On the last vowel: `hoà`, `uỷ`, as Party papers up to 2026 have it.
    #[default]
    Modern,
    /// On the first: `hòa`, `ủy`.
    Traditional,
}

/// When the screen of an encrypted register is locked by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LockSettings {
    /// Minutes without a key; 0 for never.
    pub minutes: Option<u32>,
}

/// Minutes without a key after which a screen is locked where nothing is stated: a secretary who
/// listens does not press one for a while.
const LOCK_AFTER: u32 = 15;

/// How seals are signed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SealSettings {
    /// The file of the secretary's private Ed25519 key in OpenSSH form; `~` is the user's home.
    pub key: Option<String>,
}

impl Settings {
    /// The file of a register's settings.
    #[must_use]
    pub fn path(register: &Path) -> PathBuf {
        register.join(NAME)
    }

    /// The settings of a register, and what is wrong with their file, if anything is: then all is
    /// as usual.
    #[must_use]
    pub fn of_register(register: &Path) -> (Self, Option<BadFile>) {
        let path = Self::path(register);
        let source = match fs::read_to_string(&path) {
            Ok(source) => source,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Default::default(),
            Err(error) => {
                let fault = Fault::Unread(error.to_string());
                return (
                    Self::default(),
                    Some(BadFile { path: path.display().to_string(), fault }),
                );
            }
        };
        match from_toml::<Self>(&source) {
            Ok(mut settings) => {
                let line = |(id, keys): (&String, &Spanned<StatedKeys>)| {
                    (id.clone(), line_of(&source, keys.span().start))
                };
                settings.lines = settings.keys.iter().map(line).collect();
                (settings, None)
            }
            Err(fault) => {
                (Self::default(), Some(BadFile { path: path.display().to_string(), fault }))
            }
        }
    }

    /// What is said of keys: which row, which keys, on which line of the file, in its order.
    #[must_use]
    pub fn keys(&self) -> Vec<(String, Vec<String>, usize)> {
        let row = |(id, keys): (&String, &Spanned<StatedKeys>)| {
            let keys = match keys.get_ref() {
                StatedKeys::One(key) => vec![key.clone()],
                StatedKeys::Several(keys) => keys.clone(),
            };
            (id.clone(), keys, self.lines.get(id).copied().unwrap_or(0))
        };
        let mut rows: Vec<_> = self.keys.iter().map(row).collect();
        rows.sort_by_key(|(.., line)| *line);
        rows
    }

    /// The folder papers go to: the one stated, else the user's documents if there is such a
    /// folder, else one inside the register.
    #[must_use]
    pub fn folder(&self, register: &Path) -> PathBuf {
        if let Some(folder) = &self.papers.folder {
            return at_home(folder);
        }
        let documents = home().into_iter().flat_map(|home| {
            [home.join("Documents"), home.join("Tài liệu"), home.join("Tai lieu")]
        });
        let mut documents = documents.filter(|folder| folder.is_dir());
        documents.next().unwrap_or_else(|| register.join("papers"))
    }

    /// After how long without a key the screen of an encrypted register is locked; `None` for never.
    #[must_use]
    pub fn lock_after(&self) -> Option<Duration> {
        let minutes = self.lock.minutes.unwrap_or(LOCK_AFTER);
        (minutes > 0).then(|| Duration::from_secs(u64::from(minutes) * 60))
    }

    /// The file of the key that signs seals, if one is stated.
    #[must_use]
    pub fn key(&self) -> Option<PathBuf> {
        self.seal.key.as_deref().map(at_home)
    }
}

/// The built-in templates and those in the `templates` folder of a register; files that cannot be
/// read, each with the line at fault, are left out and named.
#[must_use]
pub fn templates_of(register: &Path) -> (Templates, Vec<BadFile>) {
    let mut templates = Templates::default();
    let mut bad = Vec::new();
    for (path, source) in toml_files(&register.join("templates")) {
        match source.and_then(|source| template::parse(&source, templates.all())) {
            Ok(template) => templates.add(template),
            Err(fault) => bad.push(BadFile { path, fault }),
        }
    }
    (templates, bad)
}

fn home() -> Option<PathBuf> {
    etcetera::choose_base_strategy().ok().map(|base| base.home_dir().to_owned())
}

fn at_home(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), home()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}

#[cfg(test)]
mod tests {
    use super::Settings;
    use crate::profiles::{Fault, from_toml};

    #[test]
    fn settings_are_read_and_faults_named_by_line() {
        let settings: Result<Settings, Fault> =
            from_toml("[papers]\nfolder = \"/srv/papers\"\n[seal]\nkey = \"/k\"\n");
        let settings = settings.expect("the settings are sound");
        assert_eq!(settings.folder("/r".as_ref()), std::path::PathBuf::from("/srv/papers"));
        assert_eq!(settings.key(), Some("/k".into()));
        let bad: Result<Settings, Fault> = from_toml("[papers]\nfoldr = \"x\"");
        assert!(matches!(bad, Err(Fault::Form { line: 2, .. })));
    }

    #[test]
    fn without_a_file_all_is_as_usual() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(Settings::of_register(folder.path()), (Settings::default(), None));
    }
}
