//! Files without a screen: the built program writes them, reads them back and holds them against
//! the register.

mod support {
    pub mod program;
}

use std::fs;
use std::io::{Cursor, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use support::program::{Place, THUKY, command, run_on};

const CELL: &str = include_str!("papers/cell.thuky");
const COUNCIL: &str = include_str!("papers/council.thuky");

/// Files in a folder, by name.
fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Write a file of the last meeting; its path.
fn exported(place: &Place, name: &str, more: &[&str]) -> PathBuf {
    let path = place.home().join(name);
    let said = place.run(&[&["export", "last", "--out", text(&path)], more].concat());
    assert!(said.accepted(), "{said:?}");
    path
}

/// A word-processor file as another program saves it, with words replaced.
fn saved_again(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut file = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut saved = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for place in (0..file.len()).rev() {
        let mut part = file.by_index(place).unwrap();
        let mut content = String::new();
        part.read_to_string(&mut content).unwrap();
        saved.start_file(part.name(), zip::write::SimpleFileOptions::default()).unwrap();
        saved.write_all(content.replace(from, to).as_bytes()).unwrap();
    }
    saved.finish().unwrap().into_inner()
}

#[test]
fn a_paper_goes_to_a_file_by_its_ending_and_never_over_another() {
    let place = Place::played(CELL);
    let path = exported(&place, "a.pdf", &[]);
    assert!(fs::read(&path).unwrap().starts_with(b"%PDF"));
    let said = place.run(&["export", "last", "--out", text(&path)]);
    assert!(said.err.contains("không ghi đè"), "{said:?}");
    // A link that leads nowhere is a name that is taken, too.
    let link = place.home().join("link.pdf");
    std::os::unix::fs::symlink(place.home().join("nowhere"), &link).unwrap();
    assert!(!place.run(&["export", "last", "--out", text(&link)]).accepted());
    let resolution = exported(&place, "b.txt", &["--paper", "resolution"]);
    assert!(fs::read_to_string(resolution).unwrap().contains("Số 02-NQ/CB"));
    let said = place.run(&["export", "last", "--paper", "decisions"]);
    assert!(said.err.contains("minutes, resolution"), "{said:?}");
    let said = place.run(&["export", "last", "--paper", "extract"]);
    assert!(said.err.contains("--of N"), "of two conclusions one must be named: {said:?}");
    let said = place.run(&["export", "last", "--paper", "extract", "--of", "2"]);
    assert!(said.out.contains("Kết nạp quần chúng"), "{said:?}");
    assert!(!said.out.contains("Tổng vệ sinh"), "{said:?}");
}

#[test]
fn every_paper_of_a_period_goes_to_a_folder() {
    let place = Place::played(CELL);
    assert!(place.feed(&["play", "-"], COUNCIL).accepted());
    let out = place.home().join("out");
    let all = ["export", "--from", "2026-01-01", "--to", "31/12/2026", "--paper", "all"];
    let said = place.run(&[&all[..], &["--out", text(&out), "--format", "docx,txt,json"]].concat());
    assert!(said.accepted(), "{said:?}");
    let names = files(&out);
    assert_eq!(said.out.lines().count(), names.len());
    assert!(names.iter().any(|name| name == "2026-02-03 Chi bộ Tổ dân phố 5 - nghị quyết.docx"));
    assert!(names.iter().any(|name| name == "2026-11-18 Larkfield Town Council - record.json"));
    assert!(names.iter().all(|name| !name.contains("part")), "{names:?}");
    // Once more: what is there and the same stays as it is, what differs gets a number.
    let taken = out.join("2026-02-03 Chi bộ Tổ dân phố 5 - nghị quyết.txt");
    fs::write(&taken, "somebody else's").unwrap();
    let said = place.run(&[&all[..], &["--out", text(&out), "--format", "txt"]].concat());
    assert!(said.out.contains("nghị quyết - 2.txt"), "{said:?}");
    assert_eq!(files(&out).len(), names.len() + 1);
    assert_eq!(fs::read_to_string(&taken).unwrap(), "somebody else's");
    // A meeting without such a paper is named and left out, and the status tells.
    let ballots = ["export", "--from", "2026-01-01", "--paper", "quality", "--out", text(&out)];
    let said = place.run(&ballots);
    assert!(said.code == Some(1) && said.err.contains("Larkfield"), "{said:?}");
    assert_eq!(said.out.lines().count(), 2, "{said:?}");
    // What one format has nothing to say keeps no other back.
    let board = "convene \"Board\" date 5/5/2026\nopen 9:00\nclose 10:00\n";
    assert!(place.feed(&["play", "-"], board).accepted());
    let both = ["export", "2026-05-05", "--format", "docx,ics,json", "--out", text(&out)];
    let said = place.run(&both);
    assert_eq!((said.code, said.out.lines().count()), (Some(1), 2), "{said:?}");
    assert!(said.err.contains("Board") && said.err.contains("kỳ họp sau"), "{said:?}");
    let typo = ["export", "2026-05-05", "--paper", "minuets", "--out", text(&out)];
    assert_eq!(place.run(&typo).code, Some(2));
    // Of a meeting that is still to come there are data, and it is named.
    let planned = "convene \"Committee\" date 6/6/2026\n";
    assert!(place.feed(&["play", "-"], planned).accepted());
    let out = place.home().join("backup");
    let year = ["export", "--from", "2026-06-01", "--to", "2026-06-30", "--out", text(&out)];
    let said = place.run(&[&year[..], &["--format", "json,pdf"]].concat());
    assert!(said.accepted() && said.err.contains("chưa khai mạc"), "{said:?}");
    assert_eq!(files(&out), ["2026-06-06 Committee - record.json"]);
    let none = place.run(&["export", "--from", "2027-01-01", "--out", text(&out)]);
    assert!(!none.accepted(), "{none:?}");
}

#[test]
fn a_sealed_file_is_known_again_and_a_changed_one_is_not() {
    let place = Place::played(CELL);
    for (name, more) in [
        ("a.docx", &[][..]),
        ("a.pdf", &[]),
        ("a.html", &[]),
        ("a.json", &[]),
        ("r.docx", &["--paper", "resolution"]),
    ] {
        let path = exported(&place, name, more);
        let said = place.run(&["verify", text(&path)]);
        assert!(said.accepted() && said.out.contains("nguyên vẹn"), "{name}: {said:?}");
        let mut bytes = fs::read(&path).unwrap();
        if name.ends_with("docx") {
            bytes = saved_again(&bytes, "Lê Thị Ẩn", "Lê Thị Ẩn");
            fs::write(&path, &bytes).unwrap();
            let said = place.run(&["verify", text(&path)]);
            assert!(said.out.contains("Đúng từng chữ"), "{name}: {said:?}");
            assert!(!said.accepted(), "how it looks was not checked: {said:?}");
            bytes = saved_again(&bytes, "Tổng vệ sinh", "Tổng vệ sanh");
        } else {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
        }
        fs::write(&path, bytes).unwrap();
        let said = place.run(&["verify", text(&path)]);
        assert!(!said.accepted(), "{name} was changed: {said:?}");
    }
    let elsewhere = Place::played(COUNCIL);
    let foreign = exported(&place, "b.docx", &[]);
    let said = elsewhere.run(&["verify", text(&foreign)]);
    assert!(said.out.contains("không có trong sổ"), "{said:?}");
    let plain = exported(&place, "a.txt", &[]);
    assert!(place.run(&["verify", text(&plain)]).out.contains("không mang dấu"), "no stamp inside");
}

#[test]
fn a_paper_of_an_earlier_version_still_verifies_after_a_correction() {
    let place = Place::played(CELL);
    let first = exported(&place, "first.pdf", &[]);
    let lines = "mở đính chính ghi nhầm nơi họp\nđịa điểm Hội trường\nniêm phong\n";
    assert!(place.feed(&["play", "-", "--into", "last"], lines).accepted());
    let second = exported(&place, "second.pdf", &[]);
    assert_ne!(fs::read(&first).unwrap(), fs::read(&second).unwrap());
    for (path, told) in [(first, "là bản 1; nay đã có bản 2"), (second, "nguyên vẹn.")] {
        let said = place.run(&["verify", text(&path)]);
        assert!(said.accepted() && said.out.contains(told), "{said:?}");
    }
    let refused = place.feed(&["play", "-", "--into", "last"], "hoàn tác\n");
    assert!(refused.out.contains("đã niêm phong"), "{refused:?}");
}

#[test]
fn a_record_is_taken_in_whole_or_not_at_all() {
    let place = Place::played(COUNCIL);
    let path = exported(&place, "a.json", &[]);
    let other = Place::new();
    let said = other.run(&["import", text(&path)]);
    assert!(said.accepted(), "{said:?}");
    let again = exported(&other, "b.json", &[]);
    assert_eq!(fs::read(&path).unwrap(), fs::read(again).unwrap());
    assert!(other.run(&["verify"]).accepted());
    let said = other.run(&["import", text(&path)]);
    assert!(said.accepted() && said.out.contains("đã có đủ"), "{said:?}");
    // A cut file is refused with its line, and nothing of it is there.
    let whole = fs::read_to_string(&path).unwrap();
    let cut = place.home().join("cut.json");
    fs::write(&cut, &whole[..whole.len() / 2]).unwrap();
    let third = Place::new();
    let said = third.run(&["import", text(&cut)]);
    assert!(!said.accepted() && said.err.contains("bị cắt ở dòng"), "{said:?}");
    let changed = place.home().join("changed.json");
    fs::write(&changed, whole.replace("Thornton", "Thorntan")).unwrap();
    let said = third.run(&["import", text(&changed)]);
    assert!(!said.accepted() && said.err.contains("bản ghi"), "{said:?}");
    assert_eq!(third.run(&["list"]).out, "", "nothing was imported");
}

#[test]
fn a_record_that_grew_elsewhere_is_added_to_and_one_that_parted_is_refused() {
    let begun = COUNCIL.split("next 18:06").next().unwrap();
    let place = Place::played(begun);
    let early = exported(&place, "early.json", &[]);
    let other = Place::new();
    assert!(other.run(&["import", text(&early)]).accepted());
    assert!(other.feed(&["play", "-", "--into", "last"], "note From elsewhere\n").accepted());
    let later = exported(&other, "later.json", &[]);
    let said = place.run(&["import", text(&later)]);
    assert!(said.accepted() && said.out.contains("thêm 1 bản ghi"), "{said:?}");
    assert!(place.feed(&["play", "-", "--into", "last"], "note Here\n").accepted());
    assert!(other.feed(&["play", "-", "--into", "last"], "note There\n").accepted());
    let parted = exported(&other, "parted.json", &[]);
    let said = place.run(&["import", text(&parted)]);
    assert!(!said.accepted() && said.err.contains("khác tệp từ bản ghi"), "{said:?}");
    assert!(place.run(&["verify"]).accepted());
}

#[test]
fn the_seal_is_signed_with_the_key_of_the_settings() {
    let place = Place::played(COUNCIL);
    let key = place.home().join("key");
    fs::write(&key, include_str!("papers/id_ed25519")).unwrap();
    let said = place.run(&["sign", "last"]);
    assert!(!said.accepted() && said.err.contains("--key"), "{said:?}");
    let folder = place.home().join("signed");
    let settings =
        format!("[papers]\nfolder = \"{}\"\n[seal]\nkey = \"{}\"\n", text(&folder), text(&key));
    fs::write(place.register().join("settings.toml"), settings).unwrap();
    let said = place.run(&["sign", "last"]);
    assert!(said.accepted(), "{said:?}");
    let names = files(&folder);
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(fs::read_to_string(folder.join(&names[1])).unwrap().contains("SSH SIGNATURE"));
    let said = place.run(&["verify", text(&folder.join(&names[0]))]);
    assert!(said.accepted(), "{said:?}");
}

#[test]
fn a_script_is_text_with_any_line_ends_or_it_is_refused_whole() {
    let place = Place::new();
    let file = place.home().join("script.thuky");
    let begun = "convene \"Town Council\" rules board date 2026-11-22\r\nplace Room 3\r\n";
    fs::write(&file, format!("\u{feff}{begun}")).unwrap();
    let said = place.run(&["play", text(&file)]);
    assert!(said.accepted(), "{said:?}");
    assert!(place.run(&["export", "last", "--format", "md"]).out.contains("Room 3"));
    let before = place.run(&["log", "last"]).out;
    // Windows-1258, as an old editor saves it.
    fs::write(&file, b"place Room 4\nnote \xd0\xe3 xong\n").unwrap();
    let said = place.run(&["play", "--into", "last", text(&file)]);
    assert!(!said.accepted() && said.err.contains("dòng 2 không phải văn bản UTF-8"), "{said:?}");
    assert_eq!(place.run(&["log", "last"]).out, before, "nothing of it is recorded");
}

#[test]
fn the_last_meeting_is_named_when_it_is_taken() {
    let place = Place::played(COUNCIL);
    let said = place.run(&["log", "last"]);
    assert!(said.err.starts_with("thuky: last = "), "{said:?}");
}

#[test]
fn a_deadline_is_doubted_before_the_meeting_and_not_after() {
    let place = Place::new();
    let begun = "convene \"Town Council\" rules board date 2026-11-22\nmember \"Ann Reed\"\nconclude Mend\n";
    let said = place.feed(&["play", "-"], &format!("{begun}task 1 owner Reed due 2026-12-01\n"));
    assert!(said.accepted() && !said.out.contains('?'), "{said:?}");
    let into = ["play", "-", "--into", "last"];
    let said =
        place.feed(&into, "next meeting 2026-10-20 18:00\ntask 1 owner Reed due 2026-11-01\n");
    assert_eq!(said.out.matches("trước ngày họp").count(), 2, "{said:?}");
    // Of a meeting whose day is not known, no document is known to come after it.
    let cited = "convene \"Town Council\" rules board date 2011\ncite Act 4 dated 2011-06-01\ncite Act 5 dated 2012-01-01\n";
    let said = Place::new().feed(&["play", "-"], cited);
    assert_eq!(said.out.matches("sau ngày họp").count(), 1, "{said:?}");
}

#[test]
fn a_number_is_given_to_one_meeting_only() {
    let place = Place::played(CELL);
    let next = CELL.replace("03/02/2026", "03/4/2026").replace("2025-2027", "2027-2030");
    let said = place.feed(&["play", "-"], &next);
    // In another term the numbers begin anew; where none is stated it may be the same.
    assert!(said.accepted(), "{said:?}");
    let unsaid = CELL.replace("03/02/2026", "03/6/2026").replace("nhiệm kỳ 2025-2027", "");
    let said = place.feed(&["play", "-"], &unsaid);
    assert!(said.out.contains("mỗi số chỉ cấp một lần"), "{said:?}");
    // Stating the term brings both into one series, so it is refused.
    let into = ["play", "-", "--into", "2026-04-03"];
    let said = place.feed(&into, "mở đính chính nhiệm kỳ\nnhiệm kỳ 2025-2027\n");
    assert!(said.out.contains("mỗi số chỉ cấp một lần"), "{said:?}");
    let same = CELL.replace("03/02/2026", "03/5/2026");
    let said = place.feed(&["play", "-"], &same);
    assert!(said.out.contains("mỗi số chỉ cấp một lần"), "{said:?}");
    assert!(!said.accepted());
}

#[test]
fn a_bad_template_is_named_with_its_line_and_the_built_in_one_is_used() {
    // A sealed meeting would hold the template of its seal.
    let place = Place::played(COUNCIL.trim_end().trim_end_matches("seal"));
    let folder = place.register().join("templates");
    fs::create_dir_all(&folder).unwrap();
    let own =
        "base = \"plain\"\nid = \"own\"\n[[paper]]\nkind = \"minutes\"\npieces = [\"titel\"]\n";
    fs::write(folder.join("own.toml"), own).unwrap();
    let said = place.run(&["export", "last", "--format", "txt"]);
    assert!(said.accepted() && said.out.contains("MINUTES"), "{said:?}");
    assert!(said.err.contains("own.toml") && said.err.contains("dòng 5"), "{said:?}");
    let checked = place.run(&["templates", "--check", text(&folder.join("own.toml"))]);
    assert!(!checked.accepted() && checked.err.contains("title"), "{checked:?}");
    fs::write(folder.join("own.toml"), own.replace("titel", "title")).unwrap();
    let said = place.run(&["export", "last", "--format", "txt"]);
    assert!(!said.out.contains("ATTENDANCE"), "{said:?}");
    let circular = "base = \"plain\"\nid = \"own\"\n[words]\noccasion = \"Town: {occasion}\"\n";
    fs::write(folder.join("own.toml"), circular).unwrap();
    let said = place.run(&["export", "last", "--format", "txt"]);
    assert!(said.accepted() && said.err.contains("dòng 4"), "{said:?}");
    let printed = place.run(&["templates", "plain"]);
    assert!(printed.out.contains("id = \"plain\""), "{printed:?}");
    let missing = run_on(&place.register(), &["templates", "none"]);
    assert!(missing.err.contains("party-2018"), "{missing:?}");
}

#[test]
fn a_script_is_told_what_is_in_doubt_and_in_words_of_the_line() {
    let script = "triệu tập \"Chi bộ Mẫu\" thể thức party-cell ngày 3/1/2021\n\
        tình hình tổng số 14 có mặt 15 chính thức 11 dự bị 3\n\
        tình hình có mặt 14\nkết luận Sửa nhà văn hoá\nbiểu quyết 1 thống nhất\nkhai mạc 19:00\n\
        biểu quyết 1 đồng ý 9\nbiểu quyết 1 đồng ý 12 như công bố\n";
    let said = Place::new().feed(&["play", "-"], script);
    for told in [
        "? Thể thức “Chi bộ (Quy định 24-QĐ/TW năm 2021)” có hiệu lực từ 30/7/2021",
        "? Có mặt 15, nhiều hơn tổng số 14.",
        "✗  Cuộc họp chưa khai mạc: dùng `khai mạc`.",
        "✗  Còn 2 trong 11 người được biểu quyết có mặt chưa rõ ý kiến. Sửa số, hoặc thêm “như công bố” để ghi đúng như công bố.",
        "? Tổng 12 phiếu",
    ] {
        assert!(said.out.contains(told), "{told}\n{}", said.out);
    }
    assert!(!said.out.contains("Enter"), "{}", said.out);
}

/// Whoever reads may go away before the end.
#[test]
fn a_closed_pipe_ends_quietly() {
    let place = Place::played("triệu tập \"Chi bộ Thôn Đoài\" ngày 08/11/2023\n");
    let commands: [&[&str]; 9] = [
        &["completions", "fish"],
        &["completions", "bash"],
        &["man"],
        &["keys"],
        &["list"],
        &["log", "last"],
        &["export", "last"],
        &["rules"],
        &["verify"],
    ];
    for arguments in commands {
        for _ in 0..3 {
            let mut child = command(THUKY, &place.register(), arguments).spawn().unwrap();
            drop(child.stdout.take());
            let output = child.wait_with_output().unwrap();
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.success(), "{arguments:?}: {output:?}");
            assert!(!told.contains("panicked") && !told.contains("Broken pipe"), "{told}");
        }
    }
}

/// The permission bits of a path.
fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn nobody_else_reads_a_register_whatever_the_mask() {
    let place = Place::new();
    let register = place.register();
    let paper = place.home().join("paper.md");
    let mut shell = Command::new("sh");
    shell.args(["-c", "umask 0; \"$0\" --register \"$1\" play - && \"$0\" --register \"$1\" export last --out \"$2\""]);
    shell.args([THUKY, text(&register), text(&paper)]).stdin(Stdio::piped());
    shell.stdout(Stdio::null()).stderr(Stdio::null());
    let mut shell = shell.spawn().unwrap();
    shell.stdin.take().unwrap().write_all(CELL.as_bytes()).unwrap();
    assert!(shell.wait().unwrap().success());
    assert_eq!(mode(&paper), 0o666, "papers go by the mask");
    let mut folders = vec![register];
    while let Some(folder) = folders.pop() {
        assert_eq!(mode(&folder), 0o700, "{}", folder.display());
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                assert_eq!(mode(&path), 0o600, "{}", path.display());
            }
        }
    }
}

#[test]
fn nothing_is_written_through_a_planted_link() {
    for name in ["LOCK", "reserve", "index.new", "index.log"] {
        let place = Place::new();
        let victim = place.home().join("victim");
        fs::create_dir(place.register()).unwrap();
        for contents in [None, Some("precious")] {
            if let Some(contents) = contents {
                fs::write(&victim, contents).unwrap();
            }
            let link = place.register().join(name);
            let _ = fs::remove_file(&link);
            std::os::unix::fs::symlink(&victim, &link).unwrap();
            place.feed(&["play", "-"], CELL);
            let there = fs::read_to_string(&victim).ok();
            assert_eq!(there.as_deref(), contents, "{name}");
        }
    }
}

#[test]
fn what_a_killed_export_left_goes_at_the_next_one() {
    let place = Place::played(CELL);
    let papers = place.home().join("papers");
    fs::create_dir(&papers).unwrap();
    let (old, new) = (papers.join(".thuky-old.part"), papers.join(".thuky-new.part"));
    for path in [&old, &new] {
        fs::write(path, "half").unwrap();
    }
    let hour = std::time::Duration::from_hours(1);
    let before = std::time::SystemTime::now() - hour;
    fs::File::options().write(true).open(&old).unwrap().set_modified(before).unwrap();
    let said = place.run(&["export", "last", "--format", "docx,html", "--out", text(&papers)]);
    assert!(said.accepted(), "{said:?}");
    // One that is being written by another program just now stays.
    assert!(!old.exists() && new.exists());
}

#[test]
fn judge_refuses_what_no_meeting_can_have() {
    let place = Place::new();
    for (arguments, named) in [
        (&["--yes", "18446744073709551615", "--no", "5"][..], "18446744073709551615"),
        (&["--choice", "A=9000000000000000000", "--decision", "election"], "9000000000000000000"),
        (&["--yes", "5", "--percent", "NaN"], "NaN"),
        (&["--yes", "5", "--percent", "1e3"], "1e3"),
        (&["--yes", "5", "--percent", ""], "--percent"),
        (&["--yes", "5", "--call", "0"], "0"),
        (&["--yes="], "--yes"),
        (&["--yes=-3"], "-3"),
        (&["--weight", "1,NaN,2,3"], "NaN"),
    ] {
        let said = place.run(&[&["judge", "--entitled", "10"], arguments].concat());
        assert!(said.code.is_some_and(|code| code > 0), "{arguments:?}: {said:?}");
        assert!(said.err.contains(named) && said.out.is_empty(), "{arguments:?}: {said:?}");
    }
    let said = place.run(&["judge", "--entitled", "10", "--yes", "6", "--percent", "60,5%"]);
    assert!(said.accepted(), "{said:?}");
}

/// A file with a part more, and words replaced in those it has.
fn with_part(bytes: &[u8], name: &str, content: &str, from: &str, to: &str) -> Vec<u8> {
    let saved = saved_again(bytes, from, to);
    let mut file = zip::ZipWriter::new_append(Cursor::new(saved)).unwrap();
    if !name.is_empty() {
        file.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        file.write_all(content.as_bytes()).unwrap();
    }
    file.finish().unwrap().into_inner()
}

#[test]
fn a_file_that_may_show_other_words_is_never_said_to_agree() {
    let place = Place::played(CELL);
    let bytes = fs::read(exported(&place, "a.docx", &["--format", "docx"])).unwrap();
    let path = place.home().join("b.docx");
    let finding = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        place.run(&["verify", text(&path)]).out
    };
    assert!(finding(&with_part(&bytes, "", "", "\u{0}", "")).starts_with('~'));
    let body = "<w:body>";
    for (name, content, from, to) in [
        ("word/moved.xml", "<a/>", "\"word/document.xml\"", "\"word/moved.xml\""),
        ("word/chunk.html", "other words", body, "<w:body><w:altChunk r:id=\"x\"/>"),
        ("", "", body, "<w:body><w:p><w:r><w:sym w:font=\"Symbol\" w:char=\"F041\"/></w:r></w:p>"),
        ("", "", body, "<w:body><w:p><w:fldSimple w:instr=\"DOCVARIABLE x\"/></w:p>"),
        ("", "", body, "<w:body><w:p><w:r><w:drawing/></w:r></w:p>"),
        ("word/media/image1.png", "a picture of words", "\u{0}", ""),
        (
            "word/header9.xml",
            "<w:hdr xmlns:w=\"w\"><w:p><w:r><w:t>Bản khác</w:t></w:r></w:p></w:hdr>",
            "\u{0}",
            "",
        ),
        ("word/Document.xml", "<w:document/>", "\u{0}", ""),
    ] {
        let told = finding(&with_part(&bytes, name, content, from, to));
        assert!(told.starts_with('✗'), "{name} {to}: {told}");
    }
    // More white space than is read before what is really shown.
    let space = " ".repeat(17 << 20);
    let told = finding(&with_part(&bytes, "", "", body, &format!("{body}{space}")));
    assert!(told.starts_with('✗'), "{told}");
}

/// What a command that reads a file says of lines that are no text, and of files that say something else.
type Way = (&'static [&'static str], &'static [(&'static str, &'static str)]);

const NO_TEXT: &str = "dòng 2 không phải văn bản UTF-8; hãy lưu lại tệp dạng UTF-8.";

/// Every command that reads a file, given one that is not there, a folder, bytes that are no text,
/// and a text that is no record.
#[test]
fn a_file_that_cannot_be_read_is_named_in_the_language_of_the_user() {
    let place = Place::played(CELL);
    let at = |name: &str| place.home().join(name);
    fs::write(at("bytes"), b"mot\nhai\xff\n").unwrap();
    fs::write(at("odd"), "{\"x\":1,\n\"y\"").unwrap();
    fs::create_dir(at("folder")).unwrap();
    let folder = "đó là thư mục, không phải tệp (lỗi hệ thống 21)";
    let missing = "không có tệp hay thư mục ấy; hãy xem lại tên (lỗi hệ thống 2)";
    let ways: [Way; 6] = [
        (&["play"], &[("bytes", NO_TEXT)]),
        (&["import"], &[("bytes", NO_TEXT), ("odd", "dòng 1, cột 4: không đúng dạng JSON")]),
        (&["verify"], &[]),
        (&["judge", "--cases"], &[("bytes", NO_TEXT), ("odd", "dòng 2, cột 3: không đúng")]),
        (&["rules", "--check"], &[("bytes", NO_TEXT), ("odd", "dòng 1: không đúng dạng TOML")]),
        (&["templates", "--check"], &[("bytes", NO_TEXT), ("odd", "dòng 1: không đúng dạng")]),
    ];
    for (way, more) in ways {
        let both = [("none", missing), ("folder", folder)];
        for (name, why) in both.iter().chain(more) {
            let path = at(name);
            let said = place.run(&[way, &[text(&path)]].concat());
            assert_eq!(said.code, Some(2), "{way:?} {name}: {said:?}");
            assert!(said.err.contains(why), "{way:?} {name}: {said:?}");
        }
    }
}

/// Whoever is to hear it may be gone, or his disk full.
#[test]
fn a_command_whose_output_nobody_takes_ends_without_a_panic() {
    let place = Place::played(CELL);
    let full = || Stdio::from(fs::File::options().write(true).open("/dev/full").unwrap());
    let ways: [&[&str]; 8] = [
        &["list"],
        &["log", "last"],
        &["export", "last"],
        &["rules"],
        &["completions", "fish"],
        &["man"],
        &["--help"],
        &["verify"],
    ];
    for way in ways {
        let done = command(THUKY, &place.register(), way).stdout(full()).output().unwrap();
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_ne!(done.status.code(), Some(101), "{way:?}: {said}");
        assert!(done.status.code().is_some_and(|code| code > 0), "{way:?}: {said}");
        let closed = command(THUKY, &place.register(), way).stderr(full()).output().unwrap();
        assert_eq!(closed.status.code(), Some(0), "{way:?}");
    }
    for wrong in [&["verify", "/nowhere"][..], &["lst"], &["log", "2"]] {
        let done = command(THUKY, &place.register(), wrong).stderr(full()).output().unwrap();
        assert_eq!(done.status.code(), Some(2), "{wrong:?}");
    }
}
