//! Decimal numbers, exactly.

use serde_json::{Value, json};

/// A decimal number, exactly: `units` of the last of `decimals` places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    pub(super) units: i128,
    pub(super) decimals: u32,
}

impl Number {
    pub(super) fn read(value: &Value) -> Option<Self> {
        // The number as it is written, so that no binary fraction comes between.
        let text = match value {
            Value::Number(number) => number.to_string(),
            Value::String(text) => text.trim().replace(',', "."),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
        };
        let (sign, digits) = text.strip_prefix('-').map_or((1, text.as_str()), |rest| (-1, rest));
        let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
        let rest = rest.trim_end_matches('0');
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 15 || rest.len() > 9 || !plain(whole) || !plain(rest) {
            return None;
        }
        let units: i128 = format!("{whole}{rest}").parse().ok()?;
        Some(Self { units: sign * units, decimals: u32::try_from(rest.len()).ok()? })
    }

    pub(super) fn in_units(self, decimals: u32) -> i128 {
        self.units * 10_i128.pow(decimals.saturating_sub(self.decimals))
    }

    pub(super) fn to_json(self) -> Value {
        let mut number = self;
        while number.decimals > 0 && number.units % 10 == 0 {
            number = Self { units: number.units / 10, decimals: number.decimals - 1 };
        }
        if number.decimals == 0 {
            return i64::try_from(number.units).map_or(Value::Null, |units| json!(units));
        }
        #[expect(clippy::cast_precision_loss, reason = "for display only")]
        let value = number.units as f64 / 10_f64.powi(i32::try_from(number.decimals).unwrap_or(0));
        json!(value)
    }
}
