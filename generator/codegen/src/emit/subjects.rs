//! The part of the schema that each emitted type is made of: the first parameter or part of the result that uses it.

use bitrix24_schema::Subject;
use bitrix24_schema::model::{Item, ItemRef, Method, Shared, Type};

/// Returns the subjects of the types in a method's module.
pub(super) fn of_method(method: &Method) -> Vec<Subject> {
    let subject = Subject::method(method);
    let mut found = Found { items: &method.items, subjects: vec![None; method.items.len()] };
    for param in &method.params {
        found.walk(&param.ty, &subject.input().field(&param.name.wire));
    }
    found.walk(&method.result, &subject.output());
    found.finish(&subject)
}

/// Returns the subjects of a shared type and of the other types in its module.
pub(super) fn of_shared(shared: &Shared) -> Vec<Subject> {
    let subject = Subject::shared(shared);
    let mut found = Found { items: &shared.items, subjects: vec![None; shared.items.len()] };
    found.at(0, &subject);
    found.finish(&subject)
}

struct Found<'m> {
    items: &'m [Item],
    subjects: Vec<Option<Subject>>,
}

impl Found<'_> {
    fn walk(&mut self, ty: &Type, subject: &Subject) {
        ty.for_each_item(&mut |item| {
            if let ItemRef::Local(place) = item {
                self.at(place, subject);
            }
        });
    }

    fn at(&mut self, place: usize, subject: &Subject) {
        match self.subjects.get_mut(place) {
            Some(free @ None) => *free = Some(subject.clone()),
            _ => return,
        }
        match &self.items[place] {
            Item::Object(object) => {
                for field in &object.fields {
                    self.walk(&field.ty, &subject.field(&field.name.wire));
                }
            }
            Item::Union(union) => union.options.iter().for_each(|(_, ty)| self.walk(ty, subject)),
            Item::Enum(_) => {}
        }
    }

    fn finish(self, otherwise: &Subject) -> Vec<Subject> {
        self.subjects.into_iter().map(|subject| subject.unwrap_or_else(|| otherwise.clone())).collect()
    }
}
