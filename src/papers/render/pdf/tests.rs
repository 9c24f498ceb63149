use chrono::NaiveDate;

use crate::papers::{Align, Block, Column, Document, Form, HeadLine, Layout, Role, Side, Text};
use crate::text::Lang;

use super::galley::Galley;
use super::pages::{Page, Source, cut};
use super::strip::{Item, Matter, Strip};
use super::{pdf, stamp_in};

const WORDS: &str = "Hội nghị nhất trí với báo cáo của chi uỷ và giao văn phòng thực hiện ";

fn paper(form: Form, blocks: Vec<Block>) -> Document {
    Document {
        lang: Lang::Vi,
        title: "Biên bản".into(),
        author: "Chi bộ".into(),
        date: NaiveDate::from_ymd_opt(2023, 11, 8).unwrap(),
        layout: Layout::of(form),
        foot: String::new(),
        stamp: None,
        blocks,
        notes: Vec::new(),
    }
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(words.into())
}

fn heading(text: &str) -> Block {
    Block::Heading { depth: 0, text: text.into() }
}

fn signatures() -> Block {
    Block::Signatures {
        left: Side::Recipients { head: "Nơi nhận:".into(), lines: vec!["- Lưu.".into()] },
        right: Side::Signs {
            lines: vec!["CHỦ TRÌ".into()], name: "Nguyễn Thị Hồng".into()
        },
    }
}

fn table(columns: usize, rows: usize, cell: &str) -> Block {
    let column = Column { head: "Cột".into(), align: Align::Left, share: 1, room: 0 };
    Block::Table { columns: vec![column; columns], rows: vec![vec![cell.into(); columns]; rows] }
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
        usize::try_from((self.0 >> 33) % below).unwrap()
    }
}

fn pages_of(document: &Document) -> (Galley, Vec<Page>) {
    let mut galley = Galley::of(document);
    let pages = cut(&mut galley);
    (galley, pages)
}

fn strips<'a>(galley: &'a Galley, page: &Page) -> Vec<&'a Strip> {
    let strips = page.body.iter().map(|(source, _)| match source {
        Source::Strip(index) => &galley.strips[*index],
        Source::Head(index) => &galley.heads[*index],
    });
    strips.collect()
}

/// The words of each page, as a reader of the file finds them.
fn read(bytes: &[u8]) -> Vec<String> {
    let file = lopdf::Document::load_mem(bytes).unwrap();
    let numbers = file.get_pages().into_keys();
    numbers.map(|number| file.extract_text(&[number]).unwrap()).collect()
}

fn words_of(strip: &Strip) -> String {
    let lines = strip.items.iter().filter_map(|item| match &item.matter {
        Matter::Line { line, .. } => Some(line.text.as_str()),
        Matter::Rule { .. } => None,
    });
    lines.collect()
}

/// A paper of headings and paragraphs of all lengths, closed by signatures.
fn mixed(seed: u64) -> Document {
    let mut dice = Dice(seed);
    let mut blocks = Vec::new();
    for _ in 0..40 {
        match dice.roll(5) {
            0 => blocks.push(heading("Nội dung")),
            1 => blocks.extend([heading("Phần"), heading("Mục")]),
            _ => blocks.push(paragraph(&WORDS.repeat(1 + dice.roll(14)))),
        }
    }
    blocks.extend([paragraph(&WORDS.repeat(1 + dice.roll(5))), signatures()]);
    paper(Form::Party, blocks)
}

#[test]
fn a_page_never_ends_in_a_heading_nor_tears_a_single_line_off() {
    for seed in 0..60 {
        let (galley, pages) = pages_of(&mixed(seed));
        assert!(pages.len() > 2);
        let tag = |strip: &Strip| strip.items.first().and_then(|item| item.tag);
        for pair in pages.windows(2) {
            let (before, after) = (strips(&galley, &pair[0]), strips(&galley, &pair[1]));
            let (last, first) = (before.last().unwrap(), after.first().unwrap());
            assert!(last.bookmark.is_none(), "heading at the end, seed {seed}");
            if tag(last) == tag(first) {
                let lines = |strips: &[&Strip]| {
                    strips.iter().filter(|strip| tag(strip) == tag(last)).count()
                };
                assert!(lines(&before) >= 2 && lines(&after) >= 2, "seed {seed}");
            }
        }
    }
}

#[test]
fn signatures_are_never_alone() {
    for seed in 0..60 {
        let document = mixed(seed);
        let (galley, pages) = pages_of(&document);
        let last = strips(&galley, pages.last().unwrap());
        assert!(words_of(last.last().unwrap()).contains("CHỦ TRÌ"));
        let before = last.len() - 1;
        let paragraph = galley.strips[galley.strips.len() - 3].items[0].tag
            == galley.strips[galley.strips.len() - 2].items[0].tag;
        assert!(before >= if paragraph { 2 } else { 1 }, "seed {seed}");
    }
}

#[test]
fn nothing_overflows_a_page_and_nothing_is_lost() {
    for seed in 0..30 {
        let (galley, pages) = pages_of(&mixed(seed));
        let mut next = 0;
        for page in &pages {
            for &(source, top) in &page.body {
                assert_eq!(source, Source::Strip(next));
                let bottom = top + galley.strips[next].height + page.notes_height;
                assert!(bottom <= galley.sheet.height + 0.1);
                next += 1;
            }
        }
        assert_eq!(next, galley.strips.len());
    }
}

#[test]
fn pages_are_numbered_from_the_second() {
    let blocks = (0..30).map(|_| paragraph(&WORDS.repeat(8))).collect();
    let texts = read(&pdf(&paper(Form::State, blocks)).unwrap());
    assert!(texts.len() >= 3);
    assert!(!texts[0].contains(|c: char| c.is_ascii_digit()));
    assert!(texts[1].trim_end().ends_with('2'));
    assert!(texts[2].trim_end().ends_with('3'));
}

#[test]
fn the_foot_stands_on_every_page() {
    let blocks = (0..30).map(|_| paragraph(&WORDS.repeat(8))).collect();
    let document = Document { foot: "Dự thảo".into(), ..paper(Form::Plain, blocks) };
    let texts = read(&pdf(&document).unwrap());
    assert!(texts.len() >= 2 && texts.iter().all(|text| text.contains("Dự thảo")));
}

#[test]
fn a_table_repeats_its_head() {
    let (galley, pages) = pages_of(&paper(Form::Party, vec![table(4, 150, "Tán thành")]));
    assert!(pages.len() >= 3);
    for page in pages.iter().skip(1) {
        assert_eq!(page.body[0], (Source::Head(0), 0.0));
        assert!(page.body.len() > 2);
    }
    assert!(galley.heads[0].items.iter().all(|item| item.tag.is_none()));
}

#[test]
fn a_cell_longer_than_a_page_goes_on() {
    let cell = WORDS.repeat(120);
    let (galley, pages) = pages_of(&paper(Form::Party, vec![table(2, 1, &cell)]));
    assert!(pages.len() >= 3);
    let text = galley.strips.iter().map(words_of).collect::<String>();
    assert_eq!(text.matches("nhất").count(), 240);
    for page in &pages {
        let &(source, top) = page.body.last().unwrap();
        let Source::Strip(index) = source else { panic!("a head alone") };
        assert!(top + galley.strips[index].height <= galley.sheet.height + 0.1);
    }
}

#[test]
fn footnotes_stand_on_the_page_of_their_mark() {
    let mut blocks = Vec::new();
    for note in 1..=30 {
        blocks.push(Block::Paragraph(Text { words: WORDS.repeat(5), notes: vec![note] }));
    }
    let notes = (0..30).map(|note| format!("Ghi chú {note}. {WORDS}")).collect();
    let (galley, pages) = pages_of(&Document { notes, ..paper(Form::Party, blocks) });
    for page in &pages {
        let marks = strips(&galley, page).iter().flat_map(|s| s.notes.clone()).collect::<Vec<_>>();
        let mut set = page.notes.iter().map(|(note, _)| *note).collect::<Vec<_>>();
        set.dedup();
        assert_eq!(marks, set);
        let &(Source::Strip(last), top) = page.body.last().unwrap() else { continue };
        let bottom = top + galley.strips[last].height + page.notes_height;
        assert!(bottom <= galley.sheet.height + 0.1);
    }
}

#[test]
fn a_footnote_longer_than_a_page_goes_on() {
    let blocks = vec![
        Block::Paragraph(Text { words: WORDS.into(), notes: vec![1, 1, 7, 0] }),
        paragraph(WORDS),
        table(1, 1, &WORDS.repeat(30)),
    ];
    let document = Document { notes: vec![WORDS.repeat(200)], ..paper(Form::Party, blocks) };
    let (galley, pages) = pages_of(&document);
    assert!(pages.len() >= 2);
    let set = pages.iter().map(|page| page.notes.len()).sum::<usize>();
    assert_eq!(set, galley.notes[0].len());
    for page in &pages {
        let bottom = page.body.last().map_or(0.0, |&(source, top)| match source {
            Source::Strip(index) => top + galley.strips[index].height,
            Source::Head(_) => panic!("a head alone"),
        });
        assert!(bottom + page.notes_height <= galley.sheet.height + 0.1);
    }
    assert!(pdf(&document).is_ok());
}

#[test]
fn all_letters_come_back_composed() {
    let vowels = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"];
    let tones = ["", "\u{301}", "\u{300}", "\u{309}", "\u{303}", "\u{323}"];
    let mut letters = String::from("đ");
    for vowel in vowels {
        letters.extend(tones.iter().map(|tone| format!("{vowel}{tone}")));
    }
    let letters = format!("{letters}{}", letters.to_uppercase());
    let text = read(&pdf(&paper(Form::Plain, vec![paragraph(&letters)])).unwrap()).concat();
    let composed = super::clean::clean(&letters).into_owned();
    assert_eq!(composed.chars().count(), 146);
    for letter in composed.chars() {
        assert!(text.contains(letter), "{letter}");
    }
}

#[test]
fn letters_with_two_marks_keep_their_own_meaning() {
    let words = "ơ̆ ê̆ č̆ ơ ê č";
    let text = read(&pdf(&paper(Form::Plain, vec![paragraph(words)])).unwrap()).concat();
    assert!(text.contains("ơ ê č"), "{text}");
    assert!(text.contains("ơ\u{306}"), "{text}");
}

#[test]
fn hostile_texts_do_no_harm() {
    let long = "x".repeat(10_000);
    let texts = [
        "",
        "\n\n\n",
        " ",
        "\t\u{b}\u{0}\u{1b}\u{7f}\u{9f}",
        "\u{202e}abc\u{202c}\u{2066}x\u{2069}\u{200e}\u{200f}\u{feff}",
        "😀👨‍👩‍👧 漢字 \u{e000} \u{10ffff} \u{fffd}",
        "שלום مرحبا नमस्ते",
        "a\u{200b}b\u{200d}c\u{ad}d\u{a0}e\u{2028}f",
        "\u{306}\u{306}\u{306}",
        long.as_str(),
    ];
    let mut blocks = Vec::new();
    for text in texts {
        let line = HeadLine { role: Role::Motto, text: text.into() };
        let side = Side::Signs { lines: vec![text.into(), text.into()], name: text.into() };
        blocks.extend([
            Block::Letterhead { left: vec![line.clone()], right: vec![line] },
            Block::Title { name: text.into(), subject: text.into() },
            heading(text),
            paragraph(text),
            Block::Point { depth: 200, mark: text.into(), text: text.into() },
            Block::Point { depth: 0, mark: "-".into(), text: text.into() },
            table(1, 1, text),
            table(12, 2, text.get(..300).unwrap_or(text)),
            table(80, 1, text.get(..30).unwrap_or(text)),
            table(0, 3, text),
            table(3, 0, text),
            Block::Signatures { left: side.clone(), right: side },
        ]);
    }
    for form in [Form::Party, Form::State, Form::Plain] {
        let document = Document { foot: "x\ny".into(), ..paper(form, blocks.clone()) };
        let (galley, pages) = pages_of(&document);
        for page in &pages {
            for strip in strips(&galley, page) {
                assert!(strip.height <= galley.sheet.height + 0.1);
            }
        }
        assert!(!pdf(&document).unwrap().is_empty());
    }
    assert!(pdf(&Document { title: String::new(), ..paper(Form::Party, Vec::new()) }).is_ok());
}

#[test]
fn a_word_without_end_breaks_at_the_margin() {
    let (galley, _) = pages_of(&paper(Form::Party, vec![paragraph(&"x".repeat(10_000))]));
    let inside = |item: &Item| match &item.matter {
        Matter::Line { line, .. } => item.x + line.to <= galley.sheet.width + 0.1,
        Matter::Rule { .. } => true,
    };
    assert!(galley.strips.iter().flat_map(|strip| &strip.items).all(inside));
    let count = galley.strips.iter().map(|strip| words_of(strip).len()).sum::<usize>();
    assert_eq!(count, 10_000);
}

#[test]
fn missing_characters_stay_in_the_text() {
    let claims = |bytes: &[u8]| bytes.windows(11).any(|window| window == b"pdfuaid:par");
    let document = paper(Form::Party, vec![heading("A"), paragraph("B 漢 C 字 □")]);
    // A box says nothing to whoever sees it, so that the file claims nothing.
    let bytes = pdf(&document).unwrap();
    assert!(!claims(&bytes));
    let (galley, _) = pages_of(&document);
    assert_eq!(words_of(&galley.strips[1]), "B 漢 C 字 □");
    let whole = paper(Form::Party, vec![heading("A"), paragraph("B C □")]);
    assert!(claims(&pdf(&whole).unwrap()));
    let untitled = pdf(&Document { title: String::new(), ..whole }).unwrap();
    assert!(!claims(&untitled));
}

#[test]
fn a_stamp_comes_back() {
    let stamps = ["bb-7:a1b2", "", "%%)( \\ <&> ]", "số 12/BB-CB – ơ̆", "thuky:thuky:"];
    for stamp in stamps {
        let document =
            Document { stamp: Some(stamp.into()), ..paper(Form::Party, vec![paragraph(WORDS)]) };
        assert_eq!(stamp_in(&pdf(&document).unwrap()).as_deref(), Some(stamp));
    }
    let title = "<?xpacket begin= <pdf:Keywords>thuky:x</pdf:Keywords> /Keywords (thuky:x)";
    let document = Document { title: title.into(), ..paper(Form::Party, Vec::new()) };
    assert_eq!(stamp_in(&pdf(&document).unwrap()), None);
    assert_eq!(stamp_in(b""), None);
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = mixed(7);
    assert_eq!(pdf(&document).unwrap(), pdf(&document).unwrap());
}

#[test]
fn signatures_give_up_room_rather_than_go_to_a_page_of_their_own() {
    // However full the page is, the signatures go over only where squeezing them is not enough.
    let mut saved = 0;
    for lines in 20..60 {
        let text = (0..lines).map(|_| paragraph("Một dòng"));
        let document = paper(Form::Party, text.chain([signatures()]).collect());
        let (galley, pages) = pages_of(&document);
        let last = galley.strips.last().unwrap();
        let left = last.spare.map_or(0.0, |spare| spare.height);
        let whole = Galley::of(&document);
        let whole = whole.strips.last().unwrap().spare.unwrap().height;
        assert!(left >= 0.0 && left <= whole);
        if left < whole {
            saved += 1;
            assert_eq!(pages.len(), 1, "{lines}");
            let (_, top) = *pages[0].body.last().unwrap();
            assert!(top + last.height <= galley.sheet.height + 0.02, "{lines}");
        }
        // What is left free is never less than a hand needs.
        let items = &last.items;
        let names = items.iter().map(|item| item.top).fold(0.0, f32::max);
        let above = items.iter().filter(|item| item.top < names);
        let above = above.map(|item| item.top + item.height).fold(0.0, f32::max);
        assert!(names - above >= 34.0, "{lines}: {names} {above}");
    }
    assert!(saved > 0);
}

#[test]
fn centred_lines_are_balanced_and_no_word_is_torn_for_it() {
    let text = "HỘI ĐỒNG QUẢN TRỊ CÔNG TY CỔ PHẦN SÔNG MÂY";
    let line = HeadLine { role: Role::Issuer, text: text.into() };
    let nation = HeadLine {
        role: Role::Nation, text: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".into()
    };
    let head = Block::Letterhead { left: vec![line], right: vec![nation] };
    let document = paper(Form::State, vec![head, paragraph("Một dòng")]);
    let words = read(&crate::papers::pdf(&document).unwrap()).concat();
    for word in text.split(' ') {
        assert!(words.split_whitespace().any(|other| other == word), "{word} in {words}");
    }
}
