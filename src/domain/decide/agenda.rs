//! Rules on the agenda. Its order is a template, never a constraint.

use super::{moment, require_person, require_session, require_text};
use crate::domain::{AgendaCommand, Fact, Item, ItemId, ItemState, Meeting, Moment, Pen, Refusal};

pub(super) fn decide(
    meeting: &Meeting,
    command: AgendaCommand,
    pen: Pen,
) -> Result<Vec<Fact>, Refusal> {
    let fact = match command {
        AgendaCommand::AddItem { title, presenter, planned } => {
            require_person(meeting, presenter.as_ref())?;
            let title = require_text(title)?;
            Fact::ItemAdded { item: ItemId(meeting.next_id(pen.desk)), title, presenter, planned }
        }
        AgendaCommand::AmendItem { item, title, presenter, planned } => {
            require_item(meeting, item)?;
            require_person(meeting, presenter.as_ref())?;
            Fact::ItemAmended { item, title: require_text(title)?, presenter, planned }
        }
        AgendaCommand::MoveItem { item, place } => {
            require_item(meeting, item)?;
            Fact::ItemMoved { item, place }
        }
        AgendaCommand::RemoveItem { item } => remove(meeting, item)?,
        AgendaCommand::StartItem { item, at } => {
            return start(meeting, item, moment(meeting, at, pen)?);
        }
        AgendaCommand::NextItem { at } => return next(meeting, moment(meeting, at, pen)?),
        AgendaCommand::FinishItem { item, at } => {
            if require_item(meeting, item)?.state != ItemState::Running {
                return Err(Refusal::NotRunning(item));
            }
            Fact::ItemFinished { item, time: moment(meeting, at, pen)? }
        }
        AgendaCommand::SkipItem { item, reason } => match require_item(meeting, item)?.state {
            ItemState::Planned | ItemState::Skipped(_) => Fact::ItemSkipped { item, reason },
            ItemState::Running | ItemState::Done => return Err(Refusal::Started(item)),
        },
    };
    Ok(vec![fact])
}

fn start(meeting: &Meeting, id: ItemId, time: Option<Moment>) -> Result<Vec<Fact>, Refusal> {
    require_session(meeting)?;
    if require_item(meeting, id)?.state == ItemState::Running {
        return Err(Refusal::Running(id));
    }
    let started = Fact::ItemStarted { item: id, time };
    Ok(finish_running(meeting, time).into_iter().chain([started]).collect())
}

fn next(meeting: &Meeting, time: Option<Moment>) -> Result<Vec<Fact>, Refusal> {
    require_session(meeting)?;
    let started = meeting.next_item().map(|item| Fact::ItemStarted { item: item.id, time });
    let facts: Vec<Fact> = finish_running(meeting, time).into_iter().chain(started).collect();
    if facts.is_empty() { Err(Refusal::NoNextItem) } else { Ok(facts) }
}

fn remove(meeting: &Meeting, id: ItemId) -> Result<Fact, Refusal> {
    if !require_item(meeting, id)?.spans.is_empty() {
        return Err(Refusal::Started(id));
    }
    let here = Some(id);
    let used = meeting.notes.iter().any(|note| note.item == here)
        || meeting.indicators.iter().any(|indicator| indicator.item == here)
        || meeting.conclusions.iter().any(|conclusion| conclusion.item == here)
        || meeting.interests.iter().any(|interest| interest.item == here);
    if used { Err(Refusal::HasRecords(id)) } else { Ok(Fact::ItemRemoved { item: id }) }
}

fn finish_running(meeting: &Meeting, time: Option<Moment>) -> Option<Fact> {
    meeting.running().map(|item| Fact::ItemFinished { item: item.id, time })
}

fn require_item(meeting: &Meeting, id: ItemId) -> Result<&Item, Refusal> {
    meeting.item(id).ok_or(Refusal::Gone)
}
