//! Help and the manual page, in both languages. English stands with the definitions in
//! `src/cli.rs`; the Vietnamese of each is in one table here, and a test asks for all of them.

use clap::{Arg, ArgAction, Command, CommandFactory};

use super::Cli;
use crate::text::{Lang, Say};

/// The command line, told in a language.
pub(super) fn command(lang: Lang) -> Command {
    let command = Cli::command().after_help(EXIT.in_lang(lang));
    match lang {
        Lang::En => command,
        Lang::Vi => translated(command, ""),
    }
}

/// A command with everything under it in Vietnamese.
fn translated(mut command: Command, path: &str) -> Command {
    if let Some((about, more)) = words_of(path, "").map(in_two) {
        command = command.about(about);
        command = if more.is_empty() {
            command.long_about(None::<&str>)
        } else {
            command.long_about(format!("{about}\n\n{more}"))
        };
    }
    let ids: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    for id in ids {
        command = command.mut_arg(&id, |arg| {
            let heading = if arg.is_positional() { "Đối số" } else { "Tuỳ chọn" };
            let text = words_of(path, &id).or_else(|| words_of("", &id)).unwrap_or_default();
            let values = arg.get_action().takes_values();
            let arg = arg.help(text).long_help(None::<&str>).help_heading(heading);
            // What the values are is said in the text itself.
            if values { arg.hide_possible_values(true) } else { arg }
        });
    }
    let subcommands: Vec<String> =
        command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in &subcommands {
        let under = if path.is_empty() { name.clone() } else { format!("{path} {name}") };
        command = command.mut_subcommand(name, |sub| translated(sub, &under));
    }
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let help = help.help("In phần trợ giúp này").help_heading("Tuỳ chọn");
    command = command.disable_help_flag(true).arg(help).disable_help_subcommand(true);
    if path.is_empty() {
        let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
        let version = version.help("In số phiên bản").help_heading("Tuỳ chọn");
        command = command.disable_version_flag(true).arg(version);
    }
    command
        .subcommand_help_heading("Lệnh")
        .subcommand_value_name("LỆNH")
        .help_template("{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}\n")
}

/// The first line of a text, and what follows it.
fn in_two(text: &'static str) -> (&'static str, &'static str) {
    text.split_once("\n\n").unwrap_or((text, ""))
}

/// The Vietnamese of a command, or of one of its arguments.
fn words_of(command: &str, argument: &str) -> Option<&'static str> {
    let found = WORDS.iter().find(|(of, what, _)| (*of, *what) == (command, argument));
    found.map(|(.., text)| *text)
}

/// The manual page, in a language: the help of every command, then what belongs to none.
pub(super) fn manual(lang: Lang) -> std::io::Result<Vec<u8>> {
    let mut command = command(lang).after_help(None::<&str>);
    command.build();
    let mut page = Vec::new();
    let man = clap_mangen::Man::new(command.clone());
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    man.render_subcommands_section(&mut page)?;
    for (heading, text) in SECTIONS {
        page.extend(format!(".SH \"{}\"\n", heading.in_lang(lang)).bytes());
        for line in text.in_lang(lang).lines() {
            // A line that begins with a dot or an apostrophe would be an order to the typesetter.
            let line = line.replace('\\', "\\\\").replace('-', "\\-");
            let guard = if line.starts_with(['.', '\'']) { "\\&" } else { "" };
            match line.split_once('\t') {
                Some((what, means)) => {
                    page.extend(format!(".TP\n\\fB{guard}{what}\\fR\n{means}\n").bytes());
                }
                None => page.extend(format!("{guard}{line}\n").bytes()),
            }
        }
    }
    man.render_version_section(&mut page)?;
    Ok(page)
}

/// How a command ends, in one line of its help.
const EXIT: Say = Say {
    vi: "Mã kết thúc: 0 tốt; 1 có điều không đạt hoặc hư hỏng; 2 không làm được.",
    en: "Exit status: 0 all went well; 1 something was refused, lost or damaged; 2 it could not be done.",
};

/// What stands in the manual beside the commands; what a tab divides is a term and its meaning.
const SECTIONS: [(Say, Say); 4] = [
    (
        Say { vi: "MÃ KẾT THÚC", en: "EXIT STATUS" },
        Say {
            vi: "0\tMọi việc tốt đẹp.\n\
                 1\tCó dòng bị từ chối, có biểu quyết không thông qua, có điều hư hỏng hoặc thiếu; phần còn lại đã làm.\n\
                 2\tKhông làm được, hoặc đối số không đọc được; không có gì thay đổi.\n\
                 128+n\tChương trình dừng vì tín hiệu n; mọi điều đã báo là đã lưu vẫn còn.",
            en: "0\tAll went well.\n\
                 1\tA line was refused, a vote not carried, something damaged or lacking; the rest was done.\n\
                 2\tIt could not be done, or the arguments cannot be read; nothing was changed.\n\
                 128+n\tSignal n ended the program; all that was said to be saved is there.",
        },
    ),
    (
        Say { vi: "TỆP", en: "FILES" },
        Say {
            vi: "~/.local/share/thuky\tSổ, trừ khi nêu thư mục khác.\n\
                 ledger/\tSổ cái đọc được của từng cuộc họp.\n\
                 store/\tKho lưu thứ hai của cùng nội dung.\n\
                 settings.toml\tTuỳ chọn của sổ: ngôn ngữ, phím, màu, nơi ghi giấy tờ, khoá ký.\n\
                 profiles/\tThể thức của riêng đơn vị.\n\
                 templates/\tMẫu giấy tờ của riêng đơn vị.",
            en: "~/.local/share/thuky\tThe register, unless another folder is named.\n\
                 ledger/\tThe readable ledger of each meeting.\n\
                 store/\tThe second side of the same.\n\
                 settings.toml\tWhat was chosen for the register: language, keys, colours, where papers go, the key that signs.\n\
                 profiles/\tRules of one's own.\n\
                 templates/\tTemplates of papers of one's own.",
        },
    ),
    (
        Say { vi: "BIẾN MÔI TRƯỜNG", en: "ENVIRONMENT" },
        Say {
            vi: "THUKY_REGISTER\tThư mục của sổ.\n\
                 THUKY_LANG\tNgôn ngữ: vi hoặc en.\n\
                 NO_COLOR\tKhông dùng màu.",
            en: "THUKY_REGISTER\tThe folder of the register.\n\
                 THUKY_LANG\tThe language: vi or en.\n\
                 NO_COLOR\tNo colours.",
        },
    ),
    (
        Say { vi: "VÍ DỤ", en: "EXAMPLES" },
        Say {
            vi: "thuky demo\tTập dùng với sổ thử, không lưu gì.\n\
                 thuky export last --paper minutes --out bien-ban.docx\tGhi biên bản của cuộc họp cuối.\n\
                 thuky export --from 1/1/2026 --to 31/12/2026 --format json\tSao lưu cả năm.\n\
                 thuky list --json | jq '.[0].id'\tMã của cuộc họp mới nhất.\n\
                 thuky verify bien-ban.docx\tTệp có đúng của sổ và còn nguyên không.",
            en: "thuky demo\tTry it with a throw-away sample.\n\
                 thuky export last --paper minutes --out minutes.docx\tWrite the minutes of the last meeting.\n\
                 thuky export --from 2026-01-01 --to 2026-12-31 --format json\tA backup of a year.\n\
                 thuky list --json | jq '.[0].id'\tThe id of the newest meeting.\n\
                 thuky verify minutes.docx\tWhether a file belongs to the register and is unchanged.",
        },
    ),
];

/// Command, argument, text: what stands behind an empty line belongs to the long help.
const WORDS: &[(&str, &str, &str)] = &[
    (
        "",
        "",
        "Chương trình của thư ký cuộc họp: chương trình nghị sự, điểm danh, biểu quyết và biên bản; mọi điều ghi được nằm trên đĩa ngay khi nói.\n\nKhông nêu lệnh thì mở sổ trên màn hình. Trong đó bấm ? để xem trợ giúp.",
    ),
    ("", "register", "Thư mục của sổ [mặc định: `thuky` trong thư mục dữ liệu của hệ thống]"),
    ("", "lang", "Ngôn ngữ, vi hoặc en [mặc định: theo settings.toml, rồi theo hệ thống]"),
    ("", "ascii", "Vẽ khung và dấu chỉ bằng ký tự ASCII [mặc định: khi hệ thống không dùng UTF-8]"),
    ("", "json", "Một tài liệu JSON cho chương trình khác"),
    ("demo", "", "Mở sổ thử dùng rồi bỏ: một đơn vị hư cấu, một cuộc họp đang diễn ra"),
    ("list", "", "Liệt kê các cuộc họp, mới nhất trước"),
    (
        "play",
        "",
        "Chạy một kịch bản bằng ngôn ngữ dòng lệnh, in ra từng dòng đã làm gì\n\nMỗi dòng nằm trên đĩa rồi mới được in ra. Mã kết thúc 0 nếu mọi dòng được nhận, 1 nếu có dòng không; các dòng sau dòng bị từ chối vẫn chạy. Kịch bản bắt đầu bằng `triệu tập` tạo cuộc họp mới.",
    ),
    ("play", "file", "Kịch bản, hoặc - để đọc từ đầu vào chuẩn"),
    (
        "play",
        "into",
        "Chạy vào cuộc họp này chứ không tạo mới (mã hoặc phần đầu của mã, ngày, `last`)",
    ),
    ("export", "", "Ghi giấy tờ và số liệu của một cuộc họp, hoặc của mọi cuộc họp trong một kỳ"),
    (
        "export",
        "meeting",
        "Mã hoặc phần đầu của mã, ngày, hoặc `last`; không dùng cùng --from và --to",
    ),
    (
        "export",
        "paper",
        "Giấy tờ nào: minutes (biên bản), decisions, resolution (nghị quyết), conclusions (kết luận), extract (trích), attendance (điểm danh), ballot (kiểm phiếu), quality (chất lượng), report (báo cáo), invitation (giấy mời), agenda (chương trình), sign-in (ký tên), notice (thông báo), voting-paper (phiếu bầu), hoặc all [mặc định: minutes]",
    ),
    ("export", "of", "Số của kết luận mà bản trích hoặc biên bản kiểm phiếu nói về"),
    (
        "export",
        "format",
        "Dạng tệp: docx, pdf, html, md, txt, csv, xlsx, ics, json [mặc định: md; có --out thì docx,pdf]",
    ),
    ("export", "table", "Bảng trong tệp csv: roll, votes hoặc tasks [mặc định: cả ba]"),
    (
        "export",
        "out",
        "Tệp hoặc thư mục để ghi; không ghi đè lên tệp đã có [mặc định: một văn bản thì in ra, nhiều tệp thì vào thư mục giấy tờ]",
    ),
    ("export", "from", "Mọi cuộc họp từ ngày này"),
    ("export", "to", "Mọi cuộc họp đến hết ngày này"),
    (
        "import",
        "",
        "Nhận một cuộc họp đã ghi ra dưới dạng JSON\n\nTệp bị cắt, bị sửa hoặc khác với sổ thì không nhận gì.",
    ),
    ("import", "file", "Tệp"),
    ("sign", "", "Ký bản niêm phong để `ssh-keygen -Y verify` chứng thực được"),
    ("sign", "meeting", "Mã hoặc phần đầu của mã, ngày, hoặc `last`"),
    ("sign", "key", "Khoá riêng Ed25519 dạng OpenSSH [mặc định: khoá trong settings.toml]"),
    ("sign", "out", "Thư mục để ghi [mặc định: thư mục giấy tờ]"),
    ("log", "", "In nhật ký của một cuộc họp: từng điều đã ghi, kèm giờ"),
    ("log", "meeting", "Mã hoặc phần đầu của mã, ngày, hoặc `last`"),
    (
        "verify",
        "",
        "Kiểm tra mọi cuộc họp trong sổ, từng byte, hoặc xem một tệp có phải của sổ không",
    ),
    ("verify", "file", "Giấy tờ (docx, pdf, html) hoặc bản ghi (json) để đối chiếu với sổ"),
    (
        "verify",
        "keyless",
        "Kiểm tra sổ mã hoá mà không cần mật khẩu: còn nguyên không, chứ không đọc nội dung",
    ),
    (
        "encrypt",
        "",
        "Mã hoá sổ bằng mật khẩu và 24 từ ghi ra giấy\n\nTất cả được ghi mới bên cạnh, đọc lại, rồi thay vào chỗ cũ trong một bước. Sổ mã hoá không giấu được gì thì docs/storage.md có nói.",
    ),
    ("encrypt", "new_passphrase_file", "Tệp có mật khẩu mới ở dòng đầu, thay cho câu hỏi"),
    ("decrypt", "", "Ghi sổ mã hoá trở lại thành sổ thường"),
    ("passphrase", "", "Đổi mật khẩu của sổ mã hoá"),
    ("passphrase", "new_passphrase_file", "Tệp có mật khẩu mới ở dòng đầu, thay cho câu hỏi"),
    (
        "judge",
        "",
        "Tính kết quả biểu quyết theo thể thức, không cần cuộc họp\n\nIn từng bước tính, hoặc JSON. Mã kết thúc 0 nếu thông qua, 1 nếu không hoặc chưa rõ, 2 nếu không đọc được đối số.",
    ),
    ("judge", "profile", "Thể thức của đơn vị; thuky rules liệt kê"),
    ("judge", "date", "Ngày họp, để chọn văn bản có hiệu lực [mặc định: hôm nay]"),
    (
        "judge",
        "decision",
        "Quyết định việc gì: resolution, admission, election, discipline, statutes, …",
    ),
    ("judge", "entitled", "Số người có quyền biểu quyết, sau khi trừ theo quy định"),
    ("judge", "present", "Số người biểu quyết có mặt"),
    ("judge", "yes", "Số đồng ý [không nêu mà có số có mặt: mọi người chưa tính vào ý kiến khác]"),
    ("judge", "no", "Số không đồng ý"),
    ("judge", "other", "Số có ý kiến khác"),
    ("judge", "abstain", "Số không biểu quyết"),
    ("judge", "silent", "Có mặt nhưng không trả lời"),
    ("judge", "issued", "Số phiếu phát ra"),
    ("judge", "returned", "Số phiếu thu về"),
    ("judge", "invalid", "Số phiếu không hợp lệ"),
    ("judge", "blank", "Số phiếu hợp lệ không ghi gì"),
    ("judge", "call", "Triệu tập lần thứ mấy: lần sau có thể cần ít người hơn"),
    (
        "judge",
        "weight",
        "Theo cổ phần: tổng số,có mặt,đồng ý,không đồng ý và, nếu có, không biểu quyết",
    ),
    (
        "judge",
        "group",
        "Kết quả của một nhóm, dạng TÊN=ĐỒNG Ý/KHÔNG[/KHÔNG BIỂU QUYẾT]; có thể nêu nhiều lần",
    ),
    (
        "judge",
        "voters",
        "Người biểu quyết của một nhóm, dạng TÊN=TỔNG SỐ/CÓ MẶT; có thể nêu nhiều lần",
    ),
    (
        "judge",
        "post",
        "Trong đó gửi đến bằng thư hoặc điện tử, dạng ĐỒNG Ý/KHÔNG[/KHÔNG BIỂU QUYẾT]",
    ),
    (
        "judge",
        "choice",
        "Một lựa chọn trên phiếu và số phiếu, dạng TÊN=PHIẾU hoặc TÊN=PHIẾU/KHÔNG BẦU; nhiều lần, hình thức nặng trước",
    ),
    ("judge", "seats", "Số người hoặc phương án được chọn"),
    ("judge", "chair", "Chủ trì biểu quyết hoặc quyết định khi ngang phiếu: yes hoặc no"),
    ("judge", "lot", "Bốc thăm được: yes hoặc no"),
    ("judge", "percent", "Tỷ lệ đã công bố, để đối chiếu với số phiếu"),
    ("judge", "base", "Cơ số khác với thể thức"),
    ("judge", "needs", "Ngưỡng khác với thể thức, như \"> 1/2\", \">= 65%\", \"6 votes\""),
    ("judge", "json", "Một đối tượng JSON thay cho các câu"),
    (
        "judge",
        "cases",
        "Tính mọi trường hợp trong một tệp JSON, mỗi trường hợp một dòng; - để đọc từ đầu vào chuẩn",
    ),
    (
        "rules",
        "",
        "Liệt kê các thể thức, in một thể thức có sẵn, hoặc kiểm tra tệp của mình\n\nTệp trong thư mục `profiles` của sổ đứng cạnh các thể thức có sẵn, hoặc thay cho thể thức cùng mã và cùng ngày.",
    ),
    ("rules", "profile", "Thể thức có sẵn, in dạng TOML để chép ra sửa"),
    ("rules", "check", "Tệp thể thức cần kiểm tra; lỗi nêu số dòng"),
    (
        "templates",
        "",
        "Liệt kê các mẫu giấy tờ, in một mẫu có sẵn, hoặc kiểm tra tệp của mình\n\nMẫu trong thư mục `templates` của sổ chỉ nêu điều khác với mẫu có sẵn mà nó dựa vào.",
    ),
    ("templates", "template", "Mẫu có sẵn, in dạng TOML"),
    ("templates", "check", "Tệp mẫu cần kiểm tra; lỗi nêu số dòng"),
    ("completions", "", "In kịch bản bổ sung lệnh cho một trình vỏ"),
    ("completions", "shell", "Trình vỏ: bash, elvish, fish, powershell hoặc zsh"),
    ("man", "", "In trang hướng dẫn (man)"),
    ("keys", "", "In danh sách phím dạng Markdown"),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Every command and argument, by path and id; `text` is what its help says.
    fn walk(command: &Command, path: &str, found: &mut Vec<(String, String, String)>) {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        found.push((path.to_owned(), String::new(), about));
        for arg in command.get_arguments() {
            let text = arg.get_help().map(ToString::to_string).unwrap_or_default();
            found.push((path.to_owned(), arg.get_id().to_string(), text));
        }
        for sub in command.get_subcommands() {
            let under = format!("{path} {}", sub.get_name());
            walk(sub, under.trim(), found);
        }
    }

    #[test]
    fn every_command_and_argument_has_its_help_in_both_languages() {
        let (mut english, mut vietnamese) = (Vec::new(), Vec::new());
        walk(&Cli::command(), "", &mut english);
        walk(&command(Lang::Vi), "", &mut vietnamese);
        for (path, id, text) in &english {
            let told = vietnamese.iter().find(|(of, what, _)| (of, what) == (path, id));
            let told = told.map(|(.., told)| told.as_str()).unwrap_or_default();
            assert!(!text.is_empty() && !told.is_empty(), "{path} {id}");
            assert_ne!(told, text, "{path} {id}");
        }
        // No row of the table is for nobody.
        for (path, id, _) in WORDS {
            let known =
                english.iter().any(|(of, what, _)| (of.as_str(), what.as_str()) == (*path, *id));
            let common = path.is_empty() && english.iter().any(|(_, what, _)| what == id);
            assert!(known || common, "{path} {id}");
        }
    }

    #[test]
    fn help_in_vietnamese_has_no_english_around_it() {
        for name in ["", "export", "judge", "list"] {
            let mut command = command(Lang::Vi);
            command.build();
            let told = if name.is_empty() {
                command.render_long_help()
            } else {
                command.find_subcommand_mut(name).unwrap().render_long_help()
            };
            let told = told.to_string();
            for word in
                ["Usage", "Options:", "Commands:", "Arguments:", "Print ", "possible values"]
            {
                assert!(!told.contains(word), "{word} in {told}");
            }
            assert!(told.contains("Cách dùng: thuky"), "{told}");
        }
    }

    #[test]
    fn the_manual_says_how_it_ends_and_where_its_files_are() {
        for (lang, headings) in [
            (Lang::En, ["EXIT STATUS", "FILES", "ENVIRONMENT", "EXAMPLES"]),
            (Lang::Vi, ["MÃ KẾT THÚC", "TỆP", "BIẾN MÔI TRƯỜNG", "VÍ DỤ"]),
        ] {
            let page = String::from_utf8(manual(lang).unwrap()).unwrap();
            for heading in headings {
                assert!(page.contains(&format!(".SH \"{heading}\"\n")), "{heading} in {page}");
            }
            assert!(page.contains("thuky export last \\-\\-paper minutes"), "{page}");
        }
    }
}
