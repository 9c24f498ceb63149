//! A new meeting: its form, and its first entry, which copies what the last one leaves.

use chrono::{NaiveDate, Timelike};

use super::Purpose;
use crate::app::{App, Dialog, Effect, Field, FieldKind, Form, Tone};
use crate::domain::{Body, Command, Convening, Detail, Fact, Kind, Meeting, Office, Person};
use crate::journal::{Act, Denial, Journal, Order};
use crate::text::{Lang, Misread, clean, parse_day, short_date};
use crate::{line, papers, profiles};

/// What a new meeting is: its body, rules, kind and day.
pub(super) fn fields(app: &App) -> Vec<Field> {
    let lang = app.lang;
    let words = lang.words();
    let template = app.home.template.as_ref();
    let body = template.map(|template| template.body.clone()).unwrap_or_default();
    let today = app.now.date_naive();
    // A meeting that was announced at the last one is the one to be begun.
    let next = template.and_then(papers::data::next_day).filter(|day| *day >= today);
    let ids = app.library.ids();
    let usual = usual_rules(&body.name, lang);
    let usual = ids.iter().position(|id| *id == usual).unwrap_or(0);
    let profile = template.and_then(|template| template.profile.as_ref());
    let chosen = profile.and_then(|profile| ids.iter().position(|id| *id == profile.id));
    let day = next.unwrap_or(today);
    let rules = editions(app, day);
    vec![
        Field::line(words.body, &body.name),
        Field::line(words.superior, &body.superior),
        Field::choice(words.rules, rules, chosen.unwrap_or(usual)),
        Field::line(words.kind_free, &lang.kind(&Kind::Regular)),
        Field::line(words.date, &short_date(lang, day)),
    ]
}

/// The rules that a body's name tells on a screen of this language.
fn usual_rules(body: &str, lang: Lang) -> &'static str {
    // A first meeting on a Vietnamese screen is most often a Party cell's.
    if body.trim().is_empty() && lang == Lang::Vi {
        return "party-cell";
    }
    profiles::usual_for(body, lang == Lang::Vi)
}

/// The rules to choose from, each in the edition of a day; one that was not in force yet says so.
fn editions(app: &App, day: NaiveDate) -> Vec<String> {
    let named = |id: &str| match app.library.in_force(id, day) {
        Some(profile) if profile.valid_from > day => {
            let from = short_date(app.lang, profile.valid_from);
            format!("{} ({} {from})", profile.name, app.lang.words().valid_from)
        }
        Some(profile) => profile.name,
        None => id.to_owned(),
    };
    app.library.ids().into_iter().map(named).collect()
}

impl App {
    /// The rules of a new meeting follow the body and the day typed, until the user chooses them.
    pub(in crate::app) fn follow_body(&mut self) {
        let Some(Dialog::Form(form)) = self.dialogs.last() else { return };
        if form.purpose != Purpose::NewMeeting {
            return;
        }
        let value = |index: usize| form.fields.get(index).map_or("", Field::value).to_owned();
        let day = parse_day(&value(4)).map_or(self.now.date_naive(), |(day, _)| day);
        let usual = usual_rules(&value(0), self.lang);
        let place = self.library.ids().iter().position(|id| *id == usual);
        let rules = editions(self, day);
        let known = self.home.template.as_ref().is_some_and(|last| last.body.name == value(0));
        let Some(Dialog::Form(form)) = self.dialogs.last_mut() else { return };
        let Some(field) = form.fields.get_mut(2) else { return };
        let free = !field.turned && !known;
        if let FieldKind::Choice { options, chosen, .. } = &mut field.kind {
            *options = rules;
            *chosen = place.filter(|_| free).unwrap_or(*chosen);
        }
    }
}

impl App {
    pub(in crate::app) fn submit_meeting(&mut self, form: &Form) -> Vec<Effect> {
        match self.found_meeting(form) {
            Ok(journal) => {
                self.dialogs.pop();
                self.create(journal)
            }
            Err(text) => {
                self.tell(Tone::Bad, text);
                Vec::new()
            }
        }
    }

    fn found_meeting(&self, form: &Form) -> Result<Journal, String> {
        let value = |index: usize| form.fields[index].value().trim().to_owned();
        if value(4).is_empty() {
            return Err(self.lang.misread(&Misread::Lacking(self.lang.words().date)));
        }
        let (date, known) =
            parse_day(&value(4)).map_err(|error| self.lang.misread(&error.into()))?;
        let id = self.library.ids().get(form.fields[2].chosen()).copied().unwrap_or_default();
        let profile = self.library.in_force(id, date).ok_or_else(|| id.to_owned())?;
        let kind = match value(3).as_str() {
            "" => Kind::UNSAID,
            words => line::kind(words.to_owned()),
        };
        let body = Body { name: clean(&value(0)), superior: clean(&value(1)) };
        let convening = Convening { body, profile, kind, date, known };
        let template = self.home.template.as_ref();
        let template = template.filter(|template| template.body.name == convening.body.name);
        found(convening, template, self.now)
            .map_err(|denial| self.lang.denial(&Meeting::default(), &denial))
    }
}

/// A new meeting's journal: one entry that convenes it and copies roll, agenda and offices from
/// the last meeting of its body.
///
/// # Errors
/// The denial of a command that is out of order.
pub fn found(
    convening: Convening,
    template: Option<&Meeting>,
    at: chrono::DateTime<chrono::FixedOffset>,
) -> Result<Journal, Denial> {
    let mut journal = Journal::default();
    let mut facts: Vec<Fact> = Vec::new();
    let mut give = |journal: &mut Journal, command| -> Result<(), Denial> {
        let entry = journal.consider(Order::Do(command), at)?;
        if let Act::Did(more) = &entry.act {
            facts.extend(more.iter().cloned());
        }
        journal.push(entry);
        Ok(())
    };
    give(&mut journal, Command::Convene(Box::new(convening)))?;
    for command in template.map(copied).unwrap_or_default() {
        let command = with_new_ids(command, template, journal.meeting());
        give(&mut journal, command)?;
    }
    let at = at.with_nanosecond(0).unwrap_or(at);
    let entry = crate::journal::Entry { desk: 0, seq: 1, clock: 1, at, act: Act::Did(facts) };
    Ok(Journal::of(vec![entry]))
}

fn copied(template: &Meeting) -> Vec<Command> {
    let there = |person: &Person| !template.name_of(person).is_empty();
    // Who gave up the seat in the last meeting is not on the next roll.
    let members = template.members.iter().filter(|member| member.seat.is_held());
    let members = members.map(|member| Command::Enrol {
        name: member.name.clone(),
        post: member.post.clone(),
        class: member.class,
    });
    let items = template.items.iter().map(|item| Command::AddItem {
        title: item.title.clone(),
        presenter: item.presenter.clone().filter(there),
        planned: item.planned,
    });
    let offices =
        [(Office::Chair, template.chair.clone()), (Office::Secretary, template.secretary.clone())];
    let offices = offices.into_iter().filter_map(|(office, person)| {
        let people = vec![person.filter(there)?];
        Some(Command::Name { office, people, item: None, at: None })
    });
    let kept = [Detail::Place, Detail::Locality, Detail::Symbol, Detail::Term];
    let details = kept.into_iter().filter_map(|detail| {
        Some(Command::State { detail, text: template.detail(detail)?.to_owned() })
    });
    members.chain(offices).chain(details).chain(items).collect()
}

/// People in a copied command become the members of the same name in the new meeting.
fn with_new_ids(command: Command, template: Option<&Meeting>, meeting: &Meeting) -> Command {
    let renewed = |person: Person| -> Person {
        let name = template.map_or("", |template| template.name_of(&person)).to_owned();
        let same = meeting.members.iter().find(|member| member.name == name);
        same.map_or(Person::Named(name), |member| Person::Member(member.id))
    };
    match command {
        Command::AddItem { title, presenter, planned } => {
            Command::AddItem { title, presenter: presenter.map(renewed), planned }
        }
        Command::Name { office, people, item, at } => {
            let people = people.into_iter().map(renewed).collect();
            Command::Name { office, people, item, at }
        }
        other => other,
    }
}

impl App {
    /// Begin a new meeting from the home screen: of the chosen meeting's body where there is one,
    /// whose last meeting must be read first.
    pub(in crate::app) fn home_begin(&mut self) -> Vec<Effect> {
        if self.refuse_reading() || self.is_waiting() || self.is_busy() {
            return Vec::new();
        }
        let body = self.home.current().map(|header| header.body.clone());
        let last =
            self.home.headers.iter().flatten().find(|header| Some(&header.body) == body.as_ref());
        if let Some(id) = last.map(|header| header.id) {
            self.home.templating = Some(id);
            vec![Effect::Load(id)]
        } else {
            self.home.template = None;
            self.new_meeting_form();
            Vec::new()
        }
    }

    pub(in crate::app) fn new_meeting_form(&mut self) {
        let form = Form::new(self, Purpose::NewMeeting);
        self.dialogs.push(Dialog::Form(form));
    }
}
