//! An encrypted register without its key: what can be said of it, which is whether it is damaged.

use std::path::Path;

use super::ledger::{self, Gathered};
use super::series::Heads;
use super::vault::raw_records;
use super::{BookReport, Doing, OpenError, Problem};

/// Check every line and every record of an encrypted register by what stands there: checksums, numbers,
/// and that each follows the one before. What they say stays closed.
///
/// # Errors
/// An [`OpenError`] if the ledgers cannot be read, or the store while somebody else has it.
pub fn verify_keyless(register: &Path) -> Result<Vec<BookReport>, OpenError> {
    let folder = ledger::folder_of(register);
    let fail = |error| OpenError::io(Doing::ReadLedgers, &folder, &error);
    let Gathered { ledgers, unreadable, .. } = ledger::gather(&folder).map_err(fail)?;
    let mut records = raw_records(register)?;
    let mut reports = Vec::new();
    for (series, found) in ledgers {
        let mut report = BookReport::new(series.book, "");
        report.problems.extend(ledger::problems(&found.scan, found.size));
        let mut heads = Heads::default();
        let (mut next, mut prev) = (1, None);
        for link in &found.scan.links {
            if link.seq > next {
                report.problems.push(Problem::LedgerLacks { seq: next });
            } else if prev.is_some_and(|prev| prev != link.prev) {
                report.problems.push(Problem::Differs { seq: link.seq });
            }
            (next, prev) = (link.seq + 1, Some(link.hash));
            heads.0.insert(series.desk, (link.seq, link.hash));
            match records.remove(&(series, link.seq)) {
                Some(Some(prev)) if prev == link.prev => {}
                Some(Some(_)) => report.problems.push(Problem::Differs { seq: link.seq }),
                Some(None) | None => report.problems.push(Problem::StoreLacks { seq: link.seq }),
            }
        }
        let (more, rest) = records.into_iter().partition(|((other, _), _)| *other == series);
        records = rest;
        let lacking = |((_, seq), _)| Problem::LedgerLacks { seq };
        report.problems.extend(std::collections::BTreeMap::into_iter(more).map(lacking));
        let sound = u64::try_from(found.scan.links.len()).unwrap_or(u64::MAX);
        report.ends(sound, &heads);
        reports.push(report);
    }
    for (series, (_, error)) in unreadable {
        let mut report = BookReport::new(series.book, "");
        report.problems.push(Problem::Unreadable { error });
        reports.push(report);
    }
    for ((series, _), _) in records {
        if reports.iter().all(|report| report.book != series.book) {
            let mut report = BookReport::new(series.book, "");
            report.problems.push(Problem::LedgerMissing);
            reports.push(report);
        }
    }
    Ok(reports)
}
