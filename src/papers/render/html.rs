//! A paper as one web page that needs nothing else: for the screen, for a screen reader, and for
//! print. Its words are those of the other formats, in their order.

mod css;

use std::borrow::Cow;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::bound::bound;
use super::clean::clean;
use super::{measure, shape};
use crate::papers::{Align, Block, Column, Document, Form, HeadLine, Role, Side, Text};
use crate::text::Lang;

/// The paper as an HTML file.
#[must_use]
pub fn html(document: &Document) -> String {
    let document = &*bound(document);
    let mut page = Page { document, hung: vec![false; document.notes.len()] };
    let text = page.blocks();
    let lang = match document.lang {
        Lang::Vi => "vi",
        Lang::En => "en-GB",
    };
    let page = html! {
        (DOCTYPE)
        html lang=(lang) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (clean(&document.title)) }
                meta name="author" content=(clean(&document.author));
                meta name="date" content=(document.date);
                @if let Some(stamp) = &document.stamp {
                    meta name="thuky-stamp" content=(clean(stamp));
                }
                style { (PreEscaped(css::of(&document.layout))) }
            }
            body {
                main { (text) }
                (page.notes())
                @if !document.foot.is_empty() {
                    footer { p class=(shape::id(Role::Foot)) { (words(&document.foot)) } }
                }
            }
        }
    };
    page.into_string()
}

/// A point, out of the block that holds it.
#[derive(Clone, Copy)]
struct Point<'a> {
    depth: u8,
    mark: &'a str,
    text: &'a Text,
}

/// The page while it is written.
struct Page<'a> {
    document: &'a Document,
    /// Which footnotes were already asked for.
    hung: Vec<bool>,
}

impl<'a> Page<'a> {
    fn blocks(&mut self) -> Markup {
        let document = self.document;
        let mut points = Vec::new();
        let mut text = String::new();
        for block in &document.blocks {
            if let Block::Point { depth, mark, text } = block {
                points.push(Point { depth: *depth, mark, text });
                continue;
            }
            text.push_str(&self.list(&std::mem::take(&mut points)).0);
            text.push_str(&self.block(block).0);
        }
        text.push_str(&self.list(&points).0);
        PreEscaped(text)
    }

    fn block(&mut self, block: &Block) -> Markup {
        match block {
            Block::Letterhead { left, right } => self.letterhead(left, right),
            Block::Title { name, subject } => self.title(name, subject),
            Block::Heading { depth, text } => heading(*depth, &self.text(text)),
            Block::Paragraph(text) => {
                html! { p class=(shape::id(Role::Paragraph)) { (self.text(text)) } }
            }
            Block::Point { .. } => html! {},
            Block::Table { columns, rows } => self.table(columns, rows),
            Block::PageBreak => html! { hr.copy; },
            Block::Signatures { left, right } => html! {
                div.signatures {
                    div { (side(left)) }
                    div { (side(right)) }
                }
            },
        }
    }

    fn letterhead(&self, left: &[HeadLine], right: &[HeadLine]) -> Markup {
        let layout = &self.document.layout;
        let beside = measure::right_of_head(layout, right) * 100 / measure::text_width(layout);
        html! {
            header.letterhead style=(format!("--left:{}fr;--right:{beside}fr", 100 - beside)) {
                @for lines in [left, right] {
                    div {
                        @for (index, line) in lines.iter().enumerate() {
                            p class=(shape::id(line.role)) {
                                (self.ruled(line.role, &line.text, shape::closes(lines, index)))
                            }
                        }
                    }
                }
            }
        }
    }

    /// Words, with the rule of their role under them if one belongs there.
    fn ruled(&self, role: Role, text: &str, closes: bool) -> Markup {
        let part = self.document.layout.style(role).rule;
        html! {
            @if part > 0 && closes {
                span.ruled style=(format!("--rule:{part}%")) { (words(text)) }
            } @else {
                (words(text))
            }
        }
    }

    fn title(&self, name: &str, subject: &str) -> Markup {
        if name.is_empty() && subject.is_empty() {
            return html! {};
        }
        let party = self.document.layout.form == Form::Party;
        let line = |text: &str, last: bool| self.ruled(Role::Subject, text, last && !party);
        html! {
            div.title {
                @if !name.is_empty() {
                    h1 class=(shape::id(Role::Name)) { (line(name, subject.is_empty())) }
                }
                @if !subject.is_empty() {
                    p class=(shape::id(Role::Subject)) { (line(subject, true)) }
                }
                @if party {
                    p class=(shape::id(Role::Subject)) aria-hidden="true" { (shape::PARTY_RULE) }
                }
            }
        }
    }

    /// Points as lists in one another. Their marks are words, as they are in the other formats: a
    /// browser would count otherwise.
    fn list(&mut self, points: &[Point<'a>]) -> Markup {
        let Some(depth) = points.first().map(|point| point.depth) else {
            return html! {};
        };
        let end = points.iter().position(|point| point.depth < depth).unwrap_or(points.len());
        let (own, rest) = points.split_at(end);
        let items = own.chunk_by(|_, next| next.depth > depth);
        html! {
            // A list without bullets is no list to some screen readers unless it says so.
            ul role="list" {
                @for item in items {
                    li { (self.item(item)) }
                }
            }
            (self.list(rest))
        }
    }

    /// A point, and those under it.
    fn item(&mut self, points: &[Point<'a>]) -> Markup {
        let Some((point, under)) = points.split_first() else {
            return html! {};
        };
        html! {
            p class=(shape::id(Role::Point(point.depth.min(shape::DEEPEST)))) {
                @if !point.mark.is_empty() {
                    span.mark { (words(point.mark)) } " "
                }
                (self.text(point.text))
            }
            (self.list(under))
        }
    }

    fn table(&self, columns: &[Column], rows: &[Vec<String>]) -> Markup {
        let columns = shape::columns(columns, rows);
        if columns.is_empty() {
            return html! {};
        }
        let page = measure::text_width(&self.document.layout);
        let narrowest = measure::twips(shape::NARROWEST) * 1000 / page;
        let widths = shape::widths(&columns, 1000, narrowest);
        let room = columns.iter().map(|column| column.room).max().unwrap_or(0);
        let room = (room > 0).then(|| format!("--room:{room}mm"));
        html! {
            table style=[room] {
                colgroup {
                    @for width in widths {
                        col style=(format!("width:{}.{}%", width / 10, width % 10));
                    }
                }
                @if columns.iter().any(|column| !column.head.is_empty()) {
                    thead { tr { @for column in columns.iter() { (column_head(&column.head)) } } }
                }
                tbody {
                    @for row in rows {
                        tr {
                            @for (index, column) in columns.iter().enumerate() {
                                td class=(align(column.align)) {
                                    (words(row.get(index).map_or("", String::as_str)))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Words and the footnotes they ask for.
    fn text(&mut self, text: &Text) -> Markup {
        let notes = shape::notes(self.document, &text.notes);
        html! {
            (words(&text.words))
            @for (index, note) in notes.into_iter().enumerate() {
                sup {
                    // Or 1 and 2 would read as 12.
                    @if index > 0 { "\u{A0}" }
                    a id=[self.hang(note)] href=(format!("#note-{note}")) role="doc-noteref" {
                        (note)
                    }
                }
            }
        }
    }

    /// Where a footnote leads back to: where it is first asked for.
    fn hang(&mut self, note: usize) -> Option<String> {
        let hung = self.hung.get_mut(note.checked_sub(1)?)?;
        (!std::mem::replace(hung, true)).then(|| format!("text-{note}"))
    }

    fn notes(&self) -> Markup {
        let notes = &self.document.notes;
        let (label, back) = match self.document.lang {
            Lang::Vi => ("Chú thích", "Trở lại chỗ có chú thích"),
            Lang::En => ("Notes", "Back to the place of note"),
        };
        html! {
            @if !notes.is_empty() {
                section.notes role="doc-endnotes" aria-label=(label) {
                    @for (number, note) in (1..).zip(notes) {
                        div id=(format!("note-{number}")) role="doc-footnote" {
                            p class=(shape::id(Role::Footnote)) {
                                @if self.hung.get(number - 1).is_some_and(|hung| *hung) {
                                    a href=(format!("#text-{number}")) role="doc-backlink"
                                        aria-label=(format!("{back} {number}")) { (number) }
                                } @else {
                                    (number)
                                }
                                " " (words(note))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Words as they may stand in a page; line ends in them stay line ends.
fn words(text: &str) -> Markup {
    let text: Cow<str> = clean(text);
    html! {
        @for (index, line) in text.split('\n').enumerate() {
            @if index > 0 { br; }
            (line)
        }
    }
}

/// A heading below the title's; HTML knows no deeper one than the sixth.
fn heading(depth: u8, text: &Markup) -> Markup {
    let class = shape::id(Role::Heading(depth.min(shape::DEEPEST)));
    match depth {
        0 => html! { h2 class=(class) { (text) } },
        1 => html! { h3 class=(class) { (text) } },
        2 => html! { h4 class=(class) { (text) } },
        3 => html! { h5 class=(class) { (text) } },
        _ => html! { h6 class=(class) { (text) } },
    }
}

/// The head of a column; one without words heads nothing.
fn column_head(head: &str) -> Markup {
    let class = shape::id(Role::ColumnHead);
    html! {
        @if head.is_empty() { td {} } @else { th scope="col" class=(class) { (words(head)) } }
    }
}

fn align(align: Align) -> &'static str {
    match align {
        Align::Left => "Cell",
        Align::Centre => "Cell centre",
        Align::Right => "Cell right",
        Align::Justified => "Cell justified",
    }
}

/// One side of the end of a paper.
fn side(side: &Side) -> Markup {
    match side {
        Side::Empty => html! {},
        Side::Signs { lines, name } => html! {
            @for (index, line) in lines.iter().enumerate() {
                p class=(shape::id(shape::signs(index))) { (words(line)) }
            }
            p class=(shape::id(Role::Signatory)) { (words(name)) }
        },
        Side::Recipients { head, lines } => html! {
            p class=(shape::id(Role::RecipientsHead)) { (words(head)) }
            @for line in lines {
                p class=(shape::id(Role::Recipient)) { (words(line)) }
            }
        },
    }
}

/// What ties a page to the register it came from, if it says so.
#[must_use]
pub fn stamp_in_html(page: &str) -> Option<String> {
    let head = page.split("<body").next()?;
    let (_, after) = head.split_once("name=\"thuky-stamp\" content=\"")?;
    after.split_once('"').map(|(stamp, _)| stamp.to_owned())
}
