//! Pages: where the galley is cut, and what stands on each page.

use std::collections::VecDeque;
use std::ops::Range;

use super::galley::Galley;
use super::strip::Strip;

/// Between the text and the footnotes, with a short rule in it, in points.
pub(super) const NOTES_ABOVE: f32 = 10.0;

/// A page; lengths in points from the top of the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    /// Its place in its copy, from 0.
    pub number: usize,
    pub body: Vec<(Source, f32)>,
    /// Lines of footnotes, as the index of the note and of the line.
    pub notes: Vec<(usize, usize)>,
    /// How high all the footnotes are, with the space above them.
    pub notes_height: f32,
}

/// Where a strip on a page comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Strip(usize),
    /// The head of a table that goes on.
    Head(usize),
}

/// Cuts the galley into pages; there is always one.
pub(super) fn cut(galley: &mut Galley) -> Vec<Page> {
    let mut cutter = Cutter {
        room: galley.sheet.height,
        pages: Vec::new(),
        page: Page::default(),
        used: 0.0,
        waiting: VecDeque::new(),
        noted: vec![false; galley.notes.len()],
        galley,
    };
    let mut start = 0;
    while start < cutter.galley.strips.len() {
        let end = together(&cutter.galley.strips, start);
        cutter.place(start..end);
        start = end;
    }
    cutter.finish()
}

/// Where the strips end that must stand on the page of the strip `start`.
fn together(strips: &[Strip], start: usize) -> usize {
    let kept = strips.iter().skip(start).take_while(|strip| strip.keep).count();
    (start + kept + 1).min(strips.len())
}

struct Cutter<'a> {
    galley: &'a mut Galley,
    room: f32,
    pages: Vec<Page>,
    page: Page,
    /// How far the page is filled from the top.
    used: f32,
    /// Lines of footnotes that found no room on the page of their mark.
    waiting: VecDeque<(usize, usize)>,
    /// Which footnotes have found their page.
    noted: Vec<bool>,
}

impl Cutter<'_> {
    /// Places strips that belong together: on this page, else on the next, else torn apart. Rather
    /// than go to the next they give up what they can do without.
    fn place(&mut self, group: Range<usize>) {
        if self.galley.strips.get(group.start).is_some_and(|strip| strip.first) {
            self.turn();
            self.page.number = 0;
        }
        self.squeeze(group.clone());
        if !self.fits(group.clone()) {
            self.turn_unless_new(group.clone());
        }
        if self.fits(group.clone()) {
            group.for_each(|index| self.put(index));
            return;
        }
        for index in group {
            if !self.fits(index..index + 1) {
                self.turn_unless_new(index..index + 1);
            }
            self.put(index);
        }
    }

    /// Turns the page unless it is new, and on until footnotes left over give room.
    fn turn_unless_new(&mut self, group: Range<usize>) {
        if !self.page.body.is_empty() {
            self.turn();
        }
        let strips = self.galley.strips.get(group).unwrap_or_default();
        let head = strips.first().and_then(|strip| self.head_before(strip));
        let height = strips.iter().map(|strip| strip.above + strip.height).sum::<f32>();
        let height = (height + head.map_or(0.0, |(_, height)| height)).min(self.room);
        while self.page.notes_height > 0.0 && self.page.notes_height + height > self.room {
            self.turn();
        }
    }

    /// Makes strips lower by what they are too high for this page, if that is enough.
    fn squeeze(&mut self, group: Range<usize>) {
        let excess = self.excess(group.clone());
        let strips = self.galley.strips.get_mut(group).unwrap_or_default();
        let spare = |strip: &Strip| strip.spare.map_or(0.0, |spare| spare.height);
        if excess <= 0.0 || strips.iter().map(spare).sum::<f32>() < excess {
            return;
        }
        let mut left = excess;
        for strip in strips {
            let by = spare(strip).min(left);
            strip.squeeze(by);
            left -= by;
        }
    }

    fn fits(&self, group: Range<usize>) -> bool {
        // Adding many heights up must not lose a line that fits exactly.
        self.excess(group) <= 0.01
    }

    /// By how much strips are too high for what is left of this page.
    fn excess(&self, group: Range<usize>) -> f32 {
        let mut used = self.used;
        let mut notes = self.page.notes_height;
        for index in group {
            let Some(strip) = self.galley.strips.get(index) else { continue };
            if used > 0.0 {
                used += strip.above;
            } else {
                used += self.head_before(strip).map_or(0.0, |(_, height)| height);
            }
            used += strip.height;
            for &note in &strip.notes {
                if !self.noted.get(note).is_none_or(|noted| *noted) {
                    let lines = self.galley.notes[note].iter();
                    notes += if notes > 0.0 { 0.0 } else { NOTES_ABOVE };
                    notes += lines.map(|line| line.height).sum::<f32>();
                }
            }
        }
        used + notes - self.room
    }

    /// The head to be repeated before a strip at the top of a page.
    fn head_before(&self, strip: &Strip) -> Option<(usize, f32)> {
        let head = strip.head?;
        Some((head, self.galley.heads.get(head)?.height))
    }

    fn put(&mut self, index: usize) {
        let Some(strip) = self.galley.strips.get(index) else { return };
        if !self.page.body.is_empty() {
            self.used += strip.above;
        } else if let Some((head, height)) = self.head_before(strip) {
            self.page.body.push((Source::Head(head), self.used));
            self.used += height;
        }
        self.page.body.push((Source::Strip(index), self.used));
        self.used += strip.height;
        for &note in &strip.notes {
            if let Some(noted) = self.noted.get_mut(note).filter(|noted| !**noted) {
                *noted = true;
                let lines = self.galley.notes.get(note).map_or(0, Vec::len);
                self.waiting.extend((0..lines).map(|line| (note, line)));
            }
        }
        self.set_notes();
    }

    /// Sets as many of the waiting lines of footnotes as the page has room for.
    fn set_notes(&mut self) {
        while let Some(&(note, line)) = self.waiting.front() {
            let height = self.galley.notes[note][line].height;
            let rule = if self.page.notes.is_empty() { NOTES_ABOVE } else { 0.0 };
            let empty = self.page.body.is_empty() && self.page.notes.is_empty();
            let filled = self.used + self.page.notes_height + rule + height;
            if filled > self.room + 0.01 && !empty {
                return;
            }
            self.page.notes_height += rule + height;
            self.page.notes.push((note, line));
            self.waiting.pop_front();
        }
    }

    fn turn(&mut self) {
        let number = self.page.number + 1;
        self.pages.push(std::mem::replace(&mut self.page, Page { number, ..Page::default() }));
        self.used = 0.0;
        self.set_notes();
    }

    fn finish(mut self) -> Vec<Page> {
        while !self.waiting.is_empty() {
            self.turn();
        }
        self.pages.push(self.page);
        self.pages
    }
}
