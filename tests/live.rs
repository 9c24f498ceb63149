//! What holds while a meeting goes on: times against the clock, votes mended, forms found again.

mod support {
    pub mod screen;
}

use support::screen::Screen;
use thuky::app::Dialog;
use thuky::domain::{Kind, Meeting, Presence, Verdict, VoteDoubt};
use thuky::text::Lang;

fn english() -> Screen {
    Screen::en(80, 24).keys("<Enter>")
}

fn meeting(screen: &Screen) -> &Meeting {
    screen.app.opened.as_ref().expect("a meeting is open").meeting()
}

fn told(screen: &Screen) -> &str {
    screen.app.note.as_ref().map_or("", |note| &note.text)
}

#[test]
fn a_time_ahead_of_the_clock_is_refused() {
    let screen = english().keys(":left Hughes 17:30<Enter>");
    assert_eq!(told(&screen), "17:30 has not come yet: it is 14:45.");
    let screen = english().keys(":left Hughes 14:40<Enter>");
    let hughes = meeting(&screen).members.iter().find(|member| member.name.ends_with("Hughes"));
    assert_eq!(hughes.map(thuky::domain::Member::presence), Some(&Presence::Left));
}

#[test]
fn a_wrong_vote_is_annulled_by_name_and_taken_again() {
    let screen = english().keys("<Tab><Tab><Tab>v3<Enter><Down>v<Enter><Up>");
    assert_eq!(meeting(&screen).votes.len(), 2);
    let screen = screen.keys("v");
    assert!(told(&screen).contains("press x"), "{}", told(&screen));
    let screen = screen.keys("xmiscounted<C-s>v<Enter>");
    let votes = &meeting(&screen).votes;
    assert_eq!((votes.len(), votes[1].yes()), (2, Some(8)));
}

#[test]
fn impossible_numbers_stated_are_kept_and_decide_nothing() {
    let screen = english().keys("<Tab><Tab><Tab>v50<Tab><Tab>12<Enter><Enter>");
    assert_eq!(meeting(&screen).votes[0].verdict, Verdict::Unknown);
}

#[test]
fn a_space_goes_on_with_a_name_and_enter_marks_who_was_found() {
    let screen = Screen::vi(80, 24).keys("<Enter><Tab>hoang m<Enter>");
    assert_eq!(told(&screen), "Đã ghi như vậy rồi.");
    let screen = Screen::vi(80, 24).keys("<Enter><Tab>vu ngoc<Enter>");
    let lan = meeting(&screen).members.iter().find(|member| member.name == "Vũ Ngọc Lan");
    assert_eq!(lan.map(thuky::domain::Member::presence), Some(&Presence::Present));
    assert!(told(&screen).starts_with("Vũ Ngọc Lan: có mặt"), "{}", told(&screen));
}

#[test]
fn a_form_left_by_mistake_is_found_again() {
    let screen = english().keys("<C-k>Half a sent<Esc><C-k>");
    assert!(screen.frame().contains("Half a sent"));
    let screen = screen.keys("<C-r>");
    assert!(!screen.frame().contains("Half a sent"));
}

#[test]
fn what_cannot_be_read_gets_the_caret() {
    let screen = english().keys("<Tab><Tab>i12a/75<Enter>members<Enter>");
    assert!(told(&screen).contains("12a/75"), "{}", told(&screen));
    let frame = screen.frame();
    assert!(frame.contains("▸ Number"), "{frame}");
}

#[test]
fn one_escape_too_many_does_not_end_the_program() {
    let screen = english().keys("<Esc><Esc><Esc>");
    assert!(screen.app.opened.is_none());
    assert_eq!(told(&screen), "F10 or Ctrl-C leaves.");
}

#[test]
fn unanimous_announced_beside_an_abstention_is_kept_with_its_doubt() {
    let screen = english().keys("<Tab><Tab><Tab>vu<Tab>1<Enter><Enter>");
    let votes = &meeting(&screen).votes;
    let announced = |doubt: &VoteDoubt| matches!(doubt, VoteDoubt::NotUnanimous { exceptions: 1 });
    assert!(
        votes.first().is_some_and(|vote| vote.doubts.iter().any(announced)),
        "{}",
        screen.frame()
    );
}

#[test]
fn a_vote_is_not_annulled_without_a_reason() {
    let screen = english().keys("<Tab><Tab><Tab>v<Enter>x<C-s>");
    assert_eq!(meeting(&screen).votes.len(), 1, "{}", screen.frame());
    let screen = screen.keys("miscounted<C-s>");
    assert_eq!(meeting(&screen).votes.len(), 0, "{}", screen.frame());
    assert_eq!(meeting(&screen).annulled.first().map(|one| &*one.reason), Some("miscounted"));
}

#[test]
fn a_casting_vote_beside_a_bare_result_is_told() {
    let screen = english().keys("<Tab><Tab><Tab>vch<Enter><Enter>");
    let told = screen.frame();
    assert!(told.contains("casting vote of the chair"), "{told}");
}

#[test]
fn the_rules_of_a_new_meeting_follow_the_body_and_the_day_typed() {
    let rules = |screen: &Screen| {
        let Some(Dialog::Form(form)) = screen.app.dialogs.last() else { panic!("a form") };
        form.fields[2].value().to_owned()
    };
    let screen = Screen::with(Lang::En, (80, 24), Vec::new()).keys("<C-n>");
    assert_eq!(rules(&screen), "Board or council");
    let screen = screen.keys("Larkfield Tennis Club");
    assert_eq!(rules(&screen), "Society (Robert's Rules)");
    // A date that was filled in is replaced by what is typed; the edition follows it.
    let screen = screen.keys("<C-u>Chi bộ Mẫu<Tab><Tab><Tab><Tab>3/11/2022");
    assert_eq!(rules(&screen), "Chi bộ (Quy định 24-QĐ/TW năm 2021)");
    let screen = screen.keys("<C-u>2011");
    assert!(rules(&screen).contains("valid from 2021-07-30"), "{}", rules(&screen));
}

#[test]
fn the_kind_of_a_meeting_is_in_words_of_ones_own() {
    let screen = Screen::with(Lang::En, (80, 24), Vec::new());
    let screen = screen.keys("<C-n>Larkfield Club<Tab><Tab><Tab>annual general meeting<C-s>");
    assert_eq!(meeting(&screen).kind, Some(Kind::Other("annual general meeting".into())));
}
