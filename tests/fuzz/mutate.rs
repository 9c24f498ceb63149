//! Inputs made from others: bytes changed, cut out, doubled, taken from elsewhere; words that mean
//! something to whoever reads them.

use crate::dice::Dice;

/// Words, numbers and bytes that are more often wrong than others.
const WORDS: [&[u8]; 24] = [
    b"0",
    b"-1",
    b"4294967296",
    b"18446744073709551616",
    b"1e400",
    b"NaN",
    b"\"",
    b"\\",
    b"\n",
    b"\r\n",
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    "\u{202e}".as_bytes(),
    "e\u{302}\u{301}".as_bytes(),
    b"{}",
    b"[",
    b"]",
    b"<",
    b"/>",
    b"&#0;",
    b"null",
    b"true",
    b"= ",
];

/// The longest input.
const LONGEST: usize = 256 * 1024;

/// One input made from a seed, with pieces of another.
pub fn mutated(seed: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.below(4) {
        change(&mut bytes, other, dice);
    }
    bytes.truncate(LONGEST);
    bytes
}

fn change(bytes: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    let at = dice.place(bytes.len() + 1).min(bytes.len());
    let most = if dice.luck() { 8 } else { 400 };
    let length = dice.place(most);
    let end = (at + length).min(bytes.len());
    match dice.below(8) {
        0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
        1 if at < bytes.len() => bytes[at] = u8::try_from(dice.below(256)).unwrap(),
        2 => drop(bytes.drain(at..end)),
        3 => {
            let piece = bytes[at..end].to_vec();
            bytes.splice(at..at, piece);
        }
        4 => bytes.truncate(at),
        5 => {
            let from = dice.place(other.len() + 1).min(other.len());
            let to = (from + length).min(other.len());
            bytes.splice(at..end, other[from..to].iter().copied());
        }
        _ => {
            let word = WORDS[dice.place(WORDS.len())];
            let end = if dice.luck() { at } else { end };
            bytes.splice(at..end, word.iter().copied());
        }
    }
}
