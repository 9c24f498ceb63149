//! Why motions, ballots, votes and seats are refused.

use super::Lang;
use super::lookup::number_of;
use super::votes::say;
use crate::domain::{Measure, Meeting, QuorumState, Refusal};

impl Lang {
    /// Why something about motions, ballots, seats and quorum is out of order.
    #[expect(clippy::too_many_lines, reason = "a table of sentences")]
    #[expect(clippy::wildcard_enum_match_arm, reason = "the next table tells the rest")]
    pub(super) fn proceeding_refusal(self, meeting: &Meeting, refusal: &Refusal) -> String {
        let lang = self;
        if let Some(told) = self.attendance_refusal(refusal) {
            return told;
        }
        let number = |id: &_| number_of(meeting, *id);
        match refusal {
            Refusal::NobodyToAnswer => say!(
                lang,
                "Mọi người được biểu quyết có mặt đã trả lời.",
                "Every voter in the room has answered."
            ),
            Refusal::MayNotVote { name } => say!(
                lang,
                "{name} lúc này không được biểu quyết nội dung này (không có mặt, không thuộc diện, hoặc có lợi ích liên quan).",
                "{name} may not vote on this now: not in the room, not of a voting class, or recused."
            ),
            Refusal::NothingPolled => say!(
                lang,
                "Chưa có câu trả lời hay lá phiếu nào.",
                "No answer was called out and no ballot read out yet."
            ),
            Refusal::SheetsDiffer { sheets: (one, other), lines } => {
                let lines: Vec<String> = lines
                    .iter()
                    .map(|(name, a, b)| {
                        let name = match name.as_str() {
                            "" => say!(lang, "phiếu hợp lệ", "valid ballots"),
                            "!" => say!(lang, "phiếu không hợp lệ", "invalid ballots"),
                            "-" => say!(lang, "phiếu trắng", "blank ballots"),
                            name => name.to_owned(),
                        };
                        format!("{name} {a} ≠ {b}")
                    })
                    .collect();
                let lines = lines.join("; ");
                say!(
                    lang,
                    "Tờ {one} và tờ {other} khác nhau: {lines}. Kiểm lại, sửa, rồi ghi.",
                    "Sheets {one} and {other} differ: {lines}. Count again, mend, then record."
                )
            }
            Refusal::TooManyMarks { marks, seats } => say!(
                lang,
                "Phiếu chọn {marks} người, chỉ được chọn {seats}: phiếu không hợp lệ (phím !).",
                "The ballot names {marks}, but {seats} may be chosen: it is invalid (key !)."
            ),
            Refusal::NoChoices(id) => {
                let number = number(id);
                say!(
                    lang,
                    "Nội dung {number} không có danh sách lựa chọn.",
                    "Question {number} has no choices to vote for."
                )
            }
            Refusal::ChoicesDiffer { stated, standing } => say!(
                lang,
                "Nêu {stated} số phiếu cho {standing} lựa chọn.",
                "{stated} numbers were stated for {standing} choices."
            ),
            Refusal::NotAsAWhole { standing, seats } => say!(
                lang,
                "{standing} lựa chọn, chọn {seats}: ghi số phiếu của từng lựa chọn, hoặc kiểm từng phiếu (phím e).",
                "Choices: {standing}, to be chosen: {seats}. Type the votes of each, or count the ballots (key e)."
            ),
            Refusal::OnBallot { name } => {
                say!(lang, "{name} đã có trong danh sách.", "{name} is on the ballot already.")
            }
            Refusal::NotAnAmendment(id) => {
                let number = number(id);
                say!(
                    lang,
                    "Nội dung {number} không phải là sửa đổi: chỉ sửa đổi mới được người nêu kiến nghị chấp nhận.",
                    "Question {number} is no amendment: only one is accepted by the mover of the motion."
                )
            }
            Refusal::Unreviewed(ids) => {
                let numbers: Vec<String> = ids.iter().map(|id| number(id).to_string()).collect();
                let first = numbers.first().cloned().unwrap_or_default();
                let numbers = numbers.join(", ");
                say!(
                    lang,
                    "Điểm danh được sửa sau khi biểu quyết kết luận {numbers}: xem lại trước khi niêm phong (= giữ nguyên, ~ tính lại, hoặc gõ rà soát biểu quyết {first} giữ nguyên).",
                    "The roll was corrected after the vote on {numbers}: look at it before sealing (= it stands, ~ judge anew, or type recheck {first} stands)."
                )
            }
            Refusal::Disposed(id) => {
                let number = number(id);
                let fate = meeting.conclusion(*id).and_then(|one| one.motion.as_ref());
                let fate = fate.and_then(|motion| motion.fate.as_ref());
                let fate = fate.map(|(fate, _)| self.fate(meeting, fate)).unwrap_or_default();
                say!(
                    lang,
                    "Nội dung {number} {fate}, nên không biểu quyết.",
                    "Question {number} is {fate}, so it is not voted on."
                )
            }
            Refusal::NotSeconded { have, needed } => say!(
                lang,
                "Kiến nghị cần {needed} người tán thành đưa ra, mới có {have}.",
                "The motion needs {needed} seconder, and has {have}."
            ),
            Refusal::AmendmentOpen { amendment } if meeting.vote_on(*amendment).is_some() => {
                let number = number(amendment);
                say!(
                    lang,
                    "Sửa đổi {number} đang ngang phiếu: ghi kết quả (+ hoặc -) trước, hoặc huỷ (x) và biểu quyết lại.",
                    "The amendment {number} is tied: record how that was decided (+ or -), or annul it (x) and vote again."
                )
            }
            Refusal::AmendmentOpen { amendment } => {
                let number = number(amendment);
                say!(
                    lang,
                    "Biểu quyết sửa đổi {number} trước, hoặc ghi là đã rút.",
                    "Vote on the amendment {number} first, or record that it was withdrawn."
                )
            }
            Refusal::NoQuorum(quorum) if is_apart(*quorum) => {
                let told = self.quorum(*quorum);
                say!(
                    lang,
                    "{told} Có thể chờ, hoặc họp trao đổi không quyết định (F11).",
                    "{told} Wait, or go on informally without deciding (F11)."
                )
            }
            Refusal::NoQuorum(quorum) => {
                let (present, needed) = self.quorum_numbers(*quorum);
                let rules = meeting.profile.as_ref();
                let in_room = rules
                    .and_then(|one| one.quorum.as_ref())
                    .is_some_and(|quorum| quorum.in_room_only);
                let proxies = rules.is_some_and(|rules| rules.proxies.is_some()) && !in_room;
                let apart = self.represented_apart(meeting, proxies);
                say!(
                    lang,
                    "Không đủ số người: {present} có mặt, cần {needed}.{apart} Có thể chờ, hoặc họp trao đổi không quyết định (F11). Nếu điều lệ riêng định số khác, ghi số ấy (Ctrl-D, hoặc: số người dự 5 vì …).",
                    "No quorum: {present} present, {needed} needed.{apart} Wait, or go on informally without deciding (F11). Where the bylaws set another quorum, record it (Ctrl-D, or: quorum 5 because …)."
                )
            }
            Refusal::HasQuorum(quorum) => {
                let (present, needed) = self.quorum_numbers(*quorum);
                say!(
                    lang,
                    "Đủ số người: {present} có mặt, cần {needed}; không phải họp trao đổi.",
                    "There is a quorum: {present} present, {needed} needed; the meeting can decide."
                )
            }
            Refusal::NotFlagged(id) => {
                let number = number(id);
                say!(
                    lang,
                    "Biểu quyết {number} không bị sửa điểm danh chạm đến.",
                    "No correction of the roll touches the vote on {number}."
                )
            }
            Refusal::NoSuchQuorum => say!(
                lang,
                "Số người dự là một số hoặc một phần: 5, > 1/2, 20%.",
                "A quorum is a number or a part: 5, > 1/2, 20%."
            ),
            Refusal::NoProxies => say!(
                lang,
                "Thể thức của tổ chức này không có uỷ quyền biểu quyết. Nếu điều lệ riêng cho phép, ghi điều ấy (Ctrl-D, hoặc: cho uỷ quyền 1 vì …).",
                "The rules of this body know no voting by proxy. Where its bylaws allow it, record them (Ctrl-D, or: proxies 1 because …)."
            ),
            Refusal::TooManyProxies { name, holds, most } => say!(
                lang,
                "{name} nhận {holds} uỷ quyền, nhiều nhất được {most}.",
                "{name} would vote for {holds} members, {most} at the most."
            ),
            Refusal::SeatUnchanged { name } => {
                say!(lang, "Tư cách của {name} đã như vậy.", "The seat of {name} is so already.")
            }
            Refusal::NobodyElected(id) => {
                let number = number(id);
                say!(
                    lang,
                    "Bầu cử {number} chưa có ai trúng cử, hoặc họ đã là thành viên.",
                    "Nobody new was elected in {number}."
                )
            }
            Refusal::NotTogether(id) => {
                let number = number(id);
                say!(
                    lang,
                    "Nội dung {number} không biểu quyết chung được: đã nêu rồi, là bầu cử hoặc sửa đổi, hoặc người được biểu quyết khác nhau.",
                    "Question {number} cannot be voted on with the others: it stands twice, fills seats, changes another, or has other voters."
                )
            }
            Refusal::ChangedSince(id) => {
                let number = number(id);
                say!(
                    lang,
                    "Nội dung {number} đã được sửa sau đó; huỷ hoặc sửa lần sau trước.",
                    "The text of {number} was changed since by something else; take that back first."
                )
            }
            Refusal::SeatTaken { name } => say!(
                lang,
                "{name} đã nhận nhiệm vụ theo kết quả này: hoàn tác việc ấy trước (Ctrl-Z), hoặc ghi bãi nhiệm (^).",
                "{name} took the seat on this result: take that back first (Ctrl-Z), or record that the seat was lost (^)."
            ),
            Refusal::NoLot => say!(
                lang,
                "Thể thức của tổ chức này không để bốc thăm quyết định.",
                "The rules of this body leave nothing to the lot."
            ),
            Refusal::MarkedTwice { name } => {
                say!(lang, "Phiếu ghi {name} hai lần.", "The ballot names {name} twice.")
            }
            Refusal::NothingToDraw => say!(
                lang,
                "Kết quả này không chờ bốc thăm hay chủ trì quyết định; nếu ghi nhầm thì hoàn tác (Ctrl-Z).",
                "This result waits for no lot and no chair; take back a slip with Ctrl-Z."
            ),
            other => self.sealing_refusal(other),
        }
    }
}

/// Shares, or people of whom some are represented: one number does not tell it.
fn is_apart(quorum: QuorumState) -> bool {
    quorum.measure == Measure::Weight || quorum.represented > 0
}
