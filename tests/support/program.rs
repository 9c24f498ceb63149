//! Runs the built program without a terminal, on a register of its own.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The program under test.
pub const THUKY: &str = env!("CARGO_BIN_EXE_thuky");

/// A folder that is gone after the test, with a register in it.
pub struct Place {
    folder: TempDir,
}

impl Place {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// The home folder of the user.
    pub fn home(&self) -> &Path {
        self.folder.path()
    }

    /// The register, which may not exist yet.
    pub fn register(&self) -> PathBuf {
        self.home().join("register")
    }

    /// A register into which this script was played.
    pub fn played(script: &str) -> Self {
        let place = Self::new();
        let said = place.feed(&["play", "-"], script);
        assert!(said.accepted(), "{said:?}");
        place
    }

    /// Run the program on the register.
    pub fn run(&self, arguments: &[&str]) -> Said {
        run_on(&self.register(), arguments)
    }

    /// Run the program on the register with this input.
    pub fn feed(&self, arguments: &[&str], input: &str) -> Said {
        let mut child = command(THUKY, &self.register(), arguments).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // A program that stops early closes its input, which is no fault of the test.
        let input = input.to_owned();
        let feeder = std::thread::spawn(move || {
            let _ = stdin.write_all(input.as_bytes());
        });
        let output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        Said::of(&output)
    }
}

/// What a run said, and how it ended.
#[derive(Debug)]
pub struct Said {
    /// `None` if a signal ended it.
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Said {
    pub fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// Everything was well.
    pub fn accepted(&self) -> bool {
        self.code == Some(0)
    }
}

/// Run the program on a register anywhere.
pub fn run_on(register: &Path, arguments: &[&str]) -> Said {
    Said::of(&command(THUKY, register, arguments).output().unwrap())
}

/// A command line of the program, in Vietnamese and in an environment of its own. The first word
/// may be another program that runs this one.
pub fn command(program: impl AsRef<OsStr>, register: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.env("HOME", register.parent().unwrap_or(register)).env("LANG", "C.UTF-8");
    command.args(["--lang", "vi", "--register"]).arg(register).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}
