//! The rows of the key table, by scope, in the order of help.

use crossterm::event::KeyCode;

use super::{Chord, Row, Scope};
use crate::app::{App, Purpose};
use crate::domain::{AgendaCommand, Answer, At, Command};
use crate::text::Say;

const ENTER: Chord = Chord::plain(KeyCode::Enter);
const ESC: Chord = Chord::plain(KeyCode::Esc);
const TAB: Chord = Chord::plain(KeyCode::Tab);
const BACK_TAB: Chord = Chord::plain(KeyCode::BackTab);
const UP: Chord = Chord::plain(KeyCode::Up);
const DOWN: Chord = Chord::plain(KeyCode::Down);
const LEFT: Chord = Chord::plain(KeyCode::Left);
const RIGHT: Chord = Chord::plain(KeyCode::Right);
const PAGE_UP: Chord = Chord::plain(KeyCode::PageUp);
const PAGE_DOWN: Chord = Chord::plain(KeyCode::PageDown);
const HOME: Chord = Chord::plain(KeyCode::Home);
const END: Chord = Chord::plain(KeyCode::End);
const INSERT: Chord = Chord::plain(KeyCode::Insert);
const DELETE: Chord = Chord::plain(KeyCode::Delete);
const SPACE: Chord = Chord::char(' ');
const ALT_UP: Chord = Chord::alt(KeyCode::Up);
const ALT_DOWN: Chord = Chord::alt(KeyCode::Down);
const ALT_ENTER: Chord = Chord::alt(KeyCode::Enter);

macro_rules! rows {
    ($($scope:ident $id:literal [$($key:expr),+] $footer:literal
        $vi:literal, $en:literal => $run:expr $(, if $probe:expr)? $(, alone = $alone:literal)?;)*) => {
        &[$(Row {
            id: $id,
            scope: Scope::$scope,
            keys: &[$($key),+],
            label: Say { vi: $vi, en: $en },
            footer: $footer,
            run: $run,
            probe: rows!(@probe $($probe)?),
            alone: rows!(@alone $($alone)?),
        }),*]
    };
    (@probe) => { None };
    (@probe $probe:expr) => { Some($probe) };
    (@alone) => { false };
    (@alone $alone:literal) => { $alone };
}

/// All keys.
pub static KEYS: &[Row] = rows! {
    Home "home.open" [ENTER] 1 "mở", "open" => App::home_open;
    Home "home.new" [Chord::ctrl('n'), INSERT] 2 "cuộc họp mới", "new meeting" => App::home_begin;
    Home "home.leave" [Chord::f(10), Chord::ctrl('c'), Chord::ctrl('q')] 3 "thoát", "leave" => App::leave_home;
    Home "home.back" [ESC] 0 "bỏ chữ đang tìm; đang ghi thì dừng", "clear the search; while writing: stop" => App::home_back;
    Home "home.sample" [Chord::f(3)] 4 "mở sổ thử", "open the sample" => App::open_sample;
    Home "home.period" [Chord::ctrl('e')] 7 "ghi giấy tờ cả kỳ", "papers of a period" => App::open_period;
    Home "home.help" [Chord::char('?'), Chord::f(1)] 5 "trợ giúp", "help" => App::open_help;
    Home "home.commands" [Chord::f(9), Chord::ctrl('p')] 6 "tất cả lệnh", "all commands" => App::open_palette;
    Home "home.reopen" [Chord::f(5)] 0 "mở lại sổ khi chưa lưu được", "reopen the register when not saved" => App::reopen;
    Home "home.lock" [Chord::ctrl('l')] 0 "khoá màn hình (sổ mã hoá)", "lock the screen (encrypted register)" => App::lock_screen;
    Home "home.up" [UP] 0 "lên", "up" => |app| app.home_step(-1);
    Home "home.down" [DOWN] 0 "xuống", "down" => |app| app.home_step(1);
    Home "home.page-up" [PAGE_UP] 0 "lên một trang", "a page up" => |app| app.home_step(-app.page());
    Home "home.page-down" [PAGE_DOWN] 0 "xuống một trang", "a page down" => |app| app.home_step(app.page());
    Home "home.typing" [Chord::ctrl('t')] 0 "gõ Telex / VNI / tắt", "type Telex / VNI / off" => App::switch_typing;

    Agenda "agenda.start" [ENTER, SPACE] 1 "bắt đầu / trở lại", "start / return to" => App::start_item, if App::start_item_command;
    Agenda "agenda.add" [Chord::char('a'), Chord::ctrl('n'), INSERT] 2 "thêm mục", "add an item" => App::add_item;
    Agenda "agenda.edit" [Chord::char('e'), Chord::f(2)] 3 "sửa", "amend" => App::edit_item;
    Agenda "agenda.finish" [Chord::char('f')] 4 "xong", "finish" => App::finish_item, if App::finish_item_command;
    Agenda "agenda.skip" [Chord::char('s')] 5 "bỏ qua", "skip" => App::skip_item, if App::skip_item_command;
    Agenda "agenda.earlier" [ALT_UP, Chord::char('K')] 6 "chuyển lên", "move up" => |app| app.move_item(-1);
    Agenda "agenda.later" [ALT_DOWN, Chord::char('J')] 0 "chuyển xuống", "move down" => |app| app.move_item(1);
    Agenda "agenda.remove" [DELETE] 7 "xoá", "remove" => App::remove_item, if App::remove_item_command;

    Roll "roll.present" [SPACE, ENTER] 1 "có mặt", "present" => App::mark_present;
    Roll "roll.rest" [Chord::char('*')] 2 "còn lại có mặt", "the rest present" => App::mark_rest, if App::mark_one_of_rest_command, alone = true;
    Roll "roll.rest-absent" [Chord::char('_')] 0 "còn lại vắng", "the rest absent" => App::mark_rest_absent, if App::mark_one_of_rest_command, alone = true;
    Roll "roll.excused" [Chord::char('-')] 3 "vắng", "absent" => App::mark_absent;
    Roll "roll.unexcused" [Chord::char('!')] 4 "vắng không lý do", "unexcused" => App::mark_unexcused;
    Roll "roll.late" [Chord::char('+')] 5 "đến muộn, trở lại", "late, back" => App::mark_late;
    Roll "roll.left" [Chord::char('/')] 6 "về sớm", "left" => App::mark_left, if App::mark_left_command;
    Roll "roll.time" [Chord::char('=')] 7 "sửa giờ", "set the time" => App::mark_time;
    Roll "roll.remote" [Chord::char('~')] 0 "dự trực tuyến", "by telephone" => App::mark_remote;
    Roll "roll.interest" [Chord::char('&')] 0 "lợi ích liên quan", "interest, recusal" => App::declare_interest;
    Roll "roll.seat" [Chord::char('^')] 0 "từ nhiệm, hết nhiệm kỳ, nhận nhiệm vụ, tuyên thệ", "resigned, term ended, took a seat, sworn in" => App::change_seat;
    Roll "roll.rate" [Chord::char('$')] 0 "cổ phần, nhóm, uỷ quyền", "weight, group, proxy" => App::rate_member;
    Roll "roll.co-opt" [Chord::ctrl('o')] 0 "thành viên mới giữa phiên (bổ sung, mới bầu)", "a member joins in the meeting (co-opted, elected)" => App::co_opt;
    Roll "roll.add" [Chord::ctrl('n'), INSERT] 8 "thêm người", "add a member" => App::add_member;
    Roll "roll.guest" [Chord::char('@')] 9 "thêm đại biểu", "add a guest" => App::add_guest;
    Roll "roll.stated" [Chord::char('#')] 0 "số liệu theo báo cáo", "numbers as reported" => App::state_attendance;
    Roll "roll.edit" [Chord::f(2)] 0 "sửa", "amend" => App::edit_attendee;
    Roll "roll.remove" [DELETE] 0 "gạch tên", "strike off" => App::remove_attendee;

    Notes "notes.add" [Chord::char('a'), ENTER, Chord::ctrl('n'), INSERT] 1 "ghi ý kiến", "take a note" => App::add_note;
    Notes "notes.indicator" [Chord::char('i')] 2 "ghi chỉ tiêu", "report an indicator" => App::add_indicator;
    Notes "notes.edit" [Chord::char('e'), Chord::f(2)] 3 "sửa", "amend" => App::edit_jotted;
    Notes "notes.remove" [DELETE] 4 "xoá", "remove" => App::remove_jotted;

    Conclusions "conclusions.vote" [Chord::char('v'), ENTER] 1 "biểu quyết", "vote" => App::open_vote, if App::vote_command;
    Conclusions "conclusions.add" [Chord::char('a'), Chord::ctrl('n'), INSERT] 2 "thêm kết luận", "add a conclusion" => App::add_conclusion;
    Conclusions "conclusions.edit" [Chord::char('e'), Chord::f(2)] 3 "sửa", "amend" => App::edit_conclusion, if App::edit_conclusion_command;
    Conclusions "conclusions.task" [Chord::char('t')] 4 "giao nhiệm vụ", "assign the task" => App::assign_task;
    Conclusions "conclusions.explain" [Chord::f(12), Chord::char('w')] 7 "giải thích kết quả", "explain the verdict" => App::open_explain;
    Conclusions "conclusions.motion" [Chord::char('m')] 8 "kiến nghị, sửa đổi", "motion, amendment" => App::add_motion;
    Conclusions "conclusions.slate" [Chord::char('b')] 9 "bầu cử, phương án, kỷ luật", "election, options" => App::add_slate;
    Conclusions "conclusions.movers" [Chord::char('s')] 0 "người nêu, người tán thành", "mover and seconders" => App::edit_motion;
    Conclusions "conclusions.dispose" [Chord::char('d')] 0 "rút, hoãn, chuyển", "withdrawn, postponed, referred" => App::dispose;
    Conclusions "conclusions.split" [Chord::char('p')] 0 "tách ra biểu quyết riêng", "split" => App::split_question;
    Conclusions "conclusions.reconsider" [Chord::char('u')] 0 "xem xét lại", "reconsider" => App::reconsider, if App::reconsider_command;
    Conclusions "conclusions.nominate" [Chord::char('n')] 0 "đề cử, ứng cử", "nominate" => App::nominate;
    Conclusions "conclusions.take-off" [Chord::char('o')] 0 "cho rút khỏi danh sách", "take off the ballot" => App::take_off;
    Conclusions "conclusions.tellers" [Chord::char('l')] 0 "tổ kiểm phiếu", "tellers" => App::name_tellers;
    Conclusions "conclusions.seat" [Chord::char('h')] 0 "người trúng cử nhận nhiệm vụ", "the elected take their seats" => App::seat_elected, if App::seat_elected_command;
    Conclusions "conclusions.chair-for" [Chord::char('+')] 0 "ngang phiếu: chủ trì (thăm) đồng ý", "a tie: the chair (lot) for" => |app| app.settle(true), if App::settle_for_command, alone = true;
    Conclusions "conclusions.chair-against" [Chord::char('-')] 0 "ngang phiếu: chủ trì (thăm) không đồng ý", "a tie: the chair (lot) against" => |app| app.settle(false), if App::settle_against_command, alone = true;
    Conclusions "conclusions.stands" [Chord::char('=')] 0 "điểm danh sửa sau: giữ kết quả", "roll corrected: the vote stands" => App::vote_stands, if App::stands_command, alone = true;
    Conclusions "conclusions.anew" [Chord::char('~')] 0 "điểm danh sửa sau: tính lại", "roll corrected: judge anew" => App::vote_anew, if App::anew_command, alone = true;
    Conclusions "conclusions.method" [Chord::char('g')] 0 "ghi hình thức biểu quyết", "say how the vote was taken" => App::state_method;
    Conclusions "conclusions.drop-poll" [Chord::char('z')] 0 "bỏ câu trả lời, lá phiếu đang ghi", "drop answers and ballots so far" => App::drop_poll, if App::drop_poll_command, alone = true;
    Conclusions "conclusions.annul" [Chord::char('x')] 0 "huỷ kết quả biểu quyết", "annul the vote" => App::annul_vote, if App::annul_command, alone = true;
    Conclusions "conclusions.earlier" [ALT_UP, Chord::char('K')] 5 "chuyển lên", "move up" => |app| app.move_conclusion(-1);
    Conclusions "conclusions.later" [ALT_DOWN, Chord::char('J')] 0 "chuyển xuống", "move down" => |app| app.move_conclusion(1);
    Conclusions "conclusions.remove" [DELETE] 6 "xoá", "remove" => App::remove_conclusion, if App::remove_conclusion_command;

    Meeting "meeting.next-item" [Chord::char('>')] 10 "mục tiếp theo", "next item" => App::next_item, if |_| Some(Command::Agenda(AgendaCommand::NextItem { at: At::Now }));
    Meeting "meeting.note" [Chord::ctrl('g')] 11 "ghi ý kiến", "take a note" => App::add_note;
    Meeting "meeting.conclude" [Chord::ctrl('k')] 12 "kết luận", "conclude" => App::add_conclusion;
    Meeting "meeting.open-close" [Chord::f(7)] 13 "khai mạc / bế mạc", "open / close" => App::open_or_close, alone = true;
    Meeting "meeting.draft" [Chord::f(5)] 14 "dự thảo biên bản", "draft minutes" => App::open_draft_or_reopen;
    Meeting "meeting.missing" [Chord::f(4)] 15 "còn thiếu", "what is missing" => App::open_missing;
    Meeting "meeting.read-back" [Chord::f(8)] 16 "đọc lại, thông qua", "read back, adopt" => App::read_back;
    Meeting "meeting.next-pane" [TAB, RIGHT] 17 "khung sau", "next pane" => |app| app.turn_pane(1);
    Meeting "meeting.previous-pane" [BACK_TAB, LEFT] 0 "khung trước", "previous pane" => |app| app.turn_pane(-1);
    Meeting "meeting.undo" [Chord::ctrl('z')] 18 "hoàn tác", "undo" => App::undo;
    Meeting "meeting.redo" [Chord::ctrl('y')] 0 "làm lại", "redo" => App::redo;
    Meeting "meeting.help" [Chord::char('?'), Chord::f(1)] 19 "trợ giúp", "help" => App::open_help;
    Meeting "meeting.informal" [Chord::f(11), Chord::ctrl('f')] 0 "họp trao đổi khi không đủ số người / họp chính thức", "go on informally / decide again" => App::turn_informal, if App::informal_command, alone = true;
    Meeting "meeting.pause" [Chord::ctrl('b')] 0 "tạm nghỉ / họp tiếp", "rest / go on" => App::pause_or_resume;
    Meeting "meeting.amend" [Chord::ctrl('d')] 0 "sửa cuộc họp: ngày, thể thức, giờ, số người dự", "amend meeting: date, rules, times, quorum, proxies" => App::amend_meeting;
    Meeting "meeting.details" [Chord::f(3)] 20 "thông tin cuộc họp", "details" => App::edit_details;
    Meeting "meeting.history" [Chord::f(6)] 21 "lịch sử", "history" => App::open_history;
    Meeting "meeting.papers" [Chord::ctrl('e')] 22 "ghi biên bản, giấy tờ ra tệp; niêm phong", "minutes and other papers: write, seal" => App::open_papers;
    Meeting "meeting.prompt" [Chord::char(':')] 23 "dòng lệnh", "command line" => App::open_prompt;
    Meeting "meeting.commands" [Chord::f(9), Chord::ctrl('p')] 24 "tất cả lệnh", "all commands" => App::open_palette;
    Meeting "meeting.leave" [ESC, Chord::f(10)] 25 "về sổ họp", "back to the meetings" => App::leave_meeting;
    Meeting "meeting.lock" [Chord::ctrl('l')] 0 "khoá màn hình (sổ mã hoá)", "lock the screen (encrypted register)" => App::lock_screen;
    Meeting "meeting.quit" [Chord::ctrl('c'), Chord::ctrl('q')] 0 "thoát", "leave the program" => App::quit;
    Meeting "meeting.up" [UP] 0 "lên", "up" => |app| app.step_in_pane(-1);
    Meeting "meeting.down" [DOWN] 0 "xuống", "down" => |app| app.step_in_pane(1);
    Meeting "meeting.page-up" [PAGE_UP] 0 "lên một trang", "a page up" => |app| app.step_in_pane(-app.page());
    Meeting "meeting.page-down" [PAGE_DOWN] 0 "xuống một trang", "a page down" => |app| app.step_in_pane(app.page());
    Meeting "meeting.first" [HOME] 0 "đầu danh sách", "first" => |app| app.step_in_pane(isize::MIN);
    Meeting "meeting.last" [END] 0 "cuối danh sách", "last" => |app| app.step_in_pane(isize::MAX);

    Form "form.next" [ENTER] 1 "ô tiếp, ô cuối thì ghi", "next field, from the last: keep" => App::form_enter;
    Form "form.keep" [Chord::ctrl('s')] 2 "ghi ngay", "keep now" => App::form_submit;
    Form "form.field-down" [TAB] 3 "ô sau", "next field" => |app| app.form_step(true);
    Form "form.field-up" [BACK_TAB] 0 "ô trước", "previous field" => |app| app.form_step(false);
    Form "form.new-line" [ALT_ENTER, Chord::ctrl('j')] 4 "xuống dòng", "new line" => App::form_new_line;
    Form "form.up" [UP] 0 "dòng trên; tên trước", "row above; previous name" => |app| app.form_row(false);
    Form "form.down" [DOWN] 0 "dòng dưới; tên sau", "row below; next name" => |app| app.form_row(true);
    Form "form.reset" [Chord::ctrl('r')] 0 "bỏ hết, gõ lại", "begin anew" => App::form_reset;
    Form "form.leave" [ESC, Chord::ctrl('c')] 5 "thôi", "leave" => App::form_leave;
    Form "form.typing" [Chord::ctrl('t')] 0 "gõ Telex / VNI / tắt", "type Telex / VNI / off" => App::switch_typing;

    Vote "vote.record" [ENTER] 1 "ghi", "record" => App::vote_record, alone = true;
    Vote "vote.next" [TAB, DOWN] 2 "ô sau", "next number" => |app| app.vote_step(true);
    Vote "vote.previous" [BACK_TAB, UP] 0 "ô trước", "previous number" => |app| app.vote_step(false);
    Vote "vote.carried" [Chord::char('t'), Chord::char('c')] 3 "thông qua, không số liệu", "carried, no counts" => |app| app.vote_result(true);
    Vote "vote.lost" [Chord::char('k'), Chord::char('l')] 4 "không thông qua, không số liệu", "lost, no counts" => |app| app.vote_result(false);
    Vote "vote.method" [Chord::char('m')] 5 "đổi hình thức", "how it is taken" => App::vote_method;
    Vote "vote.decision" [Chord::char('d')] 6 "đổi loại", "what is decided" => App::vote_decision;
    Vote "vote.manner" [Chord::char('M')] 0 "hình thức và loại, chọn từ danh sách", "how it is taken and what is decided, from a list" => App::vote_manner;
    Vote "vote.roll-call" [Chord::char('r')] 7 "gọi tên", "roll call" => App::open_roll_vote;
    Vote "vote.papers" [Chord::char('b')] 8 "phiếu phát ra, thu về", "ballots" => App::vote_papers;
    Vote "vote.count" [Chord::char('e')] 9 "kiểm từng phiếu", "count ballots" => App::open_counting;
    Vote "vote.explain" [Chord::f(12)] 10 "giải thích", "explain" => App::open_explain;
    Vote "vote.chair" [Chord::char('h')] 0 "chủ trì, bốc thăm", "the chair's vote, the lot" => App::vote_casting;
    Vote "vote.rest" [Chord::char('=')] 0 "dồn số chưa rõ vào ô này", "the unaccounted into this number" => App::vote_rest;
    Vote "vote.unanimous" [Chord::char('u')] 0 "công bố là thống nhất", "announced as unanimous" => App::vote_unanimous;
    Vote "vote.silent" [Chord::char('s')] 0 "có mặt không cho ý kiến", "present, not voting" => App::vote_silent;
    Vote "vote.withheld" [Chord::char('x')] 0 "số không bầu cho từng người", "votes withheld from each choice" => App::vote_withheld;
    Vote "vote.weight" [Chord::char('w')] 0 "theo cổ phần", "by weight" => App::vote_weight;
    Vote "vote.post" [Chord::char('p')] 0 "phiếu gửi đến", "by post or electronically" => App::vote_remote;
    Vote "vote.percent" [Chord::char('%')] 0 "tỷ lệ đã công bố", "the announced per cent" => App::vote_percent;
    Vote "vote.ruling" [Chord::char('o')] 0 "cách tính riêng: cơ số, tỷ lệ", "base or majority for this vote alone" => App::vote_ruling;
    Vote "vote.together" [Chord::char('a')] 0 "biểu quyết chung nhiều nội dung", "several questions at once" => App::vote_also;
    Vote "vote.void" [Chord::char('v')] 0 "biểu quyết không có giá trị, lý do", "void, and why" => App::vote_void;
    Vote "vote.elected" [Chord::char('i')] 0 "ai trúng cử, không nêu số phiếu", "who was chosen, without numbers" => App::vote_elected;
    Vote "vote.noted" [Chord::char('n')] 0 "in điều cần xem lại vào biên bản", "print the doubts in the minutes" => App::vote_noted;
    Vote "vote.help" [Chord::char('?'), Chord::f(1)] 12 "trợ giúp", "help" => App::open_help;
    Vote "vote.leave" [ESC, Chord::ctrl('c')] 11 "thôi", "leave" => App::close_dialog;

    RollVote "rollvote.yes" [Chord::char('+'), SPACE] 1 "đồng ý", "for" => |app| app.roll_answer(Answer::Yes);
    RollVote "rollvote.no" [Chord::char('-')] 2 "không đồng ý", "against" => |app| app.roll_answer(Answer::No);
    RollVote "rollvote.abstain" [Chord::char('.')] 3 "không biểu quyết", "abstaining" => |app| app.roll_answer(Answer::Abstain);
    RollVote "rollvote.other" [Chord::char('?')] 0 "ý kiến khác", "of another opinion" => |app| app.roll_answer(Answer::Other);
    RollVote "rollvote.silent" [Chord::char('/')] 0 "có mặt không cho ý kiến", "present, not voting" => |app| app.roll_answer(Answer::NotVoting);
    RollVote "rollvote.absent" [Chord::char('!')] 0 "vắng", "absent" => |app| app.roll_answer(Answer::Absent);
    RollVote "rollvote.recused" [Chord::char('&')] 0 "không được biểu quyết", "recused" => |app| app.roll_answer(Answer::Recused);
    RollVote "rollvote.rest" [Chord::char('*')] 4 "còn lại đồng ý", "the rest for" => App::roll_rest, alone = true;
    RollVote "rollvote.done" [ENTER] 5 "ghi", "record" => App::roll_done, alone = true;
    RollVote "rollvote.undo" [Chord::ctrl('z')] 6 "hoàn tác", "undo" => App::count_undo;
    RollVote "rollvote.up" [UP] 0 "lên", "up" => |app| app.roll_step(-1);
    RollVote "rollvote.down" [DOWN] 0 "xuống", "down" => |app| app.roll_step(1);
    RollVote "rollvote.page-up" [PAGE_UP] 0 "lên một trang", "a page up" => |app| app.roll_step(-app.page());
    RollVote "rollvote.page-down" [PAGE_DOWN] 0 "xuống một trang", "a page down" => |app| app.roll_step(app.page());
    RollVote "rollvote.help" [Chord::f(1), Chord::ctrl('t')] 8 "trợ giúp", "help" => App::open_help;
    RollVote "rollvote.leave" [ESC, Chord::ctrl('c')] 7 "về ô biểu quyết", "back to the vote" => App::close_dialog;

    Counting "counting.paper" [ENTER] 1 "xong một phiếu", "ballot done" => App::count_paper;
    Counting "counting.same" [Chord::char('+')] 2 "thêm một phiếu như trên", "another like it" => App::count_same;
    Counting "counting.invalid" [Chord::char('!')] 3 "phiếu không hợp lệ", "invalid" => App::count_invalid;
    Counting "counting.striking" [TAB] 4 "gõ người bị gạch / được chọn", "type those struck / chosen" => App::count_striking;
    Counting "counting.sheet" [Chord::char('/'), Chord::f(2)] 5 "tờ của người kiểm khác", "another counter's sheet" => App::count_sheet;
    Counting "counting.number" [SPACE] 0 "chọn theo số vừa gõ", "mark by the typed number" => App::count_number;
    Counting "counting.undo" [Chord::ctrl('z')] 6 "bỏ phiếu vừa ghi", "take back the last ballot" => App::count_undo;
    Counting "counting.help" [Chord::char('?'), Chord::f(1)] 8 "trợ giúp", "help" => App::open_help;
    Counting "counting.leave" [ESC, Chord::ctrl('c')] 7 "về ô biểu quyết để ghi", "back to the vote to record" => App::close_dialog;

    Pager "pager.page-down" [PAGE_DOWN, SPACE] 1 "xuống một trang", "a page down" => |app| app.scroll(app.page());
    Pager "pager.page-up" [PAGE_UP] 0 "lên một trang", "a page up" => |app| app.scroll(-app.page());
    Pager "pager.up" [UP, Chord::char('k')] 0 "lên", "up" => |app| app.scroll(-1);
    Pager "pager.down" [DOWN, Chord::char('j'), ENTER] 0 "xuống", "down" => |app| app.scroll(1);
    Pager "pager.first" [HOME] 0 "về đầu", "to the beginning" => |app| app.scroll(isize::MIN);
    Pager "pager.last" [END] 0 "về cuối", "to the end" => |app| app.scroll(isize::MAX);
    Pager "pager.find" [Chord::char('/'), Chord::ctrl('f')] 2 "tìm trong trang", "search the page" => App::open_find;
    Pager "pager.leave" [ESC, Chord::char('q'), Chord::char('?'), Chord::f(1), Chord::f(6), Chord::f(10), Chord::f(12), Chord::ctrl('c')] 3 "đóng", "close" => App::leave_page;

    Find "find.keep" [ENTER] 1 "xong", "done" => App::keep_find;
    Find "find.up" [UP] 0 "lên", "up" => |app| app.scroll(-1);
    Find "find.down" [DOWN] 0 "xuống", "down" => |app| app.scroll(1);
    Find "find.page-up" [PAGE_UP] 0 "lên một trang", "a page up" => |app| app.scroll(-app.page());
    Find "find.page-down" [PAGE_DOWN] 0 "xuống một trang", "a page down" => |app| app.scroll(app.page());
    Find "find.typing" [Chord::ctrl('t')] 0 "gõ Telex / VNI / tắt", "type Telex / VNI / off" => App::switch_typing;
    Find "find.leave" [ESC, Chord::ctrl('c')] 2 "bỏ tìm", "the whole page" => App::leave_find;

    Paper "paper.page-down" [PAGE_DOWN, SPACE] 1 "xuống một trang", "a page down" => |app| app.scroll(app.page());
    Paper "paper.page-up" [PAGE_UP] 0 "lên một trang", "a page up" => |app| app.scroll(-app.page());
    Paper "paper.next" [TAB, RIGHT] 2 "giấy tờ sau", "next paper" => |app| app.turn_paper(1);
    Paper "paper.previous" [BACK_TAB, LEFT] 0 "giấy tờ trước", "previous paper" => |app| app.turn_paper(-1);
    Paper "paper.up" [UP, Chord::char('k')] 0 "lên", "up" => |app| app.scroll(-1);
    Paper "paper.down" [DOWN, Chord::char('j'), ENTER] 0 "xuống", "down" => |app| app.scroll(1);
    Paper "paper.first" [HOME] 0 "về đầu", "to the beginning" => |app| app.scroll(isize::MIN);
    Paper "paper.last" [END] 0 "về cuối", "to the end" => |app| app.scroll(isize::MAX);
    Paper "paper.missing" [Chord::f(4)] 3 "còn thiếu", "what is missing" => App::open_missing;
    Paper "paper.write" [Chord::ctrl('e')] 4 "ghi ra tệp", "write to files" => App::open_papers;
    Paper "paper.leave" [ESC, Chord::char('q'), Chord::f(5), Chord::f(10), Chord::ctrl('c')] 5 "đóng", "close" => App::close_dialog;

    Missing "missing.go" [ENTER] 1 "đến chỗ ghi", "go where it is entered" => App::go_to_missing;
    Missing "missing.up" [UP, Chord::char('k')] 0 "lên", "up" => |app| app.step_part(-1);
    Missing "missing.down" [DOWN, Chord::char('j')] 0 "xuống", "down" => |app| app.step_part(1);
    Missing "missing.page-down" [PAGE_DOWN, SPACE] 2 "xuống một trang", "a page down" => |app| app.scroll(app.page());
    Missing "missing.page-up" [PAGE_UP] 0 "lên một trang", "a page up" => |app| app.scroll(-app.page());
    Missing "missing.leave" [ESC, Chord::char('q'), Chord::f(4), Chord::f(10), Chord::ctrl('c')] 3 "đóng", "close" => App::close_dialog;

    Papers "papers.write" [ENTER] 1 "ghi các tệp đã chọn", "write what is ticked" => App::papers_write;
    Papers "papers.tick" [SPACE] 2 "chọn / bỏ", "tick" => App::papers_tick;
    Papers "papers.view" [Chord::char('v'), Chord::f(5)] 3 "xem", "view" => App::papers_view_or_reopen;
    Papers "papers.number" [Chord::char('n')] 4 "cấp số", "give numbers" => App::papers_number;
    Papers "papers.seal" [Chord::char('s')] 5 "niêm phong", "seal" => App::ask_to_seal, if |_| Some(Command::Seal { template: String::new() }), alone = true;
    Papers "papers.correct" [Chord::char('c')] 6 "mở để đính chính", "open for a correction" => App::open_correction, if |_| Some(Command::OpenCorrection { reason: "-".into() }), alone = true;
    Papers "papers.all" [Chord::char('a')] 0 "chọn tất cả / bỏ tất cả", "tick all / none" => App::papers_tick_all;
    Papers "papers.numbers" [Chord::char('e'), Chord::f(2)] 0 "sửa số, ký hiệu, nhiệm kỳ", "numbers, symbol, term" => |app| app.ask(Purpose::Numbers);
    Papers "papers.docx" [Chord::char('1')] 0 "định dạng docx", "format docx" => |app| app.papers_format(0);
    Papers "papers.pdf" [Chord::char('2')] 0 "định dạng pdf", "format pdf" => |app| app.papers_format(1);
    Papers "papers.html" [Chord::char('3')] 0 "định dạng html", "format html" => |app| app.papers_format(2);
    Papers "papers.md" [Chord::char('4')] 0 "định dạng md", "format md" => |app| app.papers_format(3);
    Papers "papers.txt" [Chord::char('5')] 0 "định dạng txt", "format txt" => |app| app.papers_format(4);
    Papers "papers.up" [UP, Chord::char('k')] 0 "lên", "up" => |app| app.papers_step(-1);
    Papers "papers.down" [DOWN, Chord::char('j')] 0 "xuống", "down" => |app| app.papers_step(1);
    Papers "papers.page-up" [PAGE_UP] 0 "lên một trang", "a page up" => |app| app.papers_step(-app.page());
    Papers "papers.page-down" [PAGE_DOWN] 0 "xuống một trang", "a page down" => |app| app.papers_step(app.page());
    Papers "papers.help" [Chord::char('?'), Chord::f(1)] 8 "trợ giúp", "help" => App::open_help;
    Papers "papers.leave" [ESC, Chord::char('q'), Chord::ctrl('e'), Chord::ctrl('c')] 7 "đóng; đang ghi thì dừng", "close; while writing: stop" => App::papers_leave;

    Reading "reading.down" [SPACE, ENTER, DOWN] 1 "đọc tiếp", "read on" => |app| app.step_part(1);
    Reading "reading.up" [UP, Chord::char('k')] 0 "đoạn trước", "the part before" => |app| app.step_part(-1);
    Reading "reading.page-down" [PAGE_DOWN] 0 "xuống năm đoạn", "five parts on" => |app| app.step_part(5);
    Reading "reading.page-up" [PAGE_UP] 0 "lên năm đoạn", "five parts back" => |app| app.step_part(-5);
    Reading "reading.first" [HOME] 0 "về đầu", "to the beginning" => |app| app.step_part(isize::MIN);
    Reading "reading.last" [END] 0 "về cuối", "to the end" => |app| app.step_part(isize::MAX);
    Reading "reading.adopt" [Chord::char('a')] 2 "đã đọc, thông qua", "read and adopted" => App::adopt, alone = true;
    Reading "reading.correct" [Chord::char('c')] 3 "đính chính", "correct" => App::correct;
    Reading "reading.done" [Chord::char('r')] 4 "đã đọc, chưa thông qua", "read, not adopted" => App::done_reading;
    Reading "reading.leave" [ESC, Chord::f(8), Chord::ctrl('c')] 5 "đóng", "close" => App::close_dialog;

    Menu "menu.run" [ENTER] 1 "làm", "do it" => App::menu_run;
    Menu "menu.up" [UP] 0 "lên", "up" => |app| app.menu_step(-1);
    Menu "menu.down" [DOWN] 0 "xuống", "down" => |app| app.menu_step(1);
    Menu "menu.leave" [ESC, Chord::f(9), Chord::ctrl('c')] 2 "đóng", "close" => App::close_dialog;
    Menu "menu.typing" [Chord::ctrl('t')] 0 "gõ Telex / VNI / tắt", "type Telex / VNI / off" => App::switch_typing;

    Prompt "prompt.run" [ENTER] 1 "làm", "do it" => App::prompt_run, alone = true;
    Prompt "prompt.complete" [TAB] 2 "điền tiếp", "complete" => App::prompt_complete;
    Prompt "prompt.earlier" [UP] 3 "dòng trước", "earlier line" => |app| app.prompt_recall(false);
    Prompt "prompt.later" [DOWN] 0 "dòng sau", "later line" => |app| app.prompt_recall(true);
    Prompt "prompt.leave" [ESC, Chord::ctrl('c')] 4 "đóng", "close" => App::close_dialog;
    Prompt "prompt.typing" [Chord::ctrl('t')] 0 "gõ Telex / VNI / tắt", "type Telex / VNI / off" => App::switch_typing;

    Confirm "confirm.yes" [ENTER] 1 "đồng ý", "yes" => App::confirm_yes, alone = true;
    Confirm "confirm.no" [ESC, Chord::ctrl('c')] 2 "thôi", "no" => App::close_dialog;
};
