//! How a line can go on: verbs, options, words of lists and names.

use super::options::Takes;
use super::people::people;
use super::tables::{Shown, list_of, options_of};
use super::verbs::{Verb, beginning, recognise};
use super::words::List;
use crate::domain::{Meeting, Person};
use crate::text::{Lang, Say, fold};

/// A way to go on with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The whole line.
    pub line: String,
    /// What is added to it.
    pub word: String,
    /// What the added word means, where it is an option.
    pub means: Option<Say>,
}

impl Way {
    fn new(head: &str, word: &str) -> Self {
        Self { line: format!("{head}{word} "), word: word.to_owned(), means: None }
    }
}

/// Ways to go on with a line, best first: verbs in the language of the screen before those in the
/// other, then words in the language of the verb.
#[must_use]
pub fn complete(line: &str, meeting: &Meeting, lang: Lang) -> Vec<Way> {
    let typed = line.trim_start();
    let verbs = || beginning(typed, lang).map(|form| Way::new("", form));
    let Ok((verb, rest)) = recognise(typed) else { return verbs().collect() };
    // `move` may go on as a verb of two words.
    let longer = verbs().filter(|way| way.line.trim() != typed.trim() && !rest.ends_with(' '));
    if rest.is_empty() && !line.ends_with(' ') {
        return verbs().collect();
    }
    let lang = spoken(verb, typed);
    let mut ways: Vec<Way> = longer.collect();
    let listed = of_lists(verb, rest, line, lang);
    if !listed.is_empty() {
        ways.extend(listed);
        return ways;
    }
    let partial = last_word(rest);
    let head = &line[..line.len() - partial.len()];
    if verb.takes_name && partial.chars().count() > 1 {
        let names = people(meeting, partial.trim_start_matches('@'));
        let at = if partial.starts_with('@') { "@" } else { "" };
        let named =
            |person: &Person| Way::new(head, &format!("{at}\"{}\"", meeting.name_of(person)));
        ways.extend(names.iter().map(named));
    }
    let before = &rest[..rest.len() - partial.len()];
    ways.extend(of_options(&options_of(verb.act), lang, head, partial, before));
    ways
}

/// The word that is being typed; nothing behind a space.
fn last_word(text: &str) -> &str {
    text.rsplit(char::is_whitespace).next().unwrap_or("")
}

/// The language in which a verb was typed.
fn spoken(verb: &Verb, typed: &str) -> Lang {
    let in_english = verb.en.iter().any(|form| typed.to_lowercase().starts_with(form));
    if in_english { Lang::En } else { Lang::Vi }
}

/// Words of the list that is next, behind the verb or behind an option; they may have several
/// parts, of which some are typed.
fn of_lists(verb: &Verb, rest: &str, line: &str, lang: Lang) -> Vec<Way> {
    let numbered = verb.example[0].starts_with(|c: char| c.is_ascii_digit());
    let options = options_of(verb.act);
    let mut partial = last_word(rest);
    for _ in 0..3 {
        let before = rest[..rest.len() - partial.len()].trim_end();
        let own = list_of(verb.act)
            .filter(|_| before.split_whitespace().count() == usize::from(numbered));
        if let Some(list) = own.or_else(|| wanted(&options, before)) {
            let ways = of_list(list, lang, &line[..line.len() - partial.len()], partial);
            if !ways.is_empty() {
                return ways;
            }
        }
        if before.is_empty() {
            break;
        }
        partial = &rest[before.len() - last_word(before).len()..];
    }
    Vec::new()
}

/// The list of which the option just typed takes a word.
fn wanted(options: &[Shown], before: &str) -> Option<List> {
    let typed = format!(" {}", fold(before));
    let ends = |form: &&str| typed.ends_with(&format!(" {}", fold(form)));
    options.iter().find_map(|option| match option.takes {
        Takes::Listed(list) if option.en.iter().chain(option.vi).any(ends) => Some(list),
        _ => None,
    })
}

fn of_list(list: List, lang: Lang, head: &str, partial: &str) -> Vec<Way> {
    let wanted = fold(partial);
    let words = list.words();
    let in_lang = |lang: Lang| words.iter().map(move |say| say.in_lang(lang));
    let mut ways: Vec<Way> = in_lang(lang)
        .filter(|word| fold(word).starts_with(&wanted))
        .map(|word| Way::new(head, word))
        .collect();
    if ways.is_empty() {
        let other = if lang == Lang::Vi { Lang::En } else { Lang::Vi };
        let fits = in_lang(other).filter(|word| fold(word).starts_with(&wanted));
        ways.extend(fits.map(|word| Way::new(head, word)));
    }
    ways
}

/// Options that begin so, those given already left out unless they may come again; words of the
/// other language only where none of the line's own begins so.
fn of_options(options: &[Shown], lang: Lang, head: &str, partial: &str, before: &str) -> Vec<Way> {
    let (wanted, typed) = (fold(partial), format!(" {} ", fold(before)));
    let given = |form: &&str| typed.contains(&format!(" {} ", fold(form)));
    let of = |option: &Shown, lang| if lang == Lang::Vi { option.vi } else { option.en };
    let ways = |lang: Lang| -> Vec<Way> {
        let fits =
            |option: &&Shown| option.takes == Takes::Many || !of(option, lang).iter().any(given);
        let way = |option: &Shown| {
            let form = of(option, lang).iter().find(|form| fold(form).starts_with(&wanted))?;
            Some(Way { means: Some(option.means), ..Way::new(head, form) })
        };
        options.iter().filter(fits).filter_map(way).collect()
    };
    let own = ways(lang);
    let other = if lang == Lang::Vi { Lang::En } else { Lang::Vi };
    if own.is_empty() && !partial.is_empty() { ways(other) } else { own }
}
