//! From a key to the finished frame, the comparison with the last frame included.

mod kit;

use chrono::Days;
use criterion::{Criterion, criterion_group, criterion_main};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use thuky::app::{Access, App, Effect, Look, Msg};
use thuky::domain::Meeting;
use thuky::journal::Journal;
use thuky::register::Header;
use thuky::store::{Answer, fresh_book};
use thuky::text::Lang;
use thuky::view::view;

/// The program on a screen of 120 by 40.
struct Desk {
    app: App,
    terminal: Terminal<TestBackend>,
}

impl Desk {
    /// With a meeting open, the roll pane before the eyes.
    fn at_roll(journal: &Journal) -> Self {
        let id = fresh_book();
        let mut desk = Self::at_home(vec![Header::of(id, journal)]);
        desk.press(KeyCode::Enter);
        let entries = journal.entries().to_vec();
        desk.give(Msg::Store(Answer::Loaded { book: id, entries, damaged: false }));
        desk.press(KeyCode::Tab);
        desk
    }

    /// With the list of meetings.
    fn at_home(headers: Vec<Header>) -> Self {
        let look = Look { ascii: false, colour: true };
        let mut app = App::new(Lang::Vi, look, kit::now(), Access::Write);
        app.size = (120, 40);
        let terminal = Terminal::new(TestBackend::new(120, 40)).unwrap();
        let mut desk = Self { app, terminal };
        desk.give(Msg::Store(Answer::Opened { headers, notices: Vec::new() }));
        desk
    }

    /// A message and the frame after it; what the disk is asked for is done at once.
    fn give(&mut self, msg: Msg) {
        let effects = self.app.update(msg, kit::now());
        for effect in effects {
            if let Effect::Keep { token, .. } = effect {
                self.app.update(Msg::Store(Answer::Kept { token }), kit::now());
            }
        }
        let app = &self.app;
        self.terminal.draw(|frame| view(app, frame)).unwrap();
    }

    fn press(&mut self, code: KeyCode) {
        self.give(Msg::Key(KeyEvent::new(code, KeyModifiers::NONE)));
    }

    fn press_control(&mut self, letter: char) {
        self.give(Msg::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)));
    }
}

/// Headers of so many meetings, a day apart.
fn headers(meeting: &Meeting, count: u32) -> Vec<Header> {
    let journal = kit::journal(8, 0);
    let headers = (0..count).map(|number| {
        let date = meeting.date.checked_sub_days(Days::new(u64::from(number))).unwrap();
        let body = format!("Chi bộ Thôn {number:04}");
        Header { body, date, ..Header::of(fresh_book(), &journal) }
    });
    headers.collect()
}

/// Press these keys in turn, one each time.
fn in_turn(desk: &mut Desk, keys: &[KeyCode], bencher: &mut criterion::Bencher) {
    let mut keys = keys.iter().cycle();
    bencher.iter(|| keys.next().map(|key| desk.press(*key)));
}

fn key_to_frame(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("key to frame");
    for members in [8, 2000] {
        let journal = kit::journal(members, 6);
        let mut desk = Desk::at_roll(&journal);
        group.bench_function(format!("step, roll of {members}"), |bencher| {
            in_turn(&mut desk, &[KeyCode::Down, KeyCode::Up], bencher);
        });
        let mut desk = Desk::at_roll(&journal);
        desk.press_control('g');
        desk.press(KeyCode::BackTab);
        group.bench_function(format!("letter of a note, roll of {members}"), |bencher| {
            in_turn(&mut desk, &[KeyCode::Char('ế'), KeyCode::Backspace], bencher);
        });
        let mut desk = Desk::at_roll(&journal);
        group.bench_function(format!("letter of a name, roll of {members}"), |bencher| {
            in_turn(&mut desk, &[KeyCode::Char('m'), KeyCode::Backspace], bencher);
        });
        let mut desk = Desk::at_roll(&journal);
        desk.press(KeyCode::F(5));
        group.bench_function(format!("row of a paper, roll of {members}"), |bencher| {
            in_turn(&mut desk, &[KeyCode::Down, KeyCode::Up], bencher);
        });
        desk.press(KeyCode::Esc);
        desk.press(KeyCode::F(8));
        group.bench_function(format!("part read back, roll of {members}"), |bencher| {
            in_turn(&mut desk, &[KeyCode::Down, KeyCode::Up], bencher);
        });
        // Last, since every mark lengthens the journal.
        let mut desk = Desk::at_roll(&journal);
        group.bench_function(format!("mark, roll of {members}"), |bencher| {
            in_turn(&mut desk, &[KeyCode::Char(' '), KeyCode::Char('!')], bencher);
        });
    }
    for members in [8, 2000] {
        let mut journal = kit::journal(members, 6);
        kit::play(&mut journal, "có mặt tất cả");
        let at_vote = || {
            let mut desk = Desk::at_roll(&journal);
            desk.press(KeyCode::Tab);
            desk.press(KeyCode::Tab);
            desk.press(KeyCode::Char('v'));
            desk
        };
        let mut desk = at_vote();
        group.bench_function(format!("digit of a vote, roll of {members}"), |bencher| {
            in_turn(&mut desk, &[KeyCode::Char('1'), KeyCode::Backspace], bencher);
        });
        let mut desk = at_vote();
        desk.press(KeyCode::Char('r'));
        group.bench_function(format!("answer of a voter, roll of {members}"), |bencher| {
            in_turn(&mut desk, &[KeyCode::Char('+'), KeyCode::Char('-')], bencher);
        });
    }
    let journal = kit::journal(8, 0);
    let mut desk = Desk::at_home(headers(journal.meeting(), 1000));
    group.bench_function("step, 1000 meetings", |bencher| {
        in_turn(&mut desk, &[KeyCode::Down, KeyCode::Up], bencher);
    });
    group.bench_function("letter of a search, 1000 meetings", |bencher| {
        in_turn(&mut desk, &[KeyCode::Char('t'), KeyCode::Backspace], bencher);
    });
    group.finish();
}

criterion_group!(benches, key_to_frame);
criterion_main!(benches);
