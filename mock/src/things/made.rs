//! Values of custom fields in rows that nobody has written: valid, and the same for the same seed.

use serde_json::{Value, json};

use super::field::Field;
use super::kind::Kind;
use crate::calendar;
use crate::files;
use crate::random::mix;

/// The first moment of 2024, and the number of seconds of two years from then on.
const BEGINNING: u64 = 1_704_067_200;
const SECONDS: u64 = 63_072_000;

const STREETS: [&str; 4] = ["Main Street", "Station Road", "Market Square", "Mill Lane"];

impl Field {
    /// Returns the value of a made row. One of four optional fields is empty.
    pub(crate) fn made(&self, seed: u64, row: u64, place: usize) -> Value {
        if !self.has_made_values() {
            return self.unset();
        }
        let seed = mix(seed ^ 0xF1E1D, row.wrapping_mul(1024).wrapping_add(place as u64));
        let number = |salt: u64| mix(seed, salt);
        if self.is_multiple {
            let count = number(0) % 4;
            // Equal choices would be one.
            let mut values: Vec<Value> = Vec::new();
            for salt in 1..=count.max(u64::from(self.is_required)) {
                let value = self.made_one(number(salt), row);
                if !values.contains(&value) {
                    values.push(value);
                }
            }
            return Value::Array(values);
        }
        let is_empty = number(0).is_multiple_of(4) && !self.is_required && self.kind != Kind::Boolean;
        if is_empty { Value::Null } else { self.made_one(number(1), row) }
    }

    /// Returns false for most documented fields without a column, which are empty in real rows, too.
    fn has_made_values(&self) -> bool {
        match self.kind {
            Kind::Any => false,
            Kind::DateTime | Kind::User | Kind::Boolean => true,
            Kind::Choice | Kind::Status => !self.choices.is_empty(),
            _ => !self.is_documented,
        }
    }

    fn made_one(&self, number: u64, row: u64) -> Value {
        match &self.kind {
            Kind::Text => self.text(number, row),
            Kind::Integer => json!(number % 100),
            Kind::Double => json!((number % 1_000_000) as f64 / 100.0),
            Kind::Boolean => json!(!number.is_multiple_of(4)),
            Kind::Date => calendar::day(i64::try_from(moment(number)).unwrap_or_default()).into(),
            Kind::DateTime => calendar::iso(std::time::Duration::from_secs(moment(number))).into(),
            Kind::Choice | Kind::Status => self.choice(number),
            Kind::File => files::kept(files::made(number)),
            Kind::Money => format!("{}.{:02}|EUR", number % 100_000, number / 7 % 100).into(),
            Kind::Address => {
                let street = STREETS[(number % 4) as usize];
                let (house, latitude, longitude) = (number % 90 + 1, 40 + number % 20, number / 3 % 30);
                format!("{street} {house}|{latitude}.5;{longitude}.25|{}", number % 900 + 1).into()
            }
            Kind::Link => format!("{}_{}", ["D", "L", "C", "CO"][(number % 4) as usize], number / 4 % 10 + 1).into(),
            Kind::User => json!(number % 10 + 1),
            Kind::Id(_) => json!(number % 999 + 1),
            Kind::Any => Value::Null,
        }
    }

    /// Returns one of the choices; a number or a code if there are none.
    fn choice(&self, number: u64) -> Value {
        let count = self.choices.len().max(1) as u64;
        match self.choices.get((number % count) as usize) {
            Some(choice) if self.kind == Kind::Choice => choice.value.parse::<u64>().map_or(Value::Null, Value::from),
            Some(choice) => choice.value.as_str().into(),
            None => Value::Null,
        }
    }

    /// Returns a text: one of the values, or the field's title with a number.
    fn text(&self, number: u64, row: u64) -> Value {
        let count = self.choices.len().max(1) as u64;
        match self.choices.get((number % count) as usize) {
            Some(choice) => choice.value.as_str().into(),
            None if self.is_multiple => format!("{} {}", self.title, number % 10 + 1).into(),
            None => format!("{} #{row}", self.title).into(),
        }
    }
}

fn moment(number: u64) -> u64 {
    BEGINNING + number % SECONDS
}
