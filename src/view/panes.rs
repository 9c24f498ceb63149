//! The panes of the meeting screen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::list::{boxed, put, put_both, top};
use super::theme::Theme;
use crate::app::{App, Jotted, KEYS, Opened, Pane, Tone};
use crate::domain::{
    Absence, Attendance, Attendee, Conclusion, Conduct, Due, Item, ItemState, Meeting, Member,
    Note, NoteKind, Presence, Slate, Unit, Vote, doubts_in, doubts_of_future,
};
use crate::text::{Lang, count, lines, short_date, short_time};

pub(super) fn draw(app: &App, opened: &Opened, frame: &mut Frame, area: Rect, theme: Theme) {
    let (panes, tabs) = super::arrange(area, opened.pane);
    if let Some(row) = tabs {
        draw_tabs(app, opened, frame, row, theme);
    }
    for (pane, area) in panes {
        let focused = pane == opened.pane && app.dialogs.is_empty();
        let inside = boxed(frame, area, &title(app, opened, pane), focused, theme);
        let place = Place { app, opened, inside, focused, theme };
        if is_empty(opened, pane) {
            place.ways_to_begin(pane, frame);
            continue;
        }
        match pane {
            Pane::Agenda => place.agenda(frame),
            Pane::Roll => place.roll(frame),
            Pane::Notes => place.notes(frame),
            Pane::Conclusions => place.conclusions(frame),
        }
    }
}

fn is_empty(opened: &Opened, pane: Pane) -> bool {
    let meeting = opened.meeting();
    match pane {
        Pane::Agenda => meeting.items.is_empty(),
        Pane::Roll => meeting.members.is_empty() && meeting.guests.is_empty(),
        Pane::Notes => opened.jotted_here().is_empty(),
        Pane::Conclusions => meeting.conclusions.is_empty(),
    }
}

fn name(app: &App, pane: Pane) -> &'static str {
    let words = app.lang.words();
    match pane {
        Pane::Agenda => words.agenda,
        Pane::Roll => words.roll,
        Pane::Notes => words.notes,
        Pane::Conclusions => words.conclusions,
    }
}

fn draw_tabs(app: &App, opened: &Opened, frame: &mut Frame, area: Rect, theme: Theme) {
    let mut spans = Vec::new();
    for pane in Pane::ALL {
        let focused = pane == opened.pane;
        spans.push(Span::styled(format!(" {} ", name(app, pane)), theme.title(focused)));
        spans.push(Span::raw(" "));
    }
    frame.buffer_mut().set_line(area.x, area.y, &Line::from(spans), area.width);
}

fn title(app: &App, opened: &Opened, pane: Pane) -> String {
    let meeting = opened.meeting();
    let name = name(app, pane);
    match pane {
        Pane::Agenda => {
            let done = |item: &&Item| matches!(item.state, ItemState::Done | ItemState::Skipped(_));
            let done = meeting.items.iter().filter(done).count();
            format!("{name} {done}/{}", meeting.items.len())
        }
        Pane::Roll if !opened.search().is_empty() => {
            format!("{name}: {} ({})", opened.search(), opened.hits().len())
        }
        Pane::Roll => {
            let turnout = opened.turnout();
            let uncalled = turnout.uncalled;
            let known = |number: Option<u32>| number.map_or("……".into(), |n| n.to_string());
            let (here, total) = (known(turnout.here), known(turnout.total));
            let open = app.lang.presence(&Presence::NotCalled);
            format!("{name}: {} {here}/{total}, {open} {uncalled}", app.lang.words().in_room)
        }
        Pane::Notes => match opened.item.and_then(|id| meeting.item(id)) {
            Some(item) => format!("{name}: {}", item.title),
            None => format!("{name}: {}", app.lang.words().no_item),
        },
        Pane::Conclusions => {
            let voted = meeting.conclusions.iter().filter(|one| one.vote.is_some()).count();
            let words = app.lang.words();
            format!("{name} {}, {voted} {}", meeting.conclusions.len(), words.voted)
        }
    }
}

/// One row of a text that belongs to a thing in a list.
struct Row {
    text: String,
    style: Style,
    chosen: bool,
    /// Belongs to the thing above it.
    under: bool,
}

/// A pane being drawn.
struct Place<'a> {
    app: &'a App,
    opened: &'a Opened,
    inside: Rect,
    focused: bool,
    theme: Theme,
}

impl Place<'_> {
    fn columns(&self) -> usize {
        usize::from(self.inside.width)
    }

    fn height(&self) -> usize {
        usize::from(self.inside.height).max(1)
    }

    fn meeting(&self) -> &Meeting {
        self.opened.meeting()
    }

    fn lang(&self) -> Lang {
        self.app.lang
    }

    fn style(&self, style: Style, chosen: bool) -> Style {
        if chosen { style.patch(self.theme.chosen(self.focused)) } else { style }
    }

    /// What an empty pane offers: the keys that put something into it.
    fn ways_to_begin(&self, pane: Pane, frame: &mut Frame) {
        let ids: &[&str] = match pane {
            Pane::Agenda => &["agenda.add"],
            Pane::Roll => &["roll.add", "roll.guest", "roll.stated"],
            Pane::Notes => &["meeting.note", "notes.indicator"],
            Pane::Conclusions => &["meeting.conclude"],
        };
        let rows = KEYS.iter().filter(|row| ids.contains(&row.id));
        for (row, feature) in (0..).zip(rows) {
            let key = self.app.keys.first(feature, self.app.look);
            let text = format!(" {key}  {}", feature.label.in_lang(self.lang()));
            put(frame.buffer_mut(), self.inside, row, &text, self.theme.quiet(), self.theme);
        }
    }

    fn agenda(&self, frame: &mut Frame) {
        let items = &self.meeting().items;
        let at = items.iter().position(|item| Some(item.id) == self.opened.item).unwrap_or(0);
        let first = top(at, self.height());
        for (row, (index, item)) in
            (0..).zip(items.iter().enumerate().skip(first).take(self.height()))
        {
            let (mark, style) = self.theme.item(&item.state);
            let chosen = Some(item.id) == self.opened.item;
            let presenter = item.presenter.as_ref().map(|who| self.meeting().told_name(who));
            let presenter = presenter.map(|name| format!(" ({name})")).unwrap_or_default();
            let left = format!("{mark}{:>2} {}{presenter}", index + 1, item.title);
            let both = (left.as_str(), &*self.minutes(item));
            let style = self.style(style, chosen);
            put_both(frame.buffer_mut(), self.inside, row, both, style, self.theme);
        }
    }

    /// Real and planned minutes of an item, and how far it is over.
    fn minutes(&self, item: &Item) -> String {
        let minute = self.theme.minute();
        let now = self.app.now.naive_local();
        let spent = item.minutes(now).map(|minutes| minutes.to_string());
        let planned = item.planned.map(|minutes| minutes.to_string());
        let over = item.overtime(now);
        let over = over.map(|over| format!(" {} {over}{minute}", self.lang().words().over));
        match (spent, planned) {
            (None, None) => String::new(),
            (Some(spent), None) => format!("{spent}{minute}"),
            (None, Some(planned)) => format!("({planned}{minute})"),
            (Some(spent), Some(planned)) => {
                format!("{spent}/{planned}{minute}{}", over.unwrap_or_default())
            }
        }
    }

    fn roll(&self, frame: &mut Frame) {
        let at = self.opened.attendee_place();
        let first = top(at, self.height());
        let searching = !self.opened.search().is_empty();
        let last = self.opened.attendees().min(first + self.height());
        for (row, index) in (0..).zip(first..last) {
            let Some(attendee) = self.opened.attendee_at(index) else { continue };
            let hit = match (searching, index) {
                (false, _) => String::new(),
                (true, 0..9) => format!("{} ", index + 1),
                (true, _) => "  ".into(),
            };
            let chosen = Some(attendee) == self.opened.attendee;
            let (left, right, style) = match attendee {
                Attendee::Member(id) => match self.meeting().member(id) {
                    Some(member) => self.member(member),
                    None => continue,
                },
                Attendee::Guest(id) => match self.meeting().guest(id) {
                    Some(guest) => {
                        let mark = match guest.attendance.presence() {
                            Presence::NotCalled => " ",
                            presence => self.theme.presence(presence).0,
                        };
                        let left = format!("{mark} {}", with_post(&guest.name, &guest.post));
                        let status = match guest.attendance.presence() {
                            Presence::NotCalled => self.lang().rank(guest.rank),
                            _ => self.status(&guest.attendance),
                        };
                        (left, status, self.theme.quiet())
                    }
                    None => continue,
                },
            };
            let left = format!("{hit}{left}");
            let style = self.style(style, chosen);
            put_both(frame.buffer_mut(), self.inside, row, (&left, &right), style, self.theme);
        }
    }

    /// What the roll recorded last, with its time or reason.
    fn status(&self, attendance: &Attendance) -> String {
        let presence = attendance.presence();
        let detail = match presence {
            Presence::Late | Presence::Left | Presence::Back => attendance.since().map(short_time),
            Presence::Absent(Absence { reason, .. }) => {
                Some(reason.clone()).filter(|reason| !reason.is_empty())
            }
            Presence::NotCalled | Presence::Present | Presence::Remote => None,
        };
        let detail = detail.map(|detail| format!(" {detail}")).unwrap_or_default();
        format!("{}{detail}", self.lang().presence(presence))
    }

    fn member(&self, member: &Member) -> (String, String, Style) {
        let lang = self.lang();
        let (mark, style) = self.theme.presence(member.presence());
        let post = with_post(&member.name, &member.post);
        let class = match member.class {
            Some(crate::domain::Class::Official) => String::new(),
            None => {
                format!(" [{} {}]", lang.words().class.to_lowercase(), lang.words().class_unknown)
            }
            Some(class) => format!(" [{}]", lang.class(class)),
        };
        let mut status = self.status(&member.attendance);
        let item = self.meeting().running().map(|item| item.id);
        let aside = self.meeting().interests.iter().rev().find(|one| {
            one.member == member.id && one.conduct != Conduct::Votes && one.concerns(item)
        });
        if !member.seat.is_held() {
            // What happened to the seat says more than where the member sits.
            let change = member.seat.changes.last().map(|(change, _)| lang.seat_change(*change));
            status = change.unwrap_or_default();
        } else if let Some(interest) = aside {
            status = lang.conduct(interest.conduct);
        } else if member.seat.unsworn {
            lang.words().unsworn.clone_into(&mut status);
        }
        (format!("{mark} {post}{class}"), status, style)
    }

    fn notes(&self, frame: &mut Frame) {
        let mut rows = Vec::new();
        for jotted in self.opened.jotted_here() {
            let chosen = Some(jotted) == self.opened.jotted;
            match jotted {
                Jotted::Indicator(id) => {
                    let Some(found) = self.meeting().indicator(id) else { continue };
                    let of = found.of.map(|of| format!("/{}", count(self.lang(), of)));
                    let unit = if found.unit == Unit::Percent { "%" } else { "" };
                    let figure = count(self.lang(), found.value);
                    let text = format!("{figure}{}{unit} {}", of.unwrap_or_default(), found.label);
                    self.add(&mut rows, &text, self.theme.plain(), chosen);
                }
                Jotted::Note(id) => {
                    let Some(note) = self.meeting().note(id) else { continue };
                    self.add(&mut rows, &self.note(note), self.theme.plain(), chosen);
                    self.add_doubts(&mut rows, &note.text);
                }
            }
        }
        self.put_rows(frame, &rows);
    }

    fn note(&self, note: &Note) -> String {
        let lang = self.lang();
        let kind = lang.note_kind(&note.kind);
        let to = match &note.kind {
            NoteKind::Proposal(to) if !to.is_empty() => format!(" → {to}"),
            _ => String::new(),
        };
        let who = note.speaker.as_ref().map(|who| format!("{}: ", self.meeting().told_name(who)));
        let time = note.time.map(|time| format!("{} ", short_time(time))).unwrap_or_default();
        format!("{time}[{kind}{to}] {}{}", who.unwrap_or_default(), note.text)
    }

    fn add_doubts(&self, rows: &mut Vec<Row>, text: &str) {
        for doubt in doubts_in(text, self.meeting().last_day()) {
            let text = format!("? {}", self.lang().doubt(&doubt));
            self.add_under(rows, &text, self.theme.tone(Tone::Bad));
        }
    }

    fn conclusions(&self, frame: &mut Frame) {
        let words = self.lang().words();
        let mut rows = Vec::new();
        for (index, conclusion) in self.meeting().conclusions.iter().enumerate() {
            let chosen = Some(conclusion.id) == self.opened.conclusion;
            let text = format!("{}. {}", index + 1, conclusion.text);
            self.add(&mut rows, &text, self.theme.plain(), chosen);
            let task = &conclusion.task;
            if task.is_given() {
                let owner = task
                    .owner
                    .as_ref()
                    .map_or(words.unknown.into(), |who| self.meeting().told_name(who));
                let due = match &task.due {
                    Some(Due::On(date)) => short_date(self.lang(), *date),
                    Some(Due::Words(words)) => words.clone(),
                    None => words.unknown.into(),
                };
                let own =
                    if task.text.is_empty() { String::new() } else { format!("{}: ", task.text) };
                let done =
                    task.done.as_ref().map(|result| format!(", {}", self.lang().done(result)));
                let done = done.unwrap_or_default();
                let text = format!("   {own}{} {owner}, {} {due}{done}", words.owner, words.due);
                self.add_under(&mut rows, &text, self.theme.quiet());
                for doubt in doubts_of_future(&due, self.meeting().date) {
                    let text = format!("? {}", self.lang().doubt(&doubt));
                    self.add_under(&mut rows, &text, self.theme.tone(Tone::Bad));
                }
            }
            self.add_business(&mut rows, conclusion);
            self.add_votes(&mut rows, conclusion);
            self.add_doubts(&mut rows, &conclusion.text);
        }
        self.put_rows(frame, &rows);
    }

    /// What makes a conclusion a motion or a ballot.
    fn add_business(&self, rows: &mut Vec<Row>, conclusion: &Conclusion) {
        let (lang, meeting) = (self.lang(), self.meeting());
        if let Some(motion) = &conclusion.motion {
            let text = format!("   {}", lang.motion(meeting, motion));
            self.add_under(rows, &text, self.theme.quiet());
            if let Some((fate, _)) = &motion.fate {
                let text = format!("   {}", lang.fate(meeting, fate));
                self.add_under(rows, &text, self.theme.tone(Tone::Bad));
            }
        }
        let open = |slate: &&Slate| conclusion.vote.is_none() || slate.open_seats() > 0;
        if let Some(slate) = conclusion.slate.as_ref().filter(open) {
            let standing = slate.standing();
            let name = |place: &u16| slate.choices.get(usize::from(*place)).map(|c| &*c.name);
            let names: Vec<&str> = standing.iter().filter_map(name).collect();
            let text = format!("   [{}] {}", slate.open_seats(), names.join(", "));
            self.add_under(rows, &text, self.theme.quiet());
        }
    }

    fn add_votes(&self, rows: &mut Vec<Row>, conclusion: &Conclusion) {
        let (lang, meeting, words) = (self.lang(), self.meeting(), self.lang().words());
        let of_it = |vote: &&Vote| {
            vote.conclusion == conclusion.id
                || vote.more.also.iter().any(|(id, _)| *id == conclusion.id)
        };
        for vote in meeting.votes.iter().filter(of_it) {
            let tone = if vote.verdict.carried() { Tone::Good } else { Tone::Bad };
            let text = format!("   {}", lang.verdict(meeting, vote));
            self.add_under(rows, &text, self.theme.tone(tone));
            let later = meeting.later_doubts(vote.id);
            for doubt in vote.doubts.iter().chain(&later) {
                let mut text = format!("   ? {}", lang.vote_doubt(meeting, doubt));
                if later.contains(doubt) {
                    text.push_str(&format!(" {}", words.flag_keys));
                }
                self.add_under(rows, &text, self.theme.tone(Tone::Bad));
            }
        }
        let settled = conclusion.motion.as_ref().is_some_and(|motion| motion.fate.is_some());
        if conclusion.vote.is_none() && !settled {
            let text = format!("   {}", words.not_voted);
            self.add_under(rows, &text, self.theme.quiet());
        }
    }

    fn add(&self, rows: &mut Vec<Row>, text: &str, style: Style, chosen: bool) {
        let style = self.style(style, chosen);
        let row = |text: &str| Row { text: text.to_owned(), style, chosen, under: false };
        rows.extend(lines(text, self.columns()).map(row));
    }

    /// What belongs to the thing added last.
    fn add_under(&self, rows: &mut Vec<Row>, text: &str, style: Style) {
        let row = |text: &str| Row { text: text.to_owned(), style, chosen: false, under: true };
        rows.extend(lines(text, self.columns()).map(row));
    }

    /// The rows round the chosen thing, with all that belongs to it where that fits.
    fn put_rows(&self, frame: &mut Frame, rows: &[Row]) {
        let last = rows.iter().rposition(|row| row.chosen).unwrap_or(0);
        let first = rows.iter().position(|row| row.chosen).unwrap_or(0);
        let last = last + rows.iter().skip(last + 1).take_while(|row| row.under).count();
        let from = top(last, self.height()).min(first);
        for (row, line) in (0..).zip(rows.iter().skip(from).take(self.height())) {
            put(frame.buffer_mut(), self.inside, row, &line.text, line.style, self.theme);
        }
    }
}

fn with_post(name: &str, post: &str) -> String {
    if post.is_empty() { name.to_owned() } else { format!("{name} - {post}") }
}
