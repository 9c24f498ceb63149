//! Forms as they are filled in: what comes first, what typing does, what is said at once.

mod support {
    pub mod screen;
}

use crossterm::event::KeyEvent;
use support::screen::{Screen, now};
use thuky::app::{KEYS, Msg, Pane, Scope};
use thuky::domain::{Meeting, MotionKind, SlateKind};
use thuky::journal::Journal;
use thuky::line;
use thuky::text::Lang;

fn english() -> Screen {
    Screen::en(80, 24).keys("<Enter>")
}

fn told(screen: &Screen) -> &str {
    screen.app.note.as_ref().map_or("", |note| &note.text)
}

/// The meeting that these lines make, on the screen.
fn opened(lang: Lang, lines: &[&str]) -> Screen {
    let mut journal = Journal::default();
    for line in lines {
        for order in line::parse(line, journal.meeting()).expect("a line") {
            let entry = journal.consider(order, now()).expect("in order");
            journal.push(entry);
        }
    }
    Screen::with(lang, (80, 24), vec![journal.entries().to_vec()]).keys("<Enter>")
}

fn meeting(screen: &Screen) -> &Meeting {
    screen.app.opened.as_ref().expect("a meeting is open").meeting()
}

#[test]
fn a_motion_begins_with_its_text() {
    let screen = english().keys("<Tab><Tab><Tab>mApprove the minutes<Enter><Enter><Enter><Enter>");
    let motion = meeting(&screen).conclusions.last().expect("a motion");
    assert_eq!(motion.text, "Approve the minutes", "{}", screen.frame());
    assert_eq!(motion.motion.as_ref().map(|motion| &motion.kind), Some(&MotionKind::Main));
}

#[test]
fn an_election_begins_with_its_text() {
    let keys = "bTreasurer<Enter>1<Enter>Ann Reed<Enter>Dan Hughes<Enter><Enter><Enter>";
    let screen = english().keys("<Tab><Tab><Tab>").keys(keys);
    let election = meeting(&screen).conclusions.last().expect("an election");
    let slate = election.slate.as_ref().expect("a ballot");
    assert_eq!((election.text.as_str(), slate.choices.len()), ("Treasurer", 2));
    assert_eq!(slate.kind, SlateKind::Election);
}

const PANES: [(Pane, Scope); 4] = [
    (Pane::Agenda, Scope::Agenda),
    (Pane::Roll, Scope::Roll),
    (Pane::Notes, Scope::Notes),
    (Pane::Conclusions, Scope::Conclusions),
];

/// Every key of the panes, pressed on this meeting: something is seen of each.
fn no_key_is_silent(lines: &[&str], last: bool) {
    // Where the choice stands already, there is nothing to be seen of moving it.
    let moves = ["up", "down", "first", "last"];
    for (pane, scope) in PANES {
        for row in KEYS.iter().filter(|row| [scope, Scope::Meeting].contains(&row.scope)) {
            if moves.iter().any(|word| row.id.contains(word)) || row.id == "meeting.quit" {
                continue;
            }
            let mut screen = opened(Lang::En, lines);
            screen.app.opened.as_mut().expect("a meeting is open").pane = pane;
            if last {
                screen = screen.keys("<End>");
            }
            screen.app.note = None;
            let before = format!("{:?}", screen.app);
            let (chord, asked) = (row.keys[0], screen.asked.len());
            screen.tell(Msg::Key(KeyEvent::new(chord.code, chord.modifiers)));
            let seen = format!("{:?}", screen.app) != before || screen.asked.len() != asked;
            assert!(seen, "{row:?} in {pane:?}");
        }
    }
}

#[test]
fn a_key_that_can_do_nothing_says_why() {
    no_key_is_silent(&["convene \"Board\" date 8/11/2026"], false);
    let begun = [
        "convene \"Board\" date 8/11/2026",
        "member \"Ann Reed\" class official",
        "guest \"Max Weber\"",
        "item \"Roof\"",
        "conclude \"Repair the roof\"",
        "present all",
        "open",
    ];
    no_key_is_silent(&begun, false);
    no_key_is_silent(&begun, true);
    let over = [&begun[..], &["close", "read", "adopt"]].concat();
    no_key_is_silent(&over, true);
}

#[test]
fn a_key_for_members_says_so_of_a_guest() {
    let lines = ["convene \"Board\" date 8/11/2026", "member \"Ann Reed\"", "guest \"Max Weber\""];
    for key in ["&", "^", "$"] {
        let screen = opened(Lang::En, &lines).keys("<Tab><End>").keys(key);
        assert_eq!(told(&screen), "Max Weber is a guest; this key is for members only.");
        assert!(screen.app.dialogs.is_empty());
    }
}

#[test]
fn a_key_that_is_none_says_so() {
    let screen = opened(Lang::En, &["convene \"Board\" date 8/11/2026"]).keys("y");
    assert_eq!(told(&screen), "y does nothing here; F1 lists the keys.");
}

#[test]
fn a_form_that_would_be_refused_does_not_open() {
    let lines = [
        "convene \"Board\" date 8/11/2026",
        "member \"Ann Reed\"",
        "present all",
        "conclude \"Done\"",
        "open",
    ];
    // Motions need a meeting in session.
    let planned = opened(Lang::En, &lines[..4]).keys("<Tab><Tab><Tab>m");
    assert!(planned.app.dialogs.is_empty());
    assert!(told(&planned).contains("not open"), "{}", told(&planned));
    // Adopted minutes take none of these.
    let over = [&lines[..], &["close", "read", "adopt"]].concat();
    for keys in ["<C-g>", "<C-k>", "<Tab>#", "<Tab>=", "<Tab>&", "<Tab>^", "<Tab>$", "<Tab>@", "a"]
    {
        let screen = opened(Lang::En, &over).keys(keys);
        assert!(screen.app.dialogs.is_empty(), "{keys}: {}", screen.frame());
        assert!(told(&screen).contains("adopted"), "{keys}: {}", told(&screen));
    }
    for key in ["t", "b", "m", "s", "d", "p", "e", "n", "x"] {
        let screen = opened(Lang::En, &over).keys("<Tab><Tab><Tab>").keys(key);
        assert!(screen.app.dialogs.is_empty(), "{key}: {}", screen.frame());
        assert!(!told(&screen).is_empty(), "{key}");
    }
}

#[test]
fn what_is_wrong_stands_beside_its_field() {
    for (lang, size) in [(Lang::Vi, (60, 20)), (Lang::En, (60, 20)), (Lang::En, (80, 24))] {
        let screen = Screen::with(lang, size, Vec::new());
        let screen =
            screen.keys("<Enter>Larkfield<Enter><Enter><Enter><Enter><C-u>31/02/2026<Up><Up>");
        let screen = screen.keys("<C-s>");
        let frame = screen.frame();
        let rows: Vec<&str> = frame.lines().collect();
        let typed = rows.iter().position(|row| row.contains("│   31/02/2026")).expect(&frame);
        // The caret is in the field, the sentence below it, and not at the foot as well.
        assert!(rows[typed - 1].contains('▸'), "{frame}");
        let sentence = told(&screen).to_owned();
        assert!(rows[typed + 1].contains(&sentence) && !sentence.is_empty(), "{frame}");
        assert_eq!(frame.matches(&sentence).count(), 1, "{frame}");
        // It goes with the next letter.
        let screen = screen.keys("<BS>");
        assert!(!screen.frame().contains(&sentence), "{}", screen.frame());
        assert_eq!(told(&screen), "");
    }
}

#[test]
fn what_lacks_its_provision_is_asked_for_it() {
    let screen =
        opened(Lang::En, &["convene \"Larkfield Council\" rules town-council date 2026-03-02"]);
    let further = "<Tab>".repeat(6);
    let screen = screen.keys("<C-d>").keys(&further).keys("<Tab>20<C-s>");
    let frame = screen.frame();
    let rows: Vec<&str> = frame.lines().collect();
    let asked =
        rows.iter().position(|row| row.contains("Missing: By which provision")).expect(&frame);
    assert!(rows[asked - 2].contains("▸ By which provision"), "{frame}");
    assert!(rows[asked - 3].contains("20"), "{frame}");
}
