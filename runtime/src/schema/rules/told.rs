//! The words in which emitted functions tell rules.

use super::field::{Field, FieldRules, Fields, Items, LIST, Leaf, MAP, NULLABLE, ONE_OR_MANY, Rules, Shape, Type};

impl Rules<'_> {
    /// Begins a field that has to be there.
    pub fn required(&mut self, name: &'static str) -> &mut FieldRules {
        self.begin(name, Some(true))
    }

    /// Begins a field that may be left out.
    pub fn optional(&mut self, name: &'static str) -> &mut FieldRules {
        self.begin(name, Some(false))
    }

    /// Begins a field of which the documentation does not tell whether it has to be there.
    pub fn unknown(&mut self, name: &'static str) -> &mut FieldRules {
        self.begin(name, None)
    }

    /// Tells fields in words, each by its name with its mark, then its type from the outside to the inside:
    /// `userIds* list integer`.
    pub fn plain(&mut self, fields: &'static [&'static str]) {
        for told in fields {
            let (marked, ty) = told.split_once(' ').unwrap_or((told, ""));
            let (name, required) = match marked.strip_suffix(['*', '?']) {
                None => (marked, Some(false)),
                Some(name) => (name, marked.ends_with('*').then_some(true)),
            };
            let field = self.begin(name, required);
            ty.split(' ').for_each(|word| field.word(word));
        }
    }

    /// Begins an option of a union.
    pub fn option(&mut self) -> &mut FieldRules {
        self.begin("", None)
    }

    fn begin(&mut self, name: &'static str, required: Option<bool>) -> &mut FieldRules {
        self.flush();
        self.field.insert(FieldRules { field: Field::new(name, required, Shape::Any), items: Items::ANY })
    }
}

impl FieldRules {
    /// Tells a type by its word, which is the name of the function that tells it.
    fn word(&mut self, word: &str) {
        let tell = WORDS.iter().find(|(name, _)| *name == word);
        if let Some((_, tell)) = tell {
            tell(self);
        }
    }
}

/// A function that tells a type.
type Tell = fn(&mut FieldRules) -> &mut FieldRules;

/// The types that a word tells, and the one word that is no type.
macro_rules! words {
    ($($word:ident)*) => { &[$((stringify!($word), FieldRules::$word)),*] };
}
const WORDS: &[(&str, Tell)] = words! {
    string integer boolean id list map date_time double any file date nullable one_or_many timestamp money address crm_link
    read_only
};

/// Functions that tell something of a field.
macro_rules! tell {
    ($($name:ident($($arg:ident: $ty:ty),*) => $told:ident.$field:ident $(($leaf:expr))? $(= $value:expr)?;)*) => { $(
        pub fn $name(&mut self $(, $arg: $ty)*) -> &mut Self {
            self.$told.$field $(($leaf))? $(= $value)?;
            self
        }
    )* };
}

impl FieldRules {
    /// Tells the fields of a shared type that are documented to be taken, in its order and each with its mark: `TITLE*`
    /// has to be there.
    pub fn takes(&mut self, names: &'static [&'static str]) -> &mut Self {
        self.items.take(names);
        self
    }

    /// Tells some of the values: there may be others.
    pub fn known(&mut self, values: &'static [&'static str]) -> &mut Self {
        (self.field.values, self.field.is_open) = (values, true);
        self
    }

    tell! {
        any() => items.end(Leaf::Any);
        integer() => items.end(Leaf::Integer);
        double() => items.end(Leaf::Double);
        string() => items.end(Leaf::String);
        boolean() => items.end(Leaf::Boolean);
        date() => items.end(Leaf::Date);
        date_time() => items.end(Leaf::DateTime);
        timestamp() => items.end(Leaf::Timestamp);
        id() => items.end(Leaf::Id);
        file() => items.end(Leaf::File);
        money() => items.end(Leaf::Money);
        address() => items.end(Leaf::Address);
        crm_link() => items.end(Leaf::CrmLink);
        object(fields: fn(&mut Rules<'_>)) => items.end(Leaf::Object(Fields::Rules(fields)));
        shared(name: &'static str, fields: fn(&mut Rules<'_>)) =>
            items.end(Leaf::Shared(Type { name, fields: Fields::Rules(fields) }));
        one_of(options: fn(&mut Rules<'_>)) => items.end(Leaf::OneOf(Fields::Rules(options)));
        list() => items.open(LIST);
        map() => items.open(MAP);
        nullable() => items.open(NULLABLE);
        one_or_many() => items.open(ONE_OR_MANY);
        min(min: f64) => field.min = Some(min);
        max(max: f64) => field.max = Some(max);
        min_length(len: u64) => field.min_length = Some(len);
        max_length(len: u64) => field.max_length = Some(len);
        values(values: &'static [&'static str]) => field.values = values;
        operators(operators: &'static [&'static str]) => field.operators = operators;
        unless(unless: &'static [&'static str]) => field.unless = unless;
        when(when: &'static [(&'static str, &'static [&'static str])]) => field.when = when;
        only(only: &'static [(&'static str, &'static [&'static str])]) => field.only = only;
        read_only() => field.is_read_only = true;
        characters(set: &'static str) => field.characters = set;
        names(names: fn(&mut Rules<'_>)) => field.names = Fields::Rules(names);
    }
}
