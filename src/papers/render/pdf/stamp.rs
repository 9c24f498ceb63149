//! The stamp that ties a file to the register it came from, among the keywords of the file.

use std::fmt::Write as _;

/// What a stamp begins with among the keywords.
const PREFIX: &str = "thuky:";

/// What stands before the stamp in the metadata, which lie uncompressed in the file. Elsewhere in
/// them an angle bracket is escaped, so no title can pretend to be a stamp.
const OPENING: &str = "<pdf:Keywords>thuky:";

/// Where the metadata begin.
const PACKET: &str = "<?xpacket begin=";

/// The stamp as a keyword: letters, digits and a few signs as they are, every other byte as `%`
/// and two hexadecimal digits.
pub(super) fn keyword(stamp: &str) -> String {
    let mut keyword = PREFIX.to_owned();
    for byte in stamp.bytes() {
        if is_plain(byte) {
            keyword.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(keyword, "%{byte:02x}");
        }
    }
    keyword
}

/// The stamp in a PDF file made by this program; nothing if there is none.
#[must_use]
pub fn stamp_in(bytes: &[u8]) -> Option<String> {
    let metadata = bytes.get(last(bytes, PACKET.as_bytes())?..)?;
    let start = first(metadata, OPENING.as_bytes())? + OPENING.len();
    let keyword = metadata.get(start..)?;
    let end = keyword.iter().position(|&byte| byte != b'%' && !is_plain(byte))?;
    unescape(keyword.get(..end)?)
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/+=@".contains(&byte)
}

fn unescape(keyword: &[u8]) -> Option<String> {
    let mut stamp = Vec::with_capacity(keyword.len());
    let mut rest = keyword;
    while let [byte, after @ ..] = rest {
        if *byte == b'%' {
            let digits = std::str::from_utf8(after.get(..2)?).ok()?;
            stamp.push(u8::from_str_radix(digits, 16).ok()?);
            rest = after.get(2..)?;
        } else {
            stamp.push(*byte);
            rest = after;
        }
    }
    String::from_utf8(stamp).ok()
}

fn first(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn last(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}
