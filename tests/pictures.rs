//! The pictures of the documents, drawn from the program's own frames, and the key list.
//!
//! `THUKY_UPDATE=1 cargo test --test pictures` draws them again; without it they must be fresh.

mod support {
    pub mod screen;
    pub mod svg;
}

use std::path::Path;

use support::screen::Screen;
use support::svg::svg;

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
fn the_key_list_is_fresh() {
    check("keys.md", &thuky::app::keys_page());
}
