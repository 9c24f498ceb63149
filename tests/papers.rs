//! Papers of two real kinds of meeting in every format: they say the same, and nothing else.

#[path = "support/congress.rs"]
mod congress;
#[path = "support/played.rs"]
mod played;

use congress::congress;
use played::{BOARD, BOOK, CELL, COUNCIL, SEED, bundle, document, now, played};
use thuky::domain::{AgendaCommand, Command, ConclusionId, Detail, RecordCommand, RollCommand};
use thuky::export::{Bundle, Wanted};
use thuky::journal::{Journal, Order};
use thuky::papers::data::Table;
use thuky::papers::{
    self, Block, Document, Format, Paper, PaperKind, Role, Templates, UNKNOWN, papers_of, template,
};

/// The words of a Markdown text as they read on the page.
fn words_of_markdown(document: &Document) -> Vec<String> {
    let mut text = String::new();
    for line in papers::markdown(document).lines() {
        let is_rule = line.starts_with('|') && line.chars().all(|c| "|:- ".contains(c));
        if is_rule || line == "---" {
            continue;
        }
        let line = line.trim_start().trim_start_matches('#');
        // A lettered point, and a numbered decision, stand behind the mark of a plain one.
        let named = |rest: &str| rest.starts_with("Decision ") || rest.starts_with("Kết luận ");
        let line = match line.strip_prefix("- ").filter(|rest| named(rest)) {
            Some(rest) => rest,
            None => line,
        };
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
    let copies = document.blocks.contains(&Block::PageBreak);
    let (mut words, mut before) = (Vec::new(), 0_u32);
    for number in file.get_pages().into_keys() {
        let text = file.extract_text(&[number]).expect("text");
        let mut page: Vec<String> = text.split_whitespace().map(String::from).collect();
        let number = if before == 0 { 0 } else { before + 1 };
        match page.iter().rposition(|word| *word == number.to_string()) {
            Some(found) if number > 0 => {
                page.remove(found);
                before = number;
            }
            // Every copy begins anew.
            _ => {
                assert!(number == 0 || copies, "later pages have numbers");
                before = 1;
            }
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
        if let Block::Heading { text, .. } | Block::Paragraph(text) | Block::Point { text, .. } =
            block
        {
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
            let plain = papers::plain(&document, 100_000).replace(['─', '═'], "");
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
        // A list of names has nothing that nobody said.
        if ![PaperKind::Notice, PaperKind::SignIn].contains(&paper.kind) {
            assert!(words.contains(UNKNOWN), "{paper:?}: {words}");
        }
        // Nobody stated a count of that vote.
        assert!(!words.contains("8/8 ") && !words.contains("đồng ý 08/08"), "{paper:?}: {words}");
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
        Command::Agenda(AgendaCommand::AddItem {
            title: harm.into(),
            presenter: None,
            planned: None,
        }),
        Command::Roll(RollCommand::Enrol {
            name: format!("=1+1{harm}"),
            post: harm.into(),
            class: None,
        }),
        Command::Record(RecordCommand::Conclude {
            item: None,
            text: format!("{harm}{}", "dài".repeat(3_400)),
        }),
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
fn what_was_said_before_any_item_stands_before_the_first() {
    let script = COUNCIL.replacen("item ", "note \"The clerk welcomed the public.\"\nitem ", 1);
    let journal = played(&script);
    let kind = PaperKind::Minutes;
    let text = papers::plain(&document(&journal, kind), 1_000);
    let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}: {text}"));
    let first = &journal.meeting().items[0].title;
    assert!(place("welcomed the public") < place(first), "{text}");
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
fn a_template_may_print_when_each_item_was_taken() {
    let script = "convene \"Larkfield Board\" rules board date 2026-03-02\n\
        member \"Ann Reed\" class official\npresent all\nitem \"The roof\"\nitem \"The mill\"\n\
        item \"Any other business\"\nopen 19:00\nstart 1 19:05\nfinish 1 19:20\nstart 2 19:20\n\
        start 1 19:30\nclose 19:40\n";
    let own = "base = \"plain\"\nid = \"timed\"\nitem-times = true\n";
    let mut templates = Templates::default();
    let minutes = |templates: &Templates| {
        let bundle = Bundle::of(BOOK, &played(script), templates).expect("a template");
        papers::plain(&bundle.document(Paper::whole(PaperKind::Minutes)), 80)
    };
    assert!(minutes(&templates).contains("1. The roof\n"), "{}", minutes(&templates));
    templates.add(template::parse(own, templates.all()).expect("sound"));
    let timed = minutes(&templates);
    assert!(timed.contains("1. The roof (19:05–19:20, 19:30–19:40)"), "{timed}");
    assert!(timed.contains("2. The mill (19:20–19:30)"), "{timed}");
    assert!(timed.contains("3. Any other business\n"), "{timed}");
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

/// As many pages as a congress of two thousand fills: DOCX and PDF each come whole.
#[test]
fn the_minutes_of_a_congress_of_two_thousand_are_made_whole() {
    let journal = congress(2_000, 50);
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

#[test]
fn letters_that_a_pdf_cannot_show_are_named_and_keep_it_from_claiming_more() {
    let lacking =
        |journal: &Journal| papers::letters_lacking(&document(journal, PaperKind::Minutes));
    for script in [SEED, CELL, COUNCIL, BOARD] {
        assert!(lacking(&played(script)).is_empty(), "every letter of the samples is there");
    }
    let claims = |journal: &Journal| {
        let bytes = papers::pdf(&document(journal, PaperKind::Minutes)).expect("a file");
        String::from_utf8_lossy(&bytes).contains("pdfuaid:part")
    };
    assert!(claims(&played(COUNCIL)));
    for letters in ["ꨀꨁ", "សួស្តី", "สวัสดี", "会議", "اجتماع", "✓🎉"]
    {
        let script = COUNCIL.replace("Thanks the engineer", &format!("Thanks {letters}"));
        let journal = played(&script);
        let found = lacking(&journal);
        let first = letters.chars().next().expect("a letter");
        assert!(found.contains(&first), "{letters}: {found:?}");
        assert!(!claims(&journal), "{letters}");
    }
}

#[test]
fn voting_papers_have_every_name_that_stands_and_a_box_beside_it() {
    let script = COUNCIL.split("vote 3").next().expect("the script up to the ballot");
    let journal = played(&format!("{script}strike off 3 Lennox\n"));
    let bundle = bundle(&journal);
    let papers = papers_of(&bundle.meeting, &bundle.template);
    let paper = papers.into_iter().find(|paper| paper.kind == PaperKind::VotingPaper);
    let text = papers::plain(&bundle.document(paper.expect("one of the election")), 80);
    let copies = text.matches("Deputy mayor").count();
    assert!(copies >= 2, "{text}");
    assert_eq!(text.matches('□').count(), copies, "{text}");
    assert_eq!(text.matches("Bessy Higgins").count(), copies);
    assert!(!text.contains("Edith Lennox"), "who was struck off is on no paper: {text}");
    assert!(text.contains("Vote for ONE only."), "{text}");
}

#[test]
fn what_goes_out_beside_the_minutes_has_not_their_number() {
    let bundle = bundle(&played(COUNCIL));
    for kind in [PaperKind::Invitation, PaperKind::Agenda, PaperKind::SignIn, PaperKind::Notice] {
        let text = papers::plain(&bundle.document(Paper::whole(kind)), 80);
        assert!(!text.contains("No. 11"), "{text}");
    }
    let minutes = papers::plain(&bundle.document(Paper::whole(PaperKind::Minutes)), 80);
    assert!(minutes.contains("No. 11"), "{minutes}");
}

/// Sentences as the clerk who signs them would write them, each with the meeting it comes of.
#[test]
fn sentences_are_those_of_a_clerk() {
    let text = |script: &str| papers::plain(&document(&played(script), PaperKind::Minutes), 1_000);
    let council = text(COUNCIL);
    for told in [
        "of the regular meeting of Larkfield Town Council, held at Council Chamber",
        "A quorum was present (6 of 7; 4 required).",
        "Apologies: Anne Dixon (ill).",
        "RESOLVED (moved by John Thornton, seconded by Nicholas Frost): Repair the bridge",
        "Action: Fred Mason, by 30 June 2027.",
        "RESOLVED: That Bessy Higgins be elected Deputy mayor.",
        "Next meeting: 16 December 2026 at 18:00, Council Chamber.",
    ] {
        assert!(council.contains(told), "{told}: {council}");
    }
    for wrong in ["IV. VOTES", "unexcused", "2027-06-30", "Fred Mason (Town Engineer):"] {
        assert!(!council.contains(wrong), "{wrong}: {council}");
    }
    let board = text(BOARD);
    for told in [
        "Có mặt 04/04 thành viên, đủ điều kiện tiến hành họp (tối thiểu 3/4).",
        "Vắng: không.",
        "Quyết nghị: Thông qua kế hoạch quý IV năm 2026.",
        "Giao: Đinh Công Quý; thời hạn: 31/12/2026.",
        "CHỦ TỊCH",
        "./.",
    ] {
        assert!(board.contains(told), "{told}: {board}");
    }
    for wrong in ["ông/bà", "ý kiến khác 0", "CHỦ TỌA"] {
        assert!(!board.contains(wrong), "{wrong}: {board}");
    }
    let cell = text(CELL);
    for told in [
        "tháng 02 năm 2026",
        "Đồng chí Trần Văn Bình chỉ ra tồn tại, hạn chế: vệ sinh ngõ 3 còn chậm.",
        "Kỳ họp sau: 19 giờ 30 phút, ngày 03/3/2026.",
    ] {
        assert!(cell.contains(told), "{told}: {cell}");
    }
    let interest = "convene \"Club\" rules society date 2026-11-08\nmember \"Ben Cole\" class official\n\
                    member \"Ann Reed\" class official\nitem \"The mill\"\npresent all\nopen 14:00\n\
                    interest Cole item 1 leaves \"owns the mill\"\n";
    let interest = text(interest);
    let told = "Ben Cole declared an interest in item 1 (owns the mill) and left the room.";
    assert!(interest.contains(told), "{interest}");
}

/// The text of a paper, as wide as it likes.
fn text_of(script: &str, kind: PaperKind) -> String {
    papers::plain(&bundle(&played(script)).document(Paper::whole(kind)), 10_000)
}

#[test]
fn what_nobody_said_falls_out_with_the_words_around_it() {
    let script = COUNCIL.replace("place Council Chamber, Town Hall\n", "");
    assert!(!script.contains("place "), "{script}");
    let minutes = text_of(&script, PaperKind::Minutes);
    assert!(
        minutes
            .contains("of the regular meeting of Larkfield Town Council, held on 18 November 2026"),
        "{minutes}"
    );
    // A notice of a meeting without its place is none: there it stays a blank.
    let notice = text_of(&script, PaperKind::Invitation);
    assert!(notice.contains("will be held at ……, 18 November 2026, at 18:00."), "{notice}");
    // A blank has no stop behind it, and a heading without anything below it does not stand.
    let script = script.split("open 18:00").next().expect("before the opening").to_owned();
    let decisions = text_of(&script, PaperKind::Decisions);
    assert!(decisions.contains("The meeting closed at ……\n"), "{decisions}");
    assert!(!decisions.contains("TASKS"), "{decisions}");
    assert!(text_of(COUNCIL, PaperKind::Decisions).contains("III. TASKS"));
}

#[test]
fn every_guest_gets_an_invitation_on_a_page_of_its_own() {
    let script = COUNCIL.replace("open 18:00", "guest \"Ruth Hay\" post \"Auditor\"\nopen 18:00");
    let bundle = bundle(&played(&script));
    let document = bundle.document(Paper::whole(PaperKind::Invitation));
    let breaks = document.blocks.iter().filter(|block| **block == Block::PageBreak).count();
    assert_eq!(breaks, 1);
    let text = papers::plain(&document, 10_000);
    for name in ["To: Fred Mason (Town Engineer)", "To: Ruth Hay (Auditor)"] {
        assert_eq!(text.matches(name).count(), 1, "{text}");
    }
    let file = lopdf::Document::load_mem(&papers::pdf(&document).expect("a file")).expect("a PDF");
    assert_eq!(file.get_pages().len(), 2);
    // In Word each is a section whose pages are counted anew.
    let docx = papers::docx(&document).expect("a file");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).expect("an archive");
    let mut xml = String::new();
    let mut part = archive.by_name("word/document.xml").expect("the text");
    std::io::Read::read_to_string(&mut part, &mut xml).expect("text");
    assert_eq!(xml.matches("<w:sectPr>").count(), 2);
    assert_eq!(xml.matches("<w:pgNumType w:start=\"1\"/>").count(), 2);
    // Nobody in particular is invited where there are no guests.
    let text = text_of(BOARD, PaperKind::Invitation);
    assert!(text.contains("trân trọng kính mời: ……"), "{text}");
}

#[test]
fn what_goes_out_before_a_meeting_is_no_draft_and_is_dated_by_hand() {
    let before = bundle(&played(CELL.split("niêm phong").next().expect("unsealed")));
    for kind in [PaperKind::Invitation, PaperKind::Agenda, PaperKind::SignIn] {
        assert_eq!(before.document(Paper::whole(kind)).foot, "", "{kind:?}");
    }
    let text = text_of(CELL, PaperKind::Invitation);
    assert!(text.contains("Đông Hà, ngày …… tháng …… năm 2026"), "{text}");
    let text = text_of(COUNCIL, PaperKind::Invitation);
    assert!(text.contains("Dated: ……") && !text.contains("Larkfield, 18"), "{text}");
}

#[test]
fn an_extract_has_the_words_of_the_minutes_and_names_them() {
    let bundle = bundle(&played(COUNCIL));
    let minutes = papers::plain(&bundle.document(Paper::whole(PaperKind::Minutes)), 10_000);
    let papers = papers_of(&bundle.meeting, &bundle.template);
    for paper in papers.into_iter().filter(|paper| paper.kind == PaperKind::Extract) {
        let text = papers::plain(&bundle.document(paper), 10_000);
        assert!(text.contains("No. 11 of the regular meeting"), "{text}");
        let decided =
            text.lines().filter(|line| line.contains("RESOLVED") || line.contains("Vote"));
        assert!(decided.clone().count() >= 2, "{text}");
        for line in decided {
            assert!(minutes.contains(line.trim()), "{line} in {minutes}");
        }
        assert!(!text.contains("corrected as above"), "{text}");
    }
}

#[test]
fn a_company_is_named_with_its_number_and_seat_and_keeps_them() {
    let script = format!("{BOARD}\n").replacen(
        "địa điểm",
        "mã số doanh nghiệp 0100000000\ntrụ sở chính Số 1, phố Chợ\nđịa điểm",
        1,
    );
    let text = text_of(&script, PaperKind::Minutes);
    assert!(text.contains("- Mã số doanh nghiệp: 0100000000."), "{text}");
    assert!(text.contains("- Địa chỉ trụ sở chính: Số 1, phố Chợ."), "{text}");
}

#[test]
fn a_party_cell_splits_those_present_and_absent() {
    let text = text_of(CELL, PaperKind::Minutes);
    assert!(
        text.contains("Tổng số đảng viên của chi bộ: 06 đồng chí (chính thức: 05; dự bị: 01).")
    );
    assert!(text.contains("Có mặt: 05 đồng chí (chính thức: 04; dự bị: 01), đạt tỷ lệ 83,33%."));
    let absent = "Vắng: 01 đồng chí (chính thức: 01; dự bị: 0); có lý do: đồng chí Phạm Đức Dũng";
    assert!(text.contains(absent), "{text}");
    // Where not everybody is on the roll nobody knows.
    let text = text_of(SEED, PaperKind::Minutes);
    assert!(text.contains("Có mặt: 08 đồng chí, đạt tỷ lệ 100%."), "{text}");
}

#[test]
fn a_sheet_to_sign_has_room_for_a_hand_and_for_those_not_named_yet() {
    let table = |script: &str| {
        let document = document(&played(script), PaperKind::SignIn);
        let table = document.blocks.into_iter().find_map(|block| match block {
            Block::Table { columns, rows } => Some((columns, rows)),
            _ => None,
        });
        table.expect("a table")
    };
    let (columns, rows) = table(COUNCIL);
    assert!(columns.iter().any(|column| column.room >= 10), "{columns:?}");
    assert_eq!(rows.len(), 8);
    // Eight belong to the cell, two of them are on the roll; three guests.
    assert_eq!(table(SEED).1.len(), 11);
    // Nobody is on the roll: a page of empty rows.
    let (_, rows) = table("convene \"Larkfield Board\" rules board date 2026-03-02\n");
    assert_eq!(rows.len(), 20);
    assert!(rows.iter().all(|row| row[1].trim().is_empty()));
}

#[test]
fn the_previous_question_and_its_kin_are_told_as_minutes_tell_them() {
    let script = "convene \"Larkfield Board\" rules board date 2026-03-02\n\
        member \"Ann Reed\" class official\nmember \"Ben Cole\" class official\n\
        member \"Cy Drew\" class official\nmember \"Di Ewing\" class official\npresent all\n\
        item \"The roof\"\nopen 19:00\nstart 1\n\
        procedural close debate mover Cole seconder Drew\nvote 1 yes 2 no 2\n\
        procedural recess mover Reed\nvote 2 yes 3 no 1\n";
    let text = text_of(script, PaperKind::Minutes);
    let lost = "The previous question, moved by Ben Cole, seconded by Cy Drew, was lost.";
    assert!(text.contains(lost), "{text}");
    assert!(text.contains("The motion to recess, moved by Ann Reed, was carried."), "{text}");
}

#[test]
fn a_discipline_s_per_cent_is_the_same_in_sentence_and_table() {
    let members: Vec<String> =
        (1..=10).map(|n| format!("đảng viên \"Nguyễn Văn {n}\" diện chính thức\n")).collect();
    let members = members.concat();
    let script = format!(
        "triệu tập \"Chi bộ Mẫu\" thể thức party-cell ngày 8/11/2026\n{members}có mặt tất cả\n\
         khai mạc 14:00\nphương án \"Kỷ luật đồng chí Mười\" về việc kỷ luật\n\
         biểu quyết 1 \"khai trừ\" 3 \"cách chức\" 2 \"cảnh cáo\" 3 \"khiển trách\" 2 \
         phát ra 10 thu về 10 không hợp lệ 0\n"
    );
    let journal = played(&script);
    let document = document(&journal, PaperKind::Minutes);
    let table = document.blocks.iter().find_map(|block| match block {
        Block::Table { rows, .. } => Some(rows.clone()),
        _ => None,
    });
    let text = papers::plain(&document, 10_000);
    for row in table.expect("the table of the vote") {
        let [name, votes, sum, share, _] = row.as_slice() else { panic!("{row:?}") };
        let told = if sum == votes {
            format!("{name} {votes} ({share})")
        } else {
            format!("{name} {votes}, cộng dồn {sum} ({share})")
        };
        assert!(text.contains(&told), "{told} in {text}");
    }
}
