//! Forms of the meeting itself: what it is, when it opened and closed, and when it rests.

use crate::app::{App, Field, Form};
use crate::domain::{
    At, Body, Command, Convening, CourseCommand, Meeting, Moment, PauseKind, Profile, SeatCommand,
};
use crate::line;
use crate::text::{Misread, Say, parse_day, short_date, short_day, short_time};

/// What the meeting is, as it is known.
pub(super) fn meeting_fields(app: &App, meeting: &Meeting) -> Vec<Field> {
    let (lang, words) = (app.lang, app.lang.words());
    let (editions, chosen) = editions(app, meeting);
    let kind = meeting.kind.as_ref().map(|kind| lang.kind(kind)).unwrap_or_default();
    let mut fields = vec![
        Field::line(words.body, &meeting.body.name),
        Field::line(words.superior, &meeting.body.superior),
        Field::line(words.date, &short_day(lang, meeting.date, meeting.known)),
        Field::line(words.kind_free, &kind),
        Field::choice(words.rules, editions, chosen),
    ];
    if meeting.opening.is_some() {
        fields.push(Field::line(words.opening_time, &clock(app, meeting, meeting.opened)));
    }
    if meeting.closed.is_some() {
        fields.push(Field::line(words.closing_time, &clock(app, meeting, meeting.closed)));
    }
    let most = meeting.profile.as_ref().and_then(|profile| profile.proxies);
    let most = most.filter(|most| *most != u32::MAX);
    let most = most.map(|most| most.to_string()).unwrap_or_default();
    fields.push(Field::line(words.proxies_most, &most).further());
    fields.push(Field::line(words.proxies_source, &meeting.proxy_source).further());
    fields.push(Field::line(words.quorum_needed, &own_quorum(meeting)).further());
    fields.push(Field::line(words.proxies_source, &meeting.quorum_source).further());
    fields
}

/// The quorum that a provision of the body's own sets, as it is typed.
fn own_quorum(meeting: &Meeting) -> String {
    let quorum = meeting.profile.as_ref().and_then(|profile| profile.quorum.as_ref());
    let own = quorum.filter(|_| !meeting.quorum_source.is_empty());
    let proxies = meeting.profile.as_ref().is_some_and(|profile| profile.proxies.is_some());
    own.map(|quorum| line::quorum_text(quorum, proxies)).unwrap_or_default()
}

fn clock(app: &App, meeting: &Meeting, time: Option<Moment>) -> String {
    match time {
        Some(time) if time.date() != meeting.date => {
            format!("{} {}", short_date(app.lang, time.date()), short_time(time))
        }
        Some(time) => short_time(time),
        None => String::new(),
    }
}

/// Every edition of every set of rules; the meeting's own stands first where the library has it no
/// more.
pub(in crate::app) fn offered(app: &App, meeting: &Meeting) -> Vec<Profile> {
    let all = app.library.all();
    let own = meeting.profile.iter().filter(|own| !all.iter().any(|one| is_edition(one, own)));
    own.chain(all).cloned().collect()
}

fn is_edition(profile: &Profile, other: &Profile) -> bool {
    profile.id == other.id && profile.valid_from == other.valid_from
}

/// The names of the editions offered, and the place of the one in force.
fn editions(app: &App, meeting: &Meeting) -> (Vec<String>, usize) {
    let offered = offered(app, meeting);
    // Of rules with one edition nobody asks which.
    let several = |one: &Profile| offered.iter().filter(|other| other.id == one.id).count() > 1;
    let named = |one: &Profile| {
        if several(one) {
            format!("{} ({})", one.name, short_date(app.lang, one.valid_from))
        } else {
            one.name.clone()
        }
    };
    let own = meeting.profile.as_ref();
    let place = offered.iter().position(|one| own.is_some_and(|own| is_edition(one, own)));
    (offered.iter().map(named).collect(), place.unwrap_or(0))
}

/// Only what was changed becomes a command.
pub(super) fn meeting_commands(form: &Form, meeting: &Meeting) -> Result<Vec<Command>, Misread> {
    let value = |index: usize| form.fields.get(index).map_or("", Field::value).trim().to_owned();
    let (date, known) = parse_day(&value(2))?;
    let body = Body { name: value(0), superior: value(1) };
    let kind = line::kind(value(3));
    let profile = form.editions.get(form.fields.get(4).map_or(0, Field::chosen)).cloned();
    let profile = profile.or_else(|| meeting.profile.clone());
    let Some(profile) = profile else {
        return Err(Misread::Wanted(Say { vi: "thể thức", en: "rules" }));
    };
    let mut commands = Vec::new();
    let same = meeting.body == body
        && meeting.kind.as_ref() == Some(&kind)
        && (meeting.date, meeting.known) == (date, known)
        && meeting.profile.as_ref().is_some_and(|own| is_edition(own, &profile));
    if !same {
        let convening = Convening { body, profile, kind, date, known };
        commands.push(Command::Course(CourseCommand::AmendMeeting(Box::new(convening))));
    }
    // The opening stands behind the rules, and the closing behind it, where they are known to be.
    if meeting.opening.is_some()
        && let Some(at) = changed(&value(5), meeting.opened)?
    {
        commands.push(Command::Course(CourseCommand::AmendOpening { at }));
    }
    if meeting.closed.is_some()
        && let Some(at) = changed(&value(6), meeting.closed)?
    {
        commands.push(Command::Course(CourseCommand::AmendClosing { at }));
    }
    let last = form.fields.len();
    let [most, source, needed, quorum_source] = [4, 3, 2, 1].map(|back| value(last - back));
    let before = meeting.profile.as_ref().and_then(|profile| profile.proxies);
    let before = before.filter(|most| *most != u32::MAX).map(|most| most.to_string());
    let capped = !most.is_empty();
    if capped && Some(&most) != before.as_ref() || source != meeting.proxy_source {
        let source = provision(form, last - 3)?;
        let cap = capped.then(|| most.parse().map_err(|_| Misread::Number(most)));
        let most = cap.transpose()?;
        commands.push(Command::Seat(SeatCommand::AllowProxies { most, source }));
    }
    if needed != own_quorum(meeting) || quorum_source != meeting.quorum_source {
        let source = provision(form, last - 1)?;
        commands.push(Command::Seat(SeatCommand::SetQuorum(line::quorum_asked(&needed, source)?)));
    }
    Ok(commands)
}

/// The provision a body has for what it does its own way; without one nobody can look it up.
fn provision(form: &Form, index: usize) -> Result<String, Misread> {
    let field = &form.fields[index];
    let source = field.value().trim().to_owned();
    if source.is_empty() { Err(Misread::Lacking(field.label)) } else { Ok(source) }
}

/// The time that was typed, where it is another than before.
fn changed(typed: &str, before: Option<Moment>) -> Result<Option<At>, Misread> {
    let same = typed.split_whitespace().next_back() == before.map(short_time).as_deref();
    if same { Ok(None) } else { line::at(typed).map(Some) }
}

pub(super) fn pause_fields(app: &App, meeting: &Meeting) -> Vec<Field> {
    let words = app.lang.words();
    let kinds = PauseKind::ALL.map(|kind| app.lang.pause(kind)).to_vec();
    let now = meeting.live(app.now.naive_local()).map(short_time).unwrap_or_default();
    vec![
        Field::line(words.time, &now),
        Field::line(words.until_when, ""),
        Field::choice(words.pause_kind, kinds, 0).further(),
    ]
}

pub(super) fn pause_command(form: &Form) -> Result<Command, Misread> {
    let value = |index: usize| form.fields.get(index).map_or("", Field::value).trim().to_owned();
    let chosen = form.fields.get(2).map_or(0, Field::chosen);
    let kind = PauseKind::ALL[chosen.min(PauseKind::ALL.len() - 1)];
    Ok(Command::Course(CourseCommand::Pause { kind, until: value(1), at: line::at(&value(0))? }))
}
