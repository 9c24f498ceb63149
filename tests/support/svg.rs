//! A frame as a picture that scales.

use std::fmt::Write;

use super::colours::cube;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

const CELL: (usize, usize) = (9, 19);

/// Draw a frame as SVG: one text per run of cells that look alike.
pub fn svg(buffer: &Buffer) -> String {
    svg_on(buffer, Paper { paper: "#1d2021", ink: "#ebdbb2" })
}

/// What a terminal looks like where nothing says otherwise.
#[derive(Clone, Copy)]
pub struct Paper {
    pub paper: &'static str,
    pub ink: &'static str,
}

/// The same on another terminal.
pub fn svg_on(buffer: &Buffer, paper: Paper) -> String {
    let back = buffer.content().first().map_or(Color::Reset, |cell| cell.bg);
    let back = hex(back, paper.paper);
    let (columns, rows) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
    let (width, height) = (columns * CELL.0 + 20, rows * CELL.1 + 20);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         font-family=\"'JetBrains Mono','DejaVu Sans Mono',monospace\" font-size=\"15\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{back}\"/>\n"
    );
    for (row, cells) in buffer.content().chunks(columns).enumerate() {
        let mut start = 0;
        while start < columns {
            let look = look_of(&cells[start]);
            let run = cells[start..].iter().take_while(|cell| look_of(cell) == look).count();
            draw_run(&mut out, &cells[start..start + run], row, start, paper.ink, &back);
            start += run;
        }
    }
    out.push_str("</svg>\n");
    out
}

fn look_of(cell: &Cell) -> (Color, Modifier) {
    (cell.fg, cell.modifier)
}

fn draw_run(out: &mut String, cells: &[Cell], row: usize, column: usize, ink: &str, paper: &str) {
    let (colour, modifier) = look_of(&cells[0]);
    let reversed = modifier.contains(Modifier::REVERSED);
    let text: String = cells.iter().map(Cell::symbol).collect();
    if text.trim().is_empty() && !reversed {
        return;
    }
    let (x, y) = (column * CELL.0 + 10, row * CELL.1 + 10);
    let width = cells.len() * CELL.0;
    let own = hex(colour, ink);
    let ink = if reversed { paper } else { &own };
    if reversed {
        let height = CELL.1;
        let back = &own;
        writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{back}\"/>"
        )
        .expect("a string takes everything");
    }
    let weight = if modifier.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
    let line =
        if modifier.contains(Modifier::UNDERLINED) { " text-decoration=\"underline\"" } else { "" };
    let faint = if modifier.contains(Modifier::DIM) { " opacity=\"0.5\"" } else { "" };
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let base = y + 14;
    writeln!(
        out,
        "<text x=\"{x}\" y=\"{base}\" textLength=\"{width}\" xml:space=\"preserve\" \
         fill=\"{ink}\"{weight}{line}{faint}>{text}</text>"
    )
    .expect("a string takes everything");
}

/// A colour as it is drawn; what has none is drawn in the ink of the terminal.
fn hex(colour: Color, ink: &str) -> String {
    match colour {
        Color::Indexed(index) => {
            let [red, green, blue] = cube(index);
            format!("#{red:02x}{green:02x}{blue:02x}")
        }
        Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        _ => ink.to_owned(),
    }
}
