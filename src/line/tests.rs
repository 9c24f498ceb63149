//! Lines and what they ask.

use chrono::NaiveTime;

use super::{complete, parse};
use crate::domain::{
    Absence, At, Attendee, Ballot, Command, ConclusionId, Decision, Due, Meeting, MemberId,
    NoteKind, Person, Presence, Question, RecordCommand, RollCommand, Tally, Task, Unit,
};
use crate::journal::{Journal, Order};
use crate::text::{Lang, Misread, Say, WhenError};

fn meeting() -> Meeting {
    let mut journal = Journal::default();
    let lines = [
        "convene \"Chi bộ Mẫu\" rules party-cell date 8/11/2023",
        "member \"Lê Sỹ Trung\" post \"Bí thư\" class official",
        "member \"Hoàng Thị Hạnh\" class official",
        "member \"Trần Văn Hạnh\"",
        "item Thảo luận",
        "conclude Rà soát",
    ];
    for line in lines {
        for order in parse(line, journal.meeting()).unwrap_or_default() {
            let at = chrono::DateTime::UNIX_EPOCH.fixed_offset();
            let entry = journal.consider(order, at);
            journal.push(entry.expect(line));
        }
    }
    journal.meeting().clone()
}

#[track_caller]
fn check(line: &str, expected: Result<Command, Misread>) {
    let orders = parse(line, &meeting());
    assert_eq!(orders, expected.map(|command| vec![Order::Do(command)]), "{line}");
}

fn time(hour: u32, minute: u32) -> At {
    At::Said(NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default())
}

const TRUNG: MemberId = MemberId(0);

#[test]
fn both_languages_say_the_same_with_and_without_marks() {
    let late = Command::Roll(RollCommand::Mark {
        who: Attendee::Member(TRUNG),
        presence: Presence::Late,
        at: time(14, 5),
    });
    for line in ["late Trung 14:05", "đến muộn Trung 14h05", "den muon lst 14:05"] {
        check(line, Ok(late.clone()));
    }
}

#[test]
fn a_name_that_fits_two_people_is_asked_back() {
    let names = vec!["Hoàng Thị Hạnh".into(), "Trần Văn Hạnh".into()];
    check("present Hạnh", Err(Misread::Several { typed: "Hạnh".into(), names }));
    check("present Mai", Err(Misread::Nobody("Mai".into())));
}

#[test]
fn several_names_make_several_orders() {
    let orders = parse("present Trung \"Trần Văn Hạnh\"", &meeting());
    assert_eq!(orders.map(|orders| orders.len()), Ok(2));
}

#[test]
fn a_reason_of_absence_is_kept_as_typed() {
    let presence = Presence::Absent(Absence::excused("đi công tác"));
    let command =
        Command::Roll(RollCommand::Mark { who: Attendee::Member(TRUNG), presence, at: At::Now });
    check("vắng Trung có lý do \"đi công tác\"", Ok(command.clone()));
    check("absent Trung excused đi công tác", Ok(command));
}

#[test]
fn notes_take_a_speaker_and_a_kind() {
    let (speaker, text) = (Some(Person::Member(TRUNG)), String::from("Nhất trí"));
    let kind = NoteKind::Opinion;
    check(
        "ý kiến @Trung Nhất trí",
        Ok(Command::Record(RecordCommand::TakeNote {
            item: None,
            kind,
            speaker,
            text,
            at: At::Now,
        })),
    );
    let (kind, text) = (NoteKind::Proposal("Đảng ủy".into()), String::from("bổ sung biên chế"));
    let note = Command::Record(RecordCommand::TakeNote {
        item: None,
        kind,
        speaker: None,
        text,
        at: At::Now,
    });
    check("kiến nghị gửi \"Đảng ủy\": bổ sung biên chế", Ok(note));
}

#[test]
fn votes_say_what_happened_in_the_fewest_words() {
    let vote = |ballot| {
        let question = Question::new(ConclusionId(4), Decision::Resolution, ballot);
        Ok(Command::Vote(Box::new(question)))
    };
    let tally = Tally { no: Some(1), other: Some(2), ..Tally::default() };
    check("biểu quyết 1 không đồng ý 1 ý kiến khác 2", vote(Ballot::Except(tally)));
    check("vote 1 yes 5 no 1 other 2", vote(Ballot::Counted(Tally { yes: Some(5), ..tally })));
    check("bieu quyet 1 thong nhat", vote(Ballot::Unanimous));
    check("vote 1 lost", vote(Ballot::Result { carried: false }));
    check("vote 3 yes 1", Err(Misread::Conclusion { number: 3, of: 1 }));
}

#[test]
fn a_deadline_is_a_day_or_words() {
    let assign = |due| {
        let task = Task { owner: Some(Person::Member(TRUNG)), due: Some(due), ..Task::default() };
        Ok(Command::Record(RecordCommand::Assign { conclusion: ConclusionId(4), task }))
    };
    let day = chrono::NaiveDate::from_ymd_opt(2023, 11, 30).unwrap_or_default();
    check("giao 1 cho Trung hạn 30/11/2023", assign(Due::On(day)));
    check("task 1 owner Trung due trong tháng 11", assign(Due::Words("trong tháng 11".into())));
    let error = Misread::When(WhenError::NoSuchDay("31/11/2023".into()));
    check("task 1 owner Trung due 31/11/2023", Err(error));
}

#[test]
fn indicators_are_numbers_with_a_label() {
    let report = |value, of, unit, label: &str| {
        Ok(Command::Record(RecordCommand::Report {
            item: None,
            value,
            of,
            unit,
            label: label.into(),
        }))
    };
    check("chỉ tiêu 75/75 TTHC", report(75, Some(75), Unit::Pieces, "TTHC"));
    check("indicator 100% hồ sơ", report(100, None, Unit::Percent, "hồ sơ"));
    check("indicator 03 kế hoạch", report(3, None, Unit::Pieces, "kế hoạch"));
}

#[test]
fn an_unknown_verb_names_those_that_are_near() {
    let near = vec![
        Say { vi: "có mặt", en: "present" },
        Say { vi: "kiến nghị", en: "proposal" },
        Say { vi: "thủ tục", en: "procedural" },
        Say { vi: "uỷ quyền", en: "proxy" },
    ];
    check("prasent all", Err(Misread::Verb { typed: "prasent all".into(), near }));
}

fn ways(line: &str) -> Vec<String> {
    complete(line, &meeting(), Lang::En).into_iter().map(|way| way.line).collect()
}

#[test]
fn completion_offers_verbs_and_names() {
    assert_eq!(ways("bieu"), ["biểu quyết "]);
    let names = ["present \"Lê Sỹ Trung\" ", "present \"Trần Văn Hạnh\" ", "present trên "];
    assert_eq!(ways("present tr"), names);
    // English before Vietnamese on an English screen.
    assert_eq!(ways("t").first().map(String::as_str), Some("title "));
    let vietnamese = complete("t", &meeting(), Lang::Vi);
    assert_eq!(vietnamese.first().map(|way| way.line.as_str()), Some("triệu tập "));
}

#[test]
fn completion_offers_options_and_the_words_they_take() {
    assert_eq!(ways("task 1 "), ["task 1 owner ", "task 1 due ", "task 1 done "]);
    assert_eq!(
        ways("task 1 owner Trung d"),
        ["task 1 owner Trung due ", "task 1 owner Trung done "]
    );
    assert_eq!(ways("vote 1 yes 3 by b"), ["vote 1 yes 3 by ballot ", "vote 1 yes 3 by button "]);
    assert_eq!(
        ways("biểu quyết 1 đồng ý 3 bằng giơ t"),
        ["giơ tay", "giơ thẻ"].map(|word| format!("biểu quyết 1 đồng ý 3 bằng {word} "))
    );
    assert_eq!(
        ways("biểu quyết 1 đồng ý 3 bằng g"),
        ["giơ tay", "giơ thẻ", "gọi tên", "gửi phiếu"]
            .map(|word| format!("biểu quyết 1 đồng ý 3 bằng {word} "))
    );
    assert_eq!(ways("method 1 ba"), ["method 1 ballot "]);
    assert!(ways("procedural ").contains(&"procedural obtain a quorum ".to_owned()));
    assert!(ways("vote 1 yes 3 base ").contains(&"vote 1 yes 3 base statutory ".to_owned()));
}

#[test]
fn every_word_of_a_table_is_understood_by_its_verb() {
    for verb in super::VERBS {
        for (_, [en, vi]) in verb.options() {
            for form in en.iter().chain(vi) {
                // A word that is no option is left over by itself, or taken for a name or text.
                let line = format!("{} 1 {form} {form} {form} {form}", verb.en[0]);
                let read = parse(&line, &meeting());
                let whole = format!("1 {form} {form} {form} {form}");
                assert!(
                    !matches!(&read, Err(misread) if misread.typed() == Some(whole.as_str())),
                    "{line}: {read:?}"
                );
            }
        }
    }
}

#[test]
fn what_is_missing_is_named_not_quoted_as_nothing() {
    for verb in super::VERBS {
        for form in verb.en.iter().chain(verb.vi) {
            for line in [(*form).to_owned(), format!("{form} 1"), format!("{form} unanimous")] {
                let Err(misread) = parse(&line, &meeting()) else { continue };
                for lang in [Lang::Vi, Lang::En] {
                    let told = lang.misread(&misread);
                    assert!(!told.contains("“”"), "{line}: {told}");
                }
            }
        }
    }
    let told = |line: &str| Lang::En.misread(&parse(line, &meeting()).unwrap_err());
    assert_eq!(told("vote"), "A number is missing, as in: vote 1 yes 7 no 1.");
    assert_eq!(told("vote unanimous"), told("vote"));
    let told = |line: &str| Lang::Vi.misread(&parse(line, &meeting()).unwrap_err());
    assert_eq!(told("biểu quyết"), "Thiếu một con số, như: biểu quyết 1 không đồng ý 1.");
}
