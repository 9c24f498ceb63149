//! Styles and marks. Colour never carries meaning alone; without it only weight and reversal stay.

use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;

use crate::app::{Look, Tone};
use crate::domain::{Absence, Answer, Excuse, ItemState, Presence};

/// How things look on this terminal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Theme {
    look: Look,
}

impl Theme {
    pub fn of(look: Look) -> Self {
        Self { look }
    }

    fn coloured(self, style: Style, colour: Color) -> Style {
        if self.look.colour { style.fg(colour) } else { style }
    }

    pub fn plain(self) -> Style {
        Style::new()
    }

    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    pub fn quiet(self) -> Style {
        if self.look.colour { Style::new().fg(Color::DarkGray) } else { Style::new() }
    }

    pub fn title(self, focused: bool) -> Style {
        if focused {
            self.coloured(self.strong().add_modifier(Modifier::REVERSED), Color::Cyan)
        } else {
            self.strong()
        }
    }

    pub fn border(self, focused: bool) -> Style {
        if focused { self.coloured(Style::new(), Color::Cyan) } else { self.quiet() }
    }

    /// The chosen row: reversed where the keys go, underlined elsewhere.
    pub fn chosen(self, focused: bool) -> Style {
        let modifier = if focused { Modifier::REVERSED } else { Modifier::UNDERLINED };
        Style::new().add_modifier(modifier)
    }

    /// A text that is replaced by what is typed next.
    pub fn selected(self) -> Style {
        self.plain().add_modifier(Modifier::REVERSED)
    }

    pub fn key(self) -> Style {
        self.coloured(self.strong(), Color::Cyan)
    }

    /// A key that the rules would refuse just now.
    pub fn dimmed(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    pub fn alarm(self) -> Style {
        self.coloured(self.strong().add_modifier(Modifier::REVERSED), Color::Red)
    }

    pub fn tone(self, tone: Tone) -> Style {
        match tone {
            Tone::Plain => self.plain(),
            Tone::Heading => self.strong(),
            Tone::Quiet => self.quiet(),
            Tone::Good => self.coloured(self.plain(), Color::Green),
            Tone::Bad => self.coloured(self.strong(), Color::Red),
        }
    }

    pub fn borders(self) -> border::Set<'static> {
        if self.look.ascii {
            border::Set {
                top_left: "+",
                top_right: "+",
                bottom_left: "+",
                bottom_right: "+",
                vertical_left: "|",
                vertical_right: "|",
                horizontal_top: "-",
                horizontal_bottom: "-",
            }
        } else {
            border::PLAIN
        }
    }

    fn mark(self, fine: &'static str, ascii: &'static str) -> &'static str {
        if self.look.ascii { ascii } else { fine }
    }

    /// Stands where something is cut off.
    pub fn cut(self) -> &'static str {
        self.mark("…", "~")
    }

    pub fn minute(self) -> &'static str {
        self.mark("′", "'")
    }

    pub fn dot(self) -> &'static str {
        self.mark(" · ", " | ")
    }

    pub fn at_least(self) -> &'static str {
        self.mark("≥", ">=")
    }

    pub fn saved(self, saved: bool) -> &'static str {
        if saved { self.mark("●", "*") } else { self.mark("○", "!") }
    }

    pub fn pointer(self) -> &'static str {
        self.mark("▸", ">")
    }

    pub fn presence(self, presence: &Presence) -> (&'static str, Style) {
        match presence {
            Presence::NotCalled => (self.mark("·", "."), self.plain()),
            Presence::Present => (self.mark("✓", "+"), self.tone(Tone::Good)),
            Presence::Late => (self.mark("◔", "~"), self.tone(Tone::Good)),
            Presence::Left => (self.mark("◕", "<"), self.plain()),
            Presence::Back => (self.mark("↩", "b"), self.tone(Tone::Good)),
            Presence::Absent(Absence { excuse: Excuse::Unexcused, .. }) => {
                (self.mark("✗", "x"), self.tone(Tone::Bad))
            }
            Presence::Absent(_) => {
                (self.mark("✗", "-"), self.coloured(self.plain(), Color::Yellow))
            }
            Presence::Remote => (self.mark("☏", "t"), self.tone(Tone::Good)),
        }
    }

    /// A mark on a ballot.
    pub fn marked(self) -> &'static str {
        self.mark("✓", "x")
    }

    /// The answer of a voter, none while it was not called out.
    pub fn answer(self, answer: Option<Answer>) -> (&'static str, Style) {
        match answer {
            None => (self.mark("·", "."), self.plain()),
            Some(Answer::Yes) => (self.mark("✓", "+"), self.tone(Tone::Good)),
            Some(Answer::No) => (self.mark("✗", "-"), self.tone(Tone::Bad)),
            Some(Answer::Other) => ("?", self.plain()),
            Some(Answer::Abstain) => (self.mark("○", "o"), self.plain()),
            Some(Answer::NotVoting | Answer::Absent | Answer::Recused) => {
                (self.mark("–", "/"), self.quiet())
            }
        }
    }

    pub fn item(self, state: &ItemState) -> (&'static str, Style) {
        match state {
            ItemState::Planned => (" ", self.plain()),
            ItemState::Running => (self.mark("▶", ">"), self.strong()),
            ItemState::Done => (self.mark("✓", "+"), self.tone(Tone::Good)),
            ItemState::Skipped(_) => (self.mark("–", "-"), self.quiet()),
        }
    }
}
