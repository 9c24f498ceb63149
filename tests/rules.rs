//! Scenarios in the line language: what a secretary types and what the rules make of it.
//!
//! A line beginning with `=` is part of what the line above did, with `!` of why it was refused;
//! every other line must be accepted.

use chrono::DateTime;
use thuky::journal::{Act, Journal};
use thuky::line;
use thuky::text::Lang;

fn scenario(name: &str) {
    let path = format!("{}/tests/rules/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).expect("the scenario is there");
    let lang = if text.contains("triệu tập") { Lang::Vi } else { Lang::En };
    let mut journal = Journal::default();
    let mut last: Option<(String, Result<String, String>)> = None;
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match line.split_at_checked(2) {
            Some(("= ", expected)) => {
                let (line, told) = last.as_ref().expect("something was done");
                let told = told.as_ref().unwrap_or_else(|why| panic!("{line}: refused: {why}"));
                assert!(
                    told.contains(expected),
                    "{line}\n  did:      {told}\n  expected: {expected}"
                );
            }
            Some(("! ", expected)) => {
                let (line, told) = last.as_mut().expect("something was done");
                let why = told.as_ref().expect_err(line);
                assert!(
                    why.contains(expected),
                    "{line}\n  refused:  {why}\n  expected: {expected}"
                );
                *told = Ok(String::new());
            }
            _ => {
                if let Some((line, Err(why))) = &last {
                    panic!("{line}: refused: {why}");
                }
                last = Some((line.to_owned(), done(&mut journal, line, lang)));
            }
        }
    }
    if let Some((line, Err(why))) = last {
        panic!("{line}: refused: {why}");
    }
}

/// Do a line; what it did, or why not, in words.
fn done(journal: &mut Journal, line: &str, lang: Lang) -> Result<String, String> {
    let orders = line::parse(line, journal.meeting()).map_err(|misread| lang.misread(&misread))?;
    let mut told = Vec::new();
    for order in orders {
        let at = DateTime::UNIX_EPOCH.fixed_offset();
        let entry = journal.consider(order, at).map_err(|d| lang.denial(journal.meeting(), &d))?;
        journal.push(entry.clone());
        match &entry.act {
            Act::Did(facts) => {
                told.extend(facts.iter().map(|fact| lang.fact(journal.meeting(), fact)));
            }
            Act::Undid(_) => told.push(lang.words().undid.to_owned()),
            Act::Redid(_) => told.push(lang.words().redid.to_owned()),
        }
    }
    Ok(told.join("; "))
}

macro_rules! scenarios {
    ($($name:ident = $file:literal;)*) => {
        $(#[test] fn $name() { scenario($file); })*

        #[test]
        fn every_scenario_is_run() {
            let folder = format!("{}/tests/rules", env!("CARGO_MANIFEST_DIR"));
            let files = std::fs::read_dir(folder).expect("the scenarios are there").count();
            assert_eq!(files, [$($file),*].len());
        }
    };
}

scenarios! {
    absent_officials_stay_in_the_base = "party-cell-base";
    abstentions_do_not_count_among_votes_cast = "board-votes-cast";
    wrong_numbers_are_refused_or_kept_as_stated = "votes-that-cannot-be-right";
    who_votes_is_told_by_the_timeline = "presence-is-a-timeline";
    whoever_is_named_stays_on_the_roll = "who-the-record-names";
    adopted_minutes_take_only_corrections = "reading-and-adopting";
    ballots_and_papers = "ballots-and-papers";
    a_quorum_by_the_bylaws = "a-quorum-by-the-bylaws";
    who_comes_after_a_vote_was_not_there = "who-comes-after-a-vote-was-not-there";
    numbers_that_move = "numbers-that-move";
    a_quorum_with_proxies = "a-quorum-with-proxies";
    blind_counting = "blind-counting";
    one_result_is_told = "one-result-is-told";
    withheld_from_a_candidate = "withheld-from-a-candidate";
    weights_with_decimals = "weights-with-decimals";
    confidence_beyond_the_party = "confidence-beyond-the-party";
    chair_rules_the_base = "chair-rules-the-base";
    chair_s_side_prevails = "chair-s-side-prevails";
    discipline_cumulates = "discipline-cumulates";
    double_majority = "double-majority";
    four_three_one_all_members = "four-three-one-all-members";
    four_three_one_society = "four-three-one-society";
    four_three_one_works_council = "four-three-one-works-council";
    motions = "motions";
    no_proxies_here = "no-proxies-here";
    no_quorum = "no-quorum";
    proxies_beyond_heads = "proxies-beyond-heads";
    recused_for_one_item = "recused-for-one-item";
    shares_by_law_and_day = "shares-by-law-and-day";
    shares_since_2021 = "shares-since-2021";
    six_votes_needed = "six-votes-needed";
    ties = "ties";
    truncated_against_rounded = "truncated-against-rounded";
    two_ties_in_a_row = "two-ties-in-a-row";
    the_numbers_that_decided = "the-numbers-that-decided";
    nothing_is_decided_by_what_cannot_be = "nothing-is-decided-by-what-cannot-be";
    what_nobody_stated = "what-nobody-stated";
    who_voted_by_name_was_away = "who-voted-by-name-was-away";
    annulled_with_a_reason = "annulled-with-a-reason";
    announced_per_cents = "announced-per-cents";
    the_chair_by_ballot = "the-chair-by-ballot";
    the_lot_among_the_first = "the-lot-among-the-first";
    manners_of_voting = "manners-of-voting";
    fates_and_movers = "fates-and-movers";
    without_a_quorum_still = "without-a-quorum-still";
    unanimous_with_one_abstention = "unanimous-with-one-abstention";
    votes_by_post = "votes-by-post";
    who_joins_and_leaves_the_board = "who-joins-and-leaves-the-board";
    who_leaves_does_not_vote = "who-leaves-does-not-vote";
    elected_as_a_whole = "elected-as-a-whole";
    ties_only_where_one_more_carries = "ties-only-where-one-more-carries";
    no_chair_no_casting_vote = "no-chair-no-casting-vote";
    numbers_hold_each_other = "numbers-hold-each-other";
    what_follows_is_taken_back = "what-follows-is-taken-back";
    corrections_flag_votes = "corrections-flag-votes";
    what_the_past_was_like = "what-the-past-was-like";
    undecided_holds_back = "undecided-holds-back";
    exempt_until_they_came = "exempt-until-they-came";
    rounds_keep_who_stood = "rounds-keep-who-stood";
    the_base_alone_was_corrected = "the-base-alone-was-corrected";
    a_roll_call_finds_who_is_away = "a-roll-call-finds-who-is-away";
    what_follows_the_opening_stays_after_it = "what-follows-the-opening-stays-after-it";
    known_by_figures_alone = "known-by-figures-alone";
    shareholders_by_figures = "shareholders-by-figures";
    a_roll_by_exception = "a-roll-by-exception";
    figures_hold_each_other = "figures-hold-each-other";
    guests_come_and_go = "guests-come-and-go";
    several_preside = "several-preside";
    a_day_as_far_as_it_is_known = "a-day-as-far-as-it-is-known";
    an_edition_by_hand = "an-edition-by-hand";
    the_meeting_rests = "the-meeting-rests";
    what_the_meeting_is_flags_votes = "what-the-meeting-is-flags-votes";
    no_word_is_swallowed = "no-word-is-swallowed";
    every_verb_names_what_is_left = "every-verb-names-what-is-left";
    two_of_one_name = "two-of-one-name";
    void_or_without_numbers = "void-or-without-numbers";
    tasks_have_words_and_a_state = "tasks-have-words-and-a-state";
    proxies_by_the_bylaws = "proxies-by-the-bylaws";
}
