//! Titles and letterheads break between words, not inside one: a Vietnamese word is often written as
//! two, and nothing in the writing says so. What belongs together is bound by a space that does not
//! break.

use std::borrow::Cow;

use crate::papers::{Block, Document, HeadLine, Side};
use crate::text::Lang;

/// A space that does not break.
pub(super) const BOUND: char = '\u{A0}';

/// Words of two syllables that stand in names of bodies and in titles.
const TOGETHER: &str = "ban chấp, ban nhân, bí thư, biên bản, biểu quyết, cán bộ, chấp hành, chi bộ, chi nhánh, \
    chính phủ, chính trị, chủ nghĩa, chủ tịch, chuyên đề, chương trình, cổ đông, cổ phần, cộng hoà, \
    cộng hòa, cộng sản, công an, công chức, công đoàn, công nghệ, công tác, công ty, cơ quan, cơ sở, \
    cựu chiến, chiến binh, danh sách, dân phố, dân quân, dân vận, doanh nghiệp, du lịch, đại biểu, \
    đại hội, đánh giá, đảng bộ, đảng uỷ, đảng ủy, đảng viên, đầu tư, địa phương, điểm danh, điều hành, \
    định kỳ, đoàn thể, đồng nhân, đồng quản, giám đốc, giám sát, giáo dục, giao thông, hải quan, hành chính, hội đồng, \
    hội nghị, hợp tác, hữu hạn, kế hoạch, kế toán, kết luận, kết quả, khoa học, khu phố, kiểm phiếu, \
    kiểm sát, kiểm tra, kinh tế, kỹ thuật, lao động, lãnh đạo, liên danh, liên hiệp, môi trường, \
    năng lượng, ngân hàng, nghị quyết, nhà nước, nhân dân, nhiệm kỳ, nhiệm vụ, nông dân, nông nghiệp, \
    nông thôn, phát triển, phòng chống, phụ nữ, quản lý, quản trị, quân sự, quốc gia, quốc hội, \
    quyết định, sinh hoạt, tài chính, tài nguyên, tập đoàn, thành phố, thành viên, thanh niên, \
    thanh tra, thể thao, thị trấn, thị xã, thông báo, thông tin, thư ký, thường kỳ, thường trực, \
    thường vụ, thương mại, tỉnh uỷ, tỉnh ủy, toà án, tòa án, tổ chức, tổ dân, tổng công, trách nhiệm, \
    trung tâm, trung ương, tuyên giáo, uỷ ban, ủy ban, văn hoá, văn hóa, văn phòng, viên chức, \
    việt nam, xã hội, xây dựng, xuất bản, y tế";

/// The document with the words of its titles bound.
pub(super) fn bound(document: &Document) -> Cow<'_, Document> {
    if document.lang != Lang::Vi {
        return Cow::Borrowed(document);
    }
    let mut document = document.clone();
    for block in &mut document.blocks {
        match block {
            Block::Letterhead { left, right } => {
                for HeadLine { text, .. } in left.iter_mut().chain(right) {
                    *text = words(text);
                }
            }
            Block::Title { name, subject } => {
                (*name, *subject) = (words(name), words(subject));
            }
            // No line begins with the hyphen between a name and a post, as if it were a point.
            Block::Heading { text, .. } | Block::Paragraph(text) | Block::Point { text, .. } => {
                text.words = text.words.replace(" - ", "\u{A0}- ");
            }
            Block::Signatures { left, right } => {
                for side in [left, right] {
                    if let Side::Signs { lines, .. } = side {
                        for line in lines {
                            *line = words(line);
                        }
                    }
                }
            }
            Block::Table { .. } | Block::PageBreak => {}
        }
    }
    Cow::Owned(document)
}

/// The words, bound where they belong together, and a number to the word before it.
fn words(text: &str) -> String {
    let together: Vec<&str> = TOGETHER.split(',').map(str::trim).collect();
    let mut bound = String::with_capacity(text.len() + 8);
    let mut last = "";
    for (place, word) in text.split(' ').enumerate() {
        if place > 0 {
            let pair = format!("{} {}", last.to_lowercase(), plain(word).to_lowercase());
            let number = !word.is_empty() && plain(word).chars().all(|c| c.is_ascii_digit());
            bound.push(if together.contains(&&*pair) || number { BOUND } else { ' ' });
        }
        bound.push_str(word);
        last = word;
    }
    bound
}

/// A word without what ends a clause.
fn plain(word: &str) -> &str {
    word.trim_end_matches([',', '.', ';', ':'])
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn what_belongs_together_does_not_break() {
        for (text, bound) in [
            ("KHOA HỌC VÀ CÔNG NGHỆ", "KHOA_HỌC VÀ CÔNG_NGHỆ"),
            (
                "HỘI ĐỒNG QUẢN TRỊ CÔNG TY CỔ PHẦN SÔNG MÂY",
                "HỘI_ĐỒNG_QUẢN_TRỊ CÔNG_TY CỔ_PHẦN SÔNG MÂY",
            ),
            ("CHI BỘ TỔ DÂN PHỐ 5", "CHI_BỘ TỔ_DÂN_PHỐ_5"),
            (
                "sinh hoạt chi bộ tháng 02 năm 2026, ngày 3",
                "sinh_hoạt chi_bộ tháng_02 năm_2026, ngày_3",
            ),
            ("", ""),
        ] {
            assert_eq!(words(text).replace('\u{A0}', "_"), bound);
        }
    }
}
