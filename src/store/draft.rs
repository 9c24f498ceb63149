//! What is typed and not recorded, in one file beside the books. It is nobody's record: it survives
//! a kill, it is not forced to the disk.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use base64ct::{Base64, Encoding};

use super::Vault;
use super::space::private;

const NAME: &str = "draft.json";
/// Where a draft is encrypted.
const PLACE: &[u8] = b"draft";
/// The name while it is being written.
const PART: &str = "draft.json.part";

/// What an earlier run left, if it left anything that can be read.
fn read(folder: &Path) -> Option<String> {
    fs::read_to_string(folder.join(NAME)).ok().filter(|text| !text.is_empty())
}

/// Put a draft in the place of the last one, or none.
///
/// # Errors
/// The system refused; the last one is there still.
fn write(folder: &Path, draft: Option<&str>) -> io::Result<()> {
    let path = folder.join(NAME);
    let Some(draft) = draft else {
        return match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
    };
    let part = folder.join(PART);
    let mut file = private().write(true).create(true).truncate(true).open(&part)?;
    file.write_all(draft.as_bytes())?;
    fs::rename(part, path)
}

impl Vault {
    /// What an earlier run left that was typed and not recorded.
    pub(super) fn draft(&self) -> Option<String> {
        let kept = self.folder().and_then(read)?;
        if self.cipher().is_plain() {
            return Some(kept);
        }
        let secret = Base64::decode_vec(kept.trim_end()).ok()?;
        String::from_utf8(self.cipher().decrypt(PLACE, &secret)?).ok()
    }

    /// Keep what is typed and not recorded, or nothing any more.
    pub(super) fn keep_draft(&self, draft: Option<&str>) -> io::Result<()> {
        let Some(folder) = self.folder() else { return Ok(()) };
        if self.cipher().is_plain() {
            return write(folder, draft);
        }
        // What cannot be encrypted is not kept at all.
        let secret = draft.and_then(|draft| self.cipher().encrypt(PLACE, draft.as_bytes()));
        write(folder, secret.map(|secret| Base64::encode_string(&secret)).as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_draft_is_there_until_there_is_none() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(read(folder.path()), None);
        for text in ["một", "một hai"] {
            write(folder.path(), Some(text)).expect("written");
            assert_eq!(read(folder.path()).as_deref(), Some(text));
        }
        write(folder.path(), None).expect("removed");
        write(folder.path(), None).expect("none is no fault");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
    }
}
