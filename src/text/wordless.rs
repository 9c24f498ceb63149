//! The outcome of a vote of which no numbers were told.

use super::Lang;
use super::verdict::Sentence;
use super::votes::say;
use crate::domain::{Casting, Count, Method};

impl Sentence<'_> {
    /// A result without numbers, and what it comes to where that is something else.
    pub(super) fn wordless(&self, result: String, carried: bool) -> String {
        let lang = self.lang;
        let by_chair = self.vote.more.casting.map(|casting| match casting {
            Casting::Chair { yes } if yes == carried => say!(
                lang,
                " bằng phiếu quyết định của chủ trì",
                " by the casting vote of the chair"
            ),
            Casting::Lot { yes } if yes == carried => say!(lang, " do bốc thăm", " by lot"),
            Casting::Chair { .. } => say!(
                lang,
                ", phiếu quyết định của chủ trì theo phía kia",
                ", against the casting vote of the chair"
            ),
            Casting::Lot { .. } => say!(lang, ", bốc thăm theo phía kia", ", against the lot"),
        });
        let result = format!("{result}{}", by_chair.unwrap_or_default());
        // Where all are heard to agree nobody is expected to count.
        let heard =
            matches!(self.vote.method, Some(Method::Consent | Method::Voice | Method::Acclamation));
        let consent = heard && matches!(self.vote.count, Count::Unanimous { .. });
        let outcome = self.outcome();
        match (self.is_as_told(carried), consent) {
            (true, true) => say!(lang, "{result}: {outcome}.", "{result}: {outcome}."),
            // Where all agreed nobody asks how many.
            (true, false) if matches!(self.vote.count, Count::Unanimous { .. }) => {
                say!(lang, "{result}.", "{result}.")
            }
            (true, false) => {
                say!(lang, "{result} (không nêu số phiếu).", "{result} (no count stated).")
            }
            (false, _) => say!(
                lang,
                "công bố {result} (không nêu số phiếu): {outcome}.",
                "announced as {result} (no count stated): {outcome}."
            ),
        }
    }

    /// That nobody was against it, by the form of the vote.
    pub(super) fn none_against(&self) -> String {
        let lang = self.lang;
        match self.vote.method {
            Some(Method::Consent) => say!(lang, "không ai phản đối", "no objection"),
            Some(Method::Acclamation) => {
                say!(lang, "hoan nghênh nhất trí", "by acclamation")
            }
            _ => self.unanimous(),
        }
    }

    /// That all agreed, in the words of the body's papers.
    fn unanimous(&self) -> String {
        let (lang, who) = (self.lang, self.assembly);
        say!(lang, "{who} thống nhất", "agreed unanimously")
    }

    pub(super) fn void(&self, reason: &str) -> String {
        let lang = self.lang;
        let reason = reason.trim_end_matches('.');
        say!(lang, "biểu quyết không có giá trị: {reason}.", "the vote is void: {reason}.")
    }

    /// Who was chosen, where only names were told.
    pub(super) fn named(&self) -> String {
        let (lang, outcome) = (self.lang, self.outcome());
        say!(lang, "{outcome} (không nêu số phiếu).", "{outcome} (no count stated).")
    }
}
