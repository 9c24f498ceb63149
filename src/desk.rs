//! The desk: the one way an order goes, whoever gives it, from the order to the entry it becomes.
//!
//! Knows the register, the meeting in hand and the templates; neither screen nor disk.

#![deny(clippy::wildcard_enum_match_arm)]

use crate::domain::{Command, Detail, Pen};
use crate::journal::{Denial, Entry, Journal, Order};
use crate::papers::Templates;
use crate::register::{BookId, Header, Register, numbered_by};

/// Where orders are given: a register, and the book of it that is in hand.
#[derive(Debug)]
pub struct Desk<'a> {
    pub register: &'a mut Register,
    pub templates: &'a Templates,
    /// The book in hand; `None` while the meeting is not in the register yet.
    pub book: Option<BookId>,
    pub journal: &'a mut Journal,
    /// Somebody else writes the register otherwise, or nobody can.
    pub writable: bool,
}

impl Desk<'_> {
    /// Give an order: the entry it became, which the journal and the register hold from now on, and
    /// which is still to be kept.
    ///
    /// # Errors
    /// A [`Denial`] if the order changes nothing.
    pub fn give(&mut self, order: Order, pen: impl Into<Pen>) -> Result<Entry, Denial> {
        if !self.writable {
            return Err(Denial::ReadOnly);
        }
        let order = match order {
            Order::Do(command) => Order::Do(self.completed(command)?),
            Order::Undo | Order::Redo => order,
        };
        let entry = self.journal.consider(order, pen)?;
        self.journal.push(entry.clone());
        if let Some(book) = self.book {
            self.register.set(Header::of(book, self.journal));
        }
        Ok(entry)
    }

    /// A command with what only the register and the templates know.
    fn completed(&self, command: Command) -> Result<Command, Denial> {
        if let Command::State { detail, text } = command {
            return self.numbered(detail, text);
        }
        // A seal holds whatever becomes of the templates later.
        if command == (Command::Seal { template: String::new() }) {
            return Ok(Command::Seal { template: self.templates.pin(self.journal.meeting()) });
        }
        Ok(command)
    }

    /// A detail, unless it numbers a paper with a number that another meeting has.
    fn numbered(&self, detail: Detail, text: String) -> Result<Command, Denial> {
        let numbers = numbered_by(detail, &text, self.journal.meeting());
        if !numbers.is_empty() {
            // A meeting that is not kept yet shares its id with no other.
            let own = Header::of(self.book.unwrap_or(BookId::NONE), self.journal);
            let yearly = self.templates.yearly(self.journal.meeting());
            if let Some(taken) = self.register.taken(&own, yearly, &numbers).next() {
                return Err(Denial::NumberTaken(taken));
            }
        }
        Ok(Command::State { detail, text })
    }
}
