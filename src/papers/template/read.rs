//! Reading a template: every word checked, every fault with the line it stands on.

use chrono::NaiveDate;
use serde::Deserialize;
use toml::Spanned;

use super::words::{StatedWords, places_of};
use super::{Criterion, Form, PLACEHOLDERS, Part, Piece, Template};
use crate::domain::Tongue;
use crate::papers::{Form as LayoutForm, Layout, PaperKind};
use crate::profiles::{Fault, from_toml, line_of};
use crate::text::Lang;

type Word = Spanned<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    base: Option<Word>,
    id: Word,
    tongue: Option<Word>,
    valid_from: Option<Word>,
    body: Option<String>,
    address: Option<String>,
    letterhead: Option<Vec<String>>,
    star: Option<bool>,
    number: Option<Word>,
    symbol: Option<String>,
    numbers: Option<Word>,
    item_times: Option<bool>,
    names_up_to: Option<u16>,
    end_mark: Option<String>,
    #[serde(default)]
    page: FilePage,
    #[serde(default)]
    words: StatedWords,
    #[serde(default)]
    paper: Vec<FilePaper>,
    criterion: Option<Vec<FileCriterion>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FilePage {
    form: Option<Word>,
    top: Option<Spanned<f64>>,
    bottom: Option<Spanned<f64>>,
    left: Option<Spanned<f64>>,
    right: Option<Spanned<f64>>,
    indent: Option<Spanned<f64>>,
    size: Option<Spanned<f64>>,
    pitch: Option<Spanned<f64>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FilePaper {
    kind: Word,
    code: Option<String>,
    name: Option<Word>,
    subject: Option<Word>,
    dated: Option<bool>,
    #[serde(rename = "dated-by-hand")]
    dated_by_hand: Option<bool>,
    pieces: Option<Vec<Word>>,
    left: Option<Vec<Word>>,
    right: Option<Vec<Word>>,
    recipients: Option<Vec<Word>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileCriterion {
    name: String,
    points: u16,
}

/// Read a template. A base it names is looked for among those `known`.
///
/// # Errors
/// What is wrong, with the line it stands on.
pub fn parse(source: &str, known: &[Template]) -> Result<Template, Fault> {
    let file: File = from_toml(source)?;
    Reader { source }.template(file, known)
}

struct Reader<'a> {
    source: &'a str,
}

impl Reader<'_> {
    fn template(&self, file: File, known: &[Template]) -> Result<Template, Fault> {
        let base = self.base(file.base.as_ref(), known)?;
        let tongue = match &file.tongue {
            Some(word) => self.pick("tongue", word, &TONGUES)?,
            None => base.map(|base| base.tongue).ok_or_else(|| lacks("tongue"))?,
        };
        let valid_from = self.valid_from(file.valid_from.as_ref(), base)?;
        if let Some(number) = &file.number {
            self.check(number, &PLACEHOLDERS)?;
        }
        for (name, word) in file.words.stated() {
            self.check(word, places_of(name))?;
        }
        let yearly = match &file.numbers {
            Some(word) => self.pick("numbers", word, &[(false, "term"), (true, "year")])?,
            None => base.is_some_and(|base| base.yearly),
        };
        let number = file.number.map(Word::into_inner);
        let criteria = file.criterion.map(|criteria| {
            let read = |FileCriterion { name, points }| Criterion { name, points };
            criteria.into_iter().map(read).collect()
        });
        let words = file.words.over(base.map(|base| &base.words));
        Ok(Template {
            id: file.id.into_inner(),
            source: self.source.to_owned(),
            tongue,
            valid_from,
            body: file.body.or_else(|| base.map(|base| base.body.clone())).unwrap_or_default(),
            lang: match tongue {
                Tongue::PartyVietnamese | Tongue::BoardVietnamese => Lang::Vi,
                Tongue::BoardEnglish => Lang::En,
            },
            layout: self.layout(&file.page, base)?,
            address: or_base(file.address, base, |base| &base.address),
            letterhead: or_base(file.letterhead, base, |base| &base.letterhead),
            star: file.star.unwrap_or_else(|| base.is_some_and(|base| base.star)),
            number: or_base(number, base, |base| &base.number),
            symbol: or_base(file.symbol, base, |base| &base.symbol),
            yearly,
            item_times: file.item_times.unwrap_or_else(|| base.is_some_and(|base| base.item_times)),
            names_up_to: or_base(file.names_up_to, base, |base| &base.names_up_to),
            end_mark: or_base(file.end_mark, base, |base| &base.end_mark),
            words: words.map_err(lacks)?,
            papers: self.papers(file.paper, base)?,
            criteria: or_base(criteria, base, |base| &base.criteria),
        })
    }

    /// The template that a file stands on, if it names one.
    fn base<'a>(
        &self,
        stated: Option<&Word>,
        known: &'a [Template],
    ) -> Result<Option<&'a Template>, Fault> {
        let Some(id) = stated else { return Ok(None) };
        let found = known.iter().find(|other| other.id == *id.get_ref());
        found.map(Some).ok_or_else(|| {
            self.bad("base", id, known.iter().map(|other| other.id.clone()).collect())
        })
    }

    fn valid_from(
        &self,
        stated: Option<&Word>,
        base: Option<&Template>,
    ) -> Result<NaiveDate, Fault> {
        match stated {
            Some(day) => day
                .get_ref()
                .parse()
                .map_err(|_| self.bad("valid-from", day, vec!["2026-11-22".into()])),
            // Whoever says no day means every day.
            None if base.is_some() => Ok(NaiveDate::MIN),
            None => Err(lacks("valid-from")),
        }
    }

    fn layout(&self, page: &FilePage, base: Option<&Template>) -> Result<Layout, Fault> {
        let form = page.form.as_ref().map(|word| self.pick("form", word, &FORMS)).transpose()?;
        let mut layout = match (form, base) {
            (Some(form), _) => Layout::of(form),
            (None, Some(base)) => base.layout,
            (None, None) => Layout::of(LayoutForm::Plain),
        };
        for (key, value, range, scale, field) in [
            ("top", &page.top, 5..=60, 1.0, &mut layout.top),
            ("bottom", &page.bottom, 5..=60, 1.0, &mut layout.bottom),
            ("left", &page.left, 5..=60, 1.0, &mut layout.left),
            ("right", &page.right, 5..=60, 1.0, &mut layout.right),
            ("indent", &page.indent, 0..=40, 1.0, &mut layout.indent),
            ("size", &page.size, 8..=24, 2.0, &mut layout.size),
            ("pitch", &page.pitch, 8..=48, 2.0, &mut layout.pitch),
        ] {
            if let Some(stated) = value {
                *field = self.measure(key, stated, &range, scale)?;
            }
        }
        Ok(layout)
    }

    /// A length or a size: within its range, in whole steps of `scale` to the unit.
    fn measure(
        &self,
        key: &'static str,
        stated: &Spanned<f64>,
        range: &std::ops::RangeInclusive<u16>,
        scale: f64,
    ) -> Result<u16, Fault> {
        let value = *stated.get_ref();
        let inside = value >= f64::from(*range.start()) && value <= f64::from(*range.end());
        let whole = (value * scale).round();
        if !inside || (whole - value * scale).abs() > 0.001 {
            return Err(Fault::Value {
                line: line_of(self.source, stated.span().start),
                key,
                word: value.to_string(),
                known: vec![format!("{}–{}", range.start(), range.end())],
            });
        }
        // A whole number in the range of a page.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked")]
        Ok(whole as u16)
    }

    fn papers(&self, files: Vec<FilePaper>, base: Option<&Template>) -> Result<Vec<Form>, Fault> {
        let mut papers = base.map(|base| base.papers.clone()).unwrap_or_default();
        let mut seen = Vec::new();
        for file in files {
            let kind = self.pick("kind", &file.kind, PaperKind::ALL)?;
            if seen.contains(&kind) {
                let line = line_of(self.source, file.kind.span().start);
                return Err(Fault::Twice { line, decision: file.kind.into_inner() });
            }
            seen.push(kind);
            let place = papers.iter().position(|other| other.kind == kind);
            let form = self.paper(kind, file, place.map(|place| &papers[place]))?;
            match place {
                Some(place) => papers[place] = form,
                None => papers.push(form),
            }
        }
        Ok(papers)
    }

    fn paper(&self, kind: PaperKind, file: FilePaper, base: Option<&Form>) -> Result<Form, Fault> {
        let pieces = match file.pieces {
            Some(pieces) => {
                Some(pieces.iter().map(|piece| self.piece(piece)).collect::<Result<_, _>>()?)
            }
            None => None,
        };
        let subject = file.subject.map(|word| self.checked(word)).transpose()?;
        let name = file.name.map(|word| self.checked(word)).transpose()?;
        let all = |words: Option<Vec<Word>>| -> Result<Option<Vec<String>>, Fault> {
            words
                .map(|words| words.into_iter().map(|word| self.checked(word)).collect())
                .transpose()
        };
        Ok(Form {
            kind,
            code: or_base(file.code, base, |base| &base.code),
            name: or_base(name, base, |base| &base.name),
            subject: or_base(subject, base, |base| &base.subject),
            dated_by_hand: file
                .dated_by_hand
                .unwrap_or_else(|| base.is_some_and(|base| base.dated_by_hand)),
            dated: file.dated.unwrap_or_else(|| base.is_none_or(|base| base.dated)),
            pieces: or_base(pieces, base, |base| &base.pieces),
            left: or_base(all(file.left)?, base, |base| &base.left),
            right: or_base(all(file.right)?, base, |base| &base.right),
            recipients: or_base(all(file.recipients)?, base, |base| &base.recipients),
        })
    }

    /// `# heading`, `#? heading if any`, `> words with {placeholders}`, or the name of a part.
    fn piece(&self, word: &Word) -> Result<Piece, Fault> {
        let text = word.get_ref();
        if let Some(heading) = text.strip_prefix("# ") {
            self.check(word, &PLACEHOLDERS)?;
            return Ok(Piece::Heading(heading.to_owned()));
        }
        if let Some(heading) = text.strip_prefix("#? ") {
            self.check(word, &PLACEHOLDERS)?;
            return Ok(Piece::HeadingIfAny(heading.to_owned()));
        }
        if let Some(words) = text.strip_prefix("> ") {
            self.check(word, &PLACEHOLDERS)?;
            return Ok(Piece::Words(words.to_owned()));
        }
        if let Some((part, _)) = Part::ALL.iter().find(|(_, name)| name == text) {
            return Ok(Piece::Part(*part));
        }
        let known =
            ["# …", "#? …", "> …"].into_iter().chain(Part::ALL.iter().map(|(_, name)| *name));
        Err(self.bad("pieces", word, known.map(String::from).collect()))
    }

    fn checked(&self, word: Word) -> Result<String, Fault> {
        self.check(&word, &PLACEHOLDERS)?;
        Ok(word.into_inner())
    }

    /// Every placeholder is one that can stand there, and every `[[` has its `]]`.
    fn check(&self, word: &Word, known: &[&str]) -> Result<(), Fault> {
        let text = word.get_ref();
        if text.matches("[[").count() != text.matches("]]").count() {
            return Err(self.bad("[[…]]", word, vec!["[[ … ]]".into()]));
        }
        for found in placeholders(word.get_ref()) {
            if !known.contains(&found) {
                let known = known.iter().map(|name| format!("{{{name}}}")).collect();
                return Err(Fault::Value {
                    line: line_of(self.source, word.span().start),
                    key: "{…}",
                    word: found.to_owned(),
                    known,
                });
            }
        }
        Ok(())
    }

    fn pick<T: Copy>(
        &self,
        key: &'static str,
        word: &Word,
        known: &[(T, &'static str)],
    ) -> Result<T, Fault> {
        let found = known.iter().find(|(_, name)| name == word.get_ref());
        found.map(|(value, _)| *value).ok_or_else(|| {
            self.bad(key, word, known.iter().map(|(_, name)| (*name).to_owned()).collect())
        })
    }

    fn bad(&self, key: &'static str, word: &Word, known: Vec<String>) -> Fault {
        let line = line_of(self.source, word.span().start);
        Fault::Value { line, key, word: word.get_ref().clone(), known }
    }
}

const TONGUES: [(Tongue, &str); 3] = [
    (Tongue::PartyVietnamese, "party-vi"),
    (Tongue::BoardVietnamese, "board-vi"),
    (Tongue::BoardEnglish, "board-en"),
];

const FORMS: [(LayoutForm, &str); 3] =
    [(LayoutForm::Party, "party"), (LayoutForm::State, "state"), (LayoutForm::Plain, "plain")];

fn lacks(key: &str) -> Fault {
    Fault::Form { line: 1, message: format!("missing `{key}`") }
}

/// What is stated, else what the base says, else nothing.
fn or_base<B, T: Clone + Default>(stated: Option<T>, base: Option<&B>, of: impl Fn(&B) -> &T) -> T {
    stated.or_else(|| base.map(|base| of(base).clone())).unwrap_or_default()
}

/// The words in braces.
fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::papers::template::Templates;
    use crate::profiles::Fault;

    fn fault(source: &str) -> Fault {
        parse(source, Templates::default().all()).expect_err("the template has a fault")
    }

    #[test]
    fn a_fault_names_its_line_and_what_is_known() {
        let own = "base = \"plain\"\nid = \"own\"\n";
        let Fault::Value { line, word, .. } = fault("base = \"nothing\"\nid = \"own\"") else {
            panic!("the base is at fault")
        };
        assert_eq!((line, word.as_str()), (1, "nothing"));
        let pieces = format!("{own}[[paper]]\nkind = \"minutes\"\npieces = [\n\"titel\",\n]");
        let Fault::Value { line, known, .. } = fault(&pieces) else { panic!("a part is at fault") };
        assert_eq!(line, 6);
        assert!(known.contains(&"title".to_owned()));
        let placeholder = format!("{own}[[paper]]\nkind = \"minutes\"\nsubject = \"{{when}}\"");
        assert!(matches!(fault(&placeholder), Fault::Value { line: 5, .. }));
        let open = placeholder.replace("{when}", "[[at {place}");
        assert!(matches!(fault(&open), Fault::Value { line: 5, key: "[[…]]", .. }));
        assert!(matches!(
            fault(&format!("{own}[words]\nplaice = \"x\"")),
            Fault::Form { line: 4, .. }
        ));
        let margin = format!("{own}[page]\ntop = 200");
        assert!(matches!(fault(&margin), Fault::Value { line: 4, key: "top", .. }));
        assert!(matches!(fault("id = \"own\""), Fault::Form { line: 1, .. }));
    }

    #[test]
    fn a_template_says_only_what_is_different() {
        let own = "base = \"party-2018\"\nid = \"own\"\n[page]\npitch = 19\n[words]\nplace = \"Nơi họp\"\n\
                   [[paper]]\nkind = \"minutes\"\nname = \"BIÊN BẢN HỌP\"";
        let templates = Templates::default();
        let own = parse(own, templates.all()).expect("the template is sound");
        let base = &templates.all()[0];
        assert_eq!((own.layout.pitch, own.layout.size), (38, 28));
        assert_eq!((own.words.place.as_str(), &own.words.chair), ("Nơi họp", &base.words.chair));
        assert_eq!(own.papers[0].name, "BIÊN BẢN HỌP");
        assert_eq!(own.papers[0].pieces, base.papers[0].pieces);
    }
}
