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
