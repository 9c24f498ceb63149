//! The fixed words between the facts, each with a name by which a template may change it.

use serde::Deserialize;

macro_rules! words {
    ($($name:ident)*) => {
        /// Words between the facts.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Words { $(pub $name: String),* }

        /// The words a template file states.
        #[derive(Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
        pub(super) struct StatedWords { $($name: Option<String>),* }

        impl StatedWords {
            /// These words, and those of the base where nothing is stated; the name of one that
            /// neither has.
            pub(super) fn over(self, base: Option<&Words>) -> Result<Words, &'static str> {
                Ok(Words {
                    $($name: match self.$name.or_else(|| base.map(|base| base.$name.clone())) {
                        Some(word) => word,
                        None => return Err(stringify!($name)),
                    }),*
                })
            }
        }
    };
}

words! {
    occasion occasion_congress
    opening place members official probationary present reaching absent excused unexcused none late
    left_early remote superiors guests chair chair_until secretary call at_opening from to informal
    represented
    skipped results directs shortcoming proposal sent_to cited
    assigned due corrections
    nominated_by withdrew struck_off candidates options elected chosen tellers
    not_voted round reconsidered before lost discussed undecided
    is_elected is_chosen tied name choice votes cumulated share result
    row full_name post class presence remark
    task owner deadline
    papers_issued papers_returned papers_valid papers_invalid
    criterion most_points points total_points measured_minutes measured_came measured_spoke
    quality_blank
    adopted adjourned adjourned_other_day unsaid_time
    version version_reason version_changed
    draft seal recipients
    news_lead news_lead_alone news_guests news_item news_voted
}
