//! Majority, base, quorum and reconciling cases taken from other systems' tests and from
//! regulations, each judged by the public rules.
//!
//! A case to imitate gives the value stated for it. One that is a known defect of the system it
//! comes from gives the safe answer instead, named in `SAFE` with the reason.

use serde_json::{Value, json};
use thuky::cases::{Answer, answer};

fn cases() -> Vec<Value> {
    let path = format!("{}/tests/cases/majority.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the cases are there");
    let file: Value = serde_json::from_str(&text).expect("the cases are JSON");
    file["cases"].as_array().expect("a list of cases").clone()
}

/// The safe answers: id, field, value, and why the original answer is not given.
const SAFE: [(&str, &str, &str, &str); 7] = [
    ("M097", "percent", "null", "200 %: seven answers cannot come from two valid ballots"),
    ("M097", "pass", "null", "numbers that cannot be right decide nothing"),
    ("M098", "percent", "null", "130 %: weights are no share of a number of heads"),
    ("M098", "pass", "null", "no threshold, and no base to judge by"),
    ("M124", "needed", "51", "52 is one too many: 51 is more than half of 101"),
    ("M131", "pass", "false", "0 to 0 carries nothing, though 0 >= 2 x 0"),
    ("M137", "needed", "1", "a quorum of nobody would always be there"),
];

#[track_caller]
fn field(case: &Value, answer: &Answer, name: &str, expected: &Value) {
    let found = &answer.to_json()[name];
    let same = match (found.as_f64(), expected.as_f64()) {
        (Some(found), Some(expected)) => (found - expected).abs() < 1e-9,
        _ => found == expected,
    };
    assert!(same, "{}: {name} is {found}, not {expected}\n{case}\n{answer:?}", case["id"]);
}

#[test]
fn cases_to_imitate_give_the_stated_values() {
    let mut count = 0;
    for case in cases().iter().filter(|case| case["imitate"] == json!(true)) {
        let answer = answer(case);
        field(case, &answer, "pass", &case["expected_pass"]);
        let fields = [
            ("expected_percent", "percent"),
            ("expected_base", "base"),
            ("expected_needed", "needed"),
            ("expected_surplus", "surplus"),
            ("expected_quorum_met", "quorum_met"),
        ];
        for (stated, name) in fields {
            if !case[stated].is_null() {
                field(case, &answer, name, &case[stated]);
                count += 1;
            }
        }
    }
    assert!(count > 60, "{count} values were compared");
}

#[test]
fn known_defects_get_the_safe_answer() {
    let cases = cases();
    for (id, name, expected, why) in SAFE {
        let case = cases.iter().find(|case| case["id"] == json!(id)).expect(id);
        assert_eq!(case["imitate"], json!(false), "{id}");
        let expected: Value = serde_json::from_str(expected).expect(why);
        field(case, &answer(case), name, &expected);
    }
    for case in cases.iter().filter(|case| case["imitate"] == json!(false)) {
        assert!(
            SAFE.iter().any(|(id, ..)| case["id"] == json!(id)),
            "{} has no safe answer",
            case["id"]
        );
    }
}

#[test]
fn a_case_with_any_part_of_the_fields_gets_an_answer() {
    for case in [json!({}), json!({"id": 1}), json!({"yes": 3}), json!({"threshold": ">1/2"})] {
        assert_eq!(answer(&case).pass, None, "{case}");
    }
    let bare = json!({"yes": 3, "no": 2, "base": "YN", "threshold": ">1/2"});
    assert_eq!(answer(&bare).pass, Some(true));
    let count = json!({"yes": 6, "no": 9, "base": "count", "threshold": "count>=6"});
    assert_eq!(answer(&count).pass, Some(true));
    let whole = json!({"yes": 8, "no": 0, "abstain": 1, "base": "YN", "threshold": "unanimous"});
    assert_eq!(answer(&whole).pass, Some(true));
    let less = json!({"yes": 4, "no": 3, "abstain": 2, "base": "entitled_minus_abstain",
        "entitled": 9, "threshold": ">1/2"});
    assert_eq!(answer(&less).pass, Some(true));
    assert_eq!(answer(&less).to_json()["base"], json!(7));
}

#[track_caller]
fn check(case: Value, pass: Option<bool>, quorum: Option<bool>, base: Value) {
    let answer = answer(&case);
    assert_eq!((answer.pass, answer.quorum_met), (pass, quorum), "{case}: {answer:?}");
    assert_eq!(answer.to_json()["base"], base, "{case}: {answer:?}");
}

#[test]
fn without_enough_answers_nothing_is_decided() {
    let of_31 = json!({"yes": 6, "no": 3, "abstain": 2, "entitled": 31, "base": "YN",
        "threshold": ">1/2", "quorum": ">=2/5"});
    check(of_31.clone(), None, Some(false), json!(9));
    let told = answer(&of_31).doubts.join(" ");
    assert!(told.contains("11 of 31, 13 needed"), "{told}");
    let of_14 = json!({"yes": 8, "no": 2, "entitled": 14, "base": "YN", "threshold": ">1/2",
        "quorum": ">=4/5"});
    check(of_14, None, Some(false), json!(10));
    let enough = json!({"yes": 9, "no": 2, "abstain": 2, "entitled": 31, "base": "YN",
        "threshold": ">1/2", "quorum": ">=2/5"});
    check(enough.clone(), Some(true), Some(true), json!(11));
    // Abstentions may not count towards it, and it may be one of those present.
    let mut narrow = enough.clone();
    narrow["quorum_count"] = json!(["yes", "no"]);
    check(narrow.clone(), None, Some(false), json!(11));
    (narrow["quorum_base"], narrow["present"]) = (json!("present"), json!(13));
    check(narrow, Some(true), Some(true), json!(11));
    // What cannot be read decides nothing.
    for (key, value) in [("quorum_base", json!("members")), ("quorum_count", json!(["maybe"]))] {
        let mut wrong = enough.clone();
        wrong[key] = value;
        let answer = answer(&wrong);
        assert_eq!((answer.pass, answer.quorum_met), (None, None), "{answer:?}");
        assert!(!answer.doubts.is_empty());
    }
}

#[test]
fn an_open_vote_is_carried_once_nothing_can_change_it() {
    let case = |yes: u64, no: u64| {
        json!({"yes": yes, "no": no, "present": 11, "entitled": 12, "base": "YN",
            "threshold": ">1/2", "closed": false})
    };
    check(case(6, 1), Some(true), None, json!(7));
    check(case(5, 1), None, None, json!(6));
    check(case(1, 6), Some(false), None, json!(7));
    let unknown = json!({"yes": 6, "no": 1, "base": "YN", "threshold": ">1/2", "closed": false});
    check(unknown, None, None, json!(7));
}

#[test]
fn deductions_go_by_the_words_of_the_regulation() {
    let case = |entitled: u64, key: &str, count: u64, yes: u64| {
        json!({"yes": yes, "no": 0, "entitled": entitled, "base": "entitled_adjusted",
            "threshold": ">1/2", "adjust": {key: count}})
    };
    check(case(18, "absent_with_leave", 2, 9), Some(true), None, json!(16));
    check(case(18, "absent_with_leave", 2, 8), Some(false), None, json!(16));
    check(case(12, "probationary", 2, 6), Some(true), None, json!(10));
    check(case(12, "dự bị", 2, 5), Some(false), None, json!(10));
    check(case(12, "absent", 2, 7), Some(true), None, json!(12));
    let unknown = case(12, "exempted", 2, 7);
    check(unknown.clone(), None, None, Value::Null);
    assert!(answer(&unknown).doubts.join(" ").contains("“exempted”"));
}

#[test]
fn what_is_said_to_all_candidates_leaves_the_base() {
    let case = json!({"yes": 4, "no": 2, "abstain": 1, "votesvalid": 10, "base": "Y",
        "poll_kind": "election", "method": "YNA", "threshold": ">1/2"});
    check(case.clone(), Some(false), None, json!(10));
    let mut of_all = case.clone();
    of_all["global"] = json!(true);
    check(of_all.clone(), Some(true), None, json!(7));
    of_all["global"] = json!({"no": 2, "abstain": 0});
    check(of_all, Some(false), None, json!(8));
}
