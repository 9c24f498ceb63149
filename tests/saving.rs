//! Between the screen and the disk: nothing is shown as saved before it is, and nothing that was
//! entered is lost on the way, in whatever order the disk answers.

mod support {
    pub mod screen;
}

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use support::screen::now;
use thuky::app::{Access, App, Effect, Look, Msg};
use thuky::journal::{Entry, Journal};
use thuky::register::{BookId, Header};
use thuky::sample;
use thuky::store::{Answer, Fault, Notice};
use thuky::text::Lang;

const BOOK: BookId = BookId([1; 16]);

/// The program on one meeting, and what is on the disk of it.
fn opened() -> (App, Vec<Entry>) {
    let entries = sample::books(Lang::En, now()).pop().expect("the sample has meetings");
    let look = Look { ascii: false, colour: false };
    let mut app = App::new(Lang::En, look, now(), Access::Write);
    let headers = vec![Header::of(BOOK, &Journal::of(entries.clone()))];
    app.update(Msg::Store(Answer::Opened { headers, notices: Vec::new() }), now());
    assert_eq!(press(&mut app, KeyCode::Enter), [Effect::Load(BOOK)]);
    store(&mut app, Answer::Loaded { book: BOOK, entries: entries.clone(), damaged: false });
    (app, entries)
}

fn press(app: &mut App, code: KeyCode) -> Vec<Effect> {
    app.update(Msg::Key(KeyEvent::new(code, KeyModifiers::NONE)), now())
}

fn store(app: &mut App, answer: Answer) -> Vec<Effect> {
    app.update(Msg::Store(answer), now())
}

/// The token and entries that were asked to be kept.
fn kept(effects: &[Effect]) -> (u64, Vec<Entry>) {
    match effects {
        [Effect::Keep { token, entries, .. }] => (*token, entries.clone()),
        other => panic!("one request to keep is expected: {other:?}"),
    }
}

#[test]
fn a_meeting_is_left_only_when_all_of_it_is_saved() {
    let (mut app, _) = opened();
    let (token, _) = kept(&press(&mut app, KeyCode::Char('>')));
    press(&mut app, KeyCode::Esc);
    assert!(app.opened.is_some() && !app.saving.is_done());
    store(&mut app, Answer::Kept { token });
    assert!(app.opened.is_none() && app.saving.is_done());
}

#[test]
fn a_fault_after_leaving_keeps_the_meeting_on_the_screen() {
    let (mut app, on_disk) = opened();
    let (token, entries) = kept(&press(&mut app, KeyCode::Char('>')));
    press(&mut app, KeyCode::Esc);
    store(&mut app, Answer::Failed { token: Some(token), fault: Fault::NoRoom });
    assert!(app.opened.is_some() && app.saving.trouble.is_some());
    assert_eq!(press(&mut app, KeyCode::F(5)), [Effect::Reopen]);
    let headers = Vec::new();
    let load = store(&mut app, Answer::Opened { headers, notices: Vec::new() });
    assert_eq!(load, [Effect::Load(BOOK)]);
    let again = store(&mut app, Answer::Loaded { book: BOOK, entries: on_disk, damaged: false });
    assert_eq!(kept(&again).1, entries);
}

#[test]
fn what_the_disk_had_after_all_is_not_sent_twice() {
    let (mut app, mut on_disk) = opened();
    let (token, entries) = kept(&press(&mut app, KeyCode::Char('>')));
    let fault = Fault::LedgerOnly(Box::new(Fault::NoRoom));
    store(&mut app, Answer::Failed { token: Some(token), fault });
    press(&mut app, KeyCode::F(5));
    store(&mut app, Answer::Opened { headers: Vec::new(), notices: Vec::new() });
    on_disk.extend(entries);
    assert_eq!(
        store(&mut app, Answer::Loaded { book: BOOK, entries: on_disk.clone(), damaged: false }),
        []
    );
    assert!(app.saving.is_done());
    let journal = app.opened.as_ref().map(|opened| opened.journal.entries().to_vec());
    assert_eq!(journal, Some(on_disk));
}

#[test]
fn facts_of_somebody_else_in_between_push_ours_back_and_lose_none() {
    let (mut app, mut on_disk) = opened();
    let (token, ours) = kept(&press(&mut app, KeyCode::Char('>')));
    store(&mut app, Answer::Failed { token: Some(token), fault: Fault::NoRoom });
    press(&mut app, KeyCode::F(5));
    store(&mut app, Answer::Opened { headers: Vec::new(), notices: Vec::new() });
    let mut theirs = on_disk.last().expect("there are entries").clone();
    (theirs.seq, theirs.clock) = (theirs.seq + 1, theirs.clock + 1);
    on_disk.push(theirs.clone());
    let again = store(&mut app, Answer::Loaded { book: BOOK, entries: on_disk, damaged: false });
    let (_, sent) = kept(&again);
    assert_eq!((sent.len(), sent[0].seq, &sent[0].act), (1, theirs.seq + 1, &ours[0].act));
}

#[test]
fn silence_is_told_after_five_seconds_and_forgotten_when_the_disk_answers() {
    let (mut app, _) = opened();
    let (token, _) = kept(&press(&mut app, KeyCode::Char('>')));
    assert!(app.wake() <= std::time::Duration::from_secs(5));
    app.update(Msg::Tick, now() + chrono::TimeDelta::seconds(5));
    assert!(app.saving.trouble.is_some());
    store(&mut app, Answer::Kept { token });
    assert!(app.saving.is_done());
}

#[test]
fn a_meeting_that_could_not_be_created_is_created_again() {
    let look = Look { ascii: false, colour: false };
    let mut app = App::new(Lang::En, look, now(), Access::Write);
    store(&mut app, Answer::Opened { headers: Vec::new(), notices: Vec::new() });
    press(&mut app, KeyCode::Enter);
    app.update(Msg::Paste("Council".into()), now());
    let save = KeyEvent::new(KeyCode::Char('s'), KeyModifiers::CONTROL);
    let effects = app.update(Msg::Key(save), now());
    let [Effect::Create { token, entries }] = effects.as_slice() else { panic!("{effects:?}") };
    store(&mut app, Answer::Failed { token: Some(*token), fault: Fault::NoRoom });
    assert_eq!(press(&mut app, KeyCode::F(3)), [], "the sample waits for what is not saved");
    assert_eq!(press(&mut app, KeyCode::F(5)), [Effect::Reopen]);
    let again = store(&mut app, Answer::Opened { headers: Vec::new(), notices: Vec::new() });
    let [Effect::Create { token, entries: again }] = again.as_slice() else { panic!("{again:?}") };
    assert_eq!(again, entries);
    store(&mut app, Answer::Created { token: *token, book: BOOK });
    assert_eq!(app.opened.as_ref().map(|opened| opened.book), Some(BOOK));
}

#[test]
fn an_answer_nobody_waits_for_opens_nothing() {
    let (mut app, entries) = opened();
    press(&mut app, KeyCode::Esc);
    store(&mut app, Answer::Loaded { book: BookId([9; 16]), entries, damaged: false });
    assert!(app.opened.is_none());
}

#[test]
fn what_the_background_finds_takes_nothing_from_what_is_waited_for() {
    let (mut app, entries) = opened();
    press(&mut app, KeyCode::Esc);
    assert_eq!(press(&mut app, KeyCode::Enter), [Effect::Load(BOOK)]);
    store(&mut app, Answer::Unchecked(Fault::ReadOnly));
    assert!(app.note.is_some());
    store(&mut app, Answer::Loaded { book: BOOK, entries, damaged: false });
    assert!(app.opened.is_some());
}

#[test]
fn what_was_not_mended_is_told_before_what_was() {
    let (mut app, _) = opened();
    let headers = Vec::new;
    let gap = Notice::Gap { book: BOOK, from: 3, to: 4 };
    let mended = |entries| Notice::LedgerRefilled { book: BOOK, entries };
    for notices in [vec![mended(1), mended(2)], vec![gap], vec![mended(3)]] {
        store(&mut app, Answer::News { headers: headers(), notices });
    }
    let told = app.note.as_ref().map_or("", |note| &note.text);
    let places = ["LOST: entries 3–4", ": 3 entries", ": 1 entries", ": 2 entries"];
    let places = places.map(|part| told.find(part).unwrap_or_else(|| panic!("{part}: {told}")));
    assert!(places.is_sorted(), "{told}");
}

fn ctrl_e(app: &mut App) {
    let key = KeyEvent::new(KeyCode::Char('e'), KeyModifiers::CONTROL);
    assert_eq!(app.update(Msg::Key(key), now()), []);
}

/// How many files were asked for.
fn asked(effects: &[Effect]) -> usize {
    match effects {
        [Effect::Export { wanted, .. }] => wanted.len(),
        [] => 0,
        other => panic!("only files were to be asked for: {other:?}"),
    }
}

#[test]
fn papers_say_nothing_that_is_not_on_disk() {
    let (mut app, _) = opened();
    let (token, _) = kept(&press(&mut app, KeyCode::Char('>')));
    ctrl_e(&mut app);
    assert_eq!(asked(&press(&mut app, KeyCode::Enter)), 0, "the last fact is still on its way");
    // Help over the list changes nothing of what was asked for.
    press(&mut app, KeyCode::Char('?'));
    assert!(asked(&store(&mut app, Answer::Kept { token })) > 0);
}

#[test]
fn papers_that_wait_are_not_written_when_the_list_is_left() {
    let (mut app, _) = opened();
    let (token, _) = kept(&press(&mut app, KeyCode::Char('>')));
    ctrl_e(&mut app);
    press(&mut app, KeyCode::Enter);
    press(&mut app, KeyCode::Esc);
    assert_eq!(asked(&store(&mut app, Answer::Kept { token })), 0);
    assert!(app.writing.is_none());
}

#[test]
fn papers_that_wait_are_written_after_a_fault_was_mended() {
    let (mut app, mut on_disk) = opened();
    let (token, entries) = kept(&press(&mut app, KeyCode::Char('>')));
    ctrl_e(&mut app);
    press(&mut app, KeyCode::Enter);
    let fault = Fault::LedgerOnly(Box::new(Fault::NoRoom));
    store(&mut app, Answer::Failed { token: Some(token), fault });
    assert_eq!(press(&mut app, KeyCode::F(5)), [Effect::Reopen], "the list knows the way, too");
    store(&mut app, Answer::Opened { headers: Vec::new(), notices: Vec::new() });
    on_disk.extend(entries);
    assert!(
        asked(&store(&mut app, Answer::Loaded { book: BOOK, entries: on_disk, damaged: false }))
            > 0
    );
}

#[test]
fn writing_says_how_far_it_is_and_can_be_stopped() {
    use thuky::export::{Writing, Written};
    let (mut app, _) = opened();
    ctrl_e(&mut app);
    let of = asked(&press(&mut app, KeyCode::Enter));
    assert!(of > 1);
    assert_eq!(asked(&press(&mut app, KeyCode::Enter)), 0, "it is not begun twice");
    let name = String::from("minutes.pdf");
    app.update(Msg::Writing(Writing { done: 1, of, name, ..Writing::default() }), now());
    assert_eq!(app.writing.as_ref().map(|writing| writing.done), Some(1));
    assert_eq!(press(&mut app, KeyCode::Esc), [Effect::StopExport]);
    let written = Written { stopped: true, files: vec!["a".into()], ..Written::default() };
    app.update(Msg::Exported(Ok(written)), now());
    assert!(app.writing.is_none());
    assert!(app.note.as_ref().is_some_and(|note| note.text.contains("not written")));
    // A writer that failed leaves the way free for another try.
    assert!(asked(&press(&mut app, KeyCode::Enter)) > 1);
    app.update(Msg::Exported(Err("no room".into())), now());
    assert!(app.note.as_ref().is_some_and(|note| note.text.contains("no room")));
    press(&mut app, KeyCode::Esc);
    assert!(app.dialogs.is_empty());
}
