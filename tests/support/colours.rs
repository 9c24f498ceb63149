//! Colours of terminals.

/// The colours from 16 on, which are the same everywhere: a cube of six steps, then greys.
pub fn cube(index: u8) -> [u8; 3] {
    assert!(index >= 16, "what the first sixteen look like is up to each terminal");
    if index >= 232 {
        return [8 + 10 * (index - 232); 3];
    }
    let step = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    let place = index - 16;
    [place / 36, place / 6 % 6, place % 6].map(step)
}
