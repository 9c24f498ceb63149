//! Whether the terminal is dark or light: it is asked with the first frame and answers when it can,
//! among the keys. Nobody waits for it.

use std::io::{self, Write};

use crossterm::event::{Event, KeyCode, KeyModifiers};

use crate::app::Background;

/// What colour lies behind the text? OSC 11, as xterm has it.
const QUESTION: &[u8] = b"\x1b]11;?\x1b\\";

/// The longest answer: `rgba:` with four digits for each.
const LONGEST: usize = 40;

/// Ask a terminal of this name, unless it would print the question or keep silent.
pub(super) fn ask(term: &str) -> io::Result<()> {
    let silent = ["linux", "dumb", "screen", "vt", "ansi", "cons"];
    if term.is_empty() || silent.iter().any(|name| term.starts_with(name)) {
        return Ok(());
    }
    let mut out = io::stdout();
    out.write_all(QUESTION)?;
    out.flush()
}

/// What the environment says before the terminal does: `COLORFGBG` ends with the number of the colour.
pub(super) fn stated(colours: &str) -> Option<Background> {
    match colours.rsplit(';').next()?.parse::<u8>().ok()? {
        7 | 9..=15 => Some(Background::Light),
        0..=6 | 8 => Some(Background::Dark),
        _ => None,
    }
}

/// Whether these events may be the beginning of an answer that goes on.
pub(super) fn may_go_on(events: &[Event]) -> bool {
    let text = text(events);
    let begun = ["11;rgb", "11;rgba"].iter().any(|begin| {
        text.as_ref()
            .is_some_and(|text| text.starts_with(begin) || begin.starts_with(text.as_str()))
    });
    events.len() < LONGEST && begun && !ended(events)
}

/// What an answer says; `None` if it is none.
pub(super) fn answered(events: &[Event]) -> Option<Background> {
    let text = text(events).filter(|_| ended(events))?;
    let colours = text.strip_prefix("11;rgb").map(|rest| rest.trim_start_matches('a'))?;
    let colours = colours.strip_prefix(':')?;
    let part = |digits: &str| {
        let most = 16_u32.checked_pow(u32::try_from(digits.len()).ok()?)?.checked_sub(1)?;
        let value = u32::from_str_radix(digits, 16).ok()?;
        (most > 0).then(|| value * 1000 / most)
    };
    let mut parts = colours.split('/').map(part);
    let (red, green, blue) = (parts.next()??, parts.next()??, parts.next()??);
    // How bright it looks: Rec. 709.
    let bright = (2126 * red + 7152 * green + 722 * blue) / 10_000;
    Some(if bright > 500 { Background::Light } else { Background::Dark })
}

/// The letters behind the beginning of an answer; `None` if it does not begin like one.
fn text(events: &[Event]) -> Option<String> {
    let (first, rest) = events.split_first()?;
    if key(first) != Some((KeyCode::Char(']'), KeyModifiers::ALT)) {
        return None;
    }
    let letters = rest.iter().map_while(|event| match key(event)? {
        (KeyCode::Char(c), modifiers) if (modifiers - KeyModifiers::SHIFT).is_empty() => Some(c),
        _ => None,
    });
    Some(letters.collect())
}

/// Whether the last of these ends an answer: a bell, or `ESC \`.
fn ended(events: &[Event]) -> bool {
    matches!(
        events.last().and_then(key),
        Some(
            (KeyCode::Char('g'), KeyModifiers::CONTROL) | (KeyCode::Char('\\'), KeyModifiers::ALT)
        )
    )
}

fn key(event: &Event) -> Option<(KeyCode, KeyModifiers)> {
    let Event::Key(key) = event else { return None };
    Some((key.code, key.modifiers))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::KeyEvent;

    /// The events that crossterm makes of an answer.
    fn events(text: &str, end: (char, KeyModifiers)) -> Vec<Event> {
        let event = |c, modifiers| Event::Key(KeyEvent::new(KeyCode::Char(c), modifiers));
        let mut events = vec![event(']', KeyModifiers::ALT)];
        for c in text.chars() {
            let upper = c.is_ascii_uppercase();
            events.push(event(c, if upper { KeyModifiers::SHIFT } else { KeyModifiers::NONE }));
        }
        events.push(event(end.0, end.1));
        events
    }

    #[test]
    fn an_answer_says_dark_or_light_and_a_key_is_none() {
        let (bell, escape) = (('g', KeyModifiers::CONTROL), ('\\', KeyModifiers::ALT));
        for (text, end, background) in [
            ("11;rgb:0000/2b2b/3636", bell, Some(Background::Dark)),
            ("11;rgb:FDFD/F6F6/E3E3", escape, Some(Background::Light)),
            ("11;rgba:ff/ff/ff/ff", escape, Some(Background::Light)),
            ("11;rgb:0/0/0", bell, Some(Background::Dark)),
            ("11;rgb:zz/0/0", bell, None),
            ("10;rgb:0/0/0", bell, None),
        ] {
            let events = events(text, end);
            assert_eq!(answered(&events), background, "{text}");
            // It goes on letter by letter until it ends.
            if background.is_some() {
                for length in 1..events.len() {
                    assert!(may_go_on(&events[..length]), "{text} {length}");
                    assert_eq!(answered(&events[..length]), None);
                }
                assert!(!may_go_on(&events));
            }
        }
        let other = Event::Key(KeyEvent::new(KeyCode::Char('x'), KeyModifiers::NONE));
        assert!(!may_go_on(&[other]));
    }

    #[test]
    fn the_environment_may_say_it_first() {
        for (text, background) in [
            ("15;0", Some(Background::Dark)),
            ("0;15", Some(Background::Light)),
            ("0;default;7", Some(Background::Light)),
            ("12;8", Some(Background::Dark)),
            ("", None),
            ("0;default", None),
        ] {
            assert_eq!(stated(text), background, "{text}");
        }
    }
}
