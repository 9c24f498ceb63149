//! Sealed papers and records: nothing changes them in silence, and whoever holds a file can tell.

#[path = "support/played.rs"]
mod played;

use played::{BOARD, BOOK, CELL, COUNCIL, SEED, bundle, document, give, now, played};
use thuky::desk::Desk;
use thuky::domain::{Command, Detail, Refusal};
use thuky::export::{Bundle, Finding, Key, Wanted, check, stamp_of};
use thuky::journal::{Act, Denial, Entry, EntryId, Journal, Order};
use thuky::papers::{self, Format, Paper, PaperKind, Stamp, Templates, papers_of, template};
use thuky::register::Register;
use thuky::store::{Misfit, fingerprint, from_json, to_json};

#[test]
fn a_meeting_goes_out_as_json_and_comes_back_the_same() {
    for script in [SEED, COUNCIL, CELL, BOARD] {
        let mut journal = played(script);
        let undone = journal.consider(Order::Undo, now());
        if let Ok(entry) = undone {
            journal.push(entry);
        }
        let text = to_json(BOOK, journal.entries()).expect("written");
        let (book, entries) = from_json(&text).expect("read");
        assert_eq!(book, BOOK);
        let back = Journal::of(entries);
        assert_eq!(back.entries(), journal.entries());
        assert_eq!(back.meeting(), journal.meeting());
        assert_eq!(to_json(book, back.entries()).expect("written"), text);
    }
}

#[test]
fn a_record_that_was_cut_or_changed_is_refused_with_its_place() {
    let text = to_json(BOOK, played(COUNCIL).entries()).expect("written");
    for length in (1..text.len()).step_by(97) {
        let Some(cut) = text.get(..length) else { continue };
        let fault = from_json(cut).expect_err("cut");
        assert!(matches!(fault, Misfit::Cut { .. } | Misfit::Form { .. }), "{length}: {fault:?}");
    }
    let changed = text.replace("Bessy Higgins", "Bessie Higgins");
    let line = 1 + text.lines().position(|line| line.contains("Bessy Higgins")).expect("named");
    let fault = from_json(&changed).expect_err("changed");
    assert_eq!(fault, Misfit::Entry { number: line - 9, line });
    // An entry left out, two exchanged, a head that says something else.
    let lines: Vec<&str> = text.lines().collect();
    let without = [&lines[..12], &lines[13..]].concat().join("\n");
    assert!(matches!(from_json(&without), Err(Misfit::Entry { number: 4, .. })));
    let mut turned = lines.clone();
    turned.swap(12, 13);
    assert!(matches!(from_json(&turned.join("\n")), Err(Misfit::Entry { number: 4, .. })));
    let body = text.replacen("Larkfield Town Council", "Elmfield Town Council", 1);
    assert_eq!(from_json(&body), Err(Misfit::Head { key: "body" }));
    let other = text.replacen("\"version\": 1", "\"version\": 2", 1);
    assert!(matches!(from_json(&other), Err(Misfit::Other { version: 2, .. })));
}

/// The record of a sealed meeting with one more entry, chained as the program chains it.
fn with_entry(act: Act, clock: u64) -> String {
    let mut entries = played(COUNCIL).entries().to_vec();
    let last = entries.last().expect("entries");
    entries.push(Entry { seq: last.seq + 1, clock: last.clock + clock, act, ..last.clone() });
    to_json(BOOK, &entries).expect("written")
}

#[test]
fn a_record_that_no_journal_holds_is_refused_though_its_chain_is_whole() {
    use thuky::domain::Fact;
    let sealed = u64::try_from(played(COUNCIL).entries().len()).expect("few");
    let id = |seq| EntryId { desk: 0, seq };
    let stated = Fact::DetailStated { detail: Detail::ResolutionNumber, text: "99".into() };
    let opened = Fact::CorrectionOpened { reason: "a slip".into(), time: now().naive_local() };
    for (act, clock) in [
        (Act::Undid(id(sealed)), 1),
        (Act::Undid(id(1)), 1),
        (Act::Undid(id(20)), 1),
        (Act::Redid(id(20)), 1),
        (Act::Undid(id(900)), 1),
        (Act::Did(vec![stated.clone()]), 1),
        (Act::Did(vec![opened.clone(), stated]), 1),
        (Act::Did(vec![opened.clone()]), 0),
        (Act::Did(vec![opened.clone()]), u64::MAX / 2),
    ] {
        let fault = from_json(&with_entry(act.clone(), clock)).expect_err("unlawful");
        let number = usize::try_from(sealed + 1).expect("few");
        assert_eq!(fault, Misfit::Unlawful { number }, "{act:?}");
    }
    assert!(from_json(&with_entry(Act::Did(vec![opened]), 1)).is_ok());
}

/// What the register that holds this journal finds out about a file.
fn found(bytes: &[u8], journal: &Journal) -> Finding {
    let find = |book| Ok::<_, ()>((book == BOOK).then(|| journal.entries().to_vec()));
    check(bytes, &Templates::default(), find).expect("found out")
}

#[test]
fn a_seal_is_believed_only_where_the_record_was_sealed() {
    let journal = played(CELL);
    let paper = Paper::whole(PaperKind::Minutes);
    let sealed = bundle(&journal);
    for format in [Format::Docx, Format::Pdf, Format::Html] {
        let bytes = sealed.bytes(Wanted::Paper(paper, format)).expect("made");
        assert_eq!(found(&bytes, &journal), Finding::Same, "{format:?}");
    }
    assert_eq!(found(&sealed.bytes(Wanted::Seal).expect("made"), &journal), Finding::Same);
    // A draft that claims to be sealed, with the right hash of that moment.
    let draft = Journal::of(journal.entries()[..20].to_vec());
    let fingerprint = fingerprint(BOOK, draft.entries()).expect("hashed");
    let stamp = Stamp { book: BOOK.to_string(), entries: 20, fingerprint };
    let forged = Bundle { stamp: Some(stamp), ..bundle(&draft) };
    let bytes = forged.bytes(Wanted::Paper(paper, Format::Pdf)).expect("made");
    assert_eq!(found(&bytes, &journal), Finding::OtherSeal);
    // Another version in force is said.
    let mut corrected = played(CELL);
    for line in ["mở đính chính sai địa điểm", "địa điểm Hội trường", "niêm phong"]
    {
        give(&mut corrected, line).expect(line);
    }
    let first = sealed.bytes(Wanted::Paper(paper, Format::Docx)).expect("made");
    assert_eq!(found(&first, &corrected), Finding::Superseded { version: 1, now: 2 });
    // A record with a time told in another zone has another chain.
    let mut entries = journal.entries().to_vec();
    let zone = chrono::FixedOffset::east_opt(3_600).expect("a zone");
    entries[3].at = entries[3].at.with_timezone(&zone);
    let text = to_json(BOOK, &entries).expect("written");
    assert_eq!(found(text.as_bytes(), &journal), Finding::Differs);
}

#[test]
fn what_was_corrected_later_is_not_said_to_be_adopted() {
    let mut journal = played(COUNCIL);
    let adopted = "The minutes were read back, corrected as above, and adopted.";
    let text = |journal: &Journal| papers::plain(&document(journal, PaperKind::Minutes), 1_000);
    assert!(text(&journal).contains(adopted));
    for line in ["open correction a sum", "conclude Pay 900 to the county.", "seal"] {
        give(&mut journal, line).expect(line);
    }
    assert!(!text(&journal).contains(adopted));
    assert!(text(&journal).contains("adopted before they were corrected"));
    for line in ["open correction adopted at the next meeting", "adopt", "seal"] {
        give(&mut journal, line).expect(line);
    }
    assert!(text(&journal).contains(adopted));
}

#[test]
fn every_corrected_paper_says_what_changed() {
    let mut journal = played(CELL);
    for line in ["mở đính chính sai địa điểm", "địa điểm Hội trường", "niêm phong"]
    {
        give(&mut journal, line).expect(line);
    }
    let bundle = bundle(&journal);
    for paper in papers_of(&bundle.meeting, &bundle.template) {
        // What goes out before a meeting is not corrected after it.
        let before = [PaperKind::Invitation, PaperKind::Agenda, PaperKind::SignIn];
        if !before.contains(&paper.kind) {
            let text = papers::plain(&bundle.document(paper), 1_000);
            assert!(text.contains("Bản 2, thay bản 1"), "{paper:?}: {text}");
            assert!(text.contains("Địa điểm: Hội trường"), "{paper:?}: {text}");
        }
    }
}

#[test]
fn nothing_changes_a_sealed_record_but_a_correction_that_shows() {
    let mut journal = played(COUNCIL);
    let first = stamp_of(BOOK, &journal).expect("sealed");
    for line in ["place Elsewhere", "note Something", "correct Item 1", "adopt", "seal"] {
        let denial = give(&mut journal, line).expect_err(line);
        assert_eq!(denial, Denial::Refused(Refusal::Sealed { version: 1 }), "{line}");
    }
    let undo = journal.consider(Order::Undo, now());
    assert_eq!(undo, Err(Denial::Refused(Refusal::Sealed { version: 1 })));
    give(&mut journal, "open correction The room was wrong.").expect("opened");
    assert_eq!(stamp_of(BOOK, &journal), None, "papers under correction bear no seal");
    give(&mut journal, "place Libary").expect("a slip");
    give(&mut journal, "place Library, Town Hall").expect("corrected");
    give(&mut journal, "seal").expect("sealed again");
    let second = stamp_of(BOOK, &journal).expect("sealed");
    assert_ne!(first.fingerprint, second.fingerprint);
    let text = papers::plain(&document(&journal, PaperKind::Minutes), 1_000);
    assert!(text.contains("Version 2, in place of version 1"), "{text}");
    assert!(text.contains("Reason: The room was wrong."), "{text}");
    // What stood there before, and only how it ended.
    let changed = "What changed: Place: Library, Town Hall (before: “Council Chamber, Town Hall”).";
    assert!(text.contains(changed), "{text}");
    assert!(text.contains(&second.short()), "{text}");
}

#[test]
fn a_correction_can_be_taken_back_until_it_is_sealed() {
    let mut journal = played(COUNCIL);
    let sealed = stamp_of(BOOK, &journal);
    give(&mut journal, "open correction a slip").expect("opened");
    let entry = journal.consider(Order::Undo, now()).expect("undone");
    journal.push(entry);
    assert!(journal.meeting().is_sealed());
    assert_eq!(stamp_of(BOOK, &journal), sealed, "the seal stands as it was");
}

#[test]
fn only_adopted_minutes_of_a_closed_meeting_are_sealed() {
    let before: Vec<&str> = COUNCIL.lines().take_while(|line| *line != "read").collect();
    let mut journal = played(&before.join("\n"));
    for line in ["read", "adopt"] {
        let sealed = give(&mut journal, "seal").expect_err("not yet");
        assert_eq!(sealed, Denial::Refused(Refusal::NotAdopted));
        give(&mut journal, line).expect(line);
    }
    assert!(give(&mut journal, "seal").is_err(), "still in session");
    give(&mut journal, "close 19:10").expect("closed");
    give(&mut journal, "seal").expect("sealed");
}

#[test]
fn sealed_files_say_which_record_they_are_of() {
    let bundle = bundle(&played(CELL));
    let stamp = bundle.stamp.clone().expect("sealed");
    for paper in papers_of(&bundle.meeting, &bundle.template) {
        let document = bundle.document(paper);
        let bytes = |format| thuky::export::render(&document, format).expect("made");
        let html = String::from_utf8(bytes(Format::Html)).expect("text");
        let found = [
            papers::stamp_in_docx(&bytes(Format::Docx)),
            papers::stamp_in_pdf(&bytes(Format::Pdf)),
            papers::stamp_in_html(&html),
        ];
        for inside in found {
            let read = inside.as_deref().and_then(Stamp::read);
            assert_eq!(read, Some((stamp.clone(), paper)));
        }
    }
}

#[test]
fn a_key_signs_what_was_sealed() {
    let statement = bundle(&played(COUNCIL)).statement().expect("sealed");
    let key = Key::read(include_str!("papers/id_ed25519"), None).expect("a key");
    let signature = key.sign(&statement).expect("signed");
    assert!(signature.starts_with("-----BEGIN SSH SIGNATURE-----"));
    assert_eq!(key.sign(&statement).expect("signed"), signature, "the same every time");
    assert_ne!(key.sign("something else").expect("signed"), signature);
    let sealed: ssh_key::SshSig = signature.parse().expect("a signature");
    let public: ssh_key::PublicKey = key.public().parse().expect("a public key");
    public.verify("thuky", statement.as_bytes(), &sealed).expect("it holds");
    assert!(public.verify("thuky", b"thuky seal 1", &sealed).is_err());
    assert!(public.verify("file", statement.as_bytes(), &sealed).is_err());
}

#[test]
fn a_seal_holds_its_template_whatever_becomes_of_it() {
    let own =
        "base = \"plain\"\nid = \"own\"\n[[paper]]\nkind = \"minutes\"\nname = \"PROCEEDINGS\"\n";
    let mut templates = Templates::default();
    templates.add(template::parse(own, templates.all()).expect("sound"));
    let mut journal = played(COUNCIL.trim_end().trim_end_matches("seal"));
    let order = Order::Do(Command::Seal { template: String::new() });
    let mut desk = Desk {
        register: &mut Register::default(),
        templates: &templates,
        book: None,
        journal: &mut journal,
        writable: true,
    };
    desk.give(order, now()).expect("sealed");
    // Another machine, without that template.
    let bundle = bundle(&journal);
    let minutes = papers::plain(&bundle.document(Paper::whole(PaperKind::Minutes)), 80);
    assert!(minutes.contains("PROCEEDINGS"), "{minutes}");
    let bytes = bundle.bytes(Wanted::Paper(Paper::whole(PaperKind::Minutes), Format::Pdf));
    assert_eq!(found(&bytes.expect("made"), &journal), Finding::Same);
}

#[test]
fn a_number_taken_back_is_never_given_again() {
    let mut journal = played(&COUNCIL.lines().take(9).collect::<Vec<_>>().join("\n"));
    give(&mut journal, "number 11").expect("given");
    let entry = journal.consider(Order::Undo, now()).expect("undone");
    journal.push(entry);
    assert_eq!(journal.meeting().detail(Detail::Number), None);
    assert_eq!(journal.numbers(), [("2024-2028".to_owned(), Detail::Number, "11".to_owned())]);
}
