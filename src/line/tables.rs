//! The options of every verb: what each takes, its words in both languages and what they mean.
//!
//! The parser cuts a line by these tables, and help and completion show them.

use super::options::{Row, Takes};
use super::verbs::Act;
use super::words::List;
use crate::domain::{Answer, Conduct};
use crate::text::Say;

#[derive(Clone, Copy, PartialEq)]
pub(super) enum QuorumKey {
    Because,
    Shares,
    Proxies,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum OfficeKey {
    Item,
    AllAlong,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum MotionKey {
    Mover,
    Seconder,
    Condition,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum SlateKey {
    Seats,
    Choices,
    On,
    Mover,
    Seconder,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum InterestKey {
    Item,
    Does(Conduct),
    Ends,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum MeetingKey {
    Name,
    Under,
    Rules,
    Kind,
    Date,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Who {
    Post,
    Class,
    Superior,
    Staff,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum ItemKey {
    Presenter,
    Planned,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum TaskKey {
    Owner,
    Due,
    Done,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum AnswerKey {
    Gives(Answer),
    Rest,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum PaperKey {
    Sheet,
    Copies,
    Marks,
    Invalid,
    Blank,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Count {
    Total,
    Present,
    Official,
    Probationary,
    Voting,
    Absent,
    Excused,
    Unexcused,
    Represented,
    Shares,
    SharesPresent,
    SharesRepresented,
    Percent,
    SharesPercent,
    Partial,
    AllAlong,
    Since,
    Noted,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum AbsentKey {
    Excused,
    Unexcused,
    Own,
    Because,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum VoteKey {
    Yes,
    No,
    Other,
    Abstain,
    Silent,
    Unanimous,
    Carried,
    Lost,
    Tied,
    Void,
    Elected,
    Except,
    On,
    By,
    AsStated,
    Issued,
    Returned,
    Invalid,
    Blank,
    Withheld,
    Weight,
    Remote,
    Group,
    Chair,
    Lot,
    Drawn,
    Percent,
    Base,
    Needs,
    Because,
    Roll,
    Sheets,
    Noted,
}

/// The rows of each table: what an option is to the verb, what it takes, its words in English and
/// in Vietnamese, and what it means in both.
macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident: $key:ty {
        $($is:expr, $takes:ident$(($list:expr))?, $en:expr, $vi:expr, $say_en:literal, $say_vi:literal;)*
    })*) => {$(
        $(#[$doc])*
        pub(super) const $name: &[Row<$key>] = &[$(Row {
            key: $is,
            takes: Takes::$takes$(($list))?,
            en: &$en,
            vi: &$vi,
            means: Say { en: $say_en, vi: $say_vi },
        }),*];
    )*};
}

rows! {
    /// Who nominates.
    NOMINATE: () {
        (), Name, ["by"], ["người giới thiệu"], "who nominates", "ai giới thiệu";
    }
    /// Where it is laid down.
    SOURCE: () {
        (), Text, ["because"], ["vì"], "where it is laid down", "quy định ở đâu";
    }
    /// A quorum of a body's own.
    QUORUM: QuorumKey {
        QuorumKey::Because, Text, ["because"], ["vì"], "where it is laid down", "quy định ở đâu";
        QuorumKey::Shares, Nothing, ["of shares"], ["theo cổ phần"], "it is a part of the shares", "tính theo cổ phần";
        QuorumKey::Proxies, Nothing, ["with proxies"], ["kể cả uỷ quyền"], "whoever is represented counts too", "tính cả người được uỷ quyền";
    }
    /// The new place of what is moved.
    PLACE: () {
        (), One, ["to"], ["đến"], "its new place", "vị trí mới";
    }
    /// Of how many.
    OF: () {
        (), One, ["of"], ["trên"], "of how many in all", "trên tổng số bao nhiêu";
    }
    /// For which item an office is held.
    OFFICE: OfficeKey {
        OfficeKey::Item, One, ["item"], ["mục"], "for one item only", "chỉ cho một mục";
        OfficeKey::AllAlong, Nothing, ["from the beginning"], ["từ đầu"], "all along: who it was is mended", "từ đầu cuộc họp: ghi lại cho đúng";
    }
    /// What is said of a motion beside its text.
    MOTION: MotionKey {
        MotionKey::Mover, Name, ["mover"], ["người nêu"], "who moves it, or the chair", "ai nêu, hoặc chủ trì";
        MotionKey::Seconder, Names, ["seconder"], ["tán thành"], "who seconds it", "ai tán thành đưa ra";
        MotionKey::Condition, Text, ["condition"], ["điều kiện"], "on what condition", "với điều kiện gì";
    }
    /// What is said of a ballot with choices beside its title.
    SLATE: SlateKey {
        SlateKey::Seats, One, ["seats"], ["số lượng"], "how many are to be chosen", "số lượng cần chọn";
        SlateKey::Choices, Names, ["candidates", "choices"], ["ứng cử", "gồm"], "whom or what to choose from", "danh sách để chọn";
        SlateKey::On, Listed(List::Decisions), ["on"], ["về việc"], "what is decided by it", "biểu quyết về việc gì";
        SlateKey::Mover, Name, ["mover"], ["người nêu"], "who moves it", "ai nêu";
        SlateKey::Seconder, Names, ["seconder"], ["tán thành"], "who seconds it", "ai tán thành đưa ra";
    }
    /// The group of a member.
    SHARES: () {
        (), Phrase, ["group"], ["nhóm"], "to which group the member belongs", "thuộc nhóm nào";
    }
    /// Who holds a proxy.
    PROXY: () {
        (), Name, ["to"], ["cho"], "who votes for the member, or nobody", "ai được uỷ quyền, hoặc không ai";
    }
    /// What follows from an interest.
    INTEREST: InterestKey {
        InterestKey::Item, One, ["item"], ["mục"], "in which item", "ở mục nào";
        InterestKey::Does(Conduct::Votes), Maybe, ["votes"], ["vẫn biểu quyết"], "votes all the same, and why", "vẫn biểu quyết, lý do";
        InterestKey::Does(Conduct::Stays), Maybe, ["stays"], ["ở lại"], "stays without a vote, and why", "ở lại, không biểu quyết, lý do";
        InterestKey::Does(Conduct::Leaves), Maybe, ["leaves"], ["ra ngoài"], "leaves for the item, and why", "ra ngoài khi bàn, lý do";
        InterestKey::Ends, Nothing, ["ends"], ["hết"], "the interest is over", "không còn lợi ích liên quan";
    }
    /// How long a pause lasts.
    PAUSE: () {
        (), Text, ["until"], ["đến"], "until when, in words", "đến khi nào, bằng lời";
    }
    /// What the meeting is.
    MEETING: MeetingKey {
        MeetingKey::Name, Phrase, ["body"], ["tên"], "the name of the body", "tên tổ chức";
        MeetingKey::Under, Phrase, ["under"], ["thuộc"], "the body above it", "tổ chức cấp trên";
        MeetingKey::Rules, Listed(List::Rules), ["rules"], ["thể thức"], "by which rules it meets", "họp theo thể thức nào";
        MeetingKey::Kind, Listed(List::Kinds), ["kind"], ["loại"], "regular, thematic, extraordinary, congress", "định kỳ, chuyên đề, bất thường, đại hội";
        MeetingKey::Date, Phrase, ["date"], ["ngày"], "on which day", "họp ngày nào";
    }
    /// What is said of a member beside the name.
    MEMBER: Who {
        Who::Post, Phrase, ["post"], ["chức vụ"], "the post, or what tells two of one name apart", "chức vụ, hoặc điều phân biệt người trùng tên";
        Who::Class, Listed(List::Classes), ["class"], ["diện"], "whether the member votes", "diện, cho biết có được biểu quyết không";
    }
    /// What is said of a guest beside the name.
    GUEST: Who {
        Who::Post, Phrase, ["post"], ["chức vụ"], "the post", "chức vụ";
        Who::Superior, Nothing, ["superior"], ["cấp trên"], "sent by the body above", "do cấp trên cử đến";
        Who::Staff, Nothing, ["staff"], ["giúp việc"], "works for the meeting", "giúp việc cuộc họp";
    }
    /// What is said of an item beside its title.
    ITEM: ItemKey {
        ItemKey::Presenter, Name, ["presenter"], ["trình bày"], "who presents it", "ai trình bày";
        ItemKey::Planned, One, ["planned"], ["thời lượng"], "for how many minutes", "dự kiến bao nhiêu phút";
    }
    /// Who does what was concluded, and by when.
    TASK: TaskKey {
        TaskKey::Owner, Name, ["owner"], ["cho"], "who does it", "giao cho ai";
        TaskKey::Due, Text, ["due"], ["hạn"], "by when, a day or words", "hạn đến ngày nào, hoặc bằng lời";
        TaskKey::Done, Text, ["done"], ["đã xong"], "it is done, and with what result", "đã xong, kết quả ra sao";
    }
    /// Answers called out.
    ANSWER: AnswerKey {
        AnswerKey::Gives(Answer::Yes), Many, ["yes", "for"], ["đồng ý", "tán thành"], "who is for", "ai đồng ý";
        AnswerKey::Gives(Answer::No), Many, ["no", "against"], ["không đồng ý", "không tán thành"], "who is against", "ai không đồng ý";
        AnswerKey::Gives(Answer::Other), Many, ["other"], ["ý kiến khác"], "who has another view", "ai có ý kiến khác";
        AnswerKey::Gives(Answer::Abstain), Many, ["abstain"], ["không biểu quyết"], "who abstains", "ai không biểu quyết";
        AnswerKey::Gives(Answer::NotVoting), Many, ["silent", "not voting"], ["không cho ý kiến"], "who does not vote", "ai không cho ý kiến";
        AnswerKey::Gives(Answer::Absent), Many, ["absent"], ["vắng"], "who is not there", "ai vắng mặt";
        AnswerKey::Gives(Answer::Recused), Many, ["recused"], ["không được biểu quyết"], "who may not vote on it", "ai không được biểu quyết";
        AnswerKey::Rest, Nothing, ["rest"], ["còn lại"], "all who have not answered yet", "tất cả những người chưa trả lời";
    }
    /// What a ballot that is read out says.
    PAPER: PaperKey {
        PaperKey::Sheet, One, ["sheet"], ["tờ"], "of which sheet, from 1", "tờ thứ mấy, từ 1";
        PaperKey::Copies, One, ["copies"], ["số lá"], "how many ballots alike", "số lá giống nhau";
        PaperKey::Marks, Names, ["marks"], ["bầu"], "whom the ballot chooses", "lá phiếu bầu ai";
        PaperKey::Invalid, Nothing, ["invalid"], ["không hợp lệ"], "the ballot is invalid", "phiếu không hợp lệ";
        PaperKey::Blank, Nothing, ["blank"], ["phiếu trắng"], "nobody is chosen", "không bầu ai";
    }
    /// Numbers of the roll as they were reported.
    COUNTS: Count {
        Count::Total, One, ["total"], ["tổng số"], "members in all", "tổng số thành viên";
        Count::Present, One, ["present"], ["có mặt"], "members present", "số có mặt";
        Count::Official, One, ["official", "voting"], ["chính thức"], "members who vote", "số chính thức";
        Count::Probationary, One, ["probationary", "not voting"], ["dự bị"], "members who do not vote", "số dự bị";
        Count::Voting, One, ["voters present", "official present"], ["chính thức có mặt"], "voting members present", "số chính thức có mặt";
        Count::Absent, One, ["absent"], ["vắng"], "members absent", "số vắng";
        Count::Excused, One, ["excused"], ["có lý do"], "absent and excused", "vắng có lý do";
        Count::Unexcused, One, ["unexcused"], ["không lý do"], "absent and not excused", "vắng không lý do";
        Count::Represented, One, ["represented", "proxies"], ["uỷ quyền"], "members represented by proxy", "số được uỷ quyền";
        Count::Shares, One, ["shares"], ["cổ phần"], "shares in all", "tổng số cổ phần";
        Count::SharesPresent, One, ["shares present"], ["cổ phần có mặt"], "shares present", "số cổ phần có mặt";
        Count::SharesRepresented, One, ["shares represented"], ["cổ phần uỷ quyền"], "shares represented by proxy", "số cổ phần uỷ quyền";
        Count::Percent, One, ["percent"], ["tỷ lệ"], "members present, in per cent as announced", "tỷ lệ có mặt như công bố";
        Count::SharesPercent, One, ["shares percent"], ["tỷ lệ cổ phần"], "shares present, in per cent as announced", "tỷ lệ cổ phần có mặt như công bố";
        Count::Partial, Nothing, ["others"], ["còn người khác"], "more were there than are named", "còn người không nêu tên";
        Count::AllAlong, Nothing, ["from the beginning"], ["từ đầu"], "all along: the number is mended", "từ đầu cuộc họp: ghi lại cho đúng";
        Count::Since, Nothing, ["since"], ["từ"], "from now or from a time on", "từ bây giờ hoặc từ một giờ";
        Count::Noted, Nothing, ["noted"], ["ghi chú"], "the minutes say that the numbers differ", "biên bản ghi rõ chỗ số lệch nhau";
    }
    /// Why somebody is absent.
    ABSENT: AbsentKey {
        AbsentKey::Excused, Maybe, ["excused"], ["có lý do"], "excused, and why", "có lý do, lý do gì";
        AbsentKey::Unexcused, Maybe, ["unexcused"], ["không lý do"], "not excused", "không lý do";
        AbsentKey::Own, Maybe, ["as"], ["diện"], "another kind of absence, in its own words", "diện vắng khác, ghi nguyên văn";
        AbsentKey::Because, Text, ["because"], ["vì"], "why", "vì sao";
    }
    /// What is said of a vote.
    VOTE: VoteKey {
        VoteKey::Yes, Many, ["yes", "for"], ["đồng ý", "tán thành"], "how many are for, or who", "số đồng ý, hoặc ai";
        VoteKey::No, Many, ["no", "against"], ["không đồng ý", "không tán thành"], "how many are against, or who", "số không đồng ý, hoặc ai";
        VoteKey::Other, Many, ["other"], ["ý kiến khác"], "how many have another view", "số ý kiến khác";
        VoteKey::Abstain, Many, ["abstain", "abstaining"], ["không biểu quyết"], "how many abstain", "số không biểu quyết";
        VoteKey::Silent, Many, ["silent", "not voting"], ["không cho ý kiến"], "how many did not vote", "số không cho ý kiến";
        VoteKey::Unanimous, Nothing, ["unanimous"], ["thống nhất", "nhất trí"], "all for", "tất cả đồng ý";
        VoteKey::Carried, Nothing, ["carried"], ["thông qua"], "carried, without numbers", "thông qua, không nêu số";
        VoteKey::Lost, Nothing, ["lost"], ["không thông qua"], "lost, without numbers", "không thông qua, không nêu số";
        VoteKey::Tied, Nothing, ["tied"], ["ngang phiếu"], "as many for as against", "hai bên ngang phiếu";
        VoteKey::Void, Text, ["void"], ["không có giá trị"], "the vote is void, and why", "biểu quyết không có giá trị, vì sao";
        VoteKey::Elected, Names, ["elected", "chosen"], ["trúng cử"], "who or what was chosen, without numbers", "ai trúng cử, phương án nào được chọn, không nêu số";
        VoteKey::Except, Nothing, ["except"], ["trừ"], "all for except those told", "đồng ý, trừ số sau";
        VoteKey::On, Listed(List::Decisions), ["on"], ["về việc"], "what is decided", "biểu quyết về việc gì";
        VoteKey::By, Listed(List::Methods), ["by"], ["bằng"], "how it was voted", "biểu quyết bằng hình thức nào";
        VoteKey::AsStated, Nothing, ["as stated"], ["như công bố"], "record the numbers though they are in doubt", "ghi đúng như công bố dù còn nghi ngờ";
        VoteKey::Issued, One, ["issued"], ["phát ra"], "ballots issued", "số phiếu phát ra";
        VoteKey::Returned, One, ["returned", "replied"], ["thu về", "trả lời"], "ballots returned", "số phiếu thu về";
        VoteKey::Invalid, One, ["invalid"], ["không hợp lệ"], "invalid ballots", "số phiếu không hợp lệ";
        VoteKey::Blank, One, ["blank"], ["phiếu trắng"], "blank ballots", "số phiếu trắng";
        VoteKey::Withheld, Many, ["withheld"], ["không bầu"], "how many withheld their vote from the choice just named", "số không bầu cho người vừa nêu";
        VoteKey::Weight, Many, ["weight", "shares"], ["cổ phần"], "what follows counts shares", "các số sau tính theo cổ phần";
        VoteKey::Remote, Nothing, ["post"], ["gửi phiếu"], "what follows came by post", "các số sau gửi bằng phiếu";
        VoteKey::Group, Many, ["group"], ["nhóm"], "what follows was given by a group", "các số sau của một nhóm";
        VoteKey::Chair, Nothing, ["chair"], ["chủ trì"], "how the chair decides a tie", "chủ trì quyết định khi ngang phiếu";
        VoteKey::Lot, Nothing, ["lot"], ["bốc thăm"], "how the lot decides a tie", "bốc thăm quyết định khi ngang phiếu";
        VoteKey::Drawn, Names, ["drawn"], ["trúng thăm"], "whom the lot chose", "ai trúng thăm";
        VoteKey::Percent, Phrase, ["percent"], ["tỷ lệ"], "per cent as announced", "tỷ lệ như công bố";
        VoteKey::Base, Listed(List::Bases), ["base"], ["cơ số"], "of whom the majority is taken, as ruled", "tính trên số nào, theo quyết định của chủ trì";
        VoteKey::Needs, Listed(List::Thresholds), ["needs"], ["cần"], "what majority is needed, as ruled", "cần đa số nào, theo quyết định của chủ trì";
        VoteKey::Because, Text, ["because"], ["vì"], "why it was ruled so", "vì sao quyết định như vậy";
        VoteKey::Roll, Nothing, ["roll", "roll call"], ["gọi tên"], "from the answers called out", "theo câu trả lời đã gọi tên";
        VoteKey::Sheets, Nothing, ["sheets"], ["theo phiếu"], "from the ballots read out", "theo các phiếu đã đọc";
        VoteKey::Noted, Nothing, ["noted"], ["ghi chú"], "the minutes say what is doubtful", "biên bản ghi rõ điều nghi ngờ";
    }
    /// How a tie was decided afterwards.
    SETTLE: VoteKey {
        VoteKey::Chair, Nothing, ["chair"], ["chủ trì"], "how the chair decides a tie", "chủ trì quyết định khi ngang phiếu";
        VoteKey::Lot, Nothing, ["lot"], ["bốc thăm"], "how the lot decides a tie", "bốc thăm quyết định khi ngang phiếu";
        VoteKey::Yes, Nothing, ["yes", "for"], ["đồng ý", "tán thành"], "for", "đồng ý";
        VoteKey::No, Nothing, ["no", "against"], ["không đồng ý", "không tán thành"], "against", "không đồng ý";
        VoteKey::Drawn, Names, ["drawn"], ["trúng thăm"], "whom the lot chose", "ai trúng thăm";
    }
    /// What becomes of a vote whose ground has changed.
    RECHECK: bool {
        false, Nothing, ["stands"], ["giữ nguyên"], "it stands as recorded", "giữ như đã ghi";
        true, Nothing, ["anew"], ["tính lại"], "it is reckoned anew", "tính lại";
    }
}

/// What is said of a new meeting beside the name of the body.
pub(super) const CONVENE: &[Row<MeetingKey>] = match MEETING.split_first() {
    Some((_, beside)) => beside,
    None => MEETING,
};

/// An option as help and completion show it.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    pub takes: Takes,
    pub en: &'static [&'static str],
    pub vi: &'static [&'static str],
    pub means: Say,
}

fn shown<K>(rows: &[Row<K>]) -> Vec<Shown> {
    let show = |row: &Row<K>| Shown { takes: row.takes, en: row.en, vi: row.vi, means: row.means };
    rows.iter().map(show).collect()
}

/// The options of a verb, in the order of its table; none if it has none.
#[must_use]
pub(super) fn options_of(act: Act) -> Vec<Shown> {
    match act {
        Act::Convene => shown(CONVENE),
        Act::Amended => shown(MEETING),
        Act::Chair | Act::ViceChair | Act::Secretary => shown(OFFICE),
        Act::Attendance => shown(COUNTS),
        Act::Member | Act::CoOpt => shown(MEMBER),
        Act::Guest => shown(GUEST),
        Act::Present => shown(OF),
        Act::Absent => shown(ABSENT),
        Act::Item => shown(ITEM),
        Act::MoveItem | Act::MoveConclusion => shown(PLACE),
        Act::Task => shown(TASK),
        Act::Vote => shown(VOTE),
        Act::Settle => shown(SETTLE),
        Act::Answer => shown(ANSWER),
        Act::Paper => shown(PAPER),
        Act::Recheck => shown(RECHECK),
        Act::Motion | Act::Amend | Act::Substitute | Act::Procedural | Act::Moved => shown(MOTION),
        Act::Election | Act::Options => shown(SLATE),
        Act::Nominate => shown(NOMINATE),
        Act::Shares => shown(SHARES),
        Act::Proxies => shown(SOURCE),
        Act::Quorum => shown(QUORUM),
        Act::Proxy => shown(PROXY),
        Act::Interest => shown(INTEREST),
        Act::Recess | Act::Adjourn | Act::Committee => shown(PAUSE),
        _ => Vec::new(),
    }
}

/// The list of words that stand right behind a verb, if it takes one.
#[must_use]
pub(super) fn list_of(act: Act) -> Option<List> {
    match act {
        Act::Procedural => Some(List::Procedures),
        Act::Method => Some(List::Methods),
        _ => None,
    }
}
