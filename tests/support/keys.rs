//! The bytes a terminal sends for keys.

pub const ENTER: &str = "\r";
pub const TAB: &str = "\t";
pub const BACK_TAB: &str = "\x1b[Z";
pub const DOWN: &str = "\x1b[B";
pub const LEFT: &str = "\x1b[D";
pub const F2: &str = "\x1bOQ";
pub const F3: &str = "\x1bOR";
pub const F5: &str = "\x1b[15~";
pub const F12: &str = "\x1b[24~";
pub const F7: &str = "\x1b[18~";
pub const CTRL_C: &str = "\x03";
pub const CTRL_G: &str = "\x07";
pub const CTRL_K: &str = "\x0b";
pub const CTRL_L: &str = "\x0c";
pub const CTRL_N: &str = "\x0e";
pub const CTRL_S: &str = "\x13";
pub const CTRL_U: &str = "\x15";
