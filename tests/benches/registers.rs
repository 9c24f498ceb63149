//! Make the registers that ttybench.json drives: `cargo bench --bench registers -- DIR`.
//!
//! DIR/roll-8 and DIR/roll-2000 hold one meeting in session each; DIR/many-8 and DIR/many-10000 hold
//! so many meetings of 60 entries; DIR/many-100000 holds meetings that were only convened. What is
//! there already is kept.

mod kit;
mod many;

use std::path::{Path, PathBuf};
use std::time::Instant;

use thuky::store::Vault;

fn main() {
    // Cargo adds an argument of its own.
    let dir = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let Some(dir) = dir.map(PathBuf::from) else {
        println!("registers: nothing made; say where: cargo bench --bench registers -- DIR");
        return;
    };
    for members in [8, 2000] {
        make(&dir.join(format!("roll-{members}")), |folder| {
            let (mut vault, _) = Vault::open(folder).unwrap();
            vault.create(kit::journal(members, 6).entries()).unwrap();
        });
    }
    for (meetings, entries) in [(8, 60), (10_000, 60), (100_000, 1)] {
        make(&dir.join(format!("many-{meetings}")), |folder| {
            many::register(folder, meetings, entries);
        });
    }
}

/// Make a register that is not there yet, in one piece.
fn make(folder: &Path, fill: impl Fn(&Path)) {
    if folder.exists() {
        return;
    }
    let draft = folder.with_extension("draft");
    let _ = std::fs::remove_dir_all(&draft);
    let begin = Instant::now();
    fill(&draft);
    std::fs::rename(&draft, folder).unwrap();
    println!("{}: made in {:.1} s", folder.display(), begin.elapsed().as_secs_f64());
}
