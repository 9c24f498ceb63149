//! The verbs of the line language, in both languages.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::grammar::{
    Orders, add_item, convene, enrol, finish, from_to, guest, indicator, note, nothing_left, one,
    plain, proposal, skip, state, task, timed, unescape,
};
use super::options::{Takes, conclusion, item, joined, tokens};
use super::people::member;
use super::tables::{list_of, options_of};
use super::words::same_word;
use super::{business, course, polls, roll, standing, votes};
use crate::domain::{
    AgendaCommand, Command, CourseCommand, Detail, Fate, Gone, ItemId, Meeting, MotionCommand,
    NoteKind, Office, PauseKind, PollCommand, Presence, RecordCommand, RollCommand, SeatChange,
    SeatCommand, SlateKind,
};
use crate::journal::Order;
use crate::profiles::Library;
use crate::text::{Lang, Misread, Say, fold};

/// What a line begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Convene,
    Place,
    Locality,
    EnterpriseCode,
    Address,
    Number,
    Title,
    Chair,
    ViceChair,
    Secretary,
    Attendance,
    Member,
    Strike,
    Guest,
    Present,
    Late,
    Left,
    Back,
    Absent,
    Item,
    Start,
    Finish,
    Skip,
    Next,
    MoveItem,
    Information,
    Review,
    Opinion,
    Shortcoming,
    Proposal,
    Directive,
    Citation,
    Indicator,
    Conclude,
    Reword,
    MoveConclusion,
    Task,
    Vote,
    Answer,
    Paper,
    Settle,
    Recheck,
    Method,
    Drop,
    Annul,
    Motion,
    Amend,
    Substitute,
    Procedural,
    Second,
    Moved,
    Accept,
    Table,
    Withdraw,
    Postpone,
    Refer,
    Fell,
    Split,
    Reconsider,
    Election,
    Options,
    Nominate,
    StandDown,
    StrikeOff,
    Tellers,
    Shares,
    Proxies,
    Quorum,
    Proxy,
    Resign,
    Dismiss,
    Swear,
    EndTerms,
    CoOpt,
    SeatElected,
    Interest,
    Call,
    Recess,
    Adjourn,
    Committee,
    Resume,
    Opened,
    Closed,
    Amended,
    Informal,
    Formal,
    Remote,
    Open,
    Close,
    Read,
    Correct,
    Adopt,
    Quality,
    ResolutionNumber,
    ConclusionsNumber,
    ReportNumber,
    Symbol,
    Term,
    NextMeeting,
    Seal,
    OpenCorrection,
    Undo,
    Redo,
}

/// What a verb reads: what follows it, and what it may speak of.
pub(super) struct Line<'a> {
    pub(super) meeting: &'a Meeting,
    /// What follows the verb.
    pub(super) rest: &'a str,
    /// The running item.
    pub(super) here: Option<ItemId>,
    /// Rules at hand, where a meeting may be convened.
    pub(super) library: Option<&'a Library>,
}

/// A verb: its forms in both languages and an example of each.
#[derive(Debug)]
pub struct Verb {
    pub act: Act,
    pub en: &'static [&'static str],
    pub vi: &'static [&'static str],
    /// The rest of an example line, in English and in Vietnamese.
    pub example: [&'static str; 2],
    /// Names of people may follow.
    pub takes_name: bool,
    /// The orders of what follows it.
    pub(super) parse: fn(&Line<'_>) -> Orders,
}

impl Verb {
    /// Its first form.
    #[must_use]
    pub fn name(&self) -> Say {
        Say { vi: self.vi[0], en: self.en[0] }
    }

    /// An example of a line.
    #[must_use]
    pub fn example_in(&self, lang: Lang) -> String {
        let rest = if lang == Lang::Vi { self.example[1] } else { self.example[0] };
        format!("{} {rest}", self.name().in_lang(lang)).trim_end().to_owned()
    }

    /// Its options: all their words in a language, and what each means.
    pub fn options(&self) -> impl Iterator<Item = (Say, [&'static [&'static str]; 2])> {
        options_of(self.act).into_iter().map(|option| (option.means, [option.en, option.vi]))
    }

    /// The fixed words that stand behind it or behind one of its options, each list once.
    pub fn lists(&self) -> impl Iterator<Item = (Say, Vec<Say>)> {
        let own = list_of(self.act).map(|list| (self.name(), list.words()));
        let of_options = options_of(self.act).into_iter().filter_map(|option| match option.takes {
            Takes::Listed(list) => Some((Say { vi: option.vi[0], en: option.en[0] }, list.words())),
            _ => None,
        });
        own.into_iter().chain(of_options)
    }
}

macro_rules! verbs {
    ($($act:ident $en:expr, $vi:expr, $ex_en:literal, $ex_vi:literal, $name:literal => $parse:expr;)*) => {
        &[$(Verb {
            act: Act::$act,
            en: &$en,
            vi: &$vi,
            example: [$ex_en, $ex_vi],
            takes_name: $name,
            parse: $parse,
        }),*]
    };
}

/// All verbs, in the order in which a meeting needs them.
pub static VERBS: &[Verb] = verbs! {
    Convene ["convene"], ["triệu tập"], "\"Town Council\" rules board date 2026-11-22", "\"Chi bộ Văn phòng\" thuộc \"Đảng bộ Sở\" thể thức party-cell loại định kỳ ngày 8/11/2023", false => |line| convene(line.rest, false, line.library);
    Place ["place"], ["địa điểm"], "Room 3", "Phòng họp tầng 2", false => |line| state(Detail::Place, line.rest);
    Locality ["locality"], ["địa danh"], "Springfield", "Thanh Hoá", false => |line| state(Detail::Locality, line.rest);
    Number ["number"], ["số biên bản"], "12", "12", false => |line| state(Detail::Number, line.rest);
    Title ["title"], ["tên gọi"], "Minutes of the annual meeting", "sinh hoạt chi bộ định kỳ tháng 11 năm 2023", false => |line| state(Detail::Title, line.rest);
    Chair ["chair"], ["chủ trì"], "Reed", "Trung", true => |line| roll::office(line.meeting, Office::Chair, line.rest);
    ViceChair ["vice-chair", "vice chair"], ["phó chủ trì"], "Hughes", "Bình", true => |line| roll::office(line.meeting, Office::ViceChair, line.rest);
    Secretary ["secretary"], ["thư ký"], "Cole", "Hạnh", true => |line| roll::office(line.meeting, Office::Secretary, line.rest);
    Attendance ["attendance"], ["tình hình"], "total 9 present 8", "tổng số 8 có mặt 8 chính thức 7 dự bị 1", false => |line| roll::attendance(line.meeting, line.rest);
    Member ["member"], ["đảng viên", "thành viên"], "\"Ann Cole\" post \"Clerk\" class official", "\"Lê Sỹ Trung\" chức vụ \"Bí thư\" diện chính thức", false => |line| enrol(line.rest);
    Strike ["strike"], ["gạch tên"], "Cole", "Trung", true => |line| one(Command::Roll(RollCommand::StrikeMember {
        member: member(line.meeting, &plain(line.rest)?)?,
    }));
    Guest ["guest"], ["đại biểu", "khách mời"], "\"Joe Hall\" post \"Auditor\"", "\"Lê Hải Quân\" chức vụ \"Trưởng ban\" cấp trên", false => |line| guest(line.rest);
    Present ["present"], ["có mặt"], "all", "tất cả", true => |line| roll::present(line.meeting, line.rest);
    Late ["late"], ["đến muộn"], "Cole 14:05", "Hạnh 14:05", true => |line| roll::came_or_went(line.meeting, line.rest, &Presence::Late);
    Left ["left"], ["về sớm"], "Cole 15:30", "Hạnh 15:30", true => |line| roll::came_or_went(line.meeting, line.rest, &Presence::Left);
    Back ["back"], ["trở lại"], "Cole 15:45", "Hạnh 15:45", true => |line| roll::mark(line.meeting, line.rest, &Presence::Back);
    Absent ["absent"], ["vắng"], "Cole excused \"ill\"", "Nam có lý do \"ốm\"", true => |line| roll::absent(line.meeting, line.rest);
    Item ["item"], ["mục"], "\"Budget\" presenter Reed planned 15", "\"Thảo luận\" trình bày Trung thời lượng 15", false => |line| add_item(line.meeting, line.rest);
    Start ["start"], ["bắt đầu"], "2", "2", false => |line| timed(line.rest, |words, at| {
        Ok(Command::Agenda(AgendaCommand::StartItem {
            item: item(line.meeting, &joined(words))?,
            at,
        }))
    });
    Finish ["finish"], ["xong"], "2", "2", false => |line| timed(line.rest, |words, at| finish(line.meeting, words, line.here, at));
    Skip ["skip"], ["bỏ qua"], "3 \"no report\"", "3 \"chưa có báo cáo\"", false => |line| skip(line.meeting, line.rest);
    MoveItem ["move item"], ["chuyển mục"], "3 to 1", "3 đến 1", false => |line| {
        let (from, place) = from_to(line.rest)?;
        one(Command::Agenda(AgendaCommand::MoveItem { item: item(line.meeting, &from)?, place }))
    };
    Next ["next"], ["tiếp theo", "tiếp"], "", "", false => |line| timed(line.rest, |words, at| {
        nothing_left(words)?;
        Ok(Command::Agenda(AgendaCommand::NextItem { at }))
    });
    Information ["info", "note"], ["thông tin", "ghi"], "@Reed The lease ends in May.", "@Trung Phổ biến văn bản mới", true => |line| note(line.meeting, NoteKind::Information, line.rest);
    Review ["review"], ["đánh giá"], "@Reed Two of three goals met.", "@Hạnh Hoàn thành nhiệm vụ tháng 10", true => |line| note(line.meeting, NoteKind::Review, line.rest);
    Opinion ["opinion"], ["ý kiến"], "@Cole Agrees.", "@Nam Nhất trí với báo cáo", true => |line| note(line.meeting, NoteKind::Opinion, line.rest);
    Shortcoming ["shortcoming"], ["tồn tại"], "Papers came late.", "Tham mưu có lúc chưa kịp thời", true => |line| note(line.meeting, NoteKind::Shortcoming, line.rest);
    Proposal ["proposal"], ["kiến nghị"], "to \"the Mayor\": a new roof", "gửi \"Đảng ủy\": bổ sung biên chế", true => |line| proposal(line.meeting, line.rest);
    Directive ["directive"], ["chỉ đạo"], "@Hall Close the books by June.", "@Quân Rà soát các chỉ tiêu", true => |line| note(line.meeting, NoteKind::Directive, line.rest);
    Citation ["cite"], ["viện dẫn"], "Act 12 of 2020", "Kết luận số 01-KL/TW ngày 18/5/2021", true => |line| note(line.meeting, NoteKind::Citation, line.rest);
    Indicator ["indicator"], ["chỉ tiêu"], "75/75 files closed", "75/75 TTHC đã giải quyết", false => |line| indicator(line.here, line.rest);
    MoveConclusion ["move conclusion"], ["chuyển kết luận"], "2 to 1", "2 đến 1", false => |line| {
        let (from, place) = from_to(line.rest)?;
        one(Command::Record(RecordCommand::MoveConclusion {
            conclusion: conclusion(line.meeting, &from)?,
            place,
        }))
    };
    Reword ["reword"], ["sửa kết luận"], "1 Repair the roof by June.", "1 Rà soát chỉ tiêu trong tháng 11", false => |line| {
        let (number, text) = line.rest.split_once(char::is_whitespace).unwrap_or((line.rest, ""));
        let conclusion = conclusion(line.meeting, number)?;
        one(Command::Record(RecordCommand::AmendConclusion {
            conclusion,
            text: unescape(text),
        }))
    };
    Conclude ["conclude"], ["kết luận"], "Repair the roof.", "Rà soát các chỉ tiêu", false => |line| {
        one(Command::Record(RecordCommand::Conclude { item: line.here, text: unescape(line.rest) }))
    };
    Task ["task"], ["giao"], "1 owner Cole due 2026-12-01", "1 cho Hạnh hạn 30/11/2023", true => |line| task(line.meeting, line.rest);
    Vote ["vote"], ["biểu quyết"], "1 yes 7 no 1", "1 không đồng ý 1", false => |line| votes::vote(line.meeting, line.rest);
    Answer ["answer"], ["trả lời"], "1 yes Reed Cole", "1 đồng ý An Bình", true => |line| polls::answer(line.meeting, line.rest);
    Paper ["ballot"], ["lá phiếu"], "2 marks Reed Cole", "2 bầu An Bình", true => |line| polls::paper(line.meeting, line.rest);
    Settle ["settle"], ["định đoạt"], "1 chair yes", "1 chủ trì đồng ý", false => |line| standing::settle(line.meeting, line.rest);
    Recheck ["recheck"], ["rà soát biểu quyết"], "1 stands", "1 giữ nguyên", false => |line| standing::review(line.meeting, line.rest);
    Method ["method"], ["hình thức"], "1 hand", "1 giơ tay", false => |line| standing::state_method(line.meeting, line.rest);
    Drop ["drop"], ["bỏ số đang ghi"], "1", "1", false => |line| one(Command::Poll(PollCommand::ClearPoll {
        conclusion: conclusion(line.meeting, &plain(line.rest)?)?,
    }));
    Motion ["motion"], ["đề xuất"], "\"Repair the roof\" mover Reed seconder Cole", "\"Sửa nhà văn hoá\" người nêu An tán thành Bình", true => |line| business::bring(line.meeting, line.here, line.rest);
    Amend ["amend"], ["sửa đổi"], "1 \"Repair the roof by June\" mover Cole", "1 \"Sửa nhà văn hoá trong tháng 6\" người nêu Bình", true => |line| business::change(line.meeting, line.here, false, line.rest);
    Substitute ["substitute"], ["thay thế"], "1 \"Build a new hall\" mover Cole", "1 \"Xây nhà mới\" người nêu Bình", true => |line| business::change(line.meeting, line.here, true, line.rest);
    Procedural ["procedural"], ["thủ tục"], "close debate mover Reed", "kết thúc thảo luận người nêu An", true => |line| business::procedural(line.meeting, line.here, line.rest);
    Second ["second"], ["tán thành"], "1 Cole", "1 Bình", true => |line| business::second(line.meeting, line.rest);
    Moved ["mover"], ["người nêu"], "1 Reed seconder Cole", "1 An tán thành Bình", true => |line| business::moved(line.meeting, line.rest);
    Accept ["accept"], ["chấp nhận"], "2", "2", false => |line| {
        business::dispose_alone(line.meeting, line.rest, Fate::Accepted { before: String::new() })
    };
    Table ["table"], ["tạm gác"], "1", "1", false => |line| business::dispose_alone(line.meeting, line.rest, Fate::Tabled);
    Withdraw ["withdraw"], ["rút"], "1", "1", false => |line| business::dispose_alone(line.meeting, line.rest, Fate::Withdrawn);
    Postpone ["postpone"], ["hoãn"], "1 \"next meeting\"", "1 \"kỳ họp sau\"", false => |line| business::dispose(line.meeting, line.rest, Fate::Postponed);
    Refer ["refer"], ["chuyển xem xét"], "1 \"the finance committee\"", "1 \"tổ tài chính\"", false => |line| business::dispose(line.meeting, line.rest, Fate::Referred);
    Fell ["fell"], ["không xét"], "1 \"no seconder\"", "1 \"không có người tán thành\"", false => |line| business::dispose(line.meeting, line.rest, Fate::Fell);
    Split ["split"], ["tách"], "1 \"the roof\" \"the windows\"", "1 \"mái\" \"cửa sổ\"", false => |line| business::split(line.meeting, line.rest);
    Reconsider ["reconsider"], ["xem xét lại"], "1", "1", false => |line| one(Command::Motion(MotionCommand::Reconsider {
        conclusion: conclusion(line.meeting, &plain(line.rest)?)?,
    }));
    Election ["election"], ["bầu cử"], "\"Treasurer\" seats 1 candidates \"Ann Reed\" \"Ben Cole\"", "\"Bầu chi ủy\" số lượng 3 ứng cử \"Nguyễn Văn An\" \"Trần Thị Bình\"", false => |line| business::slate(line.meeting, line.here, SlateKind::Election, line.rest);
    Options ["options"], ["phương án"], "\"Which roof?\" choices \"tile\" \"tin\"", "\"Kỷ luật đồng chí Nam\" về việc kỷ luật", false => |line| business::slate(line.meeting, line.here, SlateKind::Options, line.rest);
    Nominate ["nominate"], ["đề cử"], "2 \"Dan Hughes\" by Reed", "2 \"Lê Văn Cường\" người giới thiệu An", true => |line| business::nominate(line.meeting, line.rest);
    StandDown ["stand down"], ["xin rút"], "2 Cole", "2 Bình", true => |line| business::take_off(line.meeting, line.rest, Gone::Withdrew);
    StrikeOff ["strike off"], ["cho rút"], "2 Cole", "2 Bình", true => |line| business::take_off(line.meeting, line.rest, Gone::StruckOff);
    Tellers ["tellers"], ["kiểm phiếu"], "2 Reed Cole", "2 An Bình", true => |line| business::tellers(line.meeting, line.rest);
    Shares ["shares", "weight"], ["cổ phần"], "Reed 500 group founders", "An 500", true => |line| business::rate(line.meeting, line.rest);
    Proxy ["proxy"], ["uỷ quyền", "ủy quyền"], "Cole to Reed", "Bình cho An", true => |line| business::proxy(line.meeting, line.rest);
    Proxies ["proxies"], ["cho uỷ quyền", "cho ủy quyền"], "2 because \"Bylaws, article 12\"", "2 vì \"Điều lệ, Điều 12\"", false => |line| business::proxies(line.rest);
    Quorum ["quorum"], ["số người dự"], "5 because \"Bylaws, article 4\"", "5 vì \"Điều lệ, Điều 4\"", false => |line| business::quorum(line.rest);
    Resign ["resign"], ["từ nhiệm"], "Cole 15:00", "Bình 15:00", true => |line| business::seat(line.meeting, line.rest, SeatChange::Resigned);
    Dismiss ["dismiss"], ["bãi nhiệm"], "Cole", "Bình", true => |line| business::seat(line.meeting, line.rest, SeatChange::Removed);
    Swear ["swear"], ["tuyên thệ"], "Cole", "Bình", true => |line| business::seat(line.meeting, line.rest, SeatChange::Sworn);
    EndTerms ["end terms"], ["hết nhiệm kỳ"], "", "", false => |line| timed(line.rest, |words, at| {
        nothing_left(words).map(|()| Command::Seat(SeatCommand::EndTerms { at }))
    });
    CoOpt ["coopt"], ["bổ sung"], "\"Dan Hughes\"", "\"Lê Văn Cường\"", false => |line| business::co_opt(line.rest);
    SeatElected ["seat elected"], ["nhận nhiệm vụ"], "2", "2", false => |line| business::seat_elected(line.meeting, line.rest);
    Interest ["interest"], ["lợi ích"], "Cole item 2 leaves \"owns the land\"", "Bình mục 2 ra ngoài \"có đất liên quan\"", true => |line| business::interest(line.meeting, line.here, line.rest);
    Call ["call"], ["lần triệu tập"], "2", "2", false => |line| business::call(line.rest);
    Recess ["recess"], ["tạm nghỉ"], "15:00", "15:00", false => |line| course::pause(line.rest, PauseKind::Recess);
    Adjourn ["adjourn"], ["hết buổi"], "12:00 until \"9 March, 9:00\"", "12:00 đến \"8 giờ ngày 9/3\"", false => |line| course::pause(line.rest, PauseKind::Adjourned);
    Committee ["committee of the whole"], ["họp tổ toàn thể"], "14:00", "14:00", false => |line| course::pause(line.rest, PauseKind::Committee);
    Resume ["resume"], ["họp tiếp"], "15:15", "15:15", false => |line| timed(line.rest, |words, at| {
        nothing_left(words).map(|()| Command::Course(CourseCommand::Resume { at }))
    });
    Opened ["opened"], ["đã khai mạc"], "14:05", "14:05", false => |line| timed(line.rest, |words, at| {
        nothing_left(words).map(|()| Command::Course(CourseCommand::AmendOpening { at }))
    });
    Closed ["closed"], ["đã bế mạc"], "16:35", "16:35", false => |line| timed(line.rest, |words, at| {
        nothing_left(words).map(|()| Command::Course(CourseCommand::AmendClosing { at }))
    });
    Amended ["meeting"], ["cuộc họp"], "body \"Town Council\" date 2026-11-23", "tên \"Chi bộ Văn phòng\" ngày 9/11/2023", false => |line| course::amended(line.meeting, line.rest, line.library);
    Informal ["informal"], ["họp trao đổi"], "", "", false => |line| business::informal(line.rest, true);
    Formal ["formal"], ["họp chính thức"], "", "", false => |line| business::informal(line.rest, false);
    Remote ["remote"], ["trực tuyến"], "Cole 14:10", "Bình 14:10", true => |line| roll::mark(line.meeting, line.rest, &Presence::Remote);
    Annul ["annul"], ["huỷ biểu quyết", "hủy biểu quyết"], "1 \"miscounted\"", "1 \"đếm nhầm\"", false => |line| polls::annul(line.meeting, line.rest);
    Open ["open"], ["khai mạc"], "14:00", "14:00", false => |line| timed(line.rest, |words, at| nothing_left(words).map(|()| Command::Open { at }));
    Close ["close"], ["bế mạc"], "16:30", "16:30", false => |line| timed(line.rest, |words, at| nothing_left(words).map(|()| Command::Close { at }));
    Read ["read"], ["đọc lại"], "", "", false => |line| {
        timed(line.rest, |words, at| nothing_left(words).map(|()| Command::ReadBack { at }))
    };
    Correct ["correct"], ["đính chính"], "Item 2: the sum is 12,000.", "Mục 2: số đúng là 12", false => |line| one(Command::Correct { text: unescape(line.rest) });
    Adopt ["adopt"], ["thông qua biên bản", "thông qua"], "", "", false => |line| timed(line.rest, |words, at| nothing_left(words).map(|()| Command::Adopt { at }));
    Quality ["quality"], ["chất lượng"], "met its goals", "95/100 điểm, xếp loại tốt", false => |line| state(Detail::Quality, line.rest);
    ResolutionNumber ["resolution number"], ["số nghị quyết"], "4", "4", false => |line| state(Detail::ResolutionNumber, line.rest);
    ConclusionsNumber ["conclusions number"], ["số kết luận"], "4", "4", false => |line| state(Detail::ConclusionsNumber, line.rest);
    ReportNumber ["report number"], ["số báo cáo"], "4", "4", false => |line| state(Detail::ReportNumber, line.rest);
    Symbol ["symbol"], ["ký hiệu"], "TC", "CB", false => |line| state(Detail::Symbol, line.rest);
    Term ["term"], ["nhiệm kỳ"], "2025-2030", "2025-2030", false => |line| state(Detail::Term, line.rest);
    EnterpriseCode ["company number"], ["mã số doanh nghiệp"], "01234567", "0100000000", false => |line| state(Detail::EnterpriseCode, line.rest);
    Address ["registered office"], ["địa chỉ trụ sở", "trụ sở chính"], "1 Mill Street, Larkfield", "Số 1, phố Chợ, phường Đông Hà", false => |line| state(Detail::Address, line.rest);
    NextMeeting ["next meeting"], ["kỳ họp sau"], "2026-12-20 18:00", "08/12/2023 14:00", false => |line| state(Detail::NextMeeting, line.rest);
    Seal ["seal"], ["niêm phong"], "", "", false => |line| tokens(line.rest)
        .and_then(|words| nothing_left(&words))
        .and_then(|()| one(Command::Seal { template: String::new() }));
    OpenCorrection ["open correction"], ["mở đính chính"], "the sum in item 2 was wrong", "ghi nhầm số ở mục 2", false => |line| one(Command::OpenCorrection { reason: plain(line.rest)? });
    Undo ["undo"], ["hoàn tác"], "", "", false => |line| {
        tokens(line.rest).and_then(|words| nothing_left(&words)).map(|()| vec![Order::Undo])
    };
    Redo ["redo"], ["làm lại"], "", "", false => |line| {
        tokens(line.rest).and_then(|words| nothing_left(&words)).map(|()| vec![Order::Redo])
    };
};

/// All forms of all verbs.
fn forms() -> impl Iterator<Item = (&'static Verb, &'static str)> {
    VERBS.iter().flat_map(|verb| verb.vi.iter().chain(verb.en).map(move |form| (verb, *form)))
}

/// The verb a line begins with, and the rest of the line. The longest form wins.
///
/// # Errors
/// The typed words and verbs that are near, if none is.
pub(super) fn recognise(line: &str) -> Result<(&'static Verb, &str), Misread> {
    let found = forms()
        .filter_map(|(verb, form)| Some((verb, form, rest_after(line, form)?)))
        .max_by_key(|(_, form, _)| form.split(' ').count());
    if let Some((verb, _, rest)) = found {
        return Ok((verb, rest));
    }
    let typed: String = line.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    let first = fold(line.split_whitespace().next().unwrap_or(""));
    let first = first.get(..2).unwrap_or(&first);
    let near = VERBS
        .iter()
        .filter(|verb| verb.vi.iter().chain(verb.en).any(|form| fold(form).starts_with(first)))
        .map(|verb| Say { vi: verb.vi[0], en: verb.en[0] })
        .take(4)
        .collect();
    Err(Misread::Verb { typed, near })
}

/// The orders of a line whose verb is known.
pub(super) fn orders(
    verb: &Verb,
    rest: &str,
    meeting: &Meeting,
    library: Option<&Library>,
) -> Orders {
    let here = meeting.running().map(|item| item.id);
    (verb.parse)(&Line { meeting, rest, here, library })
}

/// What follows a form at the beginning of a line, marks or none.
fn rest_after<'a>(line: &'a str, form: &str) -> Option<&'a str> {
    let mut rest = line.trim_start();
    for word in form.split(' ') {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let typed = rest[..end].trim_end_matches(':');
        if !same_word(typed, word) {
            return None;
        }
        rest = rest[end..].trim_start();
    }
    Some(rest)
}

/// Verbs that go on from what was typed, those of a language first.
pub(super) fn beginning(typed: &str, lang: Lang) -> impl Iterator<Item = &'static str> {
    let wanted = fold(typed);
    let of = |verb: &'static Verb, lang| if lang == Lang::Vi { verb.vi } else { verb.en };
    let other = if lang == Lang::Vi { Lang::En } else { Lang::Vi };
    let forms = [lang, other].into_iter();
    let forms = forms.flat_map(move |lang| VERBS.iter().flat_map(move |verb| of(verb, lang)));
    forms.copied().filter(move |form| fold(form).starts_with(&wanted))
}

/// The English words of the language, parted at hyphens: they are typed as they stand, whatever a
/// way of typing Vietnamese would make of them.
#[must_use]
pub fn is_english_word(word: &str) -> bool {
    static WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
        let of_verb = |verb: &'static Verb| {
            let options = verb.options().flat_map(|(_, forms)| forms[0].iter().copied());
            let listed = verb.lists().flat_map(|(_, list)| list).map(|word| word.en);
            verb.en.iter().copied().chain(options).chain(listed)
        };
        VERBS.iter().flat_map(of_verb).flat_map(|words| words.split([' ', '-'])).collect()
    });
    WORDS.contains(word)
}
