//! A disk that runs full under a meeting.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::program::{Place, Said, THUKY, command};
use crate::script::{acknowledged, notes, script, verify};

/// A small disk, unmounted when dropped.
struct Disk<'a>(&'a Path);

impl<'a> Disk<'a> {
    fn mount(folder: &'a Path) -> Option<Self> {
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=8m", "tmpfs"]).arg(folder);
        mount.output().is_ok_and(|output| output.status.success()).then_some(Self(folder))
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0).output();
    }
}

/// Play far more than fits. A program that hangs is killed after half a minute.
fn play_until_full(place: &Place) -> Said {
    let file = place.home().join("script.thuky");
    fs::write(&file, script(2000, 20_000)).unwrap();
    let inner = command(THUKY, &place.register(), &["play", file.to_str().unwrap()]);
    let mut outer = Command::new("timeout");
    outer.args(["-s", "KILL", "30", THUKY]).args(inner.get_args());
    outer.env_clear().envs(inner.get_envs().filter_map(|(name, value)| Some((name, value?))));
    Said::of(&outer.output().unwrap())
}

#[test]
fn a_full_disk_is_told_and_nothing_acknowledged_is_lost_to_it() {
    let place = Place::new();
    fs::create_dir(place.register()).unwrap();
    let register = place.register();
    let Some(_disk) = Disk::mount(&register) else {
        eprintln!("SKIPPED: no right to mount a small disk");
        return;
    };
    // Something else on the disk, to be deleted afterwards.
    fs::write(register.join("other"), vec![7; 1 << 20]).unwrap();
    let said = play_until_full(&place);
    assert_eq!(said.code, Some(2), "no sentence within half a minute? {}", said.err);
    assert!(said.err.contains("CHƯA LƯU: "), "{}", said.err);
    assert!(said.err.contains("Đĩa đã đầy."), "{}", said.err);
    let expected = acknowledged(&said.out);
    assert!(expected.len() > 10, "only {expected:?} before the disk was full");
    // Reading needs no room.
    assert!(notes(&register).starts_with(&expected));
    fs::remove_file(register.join("other")).unwrap();
    verify(&register);
    assert!(notes(&register).starts_with(&expected));
    let more = place.feed(&["play", "--into", "last", "-"], "ghi n9-0 đi tiếp\n");
    assert!(more.accepted(), "{more:?}");
    assert!(notes(&register).ends_with(&[(9, 0)]));
}
