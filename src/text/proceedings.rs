//! Motions, ballots, seats and quorum in words: what happened, and why something is refused.

use super::lookup::{item_title, member_name, number_of};
use super::votes::say;
use super::{Lang, as_weight, short_time};
use crate::domain::{
    Conduct, Fact, Fate, Gone, Meeting, Motion, MotionKind, Mover, Note, NoteKind, Paper, Person,
    Procedure, SeatChange,
};

impl Lang {
    /// What happened about motions, ballots, seats and quorum; `None` for other facts.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the next table tells the rest")]
    pub(super) fn proceeding(self, meeting: &Meeting, fact: &Fact) -> String {
        let lang = self;
        if let Some(told) = self.attendance_fact(meeting, fact) {
            return told;
        }
        let number = |id| number_of(meeting, id);
        match fact {
            Fact::MotionMade { motion, .. } => self.motion(meeting, motion),
            Fact::MotionAmended { conclusion, mover, seconders, condition, .. } => {
                let number = number(*conclusion);
                let told = self.moved(meeting, mover.as_ref(), seconders, condition);
                let told = told.trim_start_matches(", ");
                let told = if told.is_empty() { "……" } else { told };
                say!(
                    lang,
                    "Sửa thông tin kiến nghị {number}: {told}",
                    "Mover and seconders of {number} amended: {told}"
                )
            }
            Fact::MotionDisposed { conclusion, fate, .. } => {
                let (number, fate) = (number(*conclusion), self.fate(meeting, fate));
                say!(lang, "Nội dung {number}: {fate}", "Question {number}: {fate}")
            }
            Fact::ConclusionReopened { conclusion } => {
                let number = number(*conclusion);
                say!(lang, "Xem xét lại nội dung {number}", "Question {number} is reconsidered")
            }
            Fact::SlateMade { slate, .. } => {
                let (count, seats) = (slate.choices.len(), slate.seats);
                say!(
                    lang,
                    "{count} lựa chọn, chọn {seats}",
                    "choices: {count}, to be chosen: {seats}"
                )
            }
            Fact::Nominated { conclusion, choice } => {
                let (number, name) = (number(*conclusion), &choice.name);
                let by = choice.nominated_by.as_ref().map(|by| meeting.told_name(by));
                let by = by.map(|by| say!(lang, ", {by} giới thiệu", ", by {by}"));
                let by = by.unwrap_or_default();
                say!(lang, "Đề cử vào {number}: {name}{by}", "Nominated for {number}: {name}{by}")
            }
            Fact::TakenOff { conclusion, place, gone } => {
                let slate = meeting.conclusion(*conclusion).and_then(|one| one.slate.as_ref());
                let choice = slate.and_then(|slate| slate.choices.get(usize::from(*place)));
                let name = choice.map_or("……", |choice| &choice.name);
                match gone {
                    Gone::Withdrew => say!(lang, "{name} xin rút", "{name} withdrew"),
                    Gone::StruckOff => {
                        say!(lang, "{name} được rút khỏi danh sách", "{name} was struck off")
                    }
                }
            }
            Fact::TellersNamed { tellers, .. } => {
                let names = super::lookup::names(meeting, tellers);
                say!(lang, "Tổ kiểm phiếu: {names}", "Tellers: {names}")
            }
            Fact::VotersAnswered { answers, .. } => {
                let told = answers.iter().map(|(member, answer)| {
                    format!("{}: {}", member_name(meeting, *member), self.answer(*answer))
                });
                told.collect::<Vec<_>>().join(", ")
            }
            Fact::PaperEntered { sheet, bundle, .. } => {
                let (sheet, copies) = (sheet + 1, bundle.copies);
                let kind = match &bundle.paper {
                    Paper::Marked(places) => {
                        let places: Vec<String> =
                            places.iter().map(|place| (place + 1).to_string()).collect();
                        places.join(" ")
                    }
                    Paper::Invalid => say!(lang, "không hợp lệ", "invalid"),
                    Paper::Blank => say!(lang, "phiếu trắng", "blank"),
                };
                say!(lang, "Tờ {sheet}: {copies} phiếu {kind}", "Sheet {sheet}: {copies} × {kind}")
            }
            Fact::PollCleared { conclusion } => {
                let number = number(*conclusion);
                say!(
                    lang,
                    "Bỏ số đang ghi của nội dung {number}",
                    "What was recorded for the vote on {number} is dropped"
                )
            }
            Fact::VoteMethodStated { vote, method } => {
                let found = meeting.votes.iter().find(|other| other.id == *vote);
                let number = found.map_or(0, |vote| number(vote.conclusion));
                let method = self.method(method);
                say!(
                    lang,
                    "Hình thức biểu quyết kết luận {number}: {method}",
                    "Conclusion {number} was voted on {method}"
                )
            }
            Fact::VoteReviewed { .. } => {
                say!(lang, "Kết quả biểu quyết giữ nguyên", "The vote stands as recorded")
            }
            other => self.seat_fact(meeting, other),
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the next table tells the rest")]
    fn seat_fact(self, meeting: &Meeting, fact: &Fact) -> String {
        let lang = self;
        let at = |time: &Option<crate::domain::Moment>| {
            time.map(|time| match lang {
                Lang::Vi => format!(" lúc {}", short_time(time)),
                Lang::En => format!(" at {}", short_time(time)),
            })
            .unwrap_or_default()
        };
        match fact {
            Fact::MemberRated { member, weight, group } => {
                let name = member_name(meeting, *member);
                let weight = weight.map_or("……".into(), |weight| as_weight(lang, weight));
                let group = if group.is_empty() { String::new() } else { format!(", {group}") };
                say!(lang, "{name}: {weight} cổ phần{group}", "{name}: weight {weight}{group}")
            }
            Fact::ProxyGiven { member, holder, time } => {
                let (name, at) = (member_name(meeting, *member), at(time));
                match holder {
                    Some(holder) => {
                        let holder = meeting.told_name(holder);
                        say!(
                            lang,
                            "{name} uỷ quyền cho {holder}{at}",
                            "{name} is represented by {holder}{at}"
                        )
                    }
                    None => say!(
                        lang,
                        "{name} không còn uỷ quyền{at}",
                        "{name} is no longer represented{at}"
                    ),
                }
            }
            Fact::SeatChanged { member, change, unsworn, time } => {
                let (name, at) = (member_name(meeting, *member), at(time));
                let waits = if *unsworn {
                    say!(lang, " (chờ tuyên thệ)", " (to be sworn in)")
                } else {
                    String::new()
                };
                let change = self.seat_change(*change);
                format!("{name}: {change}{waits}{at}")
            }
            Fact::InterestDeclared { member, item, conduct, what, time } => {
                let name = member_name(meeting, *member);
                let conduct = self.conduct(*conduct);
                let what = if what.is_empty() { String::new() } else { format!(" ({what})") };
                let item = item.map(|item| format!(", “{}”", item_title(meeting, item)));
                let at = at(time);
                format!("{name}: {conduct}{what}{}{at}", item.unwrap_or_default())
            }
            Fact::InterestEnded { member, .. } => {
                let name = member_name(meeting, *member);
                say!(lang, "{name} lại được biểu quyết", "{name} may vote again")
            }
            Fact::CallMade { call } => {
                say!(lang, "Triệu tập lần thứ {call}", "Call {call} to the meeting")
            }
            Fact::InformalSet { informal: true, time } => {
                let at = at(time);
                say!(
                    lang,
                    "Họp trao đổi, không có giá trị quyết định, vì không đủ số người{at}",
                    "The meeting goes on informally, without a quorum{at}"
                )
            }
            Fact::InformalSet { informal: false, time } => {
                let at = at(time);
                say!(
                    lang,
                    "Đã đủ số người, họp chính thức{at}",
                    "There is a quorum, the meeting decides again{at}"
                )
            }
            Fact::ChairHandedOver { person, time } => {
                let (name, at) = (meeting.told_name(person), at(time));
                say!(lang, "Chủ trì chuyển cho {name}{at}", "The chair is handed to {name}{at}")
            }
            other => self.sealing(other),
        }
    }

    /// A change of a seat.
    #[must_use]
    pub fn seat_change(self, change: SeatChange) -> String {
        self.one_of(match change {
            SeatChange::Resigned => ("từ nhiệm", "resigned"),
            SeatChange::TermEnded => ("hết nhiệm kỳ", "term ended"),
            SeatChange::Removed => ("bị bãi nhiệm", "removed"),
            SeatChange::Seated => ("bổ sung", "took a seat"),
            SeatChange::Sworn => ("đã tuyên thệ", "sworn in"),
        })
    }

    /// How somebody with an interest takes part.
    #[must_use]
    pub fn conduct(self, conduct: Conduct) -> String {
        self.one_of(match conduct {
            Conduct::Votes => {
                ("khai báo lợi ích liên quan, vẫn biểu quyết", "declared an interest and votes")
            }
            Conduct::Stays => ("không biểu quyết, ở lại phòng", "recused, stays in the room"),
            Conduct::Leaves => ("không biểu quyết, ra khỏi phòng", "recused, leaves the room"),
        })
    }

    /// An interest and what came of it, as minutes say it; the item by its number.
    #[must_use]
    pub fn interest(self, name: &str, item: Option<usize>, what: &str, conduct: Conduct) -> String {
        let lang = self;
        let item = match item {
            Some(item) => say!(lang, " ở mục {item}", " in item {item}"),
            None => String::new(),
        };
        let what = if what.is_empty() { String::new() } else { format!(" ({what})") };
        let then = self.one_of(match conduct {
            Conduct::Votes => (", vẫn biểu quyết", " and voted"),
            Conduct::Stays => {
                (", không biểu quyết, ở lại phòng", ", stayed in the room and did not vote")
            }
            Conduct::Leaves => (", không biểu quyết, ra khỏi phòng", " and left the room"),
        });
        say!(
            lang,
            "{name} khai báo lợi ích liên quan{item}{what}{then}",
            "{name} declared an interest{item}{what}{then}"
        )
    }

    /// A procedural motion.
    #[must_use]
    pub fn procedure(self, procedure: Procedure) -> String {
        self.one_of(match procedure {
            Procedure::Postpone => ("hoãn", "postpone"),
            Procedure::Refer => ("chuyển nơi khác xem xét", "refer"),
            Procedure::CloseDebate => ("kết thúc thảo luận", "close debate"),
            Procedure::Recess => ("tạm nghỉ", "recess"),
            Procedure::Reconsider => ("xem xét lại", "reconsider"),
            Procedure::Adjourn => ("bế mạc", "adjourn"),
            Procedure::FixTime => ("định thời gian họp tiếp", "fix the time to which to adjourn"),
            Procedure::ObtainQuorum => ("tìm cách đủ số người dự", "obtain a quorum"),
        })
    }

    /// A motion: its kind, who moved and seconded it, its condition.
    #[must_use]
    pub fn motion(self, meeting: &Meeting, motion: &Motion) -> String {
        let lang = self;
        let kind = match &motion.kind {
            MotionKind::Main => say!(lang, "kiến nghị", "motion"),
            MotionKind::Amendment { of } => {
                let of = number_of(meeting, *of);
                say!(lang, "sửa đổi nội dung {of}", "amendment to motion {of}")
            }
            MotionKind::Substitute { of } => {
                let of = number_of(meeting, *of);
                say!(lang, "thay thế nội dung {of}", "substitute for motion {of}")
            }
            MotionKind::Procedural(procedure) => {
                let procedure = self.procedure(*procedure);
                say!(lang, "thủ tục: {procedure}", "procedural: {procedure}")
            }
        };
        let Motion { mover, seconders, condition, .. } = motion;
        kind + &self.moved(meeting, mover.as_ref(), seconders, condition)
    }

    /// What became of a procedural motion, as minutes say it; `text` is what it says beyond its kind.
    #[must_use]
    pub fn procedural_outcome(
        self,
        meeting: &Meeting,
        (motion, procedure): (&Motion, Procedure),
        text: &str,
        carried: Option<bool>,
    ) -> String {
        let lang = self;
        let Motion { mover, seconders, condition, .. } = motion;
        let moved = self.moved(meeting, mover.as_ref(), seconders, condition);
        let comma = if moved.is_empty() { "" } else { "," };
        let told = self.procedure(procedure);
        let text = match text.trim_end_matches('.') {
            "" => String::new(),
            text => format!(": “{text}”"),
        };
        let outcome = match carried {
            Some(true) => say!(lang, "được thông qua", "was carried"),
            Some(false) => say!(lang, "không được thông qua", "was lost"),
            None => say!(lang, "chưa có kết quả", "was not decided"),
        };
        match (lang, procedure) {
            // As the manuals of procedure call it.
            (Lang::En, Procedure::CloseDebate) => {
                format!("The previous question{moved}{comma} {outcome}{text}")
            }
            (Lang::En, _) => format!("The motion to {told}{moved}{comma} {outcome}{text}"),
            (Lang::Vi, _) => format!("Đề nghị {told}{moved}{comma} {outcome}{text}"),
        }
    }

    /// Who presents an item, behind its title.
    pub(super) fn presented(self, meeting: &Meeting, presenter: Option<&Person>) -> String {
        let lang = self;
        let Some(name) = presenter.map(|who| meeting.told_name(who)) else { return String::new() };
        say!(lang, ", {name} trình bày", ", presented by {name}")
    }

    /// Who said a note and to whom it is addressed, behind its kind.
    pub(super) fn spoken(self, meeting: &Meeting, note: &Note) -> String {
        let lang = self;
        let to = match &note.kind {
            NoteKind::Proposal(to) if !to.is_empty() => say!(lang, " gửi {to}", " to {to}"),
            NoteKind::Proposal(_)
            | NoteKind::Information
            | NoteKind::Review
            | NoteKind::Opinion
            | NoteKind::Shortcoming
            | NoteKind::Directive
            | NoteKind::Citation => String::new(),
        };
        let speaker = note.speaker.as_ref().map(|who| format!(" ({})", meeting.told_name(who)));
        to + &speaker.unwrap_or_default()
    }

    /// Who brought a motion and on what condition, behind its kind; empty if nothing is known.
    fn moved(
        self,
        meeting: &Meeting,
        mover: Option<&Mover>,
        seconders: &[Person],
        condition: &str,
    ) -> String {
        let lang = self;
        let mut text = String::new();
        match mover {
            Some(Mover::Chair) => text.push_str(&say!(lang, ", chủ trì nêu", ", from the chair")),
            Some(Mover::Person(person)) => {
                let name = meeting.told_name(person);
                text.push_str(&say!(lang, ", {name} nêu", ", moved by {name}"));
            }
            None => {}
        }
        if !seconders.is_empty() {
            let names = super::lookup::names(meeting, seconders);
            text.push_str(&say!(lang, ", {names} tán thành đưa ra", ", seconded by {names}"));
        }
        if !condition.is_empty() {
            text.push_str(&say!(
                lang,
                ", với điều kiện: {condition}",
                ", on condition: {condition}"
            ));
        }
        text
    }

    /// What became of a motion.
    #[must_use]
    pub fn fate(self, meeting: &Meeting, fate: &Fate) -> String {
        let lang = self;
        let tail = |text: &str| if text.is_empty() { String::new() } else { format!(": {text}") };
        match fate {
            Fate::Withdrawn => say!(lang, "đã rút", "withdrawn"),
            Fate::Postponed(until) => {
                let until = tail(until);
                say!(lang, "hoãn{until}", "postponed{until}")
            }
            Fate::Referred(to) => {
                let to = tail(to);
                say!(lang, "chuyển xem xét{to}", "referred{to}")
            }
            Fate::Split(parts) => {
                let parts: Vec<String> =
                    parts.iter().map(|part| number_of(meeting, *part).to_string()).collect();
                let parts = parts.join(", ");
                say!(lang, "tách thành {parts}", "split into {parts}")
            }
            Fate::Replaced { by } => {
                let by = number_of(meeting, *by);
                say!(lang, "được thay bằng {by}", "replaced by {by}")
            }
            Fate::Fell(why) => {
                let why = tail(why);
                say!(lang, "không xét{why}", "fell{why}")
            }
            Fate::Tabled => say!(lang, "tạm gác lại", "laid on the table"),
            Fate::Accepted { before } => {
                let before = before.trim_end_matches('.');
                let was = say!(lang, "; trước đó: “{before}”", "; before: “{before}”");
                let was = if before.is_empty() { String::new() } else { was };
                say!(
                    lang,
                    "người nêu kiến nghị chấp nhận, không biểu quyết{was}",
                    "accepted by the mover without a vote{was}"
                )
            }
        }
    }
}
