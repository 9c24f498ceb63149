//! What stands for a placeholder of a template, and how papers name people, numbers and times.

use chrono::Datelike;

use super::Writer;
use crate::domain::{Detail, Kind, Known, Moment, Person, Tongue};
use crate::papers::UNKNOWN;
use crate::text::{Lang, count, long_day, long_time, short_day};

impl Writer<'_> {
    /// The words with every placeholder filled; what stands in double brackets falls out with a
    /// placeholder in it that stands for something nobody said.
    pub(super) fn filled(&self, words: &str) -> String {
        let (mut out, mut rest) = (String::new(), words);
        while let Some((before, (optional, behind))) =
            rest.split_once("[[").and_then(|(before, rest)| Some((before, rest.split_once("]]")?)))
        {
            out.push_str(&self.with_values(before));
            let optional = self.with_values(optional);
            if !optional.contains(UNKNOWN) {
                out.push_str(&optional);
            }
            rest = behind;
        }
        out.push_str(&self.with_values(rest));
        // A blank ends a sentence by itself.
        out.replace(&format!("{UNKNOWN}."), UNKNOWN)
    }

    fn with_values(&self, words: &str) -> String {
        let mut out = String::new();
        let mut rest = words;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            if let Some((name, behind)) = after.split_once('}') {
                out.push_str(&self.value(name));
                rest = behind;
            } else {
                out.push('{');
                rest = after;
            }
        }
        out.push_str(rest);
        out
    }

    /// What a placeholder stands for; what nobody said stays unknown.
    fn value(&self, name: &str) -> String {
        let (meeting, lang) = (self.meeting, self.lang);
        let detail =
            |detail| meeting.detail(detail).map_or_else(|| UNKNOWN.to_owned(), String::from);
        let known = |text: &str| if text.is_empty() { UNKNOWN.into() } else { text.to_owned() };
        let turnout = meeting.turnout_at_opening();
        match name {
            "body" => meeting.body.name.clone(),
            "invited" => {
                self.invited.map_or(UNKNOWN.into(), |guest| self.named(&guest.name, &guest.post))
            }
            "superior" => known(&meeting.body.superior),
            "addressee" => known(&self.addressee()),
            "teller" => self.name_of(self.teller()),
            "number" => self.number_of_paper(),
            "code" => self.form.code.clone(),
            "symbol" => self.symbol(),
            "occasion" => self.occasion(),
            "kind" => lang.kind(meeting.kind.as_ref().unwrap_or(&Kind::UNSAID)),
            "date" => short_day(lang, meeting.date, meeting.known),
            "day" => long_day(lang, meeting.date, meeting.known),
            "month" if matches!(meeting.known, Known::Day | Known::Month) => {
                // Two digits for January and February, as everywhere in dates: Nghị định 30/2020/NĐ-CP.
                let month = meeting.date.month();
                if month <= 2 { format!("{month:02}") } else { month.to_string() }
            }
            "year" if meeting.known != Known::Nothing => meeting.date.format("%Y").to_string(),
            "place" => detail(Detail::Place),
            "locality" => detail(Detail::Locality),
            "term" => detail(Detail::Term),
            "opened" => self.time(meeting.opened),
            "closed" => self.time(meeting.closed),
            "chair" => self.name_of(meeting.chair.as_ref()),
            "chair-post" => self.post_of_chair(),
            "chair-title" => self.title_of_chair(),
            "secretary-title" => self.title_of_secretary(),
            "minutes-number" => self.number_of_minutes(),
            "secretary" => self.name_of(meeting.secretary.as_ref()),
            "total" => self.people(turnout.total),
            "present" => match turnout.attended {
                None => self.shares_present(),
                attended => self.people(attended),
            },
            "came" => turnout.attended.map_or(UNKNOWN.into(), |number| self.number(number)),
            "of" => turnout.total.map_or(UNKNOWN.into(), |number| self.number(number)),
            "share" => self.share().unwrap_or_else(|| UNKNOWN.into()),
            _ => UNKNOWN.into(),
        }
    }

    /// A person as papers name them: form of address, name, post.
    pub(super) fn person(&self, who: Option<&Person>) -> String {
        match who {
            None => UNKNOWN.into(),
            Some(Person::Named(words)) => words.clone(),
            Some(who) if self.meeting.name_of(who).is_empty() => UNKNOWN.into(),
            Some(who) => self.named(self.meeting.name_of(who), self.meeting.post_of(who)),
        }
    }

    /// The post of somebody who is named for the first time; later the name says who it is.
    pub(super) fn post_once<'a>(&self, name: &str, post: &'a str) -> &'a str {
        let first = post.is_empty() || self.mentioned.borrow_mut().insert(name.to_owned());
        if first { post } else { "" }
    }

    pub(super) fn name_of(&self, who: Option<&Person>) -> String {
        let name = who.map_or("", |who| self.meeting.name_of(who));
        if name.is_empty() { UNKNOWN.into() } else { name.to_owned() }
    }

    pub(super) fn named(&self, name: &str, post: &str) -> String {
        let post = self.post_once(name, post);
        // Words that describe a group begin small; a form of address is for names.
        let described = name.chars().next().is_some_and(char::is_lowercase);
        let address = if described { "" } else { &self.template.address };
        match (self.lang, post.is_empty()) {
            (_, true) => format!("{address}{name}"),
            (Lang::Vi, false) => format!("{address}{name} - {post}"),
            (Lang::En, false) => format!("{name} ({post})"),
        }
    }

    pub(super) fn people(&self, number: Option<u32>) -> String {
        let number = number.map_or(UNKNOWN.into(), |number| self.number(number));
        if self.is_party() { format!("{number} {}", self.template.address.trim()) } else { number }
    }

    pub(super) fn is_party(&self) -> bool {
        self.template.tongue == Tongue::PartyVietnamese
    }

    pub(super) fn number(&self, number: u32) -> String {
        count(self.lang, u64::from(number))
    }

    pub(super) fn time(&self, time: Option<Moment>) -> String {
        time.map_or_else(|| self.words.unsaid_time.clone(), |time| long_time(self.lang, time))
    }
}
