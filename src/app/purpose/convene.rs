//! A new meeting: its form.

use chrono::NaiveDate;

use super::Purpose;
use crate::app::{App, Dialog, Effect, Field, FieldKind, Form, Tone};
use crate::domain::{Body, Convening, Kind, Meeting};
use crate::register::{BookId, found};
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
        let convening = match self.convening(form) {
            Ok(convening) => convening,
            Err(misread) => return self.tell_misread(&misread),
        };
        let template = self.home.template.as_ref();
        let template = template.filter(|template| template.body.name == convening.body.name);
        match found(convening, template, self.pen()) {
            Ok(journal) => {
                self.dialogs.pop();
                self.create(journal)
            }
            Err(refusal) => {
                self.tell(Tone::Bad, self.lang.denial(&Meeting::default(), &refusal.into()));
                Vec::new()
            }
        }
    }

    /// What the form of a new meeting says.
    fn convening(&self, form: &Form) -> Result<Convening, Misread> {
        let value = |index: usize| form.fields[index].value().trim().to_owned();
        if value(4).is_empty() {
            return Err(Misread::Lacking(self.lang.words().date));
        }
        let (date, known) = parse_day(&value(4))?;
        let id = self.library.ids().get(form.fields[2].chosen()).copied().unwrap_or_default();
        let no_rules = Misread::Lacking(self.lang.words().rules);
        let profile = self.library.in_force(id, date).ok_or(no_rules)?;
        let kind = match value(3).as_str() {
            "" => Kind::UNSAID,
            words => line::kind(words.to_owned()),
        };
        let body = Body { name: clean(&value(0)), superior: clean(&value(1)) };
        Ok(Convening { body, profile, kind, date, known })
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
        let register = self.home.register.as_ref();
        let last = body.and_then(|body| register?.last_of(&body));
        let last = last.map(|header| header.id);
        self.begin_from(last)
    }

    /// Begin a new meeting that takes over from this one, which is read first.
    pub(in crate::app) fn begin_from(&mut self, last: Option<BookId>) -> Vec<Effect> {
        if let Some(id) = last {
            self.home.templating = Some(id);
            return vec![Effect::Load(id)];
        }
        (self.home.template, self.home.templated) = (None, None);
        self.new_meeting_form();
        Vec::new()
    }

    /// The form of a new meeting, with what was typed into it before.
    pub(in crate::app) fn new_meeting_form(&mut self) {
        self.restore_draft();
        let there = self.dialogs.iter().any(|dialog| matches!(dialog, Dialog::Form(_)));
        if !there {
            self.ask(Purpose::NewMeeting);
        }
    }
}
