//! One write per frame: a half-drawn frame is never seen.

use std::io::{self, Write};

use ratatui::backend::CrosstermBackend;

const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// Gathers a frame and hands it to the terminal as one synchronised update.
pub(super) struct FrameWriter<W> {
    frame: Vec<u8>,
    out: W,
}

impl<W: Write> FrameWriter<W> {
    pub fn new(out: W) -> Self {
        Self { frame: Vec::with_capacity(16 * 1024), out }
    }

    /// Put the gathered frame on the screen.
    pub fn show(backend: &mut CrosstermBackend<Self>) -> io::Result<()> {
        backend.write_all(END)
    }
}

impl<W: Write> Write for FrameWriter<W> {
    /// The mark that ends an update sends the frame; everything else is gathered.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes != END {
            if self.frame.is_empty() {
                self.frame.extend_from_slice(BEGIN);
            }
            self.frame.extend_from_slice(bytes);
            return Ok(bytes.len());
        }
        if !self.frame.is_empty() {
            self.frame.extend_from_slice(END);
            self.out.write_all(&self.frame)?;
            self.out.flush()?;
            self.frame.clear();
        }
        Ok(bytes.len())
    }

    /// The frame is not done yet.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
