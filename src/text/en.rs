//! Sentences in English.

use super::{Lang, Misread, WhenError, count, short_date, short_time};
use crate::domain::{
    Class, Doubt, Due, Fact, Kind, Meeting, Missing, Moment, NoteKind, Refusal, Stage, Unit,
    VoteDoubt,
};

use super::lookup::{item_title, member_name, note_text, number_of};

const LANG: Lang = Lang::En;

#[expect(clippy::wildcard_enum_match_arm, reason = "the next table tells the rest")]
pub(super) fn refusal(meeting: &Meeting, refusal: &Refusal) -> String {
    match refusal {
        Refusal::AlreadyConvened => "This meeting has been set up already.".into(),
        Refusal::NotConvened => "There is no meeting yet.".into(),
        Refusal::NotInSession(Stage::Planned) => "The meeting is not open yet: press F7 to open it.".into(),
        Refusal::NotInSession(Stage::InSession) => "The meeting is open already.".into(),
        Refusal::NotInSession(Stage::Closed | Stage::Adopted) => {
            "The meeting is closed. If that was a mistake, Ctrl-Z takes it back.".into()
        }
        Refusal::Adopted => {
            "The minutes are adopted; only corrections can follow. If that was a mistake, press Ctrl-Z.".into()
        }
        Refusal::NotClosed => "The meeting is not closed yet: press F7 to close it.".into(),
        Refusal::NotReadBack => "The minutes were not read back yet: press F8 to read them before adopting.".into(),
        Refusal::Gone => "It is no longer there.".into(),
        Refusal::Empty => "There is no text yet.".into(),
        Refusal::Unchanged => "It is recorded so already.".into(),
        Refusal::Mentioned { name } => {
            format!("{name} is named in the record (chair, secretary, presenter, speaker or owner of a task); amend that first.")
        }
        Refusal::NobodyLeft => "Every name has been called.".into(),
        Refusal::Running(item) => format!("“{}” is under discussion already.", item_title(meeting, *item)),
        Refusal::NotRunning(item) => format!("“{}” is not under discussion.", item_title(meeting, *item)),
        Refusal::Started(item) => format!("“{}” has begun, so it cannot be dropped.", item_title(meeting, *item)),
        Refusal::NoNextItem => "No item of the agenda is left.".into(),
        Refusal::HasRecords(item) => {
            format!("“{}” has notes or conclusions, so it cannot be removed.", item_title(meeting, *item))
        }
        Refusal::Voted { conclusion, time } => {
            let number = number_of(meeting, *conclusion);
            let at = at(*time);
            format!("Conclusion {number} was put to the vote{at}; its text is frozen. If it was recorded wrongly, choose it and press x to annul the record, then vote again.")
        }
        Refusal::NotVoted(id) => format!("Conclusion {} was not put to the vote.", number_of(meeting, *id)),
        Refusal::InFuture { time, now } => {
            format!("{} has not come yet: it is {}.", short_time(*time), short_time(*now))
        }
        Refusal::NoRule => "The rules of this body know no such decision.".into(),
        Refusal::Doubtful(doubts) => {
            let reasons: Vec<String> = doubts.iter().map(|doubt| LANG.vote_doubt(meeting, doubt)).collect();
            let way = if doubts.iter().all(|doubt| matches!(doubt, VoteDoubt::NoQuorum(_))) {
                "Enter again records the numbers, and nothing is decided; or Esc, and F11 goes on informally."
            } else {
                "Mend the numbers, or Enter again to record them as stated."
            };
            format!("{} {way}", reasons.join(" "))
        }
        Refusal::TooManyExceptions { sum, present } => format!(
            "{} Mend the numbers, or type the votes for as announced too.",
            LANG.vote_doubt(meeting, &VoteDoubt::TooMany { sum: *sum, present: *present })
        ),
        Refusal::VotersUnknown { uncalled, .. } if *uncalled > 0 => format!(
            "The roll is open: {uncalled} not called yet. Call it first (in the roll * marks the rest present, _ absent), or record the result without counts."
        ),
        Refusal::VotersUnknown { unclassed, .. } => format!(
            "It is not known who votes: {unclassed} without a class. Type all numbers, or record the result without counts."
        ),
        Refusal::MoreThanAll { value, of } => format!("{value} is more than the total of {of}."),
        Refusal::BeforeOpening { time, opened } => {
            format!("{} is before the opening at {}.", short_time(*time), short_time(*opened))
        }
        other => LANG.proceeding_refusal(meeting, other),
    }
}

pub(super) fn unread(misread: &Misread) -> String {
    match misread {
        Misread::Verb { typed, near } if near.is_empty() => {
            format!("“{typed}” is no command. Type its first letters and press Tab.")
        }
        Misread::Verb { typed, near } => {
            let near: Vec<&str> = near.iter().map(|say| say.en).collect();
            format!("“{typed}” is no command. Perhaps: {}?", near.join(", "))
        }
        Misread::When(WhenError::NoSuchDay(text)) => format!("No calendar has the day {text}."),
        Misread::When(WhenError::NoSuchTime(text)) => format!("No clock shows {text}."),
        Misread::When(WhenError::NoYear(text)) => {
            format!("“{text}” says no year: write the year as well.")
        }
        Misread::When(WhenError::Unreadable(text)) => {
            format!("“{text}” cannot be read: write days as 2023-11-08, times as 14:05.")
        }
        Misread::TooFine { typed, decimals } => {
            let most = match decimals {
                0 => "have no decimals".to_owned(),
                1 => "have 1 decimal".to_owned(),
                _ => format!("have {decimals} decimals"),
            };
            format!(
                "“{typed}”: the weights stated in this meeting {most}. State the finer weight of a member ($) or of all (#) first."
            )
        }
        Misread::Unnumbered { verb, example } => {
            format!("A number is missing, as in: {} {}.", verb.en, example.en)
        }
        Misread::Number(text) => format!("“{text}” is not a whole number, or too large."),
        Misread::Nobody(text) => format!("Nobody here is called “{text}”."),
        Misread::Several { typed, names } => {
            format!(
                "“{typed}” fits {} people: {}. Write one of these names.",
                names.len(),
                names.join(", ")
            )
        }
        Misread::Item { number, of } => format!("The agenda has {of} items, and no item {number}."),
        Misread::Conclusion { number, of } => {
            format!("There are {of} conclusions, and no conclusion {number}.")
        }
        Misread::Choice { typed, choices } => {
            format!("There is no “{typed}”; choose one of: {}.", choices.join(", "))
        }
        Misread::Word { typed, words } => {
            let words: Vec<String> = words.iter().map(|say| LANG.both(*say)).collect();
            format!("There is no “{typed}”; choose one of: {}.", words.join(", "))
        }
        Misread::Wanted(say) => format!("Missing: {}.", LANG.both(*say)),
        Misread::Lacking(what) => format!("Missing: {what}."),
        Misread::Unquoted(text) => {
            format!(
                "Nobody here is called “{text}”; a name of several words is quoted: \"{text}\"."
            )
        }
        Misread::Unclosed(text) => format!("The quotation “{text}” is never closed."),
        Misread::Left(text) => format!("“{text}” fits nowhere."),
        Misread::TooLong { bytes, limit } => format!(
            "The paste is {} bytes long, more than {}; nothing was pasted.",
            count(LANG, *bytes as u64),
            count(LANG, *limit as u64)
        ),
    }
}

pub(super) fn choice_uncounted(name: &str) -> String {
    format!(
        "No number for “{name}”: type 0 if there were none; if nobody stated numbers, i records only who was chosen."
    )
}

pub(super) fn doubt(doubt: &Doubt) -> String {
    match doubt {
        Doubt::Year(text) => {
            format!("“{text}”: the year does not have four digits; kept as typed.")
        }
        Doubt::NoSuchDay(text) => format!("“{text}”: no calendar has this day; kept as typed."),
        Doubt::AfterMeeting(text) => format!("“{text}”: after the meeting; kept as typed."),
        Doubt::NoSuchTime(text) => format!("“{text}”: no clock shows this time; kept as typed."),
        Doubt::BeforeMeeting(text) => format!("“{text}”: before the meeting; kept as typed."),
        Doubt::CodeMismatch { kind, reference, expected } => {
            format!("“{reference}”: {kind} usually has the code {expected}; kept as typed.")
        }
    }
}

pub(super) fn missing(meeting: &Meeting, missing: Missing) -> String {
    match missing {
        Missing::Place => "Place".into(),
        Missing::Locality => "Locality".into(),
        Missing::Number => "Number of the minutes".into(),
        Missing::Quality => "Assessment of the meeting".into(),
        Missing::Class(member) => format!("Whether {} votes", member_name(meeting, member)),
        Missing::Edition => LANG.rules_doubt(meeting).unwrap_or_default(),
        Missing::OpeningTime => "Opening time".into(),
        Missing::ClosingTime => "Closing time".into(),
        Missing::Chair => "Chair".into(),
        Missing::ChairOnRoll(id) => format!(
            "Is the chair {}? Name the chair again, so that a chair's vote is judged as one",
            member_name(meeting, id)
        ),
        Missing::Secretary => "Secretary".into(),
        Missing::Names(count) => format!("Names of {count} members"),
        Missing::ClassSplit => "How many members vote and how many do not".into(),
        Missing::RollCall(count) => format!("Roll call: {count} not called yet"),
        Missing::Figures(place) => {
            let doubts = crate::domain::attendance_doubts(meeting);
            doubts.get(place).map_or_else(|| "……".into(), |doubt| LANG.attendance_doubt(doubt))
        }
        Missing::Reason(member) => format!("Why {} is absent", member_name(meeting, member)),
        Missing::Speaker(note) => format!("Who said “{}”", note_text(meeting, note)),
        Missing::Addressee(note) => {
            format!("To whom the proposal goes: “{}”", note_text(meeting, note))
        }
        Missing::Conclusions => "The chair's conclusions".into(),
        Missing::Vote(id) => format!("Vote on conclusion {}", number_of(meeting, id)),
        Missing::Counts(id) => {
            format!("Counts of the vote on conclusion {}", number_of(meeting, id))
        }
        Missing::Method(id) => format!("How conclusion {} was voted on", number_of(meeting, id)),
        Missing::Review(id) => {
            format!("Whether the vote on conclusion {} stands (= or ~)", number_of(meeting, id))
        }
        Missing::Tasks => "Tasks".into(),
        Missing::Owner(id) => format!("Who carries out conclusion {}", number_of(meeting, id)),
        Missing::Due(id) => format!("Deadline of conclusion {}", number_of(meeting, id)),
        Missing::ReadBack => "Reading the minutes back".into(),
        Missing::Adoption => "Adoption of the minutes".into(),
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the next table tells the rest")]
pub(super) fn fact(meeting: &Meeting, fact: &Fact) -> String {
    match fact {
        Fact::MeetingConvened { body, profile, date, known, .. } => {
            format!(
                "Meeting of {} on {}; rules: {}",
                body.name,
                super::short_day(LANG, *date, *known),
                profile.name
            )
        }
        Fact::DetailStated { detail, text } => {
            let name = LANG.detail(*detail);
            format!("{name}: {text}")
        }
        Fact::ItemAdded { title, presenter, .. } => {
            let presenter = LANG.presented(meeting, presenter.as_ref());
            format!("Item “{title}” added{presenter}")
        }
        Fact::ItemAmended { title, presenter, .. } => {
            let presenter = LANG.presented(meeting, presenter.as_ref());
            format!("Item “{title}” amended{presenter}")
        }
        Fact::ItemMoved { item, place } => {
            format!("“{}” moved to place {}", item_title(meeting, *item), place + 1)
        }
        Fact::ItemRemoved { .. } => "An item removed".into(),
        Fact::ItemStarted { item, time } => {
            format!("“{}” begun{}", item_title(meeting, *item), at(*time))
        }
        Fact::ItemFinished { item, time } => {
            format!("“{}” finished{}", item_title(meeting, *item), at(*time))
        }
        Fact::ItemSkipped { item, .. } => format!("“{}” skipped", item_title(meeting, *item)),
        Fact::NoteTaken(note) => {
            format!("{}{}: {}", note_kind(&note.kind), LANG.spoken(meeting, note), note.text)
        }
        Fact::NoteAmended(note) => {
            format!("Note amended{}: {}", LANG.spoken(meeting, note), note.text)
        }
        Fact::NoteRemoved { .. } => "A note removed".into(),
        Fact::IndicatorReported(found) => {
            format!("Indicator: {} {}", figure(found.value, found.of, found.unit), found.label)
        }
        Fact::IndicatorAmended(found) => {
            format!(
                "Indicator amended: {} {}",
                figure(found.value, found.of, found.unit),
                found.label
            )
        }
        Fact::IndicatorRemoved { .. } => "An indicator removed".into(),
        Fact::ConclusionWritten { text, .. } => format!("Conclusion: {text}"),
        Fact::ConclusionAmended { text, .. } => format!("Conclusion amended: {text}"),
        Fact::ConclusionMoved { place, .. } => format!("A conclusion moved to place {}", place + 1),
        Fact::ConclusionRemoved { .. } => "A conclusion removed".into(),
        Fact::TaskAssigned { conclusion, task } => {
            let owner =
                task.owner.as_ref().map_or("……".into(), |owner| meeting.told_name(owner));
            let due = task.due.as_ref().map_or("……".into(), due);
            let text =
                if task.text.is_empty() { String::new() } else { format!(": {}", task.text) };
            let done = task.done.as_ref().map(|result| format!(", {}", LANG.done(result)));
            let (number, done) = (number_of(meeting, *conclusion), done.unwrap_or_default());
            format!("Conclusion {number} to {owner}, due {due}{done}{text}")
        }
        Fact::VoteTaken(vote) => {
            format!(
                "Vote on conclusion {}: {}",
                number_of(meeting, vote.conclusion),
                LANG.verdict(meeting, vote)
            )
        }
        Fact::VoteAnnulled { reason, .. } if reason.is_empty() => {
            "The record of a vote annulled".into()
        }
        Fact::VoteAnnulled { reason, .. } => format!("The record of a vote annulled: {reason}"),
        Fact::MeetingOpened { time } => format!("Meeting opened{}", at(*time)),
        Fact::MeetingClosed { time } => format!("Meeting closed{}", at(*time)),
        Fact::MinutesRead { time } => format!("Minutes read back{}", at(*time)),
        Fact::CorrectionNoted { text, .. } => format!("Correction: {text}"),
        Fact::MinutesAdopted { time } => format!("Minutes adopted{}", at(*time)),
        other => LANG.proceeding(meeting, other),
    }
}

pub(super) fn class(class: Class) -> String {
    match class {
        Class::Official => "voting member",
        Class::Probationary => "non-voting member",
        Class::Exempt => "exempt from meetings",
        Class::Visiting => "visiting member",
        Class::Away => "away for a time",
        Class::Suspended => "suspended",
    }
    .into()
}

pub(super) fn stage(stage: Stage) -> String {
    match stage {
        Stage::Planned => "planned",
        Stage::InSession => "in session",
        Stage::Closed => "closed",
        Stage::Adopted => "adopted",
    }
    .into()
}

pub(super) fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Regular => "regular",
        Kind::Thematic => "thematic",
        Kind::Extraordinary => "extraordinary",
        Kind::Congress => "congress",
        Kind::Other(name) => name,
    }
    .into()
}

pub(super) fn note_kind(kind: &NoteKind) -> String {
    match kind {
        NoteKind::Information => "information",
        NoteKind::Review => "review",
        NoteKind::Opinion => "opinion",
        NoteKind::Shortcoming => "shortcoming",
        NoteKind::Proposal(_) => "proposal",
        NoteKind::Directive => "directive",
        NoteKind::Citation => "document",
    }
    .into()
}

fn at(time: Option<Moment>) -> String {
    time.map(|time| format!(" at {}", short_time(time))).unwrap_or_default()
}

fn due(due: &Due) -> String {
    match due {
        Due::On(date) => short_date(LANG, *date),
        Due::Words(words) => words.clone(),
    }
}

fn figure(value: u64, of: Option<u64>, unit: Unit) -> String {
    let of = of.map(|of| format!("/{}", count(LANG, of))).unwrap_or_default();
    let percent = if unit == Unit::Percent { "%" } else { "" };
    format!("{}{of}{percent}", count(LANG, value))
}
