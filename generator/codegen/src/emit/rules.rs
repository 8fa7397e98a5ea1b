//! Documented rules as functions that call a visitor, which checks values or collects the rules as facts.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::paths;
use super::scope::Scope;
use crate::tree::docs::doc_attributes;
use crate::tree::{ident, path};
use bitrix24_schema::graph::Owner;
use bitrix24_schema::model::{Field, Item, ItemRef, Limits, Method, Object, Type, Union, Writable};

/// ```text
/// /// The documented rules of `crm.item.list`.
/// fn rules(p: &mut rt::Rules<'_>) {
///     p.plain(&["entityTypeId* integer", "start integer"]);
///     p.optional("filter").map().operators(&[">=", "="]);
/// }
/// ```
///
/// A method all of whose parameters are plain has no function, see [`params`].
pub(super) fn of_method(scope: Scope<'_>, method: &Method) -> TokenStream {
    if all_plain(scope, method).is_some() {
        return TokenStream::new();
    }
    let rules = of_fields(scope, &method.params);
    let docs = doc_attributes(&[format!("The documented rules of `{}`.", method.name.wire)]);
    quote!(#docs fn rules(p: &mut rt::Rules<'_>) { #rules })
}

/// Returns `NONE`, `Plain(&["taskId* integer"])` or `Rules(Self::rules)`: the value for a method's facts.
pub(super) fn params(scope: Scope<'_>, method: &Method) -> TokenStream {
    match all_plain(scope, method).as_deref() {
        Some([]) => quote!(NONE),
        Some(plain) => quote!(Plain(&[#(#plain),*])),
        None => quote!(Rules(Self::rules)),
    }
}

fn all_plain(scope: Scope<'_>, method: &Method) -> Option<Vec<String>> {
    method.params.iter().map(|field| plain(scope, field)).collect()
}

/// ```text
/// pub(crate) fn rules(p: &mut rt::Rules<'_>) { … }
/// ```
///
/// For an object that is sent.
pub(super) fn of_object(scope: Scope<'_>, object: &Object) -> TokenStream {
    // The rules of a documented method are what a call of a thing is held to.
    if scope.is_beside || has_no_rules(object) {
        return TokenStream::new();
    }
    let rules = of_fields(scope, &object.fields);
    quote!(pub(crate) fn rules(p: &mut rt::Rules<'_>) { #rules })
}

/// ```text
/// pub(crate) fn rules(p: &mut rt::Rules<'_>) { p.option().integer(); p.option().string(); }
/// ```
///
/// For a union that is sent, unless only examples have it.
pub(super) fn of_union(scope: Scope<'_>, union: &Union) -> TokenStream {
    if scope.is_beside || !is_told(scope, &union.ident) {
        return TokenStream::new();
    }
    let options = union.options.iter().map(|(_, ty)| {
        let shape = shape(scope, ty);
        quote!(p.option() #shape;)
    });
    quote!(pub(crate) fn rules(p: &mut rt::Rules<'_>) { #(#options)* })
}

/// Returns the rules of fields, those of plain ones that follow each other as one.
fn of_fields(scope: Scope<'_>, fields: &[Field]) -> TokenStream {
    let mut rules = TokenStream::new();
    let told: Vec<(&Field, Option<String>)> = fields.iter().map(|field| (field, plain(scope, field))).collect();
    for run in told.chunk_by(|(_, before), (_, after)| before.is_some() == after.is_some()) {
        let plain: Vec<&String> = run.iter().filter_map(|(_, plain)| plain.as_ref()).collect();
        if plain.is_empty() {
            rules.extend(run.iter().map(|(field, _)| rule(scope, field)));
        } else {
            rules.extend(quote!(p.plain(&[#(#plain),*]);));
        }
    }
    rules
}

/// Returns `taskId* integer`: a name with its mark, and a type in words, from the outside to the inside.
///
/// `None` if there is more to tell of the field. Most are plain, and a text is what the compiler reads fastest.
fn plain(scope: Scope<'_>, field: &Field) -> Option<String> {
    let Told { mut words, end: None } = told(scope, &field.ty) else { return None };
    if is_read_only(field) {
        words.push("read_only");
    }
    let name = marked(&field.name.wire, field.required);
    let is_one_word = !field.name.wire.ends_with(['*', '?']) && !name.contains(char::is_whitespace);
    (is_one_word && further(scope, field).is_empty()).then(|| format!("{name} {}", words.join(" ")))
}

/// Returns `p.required("limit").integer().min(1.0).max(50.0);`.
fn rule(scope: Scope<'_>, field: &Field) -> TokenStream {
    let required = ident(match field.required {
        Some(true) => "required",
        Some(false) => "optional",
        None => "unknown",
    });
    let (wire, shape, further) = (&field.name.wire, shape(scope, &field.ty), further(scope, field));
    let read_only = is_read_only(field).then(|| quote!(.read_only()));
    quote!(p.#required(#wire) #shape #further #read_only;)
}

/// Returns true for a field that the server sets, as far as a method that tells about fields says.
fn is_read_only(field: &Field) -> bool {
    field.writable == Some(Writable::Never)
}

/// Returns what there is to tell of a field besides its type: `.min(1.0).max(50.0)`.
fn further(scope: Scope<'_>, field: &Field) -> TokenStream {
    let limits = limits(&field.limits);
    let values = list(if field.open { "known" } else { "values" }, &values(scope, &field.ty));
    let operators: Vec<&str> = field.operators.iter().map(String::as_str).collect();
    let operators = list("operators", &operators);
    let takes: Vec<String> = field.takes.iter().map(|taken| marked(&taken.name, taken.required)).collect();
    let takes = list("takes", &takes.iter().map(String::as_str).collect::<Vec<_>>());
    let names = field.names.and_then(|index| named(scope, index));
    let unless: Vec<&str> = field.conditions.unless.iter().map(String::as_str).collect();
    let unless = list("unless", &unless);
    let when = conditions("when", &field.conditions.when);
    let only = conditions("only", &field.conditions.only);
    let characters = field.characters.as_ref().map(|set| quote!(.characters(#set)));
    quote!(#takes #limits #characters #values #operators #names #unless #when #only)
}

/// Returns `.when(&[("kind", &["a", "b"])])`, if there are conditions.
fn conditions(method: &str, conditions: &[(String, Vec<String>)]) -> Option<TokenStream> {
    let method = ident(method);
    let pairs = conditions.iter().map(|(name, values)| quote!((#name, &[#(#values),*])));
    (!conditions.is_empty()).then(|| quote!(.#method(&[#(#pairs),*])))
}

/// Returns `.names(types::crm::Deal::rules)`, if the type has rules: one that is only answered has none.
fn named(scope: Scope<'_>, index: usize) -> Option<TokenStream> {
    let shared = &scope.model.types[index];
    let Item::Object(object) = shared.items.first()? else { return None };
    let (module, name) = (path(&paths::types_module(shared)), ident(&object.ident));
    (object.usage.is_sent && !has_no_rules(object)).then(|| quote!(.names(#module::#name::rules)))
}

/// Returns a name with its mark: `TITLE*`.
fn marked(name: &str, required: Option<bool>) -> String {
    let mark = match required {
        Some(true) => "*",
        Some(false) => "",
        None => "?",
    };
    format!("{name}{mark}")
}

/// A type as it is told: words from the outside to the inside, and what refers to other rules.
struct Told {
    words: Vec<&'static str>,
    end: Option<TokenStream>,
}

/// Returns `.list().id()`.
fn shape(scope: Scope<'_>, ty: &Type) -> TokenStream {
    let Told { words, end } = told(scope, ty);
    let words = words.into_iter().map(ident);
    quote!(#(.#words())* #end)
}

fn told(scope: Scope<'_>, ty: &Type) -> Told {
    let word = |word| Told { words: vec![word], end: None };
    let wrapped = |word, inner: &Type| {
        let Told { mut words, end } = told(scope, inner);
        words.insert(0, word);
        Told { words, end }
    };
    match ty {
        Type::Any | Type::Null => word("any"),
        Type::Integer => word("integer"),
        Type::Double => word("double"),
        Type::String => word("string"),
        Type::Boolean(_) => word("boolean"),
        Type::Date => word("date"),
        Type::DateTime => word("date_time"),
        Type::Timestamp => word("timestamp"),
        // The time of an answer is an object whose fields are not checked.
        Type::Time => word("map"),
        Type::Id(_) => word("id"),
        Type::File(_) => word("file"),
        Type::Money => word("money"),
        Type::Address => word("address"),
        Type::CrmLink => word("crm_link"),
        // A list or a map of anything has no rule for its items.
        Type::List(inner) if **inner == Type::Any => word("list"),
        Type::Map(inner) if **inner == Type::Any => word("map"),
        Type::List(inner) => wrapped("list", inner),
        Type::Map(inner) => wrapped("map", inner),
        Type::Nullable(inner) => wrapped("nullable", inner),
        Type::OneOrMany(inner) => wrapped("one_or_many", inner),
        Type::Item(item) => told_item(scope, *item),
    }
}

fn told_item(scope: Scope<'_>, item: ItemRef) -> Told {
    let word = |word| Told { words: vec![word], end: None };
    let refers = |end| Told { words: Vec::new(), end: Some(end) };
    let name = ident(scope.item(item).ident());
    match (scope.item(item), item) {
        (Item::Enum(list), _) if list.is_numeric => word("integer"),
        (Item::Enum(_), _) => word("string"),
        (Item::Object(object), _) if has_no_rules(object) => word("map"),
        (Item::Union(_), ItemRef::Local(_)) => refers(quote!(.one_of(#name::rules))),
        (Item::Object(_), ItemRef::Local(_)) => refers(quote!(.object(#name::rules))),
        (of, ItemRef::Shared(index)) => {
            let shared = &scope.model.types[index];
            let rules = if scope.owner == Owner::Shared(index) {
                quote!(#name::rules)
            } else {
                let module = path(&paths::types_module(shared));
                quote!(#module::#name::rules)
            };
            let schema_name = &shared.name;
            refers(match of {
                Item::Union(_) => quote!(.one_of(#rules)),
                _ => quote!(.shared(#schema_name, #rules)),
            })
        }
    }
}

/// Returns true for an object without fields, or of which only an example shows some: that is no rule.
fn has_no_rules(object: &Object) -> bool {
    object.fields.iter().all(|field| field.observed)
}

/// Returns true if a rule of the same method or shared type names this type.
pub(super) fn is_told(scope: Scope<'_>, name: &str) -> bool {
    let (items, params): (&[Item], &[Field]) = match scope.owner {
        // Nothing is emitted for an event.
        Owner::Root | Owner::Event(_) => return true,
        Owner::Method(index) => (&scope.model.methods[index].items, &scope.model.methods[index].params),
        Owner::Shared(index) => (&scope.model.types[index].items, &[]),
    };
    let names = |ty: &Type| {
        let mut found = false;
        ty.for_each_item(&mut |item| found |= matches!(item, ItemRef::Local(at) if items[at].ident() == name));
        found
    };
    let of_item = |item: &Item| match item {
        Item::Object(object) => !has_no_rules(object) && object.fields.iter().any(|field| names(&field.ty)),
        Item::Union(union) => union.options.iter().any(|(_, ty)| names(ty)),
        Item::Enum(_) => false,
    };
    let is_shared = matches!(scope.owner, Owner::Shared(_)) && items.first().is_some_and(|item| item.ident() == name);
    is_shared || params.iter().any(|field| names(&field.ty)) || items.iter().any(of_item)
}

fn limits(limits: &Limits) -> TokenStream {
    let Limits { min, max, min_length, max_length } = limits;
    let number = |number: Option<f64>| number.filter(|number| number.is_finite()).map(Literal::f64_unsuffixed);
    let min = number(*min).map(|min| quote!(.min(#min)));
    let max = number(*max).map(|max| quote!(.max(#max)));
    let min_length = min_length.map(Literal::u64_unsuffixed).map(|min| quote!(.min_length(#min)));
    let max_length = max_length.map(Literal::u64_unsuffixed).map(|max| quote!(.max_length(#max)));
    quote!(#min #max #min_length #max_length)
}

/// Returns `.values(&["E", "K"])`.
fn list(name: &str, texts: &[&str]) -> TokenStream {
    if texts.is_empty() {
        return TokenStream::new();
    }
    let name = ident(name);
    quote!(.#name(&[#(#texts),*]))
}

/// Returns the allowed values of a value, or of each item of a list.
fn values<'m>(scope: Scope<'m>, ty: &Type) -> Vec<&'m str> {
    match ty {
        Type::Nullable(inner) | Type::List(inner) | Type::OneOrMany(inner) => values(scope, inner),
        Type::Item(item) => match scope.item(*item) {
            Item::Enum(list) => list.values.iter().map(|value| value.name.wire.as_str()).collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}
