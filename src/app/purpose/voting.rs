//! Forms over the vote box: what the chair ruled, what is settled together, what is void, who was
//! chosen.

use super::business::standing_names;
use super::{BoxForm, Purpose};
use crate::app::vote::{Amendment, VoteBox};
use crate::app::{App, Field, Form};
use crate::domain::{Base, ConclusionId, Decision, Meeting, Method, Ruling};
use crate::line;
use crate::profiles;
use crate::text::Misread;

pub(super) fn fields(app: &App, form: BoxForm, meeting: &Meeting) -> Vec<Field> {
    let words = app.lang.words();
    match form {
        BoxForm::Ruling => ruling_fields(app),
        BoxForm::Together => vec![Field::line(words.together, "")],
        BoxForm::Void => {
            let reason = app.vote_box().and_then(|vote| vote.void.as_deref()).unwrap_or("");
            vec![Field::line(words.void_why, reason)]
        }
        BoxForm::Manner => manner_fields(app, meeting),
        BoxForm::Elected => vec![Field::line(words.chosen_names, &chosen_names(app, meeting))],
    }
}

/// The manners of voting, then one in the body's own word, and what is decided.
fn manner_fields(app: &App, meeting: &Meeting) -> Vec<Field> {
    let (lang, words) = (app.lang, app.lang.words());
    let Some(vote) = app.vote_box() else { return Vec::new() };
    let named = Method::ALL.iter().map(|method| lang.method(method));
    let named = std::iter::once(words.unknown.to_owned()).chain(named).collect();
    let at = Method::ALL.iter().position(|method| Some(method) == vote.method.as_ref());
    let own = match &vote.method {
        Some(Method::Named(own)) => own.as_str(),
        _ => "",
    };
    let decisions = decisions(meeting);
    let chosen = decisions.iter().position(|one| *one == vote.decision).unwrap_or(0);
    let decisions = decisions.iter().map(|one| lang.decision(one)).collect();
    vec![
        Field::choice(words.manner, named, at.map_or(0, |at| at + 1)),
        Field::line(words.manner_own, own),
        Field::choice(words.what_is_decided, decisions, chosen),
    ]
}

/// What the rules of the body know to decide.
fn decisions(meeting: &Meeting) -> Vec<Decision> {
    let rules = meeting.profile.iter().flat_map(|profile| &profile.rules);
    rules.map(|rule| rule.decision.clone()).collect()
}

fn ruling_fields(app: &App) -> Vec<Field> {
    let (lang, words) = (app.lang, app.lang.words());
    let ruling = app.vote_box().and_then(|vote| vote.ruling.as_ref());
    let base = ruling.and_then(|ruling| ruling.base);
    let chosen = base.and_then(|base| Base::ALL.iter().position(|other| *other == base));
    let bases = Base::ALL.iter().map(|base| lang.base(*base));
    let bases = std::iter::once(words.by_the_rule.to_owned()).chain(bases).collect();
    vec![
        Field::choice(words.base, bases, chosen.map_or(0, |at| at + 1)),
        Field::line(words.threshold, ""),
        Field::line(words.reason, ruling.map_or("", |ruling| &ruling.reason)),
    ]
}

/// Who was chosen of those who stand, as it stands in the vote box.
fn chosen_names(app: &App, meeting: &Meeting) -> String {
    let Some(vote) = app.vote_box() else { return String::new() };
    let names = standing_names(meeting, vote.conclusion);
    let named = vote.elected.iter().filter_map(|at| names.get(usize::from(*at)));
    named.cloned().collect::<Vec<_>>().join(", ")
}

/// Names with commas, by place among the choices that stand.
fn elected(meeting: &Meeting, id: Option<ConclusionId>, text: &str) -> Result<Vec<u16>, Misread> {
    let names = id.map(|id| standing_names(meeting, id)).unwrap_or_default();
    let typed = text.split([',', ';']).map(str::trim).filter(|name| !name.is_empty());
    typed.map(|name| line::place(names.iter().map(String::as_str), name)).collect()
}

/// What a form over the vote box changes in it; `None` for other purposes.
pub(in crate::app) fn amends(
    form: &Form,
    meeting: &Meeting,
    chosen: Option<ConclusionId>,
) -> Option<Result<Amendment, Misread>> {
    let value = |index: usize| form.fields.get(index).map_or("", Field::value).trim().to_owned();
    let Purpose::Box(of) = &form.purpose else { return None };
    Some(match of {
        BoxForm::Ruling => {
            let chosen = form.fields.first().map_or(0, Field::chosen);
            let base = chosen.checked_sub(1).map(|at| Base::ALL[at]);
            let typed = value(1);
            let threshold = profiles::threshold(&typed);
            if threshold.is_none() && !typed.is_empty() {
                let choices = ["> 1/2", ">= 2/3", ">= 65%", "6 votes"].map(String::from);
                return Some(Err(Misread::Choice { typed, choices: choices.to_vec() }));
            }
            let ruled = base.is_some() || threshold.is_some();
            let reason = value(2);
            if ruled && reason.is_empty() {
                return Some(Err(Misread::Lacking(form.fields[2].label)));
            }
            let ruling = ruled.then_some(Ruling { base, threshold, reason });
            Ok(Box::new(move |vote: &mut VoteBox| vote.ruling.clone_from(&ruling)))
        }
        BoxForm::Manner => {
            let chosen = |index: usize| form.fields.get(index).map_or(0, Field::chosen);
            let listed = chosen(0).checked_sub(1).map(|at| Method::ALL[at].clone());
            let own = value(1);
            let method = if own.is_empty() { listed } else { Some(Method::Named(own)) };
            let decision = decisions(meeting).get(chosen(2)).cloned();
            Ok(Box::new(move |vote: &mut VoteBox| {
                vote.method.clone_from(&method);
                vote.decision = decision.clone().unwrap_or_else(|| vote.decision.clone());
            }))
        }
        BoxForm::Void => {
            let void = Some(value(0)).filter(|reason| !reason.is_empty());
            Ok(Box::new(move |vote: &mut VoteBox| vote.void.clone_from(&void)))
        }
        BoxForm::Elected => {
            let elected = elected(meeting, chosen, &value(0));
            elected.map(|elected| -> Amendment {
                Box::new(move |vote: &mut VoteBox| vote.elected.clone_from(&elected))
            })
        }
        BoxForm::Together => {
            let numbers = value(0);
            let numbers = numbers.split([',', ' ']).filter(|part| !part.is_empty());
            let ids: Result<Vec<ConclusionId>, Misread> =
                numbers.map(|number| line::conclusion(meeting, number)).collect();
            ids.map(|ids| -> Amendment {
                Box::new(move |vote: &mut VoteBox| {
                    vote.also = ids.iter().copied().filter(|id| *id != vote.conclusion).collect();
                })
            })
        }
    })
}
