//! The real program in a pseudo-terminal, pressed like a secretary presses it.

#[path = "pty/choices.rs"]
mod choices;
#[path = "pty/damaged.rs"]
mod damaged;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/dice.rs"]
mod dice;
#[path = "support/keys.rs"]
mod keys;
#[path = "pty/kills.rs"]
mod kills;
#[path = "pty/locked.rs"]
mod locked;
#[path = "pty/looks.rs"]
mod looks;
#[path = "support/program.rs"]
mod program;
#[path = "pty/seed.rs"]
mod seed;
#[path = "pty/sharing.rs"]
mod sharing;
#[path = "pty/signals.rs"]
mod signals;
#[path = "support/telex.rs"]
mod telex;
#[path = "pty/typing.rs"]
mod typing;
#[path = "pty/votes.rs"]
mod votes;
