//! What happens in a room, said by keys alone, and what the minutes then say.

mod support {
    #[expect(dead_code, reason = "each test uses its part")]
    pub mod played;
    pub mod screen;
}

use support::played::document;
use support::screen::{Screen, now};
use thuky::app::Pane;
use thuky::domain::{Count, Meeting, Method, Presence, Verdict};
use thuky::journal::Journal;
use thuky::line;
use thuky::papers::{self, PaperKind};
use thuky::text::Lang;

const COUNCIL: &str = "convene \"Larkfield Council\" rules town-council date 2026-03-02\n\
    member \"Ann Reed\" post Mayor class official\n\
    member \"Ben Cole\" class official\n\
    member \"Cara Nair\" class official\n\
    member \"Dan Okoro\" class official\n\
    guest \"Gil Park\" staff\n\
    chair Reed\n\
    secretary Park\n";

const OPEN: &str =
    "present all\nopen 19:00\nitem \"The roof\"\nitem \"The mill\"\nstart 1\nconclude Repair it\n";

/// The council after these lines, on the screen.
fn council(more: &str, pane: Pane) -> Screen {
    on_screen(&format!("{COUNCIL}{more}"), pane)
}

/// A meeting after these lines, on the screen.
fn on_screen(script: &str, pane: Pane) -> Screen {
    let mut journal = Journal::default();
    for line in script.lines() {
        for order in line::parse(line, journal.meeting()).expect(line) {
            let entry = journal.consider(order, now()).expect(line);
            journal.push(entry);
        }
    }
    let screen = Screen::with(Lang::En, (80, 24), vec![journal.entries().to_vec()]);
    let mut screen = screen.keys("<Enter>");
    screen.app.opened.as_mut().expect("a meeting is open").pane = pane;
    screen
}

fn meeting(screen: &Screen) -> &Meeting {
    screen.app.opened.as_ref().expect("a meeting is open").meeting()
}

fn told(screen: &Screen) -> &str {
    screen.app.note.as_ref().map_or("", |note| &note.text)
}

/// The minutes in one line of text.
fn minutes(screen: &Screen) -> String {
    let journal = Journal::of(screen.kept().to_vec());
    let text = papers::plain(&document(&journal, PaperKind::Minutes), 100);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn says(screen: &Screen, text: &str) {
    let minutes = minutes(screen);
    assert!(minutes.contains(text), "{text}\n{minutes}\n{}", screen.frame());
}

#[test]
fn who_leaves_and_comes_back_is_back() {
    let screen = council(OPEN, Pane::Roll);
    let screen = screen.keys("cole/19:40<Enter>").keys("cole+19:55<Enter>");
    let cole = meeting(&screen).members.iter().find(|member| member.name == "Ben Cole");
    assert_eq!(cole.map(|cole| cole.presence().clone()), Some(Presence::Back));
    says(&screen, "Left and came back: Ben Cole (19:40–19:55)");
}

#[test]
fn the_times_of_opening_and_closing_are_amended() {
    let screen = council(&format!("{OPEN}vote 1 yes 2 no 1\nclose 20:00\n"), Pane::Agenda);
    let screen = screen.keys("<C-d><Tab><Tab><Tab><Tab><Tab><C-u>19:05<Tab><C-u>20:10<C-s>");
    says(&screen, "19:05");
    says(&screen, "20:10");
}

#[test]
fn a_meeting_rests_and_goes_on() {
    let screen = council(OPEN, Pane::Agenda);
    let screen = screen.keys("<C-b><C-u>19:30<Enter>").keys("<C-s>").keys("<C-b><C-u>19:45<C-s>");
    says(&screen, "19:30");
    says(&screen, "19:45");
}

#[test]
fn several_preside_and_one_item_has_a_chair_of_its_own() {
    let screen = council(OPEN, Pane::Agenda).keys("<F3>");
    // Behind the last of the usual fields come those that are seldom said.
    let to_call = "<Tab>".repeat(9);
    let screen = screen.keys(&to_call).keys("<Tab>Cole<Tab>Nair<Tab>Okoro<Tab>Nair<Tab>2<C-s>");
    let meeting = meeting(&screen);
    let named = |people: &[thuky::domain::Person]| -> Vec<String> {
        people.iter().map(|who| meeting.name_of(who).to_owned()).collect()
    };
    assert_eq!(named(&meeting.co_chairs), ["Ben Cole"], "{}", screen.frame());
    assert_eq!(named(&meeting.vice_chairs), ["Cara Nair"]);
    assert_eq!(named(&meeting.co_secretaries), ["Dan Okoro"]);
    assert_eq!(meeting.item_chairs.len(), 1);
}

#[test]
fn the_chair_is_handed_over_at_a_time() {
    let screen = council(OPEN, Pane::Agenda).keys("<F3><C-u>Cole");
    let screen = screen.keys("<Tab>19:20<C-s>");
    assert_eq!(meeting(&screen).former_chairs.len(), 1, "{}", screen.frame());
    says(&screen, "19:20");
}

#[test]
fn guests_leave_and_send_apologies() {
    let screen = council("", Pane::Roll).keys("park-<Enter>");
    assert!(told(&screen).is_empty() || !told(&screen).contains("Nobody"), "{}", told(&screen));
    says(&screen, "Gil Park");
    let screen = council(OPEN, Pane::Roll).keys("park/19:30<Enter>");
    says(&screen, "Gil Park (left 19:30)");
    assert_eq!(meeting(&screen).turnout().total, Some(4));
}

#[test]
fn two_of_one_name_are_asked_what_tells_them_apart() {
    let screen = council("", Pane::Roll).keys("<C-n>Ben Cole<C-s>");
    assert_eq!(meeting(&screen).members.len(), 4, "{}", screen.frame());
    let screen = screen.keys("<Tab>farmer<C-s>");
    assert_eq!(meeting(&screen).members.len(), 5, "{}", screen.frame());
    assert!(screen.frame().contains("farmer"), "{}", screen.frame());
}

#[test]
fn some_come_and_go_whom_nobody_names() {
    let screen = council("attendance total 46 present 31 others\nopen 19:00\n", Pane::Roll);
    let screen = screen.keys("#").keys(&"<Tab>".repeat(17)).keys("3<Tab><Tab>19:10<C-s>");
    let turnout = meeting(&screen).turnout();
    assert_eq!(turnout.here, Some(34), "{}", screen.frame());
    says(&screen, "19:10");
}

#[test]
fn the_numbers_that_decided_are_printed() {
    let screen = council(OPEN, Pane::Conclusions).keys("v1<Tab>1<Tab>1h<Enter>");
    let vote =
        meeting(&screen).votes.first().unwrap_or_else(|| panic!("{}", screen.frame())).clone();
    assert_eq!(vote.verdict, Verdict::Carried, "{}", screen.frame());
    says(&screen, "2 of 3 for (66.67%), 1 against");
}

#[test]
fn a_vote_is_void_or_its_numbers_are_unknown() {
    let script =
        format!("{OPEN}election \"Treasurer\" seats 1 candidates \"Ben Cole\" \"Cara Nair\"\n");
    let screen = council(&script, Pane::Conclusions).keys("<End>v2<Enter>");
    // One number among two says nothing of the other.
    assert!(told(&screen).contains("No number for “Cara Nair”"), "{}", screen.frame());
    let screen = council(&script, Pane::Conclusions).keys("<End>viCole<C-s><Enter>");
    let count = meeting(&screen).votes.first().map(|vote| vote.count.clone());
    assert!(matches!(count, Some(Count::Named { .. })), "{}", screen.frame());
    let screen = council(&script, Pane::Conclusions).keys("<End>vvballots were mixed<C-s><Enter>");
    says(&screen, "ballots were mixed");
    // Numbers beside either are not dropped: the box says so and keeps all that was typed.
    for keys in
        ["v2<Tab>1iCole<C-s>", "v2<Tab>1vmixed<C-s>", "v2<Tab>1u", "v2<Tab>1t", "vvmixed<C-s>u"]
    {
        let screen = council(&script, Pane::Conclusions).keys("<End>");
        let screen = screen.keys(keys).keys("<Enter>");
        assert!(told(&screen).starts_with("Numbers stand beside"), "{keys}\n{}", screen.frame());
        assert!(meeting(&screen).votes.is_empty(), "{keys}");
    }
    let screen = council(OPEN, Pane::Conclusions).keys("vi");
    assert_eq!(told(&screen), "This question has no choices.");
}

#[test]
fn a_motion_is_amended_and_accepted_without_a_vote() {
    let screen = council(OPEN, Pane::Conclusions);
    let screen = screen.keys("mSell the mill<Tab>Cole<Tab>Nair<C-s>");
    let motion = meeting(&screen).conclusions.last().expect("a motion");
    assert_eq!(motion.text, "Sell the mill", "{}", screen.frame());
    says(&screen, "Ben Cole");
}

#[test]
fn numbers_counted_anew_are_those_since_then() {
    let script = "attendance total 46 present 31\nopen 19:00\nitem \"The roof\"\nstart 1\n";
    let screen = council(script, Pane::Roll).keys("#<Tab>33<C-s>");
    says(&screen, "Present: 31 (67.39%)");
    says(&screen, "From ……: 46 in all, 33 present.");
    // Said to be so from the beginning, they mend what was reported.
    let screen = council(script, Pane::Roll).keys("#<Tab>33<Tab><Tab><Tab><C-u><C-s>");
    says(&screen, "Present: 33 (71.74%)");
}

#[test]
fn whoever_presided_all_along_is_mended() {
    let screen = council(OPEN, Pane::Agenda).keys("<F3>Cole<C-s>");
    assert_eq!(meeting(&screen).former_chairs.len(), 0, "{}", screen.frame());
    says(&screen, "Chair: Ben Cole.");
    let screen = screen.keys("<F3>Nair<Tab>?<C-s>");
    says(&screen, "Chair until ……: Ben Cole");
}

#[test]
fn the_rest_is_absent_by_one_key() {
    let screen = council("", Pane::Roll).keys("cole<Enter>_");
    let turnout = meeting(&screen).turnout();
    assert_eq!((turnout.here, turnout.uncalled), (Some(1), 0), "{}", screen.frame());
    // Nobody is left to be marked: the key says so.
    assert!(!told(&screen.keys("_")).is_empty());
}

#[test]
fn a_tie_says_that_the_chair_may_decide_it() {
    let screen = council(OPEN, Pane::Conclusions).keys("v1<Tab>1<Tab>1<Enter>");
    assert!(told(&screen).starts_with("A tie: + if the chair"), "{}", screen.frame());
    let screen = screen.keys("+");
    assert_eq!(
        meeting(&screen).votes.last().map(|vote| vote.verdict.clone()),
        Some(Verdict::Carried)
    );
}

#[test]
fn a_manner_of_voting_is_chosen_from_a_list() {
    let screen = council(OPEN, Pane::Conclusions).keys("vMvoice<C-s><Enter>");
    assert_eq!(
        meeting(&screen).votes.last().and_then(|vote| vote.method.clone()),
        Some(Method::Voice),
        "{}",
        screen.frame()
    );
    says(&screen, "(voice vote): agreed unanimously: carried.");
    let screen = council(OPEN, Pane::Conclusions).keys("vM<Tab>with beans<C-s><Enter>");
    says(&screen, "(with beans)");
}

#[test]
fn the_bylaws_set_the_quorum_and_allow_proxies() {
    let screen = council("attendance total 46 present 21 represented 7\n", Pane::Roll);
    let screen = screen.keys("<F7>");
    assert!(told(&screen).contains("The 7 represented do not count"), "{}", screen.frame());
    let further = "<Tab>".repeat(6);
    // A provision is named, or it is asked for.
    let screen = screen.keys("<C-d>").keys(&further).keys("Bylaws 11<Tab>20 with proxies<C-s>");
    assert!(told(&screen).starts_with("Missing: By which provision"), "{}", screen.frame());
    let screen = screen.keys("Bylaws 9<C-s>").keys("<F7><C-u>19:00<Enter>");
    says(
        &screen,
        "A quorum was present (21 of 46 in person and 7 by proxy; 20 required by Bylaws 9).",
    );
    says(&screen, "Voting by proxy is allowed (Bylaws 11).");
}

#[test]
fn whoever_was_put_on_the_roll_may_have_joined_in_the_meeting() {
    let screen = council(OPEN, Pane::Roll).keys("<C-n>Fay Holm<C-s>");
    let screen = screen.keys("fay^");
    let screen = screen.keys("took<Tab>19:30<C-s>");
    says(&screen, "Fay Holm: took a seat (19:30)");
    says(&screen, "Present: 4 (100%)");
}

#[test]
fn every_command_is_found_by_its_words() {
    for word in ["annul", "tie", "quorum", "date", "proxies"] {
        let found = council(OPEN, Pane::Conclusions).keys("<F9>").keys(word).frame();
        let rows = found.lines().filter(|row| row.contains(word)).count();
        // The word itself, and a command.
        assert!(rows > 1, "{word}\n{found}");
    }
}

#[test]
fn votes_withheld_stand_beside_those_given() {
    let more = "open 19:00\nelection \"Clerk\" seats 1 candidates \"Una Low\" \"Bo Hay\"";
    let screen = council(more, Pane::Conclusions).keys("v2<Tab>1x1<Tab>0<Enter>");
    let last = meeting(&screen).votes.last().map(|vote| vote.count.clone());
    let Some(Count::Choices { choices, .. }) = last else { panic!("{}", screen.frame()) };
    let withheld: Vec<_> = choices.iter().map(|one| (one.votes, one.withheld)).collect();
    assert_eq!(withheld, [(2, Some(1)), (1, Some(0))]);
}

#[test]
fn weights_with_decimals_are_typed_as_they_are_said() {
    let owners = "convene \"Larkfield Owners\" rules shareholders date 2026-11-08\n\
        member \"Ann Reed\" class official\nmember \"Ben Cole\" class official\n\
        shares Reed 500.25\npresent all\nopen 14:00\nconclude \"Repair the roof\"\n";
    let mut screen = on_screen(owners, Pane::Roll).keys("cole$40.5<C-s>");
    let cole = meeting(&screen).members.iter().find(|member| member.name == "Ben Cole");
    let weight = cole.and_then(|cole| cole.weight).map(|weight| weight.to_string());
    assert_eq!(weight.as_deref(), Some("40.5"), "{}", screen.frame());

    screen.app.opened.as_mut().expect("a meeting is open").pane = Pane::Conclusions;
    let screen = screen.keys("v<Tab><Tab><Tab>500.255<Tab>40.5<Enter>");
    assert!(meeting(&screen).votes.is_empty(), "{}", screen.frame());
    // Three digits behind the only mark are thousands, and more than anybody holds.
    assert!(screen.frame().contains("500,295.5 votes by weight"), "{}", screen.frame());
    let screen = screen.keys("<Up><BS><Enter>");
    says(&screen, "500,25/540,75 phiếu theo cổ phần, đạt 92,51%");
    says(&screen, "không đồng ý 40,5; cần 270,38 (trên 50%): thông qua");
}

#[test]
fn a_page_is_searched_by_words_and_made_whole_again() {
    let mut screen = council(OPEN, Pane::Notes).keys("?/absent");
    let page = screen.frame();
    assert!(page.contains("Roll call pane"), "{page}");
    assert!(page.contains("the rest absent"), "{page}");
    assert!(!page.contains("Questions"), "{page}");
    assert!(page.contains("Find: absent"), "{page}");
    // `q` is a letter of the words until they are done, then the key that makes the page whole.
    screen = screen.keys("q");
    assert!(screen.frame().contains("This page does not have these words."));
    screen = screen.keys("<BS><Enter>");
    assert!(screen.frame().contains("Find: absent"));
    screen = screen.keys("q");
    assert!(!screen.frame().contains("Find: "));
    assert!(!screen.app.dialogs.is_empty());
    screen = screen.keys("q");
    assert!(screen.app.dialogs.is_empty());
    // The history is searched the same way; a key gives the letters to the words at once.
    screen = screen.keys("<F6><C-f>roof");
    assert!(screen.frame().contains("The roof"));
    assert!(!screen.frame().contains("The mill"));
    screen = screen.keys("<Esc>");
    assert!(screen.frame().contains("The mill"));
}
