//! Reads the own types of a portal from the model.

use bitrix24_schema::Model;
use bitrix24_schema::model::{self, Item, ItemRef, Object, Type, Writable};

use super::field::{Choice, Field};
use super::kind::Kind;
use super::name::plain;
use super::{Subject, Thing, Things};

impl Things {
    /// Returns the own types of the portal that a model describes; `None` if it describes the documented API alone.
    pub(crate) fn read(model: &Model) -> Option<Self> {
        if model.things.is_empty() && model.scopes.is_none() {
            return None;
        }
        let things = model.things.iter().filter_map(|thing| Some((subject(thing)?, read(model, thing)?)));
        // A folder may leave out the scopes.
        let scopes = model.scopes.clone().filter(|scopes| !scopes.is_empty());
        Some(Self::new(things, scopes))
    }
}

/// Returns what a thing is about, if the portal has rows of it.
fn subject(thing: &model::Thing) -> Option<Subject> {
    let number = |name: &str| {
        let (_, value) = thing.with.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        let number = value.as_u64().or_else(|| value.as_str()?.parse().ok())?;
        u32::try_from(number).ok()
    };
    match thing.methods.as_str() {
        "crm.lead" => Some(Subject::Crm(1)),
        "crm.deal" => Some(Subject::Crm(2)),
        "crm.contact" => Some(Subject::Crm(3)),
        "crm.company" => Some(Subject::Crm(4)),
        "crm.quote" => Some(Subject::Crm(7)),
        "crm.item" => number("entityTypeId").map(Subject::Crm),
        "lists.element" => number("IBLOCK_ID").map(Subject::List),
        "tasks.task" => Some(Subject::Task),
        "user" => Some(Subject::User),
        "catalog.product" => Some(Subject::Product),
        _ => None,
    }
}

fn object(items: &[Item]) -> Option<&Object> {
    match items.first()? {
        Item::Object(object) => Some(object),
        _ => None,
    }
}

fn read(model: &Model, thing: &model::Thing) -> Option<Thing> {
    let items = model.types.get(thing.shared)?.items.as_slice();
    let of = object(&model.types.get(thing.of)?.items)?;
    let is_item = thing.methods == "crm.item";
    let mut read = Thing {
        title: thing.title.clone().unwrap_or_default(),
        with: thing.with.clone(),
        has: is_item.then(Vec::new),
        ..Thing::default()
    };
    for field in object(items)?.fields.iter().filter(|field| field.pattern.is_none()) {
        let wire = field.name.wire.as_str();
        let is_documented = of.fields.iter().any(|known| known.pattern.is_none() && known.name.wire == wire);
        if !is_documented {
            read.fields.push(own(field, items));
            continue;
        }
        if let Some(has) = &mut read.has {
            has.push(plain(wire));
            // Fields that no table has a column for are answered as the portal's own are.
            read.fields.push(Field { is_custom: false, is_documented: true, ..own(field, items) });
        }
        if !field.values.is_empty() {
            read.words.push((plain(wire), choices(field)));
        }
    }
    Some(read)
}

fn choices(field: &model::Field) -> Vec<Choice> {
    let choice = |(value, label): &(String, Option<String>)| Choice {
        value: value.clone(),
        title: label.clone().unwrap_or_else(|| value.clone()),
    };
    field.values.iter().map(choice).collect()
}

fn own(field: &model::Field, items: &[Item]) -> Field {
    let choices = choices(field);
    let typed = Typed::of(&field.ty, items, !choices.is_empty());
    let title = field.doc.as_deref().and_then(|doc| doc.lines().next());
    Field {
        is_multiple: typed.is_multiple,
        is_wrapped: typed.is_wrapped,
        is_required: field.required == Some(true),
        is_fixed: field.writable == Some(Writable::Never),
        title: title.unwrap_or(&field.name.wire).to_owned(),
        choices: if choices.is_empty() { typed.choices } else { choices },
        ..Field::new(&field.name.wire, typed.kind)
    }
}

/// Returns true if an identifier is a word, such as the code of a currency.
fn is_word(of: &str) -> bool {
    ["status", "currency", ".code", ".lid", ".symbol"].iter().any(|part| of.contains(part))
}

/// The type of a field, taken apart.
#[derive(Debug)]
struct Typed {
    kind: Kind,
    is_multiple: bool,
    is_wrapped: bool,
    /// The values that are told inside.
    choices: Vec<Choice>,
}

impl Typed {
    fn of(ty: &Type, items: &[Item], has_choices: bool) -> Self {
        let plain = |kind: Kind| Self { kind, is_multiple: false, is_wrapped: false, choices: Vec::new() };
        match ty {
            Type::Integer | Type::Timestamp if has_choices => plain(Kind::Choice),
            Type::Integer | Type::Timestamp => plain(Kind::Integer),
            Type::Double => plain(Kind::Double),
            Type::Boolean(_) => plain(Kind::Boolean),
            Type::Date => plain(Kind::Date),
            Type::DateTime => plain(Kind::DateTime),
            Type::String if has_choices => plain(Kind::Status),
            Type::Money => plain(Kind::Money),
            Type::Address => plain(Kind::Address),
            Type::CrmLink => plain(Kind::Link),
            Type::File(_) => plain(Kind::File),
            Type::Id(Some(of)) if of == "user" || of == "user.id" => plain(Kind::User),
            Type::Id(Some(of)) if is_word(of) => plain(Kind::Status),
            Type::Id(Some(of)) => plain(Kind::Id(of.clone())),
            Type::Id(None) => plain(Kind::Integer),
            Type::List(inner) => Self { is_multiple: true, ..Self::of(inner, items, has_choices) },
            Type::Nullable(inner) | Type::OneOrMany(inner) => Self::of(inner, items, has_choices),
            Type::Item(ItemRef::Local(index)) => match items.get(*index) {
                Some(item) => Self::of_item(item, items, has_choices),
                None => plain(Kind::Any),
            },
            Type::String => plain(Kind::Text),
            Type::Any | Type::Null | Type::Time | Type::Map(_) | Type::Item(_) => plain(Kind::Any),
        }
    }

    fn of_item(item: &Item, items: &[Item], has_choices: bool) -> Self {
        let any = Self { kind: Kind::Any, is_multiple: false, is_wrapped: false, choices: Vec::new() };
        match item {
            Item::Enum(list) => Self::of(&list.of, items, true),
            // `{"value": 5, "valueId": "9855"}`
            Item::Object(object) => match object.fields.iter().find(|field| field.name.wire == "value") {
                Some(value) => {
                    let choices = choices(value);
                    let typed = Self::of(&value.ty, items, !choices.is_empty());
                    Self { is_wrapped: true, choices, ..typed }
                }
                None => any,
            },
            // A list's property: one value or several, and a map of them in answers.
            Item::Union(union) => match union.options.iter().any(|(_, ty)| matches!(ty, Type::List(_))) {
                true => Self { kind: Kind::Text, is_multiple: true, ..any },
                false => union.options.first().map_or(any, |(_, ty)| Self::of(ty, items, has_choices)),
            },
        }
    }
}
