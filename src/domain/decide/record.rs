//! Rules on what is written down: notes, indicators, conclusions and tasks.

use super::{moment, require_person, require_text};
use crate::domain::{
    Conclusion, ConclusionId, Fact, Indicator, IndicatorId, ItemId, Meeting, Note, NoteId, Pen,
    RecordCommand, Refusal,
};

pub(super) fn decide(
    meeting: &Meeting,
    command: RecordCommand,
    pen: Pen,
) -> Result<Vec<Fact>, Refusal> {
    let fact = match command {
        RecordCommand::TakeNote { item, kind, speaker, text, at } => {
            require_place(meeting, item)?;
            require_person(meeting, speaker.as_ref())?;
            let time = moment(meeting, at, pen)?;
            let (id, text) = (NoteId(meeting.next_id(pen.desk)), require_text(text)?);
            Fact::NoteTaken(Note { id, item, kind, speaker, text, time })
        }
        RecordCommand::AmendNote { note, kind, speaker, text } => {
            require_person(meeting, speaker.as_ref())?;
            let note = meeting.note(note).ok_or(Refusal::Gone)?;
            let text = require_text(text)?;
            Fact::NoteAmended(Note { kind, speaker, text, ..note.clone() })
        }
        RecordCommand::RemoveNote { note } => {
            meeting.note(note).ok_or(Refusal::Gone)?;
            Fact::NoteRemoved { note }
        }
        RecordCommand::Report { item, value, of, unit, label } => {
            require_place(meeting, item)?;
            require_part(value, of)?;
            let (id, label) = (IndicatorId(meeting.next_id(pen.desk)), require_text(label)?);
            Fact::IndicatorReported(Indicator { id, item, value, of, unit, label })
        }
        RecordCommand::AmendIndicator { indicator, value, of, unit, label } => {
            require_part(value, of)?;
            let indicator = meeting.indicator(indicator).ok_or(Refusal::Gone)?;
            let (id, item, label) = (indicator.id, indicator.item, require_text(label)?);
            Fact::IndicatorAmended(Indicator { id, item, value, of, unit, label })
        }
        RecordCommand::RemoveIndicator { indicator } => {
            meeting.indicator(indicator).ok_or(Refusal::Gone)?;
            Fact::IndicatorRemoved { indicator }
        }
        RecordCommand::Conclude { item, text } => {
            require_place(meeting, item)?;
            let conclusion = ConclusionId(meeting.next_id(pen.desk));
            let text = require_text(text)?;
            Fact::ConclusionWritten { conclusion, item, text, time: meeting.live(pen.now()) }
        }
        RecordCommand::AmendConclusion { conclusion, text } => {
            require_unvoted(meeting, conclusion)?;
            Fact::ConclusionAmended { conclusion, text: require_text(text)? }
        }
        RecordCommand::MoveConclusion { conclusion, place } => {
            require_conclusion(meeting, conclusion)?;
            Fact::ConclusionMoved { conclusion, place }
        }
        RecordCommand::RemoveConclusion { conclusion } => {
            require_unvoted(meeting, conclusion)?;
            Fact::ConclusionRemoved { conclusion }
        }
        RecordCommand::Assign { conclusion, task } => {
            require_conclusion(meeting, conclusion)?;
            require_person(meeting, task.owner.as_ref())?;
            Fact::TaskAssigned { conclusion, task }
        }
    };
    Ok(vec![fact])
}

pub(super) fn require_place(meeting: &Meeting, item: Option<ItemId>) -> Result<(), Refusal> {
    match item {
        Some(item) => meeting.item(item).map(|_| ()).ok_or(Refusal::Gone),
        None => Ok(()),
    }
}

fn require_part(value: u64, of: Option<u64>) -> Result<(), Refusal> {
    match of {
        Some(of) if value > of => Err(Refusal::MoreThanAll { value, of }),
        _ => Ok(()),
    }
}

fn require_conclusion(meeting: &Meeting, id: ConclusionId) -> Result<&Conclusion, Refusal> {
    meeting.conclusion(id).ok_or(Refusal::Gone)
}

/// The text that was voted on is frozen with the vote.
fn require_unvoted(meeting: &Meeting, id: ConclusionId) -> Result<(), Refusal> {
    require_conclusion(meeting, id)?;
    match meeting.vote_on(id) {
        Some(vote) => Err(Refusal::Voted { conclusion: id, time: vote.time }),
        None => Ok(()),
    }
}
