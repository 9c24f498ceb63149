//! The fixed words of the minutes, for each tongue.

use crate::domain::Tongue;
use crate::text::Lang;

/// Words between the facts.
pub(super) struct Wording {
    pub lang: Lang,
    /// What comes before a person's name, with its space.
    pub address: &'static str,
    /// Lines above the date: whose state or party.
    pub letterhead: &'static [&'static str],
    pub number: (&'static str, &'static str),
    pub name: &'static str,
    pub members: &'static str,
    pub official: &'static str,
    pub probationary: &'static str,
    pub opening: &'static str,
    pub headings: [&'static str; 4],
    pub quality: Option<&'static str>,
    pub adopted: &'static str,
    pub secretary: &'static str,
    pub chair: &'static str,
}

pub(super) fn wording(tongue: Tongue) -> &'static Wording {
    match tongue {
        Tongue::PartyVietnamese => &PARTY,
        Tongue::BoardVietnamese => &BOARD_VI,
        Tongue::BoardEnglish => &BOARD_EN,
    }
}

/// Layout of a Party cell's minutes: HD 36-HD/VPTW and the public template of the attendance
/// block.
static PARTY: Wording = Wording {
    lang: Lang::Vi,
    address: "đồng chí ",
    letterhead: &["ĐẢNG CỘNG SẢN VIỆT NAM"],
    number: ("Số ", "-BB/CB"),
    name: "BIÊN BẢN",
    members: "Tổng số đảng viên của chi bộ",
    official: "chính thức",
    probationary: "dự bị",
    opening: "Khai mạc",
    headings: [
        "I- THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN",
        "II- NỘI DUNG",
        "III- KẾT LUẬN CỦA CHỦ TRÌ",
        "IV- BIỂU QUYẾT",
    ],
    quality: Some("V- ĐÁNH GIÁ CHẤT LƯỢNG"),
    adopted: "Biên bản đã được đọc lại, chi bộ thông qua.",
    secretary: "NGƯỜI GHI BIÊN BẢN",
    chair: "CHỦ TRÌ HỘI NGHỊ",
};

static BOARD_VI: Wording = Wording {
    lang: Lang::Vi,
    address: "ông/bà ",
    letterhead: &["CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
    number: ("Số: ", "/BB"),
    name: "BIÊN BẢN",
    members: "Tổng số thành viên",
    official: "có quyền biểu quyết",
    probationary: "không biểu quyết",
    opening: "Khai mạc",
    headings: [
        "I. THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN",
        "II. NỘI DUNG",
        "III. KẾT LUẬN CỦA CHỦ TỌA",
        "IV. BIỂU QUYẾT",
    ],
    quality: None,
    adopted: "Biên bản đã được đọc lại và thông qua.",
    secretary: "THƯ KÝ",
    chair: "CHỦ TỌA",
};

static BOARD_EN: Wording = Wording {
    lang: Lang::En,
    address: "",
    letterhead: &[],
    number: ("No. ", ""),
    name: "MINUTES",
    members: "Members",
    official: "voting",
    probationary: "not voting",
    opening: "Called to order",
    headings: ["I. TIME, PLACE, ATTENDANCE", "II. BUSINESS", "III. CONCLUSIONS", "IV. VOTES"],
    quality: None,
    adopted: "The minutes were read back and adopted.",
    secretary: "SECRETARY",
    chair: "CHAIR",
};
