//! Thuky: the terminal program of a meeting's secretary.
//!
//! A key becomes a command; the pure rules of the meeting turn a command into facts or a refusal;
//! facts go into an append-only journal and from there to disk; the screen is a pure picture of
//! the meeting the journal adds up to, and the minutes are another.

pub mod app;
pub mod cases;
pub mod cli;
pub mod desk;
pub mod domain;
pub mod export;
pub mod journal;
pub mod line;
pub mod papers;
pub mod profiles;
pub mod register;
pub mod sample;
pub mod settings;
pub mod shell;
pub mod store;
pub mod text;
pub mod view;
