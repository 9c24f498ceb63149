//! The first promise, checked through the real program: what was acknowledged is there again
//! after kills, power cuts, full disks and damage.

#[path = "crash/calls.rs"]
mod calls;
#[path = "crash/damage.rs"]
mod damage;
#[path = "support/dice.rs"]
mod dice;
#[path = "crash/full.rs"]
mod full;
#[path = "crash/kills.rs"]
mod kills;
#[path = "crash/power.rs"]
mod power;
#[path = "support/program.rs"]
mod program;
#[path = "crash/replay.rs"]
mod replay;
#[path = "crash/script.rs"]
mod script;
