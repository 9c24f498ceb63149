//! What is typed and not recorded is there again when the program was killed.

mod support {
    pub mod screen;
}

use crossterm::event::KeyEvent;
use support::screen::{Screen, now};
use thuky::app::{Dialog, Field, FieldKind, KEYS, Msg, Pane, Scope};
use thuky::journal::Journal;
use thuky::line;
use thuky::text::Lang;

const MEETING: [&str; 9] = [
    "convene \"Board\" date 8/11/2026",
    "member \"Ann Reed\" class official",
    "member \"Ben Cole\" class official",
    "guest \"Max Weber\"",
    "item \"Roof\"",
    "present all",
    "open",
    "note \"Max Weber\" \"The roof leaks\"",
    "conclude \"Repair the roof\"",
];

fn entries(lines: &[&str]) -> Vec<thuky::journal::Entry> {
    let mut journal = Journal::default();
    for line in lines {
        for order in line::parse(line, journal.meeting()).expect("a line") {
            let entry = journal.consider(order, now()).expect("in order");
            journal.push(entry);
        }
    }
    journal.entries().to_vec()
}

fn opened(lines: &[&str]) -> Screen {
    Screen::with(Lang::En, (80, 24), vec![entries(lines)]).keys("<Enter>")
}

/// The heading of every dialog and what stands in it.
fn typed(screen: &Screen) -> Vec<String> {
    let told = |dialog: &Dialog| match dialog {
        Dialog::Form(form) => {
            let values: Vec<&str> = form.fields.iter().map(Field::value).collect();
            format!("{:?} {values:?} {}", form.purpose, form.at)
        }
        Dialog::Vote(vote) => format!("{:?} {:?} {}", vote.numbers, vote.result, vote.at),
        other => format!("{other:?}"),
    };
    screen.app.dialogs.iter().map(told).collect()
}

fn note(screen: &Screen) -> &str {
    screen.app.note.as_ref().map_or("", |note| &note.text)
}

#[test]
fn every_form_is_there_again_with_all_that_was_typed() {
    let panes = [
        (Pane::Agenda, Scope::Agenda),
        (Pane::Roll, Scope::Roll),
        (Pane::Notes, Scope::Notes),
        (Pane::Conclusions, Scope::Conclusions),
    ];
    let mut forms = Vec::new();
    for (pane, scope) in panes {
        for row in KEYS.iter().filter(|row| [scope, Scope::Meeting].contains(&row.scope)) {
            let mut screen = opened(&MEETING);
            screen.app.opened.as_mut().expect("a meeting is open").pane = pane;
            let chord = row.keys[0];
            screen.tell(Msg::Key(KeyEvent::new(chord.code, chord.modifiers)));
            let Some(Dialog::Form(form)) = screen.app.dialogs.last() else { continue };
            let fields = form.fields.len();
            for _ in 0..fields {
                let Some(Dialog::Form(form)) = screen.app.dialogs.last() else { break };
                let keys = match &form.fields[form.at].kind {
                    FieldKind::Choice { .. } => "<Right>",
                    FieldKind::Line(_) | FieldKind::Text(_) | FieldKind::Person { .. } => "Ann Ré",
                };
                screen = screen.keys(keys).keys("<Tab>");
            }
            let before = typed(&screen);
            assert!(!screen.frame().contains("● saved"), "{row:?}\n{}", screen.frame());
            let again = screen.killed();
            assert!(again.app.dialogs.is_empty());
            assert!(note(&again).contains("not recorded"), "{}", note(&again));
            let again = again.keys("<Enter>");
            assert_eq!(typed(&again), before, "{row:?}");
            assert!(note(&again).contains("not recorded"), "{}", note(&again));
            forms.push(row.id);
        }
    }
    assert!(forms.len() > 20, "{forms:?}");
}

#[test]
fn the_numbers_of_a_vote_and_a_line_are_there_again() {
    let vote = opened(&MEETING).keys("<Tab><Tab><Tab>v1<Tab>1");
    let before = typed(&vote);
    let again = vote.killed().keys("<Enter>");
    assert_eq!(typed(&again), before);
    let over = again.keys("<Esc>");
    assert_eq!(over.draft, None);

    let line = opened(&MEETING).keys(":note \"Ann Reed\" \"It does");
    let again = line.killed().keys("<Enter>");
    let Some(Dialog::Prompt(prompt)) = again.app.dialogs.last() else {
        panic!("{}", again.frame())
    };
    assert_eq!(prompt.editor.text(), "note \"Ann Reed\" \"It does");
}

#[test]
fn what_was_recorded_is_no_draft() {
    let screen = opened(&MEETING).keys("aFence");
    assert!(screen.draft.is_some());
    let mut screen = screen.keys("<C-s>");
    assert_eq!(screen.draft, None);
    // The program was killed when the entry was on disk and the draft was there still.
    let stale = opened(&MEETING).keys("aFence").draft;
    screen.draft = stale;
    let again = screen.killed().keys("<Enter>");
    assert!(again.app.dialogs.is_empty(), "{}", again.frame());
}

#[test]
fn what_the_disk_refused_stays_a_draft() {
    let screen = opened(&MEETING).keys("aFence");
    let draft = screen.draft.clone();
    let screen = screen.failing().keys("<C-s>");
    assert_eq!(screen.draft, draft);
    let again = screen.killed().keys("<Enter>");
    assert!(again.frame().contains("Fence"), "{}", again.frame());
}

#[test]
fn a_form_that_was_left_is_found_again_in_its_meeting() {
    let screen = opened(&MEETING).keys("aFence<Esc>").killed();
    assert_eq!(note(&screen), "");
    let screen = screen.keys("<Enter>");
    assert!(screen.app.dialogs.is_empty());
    let screen = screen.keys("a");
    assert!(screen.frame().contains("Fence"), "{}", screen.frame());
    assert_eq!(screen.keys("<C-r><Esc>").draft, None);
}

#[test]
fn a_new_meeting_is_begun_where_it_was_left_off() {
    let screen = Screen::with(Lang::En, (80, 24), vec![entries(&MEETING)]);
    let screen = screen.keys("<C-n><Tab>Town council");
    let before = typed(&screen);
    let again = screen.killed();
    assert_eq!(typed(&again), before, "{}", again.frame());
    let made = again.keys("<C-s>");
    let meeting = made.app.opened.as_ref().expect("a new meeting").meeting().clone();
    assert_eq!((meeting.body.superior.as_str(), meeting.members.len()), ("Town council", 2));
    assert_eq!(made.draft, None);
}

#[test]
fn words_whose_place_is_gone_are_there_as_a_note() {
    let mut screen = opened(&MEETING).keys("<Tab><Tab><Enter>");
    screen = screen.keys("It leaks badly");
    let kept = screen.draft.clone().unwrap_or_default();
    assert!(kept.contains("badly"), "{kept}");
    screen.draft = Some(kept.replace("ItemId(3)", "ItemId(77)"));
    let again = screen.killed().keys("<Enter>");
    let form = typed(&again);
    assert!(form[0].starts_with("AddNote(None)") && form[0].contains("badly"), "{form:?}");
}

#[test]
fn a_draft_that_cannot_be_read_is_named_and_stops_nothing() {
    let mut screen = opened(&MEETING);
    screen.draft = Some("{\"x".into());
    let again = screen.killed();
    assert!(note(&again).contains("draft.json"), "{}", note(&again));
    assert!(again.keys("<Enter>").app.opened.is_some());
}
