//! Votes in words: doubts, the ground, and the names of everything a vote has.

use super::doubts::announced;
use super::{Lang, as_weight, two};
use crate::domain::{
    Answer, Base, ChairVote, Comparison, Decision, Deduction, Flag, Ground, Measure, Meeting,
    Method, QuorumState, Threshold, Tie, Weight,
};

/// A sentence in the language at hand; both languages stand side by side.
macro_rules! say {
    ($lang:expr, $vi:literal, $en:literal) => {
        match $lang {
            Lang::Vi => format!($vi),
            Lang::En => format!($en),
        }
    };
}
pub(crate) use say;

impl Lang {
    /// Base, deductions and votes needed, before a vote.
    #[must_use]
    pub fn ground(self, ground: &Ground) -> String {
        let (lang, rule) = (self, &ground.rule);
        let threshold = self.threshold(rule.threshold);
        if !rule.base.is_of_roll() {
            let base = self.base(rule.base);
            return say!(
                lang,
                "Cơ số: {base}; cần {threshold}.",
                "Base: {base}; {threshold} needed."
            );
        }
        let known =
            |number: Option<u64>| number.map_or("……".into(), |number| two(lang, number));
        let decimals = ground.base_decimals();
        let measured = |number: Option<u64>| {
            number.map_or("……".into(), |units| as_weight(lang, Weight { units, decimals }))
        };
        let base = measured(ground.base);
        let mut text = say!(lang, "Cơ số {base}", "Base {base}");
        if rule.base == Base::Statutory && rule.measure != Measure::Weight {
            let entitled = known(ground.entitled);
            text.push_str(&say!(lang, " = {entitled} chính thức", " = {entitled} official"));
            for (why, count) in &ground.deductions {
                let (count, why) = (two(lang, u64::from(*count)), self.deduction(*why));
                text.push_str(&format!(" − {count} {why}"));
            }
        }
        if rule.measure == Measure::Weight {
            text.push_str(&say!(lang, " phiếu theo cổ phần", " votes by weight"));
        }
        let needed = measured(ground.needed());
        text.push_str(&say!(
            lang,
            "; cần {needed} ({threshold}).",
            "; {needed} needed ({threshold})."
        ));
        text
    }

    /// Why a vote must be looked at again, each reason with the number of its question.
    #[must_use]
    pub fn flagged(self, meeting: &Meeting, flag: &Flag) -> Vec<String> {
        let vote = meeting.votes.iter().find(|vote| vote.id == flag.vote);
        let number = vote.map_or(0, |vote| meeting.number_of(vote.conclusion));
        let told = |doubt| format!("{number}: {}", self.vote_doubt(meeting, &doubt));
        flag.doubts().into_iter().map(told).collect()
    }

    /// A vote that was annulled, and why.
    #[must_use]
    pub fn annulled(self, verdict: &str, reason: &str) -> String {
        let lang = self;
        let (verdict, reason) = (verdict.trim_end_matches('.'), reason.trim_end_matches('.'));
        say!(
            lang,
            "Kết quả đã ghi trước đó bị huỷ ({verdict}), lý do: {reason}.",
            "An earlier record of the vote was annulled ({verdict}): {reason}."
        )
    }

    /// That those represented do not count, behind a number that would be larger with them.
    pub(super) fn represented_apart(self, meeting: &Meeting, counted: bool) -> String {
        let lang = self;
        match meeting.stated.represented {
            Some(apart @ 1..) if !counted => {
                let apart = two(lang, u64::from(apart));
                say!(
                    lang,
                    " {apart} người được uỷ quyền không được tính theo thể thức này.",
                    " The {apart} represented do not count by these rules."
                )
            }
            _ => String::new(),
        }
    }

    /// No choice of a form has a word that begins so.
    #[must_use]
    pub fn no_such_choice(self, c: char) -> String {
        let lang = self;
        say!(
            lang,
            "Không lựa chọn nào có chữ đầu như vậy (“{c}”); ← → để xem hết.",
            "No choice has a word that begins so (“{c}”); ← → show them all."
        )
    }

    /// Who is there and who is needed, as numbers for a sentence.
    #[must_use]
    pub fn quorum_numbers(self, quorum: QuorumState) -> (String, String) {
        let told = |units: u64| match (quorum.announced, quorum.measure) {
            (true, _) => announced(self, units, quorum.decimals),
            (false, Measure::Weight) => {
                as_weight(self, Weight { units, decimals: quorum.decimals })
            }
            (false, Measure::Heads | Measure::Both) => units.to_string(),
        };
        (told(quorum.present.unwrap_or(0)), told(quorum.needed))
    }

    /// How a quorum stands.
    #[must_use]
    pub fn quorum(self, quorum: QuorumState) -> String {
        let lang = self;
        let two = |lang, units| as_weight(lang, Weight { units, decimals: quorum.decimals });
        let present = quorum.present.map_or("……".into(), |present| two(lang, present));
        let (needed, of) = (two(lang, quorum.needed), two(lang, quorum.of));
        let threshold = self.threshold(quorum.threshold);
        // A quorum that is a number is told by the number needed.
        let part = match quorum.threshold {
            Threshold::Votes(_) => String::new(),
            Threshold::Part { .. } | Threshold::Unanimous | Threshold::Plurality => {
                format!(" ({threshold})")
            }
        };
        let outcome = match quorum.is_met() {
            Some(true) => say!(lang, "đủ số người", "there is a quorum"),
            Some(false) => say!(lang, "không đủ số người", "there is none"),
            None => say!(lang, "chưa rõ", "not known yet"),
        };
        if let (true, Some(scaled)) = (quorum.announced, quorum.present) {
            let share = announced(lang, scaled, quorum.decimals);
            return say!(
                lang,
                "Cổ phần dự: {share}, cần {threshold}: {outcome}.",
                "Quorum: {share} of the shares present, {threshold} needed: {outcome}."
            );
        }
        // Whoever is represented is not present.
        let (there, represented) = match (quorum.present, quorum.represented) {
            (Some(all), by_proxy @ 1..) => {
                let (there, by_proxy) = (two(lang, all - by_proxy), two(lang, by_proxy));
                let told =
                    say!(lang, " và {by_proxy} được uỷ quyền", " and {by_proxy} represented");
                (there, told)
            }
            _ => (present, String::new()),
        };
        if quorum.measure == Measure::Weight {
            return say!(
                lang,
                "Cổ phần dự: {there}{represented} trên {of}, cần {needed}{part}: {outcome}.",
                "Quorum: {there} shares present{represented} of {of}, {needed} needed{part}: {outcome}."
            );
        }
        say!(
            lang,
            "Số người dự: {there}{represented} trên {of}, cần {needed}{part}: {outcome}.",
            "Quorum: {there} of {of} present{represented}, {needed} needed{part}: {outcome}."
        )
    }

    /// The quorum with which a meeting was opened, as minutes say it, with the provision of the body's
    /// own that it rests on; `None` where it is not known whether there was one.
    #[must_use]
    pub fn quorum_in_minutes(self, quorum: QuorumState, source: &str) -> Option<String> {
        let lang = self;
        let (present, met) = (quorum.present?, quorum.is_met()?);
        let told = |units| as_weight(lang, Weight { units, decimals: quorum.decimals });
        let needed = told(quorum.needed);
        let least = match quorum.threshold {
            Threshold::Part { comparison: Comparison::AtLeast, fraction }
                if fraction.den != 100 =>
            {
                format!("tối thiểu {}/{}", fraction.num, fraction.den)
            }
            Threshold::Part { .. } => format!("phải {}", lang.threshold(quorum.threshold)),
            Threshold::Votes(_) | Threshold::Unanimous | Threshold::Plurality => {
                format!("tối thiểu {needed}")
            }
        };
        let there = if quorum.announced {
            let share = announced(lang, present, quorum.decimals);
            say!(lang, "Cổ phần dự họp chiếm {share}", "{share} of the shares")
        } else {
            let (in_person, of) = (told(present - quorum.represented), told(quorum.of));
            let by_proxy = match quorum.represented {
                0 => String::new(),
                by_proxy => {
                    let by_proxy = told(by_proxy);
                    say!(lang, " và {by_proxy} được uỷ quyền", " in person and {by_proxy} by proxy")
                }
            };
            match quorum.measure {
                Measure::Weight => say!(
                    lang,
                    "Cổ phần dự họp {in_person}/{of}{by_proxy}",
                    "{in_person} of {of} shares{by_proxy}"
                ),
                Measure::Heads | Measure::Both => say!(
                    lang,
                    "Có mặt {in_person}/{of} thành viên{by_proxy}",
                    "{in_person} of {of}{by_proxy}"
                ),
            }
        };
        let required = if quorum.announced { lang.threshold(quorum.threshold) } else { needed };
        let (theirs, by) = match source.trim_end_matches('.') {
            "" => (String::new(), String::new()),
            source => (format!(", theo {source}"), format!(" by {source}")),
        };
        Some(if met {
            say!(
                lang,
                "{there}, đủ điều kiện tiến hành họp ({least}{theirs})",
                "A quorum was present ({there}; {required} required{by})"
            )
        } else {
            say!(
                lang,
                "{there}, không đủ điều kiện tiến hành họp ({least}{theirs})",
                "There was no quorum ({there}; {required} required{by})"
            )
        })
    }

    /// A threshold in words.
    #[must_use]
    pub fn threshold(self, threshold: Threshold) -> String {
        let lang = self;
        match threshold {
            Threshold::Part { comparison, fraction } => {
                let part = if fraction.den == 100 {
                    format!("{}%", fraction.num)
                } else {
                    format!("{}/{}", fraction.num, fraction.den)
                };
                match comparison {
                    Comparison::Over => say!(lang, "trên {part}", "more than {part}"),
                    Comparison::AtLeast => say!(lang, "từ {part} trở lên", "at least {part}"),
                }
            }
            Threshold::Votes(votes) => {
                say!(lang, "ít nhất {votes} phiếu", "at least {votes} votes")
            }
            Threshold::Unanimous => say!(lang, "tất cả", "all"),
            Threshold::Plurality => say!(lang, "nhiều phiếu nhất", "the most votes"),
        }
    }

    /// A base in words.
    #[must_use]
    pub fn base(self, base: Base) -> String {
        let words = match base {
            Base::Statutory => (
                "đảng viên chính thức sau khi trừ theo quy định",
                "all entitled less the statutory deductions",
            ),
            Base::Entitled => ("tất cả người có quyền biểu quyết", "all entitled"),
            Base::EntitledLessAbstaining => (
                "người có quyền biểu quyết trừ người không biểu quyết",
                "all entitled less those abstaining",
            ),
            Base::Present => ("người được biểu quyết có mặt", "voters present"),
            Base::Cast => ("số phiếu bầu", "votes cast"),
            Base::YesNo => ("phiếu đồng ý và không đồng ý", "votes for and against"),
            Base::Valid => ("số phiếu hợp lệ", "valid ballots"),
            Base::Returned => ("số phiếu thu về", "ballots returned"),
            Base::Issued => ("số phiếu phát ra", "ballots issued"),
        };
        self.one_of(words)
    }

    /// What a tie means.
    #[must_use]
    pub fn tie(self, tie: Tie) -> String {
        self.one_of(match tie {
            Tie::Fails => ("ngang phiếu là không thông qua", "a tie is lost"),
            Tie::ChairDecides => ("ngang phiếu thì chủ trì quyết định", "the chair decides a tie"),
            Tie::ChairSide => (
                "ngang phiếu thì theo phía có ý kiến của chủ trì",
                "in a tie the side with the chair prevails",
            ),
            Tie::Lot => ("ngang phiếu thì bốc thăm", "a tie is decided by lot"),
            Tie::NextRound => ("ngang phiếu thì bầu lại", "a tie goes to another round"),
        })
    }

    /// More voters in the room than there are.
    #[must_use]
    pub fn more_present(self, present: u64, entitled: u64) -> String {
        say!(
            self,
            "{present} người được biểu quyết có mặt, nhiều hơn {entitled} người có quyền biểu quyết.",
            "{present} voters present are more than the {entitled} entitled to vote."
        )
    }

    /// When the chair votes.
    #[must_use]
    pub fn chair_vote(self, chair: ChairVote) -> String {
        self.one_of(match chair {
            ChairVote::Always => {
                ("chủ trì biểu quyết như các thành viên", "the chair votes like any member")
            }
            ChairVote::Never => ("chủ trì không biểu quyết", "the chair does not vote"),
            ChairVote::OnTie => {
                ("chủ trì chỉ biểu quyết khi ngang phiếu", "the chair votes only in a tie")
            }
            ChairVote::WhenDecisive => (
                "chủ trì chỉ biểu quyết khi làm thay đổi kết quả",
                "the chair votes only where it changes the result",
            ),
        })
    }

    /// That the chair votes as everybody does by secret ballot.
    #[must_use]
    pub fn chair_by_ballot(self) -> String {
        self.one_of((
            "bỏ phiếu kín thì chủ trì biểu quyết như các thành viên",
            "by secret ballot the chair votes like any member",
        ))
    }

    /// A deduction from the base.
    #[must_use]
    pub fn deduction(self, deduction: Deduction) -> String {
        self.one_of(match deduction {
            Deduction::Away => ("tạm thời đi", "sent elsewhere"),
            Deduction::ExemptAbsent => ("miễn sinh hoạt vắng mặt", "exempt and absent"),
            Deduction::Suspended => ("đình chỉ sinh hoạt", "suspended"),
            Deduction::ApprovedAbsence => ("vắng được đồng ý", "absent with approval"),
            Deduction::Recused => ("không được biểu quyết do có lợi ích liên quan", "recused"),
        })
    }

    /// What is decided.
    #[must_use]
    pub fn decision(self, decision: &Decision) -> String {
        self.one_of(match decision {
            Decision::Resolution => ("nghị quyết, kết luận", "resolution"),
            Decision::Admission => ("kết nạp", "admission"),
            Decision::Recognition => ("công nhận chính thức", "recognition as official"),
            Decision::Removal => ("xoá tên", "removal from the roll"),
            Decision::Expulsion => ("khai trừ", "expulsion"),
            Decision::TwoThirds => ("cần hai phần ba", "two thirds"),
            Decision::Election => ("bầu cử", "election"),
            Decision::Discipline => ("kỷ luật", "discipline"),
            Decision::Grading => ("xếp loại cuối năm", "grading"),
            Decision::Confidence => ("lấy phiếu tín nhiệm", "confidence"),
            Decision::Options => ("chọn phương án", "options"),
            Decision::Statutes => ("sửa điều lệ", "statutes"),
            Decision::Dissolution => ("giải thể", "dissolution"),
            Decision::Dismissal => ("miễn nhiệm, bãi nhiệm", "dismissal"),
            Decision::Procedure => ("thủ tục", "procedure"),
            Decision::Named(name) => return name.clone(),
        })
    }

    /// How a vote is taken.
    #[must_use]
    pub fn method(self, method: &Method) -> String {
        self.one_of(match method {
            Method::Hand => ("giơ tay", "show of hands"),
            Method::Card => ("giơ thẻ", "cards"),
            Method::SecretBallot => ("phiếu kín", "secret ballot"),
            Method::Consent => ("nhất trí không phản đối", "by consent"),
            Method::RollCall => ("gọi tên", "roll call"),
            Method::Remote => ("gửi phiếu, điện tử", "by post or electronically"),
            Method::Acclamation => ("hoan nghênh nhất trí", "acclamation"),
            Method::Voice => ("biểu quyết bằng lời", "voice vote"),
            Method::Division => ("đứng lên", "rising vote"),
            Method::Button => ("bấm nút", "electronic vote"),
            Method::Circular => ("lấy ý kiến bằng văn bản, thư điện tử", "by circular"),
            Method::Named(words) => return words.clone(),
        })
    }

    /// The answer of one voter.
    #[must_use]
    pub fn answer(self, answer: Answer) -> String {
        self.one_of(match answer {
            Answer::Yes => ("đồng ý", "for"),
            Answer::No => ("không đồng ý", "against"),
            Answer::Other => ("ý kiến khác", "of another opinion"),
            Answer::Abstain => ("không biểu quyết", "abstaining"),
            Answer::NotVoting => ("có mặt không cho ý kiến", "present, not voting"),
            Answer::Absent => ("vắng", "absent"),
            Answer::Recused => ("không được biểu quyết", "recused"),
        })
    }

    /// One of two fixed words.
    pub(crate) fn one_of(self, (vi, en): (&str, &str)) -> String {
        match self {
            Self::Vi => vi.to_owned(),
            Self::En => en.to_owned(),
        }
    }
}
