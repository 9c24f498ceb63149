//! Writing files without a screen: papers, data, whole periods, and the signature of a seal.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::commands::{settings, templates};
use super::say::{Done, warn, written};
use super::secret::ask;
use super::shelf::Shelf;
use crate::domain::{Meeting, Stage};
use crate::export::write::{Unsigned, read_key, write_all, write_new, write_signature};
use crate::export::{Bundle, KeyError, Wanted};
use crate::papers::data::Table;
use crate::papers::{Format, Paper, PaperKind, Templates, papers_of};
use crate::register::{BookId, Register};
use crate::text::{Lang, Misread, parse_date};

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FormatArg {
    /// For a word processor
    Docx,
    /// For a printer
    Pdf,
    /// For a browser
    Html,
    /// Markdown
    Md,
    /// Plain text, 80 columns
    Txt,
    /// Tables of the roll, the votes and the tasks
    Csv,
    /// The same as a workbook
    Xlsx,
    /// The next meeting and the deadlines
    Ics,
    /// The whole record, to be imported elsewhere
    Json,
}

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// An id or its beginning, a date, or `last`; not with --from and --to
    #[arg(required_unless_present_any = ["from", "to"], conflicts_with_all = ["from", "to"])]
    meeting: Option<String>,
    /// Which papers: minutes, decisions, resolution, conclusions, extract, attendance, ballot,
    /// quality, report, invitation, agenda, sign-in, notice, voting-paper, or all [default: minutes]
    #[arg(long, value_name = "PAPER", value_delimiter = ',')]
    paper: Vec<String>,
    /// The conclusion an extract or the record of a ballot is about, by its number
    #[arg(long, value_name = "N")]
    of: Option<u32>,
    /// In which formats [default: md; with --out: docx,pdf]
    #[arg(long, value_enum, value_delimiter = ',')]
    format: Vec<FormatArg>,
    /// The table a csv holds: roll, votes or tasks [default: all three]
    #[arg(long, value_name = "TABLE")]
    table: Option<String>,
    /// The file or the folder to write to; nothing that exists is overwritten [default: one text
    /// goes to standard output, several files to the folder of papers]
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// All meetings from this day on
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// All meetings up to and with this day
    #[arg(long, value_name = "DAY")]
    to: Option<String>,
}

/// Write files of one meeting, or of all meetings of a period.
pub(super) fn export(lang: Lang, register: &Path, args: &ExportArgs) -> Done {
    let mut shelf = Shelf::open(lang, register)?;
    let templates = templates(lang, register);
    let books = args.books(lang, &mut shelf)?;
    let one = args.one_text(lang)?;
    if let ([book], Some(format), Some(_)) = (books.as_slice(), one, &args.meeting) {
        let bundle = bundle(lang, &mut shelf, &templates, *book)?;
        let written = args.single(lang, &bundle, format)?;
        return Ok(written && !bundle.damaged);
    }
    let folder = args.out.clone().unwrap_or_else(|| settings(lang, register).folder(register));
    let mut all = true;
    for book in books {
        let bundle = bundle(lang, &mut shelf, &templates, book)?;
        all &= !bundle.damaged;
        let (mut wanted, mut lacking) = args.wanted(lang, &bundle)?;
        if args.meeting.is_none() && bundle.meeting.stage == Stage::Planned {
            // Of a meeting that was not held there are data and no papers.
            wanted.retain(|one| !matches!(one, Wanted::Paper(..)));
            lacking.clear();
            warn(named(&bundle, lang.words().not_held));
        }
        all &= lacking.is_empty();
        for why in &lacking {
            warn(named(&bundle, why));
        }
        let done = write_all(lang, &folder, &bundle, &wanted, None, |_| true)?;
        all &= done.unmade.is_empty();
        if !done.boxed.is_empty() {
            all = false;
            warn(lang.boxed(&done.boxed.join("; ")));
        }
        for why in &done.unmade {
            warn(named(&bundle, why));
        }
        let mut out = std::io::stdout().lock();
        for file in done.files {
            written(writeln!(out, "{file}"))?;
        }
    }
    Ok(all)
}

/// What is said of a meeting, with its day and body.
fn named(bundle: &Bundle, what: &str) -> String {
    format!("{} {}: {what}", bundle.meeting.date, bundle.meeting.body.name)
}

impl ExportArgs {
    fn books(&self, lang: Lang, shelf: &mut Shelf) -> Result<Vec<BookId>, String> {
        if let Some(words) = &self.meeting {
            return shelf.find(words).map(|book| vec![book]);
        }
        let register = Register::of(shelf.headers());
        let today = crate::shell::now().date_naive();
        let day = |text: &Option<String>| -> Result<Option<NaiveDate>, String> {
            let day = text.as_ref().map(|text| parse_date(text, today)).transpose();
            day.map_err(|error| lang.misread(&Misread::When(error)))
        };
        let (from, to) = (day(&self.from)?, day(&self.to)?);
        let books: Vec<BookId> = register.between(from, to).map(|header| header.id).collect();
        if books.is_empty() {
            return Err(lang.words().nothing_found.into());
        }
        Ok(books)
    }

    /// The one format asked for, if one file is: it may go to standard output or a file by name.
    fn one_text(&self, lang: Lang) -> Result<Option<FormatArg>, String> {
        // A path without an ending is a folder, there or to be made.
        let to_folder =
            self.out.as_ref().is_some_and(|out| out.is_dir() || out.extension().is_none());
        let one_paper = self.paper.len() < 2 && !self.paper.iter().any(|word| word == "all");
        let format = match (self.format.as_slice(), &self.out) {
            ([], None) => FormatArg::Md,
            ([one], _) => *one,
            ([], Some(out)) if !to_folder && out.extension().is_some() => {
                let ending = out.extension().map(|ending| ending.to_string_lossy().to_lowercase());
                let ending = ending.unwrap_or_default();
                FormatArg::from_str(&ending, true)
                    .map_err(|_| lang.misread(&choice(&ending, FormatArg::value_variants())))?
            }
            _ => return Ok(None),
        };
        let one_table = format != FormatArg::Csv || self.table.is_some();
        Ok((one_paper && one_table && !to_folder).then_some(format))
    }

    /// One file, to standard output or under the name given.
    fn single(&self, lang: Lang, bundle: &Bundle, format: FormatArg) -> Done {
        let mut lacking = Vec::new();
        let wanted = self.of_format(lang, bundle, format, &mut lacking)?;
        if let Some(why) = lacking.into_iter().next() {
            return Err(why.into());
        }
        let [wanted] = wanted.as_slice() else {
            return Err(lang.misread(&Misread::Lacking("--of N")).into());
        };
        let bytes = bundle.bytes(*wanted).map_err(|unmade| unmade.to_string())?;
        let letters = bundle.lacking(*wanted);
        if !letters.is_empty() {
            let letters: Vec<String> = letters.iter().map(char::to_string).collect();
            warn(lang.boxed(&letters.join(" ")));
        }
        let Some(path) = &self.out else {
            let binary = matches!(format, FormatArg::Docx | FormatArg::Pdf | FormatArg::Xlsx);
            if binary && std::io::stdout().is_terminal() {
                return Err(lang.misread(&Misread::Lacking("--out PATH")).into());
            }
            return written(std::io::stdout().lock().write_all(&bytes)).map(|()| true);
        };
        if path.symlink_metadata().is_ok() {
            return Err(format!("{}: {}", path.display(), lang.words().file_exists).into());
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let (name, folder) = (name.unwrap_or_default(), path.parent().unwrap_or(Path::new("")));
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let path = write_new(lang, folder, &name, &bytes)?;
        written(writeln!(std::io::stdout(), "{}", path.display())).map(|()| true)
    }

    /// Every file asked for that there is, and what is said of those that there are not.
    fn wanted(&self, lang: Lang, bundle: &Bundle) -> Result<(Vec<Wanted>, Vec<String>), String> {
        let usual = [FormatArg::Docx, FormatArg::Pdf];
        let formats = if self.format.is_empty() { &usual[..] } else { &self.format };
        let (mut wanted, mut lacking) = (Vec::new(), Vec::new());
        for format in formats {
            wanted.extend(self.of_format(lang, bundle, *format, &mut lacking)?);
        }
        lacking.dedup();
        Ok((wanted, lacking))
    }

    fn of_format(
        &self,
        lang: Lang,
        bundle: &Bundle,
        format: FormatArg,
        lacking: &mut Vec<String>,
    ) -> Result<Vec<Wanted>, String> {
        let paper = match format {
            FormatArg::Csv => return self.tables(lang),
            FormatArg::Xlsx => return Ok(vec![Wanted::Workbook]),
            FormatArg::Ics if bundle.data().contains(&Wanted::Calendar) => {
                return Ok(vec![Wanted::Calendar]);
            }
            FormatArg::Ics => {
                lacking.push(lang.words().no_dates.into());
                return Ok(Vec::new());
            }
            FormatArg::Json => return Ok(vec![Wanted::Record]),
            FormatArg::Docx => Format::Docx,
            FormatArg::Pdf => Format::Pdf,
            FormatArg::Html => Format::Html,
            FormatArg::Md => Format::Md,
            FormatArg::Txt => Format::Txt,
        };
        let papers = self.papers(lang, bundle, lacking)?;
        Ok(papers.into_iter().map(|one| Wanted::Paper(one, paper)).collect())
    }

    fn tables(&self, lang: Lang) -> Result<Vec<Wanted>, String> {
        const WORDS: [(&str, Table); 3] =
            [("roll", Table::Roll), ("votes", Table::Votes), ("tasks", Table::Tasks)];
        let Some(word) = &self.table else {
            return Ok(WORDS.iter().map(|(_, table)| Wanted::Table(*table)).collect());
        };
        let found = WORDS.iter().find(|(name, _)| name == word);
        let choices = WORDS.iter().map(|(name, _)| (*name).to_owned()).collect();
        let unknown = || lang.misread(&Misread::Choice { typed: word.clone(), choices });
        found.map(|(_, table)| vec![Wanted::Table(*table)]).ok_or_else(unknown)
    }

    /// The papers asked for. A word that no paper has is refused; one that this meeting does not have is
    /// lacking.
    fn papers(
        &self,
        lang: Lang,
        bundle: &Bundle,
        lacking: &mut Vec<String>,
    ) -> Result<Vec<Paper>, String> {
        let all = papers_of(&bundle.meeting, &bundle.template);
        let words: Vec<&str> = match self.paper.as_slice() {
            [] => vec![PaperKind::Minutes.word()],
            words => words.iter().map(String::as_str).collect(),
        };
        let of = self.of.map(|number| conclusion(lang, &bundle.meeting, number)).transpose()?;
        let mut papers = Vec::new();
        for word in words {
            if word == "all" {
                papers.extend(&all);
                continue;
            }
            let known = PaperKind::ALL.iter().find(|(_, name)| *name == word);
            let kind = known.map(|(kind, _)| *kind);
            let fits = |paper: &&Paper| {
                Some(paper.kind) == kind && (of.is_none() || paper.of.is_none() || paper.of == of)
            };
            let found: Vec<Paper> = all.iter().filter(fits).copied().collect();
            if found.is_empty() {
                let mut choices: Vec<String> = Vec::new();
                for paper in &all {
                    if !choices.iter().any(|word| word == paper.kind.word()) {
                        choices.push(paper.kind.word().to_owned());
                    }
                }
                let typed = word.to_owned();
                let misread = lang.misread(&Misread::Choice { typed, choices });
                if kind.is_none() {
                    return Err(misread);
                }
                lacking.push(misread);
            }
            papers.extend(found);
        }
        Ok(papers)
    }
}

fn choice(typed: &str, all: &[FormatArg]) -> Misread {
    let names = all.iter().filter_map(ValueEnum::to_possible_value);
    let choices = names.map(|value| value.get_name().to_owned()).collect();
    Misread::Choice { typed: typed.to_owned(), choices }
}

fn conclusion(
    lang: Lang,
    meeting: &Meeting,
    number: u32,
) -> Result<crate::domain::ConclusionId, String> {
    let place = number.checked_sub(1).and_then(|at| usize::try_from(at).ok());
    let found = place.and_then(|at| meeting.conclusions.get(at));
    let of = meeting.conclusions.len();
    found.map(|one| one.id).ok_or_else(|| lang.misread(&Misread::Conclusion { number, of }))
}

fn bundle(
    lang: Lang,
    shelf: &mut Shelf,
    templates: &Templates,
    book: BookId,
) -> Result<Bundle, String> {
    let (journal, sound) = shelf.load(book)?;
    let bundle = Bundle::of(book, &journal, templates).ok_or(lang.words().no_template)?;
    Ok(if sound { bundle } else { bundle.damaged() })
}

#[derive(Debug, Args)]
pub(super) struct SignArgs {
    /// An id or its beginning, a date, or `last`
    meeting: String,
    /// The private Ed25519 key, in OpenSSH form [default: the one of the settings]
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// The folder to write to [default: the folder of papers]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Write what was sealed, and its signature.
pub(super) fn sign(lang: Lang, register: &Path, args: &SignArgs) -> Done {
    let mut shelf = Shelf::open(lang, register)?;
    let book = shelf.find(&args.meeting)?;
    let bundle = bundle(lang, &mut shelf, &templates(lang, register), book)?;
    let settings = settings(lang, register);
    let words = lang.words();
    if bundle.damaged {
        return Err(words.cannot_tell.into());
    }
    let Some(statement) = bundle.statement() else { return Err(words.not_sealed.into()) };
    let path = args.key.clone().or_else(|| settings.key()).ok_or(words.no_key)?;
    let told = |error| lang.key_error(&path.display().to_string(), &error);
    let key = match read_key(&path, None) {
        Err(KeyError::Locked) if std::io::stdin().is_terminal() => {
            let passphrase = ask(lang, words.passphrase)?;
            read_key(&path, Some(passphrase.letters())).map_err(told)?
        }
        read => read.map_err(told)?,
    };
    let folder = args.out.clone().unwrap_or_else(|| settings.folder(register));
    std::fs::create_dir_all(&folder).map_err(|error| lang.of_file(&folder, &error))?;
    let seal = write_new(lang, &folder, &bundle.name(Wanted::Seal), statement.as_bytes())?;
    let signature = write_signature(lang, &bundle, &key, &seal).map_err(|error| match error {
        Unsigned::Key(error) => told(error),
        Unsigned::Disk(why) => why,
    })?;
    let told = format!("{}\n{}", seal.display(), signature.display());
    written(writeln!(std::io::stdout(), "{told}")).map(|()| true)
}
