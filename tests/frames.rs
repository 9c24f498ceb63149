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
