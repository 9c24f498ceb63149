//! What closes a paper: its quality, corrections, versions, the end of the meeting, signatures.

use super::{Writer, column, ended, point};
use crate::domain::{Change, Detail, Fact, Person};
use crate::papers::data::next_said;
use crate::papers::template::{Part, Piece};
use crate::papers::{Align, Block, Side, UNKNOWN};
use crate::text::{Lang, long_date, long_time, percent, short_date, short_time, two};

impl Writer<'_> {
    /// The body's own assessment, as it was stated.
    pub(super) fn quality(&self) -> Vec<Block> {
        let stated = self.meeting.detail(Detail::Quality);
        let text = stated.unwrap_or(&self.words.quality_blank).to_owned();
        vec![Block::Paragraph(ended(text).into())]
    }

    /// The sheet with its criteria and room for points, and what the record says of some of them.
    pub(super) fn criteria(&self) -> Vec<Block> {
        let (words, criteria) = (self.words, &self.template.criteria);
        let mut blocks = Vec::new();
        if !criteria.is_empty() {
            let columns = vec![
                column(&words.row, Align::Centre, 2),
                column(&words.criterion, Align::Left, 14),
                column(&words.most_points, Align::Centre, 5),
                column(&words.points, Align::Centre, 5),
            ];
            let row = |(number, one): (usize, &crate::papers::template::Criterion)| {
                vec![number.to_string(), one.name.clone(), one.points.to_string(), UNKNOWN.into()]
            };
            let mut rows: Vec<_> = (1..).zip(criteria).map(row).collect();
            let most: u32 = criteria.iter().map(|one| u32::from(one.points)).sum();
            rows.push(vec![
                String::new(),
                words.total_points.clone(),
                most.to_string(),
                UNKNOWN.into(),
            ]);
            blocks.push(Block::Table { columns, rows });
        }
        blocks.extend(self.measured().into_iter().map(|text| point(0, "-", ended(text))));
        blocks
    }

    /// What the record says of the criteria by itself: how long, how many came, how many spoke.
    fn measured(&self) -> Vec<String> {
        let (meeting, words) = (self.meeting, self.words);
        let minutes = match (meeting.opened, meeting.closed) {
            (Some(opened), Some(closed)) => (closed - opened).num_minutes().to_string(),
            _ => UNKNOWN.into(),
        };
        let mut speakers: Vec<&Person> =
            meeting.notes.iter().filter_map(|note| note.speaker.as_ref()).collect();
        speakers.retain(|who| matches!(who, Person::Member(_)));
        speakers.sort_by_key(|who| match who {
            Person::Member(id) => id.0,
            Person::Guest(_) | Person::Named(_) => u32::MAX,
        });
        speakers.dedup();
        // Where notes name no speaker, nobody can say how many spoke.
        let nameless =
            meeting.notes.iter().any(|note| !matches!(note.speaker, Some(Person::Member(_))));
        let spoke = u64::try_from(speakers.len()).unwrap_or(u64::MAX);
        let spoke = (spoke > 0 || !(nameless || meeting.notes.is_empty())).then_some(spoke);
        let came = meeting.turnout_at_opening().attended.map(u64::from);
        let style = meeting.percent_style();
        let share =
            spoke.zip(came).and_then(|(spoke, came)| percent(self.lang, style, spoke, came));
        vec![
            words.measured_minutes.replace("{minutes}", &minutes),
            words.measured_came.replace("{share}", &self.share().unwrap_or_else(|| UNKNOWN.into())),
            words
                .measured_spoke
                .replace("{count}", &spoke.map_or(UNKNOWN.into(), |n| two(self.lang, n)))
                .replace("{share}", &share.unwrap_or_else(|| UNKNOWN.into())),
        ]
    }

    /// Corrections asked for when the minutes were read back.
    pub(super) fn corrections(&self) -> Vec<Block> {
        let corrections = &self.meeting.corrections;
        let mut blocks = Vec::new();
        if !corrections.is_empty() {
            blocks.push(Block::Paragraph(self.words.corrections.as_str().into()));
        }
        blocks.extend(corrections.iter().map(|(text, _)| point(0, "-", text.clone())));
        blocks
    }

    /// For every version after the first: which it replaces, why, and what changed.
    pub(super) fn versions(&self) -> Vec<Block> {
        let (meeting, words) = (self.meeting, self.words);
        let sealed = meeting.seals.iter().filter_map(|seal| seal.correction.as_ref());
        let mut blocks = Vec::new();
        for (index, correction) in sealed.chain(&meeting.correcting).enumerate() {
            let Some(former) = meeting.seals.get(index) else { break };
            let (day, clock) = (former.time.date(), short_time(former.time));
            let time = format!("{} {clock}", short_date(self.lang, day));
            let heading = words
                .version
                .replace("{number}", &(index + 2).to_string())
                .replace("{before}", &(index + 1).to_string())
                .replace("{time}", &time);
            blocks.push(Block::Paragraph(heading.into()));
            let reason = format!("{}: {}", words.version_reason, correction.reason);
            blocks.push(point(0, "-", ended(reason)));
            let told = self.told(&correction.changes);
            let changed = if told.is_empty() { words.none.clone() } else { told.join("; ") };
            let changed = format!("{}: {changed}", words.version_changed);
            blocks.push(point(0, "-", ended(changed)));
        }
        blocks
    }

    /// Changes as they ended, each with the words that stood there before.
    fn told(&self, changes: &[Change]) -> Vec<String> {
        let mut ended: Vec<Change> = Vec::new();
        for change in changes {
            match ended.iter_mut().find(|earlier| change.replaces(earlier)) {
                // What is kept from the first is what stood there before all of them.
                Some(earlier) => earlier.fact = change.fact.clone(),
                None => ended.push(change.clone()),
            }
        }
        let told = |change: &Change| {
            let fact = self.lang.fact(self.meeting, &change.fact);
            let fact = fact.trim_end_matches('.');
            let before = change.before.as_deref().map(|text| text.trim_end_matches('.'));
            let before = before.map(|text| format!(" ({}: “{text}”)", self.words.version_before));
            format!("{fact}{}", before.unwrap_or_default())
        };
        ended.iter().map(told).filter(|text| !text.is_empty()).collect()
    }

    pub(super) fn ending(&self) -> Vec<Block> {
        let (meeting, words) = (self.meeting, self.words);
        let lists_corrections = self.form.pieces.contains(&Piece::Part(Part::Corrections));
        let adopted = match (meeting.adopted, self.was_adopted_as_it_is()) {
            (None, _) => String::new(),
            (Some(_), true) if !meeting.corrections.is_empty() && lists_corrections => {
                format!("{} ", words.adopted_corrected)
            }
            (Some(_), true) => format!("{} ", words.adopted),
            (Some(_), false) => format!("{} ", words.adopted_before),
        };
        let ended = self.time(meeting.closed);
        let ending = match meeting.closed {
            Some(closed) if closed.date() != meeting.date => {
                let day = long_date(self.lang, closed.date());
                words.adjourned_other_day.replace("{day}", &day)
            }
            _ => words.adjourned.clone(),
        };
        let text = format!("{adopted}{}", ending.replace("{closed}", &ended));
        // A blank ends a sentence by itself.
        let text = text.replace(&format!("{UNKNOWN}."), UNKNOWN);
        vec![Block::Paragraph(text.into())]
    }

    /// When and where the body meets next: day and time in the words of a paper, what was said beside
    /// them as it was said.
    pub(super) fn next_meeting(&self) -> Vec<Block> {
        let (meeting, lang) = (self.meeting, self.lang);
        let Some(typed) = meeting.detail(Detail::NextMeeting) else { return Vec::new() };
        let told = match next_said(meeting, typed) {
            None => typed.to_owned(),
            Some((day, time, rest)) => {
                let rest = rest.trim().trim_start_matches([',', ';']).trim();
                let rest = if rest.is_empty() { String::new() } else { format!(", {rest}") };
                let when = match (lang, time) {
                    (Lang::Vi, Some(time)) => {
                        format!("{}, ngày {}", long_time(lang, time), short_date(lang, day))
                    }
                    (Lang::Vi, None) => format!("ngày {}", short_date(lang, day)),
                    (Lang::En, Some(time)) => {
                        format!("{} at {}", long_date(lang, day), long_time(lang, time))
                    }
                    (Lang::En, None) => long_date(lang, day),
                };
                format!("{when}{rest}")
            }
        };
        let told = super::ended(format!("{}: {told}", self.words.next_meeting));
        vec![Block::Paragraph(told.into())]
    }

    /// Nothing but details of the papers changed since the minutes were adopted last.
    fn was_adopted_as_it_is(&self) -> bool {
        let meeting = self.meeting;
        let sealed = meeting.seals.iter().filter_map(|seal| seal.correction.as_ref());
        let changes = sealed.chain(&meeting.correcting).flat_map(|one| &one.changes);
        changes.fold(true, |as_it_is, change| match &change.fact {
            Fact::MinutesAdopted { .. } => true,
            Fact::CorrectionOpened { .. } | Fact::MinutesRead { .. } => as_it_is,
            Fact::DetailStated { detail, .. } if detail.is_of_papers() => as_it_is,
            _ => false,
        })
    }

    pub(super) fn signatures(&self) -> Block {
        let form = self.form;
        let signs = |lines: &[String]| match lines.split_last() {
            None => Side::Empty,
            Some((name, lines)) => Side::Signs {
                lines: lines.iter().map(|line| self.filled(line).to_uppercase()).collect(),
                name: self.filled(name),
            },
        };
        let left = if form.recipients.is_empty() {
            signs(&form.left)
        } else {
            // A body above that does not exist gets no copy.
            let lines = form.recipients.iter().map(|line| self.filled(line));
            let lines = lines.filter(|line| !line.contains(UNKNOWN)).collect();
            Side::Recipients { head: self.words.recipients.clone(), lines }
        };
        Block::Signatures { left, right: signs(&form.right) }
    }

    /// To whom a paper to the superior goes: to the committee of the body in the letterhead.
    pub(super) fn addressee(&self) -> String {
        let (superior, words) = (&self.meeting.body.superior, self.words);
        match superior.strip_prefix(words.superior_body.as_str()) {
            Some(rest) if rest.starts_with(' ') && !words.superior_body.is_empty() => {
                format!("{}{rest}", words.superior_committee)
            }
            _ => superior.clone(),
        }
    }

    /// Who counted the ballot the paper is about: whoever was named first.
    pub(super) fn teller(&self) -> Option<&Person> {
        let conclusion = self.paper.of.and_then(|id| self.meeting.conclusion(id))?;
        conclusion.slate.as_ref()?.tellers.first()
    }

    /// The post a chair signs with, or that he was in the chair where his post is not known.
    pub(super) fn title_of_chair(&self) -> String {
        match self.post_of_chair() {
            post if post == UNKNOWN => self.words.signs_chair.clone(),
            post => post,
        }
    }

    /// The post a secretary signs with, or that he kept the minutes.
    pub(super) fn title_of_secretary(&self) -> String {
        let secretary = self.meeting.secretary.as_ref();
        match secretary.map_or("", |secretary| self.meeting.post_of(secretary)) {
            "" => self.words.signs_secretary.clone(),
            post => post.to_owned(),
        }
    }

    /// The post a chair signs with: without the body's name, which stands above it.
    pub(super) fn post_of_chair(&self) -> String {
        let post = self.meeting.chair.as_ref().map_or("", |chair| self.meeting.post_of(chair));
        let short = match post.to_lowercase().strip_suffix(" chi bộ") {
            Some(short) if self.is_party() => short.to_owned(),
            _ => post.to_owned(),
        };
        if short.is_empty() { UNKNOWN.into() } else { short }
    }
}
