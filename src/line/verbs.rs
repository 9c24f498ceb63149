//! The verbs of the line language, in both languages.

use super::options::Takes;
use super::tables::{list_of, options_of};
use crate::text::{Lang, Misread, Say, fold};

/// What a line begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Convene,
    Place,
    Locality,
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
    ($($act:ident $en:expr, $vi:expr, $ex_en:literal, $ex_vi:literal, $name:literal;)*) => {
        &[$(Verb {
            act: Act::$act,
            en: &$en,
            vi: &$vi,
            example: [$ex_en, $ex_vi],
            takes_name: $name,
        }),*]
    };
}

/// All verbs, in the order in which a meeting needs them.
pub static VERBS: &[Verb] = verbs! {
    Convene ["convene"], ["triệu tập"], "\"Town Council\" rules board date 2026-11-22", "\"Chi bộ Văn phòng\" thuộc \"Đảng bộ Sở\" thể thức party-cell loại định kỳ ngày 8/11/2023", false;
    Place ["place"], ["địa điểm"], "Room 3", "Phòng họp tầng 2", false;
    Locality ["locality"], ["địa danh"], "Springfield", "Thanh Hoá", false;
    Number ["number"], ["số biên bản"], "12", "12", false;
    Title ["title"], ["tên gọi"], "Minutes of the annual meeting", "sinh hoạt chi bộ định kỳ tháng 11 năm 2023", false;
    Chair ["chair"], ["chủ trì"], "Reed", "Trung", true;
    ViceChair ["vice-chair", "vice chair"], ["phó chủ trì"], "Hughes", "Bình", true;
    Secretary ["secretary"], ["thư ký"], "Cole", "Hạnh", true;
    Attendance ["attendance"], ["tình hình"], "total 9 present 8", "tổng số 8 có mặt 8 chính thức 7 dự bị 1", false;
    Member ["member"], ["đảng viên", "thành viên"], "\"Ann Cole\" post \"Clerk\" class official", "\"Lê Sỹ Trung\" chức vụ \"Bí thư\" diện chính thức", false;
    Strike ["strike"], ["gạch tên"], "Cole", "Trung", true;
    Guest ["guest"], ["đại biểu", "khách mời"], "\"Joe Hall\" post \"Auditor\"", "\"Lê Hải Quân\" chức vụ \"Trưởng ban\" cấp trên", false;
    Present ["present"], ["có mặt"], "all", "tất cả", true;
    Late ["late"], ["đến muộn"], "Cole 14:05", "Hạnh 14:05", true;
    Left ["left"], ["về sớm"], "Cole 15:30", "Hạnh 15:30", true;
    Back ["back"], ["trở lại"], "Cole 15:45", "Hạnh 15:45", true;
    Absent ["absent"], ["vắng"], "Cole excused \"ill\"", "Nam có lý do \"ốm\"", true;
    Item ["item"], ["mục"], "\"Budget\" presenter Reed planned 15", "\"Thảo luận\" trình bày Trung thời lượng 15", false;
    Start ["start"], ["bắt đầu"], "2", "2", false;
    Finish ["finish"], ["xong"], "2", "2", false;
    Skip ["skip"], ["bỏ qua"], "3 \"no report\"", "3 \"chưa có báo cáo\"", false;
    MoveItem ["move item"], ["chuyển mục"], "3 to 1", "3 đến 1", false;
    Next ["next"], ["tiếp theo", "tiếp"], "", "", false;
    Information ["info", "note"], ["thông tin", "ghi"], "@Reed The lease ends in May.", "@Trung Phổ biến văn bản mới", true;
    Review ["review"], ["đánh giá"], "@Reed Two of three goals met.", "@Hạnh Hoàn thành nhiệm vụ tháng 10", true;
    Opinion ["opinion"], ["ý kiến"], "@Cole Agrees.", "@Nam Nhất trí với báo cáo", true;
    Shortcoming ["shortcoming"], ["tồn tại"], "Papers came late.", "Tham mưu có lúc chưa kịp thời", true;
    Proposal ["proposal"], ["kiến nghị"], "to \"the Mayor\": a new roof", "gửi \"Đảng ủy\": bổ sung biên chế", true;
    Directive ["directive"], ["chỉ đạo"], "@Hall Close the books by June.", "@Quân Rà soát các chỉ tiêu", true;
    Citation ["cite"], ["viện dẫn"], "Act 12 of 2020", "Kết luận số 01-KL/TW ngày 18/5/2021", true;
    Indicator ["indicator"], ["chỉ tiêu"], "75/75 files closed", "75/75 TTHC đã giải quyết", false;
    MoveConclusion ["move conclusion"], ["chuyển kết luận"], "2 to 1", "2 đến 1", false;
    Reword ["reword"], ["sửa kết luận"], "1 Repair the roof by June.", "1 Rà soát chỉ tiêu trong tháng 11", false;
    Conclude ["conclude"], ["kết luận"], "Repair the roof.", "Rà soát các chỉ tiêu", false;
    Task ["task"], ["giao"], "1 owner Cole due 2026-12-01", "1 cho Hạnh hạn 30/11/2023", true;
    Vote ["vote"], ["biểu quyết"], "1 yes 7 no 1", "1 không đồng ý 1", false;
    Answer ["answer"], ["trả lời"], "1 yes Reed Cole", "1 đồng ý An Bình", true;
    Paper ["ballot"], ["lá phiếu"], "2 marks Reed Cole", "2 bầu An Bình", true;
    Settle ["settle"], ["định đoạt"], "1 chair yes", "1 chủ trì đồng ý", false;
    Recheck ["recheck"], ["rà soát biểu quyết"], "1 stands", "1 giữ nguyên", false;
    Method ["method"], ["hình thức"], "1 hand", "1 giơ tay", false;
    Drop ["drop"], ["bỏ số đang ghi"], "1", "1", false;
    Motion ["motion"], ["đề xuất"], "\"Repair the roof\" mover Reed seconder Cole", "\"Sửa nhà văn hoá\" người nêu An tán thành Bình", true;
    Amend ["amend"], ["sửa đổi"], "1 \"Repair the roof by June\" mover Cole", "1 \"Sửa nhà văn hoá trong tháng 6\" người nêu Bình", true;
    Substitute ["substitute"], ["thay thế"], "1 \"Build a new hall\" mover Cole", "1 \"Xây nhà mới\" người nêu Bình", true;
    Procedural ["procedural"], ["thủ tục"], "close debate mover Reed", "kết thúc thảo luận người nêu An", true;
    Second ["second"], ["tán thành"], "1 Cole", "1 Bình", true;
    Moved ["mover"], ["người nêu"], "1 Reed seconder Cole", "1 An tán thành Bình", true;
    Accept ["accept"], ["chấp nhận"], "2", "2", false;
    Table ["table"], ["tạm gác"], "1", "1", false;
    Withdraw ["withdraw"], ["rút"], "1", "1", false;
    Postpone ["postpone"], ["hoãn"], "1 \"next meeting\"", "1 \"kỳ họp sau\"", false;
    Refer ["refer"], ["chuyển xem xét"], "1 \"the finance committee\"", "1 \"tổ tài chính\"", false;
    Fell ["fell"], ["không xét"], "1 \"no seconder\"", "1 \"không có người tán thành\"", false;
    Split ["split"], ["tách"], "1 \"the roof\" \"the windows\"", "1 \"mái\" \"cửa sổ\"", false;
    Reconsider ["reconsider"], ["xem xét lại"], "1", "1", false;
    Election ["election"], ["bầu cử"], "\"Treasurer\" seats 1 candidates \"Ann Reed\" \"Ben Cole\"", "\"Bầu chi ủy\" số lượng 3 ứng cử \"Nguyễn Văn An\" \"Trần Thị Bình\"", false;
    Options ["options"], ["phương án"], "\"Which roof?\" choices \"tile\" \"tin\"", "\"Kỷ luật đồng chí Nam\" về việc kỷ luật", false;
    Nominate ["nominate"], ["đề cử"], "2 \"Dan Hughes\" by Reed", "2 \"Lê Văn Cường\" người giới thiệu An", true;
    StandDown ["stand down"], ["xin rút"], "2 Cole", "2 Bình", true;
    StrikeOff ["strike off"], ["cho rút"], "2 Cole", "2 Bình", true;
    Tellers ["tellers"], ["kiểm phiếu"], "2 Reed Cole", "2 An Bình", true;
    Shares ["shares", "weight"], ["cổ phần"], "Reed 500 group founders", "An 500", true;
    Proxy ["proxy"], ["uỷ quyền", "ủy quyền"], "Cole to Reed", "Bình cho An", true;
    Proxies ["proxies"], ["cho uỷ quyền", "cho ủy quyền"], "2 because \"Bylaws, article 12\"", "2 vì \"Điều lệ, Điều 12\"", false;
    Quorum ["quorum"], ["số người dự"], "5 because \"Bylaws, article 4\"", "5 vì \"Điều lệ, Điều 4\"", false;
    Resign ["resign"], ["từ nhiệm"], "Cole 15:00", "Bình 15:00", true;
    Dismiss ["dismiss"], ["bãi nhiệm"], "Cole", "Bình", true;
    Swear ["swear"], ["tuyên thệ"], "Cole", "Bình", true;
    EndTerms ["end terms"], ["hết nhiệm kỳ"], "", "", false;
    CoOpt ["coopt"], ["bổ sung"], "\"Dan Hughes\"", "\"Lê Văn Cường\"", false;
    SeatElected ["seat elected"], ["nhận nhiệm vụ"], "2", "2", false;
    Interest ["interest"], ["lợi ích"], "Cole item 2 leaves \"owns the land\"", "Bình mục 2 ra ngoài \"có đất liên quan\"", true;
    Call ["call"], ["lần triệu tập"], "2", "2", false;
    Recess ["recess"], ["tạm nghỉ"], "15:00", "15:00", false;
    Adjourn ["adjourn"], ["hết buổi"], "12:00 until \"9 March, 9:00\"", "12:00 đến \"8 giờ ngày 9/3\"", false;
    Committee ["committee of the whole"], ["họp tổ toàn thể"], "14:00", "14:00", false;
    Resume ["resume"], ["họp tiếp"], "15:15", "15:15", false;
    Opened ["opened"], ["đã khai mạc"], "14:05", "14:05", false;
    Closed ["closed"], ["đã bế mạc"], "16:35", "16:35", false;
    Amended ["meeting"], ["cuộc họp"], "body \"Town Council\" date 2026-11-23", "tên \"Chi bộ Văn phòng\" ngày 9/11/2023", false;
    Informal ["informal"], ["họp trao đổi"], "", "", false;
    Formal ["formal"], ["họp chính thức"], "", "", false;
    Remote ["remote"], ["trực tuyến"], "Cole 14:10", "Bình 14:10", true;
    Annul ["annul"], ["huỷ biểu quyết", "hủy biểu quyết"], "1 \"miscounted\"", "1 \"đếm nhầm\"", false;
    Open ["open"], ["khai mạc"], "14:00", "14:00", false;
    Close ["close"], ["bế mạc"], "16:30", "16:30", false;
    Read ["read"], ["đọc lại"], "", "", false;
    Correct ["correct"], ["đính chính"], "Item 2: the sum is 12,000.", "Mục 2: số đúng là 12", false;
    Adopt ["adopt"], ["thông qua biên bản", "thông qua"], "", "", false;
    Quality ["quality"], ["chất lượng"], "met its goals", "95/100 điểm, xếp loại tốt", false;
    ResolutionNumber ["resolution number"], ["số nghị quyết"], "4", "4", false;
    ConclusionsNumber ["conclusions number"], ["số kết luận"], "4", "4", false;
    ReportNumber ["report number"], ["số báo cáo"], "4", "4", false;
    Symbol ["symbol"], ["ký hiệu"], "TC", "CB", false;
    Term ["term"], ["nhiệm kỳ"], "2025-2030", "2025-2030", false;
    NextMeeting ["next meeting"], ["kỳ họp sau"], "2026-12-20 18:00", "08/12/2023 14:00", false;
    Seal ["seal"], ["niêm phong"], "", "", false;
    OpenCorrection ["open correction"], ["mở đính chính"], "the sum in item 2 was wrong", "ghi nhầm số ở mục 2", false;
    Undo ["undo"], ["hoàn tác"], "", "", false;
    Redo ["redo"], ["làm lại"], "", "", false;
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

/// A typed mark is meant: a word with marks must carry the right ones, a word without may stand
/// for any.
pub(super) fn same_word(typed: &str, word: &str) -> bool {
    let typed = typed.to_lowercase();
    typed == word || (fold(&typed) == typed && typed == fold(word))
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
