//! Papers of two real kinds of meeting in every format: they say the same, and nothing else.

use thuky::domain::{Command, ConclusionId, Detail, Refusal};
use thuky::export::{Bundle, Finding, Key, Wanted, check, stamp_of};
use thuky::journal::{Act, Denial, Entry, EntryId, Journal, Order};
use thuky::line;
use thuky::papers::data::Table;
use thuky::papers::{
    self, Block, Document, Format, Paper, PaperKind, Role, Stamp, Templates, UNKNOWN, papers_of,
    template,
};
use thuky::store::{BookId, fingerprint, from_json, to_json};

const SEED: &str = include_str!("seed/seed.thuky");
const COUNCIL: &str = include_str!("papers/council.thuky");
const CELL: &str = include_str!("papers/cell.thuky");
const BOARD: &str = include_str!("papers/board.thuky");
const BOOK: BookId = BookId([7; 16]);

fn now() -> chrono::DateTime<chrono::FixedOffset> {
    chrono::DateTime::parse_from_rfc3339("2026-11-24T17:30:00+07:00").expect("a time")
}

/// Give a line; what it was refused for, if it was.
fn give(journal: &mut Journal, line: &str) -> Result<(), Denial> {
    for order in line::parse(line, journal.meeting()).expect(line) {
        let entry = journal.consider(order, now())?;
        journal.push(entry);
    }
    Ok(())
}

fn played(script: &str) -> Journal {
    let mut journal = Journal::default();
    for line in script.lines() {
        give(&mut journal, line).expect(line);
    }
    journal
}

fn bundle(journal: &Journal) -> Bundle {
    Bundle::of(BOOK, journal, &Templates::default()).expect("every body has a template")
}

fn document(journal: &Journal, kind: PaperKind) -> Document {
    bundle(journal).document(Paper::whole(kind))
}

/// The words of a Markdown text as they read on the page.
fn words_of_markdown(document: &Document) -> Vec<String> {
    let mut text = String::new();
    for line in papers::markdown(document).lines() {
        let is_rule = line.starts_with('|') && line.chars().all(|c| "|:- ".contains(c));
        if is_rule || line == "---" {
            continue;
        }
        let line = line.trim_start().trim_start_matches('#');
        // A lettered point stands behind the mark of a plain one.
        let line = match line.strip_prefix("- ").map(|rest| (rest, rest.split_once(") "))) {
            Some((rest, Some((mark, _)))) if mark.len() <= 4 && !mark.contains(' ') => rest,
            _ => line,
        };
        let line = line.replace("**", "").replace("| ", " ").replace(" |", " ");
        let line = line.replace("<br>", " ").replace("[^", "").replace("]:", "");
        let line = line.strip_prefix('*').map_or(line.clone(), |line| line.replace('*', ""));
        text.push_str(&line.replace(['\\', ']'], ""));
        text.push('\n');
    }
    text.split_whitespace().map(String::from).collect()
}

fn words_of_docx(document: &Document) -> Vec<String> {
    let bytes = papers::docx(document).expect("a file");
    let words = papers::words_in_docx(&bytes).expect("a file of words");
    words.split(' ').map(String::from).collect()
}

/// The words of a page for a browser.
fn words_of_html(document: &Document) -> Vec<String> {
    let page = papers::html(document);
    let body = page.split_once("<body").and_then(|(_, body)| body.split_once('>')).expect("a body");
    let mut text = String::new();
    for part in body.1.split('<') {
        let (tag, words) = part.split_once('>').unwrap_or(("", part));
        if !tag.starts_with("span") && !tag.starts_with("/span") {
            text.push(' ');
        }
        text.push_str(words);
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&amp;", "&").split_whitespace().map(String::from).collect()
}

/// The words of a PDF without the numbers of its pages.
fn words_of_pdf(document: &Document) -> Vec<String> {
    let bytes = papers::pdf(document).expect("a file");
    let file = lopdf::Document::load_mem(&bytes).expect("a PDF");
    let mut words = Vec::new();
    for number in file.get_pages().into_keys() {
        let text = file.extract_text(&[number]).expect("text");
        let mut page: Vec<String> = text.split_whitespace().map(String::from).collect();
        if number > 1 {
            let found = page.iter().rposition(|word| *word == number.to_string());
            page.remove(found.expect("later pages have numbers"));
        }
        words.extend(page);
    }
    words
}

/// A paper without what each format puts elsewhere: notes and the foot of its pages.
fn bare(mut document: Document) -> Document {
    document.foot.clear();
    document.notes.clear();
    for block in &mut document.blocks {
        if let Block::Paragraph(text) | Block::Point { text, .. } = block {
            text.notes.clear();
        }
    }
    document
}

#[test]
fn all_formats_say_the_same_word_for_word() {
    for script in [SEED, COUNCIL, CELL, BOARD] {
        let bundle = bundle(&played(script));
        let papers = papers_of(&bundle.meeting, &bundle.template);
        assert!(papers.len() >= 7, "{papers:?}");
        for paper in papers {
            let document = bare(bundle.document(paper));
            let words = words_of_docx(&document);
            assert!(words.len() > 20, "{paper:?}: {words:?}");
            assert_eq!(words_of_html(&document), words, "{paper:?} as HTML");
            assert_eq!(words_of_markdown(&document), words, "{paper:?} as Markdown");
            assert_eq!(words_of_pdf(&document), words, "{paper:?} as PDF");
            let plain = papers::plain(&document, 100_000).replace('─', "");
            let mut plain: Vec<&str> = plain.split_whitespace().collect();
            let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
            // Two columns stand side by side there; the title's rule is of the Party's papers.
            plain.retain(|word| *word != "-----");
            words.retain(|word| *word != "-----");
            plain.sort_unstable();
            words.sort_unstable();
            assert_eq!(plain, words, "{paper:?} as plain text");
        }
    }
}

#[test]
fn unknown_stays_unknown_in_every_paper() {
    let bundle = bundle(&played(SEED));
    for paper in papers_of(&bundle.meeting, &bundle.template) {
        let words = words_of_docx(&bundle.document(paper)).join(" ");
        if paper.kind != PaperKind::News {
            assert!(words.contains(UNKNOWN), "{paper:?}: {words}");
        }
        // Nobody stated a count of that vote.
        assert!(!words.contains("8/8") && !words.contains("08/08"), "{paper:?}: {words}");
    }
}

#[test]
fn a_party_paper_is_laid_out_by_the_rules_of_its_office() {
    let document = document(&played(CELL), PaperKind::Resolution);
    let layout = document.layout;
    assert_eq!((layout.top, layout.bottom, layout.left, layout.right), (20, 20, 30, 15));
    let Some(Block::Letterhead { left, right }) = document.blocks.first() else {
        panic!("a letterhead comes first")
    };
    let left: Vec<(Role, &str)> = left.iter().map(|line| (line.role, &*line.text)).collect();
    let expected = [
        (Role::Superior, "ĐẢNG BỘ PHƯỜNG ĐÔNG HÀ"),
        (Role::Issuer, "CHI BỘ TỔ DÂN PHỐ 5"),
        (Role::Star, "*"),
        // No colon, a hyphen, then a slash; a number below ten has its zero.
        (Role::Number, "Số 02-NQ/CB"),
    ];
    assert_eq!(left, expected);
    let right: Vec<(Role, &str)> = right.iter().map(|line| (line.role, &*line.text)).collect();
    let dated = (Role::Dateline, "Đông Hà, ngày 03 tháng 02 năm 2026");
    assert_eq!(right, [(Role::Nation, "ĐẢNG CỘNG SẢN VIỆT NAM"), dated]);
    let sizes = [
        (Role::Nation, 30, true),
        (Role::Superior, 28, false),
        (Role::Issuer, 28, true),
        (Role::Number, 28, false),
        (Role::Name, 32, true),
        (Role::Subject, 28, true),
        (Role::Paragraph, 28, false),
        (Role::SignsFor, 28, true),
        (Role::SignsAs, 28, false),
        (Role::Signatory, 28, true),
        (Role::RecipientsHead, 28, false),
        (Role::Recipient, 24, false),
    ];
    for (role, size, bold) in sizes {
        let style = layout.style(role);
        assert_eq!((style.size, style.bold), (size, bold), "{role:?}");
    }
    assert!(layout.style(Role::Dateline).italic);
    let Some(Block::Signatures { left, right }) = document.blocks.last() else {
        panic!("signatures come last")
    };
    let papers::Side::Recipients { head, lines } = left else { panic!("who gets it, left") };
    assert_eq!((head.as_str(), lines.len()), ("Nơi nhận:", 3));
    let signs = papers::Side::Signs {
        lines: vec!["T/M CHI BỘ".into(), "BÍ THƯ".into()],
        name: "Nguyễn Thị Ánh".into(),
    };
    assert_eq!(*right, signs);
}

#[test]
fn a_company_s_paper_is_laid_out_by_the_decree() {
    let document = document(&played(BOARD), PaperKind::Resolution);
    let Some(Block::Letterhead { left, right }) = document.blocks.first() else {
        panic!("a letterhead comes first")
    };
    assert_eq!(left.last().map(|line| &*line.text), Some("Số: 05/NQ-HĐQT"));
    assert_eq!(right[0].text, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    assert_eq!(right[1].text, "Độc lập - Tự do - Hạnh phúc");
    assert_eq!(document.layout.style(Role::Motto).rule, 100);
    assert!(!left.iter().any(|line| line.role == Role::Star));
}

#[test]
fn lettered_points_follow_the_vietnamese_alphabet() {
    let letters: Vec<String> =
        (0..10).map(|index| papers::letter(thuky::text::Lang::Vi, index)).collect();
    assert_eq!(letters.concat(), "abcdđeghik");
}

#[test]
fn every_vietnamese_letter_and_stacked_mark_comes_back_from_a_pdf() {
    let lower = "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ";
    let letters = format!("{lower} {} ơ̆ ê̆ č̆ Y Krông Niê", lower.to_uppercase());
    assert_eq!(lower.chars().count() * 2, 134);
    let mut document = bare(document(&played(CELL), PaperKind::Minutes));
    document.blocks = vec![Block::Paragraph(letters.as_str().into())];
    let back = words_of_pdf(&document).join(" ");
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    assert_eq!(squeezed(&back), squeezed(&letters));
}

#[test]
fn hostile_text_is_harmless_in_every_file() {
    let harm = "</w:t><script>alert(1)</script> ]]> &amp; =cmd|'/c calc'!A1 | * # \u{202E}cod.exe\u{202C} \u{1B}[2J \u{7} 🧑🏽‍🚀";
    let mut journal = played(COUNCIL.split("open 18:00").next().expect("a beginning"));
    for command in [
        Command::State { detail: Detail::Place, text: harm.into() },
        Command::AddItem { title: harm.into(), presenter: None, planned: None },
        Command::Enrol { name: format!("=1+1{harm}"), post: harm.into(), class: None },
        Command::Conclude { item: None, text: format!("{harm}{}", "dài".repeat(3_400)) },
    ] {
        let entry = journal.consider(Order::Do(command), now()).expect("accepted");
        journal.push(entry);
    }
    let bundle = bundle(&journal);
    let formats: Vec<Format> = Format::ALL.iter().map(|(format, _)| *format).collect();
    for wanted in bundle.all(&formats) {
        let bytes = bundle.bytes(wanted).expect("made");
        assert!(!bytes.is_empty(), "{wanted:?}");
        let name = bundle.name(wanted);
        assert!(!name.contains(['/', '\u{1B}', '\u{202E}']) && name.len() < 255, "{name}");
        if let Ok(text) = String::from_utf8(bytes) {
            // JSON says the very characters, escaped; all else says none that steers.
            let steers = ['\u{1B}', '\u{7}', '\u{202E}', '\u{202C}'];
            let kept = wanted == Wanted::Record;
            assert!(kept || !text.contains(steers), "{wanted:?}");
            assert!(!text.contains(['\u{1B}', '\u{7}']), "{wanted:?}");
            let html = matches!(wanted, Wanted::Paper(_, Format::Html));
            assert!(!html || !text.contains("<script"), "{wanted:?}");
        }
    }
    let csv = bundle.bytes(Wanted::Table(Table::Roll)).expect("made");
    let csv = String::from_utf8(csv).expect("text");
    assert!(csv.contains("'=1+1"), "{csv}");
    assert!(csv.lines().all(|line| !line.starts_with('=') && !line.contains(",=")), "{csv}");
}

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
    use thuky::store::Misfit;
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
    use thuky::store::Misfit;
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
fn only_what_was_carried_is_a_task_of_a_resolution() {
    let script = COUNCIL.replace("vote 2 yes 5 no 1 by hand", "vote 2 yes 1 no 5 by hand");
    let journal = played(&script);
    for kind in [PaperKind::Resolution, PaperKind::Decisions] {
        let text = papers::plain(&document(&journal, kind), 1_000);
        assert!(!text.contains("Fred Mason (Town Engineer)  2027"), "{text}");
        assert!(!text.contains("Owner"), "no table of tasks: {text}");
    }
}

#[test]
fn what_was_corrected_later_is_not_said_to_be_adopted() {
    let mut journal = played(COUNCIL);
    let adopted = "The minutes were read back and adopted.";
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
        if paper.kind != PaperKind::News {
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
fn a_template_of_one_s_own_changes_words_order_and_letterhead() {
    let own = r#"
        base = "plain"
        id = "larkfield"
        body = "Larkfield Town Council"
        letterhead = ["COUNTY OF LARKSHIRE"]
        [words]
        place = "Held at"
        [[paper]]
        kind = "minutes"
        name = "PROCEEDINGS"
        pieces = ["title", "> Held by {body} on {day}.", "votes", "signatures"]
    "#;
    let mut templates = Templates::default();
    templates.add(template::parse(own, templates.all()).expect("sound"));
    let journal = played(COUNCIL);
    let bundle = Bundle::of(BOOK, &journal, &templates).expect("a template");
    let minutes = papers::plain(&bundle.document(Paper::whole(PaperKind::Minutes)), 80);
    assert!(minutes.contains("PROCEEDINGS") && !minutes.contains("ATTENDANCE"), "{minutes}");
    assert!(minutes.contains("Held by Larkfield Town Council on 18 November 2026."), "{minutes}");
    let decisions = papers::plain(&bundle.document(Paper::whole(PaperKind::Decisions)), 80);
    assert!(decisions.contains("Held at: Council Chamber"), "{decisions}");
    assert!(decisions.contains("COUNTY OF LARKSHIRE"), "{decisions}");
}

#[test]
fn the_page_about_papers_names_every_part_placeholder_and_kind() {
    let page = include_str!("../docs/papers.md");
    let named = |word: &str| assert!(page.contains(&format!("`{word}`")), "papers.md lacks {word}");
    let parts = template::Part::ALL.iter().map(|(_, word)| (*word).to_owned());
    let places = template::PLACEHOLDERS.iter().map(|word| format!("{{{word}}}"));
    let kinds = PaperKind::ALL.iter().map(|(_, word)| (*word).to_owned());
    let formats = Format::ALL.iter().map(|(_, word)| (*word).to_owned());
    for word in parts.chain(places).chain(kinds).chain(formats) {
        named(&word);
    }
    // The example there is sound.
    let example = page.split("```toml\nbase").nth(1).and_then(|rest| rest.split("```").next());
    let example = format!("base{}", example.expect("an example"));
    let read = template::parse(&example, Templates::default().all());
    assert!(read.is_ok(), "{read:?}");
}

#[test]
fn a_seal_holds_its_template_whatever_becomes_of_it() {
    let own =
        "base = \"plain\"\nid = \"own\"\n[[paper]]\nkind = \"minutes\"\nname = \"PROCEEDINGS\"\n";
    let mut templates = Templates::default();
    templates.add(template::parse(own, templates.all()).expect("sound"));
    let mut journal = played(COUNCIL.trim_end().trim_end_matches("seal"));
    let order = Order::Do(Command::Seal { template: String::new() });
    let order = templates.pin(order, journal.meeting());
    let entry = journal.consider(order, now()).expect("sealed");
    journal.push(entry);
    // Another machine, without that template.
    let bundle = bundle(&journal);
    let minutes = papers::plain(&bundle.document(Paper::whole(PaperKind::Minutes)), 80);
    assert!(minutes.contains("PROCEEDINGS"), "{minutes}");
    let bytes = bundle.bytes(Wanted::Paper(Paper::whole(PaperKind::Minutes), Format::Pdf));
    assert_eq!(found(&bytes.expect("made"), &journal), Finding::Same);
}

#[test]
fn an_extract_holds_one_decision_and_no_other() {
    let journal = played(COUNCIL);
    let bundle = bundle(&journal);
    let of = bundle.meeting.conclusions.get(1).map(|one| one.id);
    let extract = papers::plain(&bundle.document(Paper { kind: PaperKind::Extract, of }), 1_000);
    assert!(extract.contains("Repair the bridge") && extract.contains("5 of 6 for"), "{extract}");
    assert!(!extract.contains("Deputy mayor") && !extract.contains("approved"), "{extract}");
    let nothing = Paper { kind: PaperKind::Extract, of: Some(ConclusionId(9_999)) };
    assert!(papers::plain(&bundle.document(nothing), 80).contains(UNKNOWN));
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

/// As many pages as a congress of two thousand fills: DOCX and PDF each come whole.
#[test]
fn the_minutes_of_a_congress_of_two_thousand_are_made_whole() {
    let journal = thuky_congress::congress(2_000, 50);
    let bundle = bundle(&journal);
    let roll = bundle.document(Paper::whole(PaperKind::Attendance));
    let docx = papers::docx(&roll).expect("made");
    let words = papers::words_in_docx(&docx).expect("words");
    assert!(words.contains("Đại biểu 2000"), "the last one is there");
    let pdf = papers::pdf(&roll).expect("made");
    let file = lopdf::Document::load_mem(&pdf).expect("a PDF");
    assert!(file.get_pages().len() > 40, "{} pages", file.get_pages().len());
    let last = u32::try_from(file.get_pages().len()).expect("few");
    let text = file.extract_text(&[last - 1]).expect("text");
    assert!(text.contains("Họ và tên"), "the head is repeated: {text}");
}

#[path = "support/congress.rs"]
mod thuky_congress;
