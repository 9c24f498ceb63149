//! What the themes promise: everything can be read, on every terminal they are for.

mod support {
    pub mod colours;
    pub mod screen;
}

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use support::colours::cube;
use support::screen::Screen;
use thuky::app::Background;
use thuky::settings::{Settings, ThemeName};

/// Ways to screens that show everything: panes, forms, votes, pages, lists, refusals.
const WAYS: [&str; 9] = [
    "",
    "<Enter>",
    "<Enter><Tab>h",
    "<Enter><Tab><Tab>n",
    "<Enter><Tab><Tab><Tab>v1",
    "<Enter><Tab><Tab><Tab>v1<F12>",
    "<Enter><F4>",
    "<Enter>?",
    "<Enter>:nobody knows this<Enter>",
];

/// The terminals a theme must be readable on, as paper and ink.
const BLACK: ([u8; 3], [u8; 3]) = ([0, 0, 0], [229, 229, 229]);
const WHITE: ([u8; 3], [u8; 3]) = ([255, 255, 255], [0, 0, 0]);
const SOLARIZED_DARK: ([u8; 3], [u8; 3]) = ([0, 43, 54], [131, 148, 150]);
const SOLARIZED_LIGHT: ([u8; 3], [u8; 3]) = ([253, 246, 227], [101, 123, 131]);

/// How bright a colour is: WCAG 2, relative luminance.
fn luminance(colour: [u8; 3]) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let [red, green, blue] = colour.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// The contrast of two colours: WCAG 2.
fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The least contrast of a letter on a screen.
fn least(buffer: &Buffer, (paper, ink): ([u8; 3], [u8; 3])) -> f64 {
    let drawn = |colour: Color, otherwise| match colour {
        Color::Reset => otherwise,
        Color::Indexed(index) => cube(index),
        other => panic!("{other:?} looks different on every terminal"),
    };
    let told = buffer.content().iter().filter(|cell| {
        // What would be refused now is quieter than the rest on purpose.
        cell.symbol() != " " && !cell.modifier.contains(Modifier::DIM)
    });
    told.map(|cell| contrast(drawn(cell.fg, ink), drawn(cell.bg, paper)))
        .fold(f64::INFINITY, f64::min)
}

#[test]
fn every_letter_can_be_read_on_every_terminal_a_theme_is_for() {
    // Large or bold text asks for 3, small print for 4.5, and whoever sees badly for 7: WCAG 2.
    for (theme, background, terminals, asked) in [
        (ThemeName::Auto, None, &[BLACK, WHITE, SOLARIZED_DARK, SOLARIZED_LIGHT][..], 3.0_f64),
        (ThemeName::Auto, Some(Background::Dark), &[BLACK, SOLARIZED_DARK], 4.5),
        (ThemeName::Dark, None, &[BLACK], 4.5),
        (ThemeName::Auto, Some(Background::Light), &[WHITE, SOLARIZED_LIGHT], 4.0),
        (ThemeName::Light, Some(Background::Dark), &[WHITE], 4.5),
        (ThemeName::Contrast, None, &[BLACK, WHITE, SOLARIZED_DARK, SOLARIZED_LIGHT], 7.0),
        (ThemeName::Plain, Some(Background::Light), &[BLACK, WHITE], 7.0),
    ] {
        for way in WAYS {
            let buffer = Screen::vi(80, 24).themed(theme, background).keys(way).buffer();
            for terminal in terminals {
                // The ink of a terminal is its own affair.
                let asked = asked.min(contrast(terminal.0, terminal.1)) - 0.01;
                let found = least(&buffer, *terminal);
                assert!(found >= asked, "{theme:?} {background:?} {way} {terminal:?}: {found}");
            }
        }
    }
}

#[test]
fn the_theme_follows_what_the_terminal_says_unless_one_was_chosen() {
    let colours = |theme, background| {
        let buffer = Screen::vi(80, 24).themed(theme, background).keys("<Enter>").buffer();
        let mut colours: Vec<Color> = buffer.content().iter().map(|cell| cell.fg).collect();
        colours.sort_by_key(|colour| format!("{colour:?}"));
        colours.dedup();
        colours
    };
    let (dark, light) = (Some(Background::Dark), Some(Background::Light));
    assert_ne!(colours(ThemeName::Auto, dark), colours(ThemeName::Auto, light));
    assert_ne!(colours(ThemeName::Auto, None), colours(ThemeName::Auto, light));
    assert_eq!(colours(ThemeName::Dark, light), colours(ThemeName::Auto, dark));
    assert_eq!(colours(ThemeName::Light, dark), colours(ThemeName::Auto, light));
    assert_eq!(colours(ThemeName::Plain, dark), [Color::Reset]);
}

#[test]
fn colours_of_ones_own_take_the_place_of_those_of_the_theme() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |text: &str| std::fs::write(folder.path().join("settings.toml"), text);
    write("[theme]\nname = \"dark\"\ngood = \"#00ff7f\"\nbackground = \"17\"\n").expect("written");
    let (settings, bad) = Settings::of_register(folder.path());
    assert_eq!(bad, None);
    let mut screen = Screen::vi(80, 24).themed(ThemeName::Dark, None).keys("<Enter><Tab>");
    screen.theme(settings.theme);
    let buffer = screen.buffer();
    assert!(buffer.content().iter().any(|cell| cell.fg == Color::Rgb(0, 255, 127)));
    assert!(buffer.content().iter().all(|cell| cell.bg == Color::Indexed(17)));
    // What is no colour, and what is no theme, is named with its line.
    for (text, line) in [
        ("[theme]\nname = \"dark\"\naccent = \"turquoise\"\n", 3),
        ("[theme]\nname = \"nice\"\n", 2),
        ("[theme]\nbad = \"#12\"\n", 2),
        ("[theme]\nbad = \"256\"\n", 2),
    ] {
        write(text).expect("written");
        let (settings, bad) = Settings::of_register(folder.path());
        let fault = bad.expect(text).fault;
        assert!(
            matches!(fault, thuky::profiles::Fault::Form { line: found, .. } if found == line),
            "{fault:?}"
        );
        assert_eq!(settings, Settings::default());
    }
}
