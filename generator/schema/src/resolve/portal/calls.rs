//! A thing's calls: the methods that get, list, add, update and delete it, and what they answer.

use super::super::context::Resolver;
use super::super::fields::Owner;
use super::super::files::Read;
use super::super::rules;
use super::base::{Base, at};
use crate::diagnostic::{At, Finding, Part, Path};
use crate::graph;
use crate::model::{Api, Call, Field, Item, ItemRef, Method, Model, Type};
use crate::naming;
use crate::raw;

/// The last words of the methods' names, in the order in which answers get their names.
const WORDS: &[&str] = &["get", "list", "add", "update", "delete"];

/// Returns the methods of the family that a thing names. Other prefixes are reported.
pub(super) fn family(cx: &mut Resolver<'_>, model: &Model, read: &Read<raw::Thing>, of: Option<usize>) -> Vec<usize> {
    let prefix = &read.value.methods;
    let find = |word: &&str| {
        let name = format!("{prefix}.{word}");
        model.methods.iter().position(|method| method.api == Api::V2 && method.name.wire == name)
    };
    let found: Vec<usize> = WORDS.iter().filter_map(find).collect();
    if found.is_empty() {
        let prefixes = model.methods.iter().filter_map(|method| method.name.wire.rsplit_once('.'));
        let prefixes = prefixes.filter(|(_, word)| WORDS.contains(word)).map(|(prefix, _)| prefix);
        let help = match cx.guesses.nearest(prefix, prefixes) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write what the names of its methods begin with: `crm.item` for `crm.item.list`".to_owned(),
        };
        let message = format!("there is no method `{prefix}.get`, `.list`, `.add`, `.update` or `.delete`");
        cx.report(Finding::new("unknown-method", at(read, "methods"), message).help(help));
        return found;
    }
    let Some(of) = of else { return found };
    let knows = |index: &usize| {
        let method = &model.methods[*index];
        method.params.iter().map(|param| &param.ty).chain([&method.result]).any(|ty| has(method, ty, of))
    };
    if !found.iter().any(knows) {
        let name = &read.value.of;
        let message = format!("no method of `{prefix}` takes or answers `{name}`");
        let finding = Finding::new("bad-value", at(read, "methods"), message).given(&["methods", "of"]);
        cx.report(finding.help("name the methods of that type, or the type of these methods"));
    }
    found
}

/// Returns true if a method's type has a shared type in it.
pub(super) fn has(method: &Method, ty: &Type, shared: usize) -> bool {
    let mut open = Vec::new();
    let mut seen = vec![false; method.items.len()];
    ty.for_each_item(&mut |item| open.push(item));
    while let Some(item) = open.pop() {
        let place = match item {
            ItemRef::Shared(index) if index == shared => return true,
            ItemRef::Shared(_) => continue,
            ItemRef::Local(place) => place,
        };
        if let Some(item) = method.items.get(place).filter(|_| !std::mem::replace(&mut seen[place], true)) {
            graph::inside(std::slice::from_ref(item)).for_each(|ty| ty.for_each_item(&mut |item| open.push(item)));
        }
    }
    false
}

/// Reports parameters of all calls that no method has, or whose values are of another type.
pub(super) fn with(cx: &mut Resolver<'_>, read: &Read<raw::Thing>, model: &Model, found: &[usize]) {
    let params: Vec<&Field> = found.iter().flat_map(|index| &model.methods[*index].params).collect();
    if params.is_empty() {
        // The methods are unknown, which is reported.
        return;
    }
    let names = &read.value.with.0;
    for (index, (name, value)) in names.iter().enumerate() {
        let first = names.iter().position(|(other, _)| other == name).unwrap_or(index);
        let path = |nth| Path::default().key("with").nth_key(name, nth);
        let key = |nth| At::new(read.file, path(nth), Part::Key);
        if first < index {
            let finding = Finding::new("duplicate-param", key(1), format!("`{name}` is given twice"));
            cx.report(finding.related(key(0), "first here").help("keep one of the two"));
            continue;
        }
        let Some(param) = params.iter().find(|param| param.name.wire == *name) else {
            let near = cx.guesses.nearest(name, params.iter().map(|param| param.name.wire.as_str()));
            let help = near.map_or_else(|| "take it out".to_owned(), |near| format!("did you mean `{near}`?"));
            let message = format!("no method of `{}` has a parameter `{name}`", read.value.methods);
            cx.report(Finding::new("unknown-param", key(0), message).help(help).given(&["methods"]));
            continue;
        };
        let is_single = value.is_string() || value.is_number() || value.is_boolean();
        if !is_single || !rules::fits(cx, value, &param.ty) {
            let message = format!("`{name}` takes `{}`, not `{value}`", param.written);
            let finding = Finding::new("bad-value", At::new(read.file, path(0), Part::Value), message);
            let help = if is_single { rules::how_to_write(value, &param.ty) } else { SINGLE.to_owned() };
            cx.report(finding.help(help).given(&["methods"]));
        }
    }
}

/// What to do about a parameter that is a list or a map.
const SINGLE: &str = "write a single value: a number, a text, `true` or `false`";

/// Returns the calls. Types of answers that have the thing in them become items of the thing.
pub(super) fn resolve<'m>(
    model: &'m Model,
    found: &[usize],
    (of, thing): (usize, usize),
    owner: &mut Owner,
    base: &mut Base<'m>,
    ident: &str,
) -> Vec<Call> {
    let mut known: Vec<(String, Type)> = Vec::new();
    let mut calls = Vec::new();
    for &index in found {
        let method = &model.methods[index];
        let word = method.name.wire.rsplit('.').next().unwrap_or_default();
        let camel = if word == "get" { String::new() } else { naming::ty(word, &[]).unwrap_or_default() };
        let prefix = format!("{ident}{camel}");
        let mut answers = Answers { method, index, of, thing, prefix: &prefix, owner, base };
        let answer = has(method, &method.result, of).then(|| {
            let shape = answers.shape();
            let same = known.iter().find(|(other, _)| *other == shape).map(|(_, ty)| ty.clone());
            same.unwrap_or_else(|| {
                let ty = answers.ty(&method.result);
                known.push((shape, ty.clone()));
                ty
            })
        });
        let item = listed(method).map(|item| answers.ty(item));
        calls.push(Call { ident: word.to_owned(), method: index, answer, item });
    }
    calls
}

/// Returns the type of the items that a method lists, if it lists any.
fn listed(method: &Method) -> Option<&Type> {
    let pager = method.pager.as_ref()?;
    let list = match (&pager.items, &method.result) {
        (None, result) => result,
        (Some(items), Type::Item(ItemRef::Local(place))) => match method.items.get(*place)? {
            Item::Object(object) => &object.fields.iter().find(|field| field.name.wire == *items)?.ty,
            _ => return None,
        },
        _ => return None,
    };
    match list.some() {
        Type::List(item) | Type::Map(item) => Some(item),
        _ => None,
    }
}

/// The types of a method's answer, made of those that have the documented type in place of the thing.
struct Answers<'a, 'm> {
    method: &'m Method,
    index: usize,
    of: usize,
    thing: usize,
    prefix: &'a str,
    owner: &'a mut Owner,
    base: &'a mut Base<'m>,
}

impl Answers<'_, '_> {
    /// Returns a text that equal answers have in common.
    fn shape(&self) -> String {
        let part = |item: &Item| match item {
            Item::Object(object) => {
                let fields = object.fields.iter().map(|field| (&field.name, field.required, &field.ty));
                format!("{} {:?}", object.ident, fields.collect::<Vec<_>>())
            }
            Item::Union(union) => format!("{} {:?}", union.ident, union.options),
            Item::Enum(list) => format!("{} {:?}", list.ident, list.values),
        };
        let result = &self.method.result;
        let items = self.method.items.iter().filter(|item| {
            let place = self.method.items.iter().position(|other| std::ptr::eq(other, *item));
            place.is_some_and(|place| has(self.method, &Type::Item(ItemRef::Local(place)), self.of))
        });
        format!("{result:?} {:?}", items.map(part).collect::<Vec<_>>())
    }

    fn ty(&mut self, ty: &Type) -> Type {
        ty.with_items(&mut |item| match item {
            ItemRef::Shared(index) if index == self.of => ItemRef::Shared(self.thing),
            ItemRef::Local(place) if has(self.method, &Type::Item(item), self.of) => ItemRef::Local(self.own(place)),
            ItemRef::Local(_) => {
                let from = graph::Owner::Method(self.index);
                match self.base.ty(self.owner, from, &Type::Item(item)) {
                    Type::Item(item) => item,
                    _ => item,
                }
            }
            shared => shared,
        })
    }

    fn field(&mut self, field: &Field) -> Field {
        let written = field.written.replace(self.base.name(), &self.owner.name);
        Field { ty: self.ty(&field.ty), written, ..field.clone() }
    }

    /// Makes an item of the thing of one of the method.
    fn own(&mut self, place: usize) -> usize {
        let item = &self.method.items[place];
        let ident = self.owner.named(&format!("{}{}", self.prefix, item.ident()));
        let place = self.owner.reserve(&ident);
        let made = match item.clone() {
            Item::Object(mut object) => {
                let fields = object.fields.iter();
                object.fields = fields.map(|field| self.field(field)).collect();
                (object.ident, object.docs) = (ident, None);
                Item::Object(object)
            }
            Item::Union(mut union) => {
                union.options = union.options.iter().map(|(name, ty)| (name.clone(), self.ty(ty))).collect();
                union.ident = ident;
                Item::Union(union)
            }
            list => list,
        };
        self.owner.items[place] = made;
        place
    }
}
