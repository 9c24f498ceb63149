//! Sentences in Vietnamese, in the words of the regulations.

use super::{Lang, Misread, WhenError, count, short_date, short_time};
use crate::domain::{
    Class, Doubt, Due, Fact, Kind, Meeting, Missing, Moment, NoteKind, Refusal, Stage, Unit,
    VoteDoubt,
};

use super::lookup::{item_title, member_name, note_text, number_of};

const LANG: Lang = Lang::Vi;

#[expect(clippy::wildcard_enum_match_arm, reason = "the next table tells the rest")]
pub(super) fn refusal(meeting: &Meeting, refusal: &Refusal) -> String {
    match refusal {
        Refusal::AlreadyConvened => "Cuộc họp này đã được lập.".into(),
        Refusal::NotConvened => "Chưa có cuộc họp.".into(),
        Refusal::NotInSession(Stage::Planned) => "Cuộc họp chưa khai mạc: nhấn F7 để khai mạc.".into(),
        Refusal::NotInSession(Stage::InSession) => "Cuộc họp đã khai mạc.".into(),
        Refusal::NotInSession(Stage::Closed | Stage::Adopted) => {
            "Cuộc họp đã bế mạc. Nếu bế mạc nhầm, nhấn Ctrl-Z để hoàn tác.".into()
        }
        Refusal::Adopted => {
            "Biên bản đã được thông qua; chỉ ghi thêm được đính chính. Nếu thông qua nhầm, nhấn Ctrl-Z.".into()
        }
        Refusal::NotClosed => "Cuộc họp chưa bế mạc: nhấn F7 để bế mạc.".into(),
        Refusal::NotReadBack => "Biên bản chưa được đọc lại: nhấn F8 để đọc trước khi thông qua.".into(),
        Refusal::Gone => "Mục này không còn nữa.".into(),
        Refusal::Empty => "Chưa có nội dung.".into(),
        Refusal::Unchanged => "Đã ghi như vậy rồi.".into(),
        Refusal::Mentioned { name } => {
            format!("{name} đang được nêu trong cuộc họp (chủ trì, thư ký, trình bày, phát biểu hoặc được giao việc); sửa những chỗ đó trước.")
        }
        Refusal::NobodyLeft => "Đã điểm danh hết, không còn ai chưa gọi.".into(),
        Refusal::Running(item) => format!("“{}” đang diễn ra.", item_title(meeting, *item)),
        Refusal::NotRunning(item) => format!("“{}” không phải mục đang diễn ra.", item_title(meeting, *item)),
        Refusal::Started(item) => {
            format!("“{}” đã bắt đầu nên không bỏ được.", item_title(meeting, *item))
        }
        Refusal::NoNextItem => "Chương trình không còn mục nào chưa làm.".into(),
        Refusal::HasRecords(item) => {
            format!("“{}” đã có ghi chép hoặc kết luận nên không xoá được.", item_title(meeting, *item))
        }
        Refusal::Voted { conclusion, time } => {
            let number = number_of(meeting, *conclusion);
            let at = time.map(|time| format!(" lúc {}", short_time(time))).unwrap_or_default();
            format!("Kết luận {number} đã biểu quyết{at}; nội dung được giữ nguyên. Nếu ghi nhầm, chọn kết luận ấy và nhấn x để huỷ kết quả, rồi ghi lại.")
        }
        Refusal::NotVoted(id) => format!("Kết luận {} chưa biểu quyết.", number_of(meeting, *id)),
        Refusal::InFuture { time, now } => {
            format!("{} chưa đến: bây giờ là {}.", short_time(*time), short_time(*now))
        }
        Refusal::NoRule => "Thể thức của tổ chức này không có loại biểu quyết đó.".into(),
        Refusal::Doubtful(doubts) => {
            let reasons: Vec<String> = doubts.iter().map(|doubt| LANG.vote_doubt(meeting, doubt)).collect();
            let way = if doubts.iter().all(|doubt| matches!(doubt, VoteDoubt::NoQuorum(_))) {
                "Enter lần nữa thì ghi số, nhưng không quyết định được; hoặc Esc rồi F11 để họp trao đổi."
            } else {
                "Sửa số, hoặc Enter lần nữa để ghi đúng như công bố."
            };
            format!("{} {way}", reasons.join(" "))
        }
        Refusal::TooManyExceptions { sum, present } => format!(
            "{} Sửa số, hoặc nhập cả số đồng ý đã công bố.",
            LANG.vote_doubt(meeting, &VoteDoubt::TooMany { sum: *sum, present: *present })
        ),
        Refusal::VotersUnknown { uncalled, .. } if *uncalled > 0 => format!(
            "Chưa điểm danh xong: còn {} người chưa gọi. Điểm danh trước (ở khung Điểm danh: phím * còn lại có mặt, _ còn lại vắng), hoặc ghi kết quả không số liệu.",
            count(LANG, u64::from(*uncalled))
        ),
        Refusal::VotersUnknown { unclassed, .. } => format!(
            "Chưa rõ số người được biểu quyết: {} người chưa ghi diện. Nhập đủ số phiếu, hoặc ghi kết quả không số liệu.",
            count(LANG, u64::from(*unclassed))
        ),
        Refusal::MoreThanAll { value, of } => format!("{value} lớn hơn tổng số {of}."),
        Refusal::BeforeOpening { time, opened } => {
            format!("{} trước giờ khai mạc {}.", short_time(*time), short_time(*opened))
        }
        other => LANG.proceeding_refusal(meeting, other),
    }
}

pub(super) fn unread(misread: &Misread) -> String {
    match misread {
        Misread::Verb { typed, near } if near.is_empty() => {
            format!("Không hiểu “{typed}”. Gõ vài chữ đầu của lệnh rồi nhấn Tab.")
        }
        Misread::Verb { typed, near } => {
            let near: Vec<&str> = near.iter().map(|say| say.vi).collect();
            format!("Không hiểu “{typed}”. Có phải: {}?", near.join(", "))
        }
        Misread::When(WhenError::NoSuchDay(text)) => format!("Ngày {text} không có trong lịch."),
        Misread::When(WhenError::NoSuchTime(text)) => format!("Giờ {text} không có trên đồng hồ."),
        Misread::When(WhenError::NoYear(text)) => {
            format!("“{text}” chưa có năm: hãy ghi cả năm.")
        }
        Misread::When(WhenError::Unreadable(text)) => {
            format!("Không đọc được “{text}”: ghi ngày như 8/11/2023, giờ như 14:05.")
        }
        Misread::TooFine { typed, decimals } => {
            let most = match decimals {
                0 => "không có phần thập phân".to_owned(),
                _ => format!("có {decimals} chữ số thập phân"),
            };
            format!(
                "“{typed}”: số cổ phần đã nêu trong cuộc họp này {most}. Hãy ghi số cổ phần lẻ hơn của thành viên ($) hoặc của cuộc họp (#) trước."
            )
        }
        Misread::Unnumbered { verb, example } => {
            format!("Thiếu một con số, như: {} {}.", verb.vi, example.vi)
        }
        Misread::Number(text) => format!("“{text}” không phải số nguyên, hoặc quá lớn."),
        Misread::Nobody(text) => format!("Không có ai tên “{text}” trong danh sách."),
        Misread::Several { typed, names } => {
            format!(
                "“{typed}” hợp với {} người: {}. Ghi một trong các tên này.",
                names.len(),
                names.join(", ")
            )
        }
        Misread::Item { number, of } => format!("Chương trình có {of} mục, không có mục {number}."),
        Misread::Conclusion { number, of } => {
            format!("Có {of} kết luận, không có kết luận {number}.")
        }
        Misread::Choice { typed, choices } => {
            format!("Không có “{typed}”; chọn một trong: {}.", choices.join(", "))
        }
        Misread::Word { typed, words } => {
            let words: Vec<String> = words.iter().map(|say| LANG.both(*say)).collect();
            format!("Không có “{typed}”; chọn một trong: {}.", words.join(", "))
        }
        Misread::Wanted(say) => format!("Thiếu {}.", LANG.both(*say)),
        Misread::Lacking(what) => format!("Thiếu {what}."),
        Misread::Unquoted(text) => format!(
            "Không có ai tên “{text}” trong danh sách; tên nhiều chữ phải để trong ngoặc kép: \"{text}\"."
        ),
        Misread::Unclosed(text) => format!("Chưa đóng ngoặc kép sau “{text}”."),
        Misread::Left(text) => format!("Thừa “{text}”."),
        Misread::TooLong { bytes, limit } => format!(
            "Đoạn dán dài {} byte, quá {} byte; chưa dán gì.",
            super::when::count(LANG, *bytes as u64),
            super::when::count(LANG, *limit as u64)
        ),
    }
}

pub(super) fn choice_uncounted(name: &str) -> String {
    format!(
        "Chưa nhập số phiếu của “{name}”: gõ 0 nếu không ai bầu; không ai nêu số phiếu thì gõ i, chỉ ghi người trúng cử."
    )
}

pub(super) fn doubt(doubt: &Doubt) -> String {
    match doubt {
        Doubt::Year(text) => {
            format!("“{text}”: năm không có bốn chữ số; giữ nguyên văn, cần xem lại.")
        }
        Doubt::NoSuchDay(text) => format!("“{text}”: ngày không có trong lịch; giữ nguyên văn."),
        Doubt::AfterMeeting(text) => format!("“{text}”: sau ngày họp; giữ nguyên văn."),
        Doubt::NoSuchTime(text) => format!("“{text}”: giờ không có thật; giữ nguyên văn."),
        Doubt::BeforeMeeting(text) => format!("“{text}”: trước ngày họp; giữ nguyên văn."),
        Doubt::CodeMismatch { kind, reference, expected } => {
            format!("“{reference}”: {kind} thường có ký hiệu {expected}; giữ nguyên văn.")
        }
    }
}

pub(super) fn missing(meeting: &Meeting, missing: Missing) -> String {
    match missing {
        Missing::Place => "Địa điểm".into(),
        Missing::Locality => "Địa danh".into(),
        Missing::Number => "Số biên bản".into(),
        Missing::Quality => "Đánh giá chất lượng buổi họp".into(),
        Missing::Class(member) => format!("Diện của {}", member_name(meeting, member)),
        Missing::Edition => LANG.rules_doubt(meeting).unwrap_or_default(),
        Missing::OpeningTime => "Giờ khai mạc".into(),
        Missing::ClosingTime => "Giờ bế mạc".into(),
        Missing::Chair => "Người chủ trì".into(),
        Missing::ChairOnRoll(id) => format!(
            "Chủ trì có phải là {}? Ghi lại chủ trì để tính đúng phiếu của chủ trì",
            member_name(meeting, id)
        ),
        Missing::Secretary => "Thư ký".into(),
        Missing::Names(count) => format!("Họ tên {} người", two(count)),
        Missing::ClassSplit => "Số chính thức và dự bị".into(),
        Missing::RollCall(count) => format!("Điểm danh: còn {} người chưa gọi", two(count)),
        Missing::Figures(place) => {
            let doubts = crate::domain::attendance_doubts(meeting);
            doubts.get(place).map_or_else(|| "……".into(), |doubt| LANG.attendance_doubt(doubt))
        }
        Missing::Reason(member) => format!("Lý do vắng của {}", member_name(meeting, member)),
        Missing::Speaker(note) => format!("Người phát biểu: “{}”", note_text(meeting, note)),
        Missing::Addressee(note) => format!("Nơi nhận kiến nghị: “{}”", note_text(meeting, note)),
        Missing::Conclusions => "Kết luận của chủ trì".into(),
        Missing::Vote(id) => format!("Biểu quyết kết luận {}", number_of(meeting, id)),
        Missing::Counts(id) => format!("Số phiếu biểu quyết kết luận {}", number_of(meeting, id)),
        Missing::Method(id) => format!("Hình thức biểu quyết kết luận {}", number_of(meeting, id)),
        Missing::Review(id) => {
            format!(
                "Kết luận {}: giữ nguyên hay tính lại biểu quyết (= hoặc ~)",
                number_of(meeting, id)
            )
        }
        Missing::Tasks => "Phân công nhiệm vụ".into(),
        Missing::Owner(id) => format!("Người thực hiện kết luận {}", number_of(meeting, id)),
        Missing::Due(id) => format!("Thời hạn kết luận {}", number_of(meeting, id)),
        Missing::ReadBack => "Đọc lại biên bản".into(),
        Missing::Adoption => "Thông qua biên bản".into(),
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the next table tells the rest")]
pub(super) fn fact(meeting: &Meeting, fact: &Fact) -> String {
    match fact {
        Fact::MeetingConvened { body, profile, date, known, .. } => {
            format!(
                "Lập cuộc họp {} ngày {}; thể thức: {}",
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
            format!("Thêm mục “{title}”{presenter}")
        }
        Fact::ItemAmended { title, presenter, .. } => {
            let presenter = LANG.presented(meeting, presenter.as_ref());
            format!("Sửa mục “{title}”{presenter}")
        }
        Fact::ItemMoved { item, place } => {
            format!("Chuyển “{}” đến vị trí {}", item_title(meeting, *item), place + 1)
        }
        Fact::ItemRemoved { .. } => "Xoá một mục chương trình".into(),
        Fact::ItemStarted { item, time } => {
            format!("Bắt đầu “{}”{}", item_title(meeting, *item), at(*time))
        }
        Fact::ItemFinished { item, time } => {
            format!("Xong “{}”{}", item_title(meeting, *item), at(*time))
        }
        Fact::ItemSkipped { item, .. } => format!("Bỏ qua “{}”", item_title(meeting, *item)),
        Fact::NoteTaken(note) => {
            format!("{}{}: {}", note_kind(&note.kind), LANG.spoken(meeting, note), note.text)
        }
        Fact::NoteAmended(note) => {
            format!("Sửa ghi chép{}: {}", LANG.spoken(meeting, note), note.text)
        }
        Fact::NoteRemoved { .. } => "Xoá một ghi chép".into(),
        Fact::IndicatorReported(found) => {
            format!("Chỉ tiêu: {} {}", figure(found.value, found.of, found.unit), found.label)
        }
        Fact::IndicatorAmended(found) => {
            format!("Sửa chỉ tiêu: {} {}", figure(found.value, found.of, found.unit), found.label)
        }
        Fact::IndicatorRemoved { .. } => "Xoá một chỉ tiêu".into(),
        Fact::ConclusionWritten { text, .. } => format!("Kết luận: {text}"),
        Fact::ConclusionAmended { text, .. } => format!("Sửa kết luận: {text}"),
        Fact::ConclusionMoved { place, .. } => {
            format!("Chuyển một kết luận đến vị trí {}", place + 1)
        }
        Fact::ConclusionRemoved { .. } => "Xoá một kết luận".into(),
        Fact::TaskAssigned { conclusion, task } => {
            let owner =
                task.owner.as_ref().map_or("……".into(), |owner| meeting.told_name(owner));
            let due = task.due.as_ref().map_or("……".into(), due);
            let text =
                if task.text.is_empty() { String::new() } else { format!(": {}", task.text) };
            let done = task.done.as_ref().map(|result| format!(", {}", LANG.done(result)));
            let (number, done) = (number_of(meeting, *conclusion), done.unwrap_or_default());
            format!("Giao kết luận {number}: {owner}, thời hạn {due}{done}{text}")
        }
        Fact::VoteTaken(vote) => {
            format!(
                "Biểu quyết kết luận {}: {}",
                number_of(meeting, vote.conclusion),
                LANG.verdict(meeting, vote)
            )
        }
        Fact::VoteAnnulled { reason, .. } if reason.is_empty() => {
            "Huỷ kết quả một biểu quyết".into()
        }
        Fact::VoteAnnulled { reason, .. } => format!("Huỷ kết quả một biểu quyết: {reason}"),
        Fact::MeetingOpened { time } => format!("Khai mạc{}", at(*time)),
        Fact::MeetingClosed { time } => format!("Bế mạc{}", at(*time)),
        Fact::MinutesRead { time } => format!("Đọc lại biên bản{}", at(*time)),
        Fact::CorrectionNoted { text, .. } => format!("Đính chính: {text}"),
        Fact::MinutesAdopted { time } => format!("Thông qua biên bản{}", at(*time)),
        other => LANG.proceeding(meeting, other),
    }
}

pub(super) fn class(class: Class) -> String {
    match class {
        Class::Official => "chính thức",
        Class::Probationary => "dự bị",
        Class::Exempt => "miễn sinh hoạt",
        Class::Visiting => "sinh hoạt tạm thời",
        Class::Away => "tạm thời đi nơi khác",
        Class::Suspended => "đình chỉ",
    }
    .into()
}

pub(super) fn stage(stage: Stage) -> String {
    match stage {
        Stage::Planned => "dự kiến",
        Stage::InSession => "đang họp",
        Stage::Closed => "đã bế mạc",
        Stage::Adopted => "đã thông qua",
    }
    .into()
}

pub(super) fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Regular => "định kỳ",
        Kind::Thematic => "chuyên đề",
        Kind::Extraordinary => "bất thường",
        Kind::Congress => "đại hội",
        Kind::Other(name) => name,
    }
    .into()
}

pub(super) fn note_kind(kind: &NoteKind) -> String {
    match kind {
        NoteKind::Information => "thông tin",
        NoteKind::Review => "đánh giá",
        NoteKind::Opinion => "ý kiến",
        NoteKind::Shortcoming => "tồn tại",
        NoteKind::Proposal(_) => "kiến nghị",
        NoteKind::Directive => "chỉ đạo",
        NoteKind::Citation => "văn bản",
    }
    .into()
}

fn two(number: u32) -> String {
    super::two(LANG, number.into())
}

fn at(time: Option<Moment>) -> String {
    time.map(|time| format!(" lúc {}", short_time(time))).unwrap_or_default()
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
