//! Frames as the screen shows them, at the sizes and in the languages that matter.

mod support {
    pub mod screen;
}

use support::screen::Screen;

/// Play keys on the sample and compare the frame with the one on record.
#[track_caller]
fn check(name: &str, screen: Screen, keys: &str) {
    insta::assert_snapshot!(name, screen.keys(keys).frame());
}

#[test]
fn home_lists_the_meetings_newest_first() {
    check("home_vi_80x24", Screen::vi(80, 24), "");
    check("home_en_60x20", Screen::en(60, 20), "");
    check("home_found", Screen::vi(80, 24), "chuyen de");
}

#[test]
fn an_empty_register_offers_three_ways_on() {
    check("empty_vi_80x24", Screen::empty(80, 24), "<Down>");
}

#[test]
fn the_meeting_shows_all_panes_where_there_is_room() {
    check("meeting_vi_120x40", Screen::vi(120, 40), "<Enter>");
    check("meeting_en_120x40", Screen::en(120, 40), "<Enter>");
}

#[test]
fn panes_give_way_on_small_screens() {
    check("meeting_vi_80x24", Screen::vi(80, 24), "<Enter><Tab>");
    check("meeting_en_60x20", Screen::en(60, 20), "<Enter><Tab><Tab><Tab>");
    check("meeting_vi_60x20", Screen::vi(60, 20), "<Enter><Tab>");
}

#[test]
fn ascii_stands_in_where_boxes_cannot_be_drawn() {
    check("meeting_ascii_80x24", Screen::en(80, 24).ascii(), "<Enter><Tab>");
}

#[test]
fn letters_find_a_name_in_the_roll() {
    check("roll_found_80x24", Screen::vi(80, 24), "<Enter><Tab>h");
}

#[test]
fn the_vote_box_says_base_threshold_and_outcome() {
    check("vote_unanimous_80x24", Screen::vi(80, 24), "<Enter><Tab><Tab><Tab>v");
    check("vote_exceptions_60x20", Screen::vi(60, 20), "<Enter><Tab><Tab><Tab>v1<Tab>1");
    check("vote_too_many_80x24", Screen::en(80, 24), "<Enter><Tab><Tab><Tab>v9<Enter>");
    check("vote_recorded_80x24", Screen::vi(80, 24), "<Enter><Tab><Tab><Tab>v1<Enter>");
}

/// A council with an election, a motion with an amendment, and a tie.
fn council(columns: u16, rows: u16, more: &[&str]) -> Screen {
    let mut journal = thuky::journal::Journal::default();
    let mut lines = vec![
        "convene \"Larkfield Society\" rules society date 2026-11-08",
        "member \"Ann Reed\" class official",
        "member \"Ben Cole\" class official",
        "member \"Cara Nair\" class official",
        "member \"Dan Hughes\" class official",
        "member \"Eve Marin\" class official",
        "present all",
        "open 14:00",
        "motion \"Repair the roof\" mover Reed seconder Cole",
        "amend 1 \"Repair the roof by June\" mover Nair seconder Hughes",
        "election \"Two auditors\" seats 2 candidates \"Ann Reed\" \"Ben Cole\" \"Cara Nair\"",
    ];
    lines.extend(more);
    for line in lines {
        for order in thuky::line::parse(line, journal.meeting()).expect("a line") {
            let entry = journal.consider(order, support::screen::now()).expect("in order");
            journal.push(entry);
        }
    }
    let books = vec![journal.entries().to_vec()];
    Screen::with(thuky::text::Lang::En, (columns, rows), books).keys("<Enter><Tab><Tab><Tab>")
}

#[test]
fn motions_and_ballots_stand_among_the_conclusions() {
    let voted = ["vote 2 yes 3 no 2", "vote 1 unanimous"];
    check("motions_en_80x24", council(80, 24, &voted), "");
    check("motions_en_120x40", council(120, 40, &voted), "");
}

#[test]
fn a_roll_call_shows_who_has_answered() {
    check("roll_vote_en_80x24", council(80, 24, &[]), "<Down>vr+-.");
    check("roll_vote_found_60x20", council(60, 20, &[]), "<Down>vrn");
}

#[test]
fn ballots_are_counted_letter_by_letter() {
    check("counting_en_80x24", council(80, 24, &[]), "<Down><Down>veab<Enter>+!bc");
    check("counting_struck_60x20", council(60, 20, &[]), "<Down><Down>ve<Tab>a");
}

#[test]
fn a_ballot_asks_for_each_choice_and_its_papers() {
    check("vote_choices_en_80x24", council(80, 24, &[]), "<Down><Down>v5<Tab>3<Tab>1b5<Tab>5");
}

#[test]
fn the_arithmetic_is_explained_with_its_source() {
    check("explained_en_80x24", council(80, 24, &["vote 2 yes 3 no 2"]), "<Down><F12>");
    check("explained_vi_80x24", Screen::vi(80, 24), "<Enter><Tab><Tab><Tab>v1<F12>");
}

#[test]
fn a_meeting_without_a_quorum_says_so() {
    let away = ["left Reed", "left Cole", "left Nair"];
    check("no_quorum_en_80x24", council(80, 24, &away), "");
    check("informal_en_60x20", council(60, 20, &away), "<F11>");
}

#[test]
fn forms_of_business_fit_small_screens() {
    check("motion_form_60x20", council(60, 20, &[]), "m");
    check("slate_form_vi_80x24", Screen::vi(80, 24), "<Enter><Tab><Tab><Tab>b");
    check("interest_form_vi_80x24", Screen::vi(80, 24), "<Enter><Tab>&");
}

#[test]
fn a_note_form_tells_whom_the_letters_mean() {
    check("note_one_80x24", Screen::vi(80, 24), "<Enter><C-g>dat");
    check("note_several_60x20", Screen::en(60, 20), "<Enter><C-g>mar");
}

#[test]
fn pages_show_draft_missing_history_and_help() {
    check("draft_vi_80x24", Screen::vi(80, 24), "<Enter><F5>");
    check("missing_vi_80x24", Screen::vi(80, 24), "<Enter><F4>");
    check("history_en_80x24", Screen::en(80, 24), "<Enter><F6>");
    check("help_vi_80x24", Screen::vi(80, 24), "<Enter>?");
    check("reading_vi_80x24", Screen::vi(80, 24), "<Enter><F8>");
}

#[test]
fn reading_goes_on_part_by_part() {
    let screen = Screen::vi(60, 20).keys("<Enter><F8>").keys("<Space>".repeat(5).as_str());
    check("reading_on_60x20", screen, "");
}

#[test]
fn papers_are_listed_shown_and_numbered() {
    check("papers_vi_80x24", Screen::vi(80, 24), "<Enter><C-e>");
    check("papers_en_120x40", Screen::en(120, 40), "<Enter><C-e><Down><Down><Space>3");
    check("papers_vi_60x20", Screen::vi(60, 20), "<Enter><C-e>");
    check("paper_next_en_80x24", Screen::en(80, 24), "<Enter><F5><Tab>");
}

#[test]
fn sealed_papers_say_so_and_ask_before() {
    let adopted = || Screen::vi(80, 24).keys("<Enter><F8>a<F7><Enter>");
    check("seal_asked_80x24", adopted(), "s");
    check("sealed_80x24", adopted(), "s<Enter>");
    check("sealed_refuses_80x24", adopted(), "s<Enter><Esc><Tab><Tab>a");
}

#[test]
fn the_palette_finds_commands_by_initials() {
    check("palette_vi_80x24", Screen::vi(80, 24), "<Enter><F9>bb");
}

#[test]
fn the_prompt_completes_and_answers() {
    check("prompt_vi_80x24", Screen::vi(80, 24), "<Enter>:den muon an<Tab>");
    check("prompt_refused_80x24", Screen::vi(80, 24), "<Enter>:vang Hanh co ly do om<Enter>");
}

#[test]
fn a_fault_is_told_and_nothing_typed_is_lost() {
    let screen = Screen::vi(80, 24).keys("<Enter>").failing();
    check("not_saved_80x24", screen, "><C-g><Enter><Enter>Còn đây<Enter>");
}

#[test]
fn nothing_carries_meaning_by_colour_alone() {
    let coloured = Screen::vi(80, 24).keys("<Enter><Tab>");
    let plain = Screen::vi(80, 24).colourless().keys("<Enter><Tab>");
    assert_eq!(coloured.frame(), plain.frame());
    assert!(plain.has_no_colour());
}
