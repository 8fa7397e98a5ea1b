//! Amounts with a currency.

use std::fmt;

use serde_json::Value;

use crate::dom::{Node, Shape};
use crate::wire::{Cx, Wire};

/// An amount with its currency, as custom fields of the type "money" have them: `1000.50|EUR`.
///
/// It is kept as it was written, so that no digit is lost, and two are equal if they are written alike. One that is made of
/// anything else than a number is sent as it is, and reported by `validate`. The default is empty, which clears a field.
///
/// ```
/// use bitrix24::Money;
///
/// let budget = Money::new(1000.5, "EUR");
/// assert_eq!((budget.amount(), budget.currency()), (Some(1000.5), "EUR"));
/// assert_eq!(budget.to_string(), "1000.5|EUR");
///
/// // The digits of a decimal text stay, where a floating-point number has too few.
/// assert_eq!(Money::new("0.10", "USD").decimal(), "0.10");
/// assert_eq!(Money::from("1000.00|RUB").amount(), Some(1000.0));
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Money(Box<str>);

impl Money {
    /// An amount, such as a number or a decimal text with a point, and the code of its currency.
    pub fn new(amount: impl fmt::Display, currency: impl AsRef<str>) -> Self {
        Money(format!("{amount}|{}", currency.as_ref()).into())
    }

    /// The amount as a floating-point number, if there is one; [`decimal`](Money::decimal) has all its digits.
    pub fn amount(&self) -> Option<f64> {
        number(self.decimal())
    }

    /// The amount as it is written, a decimal text; empty if there is none.
    pub fn decimal(&self) -> &str {
        self.parts().0
    }

    /// The code of the currency, such as `EUR`; empty if there is none.
    pub fn currency(&self) -> &str {
        self.parts().1
    }

    fn parts(&self) -> (&str, &str) {
        self.0.split_once('|').unwrap_or((&self.0, ""))
    }
}

/// Returns true if a text is an amount, a currency, or both.
pub(crate) fn is_money(text: &str) -> bool {
    let (amount, currency) = text.split_once('|').unwrap_or((text, ""));
    let is_code = currency.chars().all(|letter| letter.is_alphanumeric() || "_-".contains(letter));
    let is_amount = if amount.is_empty() { !currency.is_empty() } else { number(amount).is_some() };
    is_amount && is_code
}

/// Returns a decimal number. A float of PHP may have an exponent; names such as `inf` are none.
fn number(text: &str) -> Option<f64> {
    let is_decimal = |byte: u8| byte.is_ascii_digit() || b"+-.eE".contains(&byte);
    text.bytes().all(is_decimal).then(|| text.parse().ok())?.filter(|number: &f64| number.is_finite())
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// As the API writes it: `1000.50|EUR`.
impl From<&str> for Money {
    fn from(text: &str) -> Self {
        Money(text.into())
    }
}

/// As the API writes it: `1000.50|EUR`.
impl From<String> for Money {
    fn from(text: String) -> Self {
        Money(text.into())
    }
}

impl From<&Money> for Money {
    fn from(money: &Money) -> Self {
        money.clone()
    }
}

impl Wire for Money {
    type Out = Money;
    const NAME: &'static str = "money";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<Money> {
        let text = match node.shape() {
            Shape::Text(text) => text.text().into_owned(),
            // An amount alone, without quotes.
            Shape::Int(int) => int.to_string(),
            Shape::Float(float) => Value::from(float).to_string(),
            _ => return None,
        };
        if !matches!(node.shape(), Shape::Text(_)) {
            cx.inexact();
        }
        is_money(&text).then(|| cx.typed(Money(text.into())))
    }

    fn encode(money: &Money) -> Value {
        Value::from(&*money.0)
    }
}
