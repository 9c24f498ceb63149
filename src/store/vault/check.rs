//! The full check of a register, as it is on disk now.

use std::collections::BTreeMap;

use super::Vault;
use super::book::{Chain, Slot};
use super::records::records;
use crate::domain::Fact;
use crate::register::{BookId, DocketFact};
use crate::store::codec::Kept;
use crate::store::docket::DOCKET;
use crate::store::ledger;
use crate::store::series::{Heads, Series};
use crate::store::weigh::{Records, weigh};
use crate::store::{BookReport, Fault, Problem};

impl Vault {
    /// Check every byte of every book on both sides, as they are on disk now.
    #[must_use]
    pub fn verify(&mut self) -> Vec<BookReport> {
        let pages = self.read_pages();
        let ids: Vec<BookId> = self.books.keys().copied().collect();
        let checked = ids.into_iter().try_for_each(|id| self.ready(id).map(|_| ()));
        let docket = self.docket.files();
        let docketed = if docket.is_empty() { Ok(()) } else { self.check_docket(docket) };
        let opened = self.store().map(|_| ());
        let fault = pages.and(checked).and(docketed).and(opened).err();
        let books = self.books.iter();
        let mut reports: Vec<BookReport> =
            books.map(|(id, slot)| self.verify_book(*id, slot, fault.as_ref())).collect();
        if !self.docket.chains.is_empty() {
            let report = BookReport::new(DOCKET, "");
            reports.push(self.verify_chains::<DocketFact>(report, &self.docket.chains));
        }
        reports
    }

    fn verify_book(&self, id: BookId, slot: &Slot, fault: Option<&Fault>) -> BookReport {
        let mut report = BookReport::new(id, &slot.header().body);
        let Slot::Ready(book) = slot else {
            let error = fault.map(ToString::to_string).unwrap_or_default();
            report.problems.push(Problem::Unreadable { error });
            return report;
        };
        let unsealed = book.broken.as_ref().and_then(|broken| broken.unsealed);
        report.problems.extend(unsealed.map(|entries| Problem::SealDiffers { entries }));
        let unreadable = book.broken.as_ref().and_then(|broken| broken.unreadable.clone());
        if let Some(error) = unreadable {
            report.problems.push(Problem::Unreadable { error });
            return report;
        }
        if book.chains.is_empty() {
            report.problems.push(Problem::Gap { from: 1, to: book.header.entries });
        }
        self.verify_chains::<Fact>(report, &book.chains)
    }

    fn verify_chains<F: Kept>(
        &self,
        mut report: BookReport,
        chains: &BTreeMap<u8, Chain>,
    ) -> BookReport {
        let id = report.book;
        let found = self.store.as_deref().map(|store| records(store, id)).transpose();
        let mut found = found.unwrap_or_else(|error| {
            report.problems.push(Problem::Unreadable { error: error.to_string() });
            None
        });
        let (mut sound, mut heads) = (0, Heads::default());
        for (desk, chain) in chains {
            let series = Series { book: id, desk: *desk };
            let entries = found.as_mut().and_then(|found| found.remove(desk)).unwrap_or_default();
            let records = Records { entries, head: Some(chain.head) };
            let path = chain.ledger.as_ref().map(|ledger| &ledger.path);
            let bytes = path.and_then(|path| ledger::read(path).ok()).map(|text| text.bytes);
            if bytes.is_none() && self.cabinet.is_some() {
                report.problems.push(Problem::LedgerMissing);
            }
            let no_ledger = bytes.is_none();
            let bytes = bytes.unwrap_or_default();
            let scan = ledger::scan(series, &bytes);
            report.problems.extend(ledger::problems(&scan, bytes.len()));
            let weighed = weigh::<F>(&self.cipher(), series, &bytes, &scan, &records);
            let lacks = |problem: &Problem| matches!(problem, Problem::LedgerLacks { .. });
            let problems = weighed.problems(true).into_iter();
            report.problems.extend(problems.filter(|problem| !(no_ledger && lacks(problem))));
            sound += weighed.count();
            heads.0.insert(*desk, weighed.head());
        }
        report.ends(sound, &heads);
        report
    }
}
