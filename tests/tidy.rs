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

/// The storeys of the house, from the roof down. A module uses those below it and no other; those in
/// one row do not know each other.
const STOREYS: [&[&str]; 14] = [
    &["main"],
    &["cli"],
    &["shell"],
    &["view"],
    &["app", "sample"],
    &["desk"],
    &["export", "settings"],
    &["papers"],
    &["line", "cases"],
    &["text"],
    &["profiles", "store"],
    &["register"],
    &["journal"],
    &["domain"],
];

fn storey(module: &str) -> Option<usize> {
    STOREYS.iter().position(|row| row.contains(&module))
}

/// The code of a file, without its comments and without the tests at its end, which may reach higher.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a source can be read");
    let own = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    own.lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn imports_go_down_the_storeys_and_never_up() {
    let mut modules: Vec<String> = Vec::new();
    let mut wrong = Vec::new();
    for path in sources("src") {
        let inside = path.strip_prefix(root().join("src")).expect("it is inside");
        let first = inside.iter().next().expect("it has a name").to_string_lossy();
        let module = first.trim_end_matches(".rs").to_owned();
        // A file of tests alone may look wherever it wants.
        if module == "lib"
            || inside.ends_with("tests.rs")
            || inside.iter().any(|part| part == "tests")
        {
            continue;
        }
        let from = storey(&module).unwrap_or_else(|| panic!("{module} stands on no storey"));
        let text = code(&path);
        for (at, _) in text.match_indices("crate::") {
            let rest = &text[at + "crate::".len()..];
            let used: String =
                rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            if used == module || used.is_empty() {
                continue;
            }
            let to = storey(&used).unwrap_or_else(|| panic!("{used} stands on no storey"));
            if to <= from {
                wrong.push(format!("{}: {module} uses {used}", inside.display()));
            }
        }
        modules.push(module);
    }
    assert_eq!(wrong, Vec::<String>::new());
    for row in STOREYS.concat() {
        assert!(modules.iter().any(|module| module == row), "there is no module {row}");
    }
}

/// Words that a module must not know.
const UNKNOWN: [(&[&str], &[&str]); 5] = [
    (&["domain"], &["std::fs", "std::io", "serde"]),
    (&["domain", "journal", "register", "line", "papers"], &["SystemTime", "Instant", "std::fs"]),
    (
        &["domain", "journal", "register", "desk", "profiles", "store", "text", "line", "cases"],
        &["ratatui", "crossterm"],
    ),
    (&["app"], &["std::fs", "ratatui", "sled", "Instant"]),
    (&["view"], &["&mut App", "std::fs", "Instant"]),
];

#[test]
fn what_a_module_must_not_know_it_does_not_name() {
    for (modules, words) in UNKNOWN {
        for path in modules.iter().flat_map(|name| module(name)) {
            for (number, line) in (1..).zip(code(&path).lines()) {
                for word in words {
                    assert!(!line.contains(word), "{}:{number} knows `{word}`", path.display());
                }
            }
        }
    }
}

#[test]
fn only_the_shell_asks_for_the_time() {
    for path in sources("src").iter().filter(|path| !path.ends_with("src/shell.rs")) {
        let text = code(path);
        for word in ["Local::now", "Utc::now"] {
            assert!(!text.contains(word), "{}", path.display());
        }
    }
}

#[test]
fn no_file_is_too_long() {
    for path in sources("src") {
        let text = fs::read_to_string(&path).expect("a source can be read");
        let code = text.split("#[cfg(test)]").next().unwrap_or("");
        let lines = code.lines().count();
        assert!(lines <= 500, "{}: {lines} lines", path.display());
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
fn tests_named_in_the_architecture_exist() {
    let page = fs::read_to_string(root().join("docs/ARCHITECTURE.md")).expect("the page is there");
    let all: Vec<String> = ["src", "tests"]
        .iter()
        .flat_map(|folder| sources(folder))
        .map(|path| fs::read_to_string(path).expect("a source can be read"))
        .collect();
    let of_letters = |name: &&str| {
        let letters =
            name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        letters && name.matches('_').count() >= 2
    };
    let mut count = 0;
    for name in page.split('`').skip(1).step_by(2).filter(of_letters) {
        let there = all.iter().any(|text| text.contains(&format!("fn {name}(")));
        assert!(there, "no test {name}");
        count += 1;
    }
    assert!(count > 10, "the architecture names its tests");
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
