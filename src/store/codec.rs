//! The one place where records become bytes and bytes become records.
//!
//! A record is an envelope around a bincode payload. Envelope: version u8, kind u16, kind version
//! u8, seq u64, hash of the previous entry (16 bytes), payload length u32, payload, crc32 over all
//! before; integers big-endian. From the first release on a payload type is frozen: a change is a
//! new type with its own kind version.

mod wire;

#[cfg(test)]
pub(super) mod samples;
#[cfg(test)]
mod tests;

use base64ct::{Base64, Encoding};
use bincode::Options;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::cipher::Cipher;
use super::index::{Listed, Standing};
use super::series::Series;
use crate::journal::EntryOf;
use crate::register::{BookId, Header};
pub(super) use wire::Kept;
use wire::{ActV1, EntryIdV1, EntryV1, HeaderV1, ListedV1, StandingV1, Wire};

/// Version of everything this program writes into the store.
pub(super) const FORMAT: u64 = 1;

const ENVELOPE: u8 = 1;
/// Version of every kind of record this program reads and writes.
const KIND_VERSION: u8 = 1;
/// The same, with a payload that is encrypted.
const ENCRYPTED: u8 = 2;
const HEAD_BYTES: usize = 1 + 2 + 1 + 8 + 16 + 4;
const CRC_BYTES: usize = 4;

/// Largest payload, so that a damaged length cannot ask for all memory.
const LIMIT: u64 = 1 << 20;

/// First half of a SHA-256; chains an entry to all before it.
pub(super) type Hash = [u8; 16];

/// What kind of record an envelope holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub(super) enum Record {
    Entry = 1,
    Head = 2,
    Header = 3,
    Format = 4,
    /// Where an index begins.
    Index = 5,
    /// Books of an index.
    Listed = 6,
    /// Books that are about to be written to.
    Touched = 7,
    /// How the ledgers stand.
    Stamp = 8,
}

/// Why bytes are no record, or a record no bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CodecError {
    Damaged,
    /// Sound, but written by a later version.
    Newer,
    TooLarge,
}

/// The outside of a record whose checksum is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Envelope<'a> {
    pub(super) seq: u64,
    pub(super) prev: Hash,
    encrypted: bool,
    payload: &'a [u8],
}

/// Check and open an envelope of this kind.
pub(super) fn unseal(kind: Record, bytes: &[u8]) -> Result<Envelope<'_>, CodecError> {
    let (head, rest) = bytes.split_at_checked(HEAD_BYTES).ok_or(CodecError::Damaged)?;
    let (payload, crc) = rest.split_last_chunk::<CRC_BYTES>().ok_or(CodecError::Damaged)?;
    let body = &bytes[..bytes.len() - CRC_BYTES];
    if crc32fast::hash(body) != u32::from_be_bytes(*crc) {
        return Err(CodecError::Damaged);
    }
    if head[0] != ENVELOPE || ![KIND_VERSION, ENCRYPTED].contains(&head[3]) {
        return Err(CodecError::Newer);
    }
    let kind_found = u16::from_be_bytes(field(head, 1)?);
    let length = u32::from_be_bytes(field(head, 28)?);
    if kind_found != kind as u16 || usize::try_from(length) != Ok(payload.len()) {
        return Err(CodecError::Damaged);
    }
    let seq = u64::from_be_bytes(field(head, 4)?);
    let (prev, encrypted) = (field(head, 12)?, head[3] == ENCRYPTED);
    Ok(Envelope { seq, prev, encrypted, payload })
}

fn field<const N: usize>(bytes: &[u8], from: usize) -> Result<[u8; N], CodecError> {
    bytes.get(from..).and_then(|rest| rest.first_chunk()).copied().ok_or(CodecError::Damaged)
}

/// A record of what says nothing of anybody.
fn seal(kind: Record, seq: u64, prev: Hash, payload: &[u8]) -> Result<Vec<u8>, CodecError> {
    enclose(kind, KIND_VERSION, seq, prev, payload)
}

/// A record of a value that only whoever has the key may read.
fn encrypted_record(
    cipher: &Cipher,
    kind: Record,
    seq: u64,
    prev: Hash,
    value: &impl Serialize,
) -> Result<Vec<u8>, CodecError> {
    let plain = pack(value)?;
    if cipher.is_plain() {
        return seal(kind, seq, prev, &plain);
    }
    let secret = cipher.encrypt(&place(kind, seq, prev), &plain).ok_or(CodecError::TooLarge)?;
    enclose(kind, ENCRYPTED, seq, prev, &secret)
}

/// The value in a record, which is encrypted where the register is, and not where it is not.
fn decrypted<T: DeserializeOwned>(
    cipher: &Cipher,
    kind: Record,
    envelope: &Envelope<'_>,
) -> Result<T, CodecError> {
    match (cipher.is_plain(), envelope.encrypted) {
        (true, false) => unpack(envelope.payload),
        (false, true) => {
            let place = place(kind, envelope.seq, envelope.prev);
            let plain = cipher.decrypt(&place, envelope.payload).ok_or(CodecError::Damaged)?;
            unpack(&plain)
        }
        (true, true) | (false, false) => Err(CodecError::Damaged),
    }
}

/// Where a record stands. The hash before an entry says which book and desk it is of.
fn place(kind: Record, seq: u64, prev: Hash) -> Vec<u8> {
    [&b"record"[..], &(kind as u16).to_be_bytes(), &seq.to_be_bytes(), &prev].concat()
}

fn enclose(
    kind: Record,
    version: u8,
    seq: u64,
    prev: Hash,
    payload: &[u8],
) -> Result<Vec<u8>, CodecError> {
    let length = u32::try_from(payload.len()).map_err(|_| CodecError::TooLarge)?;
    let mut bytes = Vec::with_capacity(HEAD_BYTES + payload.len() + CRC_BYTES);
    bytes.push(ENVELOPE);
    bytes.extend((kind as u16).to_be_bytes());
    bytes.push(version);
    bytes.extend(seq.to_be_bytes());
    bytes.extend(prev);
    bytes.extend(length.to_be_bytes());
    bytes.extend(payload);
    bytes.extend(crc32fast::hash(&bytes).to_be_bytes());
    Ok(bytes)
}

/// The record of an entry that follows the entry with hash `prev`.
pub(super) fn entry_record<F: Kept>(
    cipher: &Cipher,
    entry: &EntryOf<F>,
    prev: Hash,
) -> Result<Vec<u8>, CodecError> {
    encrypted_record(cipher, Record::Entry, entry.seq, prev, &entry.to_wire())
}

/// The entry in a record, and the hash of the entry before it.
pub(super) fn read_entry<F: Kept>(
    cipher: &Cipher,
    bytes: &[u8],
) -> Result<(EntryOf<F>, Hash), CodecError> {
    let envelope = unseal(Record::Entry, bytes)?;
    let entry = decrypted::<EntryV1<F::Form>>(cipher, Record::Entry, &envelope)?;
    let entry = EntryOf::<F>::from_wire(entry)?;
    if entry.seq == envelope.seq { Ok((entry, envelope.prev)) } else { Err(CodecError::Damaged) }
}

/// The record of where a book ends: number and hash of its last entry.
pub(super) fn head_record(seq: u64, hash: Hash) -> Result<Vec<u8>, CodecError> {
    seal(Record::Head, seq, hash, &[])
}

/// The record of a header as it was after the entry with this number and hash.
pub(super) fn header_record(
    cipher: &Cipher,
    header: &Header,
    seq: u64,
    hash: Hash,
) -> Result<Vec<u8>, CodecError> {
    encrypted_record(cipher, Record::Header, seq, hash, &header.to_wire())
}

/// The header in a record, if it is the one after the entry with this number and hash.
pub(super) fn read_header(
    cipher: &Cipher,
    bytes: &[u8],
    id: BookId,
    seq: u64,
    hash: Hash,
) -> Option<Header> {
    let envelope = unseal(Record::Header, bytes).ok()?;
    if (envelope.seq, envelope.prev) != (seq, hash) {
        return None;
    }
    let header = decrypted::<HeaderV1>(cipher, Record::Header, &envelope).ok()?;
    let header = Header::from_wire(header).ok()?;
    (header.id == id).then_some(header)
}

/// The record that says in which format the store is written.
pub(super) fn format_record() -> Result<Vec<u8>, CodecError> {
    seal(Record::Format, FORMAT, Hash::default(), &[])
}

/// A record of the index of this generation.
pub(super) fn index_record(
    kind: Record,
    generation: u64,
    value: &impl Serialize,
) -> Result<Vec<u8>, CodecError> {
    seal(kind, generation, Hash::default(), &pack(value)?)
}

/// The generation and the contents of a record of an index.
pub(super) fn read_index<T: DeserializeOwned>(
    kind: Record,
    bytes: &[u8],
) -> Result<(u64, T), CodecError> {
    let envelope = unseal(kind, bytes)?;
    Ok((envelope.seq, unpack(envelope.payload)?))
}

/// The record with which an index of so many pages begins.
pub(super) fn index_head_record(
    generation: u64,
    pages: u64,
    standing: &Standing,
) -> Result<Vec<u8>, CodecError> {
    index_record(Record::Index, generation, &(pages, standing.to_wire()))
}

/// Generation, number of pages, and standing of an index that begins so.
pub(super) fn read_index_head(bytes: &[u8]) -> Result<(u64, u64, Standing), CodecError> {
    let (generation, (pages, standing)) = read_index(Record::Index, bytes)?;
    Ok((generation, pages, Standing::from_wire(standing)?))
}

/// The record of how the ledgers stand.
pub(super) fn standing_record(generation: u64, standing: &Standing) -> Result<Vec<u8>, CodecError> {
    index_record(Record::Stamp, generation, &standing.to_wire())
}

/// The standing in a record, and the generation of its index.
pub(super) fn read_standing(bytes: &[u8]) -> Result<(u64, Standing), CodecError> {
    let (generation, standing) = read_index::<StandingV1>(Record::Stamp, bytes)?;
    Ok((generation, Standing::from_wire(standing)?))
}

/// The record of books in an index of this generation.
pub(super) fn listed_record(
    cipher: &Cipher,
    generation: u64,
    books: &[Listed],
) -> Result<Vec<u8>, CodecError> {
    let books: Vec<ListedV1> = books.iter().map(Wire::to_wire).collect();
    encrypted_record(cipher, Record::Listed, generation, Hash::default(), &books)
}

/// The books in a record of an index, and its generation.
pub(super) fn read_listed(cipher: &Cipher, bytes: &[u8]) -> Result<(u64, Vec<Listed>), CodecError> {
    let envelope = unseal(Record::Listed, bytes)?;
    let books = decrypted::<Vec<ListedV1>>(cipher, Record::Listed, &envelope)?;
    let books = books.into_iter().map(Listed::from_wire).collect::<Result<_, _>>()?;
    Ok((envelope.seq, books))
}

/// What kind of record of an index this claims to be.
pub(super) fn kind_of(bytes: &[u8]) -> Option<Record> {
    let kinds = [Record::Index, Record::Listed, Record::Touched, Record::Stamp];
    let found = u16::from_be_bytes(field(bytes, 1).ok()?);
    kinds.into_iter().find(|kind| *kind as u16 == found)
}

/// The first of several records, and those behind it; `None` if it is not whole.
pub(super) fn split(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = u32::from_be_bytes(field(bytes, 28).ok()?);
    let whole = HEAD_BYTES.checked_add(usize::try_from(length).ok()?)?.checked_add(CRC_BYTES)?;
    bytes.split_at_checked(whole)
}

fn pack(value: &impl Serialize) -> Result<Vec<u8>, CodecError> {
    options().serialize(value).map_err(|_| CodecError::TooLarge)
}

fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, CodecError> {
    options().deserialize(bytes).map_err(|_| CodecError::Damaged)
}

fn options() -> impl Options {
    bincode::DefaultOptions::new()
        .with_little_endian()
        .with_varint_encoding()
        .with_limit(LIMIT)
        .reject_trailing_bytes()
}

/// The readable text of an entry: one JSON object, still open, without its place in the chain.
///
/// The same entry gives the same bytes whether it comes from the program, the store or a ledger.
pub(super) fn text_of<F: Kept>(book: BookId, entry: &EntryOf<F>) -> Result<String, CodecError> {
    let EntryV1 { desk, seq, clock, at, seen, act } = entry.to_wire();
    let at = at.text().ok_or(CodecError::Damaged)?;
    let act = serde_json::to_string(&act).map_err(|_| CodecError::Damaged)?;
    let seen = if seen.is_empty() { None } else { Some(seen) };
    let seen = seen.map(|seen| serde_json::to_string(&seen)).transpose();
    let seen = seen.map_err(|_| CodecError::Damaged)?;
    let seen = seen.map(|seen| format!(r#""seen":{seen},"#)).unwrap_or_default();
    Ok(format!(
        r#"{{"book":"{book}","desk":{desk},"seq":{seq},"clock":{clock},"at":"{at}",{seen}"act":{act}"#
    ))
}

/// What stands in a ledger for an entry: its text, or where the register has a key the same encrypted,
/// still one JSON object that is open. The place in the chain is that of what stands there.
pub(super) fn line_text<F: Kept>(
    cipher: &Cipher,
    book: BookId,
    entry: &EntryOf<F>,
) -> Result<String, CodecError> {
    let text = text_of(book, entry)?;
    if cipher.is_plain() {
        return Ok(text);
    }
    let head = encrypted_head(book, entry.desk, entry.seq);
    let secret = cipher.encrypt(head.as_bytes(), text.as_bytes()).ok_or(CodecError::TooLarge)?;
    Ok(format!(r#"{head}{}""#, Base64::encode_string(&secret)))
}

/// How an encrypted line begins.
fn encrypted_head(book: BookId, desk: u8, seq: u64) -> String {
    format!(r#"{{"book":"{book}","desk":{desk},"seq":{seq},"encrypted":""#)
}

/// The entry of a ledger line whose checksum is right.
///
/// # Errors
/// As [`entry_of`]; [`CodecError::Damaged`] if it is encrypted where the register is not, or not where it
/// is, or was never encrypted with this key at this place.
pub(super) fn line_entry<F: Kept>(
    cipher: &Cipher,
    series: Series,
    seq: u64,
    text: &str,
) -> Result<EntryOf<F>, CodecError> {
    let Series { book, desk } = series;
    let head = encrypted_head(book, desk, seq);
    let secret = text.strip_prefix(&head).and_then(|rest| rest.strip_suffix('"'));
    match (cipher.is_plain(), secret) {
        (true, None) => entry_of(book, text),
        (false, Some(secret)) => {
            let secret = Base64::decode_vec(secret).map_err(|_| CodecError::Damaged)?;
            let plain = cipher.decrypt(head.as_bytes(), &secret).ok_or(CodecError::Damaged)?;
            let plain = String::from_utf8(plain).map_err(|_| CodecError::Damaged)?;
            entry_of(book, &plain)
        }
        (true, Some(_)) | (false, None) => Err(CodecError::Damaged),
    }
}

/// The entry of a text.
///
/// # Errors
/// [`CodecError::Newer`] if the line says anything this version would not write the same way: it
/// is never guessed at.
pub(super) fn entry_of<F: Kept>(book: BookId, text: &str) -> Result<EntryOf<F>, CodecError> {
    #[derive(Deserialize)]
    struct LineV1<F> {
        desk: u8,
        seq: u64,
        clock: u64,
        at: String,
        #[serde(default)]
        seen: Vec<EntryIdV1>,
        act: ActV1<F>,
    }
    let whole = format!("{text}}}");
    let line: LineV1<F::Form> = serde_json::from_str(&whole).map_err(|_| CodecError::Newer)?;
    let LineV1 { desk, seq, clock, at, seen, act } = line;
    let at = wire::InstantV1::parse(&at).ok_or(CodecError::Newer)?;
    let entry = EntryV1 { desk, seq, clock, at, seen, act };
    let entry = EntryOf::<F>::from_wire(entry).map_err(|_| CodecError::Newer)?;
    if text_of(book, &entry)? == text { Ok(entry) } else { Err(CodecError::Newer) }
}

/// Lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

/// The bytes of lower-case hexadecimal digits; `None` for anything else.
pub(super) fn unhex<const N: usize>(digits: &[u8]) -> Option<[u8; N]> {
    if digits.len() != 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(bytes)
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}
