//! Who was there, on paper: as a timeline, as figures, and nothing that nobody said.

#[path = "support/played.rs"]
#[expect(dead_code, reason = "each test uses its part")]
mod played;

use played::{document, give, played};
use thuky::journal::Journal;
use thuky::papers::{self, PaperKind};

fn text_of(journal: &Journal, kind: PaperKind) -> String {
    let text = papers::plain(&document(journal, kind), 100);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_quorum_at_the_opening_is_what_it_was_then() {
    let script = "convene \"Larkfield Council\" rules society date 2026-11-08\n\
        member \"Ann Reed\" class official\nmember \"Ben Cole\" class official\n\
        member \"Cara Nair\" class official\npresent Reed Cole Nair\n\
        item \"The mill\"\nopen\nnext\n\
        interest Reed leaves \"owns the mill\"\nleft Cole\nresign Nair\ncoopt \"Eve Fox\"\n";
    let mut journal = played(script);
    let opening = |journal: &Journal| {
        let quorum = journal.meeting().quorum_at_opening().expect("the body has a quorum");
        (quorum.present, quorum.of)
    };
    assert_eq!(opening(&journal), (Some(3), 3));
    // Only a fact before the opening that is corrected changes it.
    give(&mut journal, "absent Reed excused \"ill\"").expect("a correction");
    assert_eq!(opening(&journal), (Some(2), 3));
}

#[test]
fn what_nobody_counted_is_not_printed_as_a_number() {
    let script = "convene \"Larkfield Club\" rules board date 2026-11-08\n\
        attendance present 44\nopen\n";
    let text = text_of(&played(script), PaperKind::Minutes);
    assert!(text.contains("Members: ……"), "{text}");
    assert!(text.contains("Present: 44"), "{text}");
    for invented in ["Absent: 0", "Total: 0", "(0%)", "Members: 0"] {
        assert!(!text.contains(invented), "{invented}\n{text}");
    }
    let nothing = "convene \"Larkfield Club\" rules board date 2026-11-08\nopen\n";
    let text = text_of(&played(nothing), PaperKind::Minutes);
    for invented in ["Absent: 0", "Present: 0", "(0%)", "Members: 0"] {
        assert!(!text.contains(invented), "{invented}\n{text}");
    }
}

#[test]
fn the_papers_name_who_came_back_and_who_was_not_named() {
    let script = "convene \"Larkfield Club\" rules board date 2026-11-08\n\
        present 26 of 46\nmember \"Ann Reed\" class official\n\
        member \"Ben Cole\" class official\npresent Reed Cole\n\
        guest \"Gil Park\" post \"Auditor\"\nabsent Park excused \"ill\"\n\
        open 19:00\nlate 3 19:20\nleft Cole 19:30\nback Cole 19:45\n";
    let text = text_of(&played(script), PaperKind::Minutes);
    for told in [
        "Members: 46",
        "Present: 29",
        "Ann Reed; Ben Cole; 27 not named",
        "Came late: 3 not named (19:20)",
        "Left and came back: Ben Cole (19:30–19:45)",
        "Gil Park (Auditor) (excused: ill)",
    ] {
        assert!(text.contains(told), "{told}\n{text}");
    }
}
