//! Commands for other programs: one JSON document each, heads above the rows, how each ends.

mod support {
    pub mod program;
}

use serde_json::Value;
use support::program::{Place, Said};

const CELL: &str = include_str!("papers/cell.thuky");

fn document(said: &Said) -> Value {
    serde_json::from_str(&said.out).unwrap_or_else(|error| panic!("{error}: {said:?}"))
}

#[test]
fn the_list_is_one_document_in_words_that_no_language_changes() {
    let place = Place::played(CELL);
    for lang in ["vi", "en"] {
        let said = place.run(&["list", "--json", "--lang", lang]);
        assert!(said.accepted(), "{said:?}");
        let list = document(&said);
        let meeting = &list[0];
        assert_eq!(list.as_array().unwrap().len(), 1);
        assert_eq!(meeting["body"], "Chi bộ Tổ dân phố 5");
        assert_eq!(meeting["superior"], "Đảng bộ phường Đông Hà");
        assert_eq!(meeting["date"], "2026-02-03");
        assert_eq!((&meeting["kind"], &meeting["stage"]), (&"regular".into(), &"adopted".into()));
        assert_eq!((&meeting["present"], &meeting["members"]), (&5.into(), &6.into()));
        assert_eq!(meeting["term"], "2025-2027");
        assert_eq!(meeting["id"].as_str().unwrap().len(), 32);
    }
    // Of a day only what is known is said, and of a roll that was not called nothing.
    let place = Place::played("triệu tập \"Chi bộ\" thể thức party-cell ngày 11/2023\n");
    let list = document(&place.run(&["list", "--json"]));
    assert_eq!((&list[0]["date"], &list[0]["present"]), (&"2023-11".into(), &Value::Null));
    assert_eq!((&list[0]["term"], &list[0]["superior"]), (&Value::Null, &Value::Null));
    // Nothing but the document is on standard output, whatever is wrong.
    let said = Place::new().run(&["list", "--json"]);
    assert_eq!((said.out.as_str(), said.code), ("", Some(2)));
    assert!(!said.err.is_empty());
}

#[test]
fn rows_have_a_head_that_says_what_stands_where() {
    let place = Place::played(CELL);
    let out = place.run(&["list", "--lang", "en"]).out;
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 2, "{out}");
    for (head, cell) in
        [("Id", ""), ("Day", "2026-02-03"), ("Stage", "adopted"), ("Present", "5/6")]
    {
        let at = lines[0].find(head).unwrap();
        assert!(lines[1][at..].starts_with(cell), "{out}");
    }
    assert!(place.run(&["log", "last", "--lang", "vi"]).out.starts_with("Số  Lúc"));
    assert!(place.run(&["verify", "--lang", "en"]).out.starts_with("  Id"));
    let empty = Place::played("");
    assert_eq!(empty.run(&["list"]).out, "", "a list of nothing has no head");
}

#[test]
fn the_journal_is_one_document() {
    let place = Place::played("convene \"Board\" rules board date 2026-03-02\nplace Hall\nundo\n");
    let log = document(&place.run(&["log", "last", "--json", "--lang", "en"]));
    let entries = log["entries"].as_array().unwrap();
    assert_eq!((log["sound"].as_bool(), entries.len()), (Some(true), 3));
    assert_eq!((&entries[1]["act"], &entries[1]["stands"]), (&"did".into(), &false.into()));
    assert_eq!(entries[2]["act"], "undid");
    assert_eq!(entries[2]["of"]["number"], 2);
    let at = entries[0]["at"].as_str().unwrap();
    assert!(chrono::DateTime::parse_from_rfc3339(at).is_ok(), "{at}");
}

#[test]
fn a_check_is_one_document_and_ends_by_what_it_found() {
    let place = Place::played(CELL);
    let said = place.run(&["verify", "--json"]);
    let check = document(&said);
    assert_eq!((check["sound"].as_bool(), said.code), (Some(true), Some(0)));
    let books = check["books"].as_array().unwrap();
    assert_eq!(books.iter().filter(|book| book["docket"] == true).count(), 1);
    // A byte of the ledger is damaged, and the other side is gone.
    let ledger = place.register().join("ledger");
    std::fs::remove_dir_all(place.register().join("store")).unwrap();
    let files = std::fs::read_dir(ledger).unwrap().map(|entry| entry.unwrap().path());
    let file = files.into_iter().find(|path| !path.to_string_lossy().contains("docket")).unwrap();
    let text = std::fs::read_to_string(&file).unwrap().replacen("Tổng vệ sinh", "Tổng vệ sinH", 1);
    std::fs::write(&file, text).unwrap();
    let said = place.run(&["verify", "--json"]);
    assert_eq!((document(&said)["sound"].as_bool(), said.code), (Some(false), Some(1)), "{said:?}");
}

#[test]
fn a_file_held_against_the_register_is_told_in_one_word() {
    let place = Place::played(CELL);
    let path = place.home().join("a.docx");
    let path = path.to_str().unwrap();
    assert!(place.run(&["export", "last", "--out", path]).accepted());
    let said = place.run(&["verify", path, "--json"]);
    let finding = document(&said);
    assert_eq!((&finding["finding"], said.code), (&"unchanged".into(), Some(0)));
    std::fs::write(path, "no paper").unwrap();
    let said = place.run(&["verify", path, "--json"]);
    assert_ne!(said.code, Some(0), "{said:?}");
}

#[test]
fn rules_are_told_in_the_words_of_their_files() {
    let place = Place::new();
    let said = place.run(&["rules", "--json"]);
    let all = document(&said);
    let cell = all.as_array().unwrap().iter().find(|one| one["id"] == "party-cell").unwrap();
    let admission = cell["rules"].as_array().unwrap().iter();
    let admission = admission.into_iter().find(|rule| rule["decision"] == "admission").unwrap();
    assert_eq!(
        (&admission["threshold"], &admission["base"]),
        (&">= 2/3".into(), &"statutory".into())
    );
    for profile in all.as_array().unwrap() {
        for rule in profile["rules"].as_array().unwrap() {
            let threshold = rule["threshold"].as_str().unwrap();
            assert!(thuky::profiles::threshold(threshold).is_some(), "{threshold}");
            assert!(rule["base"].is_string() && rule["tie"].is_string(), "{rule}");
        }
    }
}

#[test]
fn every_field_is_in_the_page_about_scripts() {
    let page = include_str!("../docs/scripts.md");
    let place = Place::played(CELL);
    let mut fields = Vec::new();
    for arguments in [
        &["list", "--json"][..],
        &["log", "last", "--json"],
        &["verify", "--json"],
        &["rules", "--json"],
        &["judge", "--entitled", "8", "--present", "8", "--yes", "8", "--json"],
    ] {
        names(&document(&place.run(arguments)), &mut fields);
    }
    for field in fields {
        assert!(page.contains(&format!("`{field}`")), "scripts.md lacks {field}");
    }
}

/// The names of all fields of a document.
fn names(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                found.push(name.clone());
                names(value, found);
            }
        }
        Value::Array(all) => all.iter().for_each(|value| names(value, found)),
        _ => {}
    }
}

#[test]
fn the_language_is_that_of_the_order_the_settings_or_the_locale() {
    use std::process::Command;
    use support::program::THUKY;

    let place = Place::played(CELL);
    let said = |lang: &str, arguments: &[&str]| {
        let mut command = Command::new(THUKY);
        command.env_clear().env("HOME", place.home()).env("LC_ALL", lang);
        let output = command.arg("--register").arg(place.register()).args(arguments).output();
        Said::of(&output.unwrap()).out
    };
    let is = |out: &str, english: bool| {
        assert_eq!(out.contains("Decisions") || out.contains("Usage"), english, "{out}");
    };
    // A language the program has no words in gets English; a system that says nothing Vietnamese.
    for (locale, english) in
        [("vi_VN.UTF-8", false), ("en_GB.UTF-8", true), ("fr_FR.UTF-8", true), ("C.UTF-8", false)]
    {
        is(&said(locale, &["list"]), english);
        is(&said(locale, &["--help"]), english);
    }
    std::fs::write(place.register().join("settings.toml"), "lang = \"en\"\n").unwrap();
    is(&said("vi_VN.UTF-8", &["list"]), true);
    is(&said("vi_VN.UTF-8", &["list", "--help"]), true);
    is(&said("vi_VN.UTF-8", &["list", "--lang", "vi"]), false);
}
