//! The house rules: who may know what, how long a file may be, and documents that tell the truth.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A module: its file and the folder of its name.
fn module(name: &str) -> Vec<PathBuf> {
    let own = root().join("src").join(format!("{name}.rs"));
    let inside = root().join("src").join(name);
    sources("src").into_iter().filter(|path| *path == own || path.starts_with(&inside)).collect()
}

/// The words a module must not know, each with its reason.
#[track_caller]
fn must_not_know(name: &str, words: &[&str]) {
    let files = module(name);
    assert!(!files.is_empty(), "there is no module {name}");
    for path in files {
        let text = fs::read_to_string(&path).expect("a source can be read");
        for (number, line) in (1..).zip(text.lines()) {
            let code = line.split("//").next().unwrap_or("");
            for word in words {
                assert!(!code.contains(word), "{}:{number} knows `{word}`", path.display());
            }
        }
    }
}

#[test]
fn the_domain_knows_neither_clock_disk_screen_nor_encoding() {
    let words = [
        "Local::",
        "Utc::",
        "std::fs",
        "std::io",
        "serde",
        "ratatui",
        "crossterm",
        "crate::store",
        "crate::app",
        "crate::view",
        "crate::text",
        "SystemTime",
        "Instant",
    ];
    must_not_know("domain", &words);
}

#[test]
fn journal_line_and_minutes_are_pure() {
    for name in ["journal", "line", "papers"] {
        let words = [
            "Local::",
            "std::fs",
            "ratatui",
            "crossterm",
            "crate::store",
            "crate::app",
            "crate::view",
            "SystemTime",
            "Instant",
        ];
        must_not_know(name, &words);
    }
}

#[test]
fn the_app_knows_no_disk_and_draws_nothing() {
    must_not_know("app", &["std::fs", "ratatui", "sled", "Local::", "crate::view", "Instant"]);
}

#[test]
fn the_view_reads_the_app_and_changes_nothing() {
    must_not_know("view", &["&mut App", "std::fs", "Local::", "Instant"]);
}

#[test]
fn the_store_knows_no_screen() {
    must_not_know("store", &["ratatui", "crossterm", "crate::app", "crate::view", "crate::text"]);
}

#[test]
fn only_the_shell_asks_for_the_time() {
    for path in sources("src").iter().filter(|path| !path.ends_with("src/shell.rs")) {
        let text = fs::read_to_string(path).expect("a source can be read");
        assert!(!text.contains("Local::now"), "{}", path.display());
    }
}

#[test]
fn no_file_is_too_long() {
    for path in sources("src") {
        let text = fs::read_to_string(&path).expect("a source can be read");
        let code = text.split("#[cfg(test)]").next().unwrap_or("");
        let lines = code.lines().count();
        assert!(lines <= 620, "{}: {lines} lines", path.display());
    }
}

#[test]
fn paths_named_in_the_architecture_exist() {
    let page = fs::read_to_string(root().join("docs/ARCHITECTURE.md")).expect("the page is there");
    let named = page.split('`').skip(1).step_by(2);
    let paths = named.filter(|name| {
        let starts = ["src/", "tests/", "docs/", ".ci/"];
        starts.iter().any(|start| name.starts_with(start)) && !name.contains(['*', ' '])
    });
    let mut count = 0;
    for path in paths {
        assert!(root().join(path).exists(), "{path}");
        count += 1;
    }
    assert!(count > 10, "the architecture names its files");
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the manifest is there");
    let sections = ["[dependencies]", "[dev-dependencies]"];
    for section in sections {
        let (_, rest) = manifest.split_once(section).expect(section);
        let body = rest.split("\n[").next().unwrap_or("");
        for line in body.lines().filter(|line| line.contains('=')) {
            assert!(line.contains(" # "), "{line}");
        }
    }
}
