//! Styles and marks. Colour never carries meaning alone; without it only weight and reversal stay.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;

use crate::app::{App, Background, Look, Tone};
use crate::domain::{Absence, Answer, Excuse, ItemState, Presence};
use crate::settings::{Colour, ThemeName, ThemeSettings};

/// How things look on this terminal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Theme {
    look: Look,
    colours: Colours,
}

/// The colours of a theme; `None` is the terminal's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Colours {
    text: Option<Color>,
    background: Option<Color>,
    accent: Option<Color>,
    good: Option<Color>,
    bad: Option<Color>,
    caution: Option<Color>,
    quiet: Option<Color>,
}

impl Colours {
    /// On a background that nobody knows: colours that can be read on dark and on light. They are taken
    /// from the cube of 256, since what the first sixteen look like is up to each terminal.
    const ANYWHERE: Self = Self {
        text: None,
        background: None,
        accent: Some(Color::Indexed(32)),
        good: Some(Color::Indexed(28)),
        bad: Some(Color::Indexed(167)),
        caution: Some(Color::Indexed(136)),
        quiet: Some(Color::Indexed(244)),
    };
    const DARK: Self = Self {
        accent: Some(Color::Indexed(80)),
        good: Some(Color::Indexed(114)),
        bad: Some(Color::Indexed(210)),
        caution: Some(Color::Indexed(221)),
        quiet: Some(Color::Indexed(247)),
        ..Self::ANYWHERE
    };
    const LIGHT: Self = Self {
        accent: Some(Color::Indexed(25)),
        good: Some(Color::Indexed(22)),
        bad: Some(Color::Indexed(124)),
        caution: Some(Color::Indexed(94)),
        quiet: Some(Color::Indexed(241)),
        ..Self::ANYWHERE
    };
    const CONTRAST: Self = Self {
        text: Some(Color::Indexed(231)),
        background: Some(Color::Indexed(16)),
        accent: Some(Color::Indexed(226)),
        good: Some(Color::Indexed(46)),
        bad: Some(Color::Indexed(217)),
        caution: Some(Color::Indexed(51)),
        quiet: None,
    };

    fn of(app: &App) -> Self {
        let ThemeSettings { name, text, background, accent, good, bad, caution, quiet } =
            &app.theme;
        let theme = match (name, app.background) {
            _ if !app.look.colour => return Self::default(),
            (ThemeName::Auto, None) => Self::ANYWHERE,
            (ThemeName::Auto, Some(Background::Dark)) | (ThemeName::Dark, _) => Self::DARK,
            (ThemeName::Auto, Some(Background::Light)) | (ThemeName::Light, _) => Self::LIGHT,
            (ThemeName::Contrast, _) => Self::CONTRAST,
            (ThemeName::Plain, _) => Self::default(),
        };
        // What is no colour is refused where the settings are read.
        let own = |stated: &Option<Colour>| stated.as_ref().and_then(|one| one.text().parse().ok());
        Self {
            text: own(text).or(theme.text),
            background: own(background).or(theme.background),
            accent: own(accent).or(theme.accent),
            good: own(good).or(theme.good),
            bad: own(bad).or(theme.bad),
            caution: own(caution).or(theme.caution),
            quiet: own(quiet).or(theme.quiet),
        }
    }
}

impl Theme {
    pub fn of(app: &App) -> Self {
        Self { look: app.look, colours: Colours::of(app) }
    }

    /// Paint what has no colour of its own in those of the theme, if it has any.
    pub fn paint(self, buffer: &mut Buffer) {
        let Colours { text, background, .. } = self.colours;
        if text.is_none() && background.is_none() {
            return;
        }
        for cell in &mut buffer.content {
            if let (Color::Reset, Some(text)) = (cell.fg, text) {
                cell.fg = text;
            }
            if let (Color::Reset, Some(background)) = (cell.bg, background) {
                cell.bg = background;
            }
        }
    }

    fn coloured(style: Style, colour: Option<Color>) -> Style {
        colour.map_or(style, |colour| style.fg(colour))
    }

    pub fn plain(self) -> Style {
        Style::new()
    }

    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    pub fn quiet(self) -> Style {
        Self::coloured(Style::new(), self.colours.quiet)
    }

    pub fn title(self, focused: bool) -> Style {
        if focused {
            Self::coloured(self.strong().add_modifier(Modifier::REVERSED), self.colours.accent)
        } else {
            self.strong()
        }
    }

    pub fn border(self, focused: bool) -> Style {
        if focused { Self::coloured(Style::new(), self.colours.accent) } else { self.quiet() }
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
        Self::coloured(self.strong(), self.colours.accent)
    }

    /// A key that the rules would refuse just now.
    pub fn dimmed(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    pub fn alarm(self) -> Style {
        Self::coloured(self.strong().add_modifier(Modifier::REVERSED), self.colours.bad)
    }

    pub fn tone(self, tone: Tone) -> Style {
        match tone {
            Tone::Plain => self.plain(),
            Tone::Heading => self.strong(),
            Tone::Quiet => self.quiet(),
            Tone::Good => Self::coloured(self.plain(), self.colours.good),
            Tone::Bad => Self::coloured(self.strong(), self.colours.bad),
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
                (self.mark("✗", "-"), Self::coloured(self.plain(), self.colours.caution))
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
