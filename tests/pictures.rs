//! The pictures of the documents, drawn from the program's own frames, and the key list.
//!
//! `THUKY_UPDATE=1 cargo test --test pictures` draws them again; without it they must be fresh.

mod support {
    pub mod colours;
    pub mod screen;
    pub mod svg;
}

use std::path::Path;

use ratatui::buffer::Buffer;
use support::screen::{Screen, now};
use support::svg::{Paper, svg, svg_on};
use thuky::app::Background;
use thuky::export::Bundle;
use thuky::journal::Journal;
use thuky::papers::{self, COLUMNS, Templates, papers_of};
use thuky::register::BookId;
use thuky::sample;
use thuky::settings::ThemeName;
use thuky::text::Lang;

/// What is on record in the docs must be what the program makes now.
#[track_caller]
fn check(path: &str, now: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(path);
    if std::env::var_os("THUKY_UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("docs can be written");
        std::fs::write(&path, now).expect("docs can be written");
    }
    let on_record = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(on_record == now, "{} is stale: run with THUKY_UPDATE=1", path.display());
}

fn picture(name: &str, screen: Screen, keys: &str) {
    check(&format!("pictures/{name}.svg"), &svg(&screen.keys(keys).buffer()));
}

#[test]
fn pictures_are_fresh() {
    picture("meeting-vi", Screen::vi(110, 32), "<Enter>");
    picture("meeting-en", Screen::en(110, 32), "<Enter>");
    picture("roll-vi", Screen::vi(80, 24), "<Enter><Tab>h");
    picture("vote-vi", Screen::vi(80, 24), "<Enter><Tab><Tab><Tab>v1");
    picture("vote-en", Screen::en(80, 24), "<Enter><Tab><Tab><Tab>v1");
    picture("explained-en", Screen::en(80, 24), "<Enter><Tab><Tab><Tab>v1<F12>");
    picture("draft-vi", Screen::vi(80, 24), "<Enter><F5>");
    picture("home-en", Screen::en(80, 24), "");
    picture("papers-vi", Screen::vi(80, 24), "<Enter><F8>a<F7><Enter>");
    picture("papers-en", Screen::en(80, 24), "<Enter><F8>a<F7><Enter>");
}

#[test]
fn pictures_of_the_themes_are_fresh() {
    let dark = Paper { paper: "#000000", ink: "#e5e5e5" };
    let light = Paper { paper: "#ffffff", ink: "#000000" };
    let solarized = Paper { paper: "#002b36", ink: "#839496" };
    for (name, theme, background, paper) in [
        ("theme-dark", ThemeName::Auto, Some(Background::Dark), dark),
        ("theme-light", ThemeName::Auto, Some(Background::Light), light),
        ("theme-contrast", ThemeName::Contrast, None, light),
        ("theme-plain", ThemeName::Plain, None, dark),
        ("theme-solarized", ThemeName::Auto, Some(Background::Dark), solarized),
        ("theme-unknown", ThemeName::Auto, None, light),
    ] {
        let screen = Screen::vi(80, 24).themed(theme, background).keys("<Enter><Tab>h");
        check(&format!("pictures/{name}.svg"), &svg_on(&screen.buffer(), paper));
    }
}

/// Rows of a paper that a picture shows.
const ROWS: usize = 60;

/// A picture of every paper of the sample's meeting, as its plain text shows it.
#[test]
fn a_picture_of_every_paper_is_fresh() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/papers.md"));
    let page = page.expect("the page about papers");
    for (lang, word) in [(Lang::Vi, "vi"), (Lang::En, "en")] {
        let books = sample::books(lang, now());
        let meetings: Vec<Journal> = books.into_iter().map(Journal::of).collect();
        // One that is over has the most to show.
        let ended = meetings.iter().find(|journal| journal.meeting().closed.is_some());
        let journal = ended.expect("a meeting that is over");
        let bundle = Bundle::of(BookId([1; 16]), journal, &Templates::default());
        let bundle = bundle.expect("a template fits");
        let mut seen = Vec::new();
        for paper in papers_of(&bundle.meeting, &bundle.template) {
            if seen.contains(&paper.kind) {
                continue;
            }
            seen.push(paper.kind);
            let text = papers::plain(&bundle.document(paper), COLUMNS);
            let lines: Vec<&str> = text.lines().take(ROWS).collect();
            let name = format!("paper-{}-{word}", paper.kind.word());
            check(&format!("pictures/{name}.svg"), &svg(&Buffer::with_lines(lines)));
            assert!(page.contains(&format!("pictures/{name}.svg")), "papers.md lacks {name}");
        }
    }
}

#[test]
fn the_key_list_is_fresh() {
    check("keys.md", &thuky::app::keys_page());
}
