//! The fixed words between the facts, each with a name by which a template may change it.

use serde::Deserialize;
use toml::Spanned;

macro_rules! words {
    ($($name:ident)*) => {
        /// Words between the facts.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Words { $(pub $name: String),* }

        /// The words a template file states.
        #[derive(Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
        pub(super) struct StatedWords { $($name: Option<Spanned<String>>),* }

        impl StatedWords {
            /// What is stated, each with the name it goes by.
            pub(super) fn stated(&self) -> Vec<(&'static str, &Spanned<String>)> {
                let all = [$((stringify!($name), &self.$name)),*];
                all.into_iter().filter_map(|(name, word)| Some((name, word.as_ref()?))).collect()
            }

            /// These words, and those of the base where nothing is stated; the name of one that
            /// neither has.
            pub(super) fn over(self, base: Option<&Words>) -> Result<Words, &'static str> {
                let of_base = |of: fn(&Words) -> &String| base.map(|base| of(base).clone());
                Ok(Words {
                    $($name: self.$name.map(Spanned::into_inner)
                        .or_else(|| of_base(|base| &base.$name))
                        .ok_or(stringify!($name))?),*
                })
            }
        }
    };
}

/// What may stand in braces in a word; in all others nothing may.
pub(super) fn places_of(word: &str) -> &'static [&'static str] {
    const MEETING: &[&str] =
        &["body", "superior", "kind", "date", "day", "month", "year", "place", "locality", "term"];
    match word {
        // The occasion itself may not stand in its own words.
        "occasion" | "occasion_congress" => MEETING,
        "voting_paper" | "voting_paper_one" => &["seats", "of"],
        "reaching" | "measured_came" => &["share"],
        "measured_minutes" => &["minutes"],
        "measured_spoke" => &["count", "share"],
        "adjourned" => &["closed"],
        "adjourned_other_day" => &["closed", "day"],
        "version" => &["number", "before", "time"],
        "seal" => &["seal", "number"],
        _ => &[],
    }
}

words! {
    occasion occasion_congress
    opening place members official probationary present reaching absent excused unexcused none late
    back unnamed by_proxy shares_present announced announced_until reported
    left_early remote superiors guests staff chair chair_until co_chairs vice_chair item_chair
    secretary call at_opening from to informal
    represented annexed apologies
    skipped results directs shortcoming points_out proposal proposes sent_to cited cites
    assigned due due_by decision resolved action corrections
    nominated_by withdrew struck_off candidates options elected chosen tellers
    not_voted round reconsidered before lost discussed undecided
    voted is_elected is_chosen tied name choice votes withheld cumulated share result
    in_attendance row full_name post class presence remark signature
    task owner deadline
    voting_paper voting_paper_one mark
    papers_issued papers_returned papers_valid papers_invalid
    criterion most_points points total_points measured_minutes measured_came measured_spoke
    quality_blank
    adopted adopted_before adopted_corrected next_meeting adjourned adjourned_other_day unsaid_time
    version version_reason version_changed version_before
    signs_chair signs_secretary draft seal recipients superior_body superior_committee
}
