//! The look of the page: what all papers share, then a class for each role.

use std::fmt::Write;

use super::super::shape;
use crate::papers::{Align, Layout, Role};

/// What all papers share. No colours: the reader's own are taken, light or dark.
const SHARED: &str = "
.title{margin:0 0 .5em}
*{box-sizing:border-box}
body{margin:2em auto;padding:0 1em;font-family:'Times New Roman','Liberation Serif',Tinos,serif;\
overflow-wrap:anywhere}
h1,h2,h3,h4,h5,h6,p,ul{margin:0;padding:0}
header,section,table{margin:0 0 .5em}
ul{list-style:none}
.mark{display:inline-block;min-width:var(--mark,0);text-indent:0}
.letterhead{display:grid;grid-template-columns:minmax(0,var(--left)) minmax(0,var(--right))}
.letterhead>div,.signatures>div{display:flex;flex-direction:column;min-width:0}
.letterhead .Number,.letterhead .Dateline{margin-top:auto}
.ruled{display:inline-block;max-width:100%}
.ruled::after{content:'';display:block;width:var(--rule);margin:.1em auto;\
border-bottom:1px solid}
table{width:100%;border-collapse:collapse;table-layout:fixed;margin-top:.5em}
th,td{border:1px solid;padding:.1em .35em;vertical-align:top}
.copy{border:0;border-top:1px dashed;margin:3em 0;break-after:page}
tbody td{height:var(--room,auto)}
table[style] tbody td{vertical-align:middle}
.signatures{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);margin-top:1em}
.signatures .Signatory{margin-top:auto;padding-top:6em}
.notes{margin-top:2em;padding-top:.5em;border-top:1px solid}
sup{font-size:.7em;line-height:0}
footer{margin-top:2em}
@media screen and (max-width:34em){.letterhead,.signatures{grid-template-columns:minmax(0,1fr);\
row-gap:1em}}
@media print{
body{margin:0;padding:0;max-width:none}
thead{display:table-header-group}
tr,.signatures,.letterhead,.notes>div{break-inside:avoid}
h1,h2,h3,h4,h5,h6,.title,.letterhead{break-after:avoid}
.signatures{break-before:avoid}
p{orphans:2;widows:2}
a{color:inherit;text-decoration:none}
}
";

/// The style sheet of a layout. Nothing but numbers of it comes in, so that nothing in a paper can
/// reach what stands here.
pub(super) fn of(layout: &Layout) -> String {
    let mut css = String::from(SHARED);
    page(&mut css, layout);
    for role in roles() {
        of_role(&mut css, layout, role);
    }
    css.push_str(".centre{text-align:center}.right{text-align:right}");
    css.push_str(".justified{text-align:justify}\n");
    css
}

/// Every look a part of a paper can have.
fn roles() -> impl Iterator<Item = Role> {
    let fixed = [
        Role::Superior,
        Role::Issuer,
        Role::Star,
        Role::Number,
        Role::Nation,
        Role::Motto,
        Role::Dateline,
        Role::Name,
        Role::Subject,
        Role::Paragraph,
        Role::ColumnHead,
        Role::Cell,
        Role::SignsFor,
        Role::SignsAs,
        Role::Signatory,
        Role::RecipientsHead,
        Role::Recipient,
        Role::Footnote,
        Role::Foot,
    ];
    let depths = 0..=shape::DEEPEST;
    let deep = depths.flat_map(|depth| [Role::Heading(depth), Role::Point(depth)]);
    fixed.into_iter().chain(deep)
}

/// The page in print, and as wide a text on the screen.
fn page(css: &mut String, layout: &Layout) {
    let Layout { top, right, bottom, left, .. } = *layout;
    let width = 210_u16.saturating_sub(left).saturating_sub(right);
    let number = points(layout.style(Role::PageNumber).size);
    let size = points(layout.size);
    // A string takes whatever is written; there is no error to hand on.
    let _ = write!(
        css,
        "@page{{size:A4;margin:{top}mm {right}mm {bottom}mm {left}mm;\
         @top-center{{content:counter(page);font:{number} 'Times New Roman',serif}}}}\n\
         @page:first{{@top-center{{content:none}}}}\n\
         body{{font-size:{size};max-width:calc({width}mm + 2em)}}\n"
    );
}

fn of_role(css: &mut String, layout: &Layout, role: Role) {
    let style = layout.style(role);
    let align = match style.align {
        Align::Left => "left",
        Align::Centre => "center",
        Align::Right => "right",
        Align::Justified => "justify",
    };
    let size = thousandths(style.size, layout.size);
    let line = thousandths(style.pitch, style.size);
    let weight = if style.bold { "bold" } else { "normal" };
    let slant = if style.italic { "italic" } else { "normal" };
    let under = if style.underlined { ";text-decoration:underline" } else { "" };
    let _ = write!(
        css,
        ".{}{{font-size:{size}em;line-height:{line};font-weight:{weight};font-style:{slant};\
         text-align:{align}{under}",
        shape::id(role)
    );
    if style.above > 0 {
        let _ = write!(css, ";padding-top:{}", points(style.above));
    }
    if style.first > style.rest {
        let _ = write!(css, ";text-indent:{}mm", style.first - style.rest);
    }
    if style.first < style.rest {
        let by = style.rest - style.first;
        let _ = write!(css, ";text-indent:-{by}mm;--mark:calc({by}mm - .25em)");
    }
    if style.rest > 0 {
        let _ = write!(css, ";padding-left:{}mm", style.rest);
    }
    css.push_str("}\n");
}

/// Half points as points.
fn points(halves: u16) -> String {
    format!("{}.{}pt", halves / 2, if halves % 2 == 1 { 5 } else { 0 })
}

/// A part of a whole, to three places.
fn thousandths(part: u16, whole: u16) -> String {
    let parts = u32::from(part) * 1000 / u32::from(whole.max(1));
    format!("{}.{:03}", parts / 1000, parts % 1000)
}
