//! Chance with a seed that is printed, so that a failure can be had again.

use std::time::{SystemTime, UNIX_EPOCH};

/// A small generator of random numbers.
pub struct Dice(u64);

impl Dice {
    /// Seeded by `THUKY_SEED`, else by the clock.
    pub fn new(test: &str) -> Self {
        let clock = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos();
        let seed = number_of("THUKY_SEED").unwrap_or(u64::from(clock)) | 1;
        println!("{test}: THUKY_SEED={seed}");
        Self(seed)
    }

    /// A number below this one.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) % end.max(1)
    }

    /// One of two.
    pub fn luck(&mut self) -> bool {
        self.below(2) == 0
    }

    /// A place in something of this length.
    pub fn place(&mut self, length: usize) -> usize {
        usize::try_from(self.below(u64::try_from(length).unwrap())).unwrap()
    }
}

/// The number that an environment variable holds.
pub fn number_of(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// How many kills the test may take: few by default, many in the long run.
pub fn kills() -> u64 {
    number_of("THUKY_KILLS").unwrap_or(25)
}
