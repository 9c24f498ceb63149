//! Breaking text into rows of a width in cells: for editors, panes and plain-text papers.

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Cells a text takes on one row.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// The rows of a text at a width, as byte ranges that together cover all of it.
///
/// A row ends where Unicode allows a break, else between graphemes where a word is wider than the
/// row. A line feed belongs to the row it ends; spaces at a break hang over its end. There is
/// always at least one row.
#[must_use]
pub fn rows(text: &str, width: usize) -> Vec<Range<usize>> {
    let width = width.max(1);
    let mut rows = Vec::new();
    let (mut start, mut fitted, mut used) = (0, 0, 0);
    for (end, opportunity) in linebreaks(text) {
        let piece = &text[fitted..end];
        let shown = piece.trim_end_matches([' ', '\n']).width();
        if used + shown > width && fitted > start {
            rows.push(start..fitted);
            (start, used) = (fitted, 0);
        }
        if shown > width {
            for (at, grapheme) in piece.grapheme_indices(true) {
                let cells = grapheme.trim_end_matches('\n').width();
                if used + cells > width && fitted + at > start && !grapheme.trim().is_empty() {
                    rows.push(start..fitted + at);
                    (start, used) = (fitted + at, 0);
                }
                used += cells;
            }
        } else {
            used += piece.trim_end_matches('\n').width();
        }
        fitted = end;
        if opportunity == BreakOpportunity::Mandatory && text[..end].ends_with('\n') {
            rows.push(start..end);
            (start, used) = (end, 0);
        }
    }
    if start < text.len() || text.is_empty() || text.ends_with('\n') {
        rows.push(start..text.len());
    }
    rows
}

/// The rows of a text at a width, as they are shown: without trailing spaces or line feeds.
pub fn lines(text: &str, width: usize) -> impl Iterator<Item = &str> {
    rows(text, width).into_iter().map(|row| text[row].trim_end_matches([' ', '\n']))
}

/// The text cut to a width, with a mark where something is missing.
#[must_use]
pub fn cut<'a>(text: &'a str, width: usize, mark: &str) -> std::borrow::Cow<'a, str> {
    if text.width() <= width && !text.contains('\n') {
        return text.into();
    }
    let room = width.saturating_sub(mark.width());
    let mut used = 0;
    let mut short = String::new();
    for grapheme in text.graphemes(true) {
        let cells = grapheme.width();
        if grapheme == "\n" || used + cells > room {
            break;
        }
        used += cells;
        short.push_str(grapheme);
    }
    if width >= mark.width() {
        short.push_str(mark);
    }
    short.into()
}

#[cfg(test)]
mod tests {
    use super::{cut, lines, rows};

    #[track_caller]
    fn check(text: &str, width: usize, expected: &[&str]) {
        assert_eq!(lines(text, width).collect::<Vec<_>>(), expected);
        let covered: String = rows(text, width).into_iter().map(|row| &text[row]).collect();
        assert_eq!(covered, text);
    }

    #[test]
    fn text_breaks_at_spaces() {
        check("một hai ba bốn", 7, &["một hai", "ba bốn"]);
    }

    #[test]
    fn a_word_wider_than_the_row_breaks_between_graphemes() {
        check("abcdefgh ij", 3, &["abc", "def", "gh", "ij"]);
        check("日本語", 4, &["日本", "語"]);
    }

    #[test]
    fn line_feeds_end_rows_and_an_empty_last_row_stays() {
        check("a\n\nb\n", 5, &["a", "", "b", ""]);
        check("", 5, &[""]);
    }

    #[test]
    fn nothing_is_cut_without_a_mark() {
        assert_eq!(cut("đồng chí", 6, "…"), "đồng …");
        assert_eq!(cut("đồng chí", 8, "…"), "đồng chí");
        assert_eq!(cut("日本語", 4, "…"), "日…");
    }
}
