//! What speaks against the numbers of a vote.

use super::lookup::member_name;
use super::votes::say;
use super::{Lang, as_weight, two};
use crate::domain::{Meeting, VoteDoubt};

impl Lang {
    /// What speaks against the numbers of a vote.
    #[expect(clippy::too_many_lines, reason = "a table of sentences")]
    #[must_use]
    pub fn vote_doubt(self, meeting: &Meeting, doubt: &VoteDoubt) -> String {
        let lang = self;
        match doubt {
            VoteDoubt::TooMany { sum, present } => {
                let proxies = meeting.profile.as_ref().is_some_and(|one| one.proxies.is_some());
                let apart = self.represented_apart(meeting, proxies);
                say!(
                    lang,
                    "Tổng {sum} phiếu, nhiều hơn {present} người được biểu quyết có mặt.{apart}",
                    "{sum} votes in all, but only {present} voters are present.{apart}"
                )
            }
            VoteDoubt::Unaccounted { missing, present } => say!(
                lang,
                "Còn {missing} trong {present} người được biểu quyết có mặt chưa rõ ý kiến.",
                "{missing} of {present} voters present are not accounted for."
            ),
            VoteDoubt::NamedAway { member } => {
                let name = member_name(meeting, *member);
                say!(
                    lang,
                    "Điểm danh được sửa sau khi biểu quyết: {name} được ghi ý kiến nhưng lúc đó không được biểu quyết hoặc vắng.",
                    "The roll was corrected after the vote: {name} is recorded with an answer, but could not vote or was away then."
                )
            }
            VoteDoubt::BeyondCount { sum } => {
                let sum = two(lang, *sum);
                say!(
                    lang,
                    "{sum} phiếu: không thể có nhiều người như vậy.",
                    "{sum} votes: there cannot be as many people."
                )
            }
            VoteDoubt::RollOpen { uncalled } => say!(
                lang,
                "Chưa điểm danh xong: còn {uncalled} người chưa gọi.",
                "The roll is open: {uncalled} not called yet."
            ),
            VoteDoubt::NoQuorum(quorum) => {
                let (present, needed) = self.quorum_numbers(*quorum);
                say!(
                    lang,
                    "Không đủ số người: {present} có mặt, cần {needed}.",
                    "No quorum: {present} present, {needed} needed."
                )
            }
            VoteDoubt::IssuedOver { issued, present } => say!(
                lang,
                "Phát ra {issued} phiếu cho {present} người được biểu quyết có mặt.",
                "{issued} ballots were handed out to {present} voters present."
            ),
            VoteDoubt::ReturnedOver { returned, issued } => say!(
                lang,
                "Thu về {returned} phiếu, nhiều hơn {issued} phiếu phát ra.",
                "{returned} ballots came back, more than the {issued} handed out."
            ),
            VoteDoubt::PapersDiffer { sum, returned } => say!(
                lang,
                "Phiếu hợp lệ và không hợp lệ cộng lại là {sum}, không phải {returned} phiếu thu về.",
                "Valid and invalid ballots make {sum}, not the {returned} that came back."
            ),
            VoteDoubt::OverValid { sum, valid } => say!(
                lang,
                "Tổng {sum} phiếu, nhiều hơn {valid} phiếu hợp lệ.",
                "{sum} votes in all, but only {valid} valid ballots."
            ),
            VoteDoubt::ChoiceOver { name, votes, withheld, ballots } => {
                let withheld = withheld.map_or(String::new(), |withheld| {
                    say!(lang, " và {withheld} không bầu", " and {withheld} withheld")
                });
                say!(
                    lang,
                    "{name}: {votes} phiếu{withheld}, nhiều hơn {ballots} phiếu hợp lệ.",
                    "{name}: {votes} votes{withheld}, but only {ballots} valid ballots."
                )
            }
            VoteDoubt::MarksOver { marks, most } => {
                let (marks, most) = (as_weight(lang, *marks), as_weight(lang, *most));
                say!(
                    lang,
                    "Tổng {marks} lượt bầu, nhiều nhất chỉ có thể là {most}.",
                    "{marks} votes in all, but there can be {most} at the most."
                )
            }
            VoteDoubt::NamedOver { answer, named, stated } => {
                let answer = self.answer(*answer);
                say!(
                    lang,
                    "Nêu tên {named} người {answer}, nhưng chỉ công bố {stated}.",
                    "{named} named as {answer}, but only {stated} counted."
                )
            }
            VoteDoubt::Duplicate { member } => {
                let name = member_name(meeting, *member);
                say!(lang, "{name} được ghi hai lần.", "{name} is recorded twice.")
            }
            VoteDoubt::NotEntitled { member } => {
                let name = member_name(meeting, *member);
                say!(
                    lang,
                    "{name} lúc này không được biểu quyết nội dung này.",
                    "{name} may not vote on this just now."
                )
            }
            VoteDoubt::PercentImpossible { percent, base } => say!(
                lang,
                "Công bố {percent}: không số nguyên nào trên {base} cho tỷ lệ này.",
                "{percent} was announced: no whole number of {base} makes that."
            ),
            VoteDoubt::PercentDiffers { percent, yes, base } => say!(
                lang,
                "Công bố {percent}, nhưng {yes}/{base} không phải tỷ lệ này.",
                "{percent} was announced, but {yes} of {base} is not that."
            ),
            VoteDoubt::ChairMayNot => say!(
                lang,
                "Trường hợp này chủ trì không biểu quyết; phiếu của chủ trì không được tính.",
                "The chair may not vote in this case; the chair's vote is not counted."
            ),
            VoteDoubt::NotUnanimous { exceptions } => say!(
                lang,
                "Công bố thống nhất, nhưng {exceptions} người không đồng ý hoặc không biểu quyết.",
                "“Unanimous” was announced, but {exceptions} did not vote for it."
            ),
            VoteDoubt::GroupsDiffer { sum, stated } => say!(
                lang,
                "Các nhóm cộng lại là {sum}, không phải {stated}.",
                "The groups add up to {sum}, not {stated}."
            ),
            VoteDoubt::GroupMissing { name } => say!(
                lang,
                "Chưa có số phiếu của nhóm {name}.",
                "The votes of the group {name} are missing."
            ),
            VoteDoubt::WeightOver { sum, present } => {
                let (sum, present) = (as_weight(lang, *sum), as_weight(lang, *present));
                say!(
                    lang,
                    "Tổng {sum} phiếu theo cổ phần, nhiều hơn {present} có mặt.",
                    "{sum} votes by weight, but only {present} are present."
                )
            }
            VoteDoubt::WeightMissing => say!(
                lang,
                "Thể thức tính theo cổ phần, nhưng chưa có số phiếu theo cổ phần.",
                "The rules count weight, and no votes by weight were stated."
            ),
            VoteDoubt::MethodDiffers { expected } => {
                let forms: Vec<String> = expected.iter().map(|one| self.method(one)).collect();
                let forms = forms.join(", ");
                say!(
                    lang,
                    "Thể thức quy định hình thức: {forms}.",
                    "The rules want this vote taken by: {forms}."
                )
            }
            VoteDoubt::ReturnedOverPresent { returned, present } => say!(
                lang,
                "Thu về {returned} phiếu, nhiều hơn {present} người được biểu quyết có mặt.",
                "{returned} ballots came back, but only {present} voters are present."
            ),
            VoteDoubt::RemoteOverAbsent { remote, absent } => say!(
                lang,
                "{remote} phiếu gửi đến, nhưng chỉ có {absent} người được biểu quyết vắng mặt.",
                "{remote} votes came by post, but only {absent} voters are outside the room."
            ),
            VoteDoubt::Contradicts { carried: true } => say!(
                lang,
                "Công bố thông qua, nhưng số phiếu đã nêu không đủ.",
                "“Carried” was announced, but the numbers stated with it do not carry."
            ),
            VoteDoubt::Contradicts { carried: false } => say!(
                lang,
                "Công bố không thông qua, nhưng số phiếu đã nêu là đủ.",
                "“Lost” was announced, but the numbers stated with it carry."
            ),
            VoteDoubt::NamesInSecret { named } => say!(
                lang,
                "Bỏ phiếu kín, nhưng có {named} người ghi tên kèm ý kiến.",
                "The ballot is secret, but answers are recorded by name: {named}."
            ),
            VoteDoubt::PapersMissing => say!(
                lang,
                "Cơ số là số phiếu, nhưng chưa có số phiếu phát ra, thu về (phím b).",
                "The base is the ballots, and nobody reported them yet (key b)."
            ),
            VoteDoubt::RemoteOver { remote, sum } => say!(
                lang,
                "{remote} phiếu gửi đến, nhiều hơn tổng {sum} phiếu.",
                "{remote} votes came by post, more than the {sum} in all."
            ),
            VoteDoubt::RollChanged { then, now } if then == now => say!(
                lang,
                "Danh sách được sửa sau khi biểu quyết: số người có quyền biểu quyết đã khác.",
                "The roll was corrected after the vote: the number entitled to vote is another one."
            ),
            VoteDoubt::RollChanged { then, now } => say!(
                lang,
                "Điểm danh được sửa sau khi biểu quyết: lúc ghi {then} người được biểu quyết có mặt, nay {now}.",
                "The roll was corrected after the vote: {then} voters present as recorded, {now} as known now."
            ),
        }
    }
}

/// A per cent as it was announced, from its digits and decimals.
pub(super) fn announced(lang: Lang, scaled: u64, decimals: u8) -> String {
    let unit = 10_u64.saturating_pow(u32::from(decimals));
    let (whole, rest) = (scaled / unit, scaled % unit);
    let point = if lang == Lang::Vi { ',' } else { '.' };
    match decimals {
        0 => format!("{whole}%"),
        decimals => format!("{whole}{point}{rest:0width$}%", width = usize::from(decimals)),
    }
}
