//! Registers of many meetings, made in no time.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use thuky::domain::Fact;
use thuky::journal::Act;
use thuky::store::{Notice, Vault, fresh_book, to_json};

use crate::kit;

/// Fill a folder with a register of so many meetings of so many entries, one a day.
///
/// The ledgers are written as they are, and the register builds the rest from them.
pub fn register(folder: &Path, meetings: usize, entries: usize) {
    let journal = kit::journal(8, 47);
    assert_eq!(journal.entries().len(), 60);
    let ledgers = folder.join("ledger");
    fs::create_dir_all(&ledgers).unwrap();
    let first = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
    for (number, day) in (1..=meetings).zip(first.iter_days()) {
        let mut all = journal.entries()[..entries].to_vec();
        let Act::Did(facts) = &mut all[0].act else { unreachable!() };
        let Fact::MeetingConvened { body, date, .. } = &mut facts[0] else { unreachable!() };
        (body.name, *date) = (format!("Chi bộ Thôn {number:05}"), day);
        let book = fresh_book();
        let json = to_json(book, &all).unwrap();
        let lines = json.lines().filter(|line| line.starts_with("    {"));
        let text: String =
            lines.map(|line| line.trim().trim_end_matches(',').to_owned() + "\n").collect();
        fs::write(ledgers.join(format!("{day}_thon-{number}_{book}.jsonl")), text).unwrap();
    }
    let (vault, notices) = Vault::open(folder).unwrap();
    // Store and docket are built from the ledgers, and nothing is lost.
    assert_eq!(vault.headers().len(), meetings);
    assert!(!notices.iter().any(Notice::is_unmended), "{notices:?}");
}
