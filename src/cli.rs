//! The command line: its definitions and its subcommands.

mod commands;
mod export;
mod help;
mod json;
mod judge;
mod rules;
mod say;
mod secret;
mod shelf;
mod templates;
mod verify;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use etcetera::BaseStrategy;

use self::say::{Done, arguments, warn, written};
use crate::app::Look;
use crate::settings::Settings;
use crate::shell;
use crate::text::Lang;

/// The meeting secretary's terminal program: agenda, roll call, votes and minutes, every fact on
/// disk the moment it is said.
///
/// Without a subcommand it opens the register on the screen. Press ? there for help.
#[derive(Debug, Parser)]
#[command(name = "thuky", version, max_term_width = 100)]
pub struct Cli {
    /// Folder of the register [default: `thuky` in the platform's data folder]
    #[arg(long, global = true, env = "THUKY_REGISTER", value_name = "DIR")]
    register: Option<PathBuf>,

    /// Language, vi or en [default: by settings.toml, then by the locale]
    #[arg(
        long,
        global = true,
        env = "THUKY_LANG",
        value_enum,
        hide_env = true,
        hide_possible_values = true
    )]
    lang: Option<LangArg>,

    /// Draw borders and marks in ASCII only [default: where the locale is not UTF-8]
    #[arg(long, global = true)]
    ascii: bool,

    #[command(subcommand)]
    command: Option<Sub>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LangArg {
    Vi,
    En,
}

#[derive(Debug, Subcommand)]
enum Sub {
    /// Open a throw-away register with a sample: an invented body, one meeting in session
    Demo,
    /// List the meetings, newest first
    List {
        /// One JSON document for other programs
        #[arg(long)]
        json: bool,
    },
    /// Run a script in the line language and print what each line did
    ///
    /// Each line is on disk before it is printed. Exit status 0 if every line was accepted, 1 if
    /// some were not; lines after a refused one still run. A script that begins with `convene`
    /// (`triệu tập`) makes a new meeting.
    Play {
        /// The script, or - for standard input
        file: PathBuf,
        /// Play into this meeting instead of a new one (an id or its beginning, a date, `last`)
        #[arg(long, value_name = "MEETING")]
        into: Option<String>,
    },
    /// Write papers and data of a meeting, or of all meetings of a period
    Export(Box<export::ExportArgs>),
    /// Take in a meeting that was exported as JSON
    ///
    /// Nothing is imported if the file was cut, changed, or differs from what the register holds.
    Import {
        /// The file
        file: PathBuf,
    },
    /// Sign what was sealed, so that `ssh-keygen -Y verify` proves it
    Sign(export::SignArgs),
    /// Print the journal of a meeting: every fact with its time
    Log {
        /// An id or its beginning, a date, or `last`
        meeting: String,
        /// One JSON document for other programs
        #[arg(long)]
        json: bool,
    },
    /// Check every meeting of the register, byte by byte, or whether a file belongs to it
    Verify {
        /// A paper (docx, pdf, html) or a record (json) to hold against the register
        file: Option<PathBuf>,
        /// Check an encrypted register without its passphrase: whether it is whole, not what it says
        #[arg(long, conflicts_with = "file")]
        keyless: bool,
        /// One JSON document for other programs
        #[arg(long)]
        json: bool,
    },
    /// Encrypt the register, with a passphrase and 24 words for a paper
    ///
    /// Everything is written anew beside the register, read back, and takes its place in one step.
    /// What an encrypted register does not hide is in docs/storage.md.
    Encrypt {
        /// A file with the new passphrase in its first line, in place of a question
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
    /// Write an encrypted register as a plain one again
    Decrypt,
    /// Change the passphrase of an encrypted register
    Passphrase {
        /// A file with the new passphrase in its first line, in place of a question
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
    /// Judge counts by a body's rules, without a meeting
    ///
    /// Prints the arithmetic step by step, or JSON. Exit status 0 if it carried, 1 if it did not
    /// or nobody can say, 2 if the arguments cannot be read.
    Judge(Box<judge::JudgeArgs>),
    /// List the rules at hand, print a built-in profile, or check a file of your own
    ///
    /// A profile in the `profiles` folder of the register stands beside the built-in ones, or in
    /// place of one with the same id and day.
    Rules {
        /// A built-in profile to print as TOML, to copy and change
        profile: Option<String>,
        /// A profile to check; errors name the line
        #[arg(long, value_name = "FILE", conflicts_with = "profile")]
        check: Option<PathBuf>,
        /// One JSON document for other programs
        #[arg(long, conflicts_with = "profile")]
        json: bool,
    },
    /// List the templates of papers, print a built-in one, or check a file of your own
    ///
    /// A template in the `templates` folder of the register says only what is different from the
    /// built-in one it names as its base.
    Templates {
        /// A built-in template to print as TOML
        template: Option<String>,
        /// A template to check; errors name the line
        #[arg(long, value_name = "FILE", conflicts_with = "template")]
        check: Option<PathBuf>,
    },
    /// Print a completion script for a shell
    Completions {
        /// The shell: bash, elvish, fish, powershell or zsh
        #[arg(hide_possible_values = true)]
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
    /// Print the list of keys as Markdown
    #[command(hide = true)]
    Keys,
}

/// Run the program; its exit code.
pub fn main() -> ExitCode {
    let asked = help::command(asked_lang()).try_get_matches();
    let cli = match asked.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => return refused(&error),
    };
    let register = cli.register.clone().or_else(default_register);
    let lang = match cli.lang {
        Some(LangArg::Vi) => Lang::Vi,
        Some(LangArg::En) => Lang::En,
        None => lang_of(register.as_deref()),
    };
    if !shell::clock_is_set(std::time::SystemTime::now()) {
        warn(lang.words().clock_unset);
        return ExitCode::from(2);
    }
    let Some(register) = register else {
        warn(lang.words().no_home);
        return ExitCode::from(2);
    };
    match run(lang, cli.ascii, register, cli.command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failed) => {
            warn(failed.told(lang));
            ExitCode::from(2)
        }
    }
}

/// Do what the subcommand says; without one, open the register on the screen.
fn run(lang: Lang, ascii: bool, register: PathBuf, command: Option<Sub>) -> Done {
    match command {
        None => on_screen(lang, ascii, register, false),
        Some(Sub::Demo) => on_screen(lang, ascii, register, true),
        Some(Sub::List { json }) => commands::list(lang, &register, json),
        Some(Sub::Play { file, into }) => commands::play(lang, &register, &file, into.as_deref()),
        Some(Sub::Export(args)) => export::export(lang, &register, &args),
        Some(Sub::Import { file }) => verify::import(lang, &register, &file),
        Some(Sub::Sign(args)) => export::sign(lang, &register, &args),
        Some(Sub::Log { meeting, json }) => commands::log(lang, &register, &meeting, json),
        Some(Sub::Verify { keyless: true, json, .. }) => {
            commands::verify_keyless(lang, &register, json)
        }
        Some(Sub::Verify { file: None, json, .. }) => commands::verify(lang, &register, json),
        Some(Sub::Verify { file: Some(file), json, .. }) => {
            verify::file(lang, &register, &file, json)
        }
        Some(Sub::Encrypt { new_passphrase_file }) => {
            secret::encrypt(lang, &register, new_passphrase_file.as_deref())
        }
        Some(Sub::Decrypt) => secret::decrypt(lang, &register),
        Some(Sub::Passphrase { new_passphrase_file }) => {
            secret::passphrase(lang, &register, new_passphrase_file.as_deref())
        }
        Some(Sub::Templates { template, check }) => {
            templates::list(lang, &register, template.as_deref(), check.as_deref())
        }
        Some(Sub::Judge(args)) => judge::run(lang, &register, shell::now().date_naive(), *args),
        Some(Sub::Rules { profile, check, json }) => {
            rules::rules(lang, &register, profile.as_deref(), check.as_deref(), json)
        }
        Some(Sub::Completions { shell }) => {
            // It panics where it cannot write.
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "thuky", &mut script);
            written(std::io::stdout().write_all(&script)).map(|()| true)
        }
        Some(Sub::Man) => {
            let page = help::manual(lang);
            written(page.and_then(|page| std::io::stdout().write_all(&page))).map(|()| true)
        }
        Some(Sub::Keys) => {
            written(write!(std::io::stdout(), "{}", crate::app::keys_page())).map(|()| true)
        }
    }
}

/// Arguments that cannot be read, or help that was asked for.
fn refused(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        return written(error.print()).map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS);
    }
    let _ = write!(std::io::stderr(), "{}", arguments(asked_lang(), error));
    ExitCode::from(2)
}

/// The language asked for by arguments that cannot be read as a whole.
fn asked_lang() -> Lang {
    let words: Vec<String> =
        std::env::args_os().map(|word| word.to_string_lossy().into()).collect();
    let value = |name: &str| {
        let after = words.iter().zip(words.iter().skip(1)).find(|(word, _)| *word == name);
        let joined = words.iter().find_map(|word| word.strip_prefix(name)?.strip_prefix('='));
        after.map(|(_, value)| value.clone()).or_else(|| joined.map(str::to_owned))
    };
    match value("--lang").or_else(|| std::env::var("THUKY_LANG").ok()).as_deref() {
        Some("vi") => Lang::Vi,
        Some("en") => Lang::En,
        _ => {
            let named = value("--register").or_else(|| std::env::var("THUKY_REGISTER").ok());
            lang_of(named.map(PathBuf::from).or_else(default_register).as_deref())
        }
    }
}

fn on_screen(lang: Lang, ascii: bool, register: PathBuf, sample: bool) -> Done {
    use std::io::IsTerminal;
    if !std::io::stdout().is_terminal() {
        return Err(lang.words().no_terminal.into());
    }
    let look = Look { ascii: ascii || !locale_is_utf8(), colour: wants_colour() };
    match shell::run(shell::Start { lang, look, register, sample }) {
        Ok(0) => Ok(true),
        Ok(status) => std::process::exit(status),
        Err(error) => Err(lang.system(&error.to_string()).into()),
    }
}

fn default_register() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.data_dir().join("thuky"))
}

/// The locale in force, by the order in which libraries look for it.
fn locale(names: &[&str]) -> String {
    let set = names.iter().filter_map(|name| std::env::var(name).ok());
    set.into_iter().find(|value| !value.is_empty()).unwrap_or_default()
}

/// The language that a register's settings state, else that of the locale.
fn lang_of(register: Option<&Path>) -> Lang {
    let stated = register.and_then(|register| Settings::of_register(register).0.lang);
    let by_locale = || Lang::of_locale(&locale(&["LC_ALL", "LC_MESSAGES", "LANG"]));
    stated.map_or_else(by_locale, Lang::from)
}

fn locale_is_utf8() -> bool {
    let locale = locale(&["LC_ALL", "LC_CTYPE", "LANG"]).to_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

fn wants_colour() -> bool {
    let unset = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    unset && std::env::var("TERM").is_ok_and(|term| term != "dumb")
}
