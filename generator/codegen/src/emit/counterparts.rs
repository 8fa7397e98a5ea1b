//! The shared types that are the same thing in another shape: what is sent beside what is answered.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::features;
use bitrix24_schema::model::{Api, Field, Item, ItemRef, Method, Model, Object, Type};

/// The shared types that the methods of a family send, and those that they answer.
type Shapes = (BTreeSet<usize>, BTreeSet<usize>);

/// The shared types that are the same thing in another shape: what is sent beside what is answered.
#[derive(Default)]
pub(super) struct Counterparts(BTreeMap<usize, BTreeSet<String>>);

impl Counterparts {
    /// Finds those of a schema: of a pair, one is only sent, and the other only answered, by methods of one family.
    pub(super) fn of(model: &Model) -> Self {
        let mut families: HashMap<(&[String], bool), Shapes> = HashMap::new();
        for method in &model.methods {
            let (sends, answers) = families.entry((&method.modules, method.api == Api::V3)).or_default();
            sends.extend(sent(method));
            answers.extend(answered(method));
        }
        let each = |(sends, answers): &Shapes| {
            sends.iter().flat_map(|sent| answers.iter().map(|answered| (*sent, *answered))).collect::<Vec<_>>()
        };
        let pairs: BTreeSet<(usize, usize)> = families.values().flat_map(each).collect();
        let features = features::by_type(model);
        let mut found = Counterparts::default();
        for (sent, answered) in pairs.into_iter().filter(|(sent, answered)| is_pair(model, *sent, *answered)) {
            let link = |from: usize, to: usize| link(model, &features, from, to);
            found.0.entry(sent).or_default().insert(format!("It is answered as {}.", link(sent, answered)));
            found.0.entry(answered).or_default().insert(format!("It is sent as {}.", link(answered, sent)));
        }
        found
    }

    /// Returns the sentences that name the other shapes of a shared type.
    pub(super) fn of_type(&self, index: usize) -> impl Iterator<Item = &String> {
        self.0.get(&index).into_iter().flatten()
    }
}

/// Returns true if a type is only sent, another only answered, and the other has most of its fields, in any spelling.
fn is_pair(model: &Model, sent_as: usize, answered_as: usize) -> bool {
    let (Some(sent), Some(answered)) = (object(model, sent_as), object(model, answered_as)) else { return false };
    let is_one_way = |object: &Object| object.usage.is_sent != object.usage.is_received;
    if !is_one_way(sent) || !is_one_way(answered) || sent.usage.is_received || answered.usage.is_sent {
        return false;
    }
    let names = |object: &Object| object.fields.iter().map(|field| plain(&field.name.wire)).collect::<HashSet<_>>();
    let (sent, answered) = (names(sent), names(answered));
    sent.intersection(&answered).count() * 2 > sent.len()
}

/// A name in small letters, without separators.
fn plain(name: &str) -> String {
    name.replace('_', "").to_lowercase()
}

/// Returns the shared types that are parameters.
pub(super) fn sent(method: &Method) -> impl Iterator<Item = usize> {
    method.params.iter().filter_map(|param| match param.ty.some() {
        Type::Item(ItemRef::Shared(index)) => Some(*index),
        _ => None,
    })
}

/// Returns the shared types that are results, or parts of one, alone or in a list.
pub(super) fn answered(method: &Method) -> Vec<usize> {
    match one(&method.result) {
        Type::Item(ItemRef::Shared(index)) => vec![*index],
        Type::Item(ItemRef::Local(place)) => match &method.items[*place] {
            Item::Object(object) => object.fields.iter().filter_map(shared).collect(),
            Item::Enum(_) | Item::Union(_) => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn shared(field: &Field) -> Option<usize> {
    match one(&field.ty) {
        Type::Item(ItemRef::Shared(index)) => Some(*index),
        _ => None,
    }
}

/// Returns the type of one value of a list.
fn one(ty: &Type) -> &Type {
    match ty.some() {
        Type::List(ty) | Type::Map(ty) => ty.some(),
        ty => ty,
    }
}

pub(super) fn object(model: &Model, index: usize) -> Option<&Object> {
    match model.types[index].items.first()? {
        Item::Object(object) => Some(object),
        Item::Enum(_) | Item::Union(_) => None,
    }
}

/// Returns the name of a type as a link from another one, or as code where it may not be there.
fn link(model: &Model, features: &BTreeMap<usize, Vec<&str>>, from: usize, to: usize) -> String {
    let (here, there) = (&model.types[from], &model.types[to]);
    let name = there.items.first().map_or("", Item::ident);
    let is_there = features
        .get(&from)
        .zip(features.get(&to))
        .is_some_and(|(here, there)| here.iter().all(|feature| there.contains(feature)));
    if is_there && here.modules == there.modules {
        format!("[`{name}`](super::{name})")
    } else {
        format!("`{}::{name}`", there.modules.join("::"))
    }
}
