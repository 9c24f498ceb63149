//! Names and numbers of the things a sentence speaks of; `……` for what is no longer there.

use crate::domain::{ConclusionId, ItemId, Meeting, MemberId, NoteId, Person};

const GONE: &str = "……";

pub(super) fn item_title(meeting: &Meeting, item: ItemId) -> &str {
    meeting.item(item).map_or(GONE, |item| &item.title)
}

pub(super) fn member_name(meeting: &Meeting, member: MemberId) -> String {
    match meeting.told_name(&Person::Member(member)) {
        name if name.is_empty() => GONE.to_owned(),
        name => name.into_owned(),
    }
}

/// Names of people, with commas.
pub(super) fn names(meeting: &Meeting, people: &[Person]) -> String {
    people.iter().map(|who| meeting.told_name(who)).collect::<Vec<_>>().join(", ")
}

pub(super) fn note_text(meeting: &Meeting, note: NoteId) -> &str {
    meeting.note(note).map_or(GONE, |note| &note.text)
}

pub(super) fn number_of(meeting: &Meeting, id: ConclusionId) -> usize {
    meeting.number_of(id)
}
