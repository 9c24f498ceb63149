//! The vote box, the roll call of a vote, and the counting of ballots.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::list::{put, put_both, top, window};
use super::theme::Theme;
use crate::app::{App, Counting, RollVote, Tone, VoteBox, VoteField, letter_of};
use crate::domain::{
    Answer, Ballot, Conclusion, Ground, Meeting, Partial, SheetCount, Slate, Tally, Vote,
};
use crate::text::{lines, width};

/// What is shown of a vote box, worked out once.
struct Shown<'a> {
    app: &'a App,
    vote: &'a VoteBox,
    asked: &'a Conclusion,
    outlook: Option<Vote>,
    ground: Option<Ground>,
    tone: Tone,
    sentence: String,
}

pub(super) fn draw_vote(app: &App, vote: &VoteBox, frame: &mut Frame, area: Rect, theme: Theme) {
    let (words, lang) = (app.lang.words(), app.lang);
    let Some(opened) = &app.opened else { return };
    let meeting = opened.meeting();
    let Some(asked) = meeting.conclusion(vote.conclusion) else { return };
    let unclear = app.vote_unclear(meeting, vote);
    let (outlook, tone, sentence) = match vote.outlook(meeting, app.pen()) {
        _ if unclear.is_some() => (None, Tone::Bad, unclear.unwrap_or_default()),
        Ok(vote) => {
            let tone = if vote.verdict.carried() { Tone::Good } else { Tone::Heading };
            let sentence = lang.verdict(meeting, &vote);
            (Some(vote), tone, sentence)
        }
        Err(refusal) => (None, Tone::Bad, lang.refusal(meeting, &refusal)),
    };
    let ground = vote.ground(meeting);
    let shown = Shown { app, vote, asked, outlook, ground, tone, sentence };
    let columns = area.width.min(90);
    let room = usize::from(columns.saturating_sub(4).max(1));
    let head = shown.head(meeting, room);
    let foot = shown.foot(meeting, room);
    // On a small screen the numbers slide so that the current one is seen.
    let fixed = head.len() + foot.len() + 2;
    let numbers = vote.numbers.len();
    let fits = usize::from(area.height).saturating_sub(fixed).clamp(1, numbers.max(1));
    let rows = u16::try_from(fixed + fits).unwrap_or(u16::MAX);
    let inside = window(frame, area, (columns, rows), words.vote, theme);
    let inside = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside };
    let buffer = frame.buffer_mut();
    let mut row = 0;
    for (text, style) in &head {
        put(buffer, inside, row, text, theme.tone(*style), theme);
        row += 1;
    }
    let mut caret = None;
    let first = top(vote.at, fits);
    for (index, (field, number)) in vote.numbers.iter().enumerate().skip(first).take(fits) {
        let focused = index == vote.at;
        let pointer = if focused { theme.pointer() } else { " " };
        let label = shown.label(meeting, *field);
        let line = format!("{pointer} {label:<26} {number}{}", shown.computed(*field, number));
        let style = if focused { theme.key() } else { theme.plain() };
        put(buffer, inside, row, &line, style, theme);
        if focused {
            caret = Some((inside.x + u16::try_from(width(&line)).unwrap_or(0), inside.y + row));
        }
        row += 1;
    }
    for (text, tone) in &foot {
        put(buffer, inside, row, text, theme.tone(*tone), theme);
        row += 1;
    }
    if let Some((x, y)) = caret.filter(|(x, y)| *x < inside.right() && *y < inside.bottom()) {
        frame.set_cursor_position((x, y));
    }
}

impl Shown<'_> {
    /// The question, what it is measured against, and how it is taken.
    fn head(&self, meeting: &Meeting, room: usize) -> Vec<(String, Tone)> {
        let (words, lang, vote) = (self.app.lang.words(), self.app.lang, self.vote);
        let mut head: Vec<(String, Tone)> = Vec::new();
        let text = lines(&self.asked.text, room).take(3);
        head.extend(text.map(|line| (line.to_owned(), Tone::Heading)));
        if let Some(motion) = &self.asked.motion {
            head.push((lang.motion(meeting, motion), Tone::Quiet));
        }
        if !vote.also.is_empty() {
            let numbers: Vec<String> =
                vote.also.iter().map(|id| meeting.number_of(*id).to_string()).collect();
            let also = format!("{} {}", words.vote_also, numbers.join(", "));
            head.push((also, Tone::Plain));
        }
        if let Some(ground) = &self.ground {
            let text = lang.ground(ground);
            head.extend(lines(&text, room).take(2).map(|line| (line.to_owned(), Tone::Plain)));
            head.push((ground.rule.source.clone(), Tone::Quiet));
        }
        let method = vote.method.as_ref();
        let method = method.map_or(words.method_unstated.into(), |method| lang.method(method));
        let (about, how) = (words.vote_decision, words.vote_method);
        let decision = lang.decision(&vote.decision);
        let mut line = format!("d {about}: {decision}   m {how}: {method}");
        if let Some(yes) = vote.casting {
            let side = lang.answer(if yes { Answer::Yes } else { Answer::No });
            line.push_str(&format!("   h {}: {side}", words.vote_chair));
        }
        head.push((line, Tone::Plain));
        if vote.unanimous {
            head.push((format!("u {}", words.vote_announced), Tone::Plain));
        }
        if vote.noted {
            head.push((format!("n {}", words.vote_noted), Tone::Quiet));
        }
        head
    }

    fn foot(&self, meeting: &Meeting, room: usize) -> Vec<(String, Tone)> {
        let mut foot = vec![(self.hint(meeting), Tone::Quiet)];
        let told = lines(&self.sentence, room).map(|line| (line.to_owned(), self.tone));
        foot.extend(told);
        foot
    }

    fn hint(&self, meeting: &Meeting) -> String {
        let words = self.app.lang.words();
        let result = |carried: bool| {
            let word = if carried { words.vote_carried } else { words.vote_lost };
            format!("{}: {word}", words.vote_result)
        };
        let count = self.asked.poll.answers.len();
        let named =
            if count > 0 { format!(" ({}: {count})", words.answered) } else { String::new() };
        let hint = match self.vote.ballot(self.asked, meeting) {
            Ballot::Unanimous => match &self.asked.slate {
                Some(slate) if slate.has_surplus() => words.vote_choices.to_owned(),
                Some(_) => words.vote_block.to_owned(),
                None => words.vote_unanimous.to_owned(),
            },
            Ballot::UnanimousBut(Tally { yes: Some(_), .. }) => words.vote_counted.to_owned(),
            Ballot::Except(_) | Ballot::UnanimousBut(_) => words.vote_exceptions.to_owned(),
            Ballot::Counted(_) => words.vote_counted.to_owned(),
            Ballot::Tied => words.vote_counted.to_owned(),
            Ballot::Void { .. } => words.vote_void.to_owned(),
            Ballot::Named(_) => words.vote_named.to_owned(),
            Ballot::Result { carried } | Ballot::Partly(Partial { carried, .. }) => result(carried),
            Ballot::Choices(_) => words.vote_choices.to_owned(),
            Ballot::Answers => words.vote_answers.to_owned(),
            Ballot::Sheets => words.vote_sheets.to_owned(),
        };
        hint + &named
    }

    /// The number that is worked out where none was typed.
    fn computed(&self, field: VoteField, typed: &str) -> String {
        let yes = self.outlook.as_ref().and_then(Vote::yes);
        let computed = (field == VoteField::For && typed.is_empty()).then_some(yes).flatten();
        computed.map(|yes| format!(" = {yes}")).unwrap_or_default()
    }

    fn label(&self, meeting: &Meeting, field: VoteField) -> String {
        let words = self.app.lang.words();
        let answer = |answer: Answer| match answer {
            Answer::Yes => words.vote_for,
            Answer::No => words.vote_against,
            Answer::Other => words.vote_other,
            Answer::Abstain => words.vote_abstained,
            Answer::NotVoting | Answer::Absent | Answer::Recused => words.vote_silent,
        };
        match field {
            VoteField::Against => words.vote_against.to_owned(),
            VoteField::Other => words.vote_other.to_owned(),
            VoteField::Abstaining => words.vote_abstained.to_owned(),
            VoteField::Silent => words.vote_silent.to_owned(),
            VoteField::For => words.vote_for.to_owned(),
            VoteField::Issued => words.vote_issued.to_owned(),
            VoteField::Returned => words.vote_returned.to_owned(),
            VoteField::Invalid => words.vote_invalid.to_owned(),
            VoteField::Blank => words.vote_blank.to_owned(),
            VoteField::Percent => words.vote_percent.to_owned(),
            VoteField::Weight(given) => format!("{} ({})", answer(given), words.by_weight),
            VoteField::Remote(given) => format!("{} ({})", answer(given), words.by_post),
            VoteField::Group(group, given) => {
                let profile = meeting.profile.as_ref();
                let rule = profile.and_then(|profile| profile.rule(&self.vote.decision));
                let group = rule.and_then(|rule| rule.groups.get(usize::from(group)));
                format!("{} ({})", answer(given), group.map_or("", |group| &group.name))
            }
            VoteField::Choice(place) => {
                let slate = self.asked.slate.as_ref();
                let choice = slate.and_then(|slate| slate.choices.get(usize::from(place)));
                choice.map_or(String::new(), |choice| choice.name.clone())
            }
            VoteField::Withheld(place) => {
                let name = self.label(meeting, VoteField::Choice(place));
                format!("{name}: {}", words.vote_withheld)
            }
        }
    }
}

pub(super) fn draw_roll(app: &App, roll: &RollVote, frame: &mut Frame, area: Rect, theme: Theme) {
    let (words, lang) = (app.lang.words(), app.lang);
    let Some(opened) = &app.opened else { return };
    let meeting = opened.meeting();
    let Some(asked) = meeting.conclusion(roll.conclusion) else { return };
    let all: Vec<_> = meeting.voters(asked).collect();
    let shown: Vec<_> = if roll.hits.is_empty() {
        all.clone()
    } else {
        roll.hits.iter().filter_map(|id| meeting.member(*id)).collect()
    };
    let answered = asked.poll.answers.len();
    let title = format!("{}: {}/{}", words.answered, answered, all.len());
    let height = u16::try_from(shown.len() + 4).unwrap_or(u16::MAX).min(area.height);
    let inside = window(frame, area, (area.width.min(90), height), &title, theme);
    let buffer = frame.buffer_mut();
    put(buffer, inside, 0, &asked.text, theme.strong(), theme);
    let mut count = crate::domain::Tally::NONE;
    asked.poll.answers.iter().for_each(|(_, answer)| count.add(*answer, 1));
    let told = count.by_answer();
    let told: Vec<String> =
        told.iter().map(|(answer, number)| format!("{} {number}", lang.answer(*answer))).collect();
    let letters = if roll.search.is_empty() {
        String::new()
    } else {
        format!("{}: {}", words.find, roll.search)
    };
    put_both(buffer, inside, 1, (&told.join(", "), &letters), theme.plain(), theme);
    let list = Rect { y: inside.y + 2, height: inside.height.saturating_sub(2), ..inside };
    let rows = usize::from(list.height).max(1);
    let at = shown.iter().position(|member| Some(member.id) == roll.member).unwrap_or(0);
    let first = top(at, rows);
    for (row, (index, member)) in (0..).zip(shown.iter().enumerate().skip(first).take(rows)) {
        let answer = asked.poll.answer_of(member.id);
        let (mark, style) = theme.answer(answer);
        let hit = match (roll.hits.is_empty(), index) {
            (true, _) => String::new(),
            (false, 0..9) => format!("{} ", index + 1),
            (false, _) => "  ".into(),
        };
        let left = format!("{hit}{mark} {}", member.name);
        let right = answer.map(|answer| lang.answer(answer)).unwrap_or_default();
        let style = if Some(member.id) == roll.member { theme.chosen(true) } else { style };
        put_both(frame.buffer_mut(), list, row, (&left, &right), style, theme);
    }
}

pub(super) fn draw_counting(
    app: &App,
    counting: &Counting,
    frame: &mut Frame,
    area: Rect,
    theme: Theme,
) {
    let words = app.lang.words();
    let Some(opened) = &app.opened else { return };
    let Some(asked) = opened.meeting().conclusion(counting.conclusion) else { return };
    let Some(slate) = &asked.slate else { return };
    let empty = Vec::new();
    let bundles = asked.poll.sheets.get(usize::from(counting.sheet)).unwrap_or(&empty);
    let count = SheetCount::of(bundles, slate.choices.len());
    let sheet = counting.sheet + 1;
    let title = format!("{} · {} {sheet}", words.counting, words.sheet);
    let standing = slate.standing();
    let height = u16::try_from(standing.len() + 4).unwrap_or(u16::MAX).min(area.height);
    let inside = window(frame, area, (area.width.min(90), height), &title, theme);
    let buffer = frame.buffer_mut();
    put(buffer, inside, 0, &asked.text, theme.strong(), theme);
    let papers = format!(
        "{} {}: {} {}, {} {}, {} {}",
        words.papers_so_far,
        count.returned(),
        words.valid,
        count.valid,
        words.vote_invalid.to_lowercase(),
        count.invalid,
        words.vote_blank.to_lowercase(),
        count.blank
    );
    let kind = if counting.striking { words.struck } else { words.chosen_on_paper };
    let hand = format!("{kind} {} {}", counting.marks.len(), counting.number);
    put_both(buffer, inside, 1, (&papers, hand.trim_end()), theme.plain(), theme);
    let list = Rect { y: inside.y + 2, height: inside.height.saturating_sub(2), ..inside };
    choices_in(frame, list, slate, (counting, &count), theme);
}

/// The choices in as many columns as the height asks for: letter, mark, name, votes so far.
fn choices_in(
    frame: &mut Frame,
    area: Rect,
    slate: &Slate,
    (counting, count): (&Counting, &SheetCount),
    theme: Theme,
) {
    let standing = slate.standing();
    let rows = usize::from(area.height).max(1);
    let columns = standing.len().div_ceil(rows).max(1);
    let wide = area.width / u16::try_from(columns).unwrap_or(1).max(1);
    for (index, place) in standing.iter().enumerate() {
        let Some(choice) = slate.choices.get(usize::from(*place)) else { continue };
        let marked = counting.marks.contains(place);
        let letter = u16::try_from(index).ok().and_then(letter_of);
        let letter = letter.map_or_else(|| (index + 1).to_string(), |letter| letter.to_string());
        let mark = match (marked, counting.striking) {
            (true, false) => theme.marked(),
            (true, true) => "-",
            (false, _) => " ",
        };
        let votes = count.votes.get(usize::from(*place)).copied().unwrap_or(0);
        let column = u16::try_from(index / rows).unwrap_or(0);
        let cell = Rect { x: area.x + column * wide, width: wide.saturating_sub(1), ..area };
        let row = u16::try_from(index % rows).unwrap_or(0);
        let left = format!("{letter:>3} {mark} {}", choice.name);
        let style = if marked { theme.key() } else { theme.plain() };
        put_both(frame.buffer_mut(), cell, row, (&left, &votes.to_string()), style, theme);
    }
}
