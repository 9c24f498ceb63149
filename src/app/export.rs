//! Writing the minutes to files from the screen.

use crate::domain::Meeting;
use crate::minutes;

use super::{App, Effect};

/// Names and contents of the papers of a meeting: Markdown and plain text.
#[must_use]
pub fn papers(meeting: &Meeting) -> Vec<(String, Vec<u8>)> {
    let document = minutes::document(meeting);
    let date = meeting.date.format("%Y-%m-%d");
    let what = match document.lang {
        crate::text::Lang::Vi => "biên bản",
        crate::text::Lang::En => "minutes",
    };
    let name = |ending: &str| {
        let body: String = meeting
            .body
            .name
            .chars()
            .map(|c| if "/\\:*?\"<>|".contains(c) || c.is_control() { '-' } else { c })
            .take(60)
            .collect();
        format!("{date} {body} - {what}.{ending}")
    };
    vec![
        (name("md"), minutes::markdown(&document).into_bytes()),
        (name("txt"), minutes::plain(&document, minutes::COLUMNS).into_bytes()),
    ]
}

impl App {
    pub(super) fn export(&mut self) -> Vec<Effect> {
        match &self.opened {
            Some(opened) => vec![Effect::Export(papers(opened.meeting()))],
            None => Vec::new(),
        }
    }
}
