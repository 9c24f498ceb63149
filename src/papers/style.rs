//! How the parts of a paper look: sizes, cases and distances by the rules of the body.

/// Whose rules of layout a paper follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Party papers: Hướng dẫn 36-HD/VPTW năm 2018 and its successor of 2026, which changed no size.
    Party,
    /// Papers of state bodies and companies: Nghị định 30/2020/NĐ-CP, Phụ lục I.
    State,
    /// Papers of other bodies, after common practice.
    Plain,
}

/// Page and type of a paper. A4 throughout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    pub form: Form,
    /// Margins in millimetres.
    pub top: u16,
    pub bottom: u16,
    pub left: u16,
    pub right: u16,
    /// Size of the body's type, in half points.
    pub size: u16,
    /// Distance from line to line of the body, in half points.
    pub pitch: u16,
    /// Indent of a paragraph's first line, in millimetres.
    pub indent: u16,
}

impl Layout {
    /// The usual layout of a form.
    #[must_use]
    pub fn of(form: Form) -> Self {
        match form {
            Form::Party | Form::State => Self {
                form,
                top: 20,
                bottom: 20,
                left: 30,
                right: 15,
                size: 28,
                pitch: 36,
                indent: 10,
            },
            Form::Plain => Self {
                form,
                top: 20,
                bottom: 20,
                left: 25,
                right: 20,
                size: 24,
                pitch: 31,
                indent: 0,
            },
        }
    }
}

/// What a line of text is in a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The body above, in the letterhead.
    Superior,
    /// The body whose paper it is.
    Issuer,
    /// The star under the body of a Party paper.
    Star,
    /// Number and symbol.
    Number,
    /// The name of the Party or the state.
    Nation,
    /// The state's motto.
    Motto,
    /// Place and date.
    Dateline,
    /// The kind of paper.
    Name,
    /// What the paper is about.
    Subject,
    Heading(u8),
    Paragraph,
    Point(u8),
    /// The head of a table's column.
    ColumnHead,
    Cell,
    /// On whose behalf somebody signs.
    SignsFor,
    /// As what somebody signs.
    SignsAs,
    /// The name of who signs.
    Signatory,
    RecipientsHead,
    Recipient,
    Footnote,
    /// The foot of every page.
    Foot,
    PageNumber,
}

/// Where the lines of a text stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Centre,
    Right,
    Justified,
}

/// The look of one role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a trait of type by itself")]
pub struct Style {
    /// Half points.
    pub size: u16,
    pub bold: bool,
    pub italic: bool,
    pub underlined: bool,
    pub align: Align,
    /// Indent of the first line and of all others, in millimetres.
    pub first: u16,
    pub rest: u16,
    /// Space above, in half points.
    pub above: u16,
    /// Distance from line to line, in half points.
    pub pitch: u16,
    /// Never the last thing on a page.
    pub keeps_next: bool,
    /// A rule below, as a part of a hundred of the text's width; 0 for none.
    pub rule: u16,
}

impl Layout {
    /// The look of a role in this layout.
    ///
    /// Sizes of Party papers: Hướng dẫn 36-HD/VPTW, Phụ lục; of state papers: Nghị định
    /// 30/2020/NĐ-CP, Phụ lục I, mục V.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        let body = Style {
            size: self.size,
            bold: false,
            italic: false,
            underlined: false,
            align: Align::Centre,
            first: 0,
            rest: 0,
            above: 0,
            pitch: self.pitch,
            keeps_next: false,
            rule: 0,
        };
        // Lines that stand alone are as far apart as their own size asks.
        let line = |size: u16| Style { size, pitch: size + size / 4, ..body };
        let bold = |size: u16| Style { bold: true, ..line(size) };
        let party = self.form == Form::Party;
        // The state's sizes lie one point below the Party's, the plain form follows its body.
        let by_form = |party: u16, state: u16, plain: u16| match self.form {
            Form::Party => party,
            Form::State => state,
            Form::Plain => plain,
        };
        match role {
            Role::Superior => line(by_form(28, 26, 24)),
            Role::Issuer => Style { rule: if party { 0 } else { 50 }, ..bold(by_form(28, 26, 28)) },
            Role::Star => line(28),
            Role::Number => line(by_form(28, 26, 24)),
            Role::Nation => {
                Style { rule: if party { 100 } else { 0 }, ..bold(by_form(30, 26, 26)) }
            }
            Role::Motto => Style { rule: 100, ..bold(by_form(28, 28, 26)) },
            Role::Dateline => Style { italic: true, ..line(by_form(28, 28, 24)) },
            Role::Name => Style { above: 24, keeps_next: true, ..bold(by_form(32, 28, 32)) },
            Role::Subject => Style { keeps_next: true, rule: 40, ..bold(by_form(28, 28, 26)) },
            Role::Heading(depth) => Style {
                bold: true,
                italic: depth > 1,
                align: Align::Left,
                first: self.indent,
                above: if depth == 0 { 20 } else { 12 },
                keeps_next: true,
                ..body
            },
            Role::Paragraph => {
                Style { align: Align::Justified, first: self.indent, above: 6, ..body }
            }
            // Party and state papers set points as paragraphs; others let them hang.
            Role::Point(depth) => {
                let step = 6 * u16::from(depth);
                let (first, rest) = match self.form {
                    Form::Party | Form::State => (self.indent, 0),
                    Form::Plain => (step, step + 6),
                };
                Style { align: Align::Justified, first, rest, above: 6, ..body }
            }
            Role::ColumnHead => bold(24),
            Role::Cell => Style { align: Align::Left, ..line(24) },
            Role::SignsFor => bold(by_form(28, 28, 24)),
            Role::SignsAs => Style { bold: !party, ..line(by_form(28, 28, 24)) },
            Role::Signatory => bold(by_form(28, 28, 24)),
            Role::RecipientsHead => Style {
                align: Align::Left,
                underlined: party,
                bold: !party,
                italic: !party,
                ..line(by_form(28, 24, 24))
            },
            Role::Recipient => Style { align: Align::Left, ..line(by_form(24, 22, 22)) },
            Role::Footnote => Style { align: Align::Justified, ..line(20) },
            Role::Foot => Style { italic: true, ..line(18) },
            Role::PageNumber => line(by_form(28, 26, 22)),
        }
    }
}
