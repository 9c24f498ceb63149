//! What a vote weighs where bodies count more than heads.

use super::{Decision, Measure, Meeting, Threshold};

/// A weight of votes: shares, mandates, square metres; with decimals where the body has them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    /// In units of the last decimal: 72.5 is 725 with one decimal.
    pub units: u64,
    pub decimals: u8,
}

impl Weight {
    /// No body states more decimals than these.
    pub const MOST_DECIMALS: u8 = 6;

    /// A number without decimals.
    #[must_use]
    pub const fn whole(units: u64) -> Self {
        Self { units, decimals: 0 }
    }

    /// The same in units of a decimal that is as fine, or finer; a coarser one cuts off.
    #[must_use]
    pub fn at(self, decimals: u8) -> u64 {
        let factor = |by: u8| 10_u64.saturating_pow(u32::from(by));
        let finer = decimals.saturating_sub(self.decimals);
        let coarser = self.decimals.saturating_sub(decimals);
        self.units.saturating_mul(factor(finer)) / factor(coarser)
    }

    /// The same without zeros at the end of its decimals.
    #[must_use]
    pub fn trimmed(mut self) -> Self {
        while self.decimals > 0 && self.units.is_multiple_of(10) {
            self = Self { units: self.units / 10, decimals: self.decimals - 1 };
        }
        self
    }

    /// Both together, as fine as the finer of them.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let decimals = self.decimals.max(other.decimals);
        Self { units: self.at(decimals).saturating_add(other.at(decimals)), decimals }
    }

    /// Whether it is more than another, however fine each is stated.
    #[must_use]
    pub fn exceeds(self, other: Self) -> bool {
        let decimals = self.decimals.max(other.decimals);
        self.at(decimals) > other.at(decimals)
    }
}

impl std::fmt::Display for Weight {
    /// As data files have it: `72.5`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { units, decimals } = self.trimmed();
        let unit = 10_u64.saturating_pow(u32::from(decimals));
        write!(f, "{}", units / unit)?;
        if decimals > 0 {
            write!(f, ".{:0width$}", units % unit, width = usize::from(decimals))?;
        }
        Ok(())
    }
}

impl Threshold {
    /// The same over numbers in units of a decimal.
    #[must_use]
    pub fn in_units(self, decimals: u8) -> Self {
        match self {
            Self::Votes(votes) => Self::Votes(Weight::whole(votes).at(decimals)),
            Self::Part { .. } | Self::Unanimous | Self::Plurality => self,
        }
    }
}

impl Meeting {
    /// Whether a decision is measured by weight alone, so that its numbers are weights.
    #[must_use]
    pub fn counts_weight(&self, decision: &Decision) -> bool {
        let rule = self.profile.as_ref().and_then(|profile| profile.rule(decision));
        rule.is_some_and(|rule| rule.measure == Measure::Weight)
    }

    /// The decimals of the finest weight stated: weights of a vote are counted in units of it.
    #[must_use]
    pub fn weight_decimals(&self) -> u8 {
        let stated = &self.stated;
        let reported = [stated.shares, stated.shares_present, stated.shares_represented];
        let own = self.members.iter().map(|member| member.weight);
        own.chain(reported).flatten().map(|weight| weight.decimals).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_of_different_fineness_add_up_and_compare() {
        let (half, quarter) =
            (Weight { units: 725, decimals: 1 }, Weight { units: 2725, decimals: 2 });
        assert_eq!(half.plus(quarter), Weight { units: 9975, decimals: 2 });
        assert_eq!(half.at(3), 72_500);
        assert!(half.exceeds(quarter) && !quarter.exceeds(half));
        assert!(!Weight::whole(72).exceeds(half));
        assert_eq!(Weight { units: 7200, decimals: 2 }.trimmed(), Weight::whole(72));
        assert_eq!(Weight { units: 0, decimals: 2 }.trimmed(), Weight::whole(0));
    }
}
