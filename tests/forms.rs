//! Forms as they are filled in: what comes first, what typing does, what is said at once.

mod support {
    pub mod screen;
}

use support::screen::Screen;
use thuky::domain::{Meeting, MotionKind, SlateKind};

fn english() -> Screen {
    Screen::en(80, 24).keys("<Enter>")
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
