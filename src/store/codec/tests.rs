//! The format is pinned by bytes that were written once and must be read for ever.

use std::fs;
use std::path::PathBuf;

use super::samples::{BOOK, Named, at, day, entries, header};
use super::wire::{ActV1, DocketFactV1, FactV1};
use super::{
    Cipher, CodecError, Hash, Record, Series, entry_of, entry_record, hex, line_entry, line_text,
    read_entry, read_header, text_of, unhex, unseal,
};
use crate::domain::Fact;
use crate::journal::{Act, ActOf};
use crate::register::{BookId, DocketEntry, DocketFact};

const PREV: Hash = *b"hash of previous";

const PLAIN: &Cipher = &Cipher::PLAIN;

/// Set this variable to write the files anew: for a new format, never for an old one.
const WRITE: &str = "THUKY_WRITE_RECORDS";

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/records").join(name)
}

fn read(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap()
}

#[track_caller]
fn check(name: &str, written: &[String]) {
    if std::env::var_os(WRITE).is_some() {
        fs::write(path(name), written.join("\n") + "\n").unwrap();
    }
    let kept = read(name);
    let kept: Vec<&str> = kept.lines().collect();
    assert_eq!(written, kept);
}

#[test]
fn every_fact_and_act_has_a_sample() {
    let samples = format!("{:?}", entries());
    for name in FactV1::NAMES.iter().chain(ActV1::<FactV1>::NAMES) {
        assert!(samples.contains(name), "no sample of {name}");
    }
}

#[test]
fn the_bytes_of_records_never_change() {
    let mut records: Vec<String> =
        entries().iter().map(|entry| hex(&entry_record(PLAIN, entry, PREV).unwrap())).collect();
    records.push(hex(&super::header_record(PLAIN, &header(), 60, PREV).unwrap()));
    records.push(hex(&super::head_record(60, PREV).unwrap()));
    records.push(hex(&super::format_record().unwrap()));
    check("records.hex", &records);
}

#[test]
fn the_text_of_ledgers_never_changes() {
    let lines: Vec<String> = entries().iter().map(|entry| text_of(BOOK, entry).unwrap()).collect();
    check("entries.txt", &lines);
}

#[test]
fn the_bytes_of_the_docket_never_change() {
    let entries = docket_entries();
    let written: Vec<String> = entries
        .iter()
        .flat_map(|entry| {
            [text_of(BookId::NONE, entry).unwrap(), hex(&entry_record(PLAIN, entry, PREV).unwrap())]
        })
        .collect();
    check("docket.txt", &written);
    for (pair, entry) in written.chunks(2).zip(&entries) {
        assert_eq!(entry_of(BookId::NONE, &pair[0]).as_ref(), Ok(entry));
        let record: Vec<u8> =
            pair[1].as_bytes().chunks(2).map(|pair| unhex::<1>(pair).unwrap()[0]).collect();
        assert_eq!(read_entry(PLAIN, &record), Ok((entry.clone(), PREV)));
    }
}

/// An entry of each fact of the docket.
fn docket_entries() -> Vec<DocketEntry> {
    let facts = [
        DocketFact::MeetingBegun {
            book: BOOK, body: "Chi bộ Thôn Đoài".into(), date: day(11, 8)
        },
        DocketFact::PapersSealed { book: BOOK, entries: 60, fingerprint: PREV },
    ];
    assert_eq!(facts.len(), DocketFactV1::NAMES.len());
    let entry = |(fact, seq)| DocketEntry {
        desk: 0,
        seq,
        clock: seq + 1000,
        at: at(seq),
        seen: Vec::new(),
        act: ActOf::Did(vec![fact]),
    };
    facts.into_iter().zip(1..).map(entry).collect()
}

#[test]
fn records_of_this_format_are_read() {
    let kept = read("records.hex");
    for (line, entry) in kept.lines().zip(entries()) {
        let bytes: Vec<u8> =
            line.as_bytes().chunks(2).map(|pair| unhex::<1>(pair).unwrap()[0]).collect();
        assert_eq!(read_entry(PLAIN, &bytes), Ok((entry, PREV)));
    }
}

/// The same entry at the same place is the same bytes, so what is written today opens what was written
/// with this key at any time.
#[test]
fn the_bytes_of_encrypted_records_never_change() {
    let cipher = Cipher::of(&[7; 32]);
    let entry = &entries()[0];
    let line = line_text(&cipher, BOOK, entry).unwrap();
    let record = hex(&entry_record(&cipher, entry, PREV).unwrap());
    let header = hex(&super::header_record(&cipher, &header(), 60, PREV).unwrap());
    let written = [line.clone(), record, header];
    check("encrypted.txt", &written);
    let series = Series { book: BOOK, desk: entry.desk };
    assert_eq!(line_entry(&cipher, series, entry.seq, &line).as_ref(), Ok(entry));
    let other = Cipher::of(&[8; 32]);
    assert_eq!(line_entry::<Fact>(&other, series, entry.seq, &line), Err(CodecError::Damaged));
    assert_eq!(line_entry::<Fact>(PLAIN, series, entry.seq, &line), Err(CodecError::Damaged));
    let plain = text_of(BOOK, entry).unwrap();
    assert_eq!(line_entry::<Fact>(&cipher, series, entry.seq, &plain), Err(CodecError::Damaged));
    let bytes = entry_record(&cipher, entry, PREV).unwrap();
    assert_eq!(read_entry(&cipher, &bytes), Ok((entry.clone(), PREV)));
    assert_eq!(read_entry::<Fact>(&other, &bytes), Err(CodecError::Damaged));
    assert_eq!(read_entry::<Fact>(PLAIN, &bytes), Err(CodecError::Damaged));
    let bytes = entry_record(PLAIN, entry, PREV).unwrap();
    assert_eq!(read_entry::<Fact>(&cipher, &bytes), Err(CodecError::Damaged));
}

#[test]
fn ledger_texts_of_this_format_are_read() {
    let kept = read("entries.txt");
    for (line, entry) in kept.lines().zip(entries()) {
        assert_eq!(entry_of(BOOK, line), Ok(entry));
    }
}

#[test]
fn a_header_is_read_only_where_it_is_fresh() {
    let bytes = super::header_record(PLAIN, &header(), 60, PREV).unwrap();
    assert_eq!(read_header(PLAIN, &bytes, BOOK, 60, PREV), Some(header()));
    assert_eq!(read_header(PLAIN, &bytes, BOOK, 61, PREV), None);
    assert_eq!(read_header(PLAIN, &bytes, BOOK, 60, Hash::default()), None);
}

#[test]
fn any_flipped_bit_is_damage() {
    let bytes = entry_record(PLAIN, &entries()[0], PREV).unwrap();
    for bit in 0..bytes.len() * 8 {
        let mut bytes = bytes.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(unseal(Record::Entry, &bytes), Err(CodecError::Damaged));
    }
}

#[test]
fn any_shortened_record_is_damage() {
    let bytes = entry_record(PLAIN, &entries()[0], PREV).unwrap();
    for length in 0..bytes.len() {
        assert_eq!(unseal(Record::Entry, &bytes[..length]), Err(CodecError::Damaged));
    }
}

#[test]
fn a_later_version_is_not_guessed_at() {
    let mut bytes = entry_record(PLAIN, &entries()[0], PREV).unwrap();
    bytes[3] = 3;
    let body = bytes.len() - 4;
    let crc = crc32fast::hash(&bytes[..body]);
    bytes[body..].copy_from_slice(&crc.to_be_bytes());
    assert_eq!(read_entry::<Fact>(PLAIN, &bytes), Err(CodecError::Newer));
}

#[test]
fn a_fact_of_a_later_version_is_not_guessed_at() {
    let text = text_of(BOOK, &entries()[0]).unwrap();
    for (from, to) in [("MeetingConvened", "MeetingDreamt"), (r#""clock":"#, r#""x":1,"clock":"#)] {
        let text = text.replacen(from, to, 1);
        assert_eq!(entry_of::<Fact>(BOOK, &text), Err(CodecError::Newer));
    }
}

#[test]
fn an_entry_over_the_limit_is_refused() {
    let mut entry = entries()[0].clone();
    let (detail, text) = (crate::domain::Detail::Title, "x".repeat(2 << 20));
    entry.act = Act::Did(vec![crate::domain::Fact::DetailStated { detail, text }]);
    assert_eq!(entry_record(PLAIN, &entry, PREV), Err(CodecError::TooLarge));
}

/// The schema of a meeting as JSON, from the types that are written.
fn schema() -> String {
    let facts =
        schemars::generate::SchemaGenerator::default().into_root_schema_for::<ActV1<FactV1>>();
    let mut act = facts.to_value();
    let mut definitions = act["$defs"].take();
    let act = act.as_object_mut().unwrap();
    act.remove("$defs");
    act.remove("$schema");
    let hex = |digits: u8| serde_json::json!({ "type": "string", "pattern": format!("^[0-9a-f]{{{digits}}}$") });
    let whole = serde_json::json!({ "type": "integer", "minimum": 0 });
    definitions["Act"] = serde_json::Value::Object(act.clone());
    definitions["Entry"] = serde_json::json!({
        "type": "object",
        "description": "One line of the journal. The hash is the first half of the SHA-256 of what stands before `prev`, behind the hash of the entry before; see storage.md.",
        "required": ["book", "seq", "clock", "desk", "at", "act", "prev", "hash", "crc"],
        "additionalProperties": false,
        "properties": {
            "book": hex(32), "seq": whole, "clock": whole, "desk": whole,
            "at": { "type": "string", "description": "Wall time of writing." },
            "act": { "$ref": "#/$defs/Act" },
            "prev": hex(32), "hash": hex(32), "crc": hex(8),
        },
    });
    let meeting = serde_json::json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A meeting of Thuky",
        "description": "Everything recorded at one meeting, entry by entry; thuky import takes it in.",
        "type": "object",
        "required": [
            "format", "version", "book", "body", "date", "count", "fingerprint", "entries"
        ],
        "additionalProperties": false,
        "properties": {
            "format": { "const": "thuky-meeting" },
            "version": { "const": 1 },
            "book": hex(32),
            "body": { "type": "string" },
            "date": { "type": "string", "format": "date" },
            "count": whole,
            "fingerprint": hex(32),
            "entries": { "type": "array", "items": { "$ref": "#/$defs/Entry" } },
        },
        "$defs": definitions,
    });
    serde_json::to_string_pretty(&meeting).unwrap() + "\n"
}

#[test]
fn the_schema_in_the_documents_is_what_is_written_now() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/meeting.schema.json");
    if std::env::var_os("THUKY_UPDATE").is_some() {
        fs::write(&path, schema()).unwrap();
    }
    assert_eq!(fs::read_to_string(path).unwrap(), schema(), "run with THUKY_UPDATE=1");
}
