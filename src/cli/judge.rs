//! Trying a rule without a meeting: `thuky judge`, and the profiles: `thuky rules`.

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;
use serde_json::{Value, json};

use super::commands::library;
use super::say::{Done, text_of, written};
use crate::cases;
use crate::domain::{
    Casting, Chosen, ConclusionId, Count, Ground, GroupGround, Meeting, Papers, Particulars,
    Profile, QuorumTest, Rule, Tally, Verdict, Vote, VoteDoubt, VoteId, Weight, WeightGround,
    judge, percent_scaled, reconcile,
};
use crate::line;
use crate::profiles::{self, Library};
use crate::text::{Lang, Misread, parse_date};

/// What is judged.
#[derive(Debug, Args)]
pub(super) struct JudgeArgs {
    /// Rules of the body; thuky rules lists them
    #[arg(long, default_value = "party-cell")]
    profile: String,
    /// Day of the meeting, which chooses the version of the rules [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// What is decided: resolution, admission, election, discipline, statutes, …
    #[arg(long, default_value = "resolution")]
    decision: String,
    /// Members entitled to vote, after statutory deductions
    #[arg(long, value_name = "N")]
    entitled: Option<u64>,
    /// Voters in the room
    #[arg(long, value_name = "N")]
    present: Option<u64>,
    /// Votes for [without it, and with those present: all who are not otherwise counted]
    #[arg(long, value_name = "N")]
    yes: Option<u64>,
    /// Votes against
    #[arg(long, value_name = "N")]
    no: Option<u64>,
    /// Of another opinion
    #[arg(long, value_name = "N")]
    other: Option<u64>,
    /// Abstaining
    #[arg(long, value_name = "N")]
    abstain: Option<u64>,
    /// In the room, but gave no answer
    #[arg(long, value_name = "N")]
    silent: Option<u64>,
    /// Ballots handed out
    #[arg(long, value_name = "N")]
    issued: Option<u64>,
    /// Ballots that came back
    #[arg(long, value_name = "N")]
    returned: Option<u64>,
    /// Invalid ballots
    #[arg(long, value_name = "N")]
    invalid: Option<u64>,
    /// Valid ballots without an answer
    #[arg(long, value_name = "N")]
    blank: Option<u64>,
    /// Which call to the meeting it is: a later one may need fewer people
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..))]
    call: u8,
    /// Weight: shares entitled,present,for,against and, if any, abstaining
    #[arg(long, value_name = "N,N,…", value_delimiter = ',')]
    weight: Vec<String>,
    /// The count of a group, as NAME=FOR/AGAINST[/ABSTAINING]; may be repeated
    #[arg(long, value_name = "NAME=N/N")]
    group: Vec<String>,
    /// The voters of a group, as NAME=ENTITLED/PRESENT; may be repeated
    #[arg(long, value_name = "NAME=N/N")]
    voters: Vec<String>,
    /// Of the votes counted: those by post or electronically, as FOR/AGAINST[/ABSTAINING]
    #[arg(long, value_name = "N/N")]
    post: Option<String>,
    /// A choice on a ballot and its votes, as NAME=VOTES or NAME=VOTES/WITHHELD; may be repeated, heaviest form first
    #[arg(long, value_name = "NAME=N[/N]")]
    choice: Vec<String>,
    /// How many choices are chosen
    #[arg(long, value_name = "N", default_value_t = 1)]
    seats: u32,
    /// How the chair voted, or decided a tie: yes or no
    #[arg(long, value_name = "yes|no")]
    chair: Option<String>,
    /// How the lot fell: yes or no
    #[arg(long, value_name = "yes|no")]
    lot: Option<String>,
    /// An announced per cent, to be held against the count
    #[arg(long, value_name = "PERCENT")]
    percent: Option<String>,
    /// Another base than that of the rules
    #[arg(long, value_name = "BASE")]
    base: Option<String>,
    /// Another threshold than that of the rules, such as "> 1/2", ">= 65%", "6 votes"
    #[arg(long, value_name = "THRESHOLD")]
    needs: Option<String>,
    /// One JSON object instead of sentences
    #[arg(long)]
    json: bool,
    /// Judge every case of a JSON file, one JSON line each; - for standard input
    #[arg(long, value_name = "FILE")]
    cases: Option<PathBuf>,
}

/// Judge counts given on the command line, or the cases of a file.
pub(super) fn run(lang: Lang, register: &Path, today: NaiveDate, args: JudgeArgs) -> Done {
    if let Some(file) = &args.cases {
        return all_cases(lang, file);
    }
    let library = library(lang, register);
    let profile = chosen_profile(lang, &library, today, &args)?;
    let rule = chosen_rule(lang, &profile, &args)?;
    let vote = args.vote(lang, &profile, rule)?;
    let meeting = Meeting::under(profile.clone());
    let mut out = std::io::stdout().lock();
    let told = if args.json {
        to_json(lang, &meeting, &profile, &vote).to_string()
    } else {
        let name = format!("{} ({})", profile.name, profile.valid_from);
        let steps = lang.steps(&meeting, &vote, profile.percent);
        format!("{name}\n  {}", steps.join("\n  "))
    };
    written(writeln!(out, "{told}"))?;
    Ok(vote.verdict.carried())
}

fn all_cases(lang: Lang, file: &Path) -> Done {
    let text = text_of(lang, file)?;
    let value: Value = serde_json::from_str(&text).map_err(|error| {
        let (line, column, error) = (error.line(), error.column(), error.to_string());
        let told = lang.not_json(line, column, &error);
        format!("{}: {told}", file.display())
    })?;
    // A file with `cases`, a bare list of them, or a single one.
    let list = match value {
        Value::Array(list) => list,
        Value::Object(mut object) => match object.remove("cases") {
            Some(Value::Array(list)) => list,
            Some(_) => return Err(format!("{}: {}", file.display(), lang.words().no_cases).into()),
            None => vec![Value::Object(object)],
        },
        _ => return Err(format!("{}: {}", file.display(), lang.words().no_cases).into()),
    };
    let mut out = std::io::stdout().lock();
    for case in &list {
        written(writeln!(out, "{}", cases::answer(case).to_json()))?;
    }
    Ok(true)
}

fn chosen_profile(
    lang: Lang,
    library: &Library,
    today: NaiveDate,
    args: &JudgeArgs,
) -> Result<Profile, String> {
    let date = match &args.date {
        Some(text) => parse_date(text, today).map_err(|error| lang.misread(&error.into()))?,
        None => today,
    };
    library.in_force(&args.profile, date).ok_or_else(|| {
        let choices = library.ids().into_iter().map(String::from).collect();
        lang.misread(&Misread::Choice { typed: args.profile.clone(), choices })
    })
}

fn chosen_rule(lang: Lang, profile: &Profile, args: &JudgeArgs) -> Result<Rule, String> {
    let decision = profiles::decision(&args.decision);
    let unknown = || {
        let known = profile.rules.iter().map(|rule| profiles::decision_word(&rule.decision));
        let (typed, choices) = (args.decision.clone(), known.collect());
        lang.misread(&Misread::Choice { typed, choices })
    };
    let mut rule = profile.rule(&decision).ok_or_else(unknown)?.clone();
    if let Some(word) = &args.base {
        let choices = || profiles::BASES.iter().map(|(name, _)| (*name).to_owned()).collect();
        rule.base = profiles::base(word).ok_or_else(|| {
            lang.misread(&Misread::Choice { typed: word.clone(), choices: choices() })
        })?;
    }
    if let Some(word) = &args.needs {
        let choices = ["> 1/2", ">= 2/3", ">= 65%", "6 votes", "unanimous", "most"];
        rule.threshold = profiles::threshold(word).ok_or_else(|| {
            let choices = choices.map(String::from).to_vec();
            lang.misread(&Misread::Choice { typed: word.clone(), choices })
        })?;
    }
    Ok(rule)
}

impl JudgeArgs {
    /// The vote that the arguments describe, judged.
    fn vote(&self, lang: Lang, profile: &Profile, rule: Rule) -> Result<Vote, String> {
        self.check(lang)?;
        if let (Some(entitled), Some(present)) = (self.entitled, self.present)
            && present > entitled
        {
            return Err(lang.more_present(present, entitled));
        }
        let ground = self.ground(lang, profile, rule)?;
        let more = self.particulars(lang)?;
        let count = self.count(lang, &ground, &more)?;
        let mut doubts = reconcile(&ground, &count, &more);
        if let Some(quorum) = ground.quorum.filter(|quorum| quorum.is_met() == Some(false)) {
            doubts.push(VoteDoubt::NoQuorum(quorum));
        }
        let impossible = doubts.iter().any(VoteDoubt::leaves_open);
        let verdict =
            if impossible { Verdict::Unknown } else { judge(&ground, &count, &more).verdict };
        Ok(Vote {
            id: VoteId(0),
            conclusion: ConclusionId(0),
            text: String::new(),
            decision: ground.rule.decision.clone(),
            method: None,
            count,
            ground,
            verdict,
            doubts,
            time: None,
            more,
        })
    }

    /// Refuse what no meeting can have: more people than there are, a per cent that is no number.
    fn check(&self, lang: Lang) -> Result<(), String> {
        let counts = [
            self.entitled,
            self.present,
            self.yes,
            self.no,
            self.other,
            self.abstain,
            self.silent,
            self.issued,
            self.returned,
            self.invalid,
            self.blank,
        ];
        for count in counts.into_iter().flatten() {
            within(lang, count)?;
        }
        let number = |text: &&String| {
            let digits = text.trim().trim_end_matches('%').trim_end();
            let number = digits.replacen(',', ".", 1).parse::<f64>();
            let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',');
            !plain || number.is_err()
        };
        match self.percent.as_ref().filter(number) {
            Some(text) if text.trim().is_empty() => {
                Err(lang.misread(&Misread::Lacking("--percent")))
            }
            Some(text) => Err(lang.misread(&Misread::Number(text.clone()))),
            None => Ok(()),
        }
    }

    fn ground(&self, lang: Lang, profile: &Profile, rule: Rule) -> Result<Ground, String> {
        let mut ground = Ground::of_numbers(rule.clone(), self.entitled, self.present);
        let (decimals, weight) = self.weight(lang)?;
        ground.decimals = decimals;
        if let [entitled, present, ..] = weight[..] {
            ground.weight = Some(WeightGround { entitled, deducted: 0, present });
        }
        let binds = |quorum: &&crate::domain::Quorum| quorum.tested != QuorumTest::Opening;
        let quorum = profile.quorum.as_ref().filter(binds);
        ground.quorum = quorum.and_then(|quorum| {
            let weighed = quorum.measure == crate::domain::Measure::Weight;
            let (of, present) = if weighed {
                let weight = ground.weight?;
                (weight.entitled, Some(weight.present))
            } else {
                (self.entitled?, self.present)
            };
            let threshold = quorum.at_call(self.call)?;
            let decimals = if weighed { ground.decimals } else { 0 };
            let needed = threshold.in_units(decimals).needed(of);
            Some(crate::domain::QuorumState {
                present,
                represented: 0,
                needed,
                of,
                threshold,
                measure: quorum.measure,
                decimals,
                announced: false,
            })
        });
        // A chair whose vote is given is there to give it.
        ground.chair_waits = self.chair.is_some();
        let groups: Result<Vec<GroupGround>, String> =
            self.voters.iter().map(|text| voters(lang, text)).collect();
        ground.groups = groups?;
        Ok(ground.under(rule))
    }

    /// Weights in units of the finest of them, and its decimals.
    fn weight(&self, lang: Lang) -> Result<(u8, Vec<u64>), String> {
        let read = |text: &String| line::weight(text).map_err(|misread| lang.misread(&misread));
        let read: Vec<Weight> = self.weight.iter().map(read).collect::<Result<_, _>>()?;
        let decimals = read.iter().map(|weight| weight.decimals).max().unwrap_or(0);
        Ok((decimals, read.into_iter().map(|weight| weight.at(decimals)).collect()))
    }

    fn particulars(&self, lang: Lang) -> Result<Particulars, String> {
        let groups: Result<Vec<(String, Tally)>, String> =
            self.group.iter().map(|text| group(lang, text)).collect();
        let weight = match self.weight(lang)?.1[..] {
            [_, _, yes, no] => Some(Tally::of([yes, no, 0, 0, 0])),
            [_, _, yes, no, abstained, ..] => Some(Tally::of([yes, no, 0, abstained, 0])),
            _ => None,
        };
        let casting = match (&self.chair, &self.lot) {
            (Some(word), _) => Some(Casting::Chair { yes: is_yes(lang, word)? }),
            (None, Some(word)) => Some(Casting::Lot { yes: is_yes(lang, word)? }),
            (None, None) => None,
        };
        Ok(Particulars {
            weight,
            papers: Papers {
                issued: self.issued,
                returned: self.returned,
                invalid: self.invalid,
                blank: self.blank,
            },
            groups: groups?,
            remote: self.post.as_ref().map(|text| tally(lang, text)).transpose()?,
            casting,
            percent: self.percent.clone(),
            ..Particulars::default()
        })
    }

    fn count(&self, lang: Lang, ground: &Ground, more: &Particulars) -> Result<Count, String> {
        if !self.choice.is_empty() {
            let choices: Result<Vec<Chosen>, String> =
                self.choice.iter().map(|text| choice(lang, &ground.rule, text)).collect();
            return Ok(Count::Choices { seats: self.seats.max(1), choices: choices? });
        }
        let rest = Tally {
            yes: None,
            no: self.no,
            other: self.other,
            abstained: self.abstain,
            silent: self.silent,
        };
        let groups = more.groups.iter().map(|(_, tally)| *tally).reduce(Tally::plus);
        let marked = more.papers.valid().map(|valid| valid.saturating_sub(self.blank.unwrap_or(0)));
        // Of ballots the report tells how many agreed, not the room.
        let voting = marked.or(self.present.filter(|_| more.weight.is_none()));
        let yes = match (self.yes, groups, voting) {
            (Some(yes), _, _) => yes,
            (None, Some(tally), _) => return Ok(Count::Counted(tally)),
            (None, None, Some(voting)) => voting.saturating_sub(rest.exceptions()),
            // By how many people the weight was given, nobody said.
            (None, None, None) if more.weight.is_some() => {
                return Ok(Count::Counted(rest));
            }
            (None, None, None) => return Err(lang.misread(&Misread::Lacking("--yes, --present"))),
        };
        let tally = Tally { yes: Some(yes), ..rest };
        // Where agreement is what is left, nobody else is.
        let counted = if self.yes.is_some() || more.weight.is_some() {
            ground.accounted(tally, more)
        } else {
            tally.completed()
        };
        Ok(Count::Counted(counted))
    }
}

fn is_yes(lang: Lang, word: &str) -> Result<bool, String> {
    match word {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => {
            let choices = vec!["yes".into(), "no".into()];
            Err(lang.misread(&Misread::Choice { typed: word.to_owned(), choices }))
        }
    }
}

fn number(lang: Lang, text: &str) -> Result<u64, String> {
    let number = text.trim().parse();
    within(lang, number.map_err(|_| lang.misread(&Misread::Number(text.to_owned())))?)
}

/// A number that can be added to others of its kind without a doubt.
fn within(lang: Lang, number: u64) -> Result<u64, String> {
    const MOST: u64 = 1_000_000_000_000_000;
    if number > MOST { Err(lang.misread(&Misread::Number(number.to_string()))) } else { Ok(number) }
}

fn group(lang: Lang, text: &str) -> Result<(String, Tally), String> {
    let (name, counts) = named(lang, text)?;
    Ok((name, tally(lang, counts)?))
}

fn voters(lang: Lang, text: &str) -> Result<GroupGround, String> {
    let (name, counts) = named(lang, text)?;
    let wrong = || lang.misread(&Misread::Left(text.to_owned()));
    let (entitled, present) = counts.split_once('/').ok_or_else(wrong)?;
    let (entitled, present) = (number(lang, entitled)?, number(lang, present)?);
    Ok(GroupGround { name, entitled, deducted: 0, present })
}

fn named(lang: Lang, text: &str) -> Result<(String, &str), String> {
    let wrong = || lang.misread(&Misread::Left(text.to_owned()));
    let (name, counts) = text.rsplit_once('=').ok_or_else(wrong)?;
    Ok((name.trim().to_owned(), counts))
}

/// `FOR/AGAINST` and, if any, `/ABSTAINING`.
fn tally(lang: Lang, text: &str) -> Result<Tally, String> {
    let counts: Result<Vec<u64>, String> = text.split('/').map(|one| number(lang, one)).collect();
    match counts?[..] {
        [yes, no] => Ok(Tally::of([yes, no, 0, 0, 0])),
        [yes, no, abstained] => Ok(Tally::of([yes, no, 0, abstained, 0])),
        _ => Err(lang.misread(&Misread::Left(text.to_owned()))),
    }
}

fn choice(lang: Lang, rule: &Rule, text: &str) -> Result<Chosen, String> {
    let (name, votes) = named(lang, text)?;
    let (votes, withheld) = match votes.split_once('/') {
        Some((votes, withheld)) => (votes, Some(number(lang, withheld)?)),
        None => (votes, None),
    };
    let votes = number(lang, votes)?;
    let of_rule = rule.choices.iter().find(|choice| choice.name == name);
    Ok(Chosen { threshold: of_rule.and_then(|choice| choice.threshold), name, votes, withheld })
}

fn to_json(lang: Lang, meeting: &Meeting, profile: &Profile, vote: &Vote) -> Value {
    let judgment = judge(&vote.ground, &vote.count, &vote.more);
    let main = judgment.main();
    let style = profile.percent;
    let decimals = style.decimals;
    let percent = main.and_then(|test| {
        let scaled = percent_scaled(test.yes?, test.base?, decimals, style.truncate)?;
        #[expect(clippy::cast_precision_loss, reason = "for display only")]
        let percent = scaled as f64 / 10_f64.powi(i32::from(decimals));
        Some(percent)
    });
    let pass = match &vote.verdict {
        Verdict::Carried | Verdict::Stated { carried: true } => Some(true),
        Verdict::Lost | Verdict::Stated { carried: false } => Some(false),
        Verdict::Chosen(outcome) => Some(!outcome.chosen.is_empty()),
        Verdict::Unknown | Verdict::Tied | Verdict::Informal => None,
    };
    let doubts: Vec<String> =
        vote.doubts.iter().map(|doubt| lang.vote_doubt(meeting, doubt)).collect();
    let decimals = vote.ground.base_decimals();
    let measured = |units: u64| json_weight(units.into(), decimals);
    let surplus = judgment.surplus().map(|surplus| json_weight(surplus, decimals));
    let mut object = json!({
        "profile": profile.id,
        "valid_from": profile.valid_from.to_string(),
        "decision": profiles::decision_word(&vote.decision),
        "source": vote.ground.rule.source,
        "pass": pass,
        "percent": percent,
        "base": main.and_then(|test| test.base).map(measured),
        "needed": main.and_then(|test| test.needed).map(measured),
        "surplus": surplus,
        "doubts": doubts,
        "why": lang.verdict(meeting, vote),
        "steps": lang.steps(meeting, vote, style),
    });
    if let (Verdict::Chosen(outcome), Count::Choices { choices, .. }) = (&vote.verdict, &vote.count)
    {
        let names = |places: &[u16]| -> Vec<&str> {
            let name = |place: &u16| choices.get(usize::from(*place)).map(|one| one.name.as_str());
            places.iter().filter_map(name).collect()
        };
        object["chosen"] = json!(names(&outcome.chosen));
        object["tied"] = json!(names(&outcome.tied));
        object["open"] = json!(outcome.open);
    }
    object
}

/// A number of votes or of weight: a whole one where there are no decimals.
fn json_weight(units: i128, decimals: u8) -> Value {
    let unit = 10_i128.pow(u32::from(decimals));
    if units % unit == 0 {
        return json!(i64::try_from(units / unit).ok());
    }
    #[expect(clippy::cast_precision_loss, reason = "for display only")]
    let number = units as f64 / unit as f64;
    json!(number)
}
