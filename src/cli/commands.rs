//! The subcommands that need no screen.

use std::io::{BufRead, BufReader, Cursor, Write};
use std::path::Path;

use serde_json::{Value, json};

use super::json;
use super::say::{Done, Failed, bytes_of, put, warn, written};
use super::secret::cipher;
use super::shelf::Shelf;
use crate::desk::Desk;
use crate::domain::{
    Command, Detail, Fact, Flag, Meeting, RecordCommand, attendance_doubts, doubts_in,
    doubts_of_future,
};
use crate::journal::{Act, Entry, Journal, Order};
use crate::line;
use crate::papers::Templates;
use crate::profiles::Library;
use crate::register::{BookId, Header, Register};
use crate::settings::{Settings, templates_of};
use crate::shell::now;
use crate::store::{self, BookReport, Notice, Reader, Vault};
use crate::text::{Lang, short_day, width};

/// Print the list of meetings, newest first, under a row that says what stands where.
pub(super) fn list(lang: Lang, register: &Path, as_json: bool) -> Done {
    let mut shelf = Shelf::open(lang, register)?;
    let headers = Register::of(shelf.headers());
    if as_json {
        let all = headers.headers().iter().map(json::meeting).collect();
        return json::print(&Value::Array(all)).map(|()| !shelf.is_damaged());
    }
    let known = |number: &Option<u32>| number.map_or("……".into(), |number| number.to_string());
    let row = |header: &Header| {
        let came = format!("{}/{}", known(&header.attended), known(&header.total));
        let date = short_day(lang, header.date, header.known);
        let stage = lang.stage(header.stage);
        let conclusions = header.conclusions.to_string();
        [header.id.to_string(), date, stage, came, conclusions, header.body.clone()]
    };
    let heads = lang.list_heads().map(str::to_owned);
    let rows = std::iter::once(heads).chain(headers.headers().iter().map(row));
    print_columns(rows.collect())?;
    Ok(!shelf.is_damaged())
}

/// Print rows whose columns are as wide as their widest cell.
fn print_columns<const N: usize>(rows: Vec<[String; N]>) -> Result<(), Failed> {
    // A register without meetings has nothing to head.
    if rows.len() < 2 {
        return Ok(());
    }
    let wide = |place: usize| rows.iter().map(|row| width(&row[place])).max().unwrap_or(0);
    let wide: Vec<usize> = (0..N).map(wide).collect();
    let mut out = std::io::stdout().lock();
    for row in &rows {
        let cells = row.iter().zip(&wide);
        let cells: Vec<String> = cells
            .map(|(cell, wide)| format!("{cell}{}", " ".repeat(wide.saturating_sub(width(cell)))))
            .collect();
        written(writeln!(out, "{}", cells.join("  ").trim_end()))?;
    }
    Ok(())
}

pub(super) fn play(lang: Lang, register: &Path, file: &Path, into: Option<&str>) -> Done {
    // A file is read whole, so that nothing of one that cannot be read is recorded; what another
    // program writes is taken line by line, as it comes.
    let script: Box<dyn BufRead> = if file == Path::new("-") {
        Box::new(BufReader::new(std::io::stdin()))
    } else {
        let bytes = bytes_of(lang, file)?;
        let lines = (1..).zip(bytes.split(|byte| *byte == b'\n'));
        for (number, line) in lines {
            line_of(lang, number, line).map_err(|fault| format!("{}: {fault}", file.display()))?;
        }
        Box::new(Cursor::new(bytes))
    };
    let mut player = Player::open(lang, register, into)?;
    let mut all = true;
    for (number, line) in (1..).zip(script.split(b'\n')) {
        let line = line.map_err(|error| lang.of_file(file, &error))?;
        all &= player.line(number, line_of(lang, number, &line)?)?;
    }
    Ok(all)
}

/// A line of a script as text, without the byte order mark that some editors put before the first.
fn line_of(lang: Lang, number: usize, line: &[u8]) -> Result<&str, String> {
    let text = str::from_utf8(line).map_err(|_| lang.not_utf8(number))?;
    let text = text.trim_end_matches('\r');
    Ok(if number == 1 { text.trim_start_matches('\u{feff}') } else { text })
}

/// A script being played: each line is on disk before it is printed.
struct Player {
    lang: Lang,
    library: Library,
    templates: Templates,
    vault: Vault,
    register: Register,
    book: Option<BookId>,
    journal: Journal,
}

impl Player {
    fn open(lang: Lang, register: &Path, into: Option<&str>) -> Result<Self, String> {
        let mut vault = write(lang, register)?;
        let headers = Register::of(vault.headers());
        let book = into.map(|words| find(lang, &headers, words)).transpose()?;
        let entries = match book {
            Some(book) => vault.load(book).map_err(|fault| lang.fault(&fault))?,
            None => Vec::new(),
        };
        let notices = vault.take_news().notices;
        tell_all(lang, &notices, |book| vault.header(book));
        let library = library(lang, register);
        let templates = templates(lang, register);
        let journal = Journal::of(entries);
        Ok(Self { lang, library, templates, vault, register: headers, book, journal })
    }

    /// Play a line; whether it was accepted.
    fn line(&mut self, number: usize, line: &str) -> Done {
        let orders = match line::parse_with(line, self.journal.meeting(), &self.library) {
            Ok(orders) => orders,
            Err(misread) => return say(number, false, &self.lang.misread(&misread)),
        };
        let ahead = orders.iter().any(looks_ahead);
        for order in orders {
            if self.journal.meeting().clock_ran_back(now().naive_local()) {
                put(&format!("       ? {}", self.lang.words().clock_back))?;
            }
            let before = self.journal.meeting().flagged.clone();
            let mut desk = Desk {
                register: &mut self.register,
                templates: &self.templates,
                book: self.book,
                journal: &mut self.journal,
                writable: true,
            };
            match desk.give(order, now()) {
                Ok(entry) => {
                    self.keep(&entry)?;
                    say(number, true, &self.told(&entry))?;
                    let touched = self.touched(&before);
                    for doubt in self.doubts(&entry).into_iter().chain(touched) {
                        put(&format!("       ? {doubt}"))?;
                    }
                }
                Err(denial) => {
                    let text = self.lang.denial(self.journal.meeting(), &denial);
                    return say(number, false, &self.lang.in_a_line(text));
                }
            }
        }
        let day = self.journal.meeting().date;
        let doubts = if ahead {
            doubts_of_future(line, day)
        } else {
            doubts_in(line, self.journal.meeting().last_day())
        };
        for doubt in doubts {
            put(&format!("       ? {}", self.lang.doubt(&doubt)))?;
        }
        Ok(true)
    }

    /// What speaks against what was just recorded: the numbers of a vote or of the roll, the edition
    /// of the rules.
    fn doubts(&self, entry: &Entry) -> Vec<String> {
        let (lang, meeting) = (self.lang, self.journal.meeting());
        let Act::Did(facts) = &entry.act else { return Vec::new() };
        let of_fact = |fact: &Fact| match fact {
            Fact::VoteTaken(vote) => {
                vote.doubts.iter().map(|doubt| lang.vote_doubt(meeting, doubt)).collect()
            }
            Fact::AttendanceStated { .. } => {
                let doubts = attendance_doubts(meeting);
                doubts.iter().map(|doubt| lang.attendance_doubt(doubt)).collect()
            }
            Fact::MeetingConvened { .. } | Fact::MeetingAmended { .. } => {
                lang.rules_doubt(meeting).into_iter().collect::<Vec<String>>()
            }
            _ => Vec::new(),
        };
        facts.iter().flat_map(of_fact).collect()
    }

    /// The votes that what was just recorded touches, and how.
    fn touched(&self, before: &[Flag]) -> Vec<String> {
        let meeting = self.journal.meeting();
        let flags = meeting.flagged.iter().filter(|flag| !before.contains(flag));
        flags.flat_map(|flag| self.lang.flagged(meeting, flag)).collect()
    }

    fn keep(&mut self, entry: &Entry) -> Result<(), Failed> {
        let entries = std::slice::from_ref(entry);
        let header = |book| Header::of(book, &self.journal);
        let kept = match self.book {
            None => self.vault.create(entries).map(|book| {
                self.book = Some(book);
                self.register.set(header(book));
            }),
            Some(book) => self.vault.keep(book, entries, header(book)),
        };
        kept.map_err(|fault| {
            format!("{}: {}", self.lang.words().not_saved, self.lang.fault(&fault)).into()
        })
    }

    fn told(&self, entry: &Entry) -> String {
        tell(self.lang, self.journal.meeting(), entry)
    }
}

/// Whether the days an order tells lie after the meeting.
fn looks_ahead(order: &Order) -> bool {
    matches!(
        order,
        Order::Do(
            Command::Record(RecordCommand::Assign { .. })
                | Command::State { detail: Detail::NextMeeting, .. }
        )
    )
}

fn tell(lang: Lang, meeting: &Meeting, entry: &Entry) -> String {
    match &entry.act {
        Act::Did(facts) => {
            let told: Vec<String> = facts.iter().map(|fact| lang.fact(meeting, fact)).collect();
            told.join("; ").replace('\n', " ")
        }
        Act::Undid(id) => format!("{} {}", lang.words().undid, id.seq),
        Act::Redid(id) => format!("{} {}", lang.words().redid, id.seq),
    }
}

fn say(number: usize, accepted: bool, text: &str) -> Done {
    let mark = if accepted { "✓" } else { "✗" };
    let mut out = std::io::stdout().lock();
    let told = writeln!(out, "{number:>4}  {mark}  {text}").and_then(|()| out.flush());
    written(told).map(|()| accepted)
}

/// Print the journal of a meeting.
pub(super) fn log(lang: Lang, register: &Path, meeting: &str, as_json: bool) -> Done {
    let mut shelf = Shelf::open(lang, register)?;
    let book = shelf.find(meeting)?;
    let (journal, sound) = shelf.load(book)?;
    let entries = || journal.entries().iter().enumerate();
    let told = |entry: &Entry| tell(lang, journal.meeting(), entry);
    if as_json {
        let all = entries().map(|(index, entry)| json::entry(&journal, index, entry, &told(entry)));
        let all: Vec<Value> = all.collect();
        let document = json!({ "id": book.to_string(), "sound": sound, "entries": all });
        return json::print(&document).map(|()| sound);
    }
    let row = |(index, entry): (usize, &Entry)| {
        let undone = !journal.stands(index) && matches!(entry.act, Act::Did(_));
        let mark = if undone { format!(" ({})", lang.words().undone) } else { String::new() };
        let at = entry.at.format("%Y-%m-%d %H:%M:%S").to_string();
        [entry.seq.to_string(), at, format!("{}{mark}", told(entry))]
    };
    let heads = lang.log_heads().map(str::to_owned);
    print_columns(std::iter::once(heads).chain(entries().map(row)).collect())?;
    Ok(sound)
}

pub(super) fn verify(lang: Lang, register: &Path, as_json: bool) -> Done {
    // Both sides can be checked only by whoever holds the register; the ledgers by anybody.
    let cipher = cipher(lang, register)?;
    let reports = match Vault::open_with(register, &cipher) {
        Ok((mut vault, notices)) => {
            for notice in notices {
                let header = notice.book().and_then(|book| vault.header(book));
                let told = lang.notice(&notice, header);
                // What is printed for a program is one document and nothing else.
                if as_json { warn(told) } else { put(&format!("! {told}"))? }
            }
            vault.verify()
        }
        Err(error) => {
            warn(lang.not_opened(&error));
            let (mut reader, notices) =
                Reader::open_with(register, &cipher).map_err(|error| lang.not_opened(&error))?;
            tell_all(lang, &notices, |book| reader.header(book));
            reader.verify()
        }
    };
    told_reports(lang, &reports, as_json)
}

/// Check an encrypted register by what stands in its files.
pub(super) fn verify_keyless(lang: Lang, register: &Path, as_json: bool) -> Done {
    let reports = store::verify_keyless(register).map_err(|error| lang.not_opened(&error))?;
    warn(lang.words().keyless);
    told_reports(lang, &reports, as_json)
}

/// Print what was found of each book; whether nothing is wrong.
fn told_reports(lang: Lang, reports: &[BookReport], as_json: bool) -> Done {
    if as_json {
        let sound = reports.iter().all(|report| report.problems.is_empty());
        let all: Vec<Value> = reports.iter().map(|one| json::report(lang, one)).collect();
        return json::print(&json!({ "sound": sound, "books": all })).map(|()| sound);
    }
    let mut sound = true;
    let [id, entries, fingerprint, body] = lang.check_heads();
    put(&format!("  {id:<32}  {entries:>7}  {fingerprint:<32}  {body}"))?;
    for report in reports {
        let hash = report.hash.as_deref().unwrap_or("……");
        let mark = if report.problems.is_empty() { "✓" } else { "✗" };
        let docket = report.book == BookId::NONE;
        let body = if docket { lang.words().docket } else { &report.body };
        put(&format!("{mark} {}  {:>7}  {hash}  {body}", report.book, report.entries))?;
        for problem in &report.problems {
            sound = false;
            put(&format!("    {}", lang.problem(problem)))?;
        }
    }
    Ok(sound)
}

/// The templates at hand; files that cannot be read are named, each with its line.
pub(super) fn templates(lang: Lang, register: &Path) -> Templates {
    let (templates, bad) = templates_of(register);
    for bad in bad {
        warn(lang.bad_template(&bad));
    }
    templates
}

/// The settings of the register; if their file cannot be read, that is said.
pub(super) fn settings(lang: Lang, register: &Path) -> Settings {
    let (settings, bad) = Settings::of_register(register);
    if let Some(bad) = bad {
        warn(lang.bad_settings(&bad));
    }
    settings
}

/// The profiles at hand; files that cannot be read are named, each with its line.
pub(super) fn library(lang: Lang, register: &Path) -> Library {
    let (library, bad) = Library::of_register(register);
    for bad in bad {
        warn(lang.bad_profile(&bad));
    }
    library
}

/// Open the register for writing, all of its list read.
pub(super) fn write(lang: Lang, register: &Path) -> Result<Vault, String> {
    let cipher = cipher(lang, register)?;
    let vault = Vault::open_listed_with(register, &cipher);
    let mut vault = vault.map_err(|error| lang.not_opened(&error))?;
    vault.read_pages().map_err(|fault| lang.fault(&fault))?;
    let notices = vault.take_news().notices;
    tell_all(lang, &notices, |book| vault.header(book));
    Ok(vault)
}

/// Tell what was found, each with the meeting it was found in.
pub(super) fn tell_all<'a>(
    lang: Lang,
    notices: &[Notice],
    header: impl Fn(BookId) -> Option<&'a Header>,
) {
    for notice in notices {
        warn(lang.notice(notice, notice.book().and_then(&header)));
    }
}

/// The book that words name: an id or its beginning, a date, or `last`, the meeting of the latest
/// day, which is told on standard error.
pub(super) fn find(lang: Lang, register: &Register, words: &str) -> Result<BookId, String> {
    if words == "last" {
        let last = register.last().ok_or(lang.words().no_meetings)?;
        // Which meeting that is, nobody has to guess.
        warn(format!("last = {} {} {}", last.id, last.date, last.body));
        return Ok(last.id);
    }
    let date = crate::text::parse_date(words, now().date_naive()).ok();
    let named =
        |header: &&Header| Some(header.date) == date || header.id.to_string().starts_with(words);
    let found: Vec<BookId> =
        register.headers().iter().filter(named).map(|header| header.id).collect();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(lang.not_one_meeting(words, 0)),
        many => Err(lang.not_one_meeting(words, many.len())),
    }
}
