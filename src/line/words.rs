//! Fixed words of the line language, in either language, marks or none.

use crate::domain::{Base, Class, Decision, Kind, Method, Procedure};
use crate::profiles;
use crate::text::{Misread, Say, fold};

/// A list of words of which an option takes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    Bases,
    Classes,
    Decisions,
    Kinds,
    Methods,
    Procedures,
    Rules,
    Thresholds,
}

impl List {
    /// Its words, in the order in which they are offered.
    pub fn words(self) -> Vec<Say> {
        match self {
            Self::Bases => says(&BASES),
            Self::Classes => says(&CLASSES),
            Self::Decisions => says(&DECISIONS),
            Self::Kinds => says(&KINDS),
            Self::Methods => says(&METHODS),
            Self::Procedures => says(&PROCEDURES),
            Self::Rules => profiles::IDS.map(|id| Say { vi: id, en: id }).to_vec(),
            Self::Thresholds => THRESHOLDS.map(|word| Say { vi: word, en: word }).to_vec(),
        }
    }
}

/// A value, and the words for it in English and in Vietnamese.
type Named<T> = (&'static str, &'static str, T);

fn says<T>(list: &[Named<T>]) -> Vec<Say> {
    let mut says: Vec<Say> = Vec::new();
    for (en, vi, _) in list {
        // A second word for the same is understood, not offered.
        if says.iter().all(|say| say.en != *en && say.vi != *vi) {
            says.push(Say { vi, en });
        }
    }
    says
}

/// Of whom a majority is taken.
pub(super) const BASES: [Named<Base>; 9] = [
    ("statutory", "theo điều lệ", Base::Statutory),
    ("entitled", "được quyền biểu quyết", Base::Entitled),
    ("entitled-less-abstaining", "được quyền trừ không biểu quyết", Base::EntitledLessAbstaining),
    ("present", "có mặt", Base::Present),
    ("cast", "phiếu đã bỏ", Base::Cast),
    ("yes-no", "đồng ý và không đồng ý", Base::YesNo),
    ("valid", "phiếu hợp lệ", Base::Valid),
    ("returned", "phiếu thu về", Base::Returned),
    ("issued", "phiếu phát ra", Base::Issued),
];

/// Majorities, as examples.
pub(super) const THRESHOLDS: [&str; 6] =
    ["> 1/2", ">= 2/3", ">= 65%", "6 votes", "unanimous", "most"];

/// What a member's part in the body is.
pub(super) const CLASSES: [Named<Class>; 6] = [
    ("official", "chính thức", Class::Official),
    ("probationary", "dự bị", Class::Probationary),
    ("exempt", "miễn sinh hoạt", Class::Exempt),
    ("visiting", "tạm thời đến", Class::Visiting),
    ("away", "tạm thời đi", Class::Away),
    ("suspended", "đình chỉ", Class::Suspended),
];

/// What is decided.
pub(super) const DECISIONS: [Named<Decision>; 15] = [
    ("resolution", "nghị quyết", Decision::Resolution),
    ("admission", "kết nạp", Decision::Admission),
    ("recognition", "công nhận chính thức", Decision::Recognition),
    ("removal", "xoá tên", Decision::Removal),
    ("expulsion", "khai trừ", Decision::Expulsion),
    ("two-thirds", "hai phần ba", Decision::TwoThirds),
    ("election", "bầu cử", Decision::Election),
    ("discipline", "kỷ luật", Decision::Discipline),
    ("grading", "xếp loại", Decision::Grading),
    ("confidence", "tín nhiệm", Decision::Confidence),
    ("options", "phương án", Decision::Options),
    ("statutes", "điều lệ", Decision::Statutes),
    ("dissolution", "giải thể", Decision::Dissolution),
    ("dismissal", "bãi nhiệm", Decision::Dismissal),
    ("procedure", "thủ tục", Decision::Procedure),
];

/// Kinds of meeting; any other is in the body's own words.
pub(super) const KINDS: [Named<Kind>; 4] = [
    ("regular", "định kỳ", Kind::Regular),
    ("thematic", "chuyên đề", Kind::Thematic),
    ("extraordinary", "bất thường", Kind::Extraordinary),
    ("congress", "đại hội", Kind::Congress),
];

/// Manners of voting; any other is quoted.
pub(super) const METHODS: [Named<Method>; 14] = [
    ("hand", "giơ tay", Method::Hand),
    ("card", "giơ thẻ", Method::Card),
    ("ballot", "phiếu kín", Method::SecretBallot),
    ("consent", "không phản đối", Method::Consent),
    ("roll call", "gọi tên", Method::RollCall),
    ("post", "gửi phiếu", Method::Remote),
    ("acclamation", "hoan nghênh", Method::Acclamation),
    ("voice", "biểu quyết bằng lời", Method::Voice),
    ("voice", "lời", Method::Voice),
    ("division", "đứng lên", Method::Division),
    ("button", "bấm nút", Method::Button),
    ("circular", "lấy ý kiến bằng văn bản", Method::Circular),
    ("circular", "văn bản", Method::Circular),
    ("electronic mail", "thư điện tử", Method::Circular),
];

/// What a procedural motion asks for.
pub(super) const PROCEDURES: [Named<Procedure>; 8] = [
    ("postpone", "hoãn", Procedure::Postpone),
    ("refer", "chuyển xem xét", Procedure::Refer),
    ("close debate", "kết thúc thảo luận", Procedure::CloseDebate),
    ("recess", "tạm nghỉ", Procedure::Recess),
    ("reconsider", "xem xét lại", Procedure::Reconsider),
    ("adjourn", "bế mạc", Procedure::Adjourn),
    ("fix the time", "định thời gian họp tiếp", Procedure::FixTime),
    ("obtain a quorum", "tìm đủ số người dự", Procedure::ObtainQuorum),
];

/// Whether words are a phrase, marks or none.
pub(super) fn alike(words: &str, phrase: &str) -> bool {
    let words: Vec<&str> = words.split_whitespace().collect();
    let phrase: Vec<&str> = phrase.split(' ').collect();
    words.len() == phrase.len()
        && words.iter().zip(phrase).all(|(word, other)| same_word(word, other))
}

/// The value that words name in either language.
///
/// # Errors
/// [`Misread::Word`] with the words there are.
pub(super) fn pick<T: Clone>(words: &str, list: &[Named<T>]) -> Result<T, Misread> {
    let found = list.iter().find(|(en, vi, _)| alike(words, en) || alike(words, vi));
    found
        .map(|(_, _, value)| value.clone())
        .ok_or_else(|| Misread::Word { typed: words.to_owned(), words: says(list) })
}

/// A typed mark is meant: a word with marks must carry the right ones, a word without may stand
/// for any.
pub(super) fn same_word(typed: &str, word: &str) -> bool {
    let typed = typed.to_lowercase();
    typed == word || (fold(&typed) == typed && typed == fold(word))
}
