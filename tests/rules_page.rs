//! The page of rules: every rule with its source, the field of a profile that sets it, and the test
//! that holds it; then what each body's profile says.
//!
//! `THUKY_UPDATE=1 cargo test --test rules_page` writes it again; without it, it must be fresh.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use thuky::domain::{ChairVote, Measure, Profile, Rule, Tie};
use thuky::profiles::{BUILT_IN, Library, decision_word};
use thuky::text::Lang;

/// A rule: what it says, where it is from, the field that sets it, the test that holds it.
const RULES: &[(&str, &str, &str, &str)] = &[
    (
        "The base of a Party decision is all official members summoned, less those sent elsewhere, those exempt and absent, those suspended; whoever is merely absent stays in it.",
        "Quy định 24-QĐ/TW (now 294-QĐ/TW), 9.3.2",
        "`base = \"statutory\"`, `deductions`",
        "absent_officials_stay_in_the_base",
    ),
    (
        "An official delegate absent throughout with the summoning committee's consent leaves the base of a congress, and of nothing else.",
        "the same, 9.3.2",
        "`deductions = [\"approved-absence\"]`",
        "cases_to_imitate_give_the_stated_values",
    ),
    (
        "Votes are whole numbers, compared by cross-multiplication; a per cent never decides.",
        "our own",
        "`threshold`",
        "a_verdict_is_that_of_exact_fractions_not_of_rounded_shares",
    ),
    (
        "More than a fraction and at least a fraction are different rules.",
        "systems disagree: a setting of every rule",
        "`threshold = \"> 1/2\"`, `\">= 2/3\"`, `\">= 65%\"`",
        "needed_is_the_least_that_carries",
    ),
    (
        "Nobody in favour carries nothing, even where nobody is against.",
        "a known defect of another system",
        "`threshold`",
        "known_defects_get_the_safe_answer",
    ),
    (
        "A charter may name the votes needed, whatever the base.",
        "city charters",
        "`threshold = \"6 votes\"`",
        "six_votes_needed",
    ),
    (
        "Abstentions are in or out of the base as the body says.",
        "RONR; BGB § 32; BetrVG § 33",
        "`base = \"yes-no\"`, `\"cast\"`, `\"present\"`, `\"entitled-less-abstaining\"`",
        "abstentions_do_not_count_among_votes_cast",
    ),
    (
        "Among those present an abstention acts as a No.",
        "BetrVG § 33 (1)",
        "`base = \"present\"`",
        "four_three_one_works_council",
    ),
    (
        "Of votes cast an abstention does not count.",
        "RONR",
        "`base = \"yes-no\"`",
        "four_three_one_society",
    ),
    (
        "Of all members an absence acts as a No.",
        "Quy định 294-QĐ/TW, 9.3.2",
        "`base = \"statutory\"`",
        "four_three_one_all_members",
    ),
    (
        "The base may be the ballots that came back, invalid ones among them.",
        "Hướng dẫn thực hiện Điều lệ Đoàn",
        "`base = \"returned\"`, `\"valid\"`, `\"issued\"`",
        "ballots_and_papers",
    ),
    (
        "A tie is lost, or the chair decides, or the lot does, as the body says.",
        "RONR; rules of councils",
        "`tie`",
        "ties",
    ),
    (
        "In a tie the side with the chair prevails.",
        "Luật Doanh nghiệp 2020, Điều 157.12",
        "`tie = \"chair-side\"`",
        "chair_s_side_prevails",
    ),
    (
        "Whoever ties for the last seat stands again; nobody is chosen among equals in silence.",
        "244-QĐ/TW, Điều 32; RONR",
        "`tie = \"next-round\"`",
        "two_ties_in_a_row",
    ),
    (
        "A tie is one only where a single vote more in favour would carry; only who is tied can be drawn by lot.",
        "RONR",
        "`tie`",
        "ties_only_where_one_more_carries",
    ),
    (
        "Only a chair who is there, and has not voted yet, can vote last.",
        "RONR",
        "`chair`, `tie = \"chair\"`",
        "no_chair_no_casting_vote",
    ),
    (
        "A chair may vote always, never, in a tie, or only where it changes the result.",
        "RONR; city charters",
        "`chair`",
        "a_chair_who_votes_only_where_it_matters_changes_the_result_or_nothing",
    ),
    (
        "A quorum is a part or a number, of heads or of weight, by the first, second or third call.",
        "Luật Doanh nghiệp, Điều 141 (2014), Điều 145 (2020)",
        "`[quorum] calls, measure`",
        "shares_by_law_and_day",
    ),
    (
        "The rules in force on the meeting's day apply: 50.30 % of shares is no quorum in 2020 and one in 2022.",
        "the same",
        "`valid_from`",
        "shares_since_2021",
    ),
    (
        "A quorum is tested at the opening, at each vote, or continuously; without one the meeting may go on informally and decides nothing.",
        "RONR; BetrVG § 33 (2)",
        "`[quorum] tested`, `in_room_only`",
        "no_quorum",
    ),
    (
        "Who may vote is told by the roll at that moment: late, left, come back.",
        "our own",
        "`voting`",
        "who_votes_is_told_by_the_timeline",
    ),
    (
        "Correcting the roll afterwards flags the votes it touches; a verdict changes only when somebody asks.",
        "our own",
        "–",
        "who_leaves_does_not_vote",
    ),
    (
        "Whoever has an interest in an item does not vote on it.",
        "BGB § 34; municipal law",
        "`deductions = [\"recused\"]` takes them out of the base too",
        "recused_for_one_item",
    ),
    (
        "Whoever joins in the middle of a meeting votes from then on, or after an oath; whoever gives up a seat does not.",
        "city charters",
        "`oath`",
        "who_joins_and_leaves_the_board",
    ),
    (
        "An absent member may let another vote, for as many members as the rules allow.",
        "Luật Doanh nghiệp 2020, Điều 157",
        "`proxies`",
        "proxies_beyond_heads",
    ),
    (
        "Where the rules say nothing of it, there is no voting by proxy.",
        "RONR",
        "`proxies` left out",
        "no_proxies_here",
    ),
    (
        "Several groups may each need a majority beside the one of all.",
        "statutes",
        "`[[rule.group]]`",
        "double_majority",
    ),
    (
        "Shares are counted apart from heads.",
        "Luật Doanh nghiệp 2020, Điều 148",
        "`measure`",
        "shares_since_2021",
    ),
    ("Votes by post count beside those in the room.", "our own", "–", "votes_by_post"),
    (
        "On one ballot with several forms the votes of the heavier ones count for the next lighter one until one reaches its number.",
        "hướng dẫn bỏ phiếu kỷ luật",
        "`cumulate`, `[[rule.choice]]`",
        "discipline_cumulates",
    ),
    ("Discipline is voted on by secret ballot.", "the same", "`methods`", "discipline_cumulates"),
    (
        "By secret ballot the chair of a society votes as everybody does.",
        "RONR 4:56, 49:21",
        "`ballot_chair`",
        "the_chair_by_ballot",
    ),
    (
        "Where nobody has the number and the rules leave it to the lot, it falls among the first.",
        "rules of the council",
        "`tie = \"lot\"`",
        "the_lot_among_the_first",
    ),
    (
        "Without a quorum a meeting may adjourn, recess, fix the time to which to adjourn and take \
         measures to obtain one.",
        "RONR 40:7",
        "",
        "without_a_quorum_still",
    ),
    (
        "Chosen are those who reach the threshold, the most votes first, within the seats.",
        "244-QĐ/TW, Điều 32",
        "`threshold` of `election`",
        "the_chosen_have_at_least_as_many_votes_as_the_others",
    ),
    (
        "A list without a surplus may be agreed to as a whole, one with a surplus may not.",
        "practice",
        "–",
        "elected_as_a_whole",
    ),
    (
        "Ballots are counted by two or three people who do not know each other's sheets; they must agree.",
        "practice of congresses",
        "–",
        "blind_counting",
    ),
    (
        "Announced numbers are kept as they were stated, with the doubt beside them.",
        "our own",
        "–",
        "wrong_numbers_are_refused_or_kept_as_stated",
    ),
    (
        "“Unanimous” with an abstention is kept and doubted.",
        "our own",
        "–",
        "unanimous_with_one_abstention",
    ),
    (
        "An announced per cent must be that of the count, and of some whole number.",
        "our own",
        "`[percent]` sets how we print",
        "truncated_against_rounded",
    ),
    (
        "Motions need as many seconders as the body says; amendments are voted on first.",
        "RONR",
        "`seconders`",
        "motions",
    ),
    (
        "A proxy, an interest, a seat or an arrival told afterwards flags the votes it touches; what came later touches none.",
        "our own",
        "–",
        "corrections_flag_votes",
    ),
    (
        "An undecided amendment holds back its motion; a chair who stands aside breaks no tie.",
        "RONR",
        "–",
        "undecided_holds_back",
    ),
    (
        "Whoever was called and was away is no voter of that vote, and counts for no quorum.",
        "RONR",
        "–",
        "a_roll_call_finds_who_is_away",
    ),
    (
        "A vote judged anew is held against the roll of its own time, in voters, groups and weight.",
        "our own",
        "–",
        "what_the_past_was_like",
    ),
    (
        "A correction that changes the base alone flags the vote too.",
        "our own",
        "–",
        "the_base_alone_was_corrected",
    ),
    (
        "Whoever stood in a round that chose nobody stands in the next; nobody who was out comes back.",
        "RONR; 244-QĐ/TW, Điều 32",
        "–",
        "rounds_keep_who_stood",
    ),
    (
        "An exempt member who was absent at a vote stays out of its base, whenever he comes later.",
        "Quy định 294-QĐ/TW, 9.3.2",
        "`deductions = [\"exempt-absent\"]`",
        "exempt_until_they_came",
    ),
    (
        "Counts that fit no arithmetic are questioned where they are typed; a result against its own numbers too.",
        "our own",
        "–",
        "numbers_hold_each_other",
    ),
    (
        "A vote is taken back, or reconsidered, only with what followed from it; what was changed since goes first.",
        "RONR",
        "–",
        "what_follows_is_taken_back",
    ),
    (
        "The chair may rule another base or threshold for one vote, with the reason in the record.",
        "practice",
        "–",
        "chair_rules_the_base",
    ),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn told(rule: &Rule) -> String {
    let lang = Lang::En;
    let mut text = format!("{} of {}", lang.threshold(rule.threshold), lang.base(rule.base));
    if rule.measure != Measure::Heads {
        text.push_str(if rule.measure == Measure::Both {
            ", by heads and by weight"
        } else {
            ", by weight"
        });
    }
    if rule.tie != Tie::Fails {
        let _ = write!(text, "; {}", lang.tie(rule.tie));
    }
    if rule.chair != ChairVote::Always {
        let _ = write!(text, "; {}", lang.chair_vote(rule.chair));
    }
    if rule.ballot_chair {
        let _ = write!(text, "; {}", lang.chair_by_ballot());
    }
    for group in &rule.groups {
        let _ = write!(
            text,
            "; {}: {} of {}",
            group.name,
            lang.threshold(group.threshold),
            lang.base(group.base)
        );
    }
    let choices: Vec<String> = rule
        .choices
        .iter()
        .map(|choice| match choice.threshold {
            Some(threshold) => format!("{} ({})", choice.name, lang.threshold(threshold)),
            None => choice.name.clone(),
        })
        .collect();
    if !choices.is_empty() {
        let _ = write!(text, "; choices: {}", choices.join(", "));
    }
    if rule.cumulate {
        text.push_str("; cumulated from the heaviest");
    }
    text
}

fn profile(profile: &Profile) -> String {
    let lang = Lang::En;
    let mut text = format!(
        "\n### {} · `{}`, from {}\n\n{}.\n",
        profile.name, profile.id, profile.valid_from, profile.source
    );
    if let Some(quorum) = &profile.quorum {
        let calls: Vec<String> = (1..=quorum.calls.len())
            .map(|call| {
                let call = u8::try_from(call).unwrap_or(1);
                quorum.at_call(call).map_or("nobody in particular".into(), |t| lang.threshold(t))
            })
            .collect();
        let mut line = format!("Quorum: {}", calls.join(", then "));
        if !quorum.source.is_empty() {
            line = format!("{line}; {}", quorum.source);
        }
        let _ = writeln!(text, "\n{line}.");
    }
    text.push_str("\n| decision | rule | source |\n| --- | --- | --- |\n");
    for rule in &profile.rules {
        let _ = writeln!(
            text,
            "| `{}` | {} | {} |",
            decision_word(&rule.decision),
            told(rule),
            rule.source
        );
    }
    text
}

fn page() -> String {
    let mut text = String::from(
        "# Rules\n\nEvery rule Thuky judges by, with where it comes from, the field of a profile that sets it and the \
         test that holds it. Made by `tests/rules_page.rs` from the rules themselves.\n\n\
         A profile is a TOML file. `thuky rules` lists the profiles at hand, `thuky rules society` prints one to copy \
         and change; put the copy into the `profiles` folder of the register and `thuky rules --check FILE` names the \
         line of anything that cannot be read. The meeting's day and body choose the version, which is copied into the \
         meeting, so that a later rule never rewrites an earlier vote.\n\n\
         The Party's regulations were read in secondary texts; have a Party office check those profiles.\n\n\
         ## What the program holds\n\n| rule | source | field | test |\n| --- | --- | --- | --- |\n",
    );
    for (rule, source, field, test) in RULES {
        let _ = writeln!(text, "| {rule} | {source} | {field} | `{test}` |");
    }
    text.push_str("\n## What each body's profile says\n");
    for one in Library::default().all() {
        text.push_str(&profile(one));
    }
    text
}

#[test]
fn the_page_of_rules_is_fresh() {
    let (path, now) = (root().join("docs/rules.md"), page());
    if std::env::var_os("THUKY_UPDATE").is_some() {
        fs::write(&path, &now).expect("docs can be written");
    }
    let on_record = fs::read_to_string(&path).unwrap_or_default();
    assert!(on_record == now, "docs/rules.md is stale: run with THUKY_UPDATE=1");
}

#[test]
fn every_test_named_on_the_page_is_there() {
    let mut sources = String::new();
    for entry in fs::read_dir(root().join("tests")).expect("the tests are there").flatten() {
        if entry.path().extension().is_some_and(|ending| ending == "rs") {
            sources += &fs::read_to_string(entry.path()).expect("a source can be read");
        }
    }
    for (rule, _, _, test) in RULES {
        let there = sources.contains(&format!("fn {test}("))
            || sources.contains(&format!("    {test} = \""));
        assert!(there, "no test {test} holds: {rule}");
    }
}

#[test]
fn every_field_of_a_profile_is_on_the_page() {
    let page = page();
    let keys: std::collections::BTreeSet<&str> = BUILT_IN
        .iter()
        .flat_map(|(_, source)| source.lines())
        .filter_map(|line| line.split_once(" = ").map(|(key, _)| key.trim()))
        .filter(|key| !key.starts_with('#'))
        .collect();
    // Names and citations say themselves; the rest must be explained.
    let plain =
        ["id", "name", "source", "tongue", "decision", "decimals", "truncate", "keep_zeros"];
    for key in keys.into_iter().filter(|key| !plain.contains(key) && *key != "remote_votes") {
        assert!(page.contains(&format!("`{key}")) || page.contains(key), "{key} is not explained");
    }
}
