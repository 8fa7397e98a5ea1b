//! The names of parameters and fields where they are asked for.

use crate::catalogue::{Api, Field, Fields, Shape};
use crate::request::{Params, Target};
use crate::wire::names;

/// The notation of one of `filter`, `select` and `order` in a request.
#[derive(Clone, Debug)]
pub(super) struct Spelling {
    method: String,
    pub(super) api: Api,
    /// The name of the parameter.
    pub(super) param: &'static str,
    /// The documented parameter, if it is known.
    pub(super) field: Option<Field>,
    /// The parameter that names the field, where an order of one field is two parameters.
    pub(super) sort: Option<&'static str>,
    is_known: bool,
    /// True if custom fields keep the names that the database has, though the method spells them otherwise.
    has_original: bool,
}

impl Spelling {
    pub(super) fn of(target: Target<'_>, params: &Params, param: &'static str) -> Self {
        let known = if let Target::Known(method) = target { Some(method) } else { None };
        let find = |name: &str| known?.params.find(|field| field.name.eq_ignore_ascii_case(name));
        let field = find(param);
        Spelling {
            method: target.name().to_owned(),
            api: target.api(),
            param: field.map_or(param, |field| field.name),
            field,
            sort: find("sort").map(|field| field.name),
            is_known: known.is_some(),
            has_original: params.get("useOriginalUfNames").is_some_and(|value| *value == "Y" || *value == true),
        }
    }

    /// The operators that the method documents.
    pub(super) fn operators(&self) -> &'static [&'static str] {
        self.field.map_or(&[], |field| field.operators)
    }

    /// Returns the reason why the request does not take this form.
    pub(super) fn problem(&self, fits: fn(Shape) -> bool) -> Option<String> {
        match self.field {
            None if self.is_known => Some(format!("{} has no parameter `{}`", self.method, self.param)),
            Some(field) if !fits(field.shape) => {
                Some(format!("`{}` of {} takes another form; use its own setter", self.param, self.method))
            }
            _ => None,
        }
    }

    /// A field's name where it is asked for, by its name where it is answered.
    pub(super) fn name(&self, answered: &str) -> String {
        let fields = self.fields();
        let plain = |name: &str| name.replace('_', "").to_ascii_lowercase();
        let is = |field: &Field| plain(field.name) == plain(answered);
        if let Some(field) = fields.find(|field| field.is_named(answered)).or_else(|| fields.find(is)) {
            return if field.is_named(answered) { answered } else { field.name }.to_owned();
        }
        asked(&self.method, self.api, answered)
    }

    /// Returns a custom field's name in the method's spelling: `ufCrmSize` in `crm.item.list`, `UF_CRM_SIZE` in
    /// `crm.deal.list`. Names of other fields stay as they are.
    pub(super) fn custom(&self, name: &str) -> String {
        match self.method.starts_with("crm.item.") && !self.has_original {
            true => names::small(name),
            false if self.method.starts_with("crm.") => names::upper(name),
            false => name.to_owned(),
        }
    }

    /// The values that are documented for a field of the parameter.
    pub(super) fn values(&self, name: &str) -> &'static [&'static str] {
        self.fields().find(|field| field.name == name).map_or(&[], |field| field.values)
    }

    /// The fields that are documented of the parameter.
    fn fields(&self) -> Fields {
        self.field.map_or(Fields::NONE, |field| fields(field.shape))
    }
}

fn fields(shape: Shape) -> Fields {
    match shape {
        Shape::Object(fields) => fields,
        Shape::Shared(shared) => shared.fields,
        Shape::Nullable(inner) => fields(inner.shape()),
        _ => Fields::NONE,
    }
}

/// Version 2's tasks and workgroups are answered as `responsibleId` and asked for as `RESPONSIBLE_ID`.
pub(crate) fn asked(method: &str, api: Api, answered: &str) -> String {
    let is_upper = api == Api::V2 && (method.starts_with("tasks.") || method.starts_with("socialnetwork."));
    if !is_upper || !answered.contains(|letter: char| letter.is_ascii_lowercase()) {
        return answered.to_owned();
    }
    let mut name = String::with_capacity(answered.len() + 4);
    let mut after_small = false;
    for letter in answered.chars() {
        if letter.is_ascii_uppercase() && after_small {
            name.push('_');
        }
        after_small = letter.is_ascii_lowercase() || letter.is_ascii_digit();
        name.push(letter.to_ascii_uppercase());
    }
    name
}
