//! Forms of the roll: numbers as reported, and absences.

use crate::app::{App, Field, Form};
use crate::domain::{
    Absence, At, Attendance, Attendee, Command, Excuse, Headcount, Meeting, Presence, RollCommand,
    Weight, percent_read,
};
use crate::line;
use crate::text::{Lang, Misread, short_time};

/// A number that may be reported, and where it stands among the reported numbers.
type Slot = fn(&mut Headcount) -> &mut Option<u32>;

const HEADS: [Slot; 9] = [
    |counts| &mut counts.total,
    |counts| &mut counts.present,
    |counts| &mut counts.official,
    |counts| &mut counts.probationary,
    |counts| &mut counts.voting,
    |counts| &mut counts.represented,
    |counts| &mut counts.absent,
    |counts| &mut counts.excused,
    |counts| &mut counts.unexcused,
];

/// How many of them are usually reported.
const USUAL: usize = 4;

type ShareSlot = fn(&mut Headcount) -> &mut Option<Weight>;

const SHARES: [ShareSlot; 3] = [
    |counts| &mut counts.shares,
    |counts| &mut counts.shares_present,
    |counts| &mut counts.shares_represented,
];

/// The numbers as reported so far.
pub(super) fn count_fields(app: &App, meeting: &Meeting) -> Vec<Field> {
    let words = app.lang.words();
    let mut stated = meeting.stated.clone();
    let labels = [
        words.total,
        words.present,
        words.official,
        words.probationary,
        words.voters_present,
        words.represented,
        words.absent,
        words.excused,
        words.unexcused,
    ];
    let text = |number: Option<u64>| number.map_or(String::new(), |number| number.to_string());
    let mut fields = Vec::new();
    for (index, (label, slot)) in labels.into_iter().zip(HEADS).enumerate() {
        if index == USUAL && may_move(meeting) {
            fields.push(since(app, meeting));
        }
        let field = Field::line(label, &text(slot(&mut stated).map(u64::from)));
        fields.push(if index < USUAL { field } else { field.further() });
    }
    let labels = [words.shares_all, words.shares_present, words.shares_represented];
    for (label, slot) in labels.into_iter().zip(SHARES) {
        let text = slot(&mut stated).map(line::weight_text).unwrap_or_default();
        fields.push(Field::line(label, &text).further());
    }
    fields.push(Field::line(words.percent_announced, &stated.percent).further());
    fields.push(Field::line(words.shares_percent, &stated.shares_percent).further());
    let others = [words.all_named, words.others_unnamed].map(String::from).to_vec();
    fields.push(Field::choice(words.names, others, usize::from(stated.partial)).further());
    let noted = [words.no, words.yes].map(String::from).to_vec();
    fields.push(Field::choice(words.doubts_printed, noted, usize::from(stated.noted)).further());
    for label in [words.came_unnamed, words.left_unnamed, words.unnamed_time] {
        fields.push(Field::line(label, "").further());
    }
    fields
}

/// Numbers that differ from those of the opening are so since then.
fn since(app: &App, meeting: &Meeting) -> Field {
    let now = meeting.live(app.now.naive_local()).map(short_time);
    Field::line(app.lang.words().since_when, &now.unwrap_or_else(|| "?".to_owned()))
}

/// Numbers reported anew may be those of a later moment.
fn may_move(meeting: &Meeting) -> bool {
    meeting.opening.is_some() && !meeting.reports.is_empty()
}

/// The numbers, where they were changed, and who came or went without being named.
pub(super) fn count_commands(form: &Form, meeting: &Meeting) -> Result<Vec<Command>, Misread> {
    let mut values = form.fields.iter();
    let mut next = || values.next().map_or("", Field::value).trim().to_owned();
    let mut headcount = meeting.stated.clone();
    let mut since = None;
    for (index, slot) in HEADS.into_iter().enumerate() {
        if index == USUAL && may_move(meeting) {
            since = super::since(&next())?;
        }
        let number = number(&next())?;
        let fits = number.map(|n| u32::try_from(n).map_err(|_| Misread::Number(n.to_string())));
        *slot(&mut headcount) = fits.transpose()?;
    }
    for slot in SHARES {
        let typed = next();
        let read = (!typed.is_empty()).then(|| line::weight(&typed));
        *slot(&mut headcount) = read.transpose()?;
    }
    headcount.percent = percent(next())?;
    headcount.shares_percent = percent(next())?;
    let chosen = |index: usize| form.fields.get(index).map_or(0, Field::chosen) == 1;
    let choices = HEADS.len() + usize::from(may_move(meeting)) + SHARES.len() + 2;
    headcount.partial = chosen(choices);
    headcount.noted = chosen(choices + 1);
    let since = since.filter(|_| headcount.has_moved(&meeting.stated));
    let value = |index: usize| form.fields.get(index).map_or("", Field::value).trim();
    let unnamed = [(choices + 2, true), (choices + 3, false)];
    let at = super::moment(value(choices + 4))?;
    let mut commands = Vec::new();
    for (index, came) in unnamed {
        if let Some(count) = number(value(index))? {
            let count = u32::try_from(count).map_err(|_| Misread::Number(count.to_string()))?;
            commands.push(Command::Roll(RollCommand::MarkUnnamed { count, came, at }));
        }
    }
    if commands.is_empty() && at != At::Now {
        return Err(Misread::Left(value(choices + 4).to_owned()));
    }
    if headcount != meeting.stated || since.is_some() || commands.is_empty() {
        let headcount = Box::new(headcount);
        commands.insert(0, Command::Roll(RollCommand::StateAttendance { headcount, since }));
    }
    Ok(commands)
}

fn number(text: &str) -> Result<Option<u64>, Misread> {
    if text.is_empty() { Ok(None) } else { line::big(text).map(Some) }
}

fn percent(text: String) -> Result<String, Misread> {
    if text.is_empty() || percent_read(&text).is_some() {
        Ok(text)
    } else {
        Err(Misread::Number(text))
    }
}

/// Why somebody is absent, and in which group of absence that stands.
pub(super) fn absence_fields(lang: Lang, meeting: &Meeting, who: Attendee) -> Vec<Field> {
    let words = lang.words();
    let absence = match meeting.attendance(who).map(Attendance::presence) {
        Some(Presence::Absent(absence)) => absence.clone(),
        _ => Absence::default(),
    };
    let groups = vec![
        words.absence_as_said.to_owned(),
        lang.excuse(&Excuse::Excused),
        lang.excuse(&Excuse::Unexcused),
        words.absence_own.to_owned(),
    ];
    let (chosen, own) = match &absence.excuse {
        Excuse::Unsaid => (0, ""),
        Excuse::Excused => (1, ""),
        Excuse::Unexcused => (2, ""),
        Excuse::Own(own) => (3, own.as_str()),
    };
    vec![
        Field::line(words.reason, &absence.reason),
        Field::choice(words.absence_group, groups, chosen).further(),
        Field::line(words.absence_words, own).further(),
    ]
}

/// An absence with a reason is excused unless another group is chosen, as the choice says.
pub(super) fn absence_command(form: &Form, who: Attendee) -> Result<Command, Misread> {
    let value = |index: usize| form.fields.get(index).map_or("", Field::value).trim().to_owned();
    let (reason, own) = (value(0), value(2));
    let excuse = match form.fields.get(1).map_or(0, Field::chosen) {
        _ if !own.is_empty() => Excuse::Own(own),
        0 if reason.is_empty() => Excuse::Unsaid,
        0 | 1 => Excuse::Excused,
        2 => Excuse::Unexcused,
        _ => return Err(Misread::Lacking(form.fields.get(2).map_or("", |field| field.label))),
    };
    let presence = Presence::Absent(Absence { excuse, reason });
    Ok(Command::Roll(RollCommand::Mark { who, presence, at: At::Now }))
}
