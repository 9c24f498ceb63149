//! The text of a ledger file, in whatever form the program left it that saved it last.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use super::line::is_sound;

/// The text of a ledger as this program writes it.
#[derive(Debug)]
pub(in crate::store) struct Text {
    pub(in crate::store) bytes: Vec<u8>,
    /// Another program saved it in another form: with a byte order mark, other line ends, in UTF-16,
    /// or without the end of the last line. It must be written again before anything is appended.
    pub(in crate::store) foreign: bool,
}

/// Read a ledger.
pub(in crate::store) fn read(path: &Path) -> io::Result<Text> {
    let mut bytes = Vec::new();
    open(path)?.read_to_end(&mut bytes)?;
    Ok(in_own_form(bytes))
}

/// Open a ledger to read it. What is no regular file is an error, and never waited for.
pub(in crate::store) fn open(path: &Path) -> io::Result<File> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("not a regular file"));
    }
    File::open(path)
}

fn in_own_form(bytes: Vec<u8>) -> Text {
    let (mut bytes, mut foreign) = match decoded(&bytes) {
        Some(text) => (text.into_bytes(), true),
        None => (bytes, false),
    };
    // No line of ours has this byte in it: JSON writes it with a backslash.
    if memchr::memmem::find(&bytes, b"\r\n").is_some() {
        foreign = true;
        bytes = bytes.split_inclusive(|byte| *byte == b'\n').flat_map(with_own_end).collect();
    }
    let last = memchr::memrchr(b'\n', &bytes).map_or(0, |end| end + 1);
    if last < bytes.len() {
        let line = bytes[last..].trim_ascii_end();
        let line = [line, b"\n"].concat();
        // A line that lacks nothing but its end is whole; any other was never finished.
        if is_sound(&line) {
            foreign = true;
            bytes.truncate(last);
            bytes.extend(line);
        }
    }
    Text { bytes, foreign }
}

fn with_own_end(line: &[u8]) -> Vec<u8> {
    match line.strip_suffix(b"\r\n") {
        Some(line) => [line, b"\n"].concat(),
        None => line.to_vec(),
    }
}

/// The text behind a byte order mark.
fn decoded(bytes: &[u8]) -> Option<String> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        char::decode_utf16(units)
            .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    };
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => Some(String::from_utf8_lossy(rest).into_owned()),
        [0xFF, 0xFE, rest @ ..] => Some(wide(rest, u16::from_le_bytes)),
        [0xFE, 0xFF, rest @ ..] => Some(wide(rest, u16::from_be_bytes)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::in_own_form;
    use crate::store::codec::samples::{BOOK, entries};
    use crate::store::codec::{Hash, text_of};
    use crate::store::ledger::{hash_of, line_of};

    #[test]
    fn whatever_program_saved_a_ledger_its_text_is_the_same() {
        let entry = &entries()[0];
        let text = text_of(BOOK, entry).unwrap();
        let line = line_of(&text, Hash::default(), hash_of(Hash::default(), &text));
        let own = line.repeat(3);
        let crlf = own.replace('\n', "\r\n");
        let wide = |text: &str, mark: [u8; 2], unit: fn(u16) -> [u8; 2]| {
            let units: Vec<u8> = text.encode_utf16().flat_map(unit).collect();
            [&mark[..], &units].concat()
        };
        for (saved, foreign) in [
            (own.clone().into_bytes(), false),
            (crlf.clone().into_bytes(), true),
            (own.trim_end().as_bytes().to_vec(), true),
            (crlf.trim_end().as_bytes().to_vec(), true),
            (format!("\u{feff}{own}").into_bytes(), true),
            (wide(&crlf, [0xFF, 0xFE], u16::to_le_bytes), true),
            (wide(&own, [0xFE, 0xFF], u16::to_be_bytes), true),
        ] {
            let read = in_own_form(saved);
            assert_eq!((read.bytes, read.foreign), (own.clone().into_bytes(), foreign));
        }
        let torn = own.as_bytes()[..own.len() - 9].to_vec();
        let read = in_own_form(torn.clone());
        assert_eq!((read.bytes, read.foreign), (torn, false));
    }
}
