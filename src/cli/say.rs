//! What a command prints, and how it says that it failed.

use std::fmt::Display;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::text::Lang;

/// Whether all went well, or what did not.
pub(super) type Done = Result<bool, Failed>;

/// Why a command came to nothing.
#[derive(Debug)]
pub(super) enum Failed {
    /// In the words of the user.
    Told(String),
    /// What it prints cannot be written.
    Output(io::Error),
}

impl<T: Into<String>> From<T> for Failed {
    fn from(told: T) -> Self {
        Self::Told(told.into())
    }
}

impl Failed {
    pub(super) fn told(&self, lang: Lang) -> String {
        match self {
            Self::Told(told) => told.clone(),
            Self::Output(error) => lang.not_printed(&error.to_string()),
        }
    }
}

/// A reader that has seen enough and went away is no fault.
pub(super) fn written(result: io::Result<()>) -> Result<(), Failed> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failed::Output(error)),
        _ => Ok(()),
    }
}

/// Print a line.
pub(super) fn put(text: &str) -> Result<(), Failed> {
    written(writeln!(io::stdout(), "{text}"))
}

/// Say something beside what is printed. Where nobody can hear it, it is not said.
pub(super) fn warn(text: impl Display) {
    let _ = writeln!(io::stderr(), "thuky: {text}");
}

/// The bytes of a file, or of standard input for `-`.
pub(super) fn bytes_of(lang: Lang, path: &Path) -> Result<Vec<u8>, String> {
    let read = if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut io::stdin(), &mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    read.map_err(|error| lang.of_file(path, &error))
}

/// The text of a file, or of standard input for `-`, without the byte order mark that some editors
/// put before it.
pub(super) fn text_of(lang: Lang, path: &Path) -> Result<String, String> {
    let text = String::from_utf8(bytes_of(lang, path)?).map_err(|error| {
        let sound = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + memchr::memchr_iter(b'\n', sound).count();
        format!("{}: {}", path.display(), lang.not_utf8(line))
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Why the arguments cannot be read. In English the reader of arguments says it himself.
pub(super) fn arguments(lang: Lang, error: &clap::Error) -> String {
    let said = || error.render().to_string();
    if lang == Lang::En {
        return said();
    }
    let context = |kind| error.get(kind).map(plain).filter(|text| !text.is_empty());
    let named = context(ContextKind::InvalidArg).unwrap_or_default();
    let value = context(ContextKind::InvalidValue).unwrap_or_default();
    let told = match error.kind() {
        ErrorKind::UnknownArgument => format!("không có đối số “{named}”"),
        ErrorKind::InvalidSubcommand => {
            let command = context(ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("không có lệnh “{command}”")
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("{named} cần một giá trị"),
        ErrorKind::InvalidValue => format!("“{value}” không phải giá trị của {named}"),
        ErrorKind::ValueValidation => format!("“{value}” không dùng được cho {named}"),
        ErrorKind::MissingRequiredArgument => format!("thiếu {named}"),
        ErrorKind::ArgumentConflict => {
            let other = context(ContextKind::PriorArg).unwrap_or_default();
            if other.is_empty() || other == named {
                format!("{named} chỉ dùng một lần")
            } else {
                format!("{named} không dùng cùng với {other}")
            }
        }
        ErrorKind::TooManyValues => format!("“{value}” là thừa: {named} không nhận thêm giá trị"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{named} nhận số giá trị khác")
        }
        ErrorKind::NoEquals => format!("{named} phải có dấu bằng (=) trước giá trị"),
        ErrorKind::InvalidUtf8 => "đối số không phải văn bản UTF-8".to_owned(),
        ErrorKind::MissingSubcommand => "thiếu lệnh".to_owned(),
        // Help is no error, and what a later version says is told as it says it.
        _ => return said(),
    };
    let hint = |kind, words: &str| context(kind).map(|text| format!("; {words} {text}"));
    let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand];
    let suggested = suggested.into_iter().find_map(|kind| hint(kind, "có phải là"));
    let suggested = suggested.map(|text| format!("{text}?"));
    let choices = hint(ContextKind::ValidValue, "các giá trị dùng được:");
    let more = suggested.or(choices).unwrap_or_default();
    format!("thuky: {told}{more}\nXem thuky --help.\n")
}

fn plain(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::Cli;

    #[test]
    fn what_is_wrong_with_arguments_is_told_in_the_language_of_the_user() {
        let cases = [
            ("lst", "không có lệnh “lst”; có phải là list?"),
            ("list --foo", "không có đối số “--foo”"),
            (
                "export last --format odt",
                "“odt” không phải giá trị của --format <FORMAT>; các giá trị dùng được: docx, pdf, html, md, txt, csv, xlsx, ics, json",
            ),
            ("export last --of x", "“x” không dùng được cho --of <N>"),
            ("log", "thiếu <MEETING>"),
            ("export last --from 1/1/2026", "[MEETING] không dùng cùng với --from <DAY>"),
            ("log last more", "không có đối số “more”"),
            ("--register", "--register <DIR> cần một giá trị"),
        ];
        for (line, told) in cases {
            let words = std::iter::once("thuky").chain(line.split(' '));
            let error = Cli::try_parse_from(words).expect_err(line);
            let said = arguments(Lang::Vi, &error);
            assert_eq!(said, format!("thuky: {told}\nXem thuky --help.\n"), "{line}");
            assert!(arguments(Lang::En, &error).starts_with("error: "));
        }
    }
}
