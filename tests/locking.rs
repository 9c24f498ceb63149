//! When the screen of an encrypted register is locked, and what it shows then.

mod support {
    pub mod screen;
}

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use support::screen::{Screen, now};
use thuky::app::{Effect, Msg};
use thuky::store::{Answer, Cipher, NotUnlocked, OpenError};

/// A meeting of an encrypted register, locked by itself after a quarter of an hour.
fn encrypted() -> Screen {
    let mut screen = Screen::vi(60, 20);
    screen.tell(Msg::Store(Answer::NotOpened(OpenError::Locked)));
    screen.tell(Msg::Store(Answer::Unlocked(Cipher::default())));
    screen.app.locking.after = Some(Duration::from_mins(15));
    screen.keys("<Enter>")
}

fn tick(screen: &mut Screen, minutes: i64) {
    screen.app.update(Msg::Tick, now() + chrono::Duration::minutes(minutes));
}

#[test]
fn a_screen_that_nobody_touches_is_locked() {
    let mut screen = encrypted();
    tick(&mut screen, 14);
    assert!(screen.app.lock.is_none());
    assert!(screen.app.wake() <= Duration::from_mins(1));
    tick(&mut screen, 15);
    assert!(screen.app.lock.is_some());
    let frame = screen.frame();
    assert!(frame.contains("Sổ đã khoá") && !frame.contains("Bình Minh"), "{frame}");
    screen.tell(Msg::Store(Answer::Unlocked(Cipher::default())));
    assert!(screen.frame().contains("Bình Minh"), "{}", screen.frame());
}

#[test]
fn a_plain_register_is_never_locked() {
    let mut screen = Screen::vi(60, 20).keys("<Enter>");
    screen.app.locking.after = Some(Duration::from_mins(15));
    tick(&mut screen, 60);
    assert!(screen.app.lock.is_none());
    let screen = screen.keys("<C-l>");
    assert!(screen.app.lock.is_none());
    assert!(screen.frame().contains("không mã hoá"), "{}", screen.frame());
}

#[test]
fn while_it_is_locked_every_key_belongs_to_the_passphrase() {
    let screen = encrypted().keys("a").keys("Mục mới<C-l>");
    let before = screen.kept().len();
    let mut screen = screen.keys("xin chào<Tab><Down><F7>?:");
    let frame = screen.frame();
    assert!(frame.contains("Sổ đã khoá") && !frame.contains("Mục mới"), "{frame}");
    assert!(!frame.contains("xin"), "{frame}");
    screen.tell(Msg::Paste("thêm\n".into()));
    let key = KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE);
    let effects = screen.app.update(Msg::Key(key), now());
    let [Effect::Unlock(said)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(said.letters(), "xin chào?:thêm");
    screen.tell(Msg::Store(Answer::NotUnlocked(NotUnlocked::Wrong)));
    assert!(screen.frame().contains("không đúng"), "{}", screen.frame());
    // The next one has to wait.
    let screen = screen.keys("lại<Enter>");
    assert!(screen.frame().contains("Chờ 2 giây nữa"), "{}", screen.frame());
    let mut screen = screen;
    screen.tell(Msg::Store(Answer::Unlocked(Cipher::default())));
    assert!(screen.frame().contains("Mục mới"), "{}", screen.frame());
    assert_eq!(screen.kept().len(), before);
}
