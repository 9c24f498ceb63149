//! Ten meetings of ten kinds of body, as their secretaries would tell them, and the minutes that
//! come of each: whatever is not said there prints as unknown or not at all.

#[path = "support/played.rs"]
#[expect(dead_code, reason = "shared with tests that need all of it")]
mod played;

use played::{document, played};
use thuky::papers::{self, PaperKind};

macro_rules! meetings {
    ($($name:ident: $file:literal;)*) => {$(
        #[test]
        fn $name() {
            let journal = played(include_str!(concat!("meetings/", $file, ".thuky")));
            let minutes = papers::plain(&document(&journal, PaperKind::Minutes), 80);
            insta::assert_snapshot!($file, minutes);
        }
    )*

        /// What is said and decided in a meeting changes nothing of who could vote.
        #[test]
        fn the_room_says_what_the_whole_meeting_says() {
            let mut votes = 0;
            for script in [$(include_str!(concat!("meetings/", $file, ".thuky"))),*] {
                let journal = played(script);
                let meeting = journal.meeting();
                for vote in &meeting.votes {
                    let at = meeting.point_of(vote);
                    let (whole, room) = (meeting.as_of(at), meeting.room_as_of(at));
                    let item = meeting.conclusion(vote.conclusion).and_then(|one| one.item);
                    let rule = &vote.ground.rule;
                    assert_eq!(room.ground_of(rule, item), whole.ground_of(rule, item));
                    assert_eq!(room.chair_is_out(rule, item), whole.chair_is_out(rule, item));
                    assert_eq!((room.quorum(), room.turnout()), (whole.quorum(), whole.turnout()));
                    votes += 1;
                }
            }
            assert!(votes > 20, "{votes}");
        }
    };
}

meetings! {
    a_town_council_whose_mayor_votes_on_ties: "town-council";
    a_parish_council_with_two_of_one_name: "parish-council";
    a_club_known_by_figures_with_proxies: "club-agm";
    a_faculty_senate_without_a_quorum_at_first: "faculty-senate";
    a_fire_district_whose_board_is_replaced: "fire-district";
    a_family_council_by_exception_in_a_month: "family-council";
    a_parliament_with_drifting_numbers: "parliament";
    shareholders_by_figures_on_the_second_call: "shareholders";
    a_party_cell_known_by_figures: "party-cell";
    a_board_by_circular: "circular";
}
