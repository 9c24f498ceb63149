//! The outcome of a vote in the one sentence that goes into the minutes.

use super::votes::say;
use super::{Lang, as_weight, percent, two};
use crate::domain::{
    Answer, Casting, Count, Meeting, Method, Papers, Partial, PercentStyle, Scope, Tally, Test,
    Tie, Tongue, Verdict, Vote, VoteDoubt, Weight, judge,
};

impl Lang {
    /// The outcome of a vote in one sentence, in the words of the meeting's body: base, threshold,
    /// numbers, verdict.
    #[must_use]
    pub fn verdict(self, meeting: &Meeting, vote: &Vote) -> String {
        Sentence::of(self, meeting, vote).whole()
    }

    /// What a ballot came to, for where its papers and its choices have lines and a table of their own.
    #[must_use]
    pub fn ballot_result(self, meeting: &Meeting, vote: &Vote) -> String {
        Sentence { bare: true, ..Sentence::of(self, meeting, vote) }.whole()
    }
}

impl<'a> Sentence<'a> {
    fn of(lang: Lang, meeting: &Meeting, vote: &'a Vote) -> Self {
        let profile = meeting.profile.as_ref();
        let party = profile.is_some_and(|profile| profile.tongue == Tongue::PartyVietnamese);
        let assembly = match profile.map(|profile| profile.id.as_str()) {
            Some(id) if id.starts_with("party-congress") => "đại hội",
            _ if party => "chi bộ",
            _ => "hội nghị",
        };
        Self { lang, style: meeting.percent_style(), party, assembly, vote, bare: false }
    }
}

/// The sentence of one vote under construction.
pub(super) struct Sentence<'a> {
    pub(super) lang: Lang,
    pub(super) style: PercentStyle,
    /// The body speaks as the Party does.
    pub(super) party: bool,
    /// What it is called when it agrees.
    pub(super) assembly: &'static str,
    pub(super) vote: &'a Vote,
    /// Without the ballots and the numbers of the choices.
    pub(super) bare: bool,
}

impl Sentence<'_> {
    fn whole(&self) -> String {
        let result = capitalised(&self.result());
        format!("{result}{}{}{}", self.announced(), self.reckoned(), self.together())
    }

    /// The ballots, the numbers, and what they decided.
    fn result(&self) -> String {
        let (lang, vote) = (self.lang, self.vote);
        let judgment = judge(&vote.ground, &vote.count, &vote.more);
        let papers = self.papers(vote.more.papers).filter(|_| !self.bare);
        let mut parts: Vec<String> = papers.into_iter().collect();
        let behind = |mut parts: Vec<String>, told: String| {
            parts.push(told);
            parts.join("; ")
        };
        match &vote.told() {
            Count::Unanimous { yes: None } => {
                return behind(parts, self.wordless(self.none_against(), true));
            }
            Count::Uncounted { carried } => {
                return behind(parts, self.wordless(self.word(*carried), *carried));
            }
            Count::Tied => parts.push(say!(lang, "ngang phiếu", "a tie")),
            Count::Void { reason } => return behind(parts, self.void(reason)),
            Count::Named { .. } => return behind(parts, self.named()),
            Count::Partly(partial) => parts.push(self.partly(*partial)),
            Count::Unanimous { yes: Some(yes) } => {
                parts.extend(self.all_in_favour(judgment.main(), *yes));
            }
            Count::Counted(tally) => {
                // What decided is told, the vote of a chair who votes last among it.
                let decided = judgment.with_chair.unwrap_or(*tally);
                parts.push(self.split(judgment.main(), decided));
            }
            Count::Choices { choices, .. } => parts.extend(self.choices(choices, &judgment.tests)),
        }
        parts.extend(judgment.tests.iter().skip(1).filter_map(|test| self.further(test)));
        parts.extend(self.casting());
        if !matches!(vote.count, Count::Partly(_) | Count::Tied | Count::Choices { .. }) {
            parts.extend(judgment.main().map(|test| self.needed(test)));
        }
        match &vote.count {
            Count::Partly(partial) if self.is_as_told(partial.carried) => {
                format!("{}.", parts.join("; "))
            }
            Count::Unanimous { .. }
            | Count::Counted(_)
            | Count::Uncounted { .. }
            | Count::Tied
            | Count::Void { .. }
            | Count::Named { .. }
            | Count::Partly(_)
            | Count::Choices { .. } => format!("{}: {}.", parts.join("; "), self.outcome()),
        }
    }

    /// That so many agreed, which were all, and how many of them by proxy.
    fn all_in_favour(&self, test: Option<&Test>, yes: u64) -> Vec<String> {
        let (lang, vote) = (self.lang, self.vote);
        let all = self.agreement(test, Some(yes));
        let words = match vote.method {
            Some(Method::Acclamation) => {
                say!(lang, "hoan nghênh nhất trí, {all}", "by acclamation: {all}")
            }
            _ => say!(lang, "người có mặt đều nhất trí, {all}", "unanimous: {all}"),
        };
        let mut parts = vec![words];
        if vote.ground.proxies > 0 {
            let proxies = two(lang, vote.ground.proxies);
            parts.push(say!(lang, "kể cả {proxies} người uỷ quyền", "{proxies} of them by proxy"));
        }
        parts
    }

    /// What was reckoned otherwise for this vote alone, behind the sentence.
    fn reckoned(&self) -> String {
        let lang = self.lang;
        let Some(ruling) = &self.vote.more.ruling else { return String::new() };
        let reason = ruling.reason.trim_end_matches('.');
        let base = ruling.base.map(|base| lang.base(base));
        let base =
            base.map(|base| say!(lang, ", tính trên {base}", ", over {base}")).unwrap_or_default();
        say!(
            lang,
            " Cách tính riêng cho lần này{base}: {reason}.",
            " Reckoned for this vote{base}: {reason}."
        )
    }

    /// The questions decided by the same vote, behind the sentence.
    fn together(&self) -> String {
        let (lang, vote) = (self.lang, self.vote);
        if vote.more.also.is_empty() {
            return String::new();
        }
        let texts = vote.more.also.iter().map(|(_, text)| text);
        let texts: Vec<String> =
            texts.map(|text| format!("“{}”", text.trim_end_matches('.'))).collect();
        let (own, texts) = (vote.text.trim_end_matches('.'), texts.join("; "));
        say!(lang, " Biểu quyết chung: “{own}”; {texts}.", " One vote on: “{own}”; {texts}.")
    }

    /// The per cents as they were announced, behind the sentence; empty if none was.
    fn announced(&self) -> String {
        let lang = self.lang;
        let Some(percent) = self.vote.more.percent.as_deref().map(with_sign) else {
            return String::new();
        };
        say!(lang, " Tỷ lệ đã công bố: {percent}.", " Announced: {percent}.")
    }

    /// Whether the verdict is the result that was told with the vote.
    pub(super) fn is_as_told(&self, carried: bool) -> bool {
        match &self.vote.verdict {
            Verdict::Stated { carried: stated } => *stated == carried,
            Verdict::Carried => carried,
            Verdict::Lost => !carried,
            Verdict::Unknown | Verdict::Tied | Verdict::Informal | Verdict::Chosen(_) => false,
        }
    }

    fn word(&self, carried: bool) -> String {
        let lang = self.lang;
        if carried {
            say!(lang, "thông qua", "carried")
        } else {
            say!(lang, "không thông qua", "lost")
        }
    }

    fn papers(&self, papers: Papers) -> Option<String> {
        let lang = self.lang;
        let stated = [
            (papers.issued, ("phát ra", "issued")),
            (papers.returned, ("thu về", "returned")),
            (papers.valid().filter(|_| papers.invalid.is_some()), ("hợp lệ", "valid")),
            (papers.invalid, ("không hợp lệ", "invalid")),
            (papers.blank.filter(|blank| *blank > 0), ("phiếu trắng", "blank")),
        ];
        let told: Vec<String> = stated
            .into_iter()
            .filter_map(|(number, words)| Some((number?, lang.one_of(words))))
            .map(|(number, word)| match lang {
                Lang::Vi => format!("{word} {}", two(lang, number)),
                Lang::En => format!("{} {word}", two(lang, number)),
            })
            .collect();
        if let (Some(Method::Circular), Some(replied)) = (&self.vote.method, papers.returned) {
            let known = |number: Option<u64>| number.map_or("……".into(), |n| two(lang, n));
            let (replied, of) = (two(lang, replied), known(self.vote.ground.voters_present));
            return Some(say!(lang, "trả lời {replied}/{of}", "{replied} of {of} replied"));
        }
        let told = (!told.is_empty()).then(|| told.join(", "))?;
        Some(say!(lang, "phiếu {told}", "ballots {told}"))
    }

    fn partly(&self, partial: Partial) -> String {
        let lang = self.lang;
        let Partial { carried, yes, no, other, abstained } = partial;
        let numbers = [yes, no, other, abstained];
        let words = [Answer::Yes, Answer::No, Answer::Other, Answer::Abstain];
        let told: Vec<String> = words
            .into_iter()
            .zip(numbers)
            .map(|(answer, number)| (lang.answer(answer), number))
            .filter(|(_, number)| number.is_some())
            .map(|(word, number)| {
                let number = number.map_or("……".into(), |number| two(lang, number));
                match lang {
                    Lang::Vi => format!("{word} {number}"),
                    Lang::En => format!("{number} {word}"),
                }
            })
            .collect();
        let told = told.join(", ");
        let result = self.word(carried);
        let result = if self.is_as_told(carried) {
            result
        } else {
            say!(lang, "công bố {result}", "announced as {result}")
        };
        say!(
            lang,
            "{result}, {told}; các số khác không nêu",
            "{result}, {told}; no other count stated"
        )
    }

    /// `yes` of the base, with its share.
    fn agreement(&self, test: Option<&Test>, yes: Option<u64>) -> String {
        let lang = self.lang;
        let weighed = test.is_some_and(|test| test.scope == Scope::Weight);
        let base = test.and_then(|test| test.base);
        let yes = if weighed { test.and_then(|test| test.yes).or(yes) } else { yes };
        let share = yes.zip(base).and_then(|(yes, base)| percent(lang, self.style, yes, base));
        let (yes, base) = (self.stated(weighed, yes), self.stated(weighed, base));
        let unit = match (weighed, lang) {
            (false, _) => "",
            (true, Lang::Vi) => " phiếu theo cổ phần",
            (true, Lang::En) => " votes by weight",
        };
        match lang {
            Lang::Vi => {
                let share = share.map(|share| format!(", đạt {share}")).unwrap_or_default();
                format!("đồng ý {yes}/{base}{unit}{share}")
            }
            Lang::En => {
                let share = share.map(|share| format!(" ({share})")).unwrap_or_default();
                format!("{yes} of {base}{unit} for{share}")
            }
        }
    }

    fn split(&self, test: Option<&Test>, heads: Tally) -> String {
        let lang = self.lang;
        let weighed = test.is_some_and(|test| test.scope == Scope::Weight);
        let tally = self.vote.more.weight.filter(|_| weighed).unwrap_or(heads);
        let mut text = self.agreement(test, tally.yes);
        // The form of the Party has a line for every answer; elsewhere none says nothing.
        let party_form = self.party && !weighed;
        // What nobody stated is not told.
        let mut add = |word: &str, number: Option<u64>, always: bool| {
            let Some(number) = number.filter(|number| always || *number > 0) else { return };
            let number = self.stated(weighed, Some(number));
            text.push_str(&match lang {
                Lang::Vi => format!("; {word} {number}"),
                Lang::En => format!(", {number} {word}"),
            });
        };
        add(&lang.answer(Answer::No), tally.no, true);
        add(&lang.answer(Answer::Other), tally.other, party_form);
        add(&lang.answer(Answer::Abstain), tally.abstained, lang == Lang::En);
        add(&lang.answer(Answer::NotVoting), tally.silent, false);
        if let Some(remote) = self.vote.more.remote {
            let count = two(lang, remote.sum());
            text.push_str(&say!(lang, "; trong đó {count} gửi đến", ", {count} of them by post"));
        }
        if weighed && heads.sum() > 0 {
            let known = |number: Option<u64>| number.map_or("……".into(), |n| two(lang, n));
            let rest = heads.exceptions().saturating_sub(heads.no.unwrap_or(0));
            let (yes, no) = (known(heads.yes), known(heads.no));
            text.push_str(&say!(
                lang,
                "; theo số người: đồng ý {yes}, không đồng ý {no}, khác {rest}",
                ", by heads {yes} for, {no} against, {rest} other"
            ));
        }
        text
    }

    /// A number of votes, or of weight, as far as it is known.
    fn stated(&self, weighed: bool, number: Option<u64>) -> String {
        let decimals = if weighed { self.vote.ground.decimals } else { 0 };
        number.map_or("……".into(), |units| as_weight(self.lang, Weight { units, decimals }))
    }

    /// A test beside the one over the whole body.
    fn further(&self, test: &Test) -> Option<String> {
        let lang = self.lang;
        let name = match &test.scope {
            Scope::Group(name) => name.clone(),
            Scope::Weight => say!(lang, "theo cổ phần", "by weight"),
            Scope::Heads | Scope::Choice(_) => return None,
        };
        let known = |number| self.stated(test.scope == Scope::Weight, number);
        let (yes, base, needed) = (known(test.yes), known(test.base), known(test.needed));
        Some(say!(
            lang,
            "{name}: đồng ý {yes}/{base}, cần {needed}",
            "{name}: {yes} of {base} for, {needed} needed"
        ))
    }

    fn casting(&self) -> Option<String> {
        let (lang, vote) = (self.lang, self.vote);
        let judgment = judge(&vote.ground, &vote.count, &vote.more);
        let side = |yes: bool| lang.answer(if yes { Answer::Yes } else { Answer::No });
        match vote.more.casting? {
            Casting::Chair { yes } => {
                let side = side(yes);
                Some(if judgment.with_chair.is_some() {
                    say!(
                        lang,
                        "kể cả phiếu của chủ trì: {side}",
                        "the chair voted {side}, counted among them"
                    )
                } else if judgment.chair_may_not {
                    say!(lang, "chủ trì {side}, không được tính", "the chair {side}, not counted")
                } else if matches!(vote.count, Count::Partly(_)) {
                    say!(
                        lang,
                        "phiếu quyết định của chủ trì: {side}",
                        "the casting vote of the chair: {side}"
                    )
                } else if judgment.tie {
                    say!(lang, "ngang phiếu, chủ trì {side}", "a tie, the chair {side}")
                } else {
                    say!(lang, "chủ trì {side}, không được tính", "the chair {side}, not counted")
                })
            }
            Casting::Lot { yes } => {
                let side = side(yes);
                Some(say!(lang, "ngang phiếu, bốc thăm: {side}", "a tie, the lot fell: {side}"))
            }
        }
    }

    fn needed(&self, test: &Test) -> String {
        let lang = self.lang;
        let threshold = lang.threshold(test.threshold);
        let needed = self.stated(test.scope == Scope::Weight, test.needed);
        // An unknown number needs no words about its fraction.
        if test.needed.is_none() && test.base.is_none() {
            return say!(lang, "cần ……", "…… needed");
        }
        say!(lang, "cần {needed} ({threshold})", "{needed} needed ({threshold})")
    }

    pub(super) fn outcome(&self) -> String {
        let lang = self.lang;
        match &self.vote.verdict {
            Verdict::Carried | Verdict::Stated { carried: true } => {
                say!(lang, "thông qua", "carried")
            }
            Verdict::Lost | Verdict::Stated { carried: false } => {
                say!(lang, "không thông qua", "lost")
            }
            Verdict::Unknown if self.lacks_quorum() => say!(
                lang,
                "không quyết định được vì không đủ số người dự",
                "nothing is decided, there was no quorum"
            ),
            Verdict::Unknown => say!(
                lang,
                "chưa kết luận được vì số phiếu hoặc cơ số chưa rõ",
                "undecided, the numbers or the base are in doubt"
            ),
            Verdict::Tied => match self.vote.ground.rule.tie {
                Tie::ChairDecides | Tie::ChairSide => say!(
                    lang,
                    "ngang phiếu, chờ ý kiến của chủ trì",
                    "a tie, the chair has not decided yet"
                ),
                Tie::Lot => {
                    say!(lang, "ngang phiếu, chờ bốc thăm", "a tie, the lot is not drawn yet")
                }
                Tie::NextRound | Tie::Fails => {
                    say!(lang, "ngang phiếu, biểu quyết lại", "a tie, to be voted on again")
                }
            },
            Verdict::Informal => say!(
                lang,
                "không có giá trị quyết định vì họp không đủ số người",
                "no decision, the meeting goes on informally without a quorum"
            ),
            Verdict::Chosen(outcome) => self.chosen(outcome),
        }
    }

    fn lacks_quorum(&self) -> bool {
        self.vote.doubts.iter().any(|doubt| matches!(doubt, VoteDoubt::NoQuorum(_)))
    }
}

pub(super) fn capitalised(sentence: &str) -> String {
    let mut rest = sentence.chars();
    let first: String = rest.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    first + rest.as_str()
}

/// Per cents as they were typed, each with its sign.
fn with_sign(typed: &str) -> String {
    let signed = |word: &str| if word.ends_with('%') { word.into() } else { format!("{word}%") };
    let words: Vec<String> = typed.replace(" %", "%").split_whitespace().map(signed).collect();
    words.join(" ")
}
