//! What the formats read alike out of the blocks, so that they agree with one another.

use std::borrow::Cow;

use crate::papers::{Align, Block, Column, Document, HeadLine, Role};

/// The deepest heading or point that looks different from the one above it.
pub(super) const DEEPEST: u8 = 8;

/// The rule that closes the title of a Party paper.
pub(super) const PARTY_RULE: &str = "-----";

/// Whether a rule belongs under a line: only under the last of lines of one role.
pub(super) fn closes(lines: &[HeadLine], index: usize) -> bool {
    let role = lines.get(index).map(|line| line.role);
    role != lines.get(index + 1).map(|line| line.role)
}

/// A point under which others stand is not the last thing on a page, nor is what is signed for.
pub(super) fn keeps(block: &Block, next: Option<&Block>) -> bool {
    match (block, next) {
        (_, Some(Block::Signatures { .. })) => true,
        (Block::Point { depth, .. }, Some(Block::Point { depth: below, .. })) => below > depth,
        _ => false,
    }
}

/// What a line above a signature is: the first says for whom somebody signs or, alone, as what;
/// those after it say as what.
pub(super) fn signs(index: usize) -> Role {
    if index == 0 { Role::SignsFor } else { Role::SignsAs }
}

/// The columns, widened so that no cell of a longer row is lost.
pub(super) fn columns<'a>(columns: &'a [Column], rows: &[Vec<String>]) -> Cow<'a, [Column]> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    if count <= columns.len() {
        return Cow::Borrowed(columns);
    }
    let share = columns.iter().map(|column| column.share).max().unwrap_or(1);
    let more = Column { head: String::new(), align: Align::Left, share, room: 0 };
    let mut widened = columns.to_vec();
    widened.resize(count, more);
    Cow::Owned(widened)
}

/// The footnotes a text asks for, without those that do not exist.
pub(super) fn notes(document: &Document, asked: &[usize]) -> Vec<usize> {
    asked.iter().copied().filter(|note| (1..=document.notes.len()).contains(note)).collect()
}

/// All footnotes asked for, in reading order.
pub(super) fn notes_in_order(document: &Document) -> Vec<usize> {
    let of_block = |block: &Block| match block {
        Block::Heading { text, .. } | Block::Paragraph(text) | Block::Point { text, .. } => {
            notes(document, &text.notes)
        }
        Block::Letterhead { .. }
        | Block::Title { .. }
        | Block::Table { .. }
        | Block::Signatures { .. }
        | Block::PageBreak => Vec::new(),
    };
    document.blocks.iter().flat_map(of_block).collect()
}

/// The identifier of a role's look: its style in Word, its class in HTML.
pub(super) fn id(role: Role) -> Cow<'static, str> {
    let id = match role {
        Role::Heading(depth) => return format!("Heading{}", u16::from(depth) + 1).into(),
        Role::Point(depth) => return format!("Point{}", u16::from(depth) + 1).into(),
        Role::Superior => "Superior",
        Role::Issuer => "Issuer",
        Role::Star => "Star",
        Role::Number => "Number",
        Role::Nation => "Nation",
        Role::Motto => "Motto",
        Role::Dateline => "Dateline",
        Role::Name => "Title",
        Role::Subject => "Subtitle",
        Role::Paragraph => "BodyText",
        Role::ColumnHead => "ColumnHead",
        Role::Cell => "Cell",
        Role::SignsFor => "SignsFor",
        Role::SignsAs => "SignsAs",
        Role::Signatory => "Signatory",
        Role::RecipientsHead => "RecipientsHead",
        Role::Recipient => "Recipient",
        Role::Footnote => "FootnoteText",
        Role::Foot => "Footer",
        Role::PageNumber => "Header",
    };
    id.into()
}

/// The narrowest a column may be, in millimetres.
pub(super) const NARROWEST: u16 = 14;

/// The widths of columns by their shares, none narrower than can be read if there is room.
pub(super) fn widths(columns: &[Column], whole: u32, narrowest: u32) -> Vec<u32> {
    let count = |columns: usize| u32::try_from(columns).unwrap_or(u32::MAX);
    let narrowest = narrowest.min(whole / count(columns.len()).max(1));
    let mut narrow = vec![false; columns.len()];
    // What a narrow column takes makes the others narrower, so that more of them may be too narrow.
    loop {
        let taken = narrowest * count(narrow.iter().filter(|narrow| **narrow).count());
        let rest = u64::from(whole.saturating_sub(taken));
        let shares = columns.iter().map(|column| u64::from(column.share));
        let wide = shares.clone().zip(&narrow).filter(|(_, narrow)| !**narrow);
        let sum = wide.map(|(share, _)| share).sum::<u64>().max(1);
        let width = |share: u64| u32::try_from(rest * share / sum).unwrap_or(whole);
        let found = shares
            .clone()
            .zip(&narrow)
            .position(|(share, narrow)| !narrow && width(share) < narrowest);
        let Some(found) = found else {
            let widths = shares.zip(narrow);
            return widths
                .map(|(share, narrow)| if narrow { narrowest } else { width(share) })
                .collect();
        };
        narrow[found] = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(shares: &[u16]) -> Vec<Column> {
        let column = |share| Column { head: String::new(), align: Align::Left, share, room: 0 };
        shares.iter().copied().map(column).collect()
    }

    #[test]
    fn columns_share_the_width() {
        assert_eq!(widths(&of(&[1, 2, 1]), 4000, 700), [1000, 2000, 1000]);
    }

    #[test]
    fn narrow_columns_stay_readable() {
        assert_eq!(widths(&of(&[1, 50, 0]), 9000, 700), [700, 7600, 700]);
    }

    #[test]
    fn many_columns_share_alike() {
        assert!(widths(&of(&[1; 40]), 9354, 794).iter().all(|width| *width == 9354 / 40));
        assert!(widths(&[], 9354, 794).is_empty());
    }

    #[test]
    fn longer_rows_widen_the_table() {
        let rows = [vec![String::new(); 3], Vec::new()];
        assert_eq!(columns(&of(&[5]), &rows).len(), 3);
        assert_eq!(columns(&of(&[5, 1, 1, 1]), &rows).len(), 4);
    }

    #[test]
    fn rules_close_lines_of_one_role() {
        let line = |role| HeadLine { role, text: String::new() };
        let lines = [line(Role::Issuer), line(Role::Issuer), line(Role::Number)];
        assert_eq!([0, 1, 2].map(|index| closes(&lines, index)), [false, true, true]);
    }
}
