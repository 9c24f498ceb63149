//! Ballots and votes in the minutes.

use super::{Paper, capitalised, ended, lowered, point};
use crate::domain::{Answer, Conclusion, Count, Gone, Papers, SlateKind, Verdict, Vote, judge};
use crate::minutes::{Block, UNKNOWN};
use crate::text::{count, percent};

impl Paper<'_> {
    /// Who stood, by whom they were nominated, who was taken off, and who counted.
    pub(super) fn slate(&self, conclusion: &Conclusion) -> Vec<Block> {
        let Some(slate) = &conclusion.slate else { return Vec::new() };
        let named = |choice: &crate::domain::Choice| {
            let by = choice.nominated_by.as_ref().map(|who| {
                format!(
                    " ({} {})",
                    self.say("người giới thiệu:", "nominated by"),
                    self.meeting.name_of(who)
                )
            });
            let gone = choice.gone.map(|gone| match gone {
                Gone::Withdrew => self.say(" (xin rút)", " (withdrew)"),
                Gone::StruckOff => self.say(" (hội nghị cho rút)", " (struck off)"),
            });
            format!("{}{}{}", choice.name, by.unwrap_or_default(), gone.unwrap_or_default())
        };
        let names: Vec<String> = slate.choices.iter().map(named).collect();
        let choices = match slate.kind {
            SlateKind::Election => self.say("Danh sách ứng cử", "Candidates"),
            SlateKind::Options => self.say("Các lựa chọn", "Choices"),
        };
        let mut blocks = vec![point(1, "-", format!("{choices}: {}.", names.join("; ")))];
        let chosen = slate.chosen.iter().filter_map(|at| slate.choices.get(usize::from(*at)));
        let chosen: Vec<&str> = chosen.map(|choice| choice.name.as_str()).collect();
        if !chosen.is_empty() {
            let label = match slate.kind {
                SlateKind::Election => self.say("Trúng cử", "Elected"),
                SlateKind::Options => self.say("Kết quả", "Chosen"),
            };
            blocks.push(point(1, "-", format!("{label}: {}.", chosen.join(", "))));
        }
        if !slate.tellers.is_empty() {
            let tellers: Vec<String> =
                slate.tellers.iter().map(|who| self.person(Some(who))).collect();
            let label = self.say("Tổ kiểm phiếu", "Tellers");
            blocks.push(point(1, "-", format!("{label}: {}.", tellers.join("; "))));
        }
        blocks
    }

    pub(super) fn votes(&self) -> Vec<Block> {
        let (meeting, lang) = (self.meeting, self.words.lang);
        let mut blocks = vec![Block::Heading(self.words.headings[3].into())];
        for (index, conclusion) in meeting.conclusions.iter().enumerate() {
            let mark = format!("{}.", index + 1);
            let votes = self.votes_on(conclusion);
            let settled = conclusion.motion.as_ref().is_some_and(|motion| motion.fate.is_some());
            if votes.is_empty() && !settled {
                let text = self.say("chưa biểu quyết", "not put to the vote");
                let voted = conclusion.text.trim_end_matches('.');
                blocks.push(point(0, &mark, format!("{voted}: {text}.")));
            }
            let mut rounds = 0;
            for vote in votes {
                // A ballot that was taken up again begins anew.
                let counts = matches!(vote.count, Count::Choices { .. })
                    && !conclusion.reopened.contains(&vote.id);
                let again = counts && rounds > 0;
                rounds += usize::from(counts);
                let round = again.then(|| format!("{} {}", self.say("vòng", "round"), rounds));
                let later = conclusion
                    .reopened
                    .contains(&vote.id)
                    .then(|| self.say("sau đó xem xét lại", "reconsidered later").to_owned());
                let how: Vec<String> = vote
                    .method
                    .map(|method| lang.method(method))
                    .into_iter()
                    .chain(round)
                    .chain(later)
                    .collect();
                let how =
                    if how.is_empty() { how.concat() } else { format!(" ({})", how.join(", ")) };
                let text = self.text_voted(vote, conclusion).trim_end_matches('.');
                let verdict = lang.verdict(vote, meeting.percent_style());
                // A sentence that begins with a name keeps its letter.
                let begins_with_name = matches!(vote.count, Count::Choices { .. })
                    && vote.more.papers == Papers::default();
                let verdict = if begins_with_name { verdict } else { lowered(&verdict) };
                blocks.push(point(0, &mark, format!("{text}{how}: {verdict}")));
                blocks.extend(self.replaced(vote));
                blocks.extend(self.elected_whole(vote, conclusion));
                blocks.extend(self.result(vote));
                blocks.extend(self.named_answers(vote));
                let noted = vote.doubts.iter().filter(|_| vote.more.noted);
                blocks.extend(noted.map(|doubt| {
                    let note = self.say("Ghi chú", "Note");
                    point(1, "-", format!("{note}: {}", lang.vote_doubt(meeting, doubt)))
                }));
            }
        }
        if meeting.conclusions.is_empty() {
            blocks.push(Block::Paragraph(UNKNOWN.into()));
        }
        blocks
    }

    /// The words of the motion before an amendment changed them.
    fn replaced(&self, vote: &Vote) -> Option<Block> {
        let before = vote.more.before.as_ref().filter(|_| vote.verdict.carried())?;
        let label = self.say("Nội dung trước khi sửa", "The motion read before");
        Some(point(1, "-", format!("{label}: “{}”", before.trim_end_matches('.'))))
    }

    /// Who is chosen where a list was agreed to as a whole.
    fn elected_whole(&self, vote: &Vote, conclusion: &Conclusion) -> Option<Block> {
        let slate = conclusion.slate.as_ref().filter(|_| vote.verdict.carried())?;
        if slate.kind != SlateKind::Election || matches!(vote.count, Count::Choices { .. }) {
            return None;
        }
        let name = |place: &u16| slate.choices.get(usize::from(*place)).map(|one| &*one.name);
        let names: Vec<&str> = vote.more.places.iter().filter_map(name).collect();
        let label = self.say("Trúng cử", "Elected");
        Some(point(1, "-", format!("{label}: {}.", names.join(", "))))
    }

    /// What a vote made of a conclusion, where it is no decision.
    pub(super) fn not_decided(&self, conclusion: &Conclusion) -> &'static str {
        let vote = self.meeting.vote_on(conclusion.id);
        match vote.map(|vote| &vote.verdict) {
            Some(Verdict::Lost | Verdict::Stated { carried: false }) => {
                self.say(" (không được thông qua)", " (lost)")
            }
            Some(Verdict::Informal) => {
                self.say(" (chỉ trao đổi, không quyết định)", " (discussed only, nothing decided)")
            }
            Some(Verdict::Unknown | Verdict::Tied) => {
                self.say(" (chưa có kết quả)", " (undecided)")
            }
            Some(Verdict::Carried | Verdict::Stated { carried: true } | Verdict::Chosen(_))
            | None => "",
        }
    }

    /// The result of a ballot as a table, the most votes first; a ballot that cumulates keeps the
    /// order of its forms.
    fn result(&self, vote: &Vote) -> Option<Block> {
        let Count::Choices { choices, .. } = &vote.count else { return None };
        let (lang, style) = (self.words.lang, self.meeting.percent_style());
        let judgment = judge(&vote.ground, &vote.count, &vote.more);
        let cumulates = vote.ground.rule.cumulate;
        let outcome = match &vote.verdict {
            Verdict::Chosen(outcome) => Some(outcome),
            _ => None,
        };
        let mut order: Vec<usize> = (0..choices.len()).collect();
        if !cumulates {
            order.sort_by_key(|index| std::cmp::Reverse(choices[*index].votes));
        }
        let election = vote.decision == crate::domain::Decision::Election;
        let row = |index: &usize| {
            let (choice, test) = (&choices[*index], &judgment.tests[*index]);
            // Where forms cumulate, it is the sum that counts.
            let reached = test.yes.filter(|_| cumulates).unwrap_or(choice.votes);
            let share = test.base.and_then(|base| percent(lang, style, reached, base));
            let place = u16::try_from(*index).unwrap_or(u16::MAX);
            let stands = |of: fn(&crate::domain::Outcome) -> &Vec<u16>| {
                outcome.is_some_and(|outcome| of(outcome).contains(&place))
            };
            let result = if stands(|outcome| &outcome.chosen) {
                if election {
                    self.say("trúng cử", "elected")
                } else {
                    self.say("đạt", "chosen")
                }
            } else if stands(|outcome| &outcome.tied) {
                self.say("ngang phiếu", "tied")
            } else {
                ""
            };
            let mut cells = vec![choice.name.clone(), count(lang, choice.votes)];
            cells.extend(cumulates.then(|| count(lang, test.yes.unwrap_or(0))));
            cells.extend([share.unwrap_or_else(|| UNKNOWN.into()), result.to_owned()]);
            cells
        };
        let rows = order.iter().map(row).collect();
        let name = if election {
            self.say("Họ tên", "Name")
        } else {
            self.say("Lựa chọn", "Choice")
        };
        let mut head = vec![name, self.say("Số phiếu", "Votes")];
        head.extend(cumulates.then(|| self.say("Cộng dồn", "With heavier")));
        head.extend([self.say("Tỷ lệ", "Share"), self.say("Kết quả", "Result")]);
        Some(Block::Table { head: head.into_iter().map(String::from).collect(), rows })
    }

    /// All votes that concern a conclusion, in the order in which they were taken.
    fn votes_on(&self, conclusion: &Conclusion) -> Vec<&Vote> {
        let of_it = |vote: &&Vote| {
            vote.conclusion == conclusion.id
                || vote.more.also.iter().any(|(id, _)| *id == conclusion.id)
        };
        self.meeting.votes.iter().filter(of_it).collect()
    }

    /// The text as it was put to the vote.
    fn text_voted<'a>(&self, vote: &'a Vote, conclusion: &Conclusion) -> &'a str {
        let also = vote.more.also.iter().find(|(id, _)| *id == conclusion.id);
        also.map_or(&vote.text, |(_, text)| text)
    }

    /// Who gave which answer, where answers were given by name.
    fn named_answers(&self, vote: &Vote) -> Option<Block> {
        let lang = self.words.lang;
        let parts: Vec<String> = Answer::ALL
            .iter()
            .filter_map(|answer| {
                let names: Vec<&str> = vote
                    .more
                    .answers
                    .iter()
                    .filter(|(_, given)| given == answer)
                    .filter_map(|(id, _)| self.meeting.member(*id))
                    .map(|member| member.name.as_str())
                    .collect();
                let label = lang.answer(*answer);
                (!names.is_empty()).then(|| format!("{label}: {}", names.join(", ")))
            })
            .collect();
        (!parts.is_empty()).then(|| point(1, "-", ended(capitalised(parts.join("; ")))))
    }
}
