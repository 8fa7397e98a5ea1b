//! The same words and examples that the emitted documentation has, for programs that show a method.

use bitrix24_schema::graph::Cycles;
use bitrix24_schema::model::{Field, Method, Model};
use serde_json::{Map, Value};

use crate::emit::{self, Layout};

/// Returns a method's facts in words: its version, who may call it, and what it does.
pub fn method(method: &Method) -> Vec<String> {
    emit::told_of_method(method)
}

/// Returns the rules of a field in words, beside its type and its mark.
pub fn field(field: &Field) -> Vec<String> {
    emit::told_of_field(field)
}

/// Returns plausible parameters of a call.
///
/// ```
/// # let mut model = bitrix24_codegen::Generator::new("../../schema").only(["user.current"]).model()?;
/// let method = &model.methods[0];
/// assert!(bitrix24_codegen::told::params(&model, method).is_empty());
/// # Ok::<(), bitrix24_codegen::Error>(())
/// ```
pub fn params(model: &Model, method: &Method) -> Map<String, Value> {
    emit::params_of(model, method)
}

/// Returns a typed call of a method as it compiles, inside of an `async fn` with a client `b24`; one text a line. `index` is
/// the method's place in the model.
pub fn rust(model: &Model, index: usize) -> Vec<String> {
    emit::call_of(model, &Cycles::of(model), Layout::Crate, index)
}
