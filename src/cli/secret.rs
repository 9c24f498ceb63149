//! The passphrase of an encrypted register, asked for by a command; and the commands that encrypt a
//! register, decrypt it, and change its passphrase.

use std::fs::File;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::time::Duration;

use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::Signals;

use super::say::{Done, put, text_of, warn};
use crate::store::{
    Cipher, Key, NotConverted, NotUnlocked, Passphrase, change, convert, is_locked, unlock,
};
use crate::text::Lang;

/// Names the file that has the passphrase, for scripts that nobody sits at.
const FILE: &str = "THUKY_PASSPHRASE_FILE";

/// How often a passphrase is asked for.
const TRIES: u32 = 3;

/// Fewest letters of a new passphrase.
const LETTERS: usize = 10;

/// How the register is encrypted, whose passphrase is asked for if it is.
pub(super) fn cipher(lang: Lang, register: &Path) -> Result<Cipher, String> {
    if !is_locked(register) {
        return Ok(Cipher::default());
    }
    key(lang, register).map(|key| key.cipher())
}

/// The key of an encrypted register.
fn key(lang: Lang, register: &Path) -> Result<Key, String> {
    if let Some(path) = std::env::var_os(FILE).map(PathBuf::from) {
        let said = first_line(lang, &path)?;
        return unlock(register, said.letters()).map_err(|why| lang.not_unlocked(&why, 0));
    }
    for wrong in 1..=TRIES {
        let said = ask(lang, lang.words().register_passphrase)?;
        match unlock(register, said.letters()) {
            Ok(key) => return Ok(key),
            Err(NotUnlocked::Wrong) if wrong < TRIES => {
                let seconds = 1 << wrong;
                warn(lang.not_unlocked(&NotUnlocked::Wrong, seconds));
                std::thread::sleep(Duration::from_secs(seconds));
            }
            Err(why) => return Err(lang.not_unlocked(&why, 0)),
        }
    }
    Err(lang.not_unlocked(&NotUnlocked::Wrong, 0))
}

fn first_line(lang: Lang, path: &Path) -> Result<Passphrase, String> {
    let text = text_of(lang, path)?;
    Ok(Passphrase::of(text.lines().next().unwrap_or_default()))
}

/// The terminal is given back at a signal from the first question on.
static ONCE: Once = Once::new();

/// Ask for a secret on the terminal, which shows nothing of it. A signal gives the terminal back as
/// it was before it ends the program.
pub(super) fn ask(lang: Lang, label: &str) -> Result<Passphrase, String> {
    if !std::io::stdin().is_terminal() {
        return Err(lang.words().no_passphrase.into());
    }
    let tell = |error: std::io::Error| lang.system(&error.to_string());
    let mut heard = Ok(());
    ONCE.call_once(|| heard = give_back_at_a_signal());
    heard.map_err(tell)?;
    let said = rpassword::prompt_password(format!("{label}: "));
    said.map(|said| Passphrase::of(&said)).map_err(tell)
}

/// From now on a signal that ends the program gives the terminal back as it is now.
fn give_back_at_a_signal() -> std::io::Result<()> {
    let terminal = File::options().read(true).write(true).open("/dev/tty")?;
    let before = tcgetattr(&terminal)?;
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM])?;
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            let _ = tcsetattr(&terminal, OptionalActions::Now, &before);
            let _ = writeln!(&terminal);
            std::process::exit(128 + signal);
        }
    });
    Ok(())
}

/// A new passphrase, said twice.
fn new_passphrase(lang: Lang, file: Option<&Path>) -> Result<Passphrase, String> {
    let words = lang.words();
    let said = match file {
        Some(path) => first_line(lang, path)?,
        None => ask(lang, words.new_passphrase)?,
    };
    if said.letters().chars().count() < LETTERS {
        return Err(lang.short_passphrase(LETTERS));
    }
    if file.is_none() && ask(lang, words.passphrase_again)? != said {
        return Err(words.passphrases_differ.into());
    }
    Ok(said)
}

/// Encrypt a register, and print the words that open it if the passphrase is forgotten.
pub(super) fn encrypt(lang: Lang, register: &Path, file: Option<&Path>) -> Done {
    if is_locked(register) {
        return Err(lang.words().encrypted_already.into());
    }
    let passphrase = new_passphrase(lang, file)?;
    let words = convert(register, &Cipher::default(), Some(passphrase.letters()));
    let words = words.map_err(|why| not_converted(lang, why))?.unwrap_or_default();
    put(lang.words().encrypted_now)?;
    put("")?;
    let words: Vec<&str> = words.split(' ').collect();
    for (row, four) in words.chunks(4).enumerate() {
        let numbered = (4 * row + 1..).zip(four);
        let row: Vec<String> =
            numbered.map(|(number, word)| format!("{number:>2} {word:<9}")).collect();
        put(&format!("  {}", row.join("  ").trim_end()))?;
    }
    put("")?;
    put(lang.words().recovery_words)?;
    Ok(true)
}

/// Write a register as one that anybody reads who may read its files.
pub(super) fn decrypt(lang: Lang, register: &Path) -> Done {
    if !is_locked(register) {
        return Err(lang.words().not_encrypted_here.into());
    }
    let key = key(lang, register)?;
    convert(register, &key.cipher(), None).map_err(|why| not_converted(lang, why))?;
    put(lang.words().decrypted_now)?;
    Ok(true)
}

/// Change the passphrase of an encrypted register.
pub(super) fn passphrase(lang: Lang, register: &Path, file: Option<&Path>) -> Done {
    if !is_locked(register) {
        return Err(lang.words().not_encrypted_here.into());
    }
    let key = key(lang, register)?;
    let new = new_passphrase(lang, file)?;
    change(register, &key, new.letters()).map_err(|why| lang.not_unlocked(&why, 0))?;
    put(lang.words().passphrase_changed)?;
    Ok(true)
}

fn not_converted(lang: Lang, why: NotConverted) -> String {
    match why {
        NotConverted::NotOpened(error) => lang.not_opened(&error),
        NotConverted::Fault(fault) => lang.fault(&fault),
        NotConverted::Key(why) => lang.not_unlocked(&why, 0),
        NotConverted::Damaged { meetings } => lang.damaged_meetings(meetings),
    }
}
