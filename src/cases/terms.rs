//! The words of a case, and how its answer is told.

use crate::domain::{Base, Tally, Threshold, VoteDoubt};

/// The base of a word, where it is one of the rules' own.
pub(super) fn base_of(word: &str) -> Base {
    match word {
        "YN" => Base::YesNo,
        "valid" => Base::Valid,
        "cast" => Base::Returned,
        "entitled" | "entitled_adjusted" | "given" => Base::Entitled,
        "entitled_present" | "present" => Base::Present,
        "entitled_minus_abstain" => Base::EntitledLessAbstaining,
        "issued" => Base::Issued,
        _ => Base::Cast,
    }
}

/// Whether a base counts people or ballots.
pub(super) fn heads(word: &str) -> bool {
    matches!(
        word,
        "cast"
            | "entitled"
            | "entitled_adjusted"
            | "entitled_present"
            | "present"
            | "entitled_minus_abstain"
            | "issued"
    )
}

/// The kinds of members the Party's implementing regulation (9.3.2) speaks of, in the words of a case
/// and in its own: whether they are taken out of the base.
///
/// Taken out are those sent elsewhere, those exempt and absent, those suspended, prosecuted or
/// detained, those on probation, who have no vote, and delegates absent throughout with leave. A
/// member who came is counted; so is one who is merely absent.
const DEDUCTIONS: [(&str, &str, bool); 16] = [
    ("transferred_absent", "sinh hoạt tạm thời nơi khác", true),
    ("transferred_present", "sinh hoạt tạm thời nơi khác, có mặt", false),
    ("away_absent", "đi làm xa", true),
    ("away_present", "đi làm xa, có mặt", false),
    ("exempt_absent", "được miễn công tác và sinh hoạt, vắng", true),
    ("exempt_present", "được miễn công tác và sinh hoạt, có mặt", false),
    ("suspended", "bị đình chỉ sinh hoạt", true),
    ("prosecuted", "bị khởi tố", true),
    ("detained", "bị tạm giam", true),
    ("expelled", "bị khai trừ", true),
    ("probationary", "dự bị", true),
    ("absent_with_leave", "vắng suốt đại hội, có lý do được đồng ý", true),
    ("delegate_absent_no_substitute", "đại biểu vắng không có dự khuyết thay", true),
    ("absent", "vắng", false),
    ("late", "đến muộn", false),
    ("abroad", "đi nước ngoài", false),
];

/// Whether members of a kind are taken out of the base; `None` for a kind nobody knows.
pub(super) fn deduction(key: &str) -> Option<bool> {
    let of_word = |(en, vi, _): &&(&str, &str, bool)| *en == key || *vi == key;
    DEDUCTIONS.iter().find(of_word).map(|(_, _, out)| *out)
}

pub(super) fn unsigned(number: i128) -> u64 {
    u64::try_from(number.max(0)).unwrap_or(u64::MAX)
}

pub(super) fn words(threshold: Threshold) -> String {
    crate::text::Lang::En.threshold(threshold)
}

pub(super) fn told(doubt: &VoteDoubt) -> String {
    crate::text::Lang::En.vote_doubt(&crate::domain::Meeting::default(), doubt)
}

pub(super) fn explain(
    threshold: Option<Threshold>,
    tally: Tally,
    base: Option<i128>,
    needed: Option<i128>,
    pass: Option<bool>,
) -> String {
    let known = |number: Option<i128>| number.map_or("……".into(), |number| number.to_string());
    let yes = tally.yes.unwrap_or(0);
    let mut text = format!("{yes} of {} for", known(base));
    if let Some(threshold) = threshold {
        text.push_str(&format!("; {} needed ({})", known(needed), words(threshold)));
        if let (Threshold::Part { fraction, .. }, Some(base)) = (threshold, base) {
            let (have, want) = (
                u128::from(yes) * u128::from(fraction.den),
                u128::from(unsigned(base)) * u128::from(fraction.num),
            );
            text.push_str(&format!("; {yes} × {} = {have} against {want}", fraction.den));
        }
    }
    text.push_str(match pass {
        Some(true) => ": carried",
        Some(false) => ": lost",
        None => ": no verdict",
    });
    text
}
