//! Every form that a meeting has.

use super::{BoxForm, BusinessForm, Purpose, SeatForm};
use crate::domain::{Attendee, Meeting, Presence};

impl Purpose {
    /// What there is a form for, in a meeting or without one.
    #[must_use]
    pub fn all(meeting: Option<&Meeting>) -> Vec<Self> {
        let mut all = vec![Self::NewMeeting, Self::Period];
        let Some(meeting) = meeting else { return all };
        all.extend([
            Self::Details,
            Self::StatedAttendance,
            Self::AddMember,
            Self::AddGuest,
            Self::AddItem,
            Self::AmendMeeting,
            Self::Informal(true),
            Self::Informal(false),
            Self::Pause,
            Self::Resume,
            Self::Opening,
            Self::Closing,
            Self::Correction,
            Self::OpenCorrection,
            Self::Numbers,
            Self::Seat(SeatForm::CoOpt),
        ]);
        let over_vote =
            [BoxForm::Ruling, BoxForm::Together, BoxForm::Void, BoxForm::Elected, BoxForm::Manner];
        all.extend(over_vote.map(Self::Box));
        let items = meeting.items.iter().map(|item| Some(item.id));
        for item in items.chain([None]) {
            all.extend([
                Self::AddNote(item),
                Self::AddIndicator(item),
                Self::AddConclusion(item),
                Self::Business(BusinessForm::AddMotion(item)),
                Self::Business(BusinessForm::AddSlate(item)),
            ]);
            all.extend(item.into_iter().flat_map(|id| [Self::EditItem(id), Self::SkipItem(id)]));
        }
        for member in &meeting.members {
            all.push(Self::EditMember(member.id));
            let seats = [SeatForm::Interest, SeatForm::Seat, SeatForm::Rate];
            all.extend(seats.map(|form| Self::Seat(form(member.id))));
            all.extend(Self::of_attendee(Attendee::Member(member.id)));
        }
        for guest in &meeting.guests {
            all.push(Self::EditGuest(guest.id));
            all.extend(Self::of_attendee(Attendee::Guest(guest.id)));
        }
        all.extend(meeting.notes.iter().map(|note| Self::EditNote(note.id)));
        all.extend(meeting.indicators.iter().map(|one| Self::EditIndicator(one.id)));
        for id in meeting.conclusions.iter().map(|conclusion| conclusion.id) {
            let forms = [Self::EditConclusion, Self::Task, Self::Annul, Self::Method];
            all.extend(forms.map(|form| form(id)));
            let business = [
                BusinessForm::EditMotion,
                BusinessForm::Dispose,
                BusinessForm::Split,
                BusinessForm::Nominate,
                BusinessForm::TakeOff,
                BusinessForm::Tellers,
                BusinessForm::Draw,
            ];
            all.extend(business.map(|form| Self::Business(form(id))));
        }
        all
    }

    fn of_attendee(who: Attendee) -> impl Iterator<Item = Self> {
        let marks =
            [Presence::Present, Presence::Late, Presence::Left, Presence::Back, Presence::Remote];
        let marks = marks.map(|presence| Self::MarkTime(who, presence));
        std::iter::once(Self::Absence(who)).chain(marks)
    }
}
