//! Ballots and votes in the minutes.

use super::business::or_unknown;
use super::{Built, Writer, capitalised, ended, lowered, point, shallower};
use crate::domain::{
    Answer, Conclusion, Count, Gone, Meeting, Method, Papers, Person, SlateKind, Verdict, Vote,
    judge,
};
use crate::papers::template::{Part, Piece};
use crate::papers::{Align, Block, Column, UNKNOWN};
use crate::text::{count, percent};

impl Writer<'_> {
    /// Who stood, by whom they were nominated, who was taken off, and who counted.
    pub(super) fn slate(&self, conclusion: &Conclusion, with_chosen: bool) -> Vec<Block> {
        let Some(slate) = &conclusion.slate else { return Vec::new() };
        let named = |choice: &crate::domain::Choice| {
            let by = choice.nominated_by.as_ref().map(|who| {
                format!(" ({} {})", &self.words.nominated_by, self.meeting.told_name(who))
            });
            let gone = choice.gone.map(|gone| match gone {
                Gone::Withdrew => format!(" ({})", self.words.withdrew),
                Gone::StruckOff => format!(" ({})", self.words.struck_off),
            });
            format!("{}{}{}", choice.name, by.unwrap_or_default(), gone.unwrap_or_default())
        };
        let names: Vec<String> = slate.choices.iter().map(named).collect();
        let choices = match slate.kind {
            SlateKind::Election => &self.words.candidates,
            SlateKind::Options => &self.words.options,
        };
        let mut blocks = Vec::new();
        if !names.is_empty() {
            blocks.push(point(1, "-", format!("{choices}: {}.", names.join("; "))));
        }
        if let Some(chosen) = self.chosen(conclusion).filter(|_| with_chosen) {
            blocks.push(point(1, "-", ended(chosen)));
        }
        if !slate.tellers.is_empty() {
            let tellers: Vec<String> =
                slate.tellers.iter().map(|who| self.person(Some(who))).collect();
            let label = &self.words.tellers;
            blocks.push(point(1, "-", format!("{label}: {}.", tellers.join("; "))));
        }
        blocks
    }

    /// Whom or what a ballot chose, with the word for it.
    pub(super) fn chosen(&self, conclusion: &Conclusion) -> Option<String> {
        let slate = conclusion.slate.as_ref()?;
        let chosen = slate.chosen.iter().filter_map(|at| slate.choices.get(usize::from(*at)));
        let chosen: Vec<&str> = chosen.map(|choice| choice.name.as_str()).collect();
        let label = match slate.kind {
            SlateKind::Election => &self.words.elected,
            SlateKind::Options => &self.words.chosen,
        };
        (!chosen.is_empty()).then(|| format!("{label}: {}", chosen.join(", ")))
    }

    pub(super) fn votes(&self) -> Vec<Built> {
        let conclusions = &self.meeting.conclusions;
        if conclusions.is_empty() {
            return vec![Block::Paragraph(UNKNOWN.into()).into()];
        }
        (1..).zip(conclusions).flat_map(|(number, one)| self.votes_of(number, one)).collect()
    }

    /// Every vote on one conclusion, in the order in which they were taken.
    pub(super) fn votes_of(&self, number: usize, conclusion: &Conclusion) -> Vec<Built> {
        let mark = format!("{number}.");
        self.told_votes(conclusion, |vote, round| {
            point(0, &mark, self.vote_line(vote, conclusion, round))
        })
    }

    /// The same without the text, for where it stands above.
    pub(super) fn votes_alone(&self, conclusion: &Conclusion) -> Vec<Built> {
        self.told_votes(conclusion, |vote, round| {
            let (how, verdict) = self.how_and_verdict(vote, conclusion, round);
            point(1, "-", format!("{}{how}: {verdict}", self.words.voted))
        })
    }

    fn told_votes(
        &self,
        conclusion: &Conclusion,
        line: impl Fn(&Vote, Option<usize>) -> Block,
    ) -> Vec<Built> {
        let number = self.meeting.number_of(conclusion.id);
        let mark = format!("{number}.");
        let votes = self.votes_on(conclusion);
        let settled = conclusion.motion.as_ref().is_some_and(|motion| motion.fate.is_some());
        let mut built = Vec::new();
        // Of minutes that are adopted nobody expects a vote that nobody took.
        if votes.is_empty() && !settled && self.meeting.adopted.is_none() {
            let voted = conclusion.text.trim_end_matches('.');
            let text = format!("{voted}: {}.", self.words.not_voted);
            built.push(point(0, &mark, text).into());
        }
        let mut rounds = 0;
        for vote in votes {
            // A ballot that was taken up again begins anew.
            let counts = matches!(vote.count, Count::Choices { .. })
                && !conclusion.reopened.contains(&vote.id);
            let again = counts && rounds > 0;
            rounds += usize::from(counts);
            let round = again.then_some(rounds);
            built.push(line(vote, round).into());
            let noted = vote.doubts.iter().filter(|_| vote.more.noted);
            built.extend(noted.map(|doubt| Built::Note(self.lang.vote_doubt(self.meeting, doubt))));
            built.extend(self.later(vote));
            let details = [
                self.replaced(vote),
                self.elected_whole(vote, conclusion),
                self.result(vote).filter(|table| !self.is_told_already(table)),
                self.named_answers(vote),
            ];
            built.extend(details.into_iter().flatten().map(Built::from));
        }
        let annulled = self.meeting.annulled.iter();
        for one in annulled.filter(|one| one.vote.conclusion == conclusion.id) {
            let verdict = self.lang.verdict(self.meeting, &one.vote);
            built.push(point(1, "-", self.lang.annulled(&verdict, &one.reason)).into());
        }
        built
    }

    /// A vote in one sentence: what was put, how, and what came of it.
    fn vote_line(&self, vote: &Vote, conclusion: &Conclusion, round: Option<usize>) -> String {
        let text = self.text_voted(vote, conclusion).trim_end_matches('.');
        let (how, verdict) = self.how_and_verdict(vote, conclusion, round);
        format!("{text}{how}: {verdict}")
    }

    /// How a vote was taken, in brackets, and what came of it.
    fn how_and_verdict(
        &self,
        vote: &Vote,
        conclusion: &Conclusion,
        round: Option<usize>,
    ) -> (String, String) {
        let round = round.map(|round| format!("{} {round}", self.words.round));
        let reopened = conclusion.reopened.contains(&vote.id);
        let later = reopened.then(|| self.words.reconsidered.clone());
        let method = vote.method.as_ref().map(|method| self.lang.method(method));
        let how: Vec<String> = method.into_iter().chain(round).chain(later).collect();
        let how = if how.is_empty() { how.concat() } else { format!(" ({})", how.join(", ")) };
        let verdict = self.lang.verdict(self.meeting, vote);
        // A sentence that begins with a name keeps its letter.
        let begins_with_name = matches!(vote.count, Count::Choices { .. } | Count::Named { .. })
            && vote.more.papers == Papers::default();
        let verdict = if begins_with_name { verdict } else { lowered(&verdict) };
        (how, verdict)
    }

    /// The vote on everything that was carried.
    pub(super) fn vote_sentences(&self) -> Vec<Block> {
        let carried = self.carried().into_iter().filter_map(|conclusion| {
            let vote = self.meeting.vote_on(conclusion.id)?;
            Some(point(0, "-", ended(self.vote_line(vote, conclusion, None))))
        });
        or_unknown(carried.collect())
    }

    /// The counting of one ballot: every round with its papers, its result and who counted.
    pub(super) fn ballot(&self) -> Vec<Built> {
        let found = self.paper.of.and_then(|id| self.meeting.conclusion(id));
        let Some(conclusion) = found else { return vec![Block::Paragraph(UNKNOWN.into()).into()] };
        let words = self.words;
        let mut built: Vec<Built> = vec![Block::Paragraph(conclusion.text.clone().into()).into()];
        let slate = self.slate(conclusion, false).into_iter();
        built.extend(slate.map(shallower).map(Built::from));
        let votes = self.votes_on(conclusion);
        for (round, vote) in (1..).zip(votes.iter().filter(|vote| is_by_ballot(vote))) {
            if votes.len() > 1 {
                let text = capitalised(format!("{} {round}", words.round));
                built.push(Block::Heading { depth: 1, text: text.into() }.into());
            }
            let papers = vote.more.papers;
            let known =
                |number: Option<u64>| number.map_or(UNKNOWN.into(), |n| count(self.lang, n));
            for (label, number) in [
                (&words.papers_issued, papers.issued),
                (&words.papers_returned, papers.returned),
                (&words.papers_valid, papers.valid()),
                (&words.papers_invalid, papers.invalid),
            ] {
                built.push(point(0, "-", ended(format!("{label}: {}", known(number)))).into());
            }
            built.extend(self.result(vote).map(Built::from));
            let result = lowered(&self.lang.ballot_result(self.meeting, vote));
            built.push(point(0, "-", ended(format!("{}: {result}", words.result))).into());
            let noted = vote.doubts.iter().filter(|_| vote.more.noted);
            built.extend(noted.map(|doubt| Built::Note(self.lang.vote_doubt(self.meeting, doubt))));
            built.extend(self.later(vote));
        }
        built
    }

    /// Papers to cast a ballot on: what is chosen, how many, every name with a box; several to a page,
    /// a line to cut along between them.
    pub(super) fn voting_papers(&self) -> Vec<Block> {
        let found = self.paper.of.and_then(|id| self.meeting.conclusion(id));
        let slate = found.and_then(|conclusion| Some((conclusion, conclusion.slate.as_ref()?)));
        let Some((conclusion, slate)) = slate else { return or_unknown(Vec::new()) };
        let words = self.words;
        let stands = slate.choices.iter().filter(|choice| choice.gone.is_none());
        let names: Vec<&str> = stands.map(|choice| choice.name.as_str()).collect();
        let (seats, of) = (slate.seats.to_string(), names.len().to_string());
        let how = if slate.seats == 1 { &words.voting_paper_one } else { &words.voting_paper };
        let how = how.replace("{seats}", &seats).replace("{of}", &of);
        let columns = vec![
            super::column(&words.row, Align::Centre, 2),
            super::column(&words.name, Align::Left, 12),
            Column { room: MARKED_IN, ..super::column(&words.mark, Align::Centre, 4) },
        ];
        let rows: Vec<Vec<String>> = (1..)
            .zip(&names)
            .map(|(number, name)| vec![number.to_string(), (*name).to_owned(), "□".to_owned()])
            .collect();
        let paper = [
            Block::Heading { depth: 0, text: self.meeting.body.name.to_uppercase().into() },
            Block::Heading { depth: 1, text: conclusion.text.clone().into() },
            Block::Paragraph(how.into()),
            Block::Table { columns, rows },
        ];
        // As many as fit on a page, a line from edge to edge between them.
        let layout = &self.template.layout;
        let pitch = f64::from(layout.pitch) / 2.0 * 25.4 / 72.0;
        let page = f64::from(297_u16.saturating_sub(layout.top + layout.bottom));
        let rows = u32::try_from(names.len()).unwrap_or(u32::MAX);
        let high = f64::from(MARKED_IN) * f64::from(rows) + 6.5 * pitch + 6.0;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few")]
        let copies = (page / high).max(1.0) as usize;
        let wide = f64::from(210_u16.saturating_sub(layout.left + layout.right));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a line")]
        let dashes = (wide / (f64::from(layout.size) / 2.0 * DASH)).max(1.0) as usize;
        let cut = Block::Paragraph(vec!["-"; dashes].join(" ").into());
        let papers: Vec<Vec<Block>> = vec![paper.to_vec(); copies];
        papers.join(&cut)
    }

    /// What a later correction of the roll says against a vote; a reader must know of it.
    fn later(&self, vote: &Vote) -> Vec<Built> {
        let doubts = self.meeting.later_doubts(vote.id);
        doubts.iter().map(|doubt| Built::Note(self.lang.vote_doubt(self.meeting, doubt))).collect()
    }

    /// The words of the motion before an amendment changed them, where they do not stand beneath
    /// the motion already.
    fn replaced(&self, vote: &Vote) -> Option<Block> {
        let told = |piece: &Piece| {
            let parts = [Part::Conclusions, Part::BusinessWithDecisions];
            parts.iter().any(|part| *piece == Piece::Part(*part))
        };
        if self.form.pieces.iter().any(told) {
            return None;
        }
        let before = vote.more.before.as_ref().filter(|_| vote.verdict.carried())?;
        let label = &self.words.before;
        Some(point(1, "-", format!("{label}: “{}”", before.trim_end_matches('.'))))
    }

    /// Who is chosen where a list was agreed to as a whole.
    fn elected_whole(&self, vote: &Vote, conclusion: &Conclusion) -> Option<Block> {
        let slate = conclusion.slate.as_ref().filter(|_| vote.verdict.carried())?;
        if slate.kind != SlateKind::Election
            || matches!(vote.count, Count::Choices { .. } | Count::Named { .. })
        {
            return None;
        }
        let name = |place: &u16| slate.choices.get(usize::from(*place)).map(|one| &*one.name);
        let names: Vec<&str> = vote.more.places.iter().filter_map(name).collect();
        let label = &self.words.elected;
        Some(point(1, "-", format!("{label}: {}.", names.join(", "))))
    }

    /// What a vote made of a conclusion, where it is no decision.
    pub(super) fn not_decided(&self, conclusion: &Conclusion) -> Option<&str> {
        let words = self.words;
        match &self.meeting.vote_on(conclusion.id)?.verdict {
            Verdict::Lost | Verdict::Stated { carried: false } => Some(&words.lost),
            Verdict::Informal => Some(&words.discussed),
            Verdict::Unknown | Verdict::Tied => Some(&words.undecided),
            Verdict::Carried | Verdict::Stated { carried: true } | Verdict::Chosen(_) => None,
        }
    }

    /// Where decisions stand under their items the sentence of the vote has a few choices already.
    fn is_told_already(&self, table: &Block) -> bool {
        let few = matches!(table, Block::Table { columns, rows } if columns.len() <= 4 && rows.len() <= 4);
        few && self.tells_in_place()
    }

    /// The result of a ballot as a table, the most votes first; a ballot that cumulates keeps the
    /// order of its forms.
    fn result(&self, vote: &Vote) -> Option<Block> {
        let Count::Choices { choices, .. } = &vote.count else { return None };
        let (lang, style) = (self.lang, self.meeting.percent_style());
        let judgment = judge(&vote.ground, &vote.count, &vote.more);
        let cumulates = vote.ground.rule.cumulate;
        let outcome = match &vote.verdict {
            Verdict::Chosen(outcome) => Some(outcome),
            Verdict::Carried
            | Verdict::Lost
            | Verdict::Stated { .. }
            | Verdict::Unknown
            | Verdict::Tied
            | Verdict::Informal => None,
        };
        let mut order: Vec<usize> = (0..choices.len()).collect();
        if !cumulates {
            order.sort_by_key(|index| std::cmp::Reverse(choices[*index].votes));
        }
        let election = vote.decision == crate::domain::Decision::Election;
        let withheld = choices.iter().any(|choice| choice.withheld.is_some());
        let known = |number: Option<u64>| number.map_or(UNKNOWN.into(), |n| count(lang, n));
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
                if election { &self.words.is_elected } else { &self.words.is_chosen }
            } else if stands(|outcome| &outcome.tied) {
                &self.words.tied
            } else {
                ""
            };
            let mut cells = vec![choice.name.clone(), count(lang, choice.votes)];
            cells.extend(withheld.then(|| known(choice.withheld)));
            cells.extend(cumulates.then(|| count(lang, test.yes.unwrap_or(0))));
            cells.extend([share.unwrap_or_else(|| UNKNOWN.into()), result.to_owned()]);
            cells
        };
        let rows = order.iter().map(row).collect();
        let name = if election { &self.words.name } else { &self.words.choice };
        let number = |head: &str| super::column(head, Align::Right, 2);
        let mut columns = vec![super::column(name, Align::Left, 5)];
        columns.push(number(&self.words.votes));
        columns.extend(withheld.then(|| number(&self.words.withheld)));
        columns.extend(cumulates.then(|| number(&self.words.cumulated)));
        columns.push(number(&self.words.share));
        columns.push(super::column(&self.words.result, Align::Left, 2));
        Some(Block::Table { columns, rows })
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
        let lang = self.lang;
        let parts: Vec<String> = Answer::ALL
            .iter()
            .filter_map(|answer| {
                let names: Vec<String> = vote
                    .more
                    .answers
                    .iter()
                    .filter(|(_, given)| given == answer)
                    .map(|(id, _)| self.meeting.told_name(&Person::Member(*id)).into_owned())
                    .collect();
                let label = lang.answer(*answer);
                (!names.is_empty()).then(|| format!("{label}: {}", names.join(", ")))
            })
            .collect();
        (!parts.is_empty()).then(|| point(1, "-", ended(capitalised(parts.join("; ")))))
    }
}

/// How high the box of a voting paper stands, in millimetres.
const MARKED_IN: u16 = 9;

/// How wide a dash with its space is, in millimetres for a point of type.
const DASH: f64 = 0.21;

/// Ballots were cast on it.
pub(super) fn was_by_ballot(meeting: &Meeting, conclusion: &Conclusion) -> bool {
    let of_it = |vote: &&Vote| {
        vote.conclusion == conclusion.id
            || vote.more.also.iter().any(|(id, _)| *id == conclusion.id)
    };
    meeting.votes.iter().filter(of_it).any(is_by_ballot)
}

fn is_by_ballot(vote: &Vote) -> bool {
    vote.more.papers != Papers::default()
        || match &vote.method {
            Some(method) => *method == Method::SecretBallot,
            // Where the rules prescribe it, an election whose votes were counted was by ballot.
            None => {
                matches!(vote.count, Count::Choices { .. })
                    && vote.ground.rule.methods.contains(&Method::SecretBallot)
            }
        }
}
