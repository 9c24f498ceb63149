//! Who was there in words: the roll, numbers as reported, offices, guests.

use super::lookup::item_title;
use super::votes::say;
use super::{Lang, as_weight, count, short_time};
use crate::domain::{
    Absence, AttendanceDoubt, Attendee, Excuse, Fact, Headcount, Measure, Meeting, Moment, Office,
    PauseKind, Person, Presence, Quorum, Rank, Refusal, RulesDoubt, Threshold,
};

impl Lang {
    /// What the roll recorded about somebody, in a word or two.
    #[must_use]
    pub fn presence(self, presence: &Presence) -> String {
        self.one_of(match presence {
            Presence::NotCalled => ("chưa gọi", "not called"),
            Presence::Present => ("có mặt", "present"),
            Presence::Late => ("đến muộn", "late"),
            Presence::Left => ("về sớm", "left"),
            Presence::Back => ("trở lại", "back"),
            Presence::Absent(Absence { excuse, .. }) => return self.excuse(excuse),
            Presence::Remote => ("dự trực tuyến", "by telephone"),
        })
    }

    /// A group of absence.
    #[must_use]
    pub fn excuse(self, excuse: &Excuse) -> String {
        self.one_of(match excuse {
            Excuse::Unsaid => ("vắng", "absent"),
            Excuse::Excused => ("vắng có lý do", "excused"),
            Excuse::Unexcused => ("vắng không lý do", "unexcused"),
            Excuse::Own(words) => return words.clone(),
        })
    }

    /// An office of the meeting.
    #[must_use]
    pub fn office(self, office: Office) -> String {
        self.one_of(match office {
            Office::Chair => ("Chủ trì", "Chair"),
            Office::ViceChair => ("Phó chủ trì", "Vice-chair"),
            Office::Secretary => ("Thư ký", "Secretary"),
        })
    }

    /// Why the meeting does not go on.
    #[must_use]
    pub fn pause(self, kind: PauseKind) -> String {
        self.one_of(match kind {
            PauseKind::Recess => ("Tạm nghỉ", "Recess"),
            PauseKind::Adjourned => ("Hết buổi, họp tiếp sau", "Adjourned"),
            PauseKind::Committee => ("Họp tổ toàn thể", "Committee of the whole"),
        })
    }

    /// That a task was done, and what came of it.
    #[must_use]
    pub fn done(self, result: &str) -> String {
        let lang = self;
        match result {
            "" => say!(lang, "đã xong", "done"),
            result => say!(lang, "đã xong: {result}", "done: {result}"),
        }
    }

    /// By which provision one person may vote for how many others.
    #[must_use]
    pub fn proxies_allowed(self, most: Option<u32>, source: &str) -> String {
        let lang = self;
        let Some(most) = most.filter(|most| *most != u32::MAX) else {
            return say!(
                lang,
                "Được uỷ quyền biểu quyết ({source})",
                "Voting by proxy is allowed ({source})"
            );
        };
        if most == 1 {
            return say!(
                lang,
                "Mỗi người được nhận uỷ quyền của tối đa 01 người ({source})",
                "One person may vote for one other at most ({source})"
            );
        }
        let most = count(self, u64::from(most));
        say!(
            lang,
            "Mỗi người được nhận uỷ quyền của tối đa {most} người ({source})",
            "One person may vote for at most {most} others ({source})"
        )
    }

    /// By which provision how many must be there.
    #[must_use]
    pub fn quorum_set(self, quorum: &Quorum) -> String {
        let (lang, source) = (self, &quorum.source);
        let threshold = quorum.calls.first().copied().unwrap_or(Threshold::Votes(0));
        let needed = match threshold {
            Threshold::Votes(0) => {
                return say!(
                    lang,
                    "Không đòi hỏi số người dự ({source})",
                    "No quorum is required ({source})"
                );
            }
            Threshold::Votes(needed) => needed.to_string(),
            part @ (Threshold::Part { .. } | Threshold::Unanimous | Threshold::Plurality) => {
                self.threshold(part)
            }
        };
        let of = match quorum.measure {
            Measure::Heads => String::new(),
            Measure::Weight | Measure::Both => say!(lang, " số cổ phần", " of the shares"),
        };
        say!(
            lang,
            "Số người dự phải có: {needed}{of} ({source})",
            "The quorum is {needed}{of} ({source})"
        )
    }

    /// Where a guest stands.
    #[must_use]
    pub fn rank(self, rank: Rank) -> String {
        self.one_of(match rank {
            Rank::Superior => ("cấp trên", "superior"),
            Rank::Invited => ("khách mời", "guest"),
            Rank::Staff => ("giúp việc", "staff"),
        })
    }

    /// What happened on the roll; `None` for other facts.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the next table tells the rest")]
    #[expect(clippy::too_many_lines, reason = "a table of facts")]
    pub(super) fn attendance_fact(self, meeting: &Meeting, fact: &Fact) -> Option<String> {
        let lang = self;
        Some(match fact {
            Fact::OfficeHeld { office, people, item } => {
                let names = super::lookup::names(meeting, people);
                let (office, names) = (self.office(*office), names);
                let item = item.map(|item| format!(" (“{}”)", item_title(meeting, item)));
                format!("{office}: {names}{}", item.unwrap_or_default())
            }
            Fact::AttendanceStated { headcount, since, time } => {
                let told = self.headcount(headcount);
                let at = self.at(*time);
                if *since {
                    say!(lang, "Nay có{at}: {told}", "Since then{at}: {told}")
                } else {
                    say!(lang, "Báo cáo tình hình: {told}", "Attendance reported: {told}")
                }
            }
            Fact::UnnamedMarked { count, came, time } => {
                let (count, at) = (super::two(lang, u64::from(*count)), self.at(*time));
                if *came {
                    say!(
                        lang,
                        "{count} người đến muộn, không nêu tên{at}",
                        "{count} came late, not named{at}"
                    )
                } else {
                    say!(
                        lang,
                        "{count} người về sớm, không nêu tên{at}",
                        "{count} left, not named{at}"
                    )
                }
            }
            Fact::ProxiesAllowed { most, source } => self.proxies_allowed(*most, source),
            Fact::QuorumSet(quorum) => self.quorum_set(quorum),
            Fact::MeetingAmended { body, kind, date, known, profile } => {
                let day = super::short_day(lang, *date, *known);
                let mut said = vec![body.name.clone(), self.kind(kind), day, profile.name.clone()];
                said.retain(|word| !word.is_empty());
                let said = said.join(", ");
                say!(lang, "Sửa thông tin cuộc họp: {said}", "The meeting amended: {said}")
            }
            Fact::MeetingPaused { kind, until, time } => {
                let (kind, at) = (self.pause(*kind), self.at(*time));
                let until = if until.is_empty() { String::new() } else { format!(" → {until}") };
                format!("{kind}{at}{until}")
            }
            Fact::MeetingResumed { time } => {
                let at = self.at(*time);
                say!(lang, "Họp tiếp{at}", "The meeting goes on{at}")
            }
            Fact::OpeningAmended { time } => {
                let at = self.at(*time);
                say!(lang, "Sửa giờ khai mạc:{at}", "Opening amended:{at}")
            }
            Fact::ClosingAmended { time } => {
                let at = self.at(*time);
                say!(lang, "Sửa giờ bế mạc:{at}", "Closing amended:{at}")
            }
            Fact::MemberEnrolled { name, .. } => {
                say!(lang, "Thêm {name} vào danh sách", "{name} put on the roll")
            }
            Fact::MemberAmended { name, .. } => {
                say!(lang, "Sửa thông tin {name}", "{name} amended")
            }
            Fact::MemberStruck { .. } => {
                say!(lang, "Gạch một tên khỏi danh sách", "A name struck off the roll")
            }
            Fact::PresenceMarked { who, presence, time } => {
                let (name, told) = (self.attendee(meeting, *who), self.presence(presence));
                let reason = match presence {
                    Presence::Absent(Absence { reason, .. }) if !reason.is_empty() => {
                        format!(" ({reason})")
                    }
                    Presence::NotCalled
                    | Presence::Present
                    | Presence::Late
                    | Presence::Left
                    | Presence::Back
                    | Presence::Absent(_)
                    | Presence::Remote => String::new(),
                };
                format!("{name}: {told}{reason}{}", self.at(*time))
            }
            Fact::GuestAdded { name, rank, .. } => {
                let rank = self.rank(*rank);
                say!(lang, "Đại biểu {name} ({rank})", "Guest {name} ({rank})")
            }
            Fact::GuestAmended { name, .. } => {
                say!(lang, "Sửa thông tin đại biểu {name}", "Guest {name} amended")
            }
            Fact::GuestRemoved { .. } => say!(lang, "Bỏ một đại biểu", "A guest removed"),
            Fact::GuestJoined { guest, .. } => {
                let name = self.attendee(meeting, Attendee::Guest(*guest));
                say!(
                    lang,
                    "Khách mời {name} nay là thành viên",
                    "The guest {name} becomes a member"
                )
            }
            _ => return None,
        })
    }

    /// Numbers as reported, each with its word; those that nobody stated are left out.
    #[must_use]
    pub fn headcount(self, headcount: &Headcount) -> String {
        let lang = self;
        let mut told: Vec<String> = Vec::new();
        let numbers = [
            (headcount.total.map(u64::from), ("tổng số", "in all")),
            (headcount.present.map(u64::from), ("có mặt", "present")),
            (headcount.official.map(u64::from), ("chính thức", "voting")),
            (headcount.probationary.map(u64::from), ("dự bị", "not voting")),
            (headcount.voting.map(u64::from), ("được biểu quyết có mặt", "voters present")),
            (headcount.represented.map(u64::from), ("uỷ quyền", "represented")),
            (headcount.absent.map(u64::from), ("vắng", "absent")),
            (headcount.excused.map(u64::from), ("vắng có lý do", "excused")),
            (headcount.unexcused.map(u64::from), ("vắng không lý do", "unexcused")),
        ];
        let numbers = numbers.map(|(number, words)| (number.map(|n| count(lang, n)), words));
        let weights = [
            (headcount.shares, ("cổ phần", "shares in all")),
            (headcount.shares_present, ("cổ phần có mặt", "shares present")),
            (headcount.shares_represented, ("cổ phần uỷ quyền", "shares represented")),
        ];
        let weights = weights.map(|(shares, words)| (shares.map(|w| as_weight(lang, w)), words));
        for (number, words) in numbers.into_iter().chain(weights) {
            let Some(number) = number else { continue };
            let word = self.one_of(words);
            told.push(say!(lang, "{word} {number}", "{number} {word}"));
        }
        for (percent, words) in [
            (&headcount.percent, ("đạt", "announced:")),
            (&headcount.shares_percent, ("cổ phần đạt", "of the shares:")),
        ] {
            if !percent.is_empty() {
                told.push(format!("{} {percent}", self.one_of(words)));
            }
        }
        if headcount.partial {
            told.push(say!(lang, "còn người không nêu tên", "others not named"));
        }
        if told.is_empty() { "……".into() } else { told.join(", ") }
    }

    /// Why the edition of the rules is doubtful, if it is.
    #[must_use]
    pub fn rules_doubt(self, meeting: &Meeting) -> Option<String> {
        let lang = self;
        let name = meeting.profile.as_ref().map_or("", |profile| &profile.name);
        Some(match meeting.rules_doubt()? {
            RulesDoubt::Before { valid_from } => {
                let day = super::short_date(lang, valid_from);
                say!(
                    lang,
                    "Thể thức “{name}” có hiệu lực từ {day}, sau ngày họp: cần xem lại bản áp dụng.",
                    "The rules “{name}” are valid from {day}, after the meeting: see whether they apply."
                )
            }
            RulesDoubt::Undated { valid_from } => {
                let day = super::short_date(lang, valid_from);
                say!(
                    lang,
                    "Chưa rõ ngày họp nên chưa rõ bản thể thức; đang dùng “{name}” có hiệu lực từ {day}.",
                    "The day does not say which rules apply; taken: “{name}”, valid from {day}."
                )
            }
        })
    }

    /// What speaks against the numbers of the roll.
    #[must_use]
    pub fn attendance_doubt(self, doubt: &AttendanceDoubt) -> String {
        let lang = self;
        match doubt {
            AttendanceDoubt::PresentOver { present, total } => say!(
                lang,
                "Có mặt {present}, nhiều hơn tổng số {total}.",
                "{present} present are more than the {total} members."
            ),
            AttendanceDoubt::SumDiffers { sum, total } => say!(
                lang,
                "Có mặt và vắng cộng lại là {sum}, không phải {total}.",
                "Present and absent make {sum}, not {total}."
            ),
            AttendanceDoubt::ClassesDiffer { sum, total } => say!(
                lang,
                "Chính thức và dự bị cộng lại là {sum}, không phải {total}.",
                "Voting and not voting make {sum}, not {total}."
            ),
            AttendanceDoubt::VotersOver { present, official } => say!(
                lang,
                "{present} người được biểu quyết có mặt, nhiều hơn {official} chính thức.",
                "{present} voters present are more than the {official} who vote."
            ),
            AttendanceDoubt::GroupsOver { sum, absent } => say!(
                lang,
                "Vắng có lý do và không lý do là {sum}, nhiều hơn {absent} vắng.",
                "{sum} excused and unexcused are more than the {absent} absent."
            ),
            AttendanceDoubt::NamedOver { named, total } => say!(
                lang,
                "Danh sách có {named} tên, nhiều hơn tổng số {total}.",
                "{named} members are named, but only {total} were reported."
            ),
            AttendanceDoubt::NamedPresentOver { named, present } => say!(
                lang,
                "{named} người có tên có mặt, nhiều hơn {present} đã báo cáo.",
                "{named} are named as present, but only {present} were reported."
            ),
            AttendanceDoubt::NamedAbsentOver { named, absent } => say!(
                lang,
                "{named} người có tên vắng, nhiều hơn {absent} đã báo cáo.",
                "{named} are named as absent, but only {absent} were reported."
            ),
            AttendanceDoubt::SharesOver { present, total } => {
                let (present, total) = (as_weight(lang, *present), as_weight(lang, *total));
                say!(
                    lang,
                    "Cổ phần có mặt {present}, nhiều hơn tổng số {total}.",
                    "{present} shares present are more than the {total} in all."
                )
            }
            AttendanceDoubt::HolderAway { member, holder } => say!(
                lang,
                "{member} uỷ quyền cho {holder}, nhưng {holder} không có mặt.",
                "{member} is represented by {holder}, who is not there."
            ),
            AttendanceDoubt::HolderGaveAway { member, holder } => say!(
                lang,
                "{member} uỷ quyền cho {holder}, nhưng {holder} cũng đã uỷ quyền cho người khác.",
                "{member} is represented by {holder}, who gave away the own vote."
            ),
            AttendanceDoubt::PercentImpossible { percent, base } => {
                let base = count(lang, *base);
                say!(
                    lang,
                    "Công bố {percent}: không số nguyên nào trên {base} cho tỷ lệ này.",
                    "{percent} was announced: no whole number of {base} makes that."
                )
            }
            AttendanceDoubt::PercentDiffers { percent, part, base } => {
                let (part, base) = (count(lang, *part), count(lang, *base));
                say!(
                    lang,
                    "Công bố {percent}, nhưng {part}/{base} không phải tỷ lệ này.",
                    "{percent} was announced, but {part} of {base} is not that."
                )
            }
        }
    }

    /// The name of somebody on the roll or among the guests.
    #[must_use]
    pub fn attendee(self, meeting: &Meeting, who: Attendee) -> String {
        let person = match who {
            Attendee::Member(id) => Person::Member(id),
            Attendee::Guest(id) => Person::Guest(id),
        };
        match meeting.told_name(&person) {
            name if name.is_empty() => "……".into(),
            name => name.into_owned(),
        }
    }

    fn at(self, time: Option<Moment>) -> String {
        let lang = self;
        time.map(short_time).map(|time| say!(lang, " lúc {time}", " at {time}")).unwrap_or_default()
    }

    /// Why something about the roll is out of order; `None` for other refusals.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the next table tells the rest")]
    pub(super) fn attendance_refusal(self, refusal: &Refusal) -> Option<String> {
        let lang = self;
        Some(match refusal {
            Refusal::NotHere { name } => say!(
                lang,
                "{name} không có trong phòng nên không ghi về được.",
                "{name} is not in the room, so cannot leave it."
            ),
            Refusal::SameName { name } => say!(
                lang,
                "Danh sách đã có {name}: hãy ghi thêm điều phân biệt vào chức vụ (chức vụ, năm sinh, số).",
                "{name} is on the roll already: add what tells the two apart as the post (a post, a year of birth, a number)."
            ),
            Refusal::NotAway { name } => say!(
                lang,
                "{name} chưa ra khỏi phòng nên không ghi trở lại được; người đến sau khai mạc thì ghi đến muộn.",
                "{name} did not leave, so cannot be back; whoever came after the opening is late."
            ),
            Refusal::CameBefore { name } => say!(
                lang,
                "{name} đã có mặt rồi ra ngoài: người quay lại thì ghi trở lại, không phải đến muộn.",
                "{name} was there and left: whoever comes in again is back, not late."
            ),
            Refusal::NotSoMany { count, here } => say!(
                lang,
                "Trong phòng chỉ có {here} người, không thể có {count} người ra về.",
                "Only {here} are in the room, so {count} cannot leave."
            ),
            Refusal::Crossed { name, time, earlier } => {
                let (time, earlier) = (short_time(*time), short_time(*earlier));
                say!(
                    lang,
                    "{name}: {time} là trước {earlier} đã ghi.",
                    "{name}: {time} is before {earlier}, which is recorded already."
                )
            }
            Refusal::OpenedAfter { name, opening, moved } => {
                let (opening, moved) = (short_time(*opening), short_time(*moved));
                say!(
                    lang,
                    "Khai mạc {opening} là sau lúc {moved} đã ghi cho {name}.",
                    "Opening at {opening} is after {moved}, which is recorded for {name}."
                )
            }
            Refusal::Paused => say!(
                lang,
                "Cuộc họp đang tạm nghỉ; họp tiếp rồi mới nghỉ lần nữa.",
                "The meeting rests already; let it go on first."
            ),
            Refusal::NotPaused => say!(
                lang,
                "Cuộc họp không tạm nghỉ nên không có gì để họp tiếp.",
                "The meeting does not rest, so there is nothing to resume."
            ),
            Refusal::AfterClosing { time, closed } => {
                let (time, closed) = (short_time(*time), short_time(*closed));
                say!(
                    lang,
                    "{time} là sau khi bế mạc lúc {closed}.",
                    "{time} is after the closing at {closed}."
                )
            }
            Refusal::ClosedBefore { name, closing, moved } => {
                let (closing, moved) = (short_time(*closing), short_time(*moved));
                say!(
                    lang,
                    "Bế mạc {closing} là trước lúc {moved} đã ghi cho {name}.",
                    "Closing at {closing} is before {moved}, which is recorded for {name}."
                )
            }
            _ => return None,
        })
    }
}
