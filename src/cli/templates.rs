//! The templates of papers: listed, printed, checked.

use std::io::Write;
use std::path::Path;

use super::commands::templates;
use super::say::{Done, text_of, written};
use crate::papers::Templates;
use crate::papers::template::{BUILT_IN, Template, parse};
use crate::text::{Lang, Misread};

pub(super) fn list(
    lang: Lang,
    register: &Path,
    template: Option<&str>,
    check: Option<&Path>,
) -> Done {
    let mut out = std::io::stdout().lock();
    let mut put = |text: &str| written(writeln!(out, "{text}"));
    if let Some(path) = check {
        let source = text_of(lang, path)?;
        let read = parse(&source, Templates::default().all());
        let fault = |fault| format!("{}: {}", path.display(), lang.profile_fault(&fault));
        return put(&listed(lang, &read.map_err(fault)?)).map(|()| true);
    }
    if let Some(name) = template {
        let Some((_, source)) = BUILT_IN.iter().find(|(file, _)| *file == name) else {
            let choices = BUILT_IN.iter().map(|(file, _)| (*file).to_owned()).collect();
            return Err(lang.misread(&Misread::Choice { typed: name.to_owned(), choices }).into());
        };
        return put(source.trim_end()).map(|()| true);
    }
    templates(lang, register).all().iter().try_for_each(|one| put(&listed(lang, one)))?;
    Ok(true)
}

fn listed(lang: Lang, template: &Template) -> String {
    let Template { id, valid_from, body, papers, .. } = template;
    let names: Vec<String> = papers.iter().map(|form| lang.paper(form.kind)).collect();
    let body = if body.is_empty() { String::new() } else { format!("  {body}") };
    let valid_from = match *valid_from {
        chrono::NaiveDate::MIN => "-".to_owned(),
        day => day.to_string(),
    };
    format!("{id}  {valid_from}{body}\n    {}", names.join(", "))
}
